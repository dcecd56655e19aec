"""Pictures in the chat: the timeline, a card's history, and the colours that a person chose."""

import io
from datetime import date, timedelta

from PIL import Image

from core.model.deadline import Kind
from tests.bot.handlers.conftest import ME, Chat
from tests.core.newsdesk.desk import START, told

SET = told(date(2025, 9, 2))
MOVED = told(date(2025, 8, 8), published=START + timedelta(days=1), kind=Kind.REVISED)


def ground(chat: Chat) -> int:
    """Return how bright the ground of the last picture is, from 0 to 255."""
    photo = next(m["photo"][-1] for m in reversed(chat.telegram.messages()) if "photo" in m)
    found = Image.open(io.BytesIO(chat.telegram.files[photo["file_id"]].data)).convert("L").getpixel((2, 2))
    assert isinstance(found, int)
    return found


async def test_the_timeline_is_drawn_and_redrawn_in_the_colours_that_are_chosen(chat: Chat) -> None:
    assert "There is nothing to draw" in (await chat.say("/timeline"))[0]
    await chat.desk.keep(SET)
    assert "2 September" in (await chat.say("/timeline"))[0]
    assert "sendChatAction" in [call.method for call in chat.telegram.calls]
    assert ground(chat) > 200
    before = len(chat.telegram.messages())
    assert await chat.press("Dark") == []
    assert (len(chat.telegram.messages()), ground(chat) < 60) == (before, True)
    assert "2 September" in chat.last
    await chat.say("/timeline")
    assert ground(chat) < 60
    await chat.press("Light")
    async with chat.desk.begin() as tx:
        subscriber = await tx.subscribers.get(ME)
    assert subscriber is not None
    assert not subscriber.dark


async def test_a_card_draws_its_history_once_its_date_has_moved(chat: Chat) -> None:
    await chat.desk.keep(SET)
    await chat.say("/deadline")
    assert "History" not in chat.buttons
    await chat.desk.keep(MOVED)
    await chat.say("/deadline")
    said = await chat.press("History")
    assert "2 September" in said[0]
    assert "8 August" in said[0]
    await chat.press("Dark")
    assert ground(chat) < 60
    assert "not there any more" in await chat.forge("hi|999")

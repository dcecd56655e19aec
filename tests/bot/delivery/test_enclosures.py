"""Enclosures: a file lies in the outbox beside its message, and arrives as it was."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from PIL import Image

from bot.delivery.outcomes import deliver
from bot.views.document import Document, paragraph
from bot.views.enclosures import Enclosure, replacing, sending
from bot.views.render import render
from core.model.delivery import Delivery, DeliveryState, Sent, Undeliverable
from tests.bot.delivery.conftest import CHAT, Post, eventually

DUE = datetime(2025, 7, 20, tzinfo=UTC)
CALENDAR = Enclosure("july – липень.ics", "text/calendar", b"BEGIN:VCALENDAR\r\n\x00\xff")


def picture(colour: str, *, width: int = 40) -> Enclosure:
    made = io.BytesIO()
    Image.new("RGB", (width, 20), colour).save(made, "PNG")
    return Enclosure("timeline.png", "image/png", made.getvalue())


def under(text: str) -> dict[str, Any]:
    return render(Document((paragraph(text),)))[0]


def delivery(key: str, method: str, payload: dict[str, Any]) -> Delivery:
    return Delivery(key, CHAT, payload, DUE, method=method)


async def test_a_document_in_the_outbox_arrives_byte_for_byte_with_its_caption(post: Post) -> None:
    method, payload = sending(CALENDAR, under("Your <deadlines>"))
    await post.put("k", method=method, payload=payload)
    async with post.sending():
        await eventually(lambda: _is_sent(post, "k"))
    (message,) = post.telegram.messages()
    assert message["caption"] == "Your <deadlines>"
    assert message["document"]["file_name"] == CALENDAR.name
    assert post.telegram.files[message["document"]["file_id"]].data == CALENDAR.data


async def _is_sent(post: Post, key: str) -> bool:
    return await post.state(key) is DeliveryState.SENT


async def test_a_picture_takes_the_place_of_another_with_its_caption(post: Post) -> None:
    sent = await deliver(post.api, delivery("a", *sending(picture("white"), under("light"))))
    assert isinstance(sent, Sent)
    assert sent.message_id is not None
    dark = picture("black", width=60)
    edit = delivery("b", *replacing(dark, under("dark"), sent.message_id))
    assert isinstance(await deliver(post.api, edit), Sent)
    (message,) = post.telegram.messages()
    (photo,) = message["photo"]
    assert (message["caption"], photo["width"], photo["height"]) == ("dark", 60, 20)
    assert post.telegram.files[photo["file_id"]].data == dark.data


async def test_a_picture_whose_message_is_gone_is_sent_anew(post: Post) -> None:
    edit = delivery("a", *replacing(picture("black"), under("dark"), 4711))
    assert isinstance(await deliver(post.api, edit), Sent)
    (message,) = post.telegram.messages()
    assert message["caption"] == "dark"
    assert message["photo"]


async def test_a_picture_that_telegram_would_not_take_is_refused(post: Post) -> None:
    broken = replace(picture("white"), data=b"no picture")
    for odd, said in ((broken, "IMAGE_PROCESS_FAILED"), (picture("white", width=900), "PHOTO_INVALID_DIMENSIONS")):
        outcome = await deliver(post.api, delivery(said, *sending(odd, under("x"))))
        assert outcome == Undeliverable(f"Bad Request: {said}")


def test_a_text_too_long_for_a_caption_is_left_out_of_it() -> None:
    _, payload = sending(CALENDAR, under("x " * 600))
    assert "caption" not in payload

"""The pinned board: one a chat, silent, edited when a fact changes, and honest about a right that it lacks."""

from datetime import date, timedelta

import pytest

from bot.playground.people import COLLEAGUE, READER
from core.newsdesk import displays
from tests.bot.handlers.conftest import Chat
from tests.bot.handlers.test_groups import GROUP, Hall
from tests.core.newsdesk.desk import START, told

SET = told(date(2025, 9, 2))
MOVED = told(date(2025, 8, 8), published=START + timedelta(days=2), source="Example Herald")


@pytest.fixture
async def news(chat: Chat) -> Chat:
    await chat.desk.keep(SET)
    return chat


async def refreshed(chat: Chat) -> int:
    edited = await displays.refresh(chat.desk.room)
    await chat.settled()
    return edited


async def test_the_board_is_pinned_without_a_sound_and_edited_only_when_a_fact_changes(news: Chat) -> None:
    (board,) = await news.say("/board")
    assert "Open deadlines" in board
    (pinned,) = news.telegram.people[READER].pinned
    pins = [call.params for call in news.telegram.calls if call.method == "pinChatMessage"]
    assert [str(pin["disable_notification"]).lower() for pin in pins] == ["true"]
    assert await refreshed(news) == 0
    news.desk.clock.step_to(START + timedelta(days=2))
    assert await refreshed(news) == 0
    await news.desk.keep(MOVED)
    assert await refreshed(news) == 1
    assert "8 August" in news.telegram.people[READER].messages[pinned]["text"]
    assert await refreshed(news) == 0


async def test_a_chat_has_one_board_and_off_ends_it(news: Chat) -> None:
    await news.say("/board")
    await news.say("/board")
    assert len(news.telegram.people[READER].pinned) == 1
    assert "not kept up to date" in (await news.say("/board off"))[0]
    assert news.telegram.people[READER].pinned == []
    await news.desk.keep(MOVED)
    assert await refreshed(news) == 0
    assert "no board" in (await news.say("/board off"))[0]


async def test_a_board_that_somebody_deleted_comes_back_pinned_at_the_next_change(news: Chat) -> None:
    await news.say("/board")
    await refreshed(news)
    (pinned,) = news.telegram.people[READER].pinned
    news.telegram.delete(READER, pinned)
    await news.desk.keep(MOVED)
    await refreshed(news)
    await refreshed(news)
    (again,) = news.telegram.people[READER].pinned
    assert "8 August" in news.telegram.people[READER].messages[again]["text"]


async def test_without_the_right_to_pin_the_board_stands_unpinned_and_that_is_said_once(news: Chat) -> None:
    hall = Hall(news)
    hall.group.can_pin = False
    await hall.say("/board")
    await news.settled()
    await news.telegram.until(lambda: any("may not pin" in text for text in news.telegram.said_in(GROUP)))
    await news.desk.keep(MOVED)
    assert await refreshed(news) == 1
    said = news.telegram.said_in(GROUP)
    assert "8 August" in said[0]
    assert sum("may not pin" in text for text in said) == 1


async def test_in_a_group_only_admins_put_up_the_board(news: Chat) -> None:
    hall = Hall(news)
    assert "Only admins" in (await hall.say("/board", COLLEAGUE))[0]
    assert hall.group.pinned == []


async def test_the_board_goes_with_its_chat(news: Chat) -> None:
    await news.say("/board")
    await news.say("/forget")
    await news.forge("f|yes")
    async with news.desk.begin() as tx:
        assert await tx.displays.boards() == []

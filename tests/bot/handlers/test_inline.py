"""Inline mode: personal answers at once, cards whose alert is private, and facts that stay true."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.playground.inline import Offer
from bot.playground.people import BOT, COLLEAGUE
from core.newsdesk import displays
from tests.bot.handlers.conftest import ME, Chat
from tests.core.newsdesk.desk import START, told

SET = told(date(2025, 9, 2))
MOVED = told(date(2025, 8, 8), published=START + timedelta(days=2), source="Example Herald")


async def asked(chat: Chat, words: str) -> tuple[str, Offer]:
    """Type something after the bot's name; return the query's id and what is offered."""
    query = chat.telegram.inline.type(words, chat.person)
    await chat.settled()
    return query, chat.telegram.inline.offers[query]


@pytest.fixture
async def news(chat: Chat) -> Chat:
    await chat.desk.keep(SET)
    return chat


@pytest.mark.parametrize("words", ["", "ukraine"])
async def test_no_words_ask_for_the_next_deadlines_and_words_for_what_they_mean(news: Chat, words: str) -> None:
    _, offer = await asked(news, words)
    (card,) = offer.results
    assert card["title"] == "Deal on Ukraine"
    assert "2 September" in card["description"]
    assert offer.personal
    assert offer.button is None


async def test_an_answer_is_kept_for_nobody_else(news: Chat) -> None:
    await asked(news, "ukraine")
    (call,) = [call for call in news.telegram.calls if call.method == "answerInlineQuery"]
    assert call.params["cache_time"] in (0, "0")


async def test_where_nothing_fits_one_tap_leads_on(news: Chat) -> None:
    _, offer = await asked(news, "xylophone tuning")
    assert offer.button is not None
    assert offer.button["start_parameter"] == "ask"
    assert [card["title"] for card in offer.results] == ["Deal on Ukraine"]
    assert "Dateline" in (await news.say("/start ask"))[0]


async def test_an_empty_ledger_leads_to_the_bots_own_chat(chat: Chat) -> None:
    _, offer = await asked(chat, "")
    assert offer.results == []
    assert offer.button is not None


async def test_what_another_chat_pasted_is_not_offered(chat: Chat) -> None:
    await chat.desk.keep(told(date(2025, 8, 1), audience=ME))
    assert len((await asked(chat, ""))[1].results) == 1
    assert (await asked(chat.of(COLLEAGUE), ""))[1].results == []


async def test_a_cards_only_button_is_a_deep_link_that_opens_the_deadline(news: Chat) -> None:
    _, offer = await asked(news, "ukraine")
    (row,) = offer.results[0]["reply_markup"]["inline_keyboard"]
    (button,) = row
    assert button["url"].startswith(f"https://t.me/{BOT['username']}?start=d")
    start = button["url"].partition("?start=")[2]
    assert "Deal on Ukraine" in (await news.say(f"/start {start}"))[0]


async def test_a_sent_card_is_edited_when_its_facts_change_and_only_then(news: Chat) -> None:
    query, offer = await asked(news, "ukraine")
    card_id = news.telegram.inline.choose(query, offer.results[0]["id"])
    await news.settled()
    before = dict(card(news, card_id))
    assert await displays.refresh(news.desk.room) == 0
    news.desk.clock.step_to(START + timedelta(days=2))
    assert await displays.refresh(news.desk.room) == 0  # two days nearer, and nothing new
    await news.desk.keep(MOVED)
    assert await displays.refresh(news.desk.room) == 1
    await news.telegram.until(lambda: "8 August" in card(news, card_id)["text"])
    assert card(news, card_id)["reply_markup"] == before["reply_markup"]


async def test_a_card_that_is_gone_is_forgotten(news: Chat) -> None:
    query, offer = await asked(news, "ukraine")
    card_id = news.telegram.inline.choose(query, offer.results[0]["id"])
    await news.settled()
    del news.telegram.inline.cards[card_id]
    await news.desk.keep(MOVED)
    await displays.refresh(news.desk.room)
    await news.settled()
    async with news.desk.begin() as tx:
        assert await tx.displays.cards() == []


def card(chat: Chat, id_: str) -> dict[str, Any]:
    return chat.telegram.inline.cards[id_]

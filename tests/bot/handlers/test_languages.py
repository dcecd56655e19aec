"""Languages in the chat: a person is spoken to as their client says, or as they chose, on every screen."""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from bot.handlers import MENUS
from bot.playground.people import COLLEAGUE, READER
from bot.views.language import _, speaking
from bot.views.menu import menus
from core.newsdesk import firing
from tests.bot.handlers.conftest import ME, Chat, chatting
from tests.bot.handlers.test_commands import DISAGREES, SET
from tests.bot.handlers.test_groups import Hall
from tests.bot.views.catalogues import OTHERS, forms
from tests.core.newsdesk.desk import START

_GIVEN = re.compile(r"/\w+|\.\w+|@\w+|https?://\S+|[\w.]*example[\w.]*|\b[\w-]+\.org\b", re.IGNORECASE)
"""What stands on a screen as it is in every language: commands, endings of files, addresses."""

TYPED = (
    "/start", "/help", "/privacy", "/brief", "/brief", "/deadlines", "/alerts", "/settings", "/feeds", "/mute",
    "/topics", "/language", "/about", "/stats", "/timezone Atlantis", "/quiet soon", "/search Ukraine", "/nothing",
    "/asof 2025-07-20", "/record Russia", "/digest", "/digest 8", "/language Klingon", "/calendar",
    "/timeline", "/board", "/follow", "/remind", "/alerts ladder", "/import",
)  # fmt: skip


@pytest.mark.parametrize("language", OTHERS)
async def test_a_whole_conversation_is_held_in_the_language_of_the_client(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # as the command line sets it
    ticks = count()
    async with chatting(tmp_path, paced_by=lambda: START + next(ticks) * timedelta(seconds=10)) as chat:
        await _hold_a_conversation(chat, language)
    screens = list(_screens(chat))
    assert len(screens) > 80
    assert [(text, left) for text in screens if (left := _english_in(text, language))] == []


async def _hold_a_conversation(chat: Chat, language: str) -> None:
    """Let two people see every screen: Telegram takes no more than some twenty messages at a time to one."""
    for person in (READER, COLLEAGUE):
        chat.telegram.people[person].language = language
    await chat.desk.keep(SET)
    for n, typed in enumerate(TYPED):
        await chat.of((READER, COLLEAGUE)[n % 2]).say(typed)
    with speaking(language):
        own, buttons = _("remind me 30 November submit the tax form"), (_("Alert me"), _("Why?"))
    await chat.say("/deadline Ukraine")
    for label in buttons:
        await chat.press(label)
    await chat.say(own)
    await chat.upload("table.csv", b"a,b")
    await chat.desk.keep(DISAGREES)
    await _passes(chat, timedelta(days=3))
    await chat.say("/stop")


async def _passes(chat: Chat, time: timedelta) -> None:
    """Let time pass in one leap, so that what fell due meanwhile comes late."""
    chat.desk.clock.step_to(START + time)
    async for _fired in firing.fire_due(chat.desk.room):
        pass
    await chat.settled()


def _screens(chat: Chat) -> Iterator[str]:
    """Yield the bot's texts, their buttons, and the words over the chat."""
    for message in [*chat.telegram.messages(READER), *chat.telegram.messages(COLLEAGUE)]:
        if message["from"]["is_bot"]:
            yield str(message.get("text", message.get("caption", "")))
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                yield from (str(button["text"]) for button in row)
    yield from chat.telegram.toasts(READER)


def _english_in(text: str, language: str) -> list[str]:
    """Return what a screen says in English although the catalogue has it in this language."""
    text = f" {_GIVEN.sub('', text)} "
    return [words for words in _english(language) if words in text and f" {words} " in text]


@cache
def _english(language: str) -> frozenset[str]:
    """Return what the source says, without its placeholders and what is the same in this language."""
    return frozenset(
        words
        for source, told in forms(language)
        for part in re.split(r"\{[^}]*\}", source)
        if len(words := _GIVEN.sub("", part).strip(" .,:;?!“”()")) > 5 and not any(words in form for form in told)
    )


async def test_what_the_news_says_stays_in_its_own_language(chat: Chat) -> None:
    chat.telegram.people[READER].language = "uk"
    await chat.desk.keep(SET)
    (briefing,) = await chat.say("/brief")
    assert "Огляд, понеділок, 14 липня" in briefing
    assert "Дедлайни" in (await chat.say("/deadlines"))[0]
    assert "Deal on Ukraine" in chat.last


async def test_a_chosen_language_outlasts_what_the_client_says_until_it_is_asked_again(chat: Chat) -> None:
    chat.telegram.people[READER].language = "de-DE"
    assert "Sprache" in (await chat.say("/language"))[0]
    assert next(iter(chat.buttons)) == "Wie in meinem Telegram"
    await chat.press("Español")
    assert "Ahora: Español." in chat.last
    assert "Ajustes" in (await chat.say("/settings"))[0]
    await chat.say("/language українська")
    chat.telegram.people[READER].language = "ru"
    assert "Налаштування" in (await chat.say("/settings"))[0]
    await chat.say("/language telegram")
    assert "Настройки" in (await chat.say("/settings"))[0]
    chat.telegram.people[READER].language = "en"
    assert "Settings" in (await chat.say("/settings"))[0]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Привіт!", "What you can send me|I brief you"),
        ("Hilfe", "What you can send me"),
        ("¿Qué hay de nuevo?", "Nothing new"),
        ("настройки", "Settings"),
        ("/brief раніше", "There is no earlier briefing"),
        ("/digest пауза до понеділка", "When shall I brief you?|Paused|briefing"),
        ("/board выкл", "There is no board here"),
        ("/timezone Київ", "Europe/Kyiv"),
        ("/feeds 1 усі", "There is no feed number 1"),
        ("/mute тема Sport", "Muted: topic Sport"),
    ],
)
async def test_words_of_every_language_are_understood_whatever_is_spoken(chat: Chat, typed: str, answer: str) -> None:
    said = "\n".join(await chat.say(typed))
    assert re.search(answer, said)


async def test_each_reader_of_one_change_is_told_in_their_own_language(chat: Chat) -> None:
    readers = {READER: "uk", COLLEAGUE: "de"}
    for person, language in readers.items():
        chat.telegram.people[person].language = language
        await chat.of(person).say("/alerts all")
    await chat.desk.keep(SET)
    await chat.settled()
    assert "Новий дедлайн: Deal on Ukraine" in chat.last
    assert "Neue Frist: Deal on Ukraine" in chat.of(COLLEAGUE).last


async def test_briefings_that_fall_due_together_are_in_the_language_of_each(chat: Chat) -> None:
    for person, language in {READER: "es", COLLEAGUE: "ru"}.items():
        chat.telegram.people[person].language = language
        await chat.of(person).say("/digest 8")
    await chat.desk.keep(SET)
    await _passes(chat, timedelta(hours=15, minutes=2))
    assert chat.last.startswith("Boletín, martes, 15 de julio de 2025 · mañana")
    assert chat.of(COLLEAGUE).last.startswith("Сводка, вторник, 15 июля 2025")


async def test_what_comes_late_says_so_in_the_language_of_its_reader(chat: Chat) -> None:
    chat.telegram.people[READER].language = "de"
    await chat.say("/digest 8")
    await _passes(chat, timedelta(hours=20))
    assert "Das kommt verspätet: Fällig war es" in chat.last


async def test_who_only_asks_inline_is_spoken_to_in_their_language_and_leaves_no_row(chat: Chat) -> None:
    chat.telegram.people[READER].language = "uk"
    await chat.desk.keep(SET)
    query = chat.telegram.inline.type("ukraine", READER)
    await chat.settled()
    (card,) = chat.telegram.inline.offers[query].results
    assert "2 вересня" in card["description"]
    assert card["reply_markup"]["inline_keyboard"][0][0]["text"] == "Нагадати"
    async with chat.desk.begin() as tx:
        assert await tx.subscribers.get(ME) is None


async def test_a_group_has_a_language_of_its_own_which_its_admins_choose(chat: Chat) -> None:
    for person, language in {READER: "de", COLLEAGUE: "uk"}.items():
        chat.telegram.people[person].language = language
    await chat.desk.keep(SET)
    hall = Hall(chat, bot="left")
    await hall.set_bot("member")
    assert chat.telegram.sent[-1][1].startswith("Ich führe Fristen")
    assert "Fristen" in (await hall.say("/deadlines", COLLEAGUE))[0]
    assert "Nur Admins" in (await hall.say("/language español", COLLEAGUE))[0]
    assert "Como en mi Telegram" not in (await hall.say("/language español"))[0]
    assert "Plazos" in (await hall.say("/deadlines", COLLEAGUE))[0]
    assert "Дедлайни" in (await chat.of(COLLEAGUE).say("/deadlines"))[0]


def test_every_menu_is_set_for_every_kind_of_chat_in_every_language() -> None:
    calls = list(menus(MENUS))
    assert len(calls) == len(MENUS) * (1 + len(OTHERS))
    words = {(c.get("scope", {}).get("type", ""), c.get("language_code", "")): c["commands"] for c in calls}
    assert words["", "uk"][0] == {"command": "brief", "description": "що для вас нового"}
    assert words["all_group_chats", ""][0]["description"] == "what is new to you"
    assert "language" in {c["command"] for c in words["all_chat_administrators", "de"]}
    assert all(1 <= len(command["description"]) <= 256 for call in calls for command in call["commands"])

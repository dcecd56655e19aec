"""The first story, stepped day by day: what a reader who follows the ultimatum hears, and when."""

import re
from datetime import UTC, date, datetime, time, timedelta

from tests.e2e.chat.playing import Chat, Message, at, text_of

DAYS = 27
"""From 20 July to 16 August."""


def test_the_story_reaches_a_reader_as_it_happened(chat: Chat) -> None:
    chat.say("when does the ultimatum end?")
    chat.hears("2 September")
    chat.press("Alert me")
    plan = chat.hears("I will keep you posted")
    chat.say("/digest 08:00")
    chat.hears("08:00", "every day")
    set_up = chat.own()[-1]["message_id"]
    for _ in range(DAYS):
        chat.step("day")
    assert chat.now == datetime(2025, 8, 16, 6, tzinfo=UTC)
    heard = [message for message in chat.own() if message["message_id"] > set_up]

    _each_morning_has_one_briefing(heard)
    disagreement = _first(heard, "Sources disagree", "7 September")
    window = _first(heard, "Moved", "7", "9 August")
    day = _first(heard, "Moved", "8 August", after=window)
    over = _first(heard, "The day is over")
    assert at(disagreement) == datetime(2025, 7, 20, 12, tzinfo=UTC)
    assert "2 September" in text_of(disagreement)
    assert at(window) == datetime(2025, 7, 28, 14, 20, tzinfo=UTC)
    assert at(day) == datetime(2025, 7, 29, 17, 15, tzinfo=UTC)
    assert datetime(2025, 8, 8, 23, tzinfo=UTC) <= at(over) <= datetime(2025, 8, 9, 12, tzinfo=UTC)
    assert at(plan) < at(disagreement) < at(window) < at(day) < at(over)


def test_the_ladder_follows_the_date_as_it_moves(chat: Chat) -> None:
    chat.say("/alerts all")
    chat.hears("You follow")
    for _ in range(DAYS):
        chat.step("day")
    alerts = {at(message).date(): text_of(message) for message in chat.own() if _is_alert(message)}
    assert list(alerts) == [date(2025, 8, day) for day in (3, 5, 7, 8)]
    assert "Half of the time is over" in alerts[date(2025, 8, 3)]
    assert "Today is the day" in alerts[date(2025, 8, 8)]


def test_a_second_person_hears_nothing_that_they_did_not_ask_for(chat: Chat, colleague: Chat) -> None:
    chat.say("/alerts all")
    colleague.say("/start")
    colleague.hears("Dateline")
    before = len(colleague.messages())
    for _ in range(DAYS):
        chat.step("day")
    assert len(colleague.messages()) == before


def test_the_next_event_is_the_next_moment_at_which_something_falls_due(chat: Chat) -> None:
    chat.say("/digest 08:00")
    chat.hears("08:00")
    chat.step("event")
    assert chat.now == datetime(2025, 7, 20, 8, tzinfo=UTC)
    chat.step("event")
    assert chat.now == datetime(2025, 7, 20, 12, tzinfo=UTC)


def _each_morning_has_one_briefing(heard: list[Message]) -> None:
    mornings = [at(m) for m in heard if text_of(m).startswith(("Briefing,", "Nothing new."))]
    assert mornings == [datetime.combine(date(2025, 7, 20) + timedelta(days=n), time(8), UTC) for n in range(DAYS)]


def _first(heard: list[Message], *pieces: str, after: Message | None = None) -> Message:
    since = after["message_id"] if after else 0
    told = (m for m in heard if m["message_id"] > since and not text_of(m).startswith("Briefing,"))
    return next(m for m in told if all(piece in text_of(m) for piece in pieces))


def _is_alert(message: Message) -> bool:
    """Whether a message is a rung of the ladder: neither an answer, nor a briefing, nor word of a change."""
    return re.match(r"⏳ (Half of the time|\d+ days? left|Today is the day)", text_of(message)) is not None

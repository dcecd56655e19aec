"""Unasked messages: alerts tell what is left, changes tell old and new date and who says so."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.views.composer import TelegramComposer
from core.deadlines.reminders import due_words_of
from core.model.briefing import Briefing
from core.model.deadline import Deadline, Due, Entry, Event, Kind, Status
from core.model.ids import ChatId
from core.model.subscriber import Alert, Rung
from tests.bot.views import telegram
from tests.bot.views.samples import (
    AUGUST_8,
    FIVE_PM,
    HERALD,
    NOW,
    READER,
    SEPTEMBER_2,
    ULTIMATUM,
    WINDOW,
    deadline,
    finding,
    report,
)

COMPOSER = TelegramComposer()
AGREED = deadline()


def planned(rung: Rung, told: Deadline, due: datetime, *, extra: str = "") -> tuple[Alert, Deadline]:
    return Alert(ChatId(7), int(told.id), rung, due_words_of(told.due) + extra, due), told


def alert(rung: Rung, told: Deadline, now: str, *, extra: str = "") -> str:
    at = datetime.fromisoformat(now).astimezone(UTC)
    return telegram.text_of(COMPOSER.alerts([planned(rung, told, at, extra=extra)], READER, now=at))


@pytest.mark.parametrize(
    ("rung", "told", "now", "headline"),
    [
        (Rung.HALFWAY, AGREED, "2025-08-08T05:00Z", "⏳ Half of the time is over, 25 days left: Deal on Ukraine"),
        (Rung.DAYS_7, AGREED, "2025-08-26T05:00Z", "⏳ 7 days left: Deal on Ukraine"),
        (Rung.DAY_1, AGREED, "2025-09-01T05:00Z", "⏳ 1 day left: Deal on Ukraine"),
        (Rung.ZERO, AGREED, "2025-09-02T05:00Z", "⏳ Today is the day: Deal on Ukraine"),
        (Rung.DAY_AFTER, AGREED, "2025-09-03T05:00Z", "The day is over: Deal on Ukraine"),
        (Rung.HOURS_3, deadline(FIVE_PM), "2025-07-22T18:00Z", "⏳ 3 hours left: Deal on Ukraine"),
        (Rung.ZERO, deadline(FIVE_PM), "2025-07-22T21:00Z", "Time is up: Deal on Ukraine"),
        (Rung.ZERO, deadline(WINDOW), "2025-08-07T05:00Z", "⏳ Any day from today: Deal on Ukraine"),
    ],
)
def test_an_alert_opens_with_what_is_left(rung: Rung, told: Deadline, now: str, headline: str) -> None:
    assert alert(rung, told, now).splitlines()[0] == headline


def test_a_snoozed_alert_does_not_claim_that_half_is_over() -> None:
    assert alert(Rung.HALFWAY, AGREED, "2025-08-01T05:00Z", extra="#1").startswith("⏳ 32 days left:")


def test_an_alert_says_who_demands_what_and_where_sources_disagree() -> None:
    text = alert(Rung.DAYS_7, ULTIMATUM, "2025-08-26T05:00Z")
    assert "Set by Donald Trump for Russia" in text
    assert "Sources disagree: also 7 September." in text
    assert "Last confirmed" in text


def test_an_alert_can_be_opened_doubted_put_off_and_ended() -> None:
    buttons = telegram.buttons_of(COMPOSER.alerts([planned(Rung.DAYS_7, AGREED, NOW)], READER, now=NOW))
    assert buttons == {
        "Open it": "c|1",
        "Why?": "w|1",
        "Snooze 3 hours": "sn|1|3",
        "Snooze 1 day": "sn|1|24",
        "Mute": "mu|1",
    }


def test_the_day_after_asks_what_happened() -> None:
    assert "What happened?" in alert(Rung.DAY_AFTER, AGREED, "2025-09-03T05:00Z")


def test_rungs_of_one_moment_come_in_one_message() -> None:
    other = deadline(AUGUST_8, reports=(report(9, finding(AUGUST_8)),))
    both = [planned(Rung.DAYS_3, AGREED, NOW), planned(Rung.DAY_1, other, NOW)]
    payloads = COMPOSER.alerts(both, READER, now=NOW)
    assert len(payloads) == 1
    text = telegram.text_of(payloads)
    assert text.startswith("⏳ 2 deadlines to mind")
    assert "2 September · in 44 days" in text
    assert "8 August · in 19 days" in text
    assert sorted(telegram.presses_of(payloads)) == ["c|1", "c|9"]


def test_no_alerts_make_no_message() -> None:
    assert COMPOSER.alerts([], READER, now=NOW) == ()


# -- changes


def change(before: Deadline | None, after: Deadline, entry: Entry, now: datetime = NOW) -> str:
    return telegram.text_of(COMPOSER.change(before, after, entry, READER, now=now))


def moved(due: Due, event: Event, days: int) -> tuple[Deadline, Entry]:
    told = report(3, finding(due, kind=Kind.REVISED), source="Example Post", days=days)
    entry = Entry(event, due, told.published, told)
    return replace(AGREED, due=due, reports=(*AGREED.reports, told), history=(*AGREED.history, entry)), entry


def test_a_move_tells_old_and_new_date_and_who_says_so_in_their_words() -> None:
    after, entry = moved(WINDOW, Event.SHORTENED, 14)
    text = change(AGREED, after, entry, datetime(2025, 7, 28, 15, tzinfo=UTC))
    assert text.startswith("⏳ Moved: Deal on Ukraine")
    assert "Tuesday 2 September 2025 (New York) → 7–9 August 2025 (London), says Example Post." in text
    assert "7–9 August 2025 (London) · in 10 days" in text
    assert "Trump gave Russia 50 days to agree to a deal. — Example Post" in text


def test_a_second_date_is_told_as_a_disagreement_side_by_side() -> None:
    entry = ULTIMATUM.history[-1]
    text = change(AGREED, ULTIMATUM, entry)
    assert text.startswith("Sources disagree: Deal on Ukraine")
    assert "• Tuesday 2 September 2025 (New York): Example Wire" in text
    assert "• Sunday 7 September 2025 (Moscow): Example Herald" in text
    assert "Alerts run to the earlier one, unless you count from another." in text
    buttons = telegram.buttons_of(COMPOSER.change(AGREED, ULTIMATUM, entry, READER, now=NOW))
    assert list(buttons) == ["Open it", "Why?", "Count from …", "Mute"]


@pytest.mark.parametrize(
    ("event", "status", "headline"),
    [
        (Event.MET, Status.MET, "Met: Deal on Ukraine"),
        (Event.WITHDRAWN, Status.WITHDRAWN, "Withdrawn: Deal on Ukraine"),
        (Event.PASSED, Status.PASSED, "The day is over: Deal on Ukraine"),
    ],
)
def test_an_end_is_told_with_the_sentence_that_says_so(event: Event, status: Status, headline: str) -> None:
    entry = Entry(event, SEPTEMBER_2, HERALD.published, HERALD)
    text = change(AGREED, replace(AGREED, status=status), entry)
    assert text.startswith(headline)
    assert "— Example Herald" in text


def test_a_new_deadline_tells_its_terms() -> None:
    text = change(None, AGREED, AGREED.history[0])
    assert text.startswith("⏳ New deadline: Deal on Ukraine")
    assert "Otherwise: secondary tariffs" in text


def test_a_briefing_without_news_is_one_line() -> None:
    text = telegram.text_of(COMPOSER.digest(Briefing(NOW, strip=(AGREED,)), READER, now=NOW, issue=1))
    assert text == "Nothing new. Next deadline: Deal on Ukraine, 2 September · in 44 days."

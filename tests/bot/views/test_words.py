"""Dates in words: countdowns, windows, instants with their place, and the arithmetic behind a date."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.words import (
    ago,
    arithmetic,
    countdown,
    day_words,
    due_words,
    left_words,
    length_words,
    local_words,
    moment,
    place_words,
    reckoning,
    short_due,
    span_words,
)
from core.model.deadline import Anchor, Due, Granularity, Length, Origin
from tests.bot.views.samples import (
    AUGUST_8,
    DAY_BEFORE,
    FIVE_PM,
    NOW,
    SEPTEMBER_2,
    SEPTEMBER_7,
    WINDOW,
    finding,
)

MIDNIGHT = Due(
    Granularity.INSTANT,
    date(2025, 8, 1),
    date(2025, 8, 1),
    "America/New_York",
    datetime.fromisoformat("2025-08-01T00:00-04:00"),
)
WEEK = Due(Granularity.WEEK, date(2025, 8, 8), date(2025, 8, 8), "UTC")
AUGUST = Due(Granularity.MONTH, date(2025, 8, 1), date(2025, 8, 31))
QUARTER = Due(Granularity.QUARTER, date(2025, 10, 1), date(2025, 12, 31))
YEAR = Due(Granularity.YEAR, date(2027, 1, 1), date(2027, 12, 31))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("due", "long", "short"),
    [
        (SEPTEMBER_2, "Tuesday 2 September 2025 (New York)", "2 September"),
        (Due.on(date(2026, 1, 5)), "Monday 5 January 2026", "5 January 2026"),
        (WINDOW, "7–9 August 2025 (London)", "7–9 August"),
        (FIVE_PM, "by 5 p.m. New York time, Tuesday 22 July 2025", "22 July, 5 p.m."),
        (MIDNIGHT, "by midnight at the end of Thursday 31 July 2025, New York time", "31 July, midnight"),
        (WEEK, "in the week to Friday 8 August 2025", "8 August"),
        (AUGUST, "August 2025", "August 2025"),
        (QUARTER, "4th quarter 2025", "4th quarter 2025"),
        (YEAR, "2027", "2027"),
    ],
)
def test_a_due_date_is_told_as_exactly_as_it_is_known(due: Due, long: str, short: str) -> None:
    assert due_words(due) == long
    assert short_due(due, NOW) == short


@pytest.mark.parametrize(
    ("due", "now", "words"),
    [
        (SEPTEMBER_2, "2025-07-20T12:00Z", "in 44 days"),
        (SEPTEMBER_2, "2025-09-01T12:00Z", "tomorrow"),
        (SEPTEMBER_2, "2025-09-02T12:00Z", "today"),
        (SEPTEMBER_2, "2025-09-03T03:00Z", "today"),  # still the 2nd in New York
        (SEPTEMBER_2, "2025-09-05T12:00Z", "3 days ago"),
        (WINDOW, "2025-07-28T14:20Z", "in 10 days"),
        (WINDOW, "2025-08-08T12:00Z", "any day now"),
        (WINDOW, "2025-08-09T12:00Z", "today at the latest"),
        (WINDOW, "2025-08-10T12:00Z", "yesterday"),
        (FIVE_PM, "2025-07-20T12:00Z", "in 2 days"),
        (FIVE_PM, "2025-07-22T18:00Z", "in 3 hours"),
        (FIVE_PM, "2025-07-22T20:45Z", "in 15 minutes"),
        (FIVE_PM, "2025-07-22T21:20Z", "20 minutes ago"),
        (AUGUST, "2025-07-20T12:00Z", "next month"),
        (AUGUST, "2025-08-20T12:00Z", "this month"),
        (QUARTER, "2025-10-20T12:00Z", "this quarter"),
        (YEAR, "2025-07-20T12:00Z", "in 2 years"),
    ],
)
def test_a_countdown_goes_by_the_calendar_of_its_own_place(due: Due, now: str, words: str) -> None:
    assert countdown(due, at(now)) == words


@given(st.integers(-800, 800), st.integers(0, 23))
def test_a_countdown_in_days_never_becomes_weeks_or_months(days: int, hour: int) -> None:
    now = datetime(2025, 7, 20, hour, tzinfo=UTC)
    words = countdown(Due.on(now.date() + timedelta(days=days)), now)
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    assert words == near.get(days, f"in {days} days" if days > 0 else f"{-days} days ago")


@pytest.mark.parametrize(
    ("due", "now", "words"),
    [
        (SEPTEMBER_2, "2025-08-26T12:00Z", "7 days left"),
        (SEPTEMBER_2, "2025-09-01T12:00Z", "1 day left"),
        (SEPTEMBER_2, "2025-09-02T12:00Z", ""),
        (FIVE_PM, "2025-07-22T18:00Z", "3 hours left"),
        (FIVE_PM, "2025-07-22T21:00Z", ""),
        (WINDOW, "2025-08-06T12:00Z", "1 day left"),
    ],
)
def test_an_alert_tells_what_is_left(due: Due, now: str, words: str) -> None:
    assert left_words(due, at(now)) == words


def test_the_arithmetic_of_a_length_names_what_it_was_counted_from() -> None:
    counted = finding(SEPTEMBER_7, anchor=Anchor("just a day before", date(2025, 7, 19), Origin.EVENT))
    assert arithmetic(counted) == "50 days from 19 July 2025, “just a day before”: 7 September 2025"


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        (Anchor("", date(2025, 7, 20), Origin.PUBLISHED), "50 days from 20 July 2025, the day of the report"),
        (Anchor("", date(2025, 7, 14), Origin.READER), "50 days from 14 July 2025, as you said"),
        (Anchor("", date(2025, 7, 14), Origin.DATELINE), "50 days from 14 July 2025"),
        (None, "named in the text, “50 days”"),
    ],
)
def test_what_was_counted_from_is_told_by_where_it_was_found(anchor: Anchor | None, words: str) -> None:
    assert reckoning(finding(anchor=anchor)) == words


def test_a_date_in_the_text_and_one_that_cannot_be_worked_out_say_so() -> None:
    named = finding(anchor=None, length=None, words="by 2 September")
    assert arithmetic(named) == "named in the text, “by 2 September”: 2 September 2025"
    read = finding(AUGUST_8, anchor=DAY_BEFORE, length=None, words="on Friday")
    assert arithmetic(read) == (
        "“on Friday”, read from 19 July 2025, “Just a day before this interview”: 8 August 2025"
    )
    assert arithmetic(finding(None, words="in some weeks")) == "“in some weeks”: no date can be worked out"


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (Length("50-day", 1200, 1200), "50 days"),
        (Length("72-hour", 72, 72), "72 hours"),
        (Length("two-week", 336, 336), "2 weeks"),
        (Length("10 or 12 days", 240, 288), "10 or 12 days"),
        (Length("10-12-day", 240, 288), "10-12-day"),
    ],
)
def test_a_length_is_told_as_it_is_written_or_in_whole_words(length: Length, words: str) -> None:
    assert length_words(length) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 8, 7), date(2025, 8, 9), "7–9 August 2025"),
        (date(2025, 8, 30), date(2025, 9, 2), "30 August – 2 September 2025"),
        (date(2025, 12, 30), date(2026, 1, 2), "30 December 2025 – 2 January 2026"),
    ],
)
def test_a_window_names_each_month_and_year_once(first: date, last: date, words: str) -> None:
    assert span_words(first, last) == words


def test_days_places_and_clocks() -> None:
    assert day_words(date(2025, 9, 2), weekday=True) == "Tuesday 2 September 2025"
    assert [place_words(zone) for zone in ("America/New_York", "Europe/Kyiv", "UTC", "Etc/GMT+3")] == [
        "New York",
        "Kyiv",
        "",
        "",
    ]
    assert local_words(NOW, "Europe/Kyiv") == "Sun 20 Jul, 15:00"
    assert ago(NOW - timedelta(days=4), NOW) == "4 days ago"
    assert ago(NOW + timedelta(days=1), NOW) == "today"


def test_a_moment_far_ahead_is_plain_words_since_clients_do_not_show_it() -> None:
    assert not isinstance(moment(NOW + timedelta(days=900), NOW, "UTC"), str)
    assert isinstance(moment(NOW + timedelta(days=1100), NOW, "UTC"), str)

"""Times are found in a text as they are written, each once, and nothing else is taken for a time."""

import pytest

from core.deadlines.english.grammar import ENGLISH
from core.deadlines.expressions import (
    Away,
    Clock,
    Day,
    Edge,
    Feast,
    Length,
    Near,
    Period,
    Stretch,
    Unit,
    Value,
    Weekday,
    scan,
)
from core.model.deadline import Granularity


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("by 31 January", Day(31, 1)),
        ("by the 31st of January 2027", Day(31, 1, 2027)),
        ("by Jan. 31, 2027", Day(31, 1, 2027)),
        ("by 2026-03-04", Day(4, 3, 2026)),
        ("by 31.3.2026", Day(31, 3, 2026)),
        ("by 03/31/2026", Day(31, 3, 2026)),
        ("on 3-5 March", Day(5, 3)),
        ("by the 15th.", Day(15)),
        ("by Wednesday 14 January", Day(14, 1)),
        ("on Thursday (January 8)", Day(8, 1)),
        ("until the first of August", Day(1, 8)),
        ("by the twenty-third of May 2027", Day(23, 5, 2027)),
        ("by Friday", Weekday(4)),
        ("until a week from Monday", Weekday(0, None, 1)),
        ("within a week to ten days", Length(7, 10, Unit.DAY)),
        ("has three days after the count", Length(3, 3, Unit.DAY)),
        ("by next Friday", Weekday(4, 1)),
        ("last Friday evening", Weekday(4, -1)),
        ("by Friday of next week", Weekday(4, 1)),
        ("tomorrow night", Near(1)),
        ("by the end of next week", Period(Unit.WEEK, 1, Edge.END)),
        ("at year-end", Period(Unit.YEAR, 0, Edge.END)),
        ("by June first", Day(1, 6)),
        ("by its June first-half figures", Stretch(6, 6, None, Granularity.MONTH)),
        ("in August 2026", Stretch(8, 8, 2026, Granularity.MONTH)),
        ("by mid-March", Stretch(3, 3, None, Granularity.MONTH, Edge.MIDDLE)),
        ("by the end of the second quarter", Stretch(4, 6, None, Granularity.QUARTER, Edge.END)),
        ("by 2030", Stretch(1, 12, 2030, Granularity.YEAR)),
        ("before Christmas Eve", Feast("christmas eve")),
        ("two weeks ago", Away(Length(2, 2, Unit.WEEK), -1)),
        ("Just a day before", Away(Length(1, 1, Unit.DAY), -1)),
        ("within ten business days", Length(10, 10, Unit.BUSINESS_DAY)),
        ("10 or 12 days", Length(10, 12, Unit.DAY)),
        ("one hundred and twenty days", Length(120, 120, Unit.DAY)),
        ("a fortnight", Length(2, 2, Unit.WEEK)),
        ("a year and a half", Length(18, 18, Unit.MONTH)),
        ("a 50-day ultimatum", Length(50, 50, Unit.DAY, is_compound=True)),
        ("another 60-day reprieve", Length(60, 60, Unit.DAY, is_compound=True, is_more=True)),
        ("two more weeks", Length(2, 2, Unit.WEEK, is_more=True)),
        ("at noon", Clock(12)),
        ("by 5pm ET", Clock(17, 0, "America/New_York")),
        ("at 0700 GMT", Clock(7, 0, "UTC")),
    ],
)
def test_a_time_is_read_as_it_is_written(text: str, value: Value) -> None:
    assert [timex.value for timex in scan(text, ENGLISH.calendar)] == [value]


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("by 5 p.m. EST, Nov. 6", Day(6, 11), Clock(17, 0, "America/New_York")),
        ("until midnight Washington time on 10 July", Day(10, 7), Clock(24, 0, "America/New_York")),
        ("Friday at 4 p.m. New York time", Weekday(4), Clock(16, 0, "America/New_York")),
        ("at 10:00 am in Moscow (0700 GMT) on Monday", Weekday(0), Clock(10, 0, "Europe/Moscow")),
    ],
)
def test_a_time_of_day_joins_its_date(text: str, day: Value, clock: Clock) -> None:
    (timex,) = scan(text, ENGLISH.calendar)
    assert (timex.value, timex.clock) == (day, clock)


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May said that may be so",
        "a 72-year-old man, 72 years old",
        "shares fell to $2026.50 at 3/4",
        "the 29th-ranked player",
        "We met on Mondays; the sun shone",
        "call 555-0199-2026 or see example.org/2026/05",
        "they marched on Washington in great numbers",
    ],
)
def test_what_only_looks_like_a_time_is_left_alone(text: str) -> None:
    assert scan(text, ENGLISH.calendar) == []


def test_times_come_in_order_and_are_spans_of_the_text() -> None:
    text = "On 2 April the court gave the firm 21 days, until noon on Thursday, and not 3 May."
    times = scan(text, ENGLISH.calendar)
    assert [text[t.start : t.end] for t in times] == [t.text for t in times]
    assert [t.text for t in times] == ["2 April", "21 days", "noon on Thursday", "3 May"]

"""Calendar arithmetic: what an expression means on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadlines.expressions import Day, Edge, Feast, Length, Period, Stretch, Unit, Value, Weekday
from core.deadlines.resolution import Span, Tense, resolve
from core.model.deadline import Granularity

MONDAY = date(2026, 3, 2)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def days(value: Value, base: date, tense: Tense = Tense.OPEN) -> tuple[str, str]:
    span = resolve(value, base, tense)
    assert span is not None
    return span.first.isoformat(), span.last.isoformat()


@pytest.mark.parametrize(
    ("value", "base", "tense", "day"),
    [
        (Weekday(4), date(2026, 3, 6), Tense.OPEN, "2026-03-06"),
        (Weekday(4), MONDAY, Tense.PAST, "2026-02-27"),
        (Weekday(4, 1), MONDAY, Tense.OPEN, "2026-03-13"),
        (Weekday(0, -1), MONDAY, Tense.OPEN, "2026-02-23"),
        (Day(31, 1), date(2019, 11, 7), Tense.OPEN, "2020-01-31"),
        (Day(31, 12), date(2026, 1, 2), Tense.OPEN, "2025-12-31"),
        (Day(15), date(2026, 3, 20), Tense.OPEN, "2026-04-15"),
        (Day(29, 2), date(2026, 3, 20), Tense.OPEN, "2028-02-29"),
        (Period(Unit.WEEK, 0, Edge.END), MONDAY, Tense.OPEN, "2026-03-06"),
        (Period(Unit.WEEK, 1, Edge.END), MONDAY, Tense.OPEN, "2026-03-13"),
        (Period(Unit.MONTH, 0, Edge.END), date(2024, 2, 5), Tense.OPEN, "2024-02-29"),
        (Stretch(4, 6, None, Granularity.QUARTER, Edge.END), MONDAY, Tense.OPEN, "2026-06-30"),
        (Stretch(12, 12, None, Granularity.MONTH, Edge.END), date(2026, 1, 5), Tense.PAST, "2025-12-31"),
        (Feast("thanksgiving"), date(2026, 11, 1), Tense.OPEN, "2026-11-26"),
        (Feast("easter"), date(2026, 3, 1), Tense.OPEN, "2026-04-05"),
        (Length(50, 50, Unit.DAY), date(2025, 7, 19), Tense.OPEN, "2025-09-07"),
        (Length(1, 1, Unit.MONTH), date(2026, 1, 31), Tense.OPEN, "2026-02-28"),
        (Length(10, 10, Unit.BUSINESS_DAY), date(2024, 10, 4), Tense.OPEN, "2024-10-18"),
        (Length(72, 72, Unit.HOUR), date(2022, 1, 31), Tense.OPEN, "2022-02-03"),
    ],
)
def test_an_expression_means_one_day(value: Value, base: date, tense: Tense, day: str) -> None:
    assert days(value, base, tense) == (day, day)


def test_a_length_of_two_numbers_is_a_window() -> None:
    span = resolve(Length(10, 12, Unit.DAY), date(2025, 7, 28))
    assert span == Span(Granularity.WINDOW, date(2025, 8, 7), date(2025, 8, 9))


@pytest.mark.parametrize(("month_first", "day"), [(True, "2026-03-06"), (False, "2026-06-03")])
def test_the_outlet_settles_which_number_is_the_month(month_first: bool, day: str) -> None:
    span = resolve(Day(3, -6, 2026), MONDAY, month_first=month_first)
    assert span is not None
    assert span.first.isoformat() == day


@pytest.mark.parametrize("value", [Day(31, 2, 2026), Length(4_999, 4_999, Unit.YEAR), Day(30, 2)])
def test_what_the_calendar_does_not_have_is_not_resolved(value: Value) -> None:
    assert resolve(value, date(9000, 1, 1)) is None


@given(DAYS, st.integers(0, 6))
def test_an_open_weekday_is_at_most_six_days_ahead(base: date, number: int) -> None:
    span = resolve(Weekday(number), base)
    assert span is not None
    assert span.first.weekday() == number
    assert base <= span.first < base + timedelta(days=7)


@given(DAYS, st.integers(0, 400), st.integers(1, 400))
def test_a_length_of_days_moves_with_its_anchor(base: date, number: int, moved: int) -> None:
    length = Length(number, number, Unit.DAY)
    one, other = resolve(length, base), resolve(length, base + timedelta(days=moved))
    assert one is not None
    assert other is not None
    assert other.first - one.first == timedelta(days=moved)


@given(DAYS, st.integers(1, 60))
def test_business_days_end_on_a_working_day(base: date, number: int) -> None:
    span = resolve(Length(number, number, Unit.BUSINESS_DAY), base)
    assert span is not None
    assert span.first.weekday() < 5
    working = sum((base + timedelta(days=n)).weekday() < 5 for n in range(1, (span.first - base).days + 1))
    assert working == number

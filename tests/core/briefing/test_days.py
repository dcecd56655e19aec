"""Days as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.briefing.days import parse_day
from core.errors import UnreadableTimeError

TODAY = date(2025, 7, 20)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", date(2025, 7, 20)),
        ("Yesterday", date(2025, 7, 19)),
        ("2025-07-14", date(2025, 7, 14)),
        ("14 July", date(2025, 7, 14)),
        ("July 14th", date(2025, 7, 14)),
        ("14th of nothing", None),
        ("14.07.2025", date(2025, 7, 14)),
        ("14/7/2025", date(2025, 7, 14)),
        ("Sept 3, 2024", date(2024, 9, 3)),
        ("31 February 2025", None),
        ("some day", None),
        ("", None),
    ],
)
def test_a_typed_day_is_read_or_refused(typed: str, meant: date | None) -> None:
    if meant is None:
        with pytest.raises(UnreadableTimeError):
            parse_day(typed, today=TODAY)
    else:
        assert parse_day(typed, today=TODAY) == meant


def test_a_day_without_a_year_is_the_latest_one_that_is_not_in_the_future() -> None:
    assert parse_day("25 December", today=TODAY) == date(2024, 12, 25)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_every_way_of_writing_a_day_with_its_year_gives_that_day(day: date) -> None:
    for written in (f"{day:%Y-%m-%d}", f"{day.day} {day:%B} {day.year}", f"{day:%b} {day.day}, {day.year}"):
        assert parse_day(written, today=TODAY) == day


@given(st.text(max_size=40))
def test_any_text_gives_a_day_or_the_one_error(text: str) -> None:
    try:
        day = parse_day(text, today=TODAY)
    except UnreadableTimeError:
        return
    assert isinstance(day, date)

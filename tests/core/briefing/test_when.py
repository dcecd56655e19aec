"""What people type after /digest."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.briefing.when import DigestWish, parse_digest
from core.errors import UnreadableTimeError
from core.model.subscriber import EVERY_DAY

WEEKDAYS = frozenset(range(5))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("08:00", DigestWish(times=(time(8),))),
        ("8", DigestWish(times=(time(8),))),
        ("at 8", DigestWish(times=(time(8),))),
        ("8am", DigestWish(times=(time(8),))),
        ("8 p.m.", DigestWish(times=(time(20),))),
        ("12am", DigestWish(times=(time(0),))),
        ("12 pm", DigestWish(times=(time(12),))),
        ("8.15", DigestWish(times=(time(8, 15),))),
        ("24:00", DigestWish(times=(time(0),))),
        ("noon", DigestWish(times=(time(12),))),
        ("8 and 18", DigestWish(times=(time(8), time(18)))),
        ("18, 8, 18", DigestWish(times=(time(8), time(18)))),
        ("7:30 weekdays", DigestWish(times=(time(7, 30),), days=WEEKDAYS)),
        ("weekdays at 7:30", DigestWish(times=(time(7, 30),), days=WEEKDAYS)),
        ("every day at 9", DigestWish(times=(time(9),), days=EVERY_DAY)),
        ("every monday 9", DigestWish(times=(time(9),), days=frozenset({0}))),
        ("9 Mon, Wed and Fri", DigestWish(times=(time(9),), days=frozenset({0, 2, 4}))),
        ("mon-fri 7", DigestWish(times=(time(7),), days=WEEKDAYS)),
        ("sat - mon 10", DigestWish(times=(time(10),), days=frozenset({5, 6, 0}))),
        ("on weekends at 10", DigestWish(times=(time(10),), days=frozenset({5, 6}))),
        ("08:00 3min", DigestWish(times=(time(8),), minutes=3)),
        ("08:00, 5 minutes", DigestWish(times=(time(8),), minutes=5)),
        ("3min", DigestWish(minutes=3)),
        ("weekdays", DigestWish(days=WEEKDAYS)),
        ("off", DigestWish(off=True)),
        (" OFF ", DigestWish(off=True)),
    ],
)
def test_hours_days_and_length_are_read_as_people_write_them(typed: str, meant: DigestWish) -> None:
    assert parse_digest(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "soon", "25:00", "8:75", "13pm", "0am", "8 oclockish", "8 off", "90min", "-8", "1 2 3 4 5 6 7"]
)
def test_anything_else_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(UnreadableTimeError) as refused:
        parse_digest(typed)
    assert refused.value.text == typed


@given(st.times(), st.frozensets(st.integers(0, 6), min_size=1), st.integers(1, 30))
def test_what_is_written_out_in_full_is_read_back(at: time, days: frozenset[int], minutes: int) -> None:
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    wish = parse_digest(f"{at:%H:%M} {', '.join(names[day] for day in sorted(days))} {minutes} min")
    assert wish == DigestWish(times=(at.replace(second=0, microsecond=0),), days=days, minutes=minutes)


@given(st.text(max_size=60) | st.text("0123456789:.amp- mondyfrisu", max_size=30))
def test_any_text_gives_hours_days_or_a_length_or_the_one_error(text: str) -> None:
    try:
        wish = parse_digest(text)
    except UnreadableTimeError:
        return
    assert wish.off or wish.times or wish.days or wish.minutes
    assert list(wish.times) == sorted(set(wish.times))

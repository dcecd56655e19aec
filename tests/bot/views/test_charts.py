"""Charts: the places and words of a picture, and that it can be read in both colours and scripts."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image

from bot.views.charts import ROWS, Course, Timeline, Tone, course_chart, draw, timeline_chart
from bot.views.document import Document
from bot.views.drawn import course_drawn, timeline_drawn
from bot.views.enclosures import fits
from bot.views.pictures import DARK, LIGHT, Palette, _drawable
from bot.views.render import render
from core.model.deadline import Deadline, Due, Entry, Event, Terms
from tests.bot.views.samples import (
    AUGUST_8,
    HERALD,
    NOW,
    READER,
    SEPTEMBER_2,
    ULTIMATUM,
    WINDOW,
    WIRE,
    deadline,
    report,
)
from tests.bot.views.samples import finding as found

LONG = "Угода щодо України, або вторинні мита проти всіх, хто й далі купує російську нафту, газ чи уран " * 3


def due_in(days: int, name: str = "Pay the fine") -> Deadline:
    due = Due.on(NOW.date() + timedelta(days=days), "Europe/Kyiv")
    return deadline(due, reports=(report(days + 1, found(due)),), terms=Terms(title=name))


def timeline(*deadlines: Deadline) -> Timeline:
    return timeline_chart(deadlines, READER, NOW)


def size(png: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(png)).size


def test_a_day_lies_where_its_date_is_between_today_and_the_last() -> None:
    chart = timeline(due_in(10), due_in(40))
    assert [bar.first for bar in chart.bars] == [0.25, 1.0]
    assert [bar.tone for bar in chart.bars] == [Tone.SOON, Tone.FAR]
    assert (chart.ticks[0].at, chart.ticks[0].text) == (0.0, "20 July")


def test_a_window_spans_its_days_and_other_dates_stand_beside_the_standing_one() -> None:
    window, disputed = timeline(deadline(WINDOW), ULTIMATUM).bars
    assert window.first < window.last
    assert disputed.others[0] > disputed.first


def test_what_lies_too_far_ahead_has_an_arrow_and_leaves_room_for_the_others() -> None:
    near, far = timeline(due_in(60), due_in(900)).bars
    assert near.first == pytest.approx(60 / 180)
    assert far.first > 1


def test_a_picture_shows_eight_and_says_how_many_more_there_are() -> None:
    chart = timeline(*(due_in(n) for n in range(1, 41)), deadline(None))
    assert len(chart.bars) == ROWS
    assert chart.note == "and 33 more: /deadlines"


def moved(*dues: Due) -> Deadline:
    told = [replace(WIRE, published=WIRE.published + timedelta(days=n)) for n in range(len(dues))]
    steps = zip(told, dues, strict=True)
    return deadline(dues[-1], history=tuple(Entry(Event.EXTENDED, due, one.published, one) for one, due in steps))


def course(told: Deadline) -> Course:
    made = course_chart(told, READER, NOW)
    assert made is not None
    return made


def test_a_history_rises_where_the_date_moves_away_and_says_each_move_once() -> None:
    first, again, later = course(moved(AUGUST_8, AUGUST_8, SEPTEMBER_2)).steps
    assert first.across < again.across < later.across
    assert first.low == again.low < later.low
    assert [first.text, again.text, later.text] == ["8 August", "", "2 September"]


def test_no_history_is_drawn_of_what_never_had_a_date() -> None:
    assert course_chart(deadline(None), READER, NOW) is None


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("count", [1, 8, 40])
def test_a_timeline_of_any_length_has_a_phones_width_and_no_more_than_its_height(count: int, dark: bool) -> None:
    width, height = size(draw(timeline(*(due_in(n + 1, LONG) for n in range(count))), dark))
    assert width == 1080
    assert height < 1500


@given(some.lists(some.integers(0, 2000).map(lambda n: Due.on(date(2025, 7, 1) + timedelta(days=n))), min_size=2))
@settings(max_examples=20, deadline=None)
def test_any_history_can_be_drawn(dues: list[Due]) -> None:
    assert size(draw(course(moved(*dues[:20]))))[0] == 1080


@given(some.text(max_size=150))
@settings(max_examples=40, deadline=None)
def test_any_name_can_be_drawn(name: str) -> None:
    assert size(draw(timeline(due_in(3, name))))[0] == 1080


def test_letters_of_every_language_of_the_interface_are_drawn_and_emoji_left_out() -> None:
    words = "Їжак з'їв ґаву; объезд, ёлка; Größe, Übung; ¿Mañana?"
    assert _drawable(words) == words
    assert _drawable("⏳ Pay 🔥") == "Pay"


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_every_text_stands_out_from_its_ground(palette: Palette) -> None:
    for colour in (palette.ink, palette.faint, *palette.tones.values()):
        darker, lighter = sorted([luminance(colour), luminance(palette.ground)])
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, colour


def caption(view: Document) -> str:
    (message,) = render(view)
    assert fits(message)
    return str(message["text"])


def test_the_words_under_a_picture_say_what_it_shows_and_have_room_there() -> None:
    many = [due_in(n, LONG) for n in range(1, 41)]
    text = caption(timeline_drawn(many, READER, NOW, dark=False))
    for bar in timeline(*many).bars:
        assert bar.text in text
    assert "and 32 more: /deadlines" in text
    history = caption(course_drawn(moved(AUGUST_8, SEPTEMBER_2), NOW, dark=True))
    assert "from 14 July 2025 on: 8 August" in history
    assert "from 15 July 2025 on: 2 September" in history
    assert "also 7 September" in caption(course_drawn(ULTIMATUM, NOW, dark=True))
    assert HERALD in ULTIMATUM.reports

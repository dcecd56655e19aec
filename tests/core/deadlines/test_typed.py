"""Dates as people type them: what is a deadline of one's own, what puts a date right, and what is neither."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadlines.typed import Wrong, read_correction, read_due, read_own, read_wish

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
KYIV = "Europe/Kyiv"


@pytest.mark.parametrize(
    ("typed", "title", "due"),
    [
        ("remind me 30 November submit the tax form", "Submit the tax form", "2026-11-30"),
        ("tax form due 30 Nov 17:00", "Tax form", "2026-11-30T17:00+02:00"),
        ("Remind me to call mum tomorrow at 5pm", "Call mum", "2026-11-26T17:00+02:00"),
        ("remind me on friday to water the plants", "Water the plants", "2026-11-27"),
        ("30 November: hand in the report", "Hand in the report", "2026-11-30"),
        ("remind me in 2 hours to turn it off", "Turn it off", "2026-11-25T12:00+02:00"),
        ("нагадай 30 листопада подати декларацію", "Подати декларацію", "2026-11-30"),
        ("Напомни завтра в 17:00 позвонить", "Позвонить", "2026-11-26T17:00+02:00"),
        ("Erinnere mich am 3. Dezember an die Steuer", "An die Steuer", "2026-12-03"),
        ("recuérdame el 3 de diciembre pagar", "Pagar", "2026-12-03"),
    ],
)
def test_what_is_plainly_ones_own_is_read_with_its_name_and_date(typed: str, title: str, due: str) -> None:
    wish = read_wish(typed, now=NOW, zone=KYIV)
    assert wish is not None
    assert (wish.title, wish.due.text) == (title, due)


@pytest.mark.parametrize(
    "typed",
    [
        "when is the report due on 30 November?",
        "what is due 30 Nov",
        "The deadline for Iran is 30 November",
        "Iran must answer by Friday, the agency said.",
        "remind me to pay the rent",
        "",
    ],
)
def test_questions_and_news_are_nobodys_own(typed: str) -> None:
    assert read_wish(typed, now=NOW, zone=KYIV) is None


@pytest.mark.parametrize(
    ("typed", "wrong", "right"),
    [
        ("that was 14 July", Wrong.START, date(2025, 7, 14)),
        ("count from 19 July", Wrong.START, date(2025, 7, 19)),
        ("it's 8 August", Wrong.DUE, "2025-08-08"),
        ("no, by 7 September 17:00", Wrong.DUE, "2025-09-07T17:00-04:00"),
        ("10 or 12 days", Wrong.LENGTH, (240.0, 288.0)),
    ],
)
def test_a_correction_says_what_it_puts_right(typed: str, wrong: Wrong, right: object) -> None:
    said = read_correction(typed, now=datetime(2025, 7, 20, 8, tzinfo=UTC), zone="America/New_York")
    assert said is not None
    told = {
        Wrong.START: said.day,
        Wrong.DUE: said.due and said.due.text,
        Wrong.LENGTH: said.length and (said.length.least_hours, said.length.most_hours),
    }
    assert (said.wrong, told[said.wrong]) == (wrong, right)


@pytest.mark.parametrize("typed", ["thanks", "it is wrong", "was it 14 July?"])
def test_what_has_no_date_or_asks_corrects_nothing(typed: str) -> None:
    assert read_correction(typed, now=NOW, zone=KYIV) is None


@given(st.integers(0, 330), st.sampled_from(["{:%d %B}", "{:%B %d}", "{:%d %b}", "{:%Y-%m-%d}", "{:%d.%m.}"]))
def test_a_day_without_a_year_is_the_next_such_day(ahead: int, form: str) -> None:
    day = (NOW + timedelta(days=ahead)).date()
    due = read_due(form.format(day), now=NOW, zone="UTC")
    assert due is not None
    assert (due.first, due.last) == (day, day)


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(typed: str) -> None:
    read_own(typed, now=NOW, zone=KYIV)
    read_correction(typed, now=NOW, zone=KYIV)

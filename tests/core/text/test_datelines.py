"""Datelines: what stands before the first sentence of a report."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.prose import Dateline
from core.text.datelines import read_dateline
from core.text.prose import read_prose

REST = "Envoys of the two sides met."


def dateline_of(text: str) -> Dateline | None:
    return read_dateline(text, 0, len(text))


@pytest.mark.parametrize(
    ("opening", "place", "day", "words"),
    [
        ("[Moscow, July 20, 2025] — ", "Moscow", date(2025, 7, 20), "July 20, 2025"),
        ("(Geneva, 3 May 2026) - ", "Geneva", date(2026, 5, 3), "3 May 2026"),
        ("MOSCOW, July 20 (Wire) - ", "MOSCOW", None, "July 20"),
        ("NEW YORK, Aug. 5, 2025 /Newsline/ -- ", "NEW YORK", date(2025, 8, 5), "Aug. 5, 2025"),
        ("KYIV (Agency) — ", "KYIV", None, ""),
        ("(Agency) -- ", "", None, ""),
        ("[Kyiv] — ", "Kyiv", None, ""),
        ("TURNBERRY, Scotland — ", "TURNBERRY, Scotland", None, ""),
        ("WASHINGTON – ", "WASHINGTON", None, ""),
        ("Kyiv, July 20, 2025 – ", "Kyiv", date(2025, 7, 20), "July 20, 2025"),
        ("КИЇВ, 20 липня (Агенція) — ", "КИЇВ", None, "20 липня"),
        ("Київ, 20 липня 2025 — ", "Київ", date(2025, 7, 20), "20 липня 2025"),
        ("МОСКВА, 20 июля - ", "МОСКВА", None, "20 июля"),
        ("Berlin, 20. Juli 2025 (dpx) – ", "Berlin", date(2025, 7, 20), "20. Juli 2025"),
        ("PARIS, 1er août 2025 — ", "PARIS", date(2025, 8, 1), "1er août 2025"),
        ("Madrid, 20 de julio de 2025 (EFX) - ", "Madrid", date(2025, 7, 20), "20 de julio de 2025"),
        ("RIO DE JANEIRO (AX) — ", "RIO DE JANEIRO", None, ""),
        ("Geneva, 2025-07-20 — ", "Geneva", date(2025, 7, 20), "2025-07-20"),
    ],
)
def test_a_dateline_gives_place_and_day_and_ends_where_the_report_begins(
    opening: str, place: str, day: date | None, words: str
) -> None:
    text = opening + REST
    found = dateline_of(text)
    assert found is not None
    assert (found.place, found.day, found.day_text) == (place, day, words)
    assert text[found.end :] == REST
    assert read_prose("", text).sentences[0].text == REST


@pytest.mark.parametrize(
    "text",
    [
        "Paris — the city of light — was dark on Friday.",
        "NATO said on Friday that it would answer.",
        "U.S. President Donald Trump - who spoke on Friday - left.",
        "[Applause] The speaker went on.",
        "(This report was corrected) — The sum is 5.",
        "Trump, Zelensky - two men in a room.",
        "The minister, 52, — a former judge — resigned.",
        "A well-known name left on Friday.",
        "",
    ],
)
def test_prose_is_no_dateline(text: str) -> None:
    assert dateline_of(text) is None


def test_a_day_that_no_calendar_has_is_kept_in_words_alone() -> None:
    found = dateline_of("ROME, February 30, 2025 — " + REST)
    assert found is not None
    assert (found.day, found.day_text) == (None, "February 30, 2025")


def test_a_dateline_is_found_below_a_repeated_headline() -> None:
    prose = read_prose("Talks begin", "Talks begin\nTalks begin\n[Minsk, May 3, 2026] — Envoys of the two sides met.")
    assert prose.dateline is not None
    assert prose.dateline.day == date(2026, 5, 3)
    assert [s.text for s in prose.sentences] == [REST]


@given(st.text(alphabet="[(MOSCOW, July20)]—- \n5è", max_size=150))
def test_any_opening_can_be_read_and_its_dateline_lies_within_it(text: str) -> None:
    found = dateline_of(text)
    assert found is None or 0 == found.start < found.end <= len(text)

"""How pasted texts open."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.briefing.opening import Opening, read_opening

TODAY = date(2025, 7, 20)
BODY = "The port authority gave the owners of the northern terminal 14 days to repair its sea wall."


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        (
            f"Northern port to close\n\nROTTERDAM, July 18 (Harbour Wire) - {BODY}",
            ("Northern port to close", "2025-07-18"),
        ),
        (f"[Moscow, July 20, 2024] — {BODY}", ("", "2024-07-20")),
        (f"WASHINGTON, Aug. 8 (Example Wire) - {BODY}", ("", "2024-08-08")),
        (f"ROTTERDAM (Harbour Wire) - {BODY}", ("", None)),
        (f"Northern port to close\n\n{BODY}", ("Northern port to close", None)),
        (BODY, ("", None)),
        ("Northern port to close", ("", None)),
        ("", ("", None)),
    ],
)
def test_a_text_opens_with_its_headline_and_its_dateline(text: str, opening: tuple[str, str | None]) -> None:
    headline, day = opening
    assert read_opening(text, today=TODAY) == Opening(headline, date.fromisoformat(day) if day else None)


@given(st.text(max_size=200))
def test_a_headline_is_words_of_the_text_and_a_day_without_a_year_is_never_ahead(text: str) -> None:
    opening = read_opening(text, today=TODAY)
    assert opening.headline in " ".join(text.split())

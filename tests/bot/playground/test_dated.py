from datetime import date

import pytest

from bot.playground.dated import days, is_far

STORY = date(2025, 7, 20)
REST = (
    " The sides met behind closed doors and left without a word, and the hall was emptied before the evening news. " * 2
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on 2 September 2025", date(2025, 9, 2)),
        ("on September 2nd, 2025", date(2025, 9, 2)),
        ("on Sept. 2", date(2025, 9, 2)),
        ("by 3 January", date(2026, 1, 3)),
        ("2026-11-24T08:00", date(2026, 11, 24)),
        ("24.11.2026", date(2026, 11, 24)),
    ],
)
def test_a_day_is_read_in_the_forms_that_news_has(text: str, found: date) -> None:
    assert list(days(text, STORY)) == [found]


@pytest.mark.parametrize("text", ["on 31 February 2025", "may 2025 be better", "version 99.99.2025"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert list(days(text, STORY)) == []


@pytest.mark.parametrize(
    ("text", "far"),
    [
        ("GENEVA, 24 November 2026 —" + REST, True),
        ("24 November 2026", False),
        ("GENEVA, 24 November 2026 —" + REST + "They met on 20 July 2025.", False),
        ("They have until Friday." + REST, False),
    ],
    ids=["an article of another time", "too short for an article", "one day is near", "no day is named"],
)
def test_an_article_is_far_when_all_its_days_are(text: str, far: bool) -> None:
    assert is_far(text, STORY) is far

"""Likelihood: what the words around a time say for and against it beside the frames."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from core.deadlines.english.grammar import ENGLISH
from core.deadlines.extraction import find_deadlines
from core.deadlines.likelihood import likelihood, signs
from core.deadlines.mentions import Dated, dates_told
from core.deadlines.page import Page
from core.model.deadline import Finding, Kind
from core.text.prose import read_prose

WEDNESDAY = datetime(2026, 3, 4, 12, tzinfo=UTC)


def found(text: str) -> tuple[Finding, ...]:
    return find_deadlines(read_prose("", text), published=WEDNESDAY)[0]


def page_of(text: str) -> Page:
    return Page.of(read_prose("", text), ENGLISH, published=WEDNESDAY, zone="UTC")


def told(text: str) -> tuple[Page, Dated]:
    page = page_of(text)
    (dated,) = dates_told(page)
    return page, dated


@pytest.fixture
def weights(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """Weights that a test sets itself; none at first."""
    chosen: dict[str, float] = {}
    monkeypatch.setattr(ENGLISH, "weights", chosen)
    return chosen


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("The mayor met the owners on Friday.", "The owners must be gone on Friday, the court ruled."),
        ("He was born on 3 May.", "Residents can object up to 3 May."),
        ("The concert is on Sunday.", "The permit lapses on Sunday."),
    ],
)
def test_the_words_of_a_deadline_make_a_time_likelier(less: str, more: str) -> None:
    assert likelihood(*told(less), ENGLISH) < likelihood(*told(more), ENGLISH)


def test_without_weights_nothing_is_likely_and_nothing_hardly_so(weights: Mapping[str, float]) -> None:
    assert weights == {}
    assert likelihood(*told("The owners must be gone on Friday."), ENGLISH) == 0.5
    assert [f.due.text for f in found("The owners must be gone by Friday.") if f.due] == ["2026-03-06"]
    assert found("The tarpaulins are wanted back on Friday.") == ()


def test_a_time_that_no_frame_takes_counts_where_its_words_speak_for_it(weights: dict[str, float]) -> None:
    weights["bias"] = 5.0
    (finding,) = found("The tarpaulins are wanted back on Friday.")
    assert (finding.kind, finding.confidence) == (Kind.SET, 0.6)
    assert found("The hall takes no tarpaulins before Friday.") == ()  # a veto holds whatever the words say


def test_a_time_that_a_frame_takes_is_left_out_where_its_words_speak_against_it(weights: dict[str, float]) -> None:
    weights["bias"] = -5.0
    assert found("The owners must be gone by Friday.") == ()


def test_a_length_without_a_day_to_count_from_is_not_weighed(weights: dict[str, float]) -> None:
    weights["bias"] = -5.0
    findings, _ = find_deadlines(read_prose("", "The ministry gave the owners 30 days to leave."), published=None)
    assert [finding.due for finding in findings] == [None]


def test_the_day_from_which_a_length_is_counted_is_never_taken(weights: dict[str, float]) -> None:
    weights["bias"] = 5.0
    assert [f.due.text for f in found("They have ten days from today to leave.") if f.due] == ["2026-03-14"]


def test_what_stands_beyond_another_time_is_told_apart() -> None:
    page = page_of("The owners wait until Friday and the tenants leave on Sunday.")
    friday, sunday = (signs(page, dated) for dated in dates_told(page))
    assert {"-:wait", "-:until", "+:tenant"} <= friday
    assert {"--:wait", "--:until", "-:tenant"} <= sunday
    assert sunday.isdisjoint({"-:wait", "-:until"})

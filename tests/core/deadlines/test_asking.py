"""Short questions put to the ledger."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadlines.asking import is_clear, matching
from core.deadlines.ledger import tell
from core.model.deadline import Deadline, Report
from core.model.ids import ArticleId, ReportId
from tests.core.deadlines.telling import Desk, day

NOW = datetime(2025, 7, 21, tzinfo=UTC)


def ledger() -> Sequence[Deadline]:
    told: list[Report] = []

    def add(headline: str, desk: Desk, due: str) -> None:
        number = len(told) + 1
        report = desk.write("2025-07-14", day(due))
        told.append(replace(report, id=ReportId(number), article=ArticleId(number), headline=headline))

    add(
        "Trump's ultimatum to Moscow", Desk("Donald Trump", "Russia", "agree to a ceasefire", "sanctions"), "2025-09-02"
    )
    add("Iran told to let inspectors in", Desk("the IAEA", "Iran", "admit inspectors"), "2025-08-01")
    add("Comment period on mine", Desk("the land bureau", "", "comment on the Copper Creek mine"), "2025-07-30")
    add("Peace in Sudan?", Desk("the African Union", "Sudan", "sign a ceasefire"), "2025-07-16")
    return tell(told, now=NOW)


def names(question: str) -> list[str]:
    return [deadline.terms.addressee or deadline.terms.setter for deadline in matching(ledger(), question)]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("when does the ultimatum end?", "Russia"),
        ("When is the Russia deadline?", "Russia"),
        ("Russia ceasefire", "Russia"),
        ("how long does Moscow have?", "Russia"),
        ("trump sanctions", "Russia"),
        ("what about Tehran", "Iran"),
        ("inspectors", "Iran"),
        ("copper creek comments", "the land bureau"),
        ("is there a truce in Sudan", "Sudan"),
    ],
)
def test_a_short_question_finds_the_deadline_that_it_means(question: str, first: str) -> None:
    assert names(question)[0] == first


def test_a_demand_with_an_or_else_is_an_ultimatum_though_no_report_says_the_word() -> None:
    threat, plain = (
        replace(Desk("Norway", "the fleet", "leave the bank", otherwise).write("2025-07-14", day("2025-08-20")), id=n)
        for n, otherwise in ((ReportId(1), "its boats will be seized"), (ReportId(2), ""))
    )
    assert [d.reports[0].id for d in matching(tell([threat], now=NOW), "when does the ultimatum end?")] == [1]
    assert matching(tell([plain], now=NOW), "when does the ultimatum end?") == []


def test_an_open_one_comes_before_an_ended_one_that_fits_as_well() -> None:
    assert names("ceasefire") == ["Russia", "Sudan"]


def test_a_question_about_something_else_finds_nothing() -> None:
    assert names("weather in Lisbon") == []
    assert names("") == []
    assert names("what is due next?") == []


def test_a_bare_word_for_deadlines_finds_all_that_are_open_nearest_first() -> None:
    assert names("deadlines?") == ["the land bureau", "Iran", "Russia"]


@pytest.mark.parametrize(
    ("question", "clear"),
    [("Russia ceasefire", True), ("ceasefire", True), ("deadlines", False), ("Copper Creek", True), ("nothing", False)],
)
def test_it_is_clear_which_one_is_meant_where_only_one_fits_or_is_open(question: str, clear: bool) -> None:
    assert is_clear(matching(ledger(), question), question) is clear


@given(st.text(max_size=200))
def test_any_text_can_be_asked(text: str) -> None:
    found = matching(ledger(), text)
    assert len({deadline.id for deadline in found}) == len(found)
    assert not is_clear([], text)

"""What several dates of one text are to each other: the one that holds, those it replaced, and mere echoes of it."""

from datetime import UTC, datetime

import pytest

from core.deadlines.extraction import find_deadlines
from core.model.deadline import Kind
from core.text.prose import read_prose

WEDNESDAY = datetime(2026, 3, 4, 12, tzinfo=UTC)


def kinds(text: str, title: str = "") -> dict[str, Kind]:
    findings, _ = find_deadlines(read_prose(title, text), published=WEDNESDAY)
    return {finding.due.text[:10]: finding.kind for finding in findings if finding.due}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Tenants must be out by 9 March, three days earlier than the council first ordered.",
            {"2026-03-09": Kind.REVISED},
        ),
        ("Lenders gave the chain until 20 March, a week longer than agreed.", {"2026-03-20": Kind.EXTENDED}),
        ("The club was granted a further week, to 13 March, to pay its players.", {"2026-03-13": Kind.EXTENDED}),
        (
            "The original 12 March deadline will be pushed to 26 March.",
            {"2026-03-12": Kind.SUPERSEDED, "2026-03-26": Kind.EXTENDED},
        ),
        (
            "Rates that were due on 10 March will now be due on 10 April.",
            {"2026-03-10": Kind.SUPERSEDED, "2026-04-10": Kind.EXTENDED},
        ),
        (
            "The board moved the closing date for bids from 9 March to 23 March.",
            {"2026-03-09": Kind.SUPERSEDED, "2026-03-23": Kind.EXTENDED},
        ),
        (
            "Shareholders now have until 20 March to tender. The offer period would have expired on 6 March.",
            {"2026-03-20": Kind.EXTENDED, "2026-03-06": Kind.SUPERSEDED},
        ),
        (
            "The original deadline of 9 January was extended to 6 February and then again to 20 March.",
            {"2026-01-09": Kind.SUPERSEDED, "2026-02-06": Kind.SUPERSEDED, "2026-03-20": Kind.EXTENDED},
        ),
        (
            "The deadline for entries, which was 6 March, is now 27 March.",
            {"2026-03-06": Kind.SUPERSEDED, "2026-03-27": Kind.EXTENDED},
        ),
        (
            "The deadline was extended to 30 March. The initial deadline was 15 September, moved to 30 November.",
            {"2026-03-30": Kind.EXTENDED, "2025-09-15": Kind.SUPERSEDED, "2025-11-30": Kind.SUPERSEDED},
        ),
        (
            "The mill was given until Friday to pay, and the owner then stretched the ultimatum to 20 March.",
            {"2026-03-06": Kind.SUPERSEDED, "2026-03-20": Kind.EXTENDED},
        ),
        (
            "The office moved to 30 April the date by which breeders must register, from 31 March.",
            {"2026-03-31": Kind.SUPERSEDED, "2026-04-30": Kind.EXTENDED},
        ),
        (
            "The permit, due to lapse on Friday, was extended until 15 May.",
            {"2026-03-06": Kind.SUPERSEDED, "2026-05-15": Kind.EXTENDED},
        ),
        (
            "The minister gave the harbour until Friday to answer and then extended it by three days.",
            {"2026-03-06": Kind.SUPERSEDED, "2026-03-09": Kind.EXTENDED},
        ),
        (
            "Growers will have until 20 April to apply. The office put off the deadline, which was to fall on Friday.",
            {"2026-04-20": Kind.EXTENDED, "2026-03-06": Kind.SUPERSEDED},
        ),
        (
            "The council had until Friday to reply but will now have until 20 April.",
            {"2026-03-06": Kind.SUPERSEDED, "2026-04-20": Kind.EXTENDED},
        ),
        (
            "The comment period, which was to close on 10 March, will stay open until 10 April.",
            {"2026-03-10": Kind.SUPERSEDED, "2026-04-10": Kind.EXTENDED},
        ),
        (
            "Breeders had been told to register by 31 March, but the office said they would now have until 30 April.",
            {"2026-03-31": Kind.SUPERSEDED, "2026-04-30": Kind.EXTENDED},
        ),
        (
            "Originally, breeders were to register by 31 March. The office gave them until 30 April.",
            {"2026-03-31": Kind.SUPERSEDED, "2026-04-30": Kind.EXTENDED},
        ),
        (
            "The court had earlier asked the bank to do so by 2 March. It now has until 30 April to publish its books.",
            {"2026-03-02": Kind.SUPERSEDED, "2026-04-30": Kind.EXTENDED},
        ),
        (
            "The mill was given until 10 March to pay. On Sunday the deadline was extended to 20 March.",
            {"2026-03-10": Kind.SUPERSEDED, "2026-03-20": Kind.EXTENDED},
        ),
        (
            "An earlier version of the order gave ferries until 10 March; the new one gives them until 10 April.",
            {"2026-03-10": Kind.SUPERSEDED, "2026-04-10": Kind.EXTENDED},
        ),
        (
            "Rather than 10 March, breeders will have until 10 April.",
            {"2026-03-10": Kind.SUPERSEDED, "2026-04-10": Kind.EXTENDED},
        ),
        ("The moratorium, extended twice, now runs out on 10 April.", {"2026-04-10": Kind.EXTENDED}),
        (
            "Drivers who had to change their plates by 30 June must now be done by 30 April.",
            {"2026-06-30": Kind.SUPERSEDED, "2026-04-30": Kind.REVISED},
        ),
        (
            "The talks missed a deadline of midnight Friday. The two sides now have until 20 March.",
            {"2026-02-27": Kind.SUPERSEDED, "2026-03-20": Kind.EXTENDED},
        ),
        (
            "The scheme was to close on 10 March but claims will now be taken until 10 April.",
            {"2026-03-10": Kind.SUPERSEDED, "2026-04-10": Kind.EXTENDED},
        ),
        ("The deadline, already pushed back twice, is now 10 April.", {"2026-04-10": Kind.EXTENDED}),
        (
            "The two sides extended the Friday deadline. They now have until 22 March, after an extension to 22 March.",
            {"2026-03-06": Kind.SUPERSEDED, "2026-03-22": Kind.EXTENDED},
        ),
    ],
)
def test_the_date_that_was_moved_is_told_from_the_one_that_holds(text: str, told: dict[str, Kind]) -> None:
    assert kinds(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "A judge blocked the 30 March deadline for ferries to fit the pumps.",
        "The court put on hold a 30 March deadline for ferries to fit the pumps.",
        "The 30 March deadline will not be enforced, the office said.",
        "The deadline of 30 March has been postponed indefinitely.",
        "The 30 March deadline that the office set last year was thrown out on appeal.",
        "The order suspends the 30 March end date that the office chose.",
    ],
)
def test_a_date_that_somebody_halted_no_longer_holds(text: str) -> None:
    assert kinds(text) == {"2026-03-30": Kind.SUPERSEDED}


@pytest.mark.parametrize(
    "text",
    [
        "The office refused to suspend the 30 March deadline.",
        "Ferries may ask a judge to block the 30 March deadline.",
        "The 30 March deadline stays in place.",
        "The office has not suspended the 30 March deadline.",
        "Unless a judge blocks the 30 March deadline, ferries must fit the pumps.",
        "The judge could have blocked the 30 March deadline.",
        "The higher court threw out a ruling that had blocked the 30 March deadline.",
    ],
)
def test_a_date_that_nobody_halted_holds(text: str) -> None:
    assert kinds(text) == {"2026-03-30": Kind.SET}


@pytest.mark.parametrize(
    "text",
    [
        "The firm was ordered to file its accounts by 13 March and must now pay the fine by 20 March.",
        "The court gave the ferry until 13 March to reply; the port will now have until 20 March to open its books.",
        "The firm had been told to pay the fine by 13 March. The bank must publish its plan by 20 March.",
        "The union had earlier told the airline to answer by 13 March. The teachers must vote by 20 March.",
    ],
)
def test_a_later_date_of_another_act_moves_nothing(text: str) -> None:
    assert kinds(text) == {"2026-03-13": Kind.SET, "2026-03-20": Kind.SET}


def test_what_is_said_hundreds_of_words_before_a_date_does_not_make_it_an_old_one() -> None:
    far = "and so on " * 200
    text = f"The bank must pay the fine by 20 March. It had been told {far} to pay the fine by 13 March."
    assert kinds(text)["2026-03-13"] is Kind.SET


def test_a_deadline_that_nobody_could_move_stands() -> None:
    assert kinds("The board refused to extend the deadline beyond 31 March.") == {"2026-03-31": Kind.SET}


def test_a_moved_deadline_without_its_new_date_stands_as_it_was() -> None:
    assert kinds("Envoys are likely to extend their deadline of Friday, one of them said.") == {"2026-03-06": Kind.SET}


@pytest.mark.parametrize(
    ("text", "title", "due"),
    [
        ("The tenants have less than two weeks left to reply. Replies must be in by 16 March.", "", "2026-03-16"),
        ("The council extended the survey by two weeks. The survey now closes on 27 March.", "", "2026-03-27"),
        ("The bank must repay the money by 31 March.", "Bank was given till March", "2026-03-31"),
        ("Leaders gave the port three weeks on Monday. That deadline is Tuesday, 24 March.", "", "2026-03-24"),
    ],
)
def test_what_only_rounds_or_counts_towards_a_date_gives_way_to_it(text: str, title: str, due: str) -> None:
    assert list(kinds(text, title)) == [due]


def test_two_short_deadlines_of_different_days_stay_two() -> None:
    text = "The army gave the rivals 48 hours on Wednesday to agree. Protesters gave the premier until Thursday to go."
    assert set(kinds(text)) == {"2026-03-06", "2026-03-05"}

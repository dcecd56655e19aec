"""Outcomes: what became of a deadline, told without its date, and what the ledger makes of it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadlines.extraction import find_deadlines
from core.deadlines.outcomes import find_outcomes
from core.model.deadline import Kind, Status
from core.text.prose import read_prose
from tests.core.deadlines.stories import Told, ledger_of

NOON = datetime(2026, 3, 20, 12, tzinfo=UTC)
ORDER = {
    "id": "order",
    "published": "2026-03-02T12:00:00+00:00",
    "title": "Quarry told to fence its pit",
    "text": "The mining office of Norland ordered the Brakka quarry on Monday to fence its pit by March 16 or close.",
}


def outcomes(text: str) -> list[tuple[Kind, Status]]:
    prose = read_prose("", text)
    findings, _ = find_deadlines(prose, published=NOON)
    return [(found.kind, found.status) for found in find_outcomes(prose, findings)]


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The mining office scrapped its order to the Brakka quarry.", Kind.SUPERSEDED, Status.WITHDRAWN),
        ("The dockers called off their strike.", Kind.SUPERSEDED, Status.WITHDRAWN),
        ("The Brakka quarry has complied with the order.", Kind.SET, Status.MET),
        ("The junta ignored the ultimatum.", Kind.SET, Status.PASSED),
        ("The mining office has extended the deadline.", Kind.EXTENDED, Status.OPEN),
        ("Inspectors demanded a fence. The quarry built one last week.", Kind.SET, Status.OPEN),
    ],
)
def test_a_sentence_without_a_date_says_what_became_of_a_deadline(text: str, kind: Kind, status: Status) -> None:
    assert (kind, status) in outcomes(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mining office has not scrapped its order.",
        "The quarry refused to comply with the order.",
        "The quarry must comply with the order.",
        "Ministers are considering whether to extend the deadline.",
        "The weather was mild in Norland.",
        "",
    ],
)
def test_what_was_not_done_is_no_outcome(text: str) -> None:
    assert outcomes(text) == []


def test_another_language_has_no_outcomes_yet() -> None:
    assert find_outcomes(read_prose("", "The order was revoked."), (), language="fr") == ()


def ledger(title: str, text: str, published: str = "2026-03-12T12:00:00+00:00") -> list[Told]:
    later = {"id": "later", "published": published, "title": title, "text": text}
    return ledger_of([ORDER, later], NOON)


def test_a_headline_tells_an_end_that_the_text_does_not() -> None:
    text = "Lorries with posts and wire reached the pit of the Brakka quarry in Norland on Wednesday."
    (deadline,) = ledger("Brakka quarry meets mining office's demand", text)
    assert deadline.status == "met"


def test_of_two_deadlines_an_end_told_without_a_date_is_that_of_the_one_about_to_come() -> None:
    far = {
        "id": "far",
        "published": "2026-03-03T12:00:00+00:00",
        "title": "Quarry has until summer to drain its pond",
        "text": "The mining office of Norland ordered the Brakka quarry on Tuesday to drain its pond by June 30.",
    }
    near = {
        "id": "near",
        "published": "2026-03-15T12:00:00+00:00",
        "title": "Brakka quarry bows to the mining office",
        "text": "The Brakka quarry has complied with a demand of the mining office of Norland.",
    }
    assert {told.due: told.status for told in ledger_of([ORDER, far, near], NOON)} == {
        "2026-06-30": "open",
        "2026-03-16": "met",
    }


def test_a_move_told_as_made_in_time_does_not_end_what_it_moves() -> None:
    text = (
        "The mining office of Norland extended by a week its order to the Brakka quarry to fence its pit, hours before "
        "it was due to end, saying it wanted to see the fence built."
    )
    (deadline,) = ledger("", text, "2026-03-16T09:00:00+00:00")
    assert (deadline.due, deadline.status) == ("2026-03-23", "open")


@pytest.mark.parametrize(
    "text",
    [
        "The Brakka quarry fenced its pit on Wednesday, a day ahead of the date it had been given.",
        "The Brakka quarry fenced its pit with two days to spare.",
        "The Brakka quarry fenced its pit three days early.",
    ],
)
def test_what_was_demanded_and_is_told_as_done_in_time_is_met(text: str) -> None:
    (deadline,) = ledger("", text)
    assert deadline.status == "met"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The mining office of Norland has revoked its order to the Brakka quarry.", "withdrawn"),
        ("The Brakka quarry has complied with an order of Norland's mining office.", "met"),
        ("The Brakka quarry fenced its pit on Wednesday. The mining office had threatened to close it.", "met"),
        ("The Osmo quarry has complied with an order of Sudra's mining office.", "passed"),
        ("The Brakka quarry painted its sheds on Wednesday. The mining office had threatened to close it.", "passed"),
    ],
)
def test_an_outcome_goes_to_the_deadline_that_it_answers_or_nowhere(text: str, status: str) -> None:
    (deadline,) = ledger("", text)
    assert deadline.status == status
    assert deadline.reports == (("order",) if status == "passed" else ("order", "later"))


PARLIAMENT = {
    "id": "order",
    "published": "2026-03-02T12:00:00+00:00",
    "title": "Parliament has two weeks for its budget",
    "text": "Parliament must pass a budget by March 16 or the offices of Norland will close.",
}
SITES = {
    "id": "order",
    "published": "2026-03-02T12:00:00+00:00",
    "title": "",
    "text": "The agency gave Norland until March 16 to let inspectors into two mines.",
}
PILOTS = {
    "id": "order",
    "published": "2026-03-02T12:00:00+00:00",
    "title": "",
    "text": "The pilots' union demanded that Osmo Air reinstate the dismissed pilots by March 16.",
}
VACCINES = {
    "id": "order",
    "published": "2026-03-02T12:00:00+00:00",
    "title": "",
    "text": "Hospital staff in Norland must be vaccinated by March 16 or lose their posts.",
}


@pytest.mark.parametrize(
    ("order", "text", "status"),
    [
        (PARLIAMENT, "Parliament passed the budget late on Wednesday, sparing Norland a shutdown.", "met"),
        (PARLIAMENT, "A committee of parliament passed the budget on Wednesday and sent it to the house.", "open"),
        (PARLIAMENT, "Parliament will pass the budget this week, its speaker said.", "open"),
        (SITES, "Inspectors were let into the two mines in Norland on Wednesday, the agency said.", "met"),
        (SITES, "Inspectors were not let into the two mines in Norland on Wednesday.", "open"),
        (ORDER, "The Brakka quarry fenced its pit on Wednesday.", "met"),
        (SITES, "Nobody has let inspectors into the two mines in Norland, the agency's head said.", "open"),
        (ORDER, "A panel recommended that the Brakka quarry fenced its pit.", "open"),
        (PILOTS, "Osmo Air reinstated the dismissed pilots on Wednesday.", "met"),
        (PILOTS, "Osmo Air reinstated none of the dismissed pilots on Wednesday.", "open"),
        (PILOTS, "Osmo Air almost reinstated the dismissed pilots on Wednesday.", "open"),
        (PILOTS, "Osmo Air reinstated half of the dismissed pilots on Wednesday.", "open"),
        (PILOTS, "Nobody has reinstated the dismissed pilots at Osmo Air.", "open"),
        (PILOTS, "Brakka Jet reinstated the dismissed pilots on Wednesday, unlike Osmo Air.", "open"),
        (
            VACCINES,
            "The rule that hospital staff in Norland be vaccinated was scrapped on Wednesday.",
            "withdrawn",
        ),
    ],
)
def test_a_deed_told_at_the_head_of_a_later_article_ends_what_demanded_it(
    order: dict[str, str], text: str, status: str
) -> None:
    later = {"id": "later", "published": "2026-03-12T12:00:00+00:00", "title": "", "text": text}
    (deadline,) = ledger_of([order, later], datetime(2026, 3, 12, 13, tzinfo=UTC))
    assert deadline.status == status


def test_a_date_beside_the_word_of_change_is_the_new_one() -> None:
    (deadline,) = ledger(
        "More time for quarry",
        "Norland's mining office has extended its deadline for the Brakka quarry. It has to fence its pit by April 3.",
    )
    assert deadline.history == ("order set 2026-03-16", "later extended 2026-04-03")


def test_a_deed_after_a_long_time_answers_nothing() -> None:
    text = "The Brakka quarry has complied with an order of Norland's mining office."
    assert [told.reports for told in ledger("", text, "2026-07-01T12:00:00+00:00")] == [("order",)]


@given(st.text(max_size=500))
def test_any_text_can_be_asked_for_outcomes(text: str) -> None:
    prose = read_prose("", text)
    for found in find_outcomes(prose, ()):
        assert found.due is None
        assert found.is_outcome
        assert found.evidence.text in {sentence.text for sentence in prose.sentences}

"""Mentions: dates told without the words of a deadline, and what the ledger makes of them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadlines.extraction import Extract, extract
from core.text.prose import read_prose
from tests.core.deadlines.stories import Told, ledger_of

NOON = datetime(2026, 3, 11, 12, tzinfo=UTC)
ORDER = {
    "id": "order",
    "published": "2026-03-02T12:00:00+00:00",
    "title": "Quarry told to fence its pit",
    "text": "The mining office of Norland ordered the Brakka quarry on Monday to fence its pit by March 16 or close.",
}


def read(text: str) -> Extract:
    return extract(read_prose("", text), published=NOON)


def mentions(text: str) -> list[tuple[str, str]]:
    return [(found.words, found.due.text) for found in read(text).mentions if found.due]


def ledger(*articles: dict[str, str], now: str = "2026-03-12") -> list[Told]:
    return ledger_of([ORDER, *articles], datetime.fromisoformat(now).replace(tzinfo=UTC))


def told(name: str, published: str, text: str) -> dict[str, str]:
    return {"id": name, "published": f"{published}T12:00:00+00:00", "title": "In brief", "text": text}


@pytest.mark.parametrize(
    ("text", "words", "due"),
    [
        ("Families face the bailiffs next Monday.", "next Monday", "2026-03-16"),
        ("It will all be over on Sunday, the mayor said.", "Sunday", "2026-03-15"),
        ("There is one week left.", "one week", "2026-03-18"),
        ("The quiet will end in ten days.", "ten days", "2026-03-21"),
        ("The fund closed on Friday night.", "Friday night", "2026-03-13"),
        ("March 16 is March 16, he said.", "March 16", "2026-03-16"),
    ],
)
def test_a_day_that_no_frame_takes_for_a_deadline_is_mentioned(text: str, words: str, due: str) -> None:
    assert (words, due) in mentions(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor spoke to reporters on Tuesday.",
        "He had met the owners last month.",
        "The quarry opened in 1998.",
        "The office is open from nine to five.",
        "They worked there for twenty years.",
        "Nobody said when.",
        "",
    ],
)
def test_the_day_of_the_news_and_times_far_off_are_not(text: str) -> None:
    assert mentions(text) == []


def test_a_deadline_is_not_mentioned_besides() -> None:
    found = read("The mining office told the Brakka quarry to fence its pit by March 16.")
    assert len(found.findings) == 1
    assert found.mentions == ()


def test_a_mention_of_the_date_by_its_people_is_a_report_of_the_deadline() -> None:
    (deadline,) = ledger(
        told("fair", "2026-03-11", "The fence of the Brakka quarry is the talk of Norland before Monday.")
    )
    assert deadline.history == ("order set 2026-03-16", "fair restated 2026-03-16")


def test_told_when_the_day_is_over_it_says_that_it_passed() -> None:
    later = told("count", "2026-03-18", "The time that Norland had allowed the Brakka quarry ended on Monday.")
    (deadline,) = ledger(later, now="2026-03-19")
    assert deadline.history == ("order set 2026-03-16", "count passed 2026-03-16")


@pytest.mark.parametrize(
    "text",
    [
        "The choir of Solvik will sing in the cathedral on Monday.",
        "The Brakka quarry will show its new lorries on Thursday.",
    ],
)
def test_the_same_day_of_others_and_another_day_are_no_report(text: str) -> None:
    (deadline,) = ledger(told("other", "2026-03-11", text))
    assert deadline.reports == ("order",)


OFFER = {
    "id": "offer",
    "published": "2026-03-02T12:00:00+00:00",
    "title": "Ostmark Holdings bids for Lindgren Mills",
    "text": "Ostmark Holdings Co said its tender offer for all shares of Lindgren Mills Co expires on March 31.",
}
FIRMS = ("Tarn Foods Co", "Veld Motors Co", "Quill Press Inc", "Sorrel Bank Corp", "Hask Oil Co", "Pinn Steel Inc")


def test_what_many_companies_plan_for_the_last_day_of_a_month_is_no_report_of_one_of_them() -> None:
    planned = [
        told(
            f"plan{n}", "2026-03-11", f"{firm} said the offer of its shares will be distributed on March 31, a year on."
        )
        for n, firm in enumerate(FIRMS)
    ]
    for deadline in ledger_of([OFFER, *planned], NOON):
        if "offer" in deadline.reports:
            assert deadline.reports == ("offer",)


def test_a_mention_by_others_makes_nobody_else_known() -> None:
    near = told("near", "2026-03-09", "Ostmark Holdings and Lindgren Mills will know on March 31, said Jon Dahl.")
    far = told("far", "2026-03-11", "Jon Dahl will open his restaurant on March 31.")
    (deadline,) = [one for one in ledger_of([OFFER, near, far], NOON) if "offer" in one.reports]
    assert set(deadline.reports) == {"offer", "near"}


def test_an_end_that_names_nobody_in_it_ends_nothing() -> None:
    text = "Importers cheered as the ministry of Sudra scrapped its order on licences."
    (deadline,) = ledger(told("other", "2026-03-11", text))
    assert deadline.status == "open"


def test_a_mention_begins_no_deadline() -> None:
    lines = [told("alone", "2026-03-11", "Families in Norland face the bailiffs next Monday.")]
    assert ledger_of(lines, NOON) == []


def test_one_that_comes_first_is_the_first_report() -> None:
    early = told(
        "early", "2026-03-01", "The Brakka quarry has to have a fence, Norland said; its pit is open till March 16."
    )
    (deadline,) = ledger(early)
    assert set(deadline.reports) == {"early", "order"}


@given(st.text(max_size=200))
def test_any_text_has_its_mentions_in_it(text: str) -> None:
    assert all(found.words in found.evidence.text for found in read(text).mentions)

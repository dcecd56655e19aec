"""The name that a text has for "the bloc", "the watchdog", "the carmaker"; none where two would fit."""

from datetime import UTC, datetime

import pytest

from core.deadlines.extraction import find_deadlines
from core.model.deadline import Terms
from core.text.prose import read_prose

TUESDAY = datetime(2026, 3, 3, 12, tzinfo=UTC)


def terms(text: str, title: str = "") -> Terms:
    findings, _ = find_deadlines(read_prose(title, text), published=TUESDAY)
    return findings[0].terms


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        # by what its name says
        ("Miners thanked the High Court on Monday. The tribunal has until 20 March to rule.", "High Court"),
        ("The Harbour Authority of Lund lost a case. The regulator has until 20 March to pay.",
         "Harbour Authority of Lund"),
        # by what the line calls it
        ("Talks with Velmo, the water watchdog, went on. The regulator has until 20 March to reply.", "Velmo"),
        ("Shares in carmaker Brunn fell. The carmaker must recall its vans by 20 March.", "Brunn"),
        ("Ann Lee, the shipping tycoon, was in Lund. The tycoon has until 20 March to pay the fee.", "Ann Lee"),
        ("Judge Bo Ek met Ann Lee in Lund. The former Norland minister has until 20 March to pay.", "Ann Lee"),
        # by what everybody knows of it
        ("Envoys of NATO met in Oslo. The alliance has until 20 March to reply.", "NATO"),
        ("Lunda Steel, which uses A.I., fell. Lunda Steel is old. The company has until 20 March.", "Lunda Steel"),
        # a company by what it does
        ("Inspectors closed a pit of Karsk Iron. Karsk Iron sold it in May. The firm must clear it by 20 March.",
         "Karsk Iron"),
    ],
)  # fmt: skip
def test_a_bare_noun_is_told_by_the_name_before(text: str, addressee: str) -> None:
    assert terms(text).addressee == addressee


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        # two would fit
        ("Karsk Iron sued Lunda Steel. Lunda Steel had sued Karsk Iron. The company has until 20 March to reply.",
         "company"),
        ("The Supreme Court of Norland and the High Court of Sudra differ. The court has until 20 March to rule.",
         "court"),
        # a place is no company
        ("A mill near Trosk closed. Its owners left Trosk. The company must clear the site by 20 March.", "company"),
        # several are not one
        ("Pay talks with Unison failed. The three unions have until 20 March to reply.", "three unions"),
        ("Tractors were seized at dawn. They must be gone by 20 March.", ""),
        # none was named
        ("An airline cut its flights. The airline must refund its guests by 20 March.", "airline"),
    ],
)  # fmt: skip
def test_a_bare_noun_stays_where_no_name_is_sure(text: str, addressee: str) -> None:
    assert terms(text).addressee == addressee


def test_the_headline_names_whom_the_text_only_calls_by_a_noun() -> None:
    told = terms("The bloc has given the island until 20 March to open its ports.", "EU loses patience over ports")
    assert told.setter == "EU"


def test_a_bench_orders_for_its_court() -> None:
    told = terms("The Supreme Court heard the tenants. A bench gave the city until 20 March to move them.")
    assert told.setter == "Supreme Court"
    told = terms("The High Court sat. A bench asked the city to act. It also gave the port until 20 March to pay.")
    assert told.setter == "High Court"

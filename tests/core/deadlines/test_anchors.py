"""What a length is counted from, where its own words do not say so: told before, told elsewhere, or told by a chain."""

from datetime import UTC, datetime

import pytest

from core.deadlines.extraction import find_deadlines
from core.text.prose import read_prose

FRIDAY = datetime(2026, 5, 8, 12, tzinfo=UTC)


def dues(text: str) -> list[str | None]:
    findings, _ = find_deadlines(read_prose("", text), published=FRIDAY)
    return [finding.due.text if finding.due else None for finding in findings]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Voters threw out the levy on Tuesday. By law the board has 60 days from the vote to trim it.", "2026-07-04"),
        (
            "The agency certified the count on Monday; rivals have three days after certification to appeal.",
            "2026-05-07",
        ),
        ("The winner was named on Sunday. She has ten days after the announcement to form a cabinet.", "2026-05-13"),
        ("Organisers must find a hall in two weeks, counting from Monday, when the permit was granted.", "2026-05-18"),
        (
            "The board must name a chief within six weeks of the resignation, which takes effect on June 1.",
            "2026-07-13",
        ),
        ("The council voted on Monday for the draft order that gives the mill ten days to answer.", "2026-05-14"),
        ("The tribunal allowed the pilot 21 days to appeal when it took her licence on Tuesday.", "2026-05-26"),
        ("The choir gave the hall ten days to reply in a notice on Monday.", "2026-05-14"),
        ("Tenants gave the owner until Friday to heat the flats and free those held on 1 May.", "2026-05-08"),
        ("They signed a truce on 1 April and have demanded that the guards leave within a week.", "2026-05-15"),
        ("The pause, which took effect on Monday, expires after 30 days.", "2026-06-03"),
        ("The window opens on 12 May and stays open for two weeks.", "2026-05-26"),
        ("Growers have six weeks from Monday to lodge claims, the fund said.", "2026-06-22"),
        ("The programme ends in June, giving the council until then to find a new home.", "2026-06"),
        ("On 20 January it signed a bill requiring the owner to sell the port within 150 days.", "2026-06-19"),
        ("The subsidy, which the senate allowed to expire at the end of April, cost little.", "2026-04-30"),
        ("The bid and the rights will expire at 1630 EST/2130 GMT, May 20, 2026.", "2026-05-20T16:30-04:00"),
        (
            "Pilots set a deadline of 11am Monday for a deal. They met late, facing an 11 a.m. deadline.",
            "2026-05-11T11:00+00:00",
        ),
        ("Israel must withdraw its forces from the valley within 60 days.", "2026-07-07"),
        ("Marston Rovers must find a ground within 20 days.", "2026-05-28"),
        ("Levies of 20% will be imposed from 4 July in the absence of a deal.", "2026-07-04"),
    ],
)
def test_the_event_is_found_where_it_is_dated(text: str, due: str) -> None:
    assert set(dues(text)) == {due}


@pytest.mark.parametrize(
    "text",
    [
        "In January the island expelled the envoy, giving him 72 hours to pack.",
        "Under the charter the governor has ten days to sign a bill.",
        "Under the code a player has seven days to appeal, and the board must then name a referee within 48 hours.",
        "The licence expires after two years.",
        "Employers must answer a claim within 20 days.",
        "Senators are on a fast track to pass the water bill before June.",
    ],
)
def test_a_length_that_nothing_dates_is_no_deadline(text: str) -> None:
    assert dues(text) == []


def test_a_chain_counts_on_from_the_end_of_the_length_before_it() -> None:
    text = "On Monday the court gave the club ten days to pay. The losing side then gets two weeks to appeal."
    assert dues(text) == ["2026-05-14", "2026-05-28"]


def test_orders_in_a_list_are_dated_by_the_line_that_gives_them() -> None:
    text = "On Monday the court told the ministry:\n- publish them within 10 days;\n- pay heirs within 30 days."
    assert dues(text) == ["2026-05-14", "2026-06-03"]


def test_dates_in_a_list_under_a_deadline_are_deadlines_and_others_are_none() -> None:
    assert dues("The programmes and their deadlines:\n- May 20: residencies;\n- May 25: fellowships.") == [
        "2026-05-20",
        "2026-05-25",
    ]
    assert dues("The band will play three towns:\n- May 20: Toledo;\n- May 25: Dayton.") == []


def test_a_word_shared_with_a_limit_elsewhere_is_no_event() -> None:
    text = "Ministers on Monday told the port to clear its sheds within a week, after inspectors found sheds unsafe. "
    assert dues(text + "Its owner wants the sheds back by May 30.")[0] == "2026-05-11"

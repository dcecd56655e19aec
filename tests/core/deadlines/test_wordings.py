"""The same few acts in the many words of the news: what sets a limit in whichever words, and what never does."""

from datetime import UTC, datetime

import pytest

from core.deadlines.extraction import find_deadlines
from core.text.prose import read_prose

WEDNESDAY = datetime(2026, 3, 4, 12, tzinfo=UTC)


def dues(text: str) -> list[str | None]:
    findings, _ = find_deadlines(read_prose("", text), published=WEDNESDAY)
    return [finding.due.text[:10] if finding.due else None for finding in findings]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Monday is the last day you can enter the draw.", "2026-03-09"),
        ("Friday, March 20, was named as the last day for sitting members to stand down.", "2026-03-20"),
        ("The deadline to apply in Wales, Scotland and Ulster is 19 March.", "2026-03-19"),
        ("The target date for the sale, set by the regulator, is 30 June.", "2026-06-30"),
        ("Holders can swap the old coins up to and including Sunday.", "2026-03-08"),
        ("Members may tender their units between March 10 and March 17.", "2026-03-17"),
        ("The round coins stop being legal tender at the end of March.", "2026-03-31"),
        ("The collective agreement between the yard and its welders is up on June 30.", "2026-06-30"),
        ("The amnesty for unlicensed dogs ends on 31 March.", "2026-03-31"),
        ("On March 31 the moratorium on evictions is scheduled to end.", "2026-03-31"),
        ("The regulator expects an explanation from the line before the end of March.", "2026-03-31"),
        ("The lender wants its money back within four weeks.", "2026-04-01"),
        ("The judge ordered the families reunited within 30 days.", "2026-04-03"),
        ("The panel was told to meet within ten days.", "2026-03-14"),
        ("Each side will have a chance to propose remedies by 20 March.", "2026-03-20"),
        ("Both must file plans by 20 March under the timetable set by the judge.", "2026-03-20"),
        ("Traders not registered by the end of March will lose their stalls.", "2026-03-31"),
        ("Anyone who misses the March 31 date risks a fine.", "2026-03-31"),
        ("Sellers who fail to register by 31 March will be banned.", "2026-03-31"),
        ("The rescue has to be agreed before markets open on Monday.", "2026-03-09"),
        ("He gave importers until the first of May to register.", "2026-05-01"),
        ("Families have until a week from Monday to move out.", "2026-03-16"),
        ("The company has 180 days, or until 31 August, to regain compliance.", "2026-08-31"),
        ("Brookfell has 28 days, to 5pm on 7 April, to declare its hand.", "2026-04-07"),
        ("Wren, whose list came second, will have 28 days.", "2026-04-01"),
        (
            "The order fixes Wednesday, April 15, as the day by which the wall must stand two metres higher.",
            "2026-04-15",
        ),
        ("The harbour office has moved the date for bids by 14 days, to April 21.", "2026-04-21"),
        ("The society closed its list a day before the window for returning shares closes.", "2026-03-05"),
        ("The league is waiting for the club, which wants an answer by Friday.", "2026-03-06"),
        ("The chapel wants the bells returned by March 20.", "2026-03-20"),
        ("Guards welcomed an order to the mill to reopen its gate by March 20.", "2026-03-20"),
        ("Two of the three mills did not send their plans by Tuesday's deadline.", "2026-03-03"),
        ("The consultation will now close on March 24.", "2026-03-24"),
        ("The sheriff gave the squatters 48 hours to get out of the mill.", "2026-03-06"),
        ("The notice opens a 60-day comment period.", "2026-05-03"),
        ("On March 31 the county's pact with the quarry comes to an end.", "2026-03-31"),
        ("Savers need not worry, as they had time till the end of March, the bank said.", "2026-03-31"),
        ("With 18 days to go before the port closes its amnesty, few have come.", "2026-03-22"),
        (
            "The office expects a reply from the line to its last letter on fares to the islands within two weeks.",
            "2026-03-18",
        ),
        ("The bureau will push back the end of the 2026 count to Oct. 31.", "2026-10-31"),
        ("It has three weeks to reach terms before the contract is up on March 30.", "2026-03-30"),
        ("Their three-day ultimatum, which a courier brought on Tuesday, lapses on Friday.", "2026-03-06"),
    ],
)
def test_a_limit_is_heard_in_whichever_words(text: str, due: str) -> None:
    assert dues(text) == [due]


def test_a_day_that_is_told_as_to_come_is_never_one_just_gone() -> None:
    assert dues("The pact ends on 10 February.") == ["2027-02-10"]


def test_a_length_told_as_missed_ended_on_a_day_that_nobody_tells() -> None:
    assert dues("The club missed a 30-day deadline to pay its players.") == [None]


def test_each_of_the_last_dates_of_a_list_is_heard() -> None:
    text = "The letter names the last dates for linking accounts: 31 March for savings and 30 April for loans."
    assert dues(text) == ["2026-03-31", "2026-04-30"]


@pytest.mark.parametrize(
    "text",
    [
        "Relief for those hit by the Nov. 17 storms can be claimed at the town hall.",
        "On Monday, the deadline was a talking point in every bar.",
        "Scientists say the world must halve emissions by 2030.",
        "Sellers must refund buyers within 30 days and you can complain if they do not.",
        "Under the rule, carriers must pay refunds within seven days.",
        "As many as half may have voted by post before Sunday.",
        "A bid cannot be accepted before 1 July.",
        "The expiry of options contracts on Friday added to the swings.",
        "Only those whose permits lapse in the next six months may apply.",
        "Candidates will now have to contest the election on May 22.",
        "Talks hit a wall when rents rose by a third last fall.",
        "More than 200,000 people had signed the petition by Monday.",
        "The budget hearing was postponed to 5 May.",
        "The law extends the health scheme for six years.",
        "Freight futures for June, which expire on Tuesday, fell 2%.",
        "The line has filed a request with the harbour office for a prolongation of its permit by 60 days.",
        "On Monday officials said that the permit had expired.",
    ],
)
def test_what_is_near_a_limit_in_words_only_raises_no_alarm(text: str) -> None:
    assert dues(text) == []

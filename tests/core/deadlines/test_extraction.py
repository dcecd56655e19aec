"""Deadlines are found in a text by class, with date, terms and anchor, and what only looks like one is left alone."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.recorded import read_recorded
from core.deadlines.extraction import find_deadlines
from core.model.deadline import Finding, Granularity, Kind, Origin, Status
from core.text.prose import read_prose
from tests.bench.feed import feed_items

SEEDS = Path(__file__).parents[3] / "seeds" / "articles"
WEDNESDAY = datetime(2026, 3, 4, 12, tzinfo=UTC)


def find(text: str, *, title: str = "", published: datetime | None = WEDNESDAY, zone: str = "UTC") -> list[Finding]:
    findings, reason = find_deadlines(read_prose(title, text), published=published, zone=zone)
    assert reason is None
    return list(findings)


def dues(text: str, published: datetime = WEDNESDAY) -> list[str | None]:
    return [finding.due.text if finding.due else None for finding in find(text, published=published)]


# -- classes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "due"),
    [
        # named
        ("The mayor set a deadline of 20 March for the two firms to answer.", "2026-03-20"),
        ("The cut-off for entries falls on Friday.", "2026-03-06"),
        ("Ministers face a March 31 budget deadline.", "2026-03-31"),
        # compound
        ("The general announced a 10-day ultimatum for the militia to leave.", "2026-03-14"),
        ("Clubs were handed a 72-hour deadline on Monday to pay the wages.", "2026-03-05"),
        # permission
        ("The tenants have until 9 April to appeal.", "2026-04-09"),
        ("The regulator has given the broadcaster 48 hours to drop the film.", "2026-03-06"),
        ("They were allowed two weeks to reply.", "2026-03-18"),
        # obligation
        ("The refinery must submit a plan by the end of the month or lose its licence.", "2026-03-31"),
        ("A judge ordered the agency to release the letters within 30 days.", "2026-04-03"),
        ("By 1 October the club must show that it can pay.", "2026-10-01"),
        ("Creditors demanded an answer by noon on Friday.", "2026-03-06T12:00+00:00"),
        ("Papers must reach the clerk by the close of business hours on March 12.", "2026-03-12"),
        ("Breweries must switch to new bottles by 30 June next year.", "2027-06-30"),
        ("The port has until midnight Sunday to pay the arrears.", "2026-03-08"),
        ("Villagers were ordered to leave the valley by nightfall.", "2026-03-04"),
        ("The pier gave parties to its 2019 pact 60 days to settle.", "2026-05-03"),
        ("Crews were told to leave the bay within three days ahead of the drill.", "2026-03-07"),
        # window
        ("Applications for the fund close on 17 April.", "2026-04-17"),
        ("Voters can register online until March 20.", "2026-03-20"),
        ("Bids for the wharf are due on Thursday.", "2026-03-05"),
        # expiry
        ("The truce expires on 14 March unless both sides renew it.", "2026-03-14"),
        ("The mission's mandate ends on 30 June.", "2026-06-30"),
        ("The truce is due to end at 0700 local time on Saturday.", "2026-03-07T07:00+00:00"),
        ("Funding for the scheme runs out in April.", "2026-04"),
        ("The scheme that pays for flooded cellars closes on 31 March.", "2026-03-31"),
        ("The bill funds the government through 20 March.", "2026-03-20"),
        # condition
        ("Starting 1 April, timber will carry a duty unless the talks succeed.", "2026-04-01"),
        ("Drivers could strike as early as Friday if no contract is signed.", "2026-03-06"),
        ("Duties of 25% will take effect on April 1 unless a pact is signed.", "2026-04-01"),
        ("If the minister does not answer by Thursday, the party will leave.", "2026-03-05"),
        ("Traders who do not renew by 31 March face a fine.", "2026-03-31"),
        ("The union set an ultimatum: a written offer by 20 March, or a walkout.", "2026-03-20"),
        ("The agency will take comments on its draft water plan until April 10.", "2026-04-10"),
        # over
        ("The deadline for a deal passed on 28 February.", "2026-02-28"),
        ("The firm missed a Monday deadline to pay its lenders.", "2026-03-02"),
    ],
)
def test_a_deadline_is_found(text: str, due: str) -> None:
    assert dues(text) == [due]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "The deadline, originally 15 March, has been pushed back to 30 March.",
            {"2026-03-30": Kind.EXTENDED, "2026-03-15": Kind.SUPERSEDED},
        ),
        (
            "The president brought the deadline forward to Friday from the end of April.",
            {"2026-03-06": Kind.REVISED, "2026-04-30": Kind.SUPERSEDED},
        ),
        (
            "The ceasefire, which was to end on Friday, has been extended for a further 90 days.",
            {"2026-06-04": Kind.EXTENDED, "2026-03-06": Kind.SUPERSEDED},
        ),
        ("The army gave the crowd two more days to clear the square.", {"2026-03-06": Kind.EXTENDED}),
        ("His custody expires on Thursday.", {"2026-03-05": Kind.EXPIRY}),
    ],
)
def test_a_move_is_told_from_a_setting_and_the_old_date_is_marked(text: str, kinds: dict[str, Kind]) -> None:
    assert {f.due.text: f.kind for f in find(text) if f.due} == kinds


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The company failed to meet a 27 February deadline to publish its accounts.", Status.PASSED),
        ("The factory met the 28 February deadline to fit its filters.", Status.MET),
        ("The ministry withdrew its demand that the station close by 15 March.", Status.WITHDRAWN),
        ("The deadline for a deal ran out on Wednesday.", Status.PASSED),
        ("The tenants have until Wednesday to appeal.", Status.OPEN),
    ],
)
def test_the_text_or_the_day_says_where_a_deadline_stands(text: str, status: Status) -> None:
    assert [finding.status for finding in find(text)] == [status]


def test_two_acts_of_one_sentence_stay_two() -> None:
    text = "Voters must request a ballot by March 20 and return it by April 3."
    assert dues(text) == ["2026-03-20", "2026-04-03"]


def test_the_title_is_read_too() -> None:
    (finding,) = find("The order covers four provinces.", title="Farmers given until 1 June to vaccinate herds")
    assert finding.evidence.field == "title"
    assert finding.evidence.text == "Farmers given until 1 June to vaccinate herds"
    assert finding.terms.addressee == "Farmers"


def test_a_deadline_told_in_title_and_text_is_one() -> None:
    (finding,) = find(
        "The court gave the firm until 1 June to sell the mill.", title="Firm given until 1 June to sell mill"
    )
    assert finding.evidence.field == "text"


def test_a_headline_in_other_words_tells_of_the_one_deadline_of_its_date() -> None:
    (finding,) = find(
        "Hartfield Town have until March 20 to complete a takeover or leave the league.",
        title="Club must find buyer by March 20",
    )
    assert (finding.terms.addressee, finding.terms.action) == ("Hartfield Town", "complete a takeover")


def test_a_headline_over_two_deadlines_of_a_date_is_neither() -> None:
    text = "Norbank has until March 20 to raise capital. Sudbank has until March 20 to sell its card unit."
    assert len({finding.terms.action for finding in find(text, title="Banks must act by March 20")}) >= 2


# -- traps ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Analysts expect prices to fall by the end of the year.",
        "Sales are likely to double by 2030.",
        "The airline plans to hire 500 pilots by June.",
        "He pledged to halve poverty by 2035.",
        "The bridge will stay closed until 12 April.",
        "The exhibition runs until May 10.",
        "By Sunday, rescuers had pulled 30 people from the rubble.",
        "Police freed the hostages within six hours.",
        "Shoppers normally have 30 days to return goods.",
        "Companies that suffer a breach must inform the regulator within 72 hours.",
        "Visitors may stay for up to 90 days.",
        "The council will then have 15 days to name a mayor.",
        "The two presidents will meet on 3 May.",
        "The trial is scheduled to begin on 9 April.",
        "Results for the year ended 31 December are due on 24 March.",
        "The smoking ban comes into force on 1 July.",
        "The governor's term expires in January.",
        "The treasury sold notes due March 2031.",
        "March copper futures expire on Friday.",
        "On transfer deadline day the club signed two wingers.",
        "No deadline has been set for the withdrawal, the minister said on Monday.",
        "Households do not have to register before April.",
        "The rebels ignored an ultimatum to leave the town.",
        "He denied that he had given the strikers until Friday.",
        "The library is open from nine until noon.",
        "Branch offices will accept applicants from Monday to Saturday.",
        "The town will impose a curfew from noon on Wednesday until 5 April to curb the fires.",
        "He thinks the index, up a tenth since January, will reach 9,000 before the summer is out.",
        "The charter urges towns to triple their parks by 2035.",
        "The pair gave themselves until Christmas to decide.",
        "Anyone who inherits a mill must start repairs by 31 December of the following year.",
        "The company did not answer a request for comment by Tuesday.",
        "The two mayors agreed on Monday to meet before the end of the month.",
        "The opposition had written asking for a six-month extension.",
        "The hosts had two days to recover.",
        "The 50-day festival drew a crowd.",
    ],
)
def test_what_only_looks_like_a_deadline_raises_no_alarm(text: str) -> None:
    assert find(text) == []


def test_an_ordinary_feed_raises_no_alarm() -> None:
    alarmed = [item["text"] for item in feed_items() if find(item["text"])]
    assert alarmed == []


# -- anchors -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "due", "anchor", "origin"),
    [
        ("He said the rebels had 10 days from today to leave.", "2026-03-14", "from today", Origin.EXPLICIT),
        ("A 30-day notice to leave begins on 10 March.", "2026-04-09", "begins on 10 March", Origin.EXPLICIT),
        ("On Monday the bank gave the firm 14 days to pay.", "2026-03-16", "On Monday", Origin.EVENT),
        (
            "The tribunal will rule on 20 March. The firm will then have 30 days to appeal.",
            "2026-04-19",
            "20 March",
            Origin.NEIGHBOUR,
        ),
        (
            "Inspectors closed the plant last Friday. Its owner has 14 days to contest the order.",
            "2026-03-13",
            "last Friday",
            Origin.NEIGHBOUR,
        ),
        (
            "The bank must repay its clients within 90 days of the ruling, which was handed down on 2 March.",
            "2026-05-31",
            "of the ruling, which was handed down on 2 March",
            Origin.EXPLICIT,
        ),
        (
            "The claim was filed on Monday. The firm has 21 days to respond.",
            "2026-03-23",
            "on Monday",
            Origin.NEIGHBOUR,
        ),
        (
            "The court issued its order on 20 February. The ministry has 30 days to comply.",
            "2026-03-22",
            "on 20 February",
            Origin.NEIGHBOUR,
        ),
        (
            "He was arrested on Monday. Prosecutors have 60 days to charge him.",
            "2026-05-01",
            "on Monday",
            Origin.NEIGHBOUR,
        ),
        (
            "The petition was handed in on 20 February. Officials have 20 days to verify the signatures.",
            "2026-03-12",
            "on 20 February",
            Origin.NEIGHBOUR,
        ),
        (
            "The panel ruled on Monday, leaving the club seven days to appeal.",
            "2026-03-09",
            "on Monday",
            Origin.EVENT,
        ),
        (
            "The governor has 10 days to sign the bill, which reached his desk on Monday.",
            "2026-03-12",
            "on Monday",
            Origin.EVENT,
        ),
        (
            "The order takes effect on 20 March, after which owners have 30 days to register.",
            "2026-04-19",
            "20 March",
            Origin.EVENT,
        ),
        (
            "Starting Monday, residents will have 45 days to comment.",
            "2026-04-23",
            "Starting Monday",
            Origin.EXPLICIT,
        ),
        (
            "Following Monday's ruling, the agency has five days to publish the files.",
            "2026-03-07",
            "Monday",
            Origin.EVENT,
        ),
        (
            "The judge ordered on Monday that the files be released within five days.",
            "2026-03-07",
            "on Monday",
            Origin.EVENT,
        ),
        (
            "The comment period opened on 20 February and runs for 45 days.",
            "2026-04-06",
            "on 20 February",
            Origin.EVENT,
        ),
        ("The firm has 14 days to pay.", "2026-03-18", "", Origin.PUBLISHED),
    ],
)
def test_a_length_is_counted_from_what_the_text_says(text: str, due: str, anchor: str, origin: Origin) -> None:
    (finding,) = find(text)
    assert finding.due is not None
    assert finding.anchor is not None
    assert (finding.due.text, finding.anchor.text, finding.anchor.origin) == (due, anchor, origin)


def test_a_list_is_dated_by_the_line_that_leads_into_it() -> None:
    text = (
        "The mediators published their plan on Sunday. It contains:\n-\nA 20-day deadline for both sides\n-\nA mission"
    )
    (finding,) = find(text)
    assert finding.due is not None
    assert (finding.due.text, finding.terms.setter) == ("2026-03-21", "mediators")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("The union sets a Friday deadline for a deal.", "2026-03-06"),
        ("The union on Sunday set a Friday strike deadline.", "2026-03-06"),
        ("A court imposed a Monday deadline on the agency.", "2026-03-09"),
        ("The office set a deadline of Tuesday for bids.", "2026-03-10"),
        ("By June 30 of next year the ministry must hand over the samples.", "2027-06-30"),
        ("That job must be done by March the eighth.", "2026-03-08"),
        ("There are now 10 days in which to put things right.", "2026-03-14"),
        ("The waiver lapses 180 days after it was granted on Jan. 5.", "2026-07-04"),
    ],
)
def test_a_day_that_somebody_sets_or_that_is_to_come_is_looked_for_ahead(text: str, due: str) -> None:
    assert [finding.due.text for finding in find(text) if finding.due] == [due]


def test_a_day_beside_a_dated_deadline_is_none_of_its_own() -> None:
    text = "Congress, rushing to beat a Friday midnight deadline, on Wednesday passed a bill."
    assert [finding.due.text for finding in find(text) if finding.due] == ["2026-03-06"]


def test_without_a_day_of_writing_full_dates_are_still_dated() -> None:
    text = "The firm must pay by 3 May 2026. The tenant has 30 days to appeal."
    assert [f.due.text if f.due else None for f in find(text, published=None)] == ["2026-05-03", None]


def test_a_dateline_dates_what_nobody_published() -> None:
    text = "[Lima, March 4, 2026] — The firm has 10 days to pay, the court said."
    (finding,) = find(text, published=None)
    assert finding.due is not None
    assert finding.due.text == "2026-03-14"
    assert finding.anchor is not None
    assert finding.anchor.origin is Origin.DATELINE


# -- places and granularity ----------------------------------------------------------------------------------------


def test_an_hour_keeps_the_offset_of_its_own_place() -> None:
    (finding,) = find("The union told the studio to sign by 5pm ET on Monday.", zone="Europe/Kyiv")
    assert finding.due is not None
    assert (finding.due.text, finding.due.zone) == ("2026-03-09T17:00-04:00", "America/New_York")


def test_a_midnight_is_the_end_of_its_day_in_its_place() -> None:
    (finding,) = find("Iran has until midnight Washington time on 10 July to reply.")
    assert finding.due is not None
    assert (finding.due.text, finding.due.granularity) == ("2026-07-10", Granularity.DAY)
    assert finding.due.lapses_at == datetime(2026, 7, 11, 4, tzinfo=UTC)


def test_a_length_of_two_numbers_is_a_window() -> None:
    (finding,) = find("The envoy gave the armies five or six days to pull back.")
    assert finding.due is not None
    assert (finding.due.text, finding.due.end_text) == ("2026-03-09", "2026-03-10")
    assert finding.length is not None
    assert (finding.length.least_hours, finding.length.most_hours) == (120, 144)


@pytest.mark.parametrize(("zone", "due"), [("America/New_York", "2026-03-06"), ("Europe/London", "2026-06-03")])
def test_the_outlets_zone_says_which_number_is_the_month(zone: str, due: str) -> None:
    (finding,) = find("Objections must reach the hall by 03/06/2026.", zone=zone)
    assert finding.due is not None
    assert finding.due.text == due


# -- terms ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "setter", "addressee", "action", "consequence"),
    [
        (
            "The mayor told the landlord to repair the lifts by 20 March or face daily fines.",
            "mayor",
            "landlord",
            "repair the lifts",
            "face daily fines",
        ),
        (
            "The firm must publish its plan by 20 March, the regulator said.",
            "regulator",
            "firm",
            "publish its plan",
            "",
        ),
        ("The clubs were given until 20 March to pay.", "", "clubs", "pay", ""),
        ("Under the accord the army must leave by 20 March.", "accord", "army", "leave", ""),
        ("They have until 20 March to pay, analysts said.", "", "", "pay", ""),
        # who is told, and by whom
        (
            "Foreign bidders were told by the privatisation agency to lodge a guarantee by the end of March.",
            "privatisation agency",
            "Foreign bidders",
            "lodge a guarantee",
            "",
        ),
        (
            "The ferry company said it had received a warning and had 45 days to file a rescue plan.",
            "",
            "ferry company",
            "file a rescue plan",
            "",
        ),
        (
            "The prosecutor warned the two banks that they had until 16 March to open their books.",
            "prosecutor",
            "two banks",
            "open their books",
            "",
        ),
        (
            "Mayor Ana Ruiz said the tenants and the owner must sign a new lease by Friday or face eviction.",
            "Mayor Ana Ruiz",
            "tenants and the owner",
            "sign a new lease",
            "face eviction",
        ),
        (
            "Under a resolution passed by the Pacific Forum, Nauru has until 30 June to close the camp.",
            "Pacific Forum",
            "Nauru",
            "close the camp",
            "",
        ),
        (
            "The Assembly demanded that Norland halt its advance within 72 hours.",
            "Assembly",
            "Norland",
            "halt its advance",
            "",
        ),
        (
            "Norland must halt its advance by 20 March, the Assembly demanded in a resolution.",
            "Assembly",
            "Norland",
            "halt its advance",
            "",
        ),
        ("Norland has 14 days to delete the data after a court ruling.", "court", "Norland", "delete the data", ""),
        (
            "Under the order, signed by Governor Dunn, tenants must leave by 20 March.",
            "Governor Dunn",
            "tenants",
            "leave",
            "",
        ),
        ("The league faces a 20 March EU deadline to publish its books.", "EU", "league", "publish its books", ""),
        ('"You have until 20 March to leave," the envoy told the rebels.', "envoy", "rebels", "leave", ""),
        ("A deadline of 20 March has been set for owners to register.", "", "owners", "register", ""),
        ("The letters must be released by 20 March, the court ruled.", "court", "", "letters to be released", ""),
        ("The truce with the rebels expires on 20 March, Norland said.", "", "", "truce", ""),
    ],
)
def test_terms_are_short_and_right_or_empty(
    text: str, setter: str, addressee: str, action: str, consequence: str
) -> None:
    (finding,) = find(text)
    terms = finding.terms
    assert (terms.setter, terms.addressee, terms.action, terms.consequence) == (setter, addressee, action, consequence)


def test_the_place_that_opens_a_report_sets_nothing() -> None:
    text = "NEW DELHI: The court on Tuesday dismissed the plea and ordered the bank to publish its books by 20 March."
    (finding,) = find(text)
    assert (finding.terms.setter, finding.terms.addressee) == ("", "bank")


def test_a_title_is_made_of_who_and_what() -> None:
    (finding,) = find("The mayor told the landlord to repair the lifts by 20 March.")
    assert finding.terms.title == "Landlord to repair the lifts"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "The mussel subsidy scheme's claims window closes on 20 March.",
            "Mussel subsidy scheme's claims window closes",
        ),
        ("Bids for the wharf are due on Thursday.", "Bids due"),
        (
            "The three-day truce between Norland and Sudra, due to expire on Friday, is holding.",
            "Truce between Norland and Sudra expires",
        ),
        ("The filing deadline for fuel rebates is 20 March.", "Filing deadline for fuel rebates"),
        ("Duties will take effect on April 1 unless Norland signs the pact.", "Norland to sign the pact"),
    ],
)
def test_a_title_without_parties_says_what_the_deadline_is(text: str, title: str) -> None:
    (finding,) = find(text)
    assert finding.terms.title == title


@pytest.mark.parametrize(
    "text",
    [
        "The truce, which is holding, may be extended by two days, mediators said.",
        "The regulator refused to grant a delay until 30 September.",
        "The dockers rejected the ultimatum on Tuesday.",
        "The province will run out of cash in April, its treasurer said.",
        "The ship must sail before the winter storms set in.",
        "The bread had run out before noon.",
    ],
)
def test_what_is_only_proposed_refused_or_foretold_is_no_deadline(text: str) -> None:
    assert find(text) == []


def test_an_hour_its_place_and_the_day_are_one_time() -> None:
    assert dues("Holders must tender their shares no later than 6 p.m. Bern time on 20 March.") == [
        "2026-03-20T18:00+00:00"
    ]
    assert dues("The state must repay the loan by the close of business in Bern on Friday.") == ["2026-03-06"]


def test_a_demand_that_its_sentence_says_was_dropped_is_withdrawn() -> None:
    (finding,) = find("Fishermen who had told the minister to resign by 20 March dropped the ultimatum on Tuesday.")
    assert (finding.kind, finding.status) == (Kind.SUPERSEDED, Status.WITHDRAWN)


def test_a_date_that_stands_instead_of_another_replaces_it() -> None:
    found = find("The mayor said the shops must register by 10 May, rather than 23 May as first announced.")
    assert [(f.due and f.due.text, f.kind) for f in found] == [
        ("2026-05-10", Kind.REVISED),
        ("2026-05-23", Kind.SUPERSEDED),
    ]
    assert find("The club plays on Friday instead of Saturday.") == []


def test_a_deadline_let_pass_is_over() -> None:
    (finding,) = find("The club let the deadline to name a coach pass on Sunday.")
    assert (finding.due and finding.due.text, finding.status) == ("2026-03-01", Status.PASSED)


def test_a_miss_that_is_only_supposed_is_open() -> None:
    (finding,) = find("The council will shut the market if the stallholders fail to repair the roof by Friday.")
    assert (finding.due and finding.due.text, finding.status) == ("2026-03-06", Status.OPEN)


# -- languages -----------------------------------------------------------------------------------------------------


def test_another_language_is_not_read_and_says_so() -> None:
    prose = read_prose("", "Le gouvernement doit répondre avant le 3 mai 2026.")
    assert find_deadlines(prose, published=WEDNESDAY, language="fr") == ((), "language not supported: fr")


def test_an_empty_text_says_so() -> None:
    assert find_deadlines(read_prose("", " \n"), published=WEDNESDAY) == ((), "empty text")


def test_a_name_that_ends_like_a_verb_is_a_name() -> None:
    (found,) = find("Beijing has until 3 June to reply to the panel.")
    assert found.terms.addressee == "Beijing"


def test_of_an_order_that_requires_something_the_one_it_binds_is_the_addressee() -> None:
    (found,) = find("The order requires the agency to move the families within 30 days.")
    assert found.terms.addressee == "agency"


def test_what_is_not_done_to_a_thing_is_demanded_of_nobody() -> None:
    (found,) = find("The gang will publish the files if the ransom is not paid by Thursday.")
    assert (found.terms.addressee, found.terms.action) == ("", "ransom to be paid")


def test_a_second_deed_behind_its_own_date_is_told_apart_from_the_first() -> None:
    first, second = find("The operator must file a plan by 12 April and restore the site in full by 30 September.")
    assert first.terms.action == "file a plan"
    assert second.terms.action == "restore the site in full"


def test_what_follows_then_runs_from_a_date_still_to_come() -> None:
    text = "The panel must publish its ruling by 20 May. The losing side then gets seven days to appeal."
    assert dues(text) == ["2026-05-20", "2026-05-27"]


# -- the first story -----------------------------------------------------------------------------------------------

STORY: dict[str, list[tuple[str, str | None, Kind, Status]]] = {
    "2025-07-14-washington.txt": [("2025-09-02", None, Kind.SET, Status.OPEN)],
    "2025-07-20-moscow.txt": [("2025-09-07", None, Kind.SET, Status.OPEN)],
    "2025-07-28-turnberry.txt": [
        ("2025-08-07", "2025-08-09", Kind.REVISED, Status.OPEN),
        ("2025-09-02", None, Kind.SUPERSEDED, Status.OPEN),
    ],
    "2025-07-29-air-force-one.txt": [("2025-08-08", None, Kind.REVISED, Status.OPEN)],
    "2025-08-06-moscow.txt": [("2025-08-08", None, Kind.SET, Status.OPEN)],
    "2025-08-08-washington.txt": [("2025-08-08", None, Kind.SET, Status.PASSED)],
    "2025-08-15-anchorage.txt": [("2025-08-08", None, Kind.SET, Status.PASSED)],
}


@pytest.mark.parametrize("name", STORY)
def test_the_first_story_comes_out_exactly(name: str) -> None:
    draft = read_recorded(SEEDS / name)
    found, _ = find_deadlines(read_prose(draft.title, draft.text), published=draft.published, zone=draft.zone)
    told = {(f.due.text, f.due.end_text, f.kind, f.status) for f in found if f.due}
    assert told == set(STORY[name])
    assert all("Trump" in f.terms.setter and f.terms.addressee == "Russia" for f in found)


def test_the_interview_is_counted_from_the_day_before_it() -> None:
    draft = read_recorded(SEEDS / "2025-07-20-moscow.txt")
    (found,), _ = find_deadlines(read_prose(draft.title, draft.text), published=draft.published)
    assert found.anchor is not None
    assert (found.anchor.text, str(found.anchor.date)) == ("Only a day before this interview", "2025-07-19")
    assert found.length is not None
    assert found.length.text == "50-day"
    assert found.terms.action == "agree to a ceasefire"
    assert found.terms.consequence == "Further sanctions on Russia"


def test_the_outlets_clock_says_which_day_it_is() -> None:
    late = datetime(2026, 3, 4, 23, tzinfo=timezone(timedelta(hours=-8)))
    assert dues("The firm has 14 days to pay.", published=late) == ["2026-03-18"]

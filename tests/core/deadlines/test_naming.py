"""Who sets a deadline, who must act, what happens otherwise and what a list calls it, told over several sentences."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadlines.english.grammar import ENGLISH
from core.deadlines.extraction import find_deadlines
from core.model.deadline import Terms
from core.text.prose import read_prose

TUESDAY = datetime(2026, 3, 3, 12, tzinfo=UTC)
PARTIES = ENGLISH.vocabulary.parties


def terms(text: str, *, title: str = "") -> Terms:
    findings, _ = find_deadlines(read_prose(title, text), published=TUESDAY)
    return findings[0].terms


# -- who sets it ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "setter"),
    [
        # in the clause
        ("The dockers' union has given the port a week to raise wages.", "dockers' union"),
        ("The port has been told by the labour ministry to raise wages by 20 March.", "labour ministry"),
        ("A judge in Kvarn on Monday heard the firm's plea and ordered it to pay a bond by 20 March.", "judge"),
        ("Rebels holding a bridge gave the army until Friday to leave.", "Rebels"),
        ("The council voted late on Monday to give the club until 20 March to pay.", "council"),
        ("Norland's mines minister, Ann Dahl, gave the pit 30 days to reopen.",
         "Norland's mines minister, Ann Dahl"),
        ("Under the Clean Rivers Act, mills must report their waste by 20 March.", "Clean Rivers Act"),
        # who speaks
        ("Customers should send in a meter reading by Friday, Ofwell said.", "Ofwell"),
        ("The barber shops have one month to close, the vice ministry ordered.", "vice ministry"),
        ("Tenants have until 20 March to reply, said parks director Ann Lee.", "parks director Ann Lee"),
        ("The regulator has two months to answer the petition, its lawyer said.", ""),
        ("Bahrain has until 20 March to hand over the papers, Thailand's police chief Bo Ek said.", ""),
        # who threatens
        ("Gasneft said it would cut off supplies unless Moldaria pays its debt by 20 March.", "Gasneft"),
        ("If the league does not relent by Friday, the players will strike, their union said.", "union"),
        ("Kvarn Steel's largest union said on Tuesday it would stage a walkout on 20 March if managers make no offer.",
         "Kvarn Steel's largest union"),
        ("Boise officials say growers must cap their pumps by 20 March.", "Boise officials"),
        ("Airlines were invited to comment on the Aviation Authority's proposals by 20 March.", "Aviation Authority"),
        ("Norland must name its squad by 20 March, the league's cut-off.", "league"),
        # a thing or a deed sets nothing, and neither do the people who are told
        ("The levy starts on 20 March if no pact is signed.", ""),
        ("Lunda, the second-largest tile maker, said glaziers must report for work by Friday or face dismissal.",
         "Lunda"),
        # who decides goes before who tells of it
        ("President Bo Ek announced that the council had extended the deadline for Sudra to 20 March.", "council"),
        # what only happens to somebody is no threat
        ("The ferry line said it would run out of fuel unless Sudra opens its port by 20 March.", ""),
        # who stands before "which"
        ("Lunda said the moor would not be sold to the Heritage Board, which has imposed a 20 March deadline.",
         "Heritage Board"),
        # what lapses has parties, and no setter
        ("Tax cuts passed under President Ann Lee lapse on 20 March.", ""),
        # what is appealed against sets nothing
        ("The bank has until 20 March to appeal a ruling by Judge Ann Lee.", ""),
    ],
)  # fmt: skip
def test_a_setter_is_named_where_the_sentence_says_so(text: str, setter: str) -> None:
    assert terms(text).setter == setter


@pytest.mark.parametrize(
    ("title", "text", "setter"),
    [
        ("", "The transport ministry told the ferry lines to lower their fares. The lines, which carry a million "
         "people, were given until 20 March.", "transport ministry"),
        ("", "The High Court in Kvarn ruled for the villagers. The mill has until 20 March to appeal.", "High Court"),
        ("Ministers tell banks to explain", "The banks were told to reply by 20 March.", "Ministers"),
        ("", "The ultimatum, delivered by rebel leader Bo Ek, was refused. The town was given until Friday.",
         "rebel leader Bo Ek"),
        ("", "A decree was published on Monday by the military government. Applications are due by 20 March.",
         "military government"),
        ("", "Judge Ann Lee heard both sides on Monday. She gave the mill until 20 March to answer.",
         "Judge Ann Lee"),
        ("", "Miners in Kvarn are unpaid, the Norland Labour Congress says. The union has given the governor until "
         "20 March to clear the arrears.", "Norland Labour Congress"),
        ("", "Norland rejected a Security Council resolution. The resolution gives it until 20 March to stop.",
         "Security Council"),
        ("", "Twelve passes are affected, the borough council said. Holders can renew them until 20 March.",
         "borough council"),
        ("", "Bus fares rise in May. Holders can renew old passes until 20 March, a resident said.", ""),
        ("", "The energy agency wants bids for three sites. Developers must submit them by 20 March.",
         "energy agency"),
        # a company's news is no order, and nobody sets a deadline for himself
        ("", "General Foods announced a new plant. The treasury has until 20 March to decide on the loan.", ""),
        ("Stall owners told to pack", "She said all traders had until 20 March to leave.", ""),
        ("", "Minister Ann Lee told a newspaper that she loved boats. Skippers have until 20 March to register.", ""),
        ("", "Almost all tenants have signed, the Forest Commissioners have said. Those who want a flat have until "
         "20 March to apply.", "Forest Commissioners"),
        ("", "Action was praised by all. It was asked to close by 20 March.", ""),
        ("WEATHER", "By Friday, farmers must cover their wells.", ""),
        ("Tenants told to leave", "Families at Lee Court have been told to leave their flats by 20 March.", ""),
        ("", "The treasury announced a plan. The treasury has until 20 March to explain it.", ""),
    ],
)  # fmt: skip
def test_a_setter_left_out_is_found_in_the_lines_around_or_not_at_all(title: str, text: str, setter: str) -> None:
    assert terms(text, title=title).setter == setter


# -- who must act --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("The court told Norland and Sudra to reply by 20 March.", "Norland and Sudra"),
        ("The regulator demanded that U.S. buyout fund Lone Pine explain by 20 March how it won.",
         "U.S. buyout fund Lone Pine"),
        ("The council demanded that all parties in Sudra halt the fighting by 20 March.", "parties"),
        ("Norland is racing to strike a deal before President Ann Lee's 20 March deadline.", "Norland"),
        ("Monday was the last day for parties to replace candidates.", "parties"),
        ("EU citizens living in Norland before the vote of 2 May must apply by 20 March.", "EU citizens"),
        ("Anyone who was mis-sold a policy has until 20 March to lodge a claim.", "Anyone who was mis-sold a policy"),
        ("The levy starts on 20 March unless the country stops the boats.", "country"),
        ("The ban lapses on Monday unless Congress acts.", "Congress"),
        ("The truce between Norland and Sudra expires on 20 March.", "Norland and Sudra"),
        ("Doctors have served a 21-day notice on the Health Board, their association said.", "Health Board"),
        ("Bids for the wharf are due on 20 March.", "bidders"),
        ("The Nepal-India trade treaty expires on 20 March.", "Nepal and India"),
        ("The farm law lapses on 20 March. Lawmakers return to the capital on Sunday.", "Lawmakers"),
        ("Drivers caught by the new cameras have until 20 March to pay.", "Drivers"),
        ("Norland wants an answer from the carmaker by 20 March.", "carmaker"),
        ("The council has told the mining firm to restore the bank. The deadline is 20 March.", "mining firm"),
        ("The rent stays unless Lund's foundation withdraws the notices by 20 March.", "Lund's foundation"),
        ("Kvarn Energy has set 20 March as the date by which utilities have to name volumes.", "utilities"),
        ("The library is urging readers to return the maps by 20 March.", "readers"),
        # no party at all
        ("The town said it would close the pool unless the pump was mended by 20 March.", ""),
        ("The final version has to be in place by 20 March.", ""),
        ("The levy starts on 20 March unless its terms are met.", ""),
    ],
)  # fmt: skip
def test_an_addressee_is_who_has_to_act(text: str, addressee: str) -> None:
    assert terms(text).addressee == addressee


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("A petition may remove Prime Minister Yara Sole. She was told to reply by 20 March.",
         "Prime Minister Yara Sole"),
        ("President Bo Ek extended Rada Lind's mandate. She now has until 20 March to form a cabinet.", "Rada Lind"),
        ("The chess union fined the federation of Sudra. It has until 20 March to pay.", "federation of Sudra"),
        ("Kronbau missed a payment in May. Kronbau shares fell. The builder has 30 days to pay.", "Kronbau"),
        ("Some 300 gardeners have signed. Those who want a plot must pay by 20 March.", "Gardeners who want a plot"),
        ("The mayor said that small shops can pay late, and will have 14 days to reply.", "small shops"),
        ("Small theatres can apply for up to 9,000 euros. The window closes on 20 March.", "Small theatres"),
        ("Defence attorney Bo Ek said his client was sad. He has 30 days to appeal.", ""),
    ],
)  # fmt: skip
def test_a_pronoun_or_a_bare_noun_is_read_by_the_sentence_before(text: str, addressee: str) -> None:
    assert terms(text).addressee == addressee


# -- what happens otherwise ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "consequence"),
    [
        ("The mill must pay by 20 March, failing which its licence will go.", "its licence will go"),
        ("The mill has until 20 March to pay, after which the bank may seize it.", "the bank may seize it"),
        ("The mill must pay by 20 March, otherwise its power will be cut.", "its power will be cut"),
        ("The mill must pay by 20 March or its workers will walk out.", "its workers will walk out"),
        ("The bloc gave the junta a week to step down, warning that it could use force.", "use force"),
        ("London was told to drop the bill by 20 March. Brussels warned it would go to court.", "go to court"),
        ("Parliament must pass a budget by 20 March to avert a shutdown.", "a shutdown"),
        ("Owners must register by 20 March. Those who fail to do so face a fine of 5,000 euros.",
         "a fine of 5,000 euros"),
        ("Gasneft said it would cut off supplies to Kvarn unless Moldaria pays by 20 March.",
         "cut off supplies to Kvarn"),
        ("If no tenor is found by 20 March, the opera will be closed and the choir will go home.",
         "opera will be closed"),
        ("To avoid a walkout by its cooks, the inn has until 20 March to pay.", "a walkout"),
        ("The mill must pay by 20 March. Otherwise, Ann Lee wrote, the dam will be sold.", "the dam will be sold"),
        ("The mill must pay by 20 March. The bank was founded in 1901.", ""),
    ],
)  # fmt: skip
def test_a_consequence_is_heard_in_the_ways_news_tells_it(text: str, consequence: str) -> None:
    assert terms(text).consequence == consequence


# -- the action and the title --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "action", "title"),
    [
        ("Holders can renew free of charge until 20 March.", "renew free of charge",
         "Holders to renew free of charge"),
        ("The levy starts on 20 March unless Norland agrees to the pact.", "agree to the pact",
         "Norland to agree to the pact"),
        ("The union will strike on 20 March if the port has not dropped its plan.", "drop its plan",
         "Port to drop its plan"),
        ("The guild will strike unless polls are called by 20 March.", "polls to be called", "Polls to be called"),
        ("The levy starts on 20 March unless Norland opens its ports and drops its claim.",
         "open its ports and drop its claim", "Norland to open its ports and drop its claim"),
        ("If no skipper takes the helm by 20 March, the race will be off.", "skipper takes the helm",
         "If no skipper takes the helm"),
        ("Sudra missed its deadline of 20 March to drain the marsh and is still paying fines.", "drain the marsh",
         "Sudra to drain the marsh"),
        ("People who want a seat that faces the lake must pay by 20 March.", "pay",
         "People who want a seat that faces the lake to pay"),
        ("Responses should be made to the fair trade office by 20 March.", "Responses to be made to the fair trade "
         "office", "Responses to be made to the fair trade office"),
        ("Israel had until 20 March to pull back or all contacts would end, the group said.", "pull back",
         "Israel to pull back"),
        ("The lease between the port and the navy ends on 20 March.", "lease between the port and the navy",
         "Lease between the port and the navy ends"),
        ("Applications for the fund end on 20 March.", "Applications", "Applications close"),
        ("The board has given the tenants until 20 March.", "", "Deadline for tenants"),
        ("Families have been given until 20 March.", "", "Deadline for families"),
        ("The court told the mill to furnish by 20 March a list of its ponds.", "furnish a list of its ponds",
         "Mill to furnish a list of its ponds"),
        ("The law, which lets guards read mail from abroad and from Sudra, will expire on 20 March.", "law",
         "Law expires"),
        ("Entries must be in by 20 March.", "Entries", "Entries due"),
        ("The contracts with Lund Rail, Brunn and Kvarn Air expire on 20 March.", "contracts", "Contracts expire"),
    ],
)  # fmt: skip
def test_an_action_is_a_deed_or_a_thing_and_a_title_can_stand_in_a_list(text: str, action: str, title: str) -> None:
    found = terms(text)
    assert (found.action, found.title) == (action, title)


@pytest.mark.parametrize(
    ("told", "demanded"),
    [("naming", "name"), ("taking", "take"), ("accepting", "accept"), ("stopping", "stop"), ("agreed", "agree"),
     ("agreeing", "agree"), ("required", "require"), ("repaired", "repair"), ("settling", "settle"),
     ("notifying", "notify"), ("has", "have"), ("improves", "improve"), ("passes", "pass"), ("answered", "answer")],
)  # fmt: skip
def test_a_verb_is_given_in_the_form_in_which_it_is_demanded(told: str, demanded: str) -> None:
    assert ENGLISH.vocabulary.base(told) == demanded


# -- the words for parties -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("noun", "person", "company"),
    [
        ("Ann Lee", True, False),
        ("Judge Lee", True, False),
        ("Health Secretary Ann Lee", True, False),
        ("Meta Platforms Inc", True, False),  # three names and nothing else may be anybody
        ("Boeing", False, True),
        ("European Commission", False, False),
        ("Norland", False, True),
        ("Ukraine", False, False),
    ],
)
def test_a_person_a_company_and_an_office_are_told_apart(noun: str, person: bool, company: bool) -> None:
    assert (PARTIES.is_person(noun), PARTIES.is_company_name(noun)) == (person, company)


@given(st.text(alphabet="aAbBsS's-. ofthe", max_size=60))
def test_any_noun_can_be_asked_what_it_is_for(noun: str) -> None:
    words = PARTIES
    asked = (words.is_power, words.is_office, words.is_document, words.is_group, words.can_keep, words.is_person)
    assert all(ask(noun) in (True, False) for ask in asked)
    assert words.owner_of(noun) in noun

"""What a sentence says of a date beside naming it: that it is new, only wished for, kept or gone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadlines.actors import read_actor
from core.deadlines.deeds import (
    is_done,
    is_told_as_missed,
    is_told_as_moved,
    is_told_as_over,
    is_told_as_withdrawn,
    who_did,
)
from core.deadlines.proposals import is_only_proposed, is_told_as_new, is_told_as_old
from core.model.deadline import Evidence, Finding
from tests.core.deadlines.telling import Desk, day


def finding(sentence: str) -> Finding:
    written = Desk().write("2025-03-03", day("2025-05-01")).finding
    return replace(written, evidence=Evidence(sentence, 0, len(sentence)))


@pytest.mark.parametrize(
    ("sentence", "proposed"),
    [
        ("Skyway has asked the regulator to extend the May 31 deadline to the end of August.", True),
        ("Ministers are considering pushing the deadline back to May 1.", True),
        ("The judge refused to extend the deadline to May 1.", True),
        ("The court rejected a request to postpone the filing date to May 1.", True),
        ("The council may extend the window until May 1.", True),
        ("The regulator extended the deadline to May 1.", False),
        ("The judge granted a request to extend the deadline to May 1.", False),
        ("The regulator agreed to extend the deadline to May 1, as the airline had asked.", False),
        ("The airline must refund passengers by May 1.", False),
        ("The union asked the port to answer by May 1.", False),
        ("Meridian has asked the ministry to give it until May 1 to repay the aid.", True),
        ("The agency turned down a request to keep the docket open until May 1.", True),
        ("The port asked the union for two more weeks to find money.", True),
    ],
)
def test_a_change_that_is_only_spoken_of_is_told_from_one_that_is_made(sentence: str, proposed: bool) -> None:
    assert is_only_proposed(finding(sentence)) is proposed


@pytest.mark.parametrize(
    ("sentence", "new"),
    [
        ("Farmers now have until 8 April to register their wells.", True),
        ("The offer will now expire on October 6.", True),
        ("The papers are due on May 1 instead of April 15.", True),
        ("She gave the department until April 4, two weeks longer than in her first order.", True),
        ("The board set a new deadline of May 1.", True),
        ("The court gave farmers another week, until 8 April, to register their wells.", True),
        ("Farmers have until 8 April to register their wells, the minister said, pushing back the date.", True),
        ("Farmers have until 8 April to register their wells.", False),
        ("He knows that the papers are due on May 1.", False),
    ],
)
def test_a_date_is_told_as_new_by_the_words_beside_it(sentence: str, new: bool) -> None:
    assert is_told_as_new(finding(sentence)) is new


@pytest.mark.parametrize(
    ("sentence", "demand", "done"),
    [
        ("Steiner dropped the planned wealth tax on Friday, two days before the ultimatum was to expire.",
         "drop the planned wealth tax", True),
        ("Brightwater handed over its test results on Tuesday, three days before the October 24 deadline.",
         "hand over its test results", True),
        ("The port withdrew its plan for night shifts, hours before the union's deadline.",
         "withdraw its plan for night shifts", True),
        ("The students left the lawn on Thursday, a day ahead of the deadline.", "leave the lawn", True),
        ("Russia fired missiles at Kyiv two days before the ceasefire deadline.", "agree to a ceasefire", False),
        ("Brightwater has not handed over its test results, three days before the deadline.",
         "hand over its test results", False),
        ("Brightwater said it would hand over its test results before the deadline.",
         "hand over its test results", False),
        ("Brightwater handed over its test results on Tuesday.", "hand over its test results", False),
        ("Some of the students left the lawn a day before the deadline.", "leave the lawn", False),
        ("Mediators urged both sides to renew the truce before it expires on Sunday", "renew the truce", False),
        ("The union and the port reached a tentative agreement late on Sunday, a day ahead of the deadline.",
         "agree to a new contract", True),
        ("The union and the port reached an agreement on Sunday, a day ahead of the deadline.",
         "publish its test results", False),
        ("The bank was told by the regulator to sell its stake days before the deadline", "sell its stake", False),
    ],
)  # fmt: skip
def test_a_deed_in_time_is_told_from_anything_else(sentence: str, demand: str, done: bool) -> None:
    assert is_done(sentence, [demand]) is done


def test_of_an_addressee_by_name_part_of_the_demand_is_enough() -> None:
    sentence = "Globex sent its answers to the Commission on Thursday, one day before the deadline of 28 February."
    demand = "answer its questions about the app store"
    assert not is_done(sentence, [demand])
    assert is_done(sentence, [demand], [read_actor("Globex")])
    assert who_did(sentence) == "Globex sent its answers to the Commission on Thursday"


@pytest.mark.parametrize(
    ("sentence", "over"),
    [
        ("The deadline ran out on Friday without a ceasefire.", True),
        ("Kronbau missed the October 15 deadline to pay.", True),
        ("The truce expired on Wednesday.", True),
        ("The company must pay by Friday.", False),
        ("The truce expires on Wednesday.", False),
        ("Parliament passed the bill two days before the deadline.", False),
    ],
)
def test_a_time_is_told_as_gone_by_its_verb(sentence: str, over: bool) -> None:
    assert is_told_as_over(sentence) is over


@pytest.mark.parametrize(
    ("sentence", "withdrawn"),
    [
        ("Australia has withdrawn its October 1 ultimatum to Veldia.", True),
        ("The union dropped its demand that the port close by Friday.", True),
        ("The order that teachers leave by Friday was revoked.", True),
        ("Belmark has not withdrawn its ultimatum.", False),
        ("Belmark withdrew its troops before the deadline.", False),
        ("Belmark must withdraw its troops by the deadline.", False),
        ("Canberra refused to lift its deadline.", False),
    ],
)
def test_a_demand_is_told_as_dropped_by_what_was_dropped(sentence: str, withdrawn: bool) -> None:
    assert is_told_as_withdrawn(sentence) is withdrawn


@pytest.mark.parametrize(
    ("sentence", "moved"),
    [
        ("Leaders of the union have brought forward by three days the deadline they gave the grocer.", True),
        ("The deadline for second bids has been extended after bidders asked for more time.", True),
        ("The region has been granted one more month to finish the arena.", True),
        ("The deadline has not been extended.", False),
        ("The grocer hopes to move the deadline.", False),
    ],
)
def test_a_move_is_told_without_a_date(sentence: str, moved: bool) -> None:
    assert is_told_as_moved(sentence) is moved


def test_what_was_missed_is_told_from_what_only_ended() -> None:
    assert is_told_as_missed("The truce expired on Friday without being renewed.")
    assert not is_told_as_missed("The truce expired on Friday.")


@pytest.mark.parametrize(
    ("sentence", "old"),
    [
        ("The old deadline was 31 March.", True),
        ("The original deadline of March 31 had been too short, engineers said.", True),
        ("The deadline is 31 March.", False),
    ],
)
def test_a_date_is_told_as_old_by_the_words_before_it(sentence: str, old: bool) -> None:
    written = finding(sentence)
    assert is_told_as_old(replace(written, terms=replace(written.terms, action=""))) is old


@given(st.text(max_size=400), st.text(max_size=100))
def test_any_text_can_be_asked_what_it_says_of_a_date(text: str, demand: str) -> None:
    assert is_done(text, [demand]) in (True, False)
    assert who_did(text) in " ".join(text.split())
    assert not (is_told_as_over(text) and is_done(text, [demand]))
    assert is_only_proposed(finding(text)) in (True, False)

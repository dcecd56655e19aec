"""What reports are compared by: due dates, actors and wordings."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadlines import dues
from core.deadlines.actors import Relation, is_only_one_of, read_actor, read_mentions, relate
from core.deadlines.wording import content, families, likeness, stem
from core.model.deadline import Due, Granularity
from tests.core.deadlines.telling import Desk, day, length, month, window

WEEK = Due(Granularity.WEEK, date(2025, 8, 8), date(2025, 8, 8))


def instant(text: str) -> Due:
    moment = datetime.fromisoformat(text)
    return Due(Granularity.INSTANT, moment.date(), moment.date(), at=moment)


# -- due dates -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (day("2025-08-08"), day("2025-08-08"), True),
        (day("2025-08-08"), day("2025-08-09"), False),
        (day("2025-07-31"), instant("2025-08-01T00:00-04:00"), True),
        (day("2025-08-01"), instant("2025-08-01T00:00-04:00"), True),
        (day("2025-08-01"), instant("2025-08-01T17:00-04:00"), True),
        (day("2025-07-31"), instant("2025-08-01T17:00-04:00"), False),
        (instant("2025-08-01T12:00+00:00"), instant("2025-08-01T08:00-04:00"), True),
        (instant("2025-08-01T12:00+00:00"), instant("2025-08-01T17:00+00:00"), False),
        (window("2025-08-07", "2025-08-09"), window("2025-08-07", "2025-08-09"), True),
        (window("2025-08-07", "2025-08-09"), day("2025-08-08"), False),
        (month("2025-08-01", "2025-08-31"), month("2025-08-01", "2025-08-31"), True),
    ],
)
def test_two_dates_are_one_or_two(one: Due, other: Due, same: bool) -> None:
    assert dues.same(one, other) is same
    assert dues.same(other, one) is same


def test_a_week_spans_its_seven_days() -> None:
    assert dues.span(WEEK) == (date(2025, 8, 4), date(2025, 8, 10))
    assert dues.overlaps(WEEK, day("2025-08-04"))
    assert dues.days_apart(WEEK, day("2025-08-12")) == 2


@pytest.mark.parametrize(
    ("words", "due", "meant", "points"),
    [
        ("by the end of September", day("2025-09-30"), day("2025-09-26"), True),
        ("by the end of September", day("2025-09-30"), day("2025-09-10"), False),
        ("by the end of September", day("2025-09-30"), day("2025-10-02"), False),
        ("by September 30", day("2025-09-30"), day("2025-09-26"), False),
        ("in September", month("2025-09-01", "2025-09-30"), day("2025-09-03"), True),
        ("10 or 12 days", window("2025-08-07", "2025-08-09"), day("2025-08-08"), True),
    ],
)
def test_a_vague_report_can_mean_a_date_within_it_or_shortly_before(
    words: str, due: Due, meant: Due, points: bool
) -> None:
    desk = Desk()
    finding = desk.write("2025-07-28", due, words=words).finding
    assert dues.points_at(finding, meant) is points


def test_lengths_are_the_same_however_they_are_written() -> None:
    assert dues.is_same_length(length(50), length(50))
    assert not dues.is_same_length(length(10), length(10, 12))
    assert not dues.is_same_length(None, None)


@given(st.dates(), st.integers(0, 40), st.dates(), st.integers(0, 40))
def test_days_apart_are_none_where_dates_overlap_and_the_same_both_ways(a: date, n: int, b: date, m: int) -> None:
    one = Due(Granularity.WINDOW, a, min(date.max, a + timedelta(days=min(n, (date.max - a).days))))
    other = Due(Granularity.WINDOW, b, min(date.max, b + timedelta(days=min(m, (date.max - b).days))))
    assert dues.days_apart(one, other) == dues.days_apart(other, one)
    assert (dues.days_apart(one, other) == 0) is dues.overlaps(one, other)


# -- actors --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("U.S. President Donald Trump", "Washington", Relation.SAME),
        ("Trump", "the White House", Relation.SAME),
        ("Moscow", "the Kremlin", Relation.SAME),
        ("Vladimir Putin", "Russia", Relation.SAME),
        ("Greece", "Turkey", Relation.CONFLICT),
        ("Globex", "Initech", Relation.CONFLICT),
        ("Globex Corp.", "Globex", Relation.SAME),
        ("INS", "the Immigration and Naturalization Service", Relation.SAME),
        ("UK taxpayers", "British airlines", Relation.LIKELY),
        ("the council", "the city council", Relation.LIKELY),
        ("the company", "Globex", Relation.UNKNOWN),
        ("", "Globex", Relation.UNKNOWN),
        ("US", "us", Relation.UNKNOWN),
    ],
)
def test_two_namings_are_one_actor_two_or_nobody_knows(one: str, other: str, relation: Relation) -> None:
    assert relate(read_actor(one), read_actor(other)) is relation
    assert relate(read_actor(other), read_actor(one)) is relation


def test_what_opens_a_sentence_or_stands_in_a_title_may_be_a_name() -> None:
    read = read_mentions("Farmers in Tarenia protest. Wells will be sealed, the Ministry of Water told Kyiv.")
    assert read.seats == {"@ukraine"}
    assert {"tarenia", "water"} <= read.names
    assert {"farmers", "wells"}.isdisjoint(read.names)
    assert "wells" in read.maybe
    assert "tarenia" in read_mentions("Farmers In Tarenia Protest Against Sealed Wells").maybe


@pytest.mark.parametrize(
    ("met", "addressed", "one_of_several"),
    [
        ("Snapmatch", "Facely, Snapmatch and Lumio", True),
        ("Hungary", "all member states", True),
        ("Ford", "three carmakers", True),
        ("Globex", "Globex", False),
        ("Globex", "the company", False),
        ("the companies", "Facely, Snapmatch and Lumio", False),
        ("Globex", "Globex and its chief executive at Globex", False),
        ("", "Facely and Lumio", False),
    ],
)
def test_one_addressee_is_told_from_several(met: str, addressed: str, one_of_several: bool) -> None:
    assert is_only_one_of(met, addressed) is one_of_several


# -- wordings ------------------------------------------------------------------------------------------------------


def test_a_verb_of_two_words_is_the_plain_one() -> None:
    assert content("sign up for the draw") == content("register for the draw")
    assert content("hand over the files") == content("surrender the files")


def test_endings_are_taken_off() -> None:
    assert len({stem(word) for word in ("agree", "agreed", "agreement", "agreements", "agrees")}) == 1
    assert stem("tax") == "tax"


def test_a_demand_is_what_it_says_beside_the_words_of_every_deadline() -> None:
    assert content("agree to a ceasefire by the deadline on Friday") == {stem("agree"), stem("ceasefire")}
    assert families(content("a ceasefire")) <= families(content("a peace deal"))


def test_wordings_of_one_family_are_alike_and_yet_differ() -> None:
    deal, truce = content("agree to a deal"), content("agree to a ceasefire")
    assert likeness(deal, truce) >= 0.6
    assert likeness(deal, truce, kinship=False) < 0.3
    assert likeness(content("pay the fine"), content("release the hostages")) == 0.0


@given(st.text(max_size=300), st.text(max_size=300))
def test_likeness_lies_between_nothing_and_all_and_the_same_both_ways(one: str, other: str) -> None:
    mine, theirs = content(one), content(other)
    assert 0.0 <= likeness(mine, theirs) <= 1.0
    assert likeness(mine, theirs) == likeness(theirs, mine)
    assert likeness(mine, mine) == (1.0 if mine else 0.0)


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_can_be_compared_as_actors(one: str, other: str) -> None:
    assert relate(read_actor(one), read_actor(other)) is relate(read_actor(other), read_actor(one))
    assert read_mentions(one).names.isdisjoint(read_mentions(one).maybe)

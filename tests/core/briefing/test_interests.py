"""What a reader is after: topics, filters, reasons and variety change their briefing, and no muted word is in it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.briefings import briefing as pages_of
from bot.views.plain import plain_text
from core.briefing.digest import Edition, compose
from core.briefing.filters import passes
from core.briefing.house import HOUSE_TOPICS
from core.briefing.phrases import says, spread
from core.briefing.query import parse_query
from core.briefing.ranking import A_TOPIC
from core.briefing.review import review
from core.briefing.topics import is_about, parted, with_words, without_words
from core.deadlines.ledger import tell
from core.errors import UnreadableTimeError
from core.model.deadline import Kind
from core.model.ids import ChatId, FeedId
from core.model.interest import Reader, ReasonKind, Rule, RuleKind, Topic
from core.model.search import Query
from core.model.subscriber import Subscriber
from tests.core.briefing.test_digest import NOW, article, ids, memory, story
from tests.core.deadlines.telling import Desk, day

ME = ChatId(1)
GRAIN = Topic("Grain", ("grain", "wheat", "port of Varna"))


def rule(kind: RuleKind, target: str, feed: int | None = None) -> Rule:
    return Rule(ME, kind, target, None if feed is None else FeedId(feed))


# -- words and phrases ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "phrase", "said"),
    [
        ("Two grain deals were signed.", "grain deal", True),
        ("A deal on grain was signed.", "grain deal", False),
        ("TARIFFS rise", "tariff", True),
        ("The category is full", "cat", False),
        ("Putin's answer", "putin", True),
        ("У Києві говорили про санкції", "санкція", True),
        ("It costs a.b (c)*", ".*", False),
    ],
)
def test_a_phrase_is_said_word_for_word_in_a_usual_ending(text: str, phrase: str, said: bool) -> None:
    assert says(spread(text), phrase) is said


def test_a_topic_is_read_and_edited_as_it_is_written() -> None:
    assert parted("grain, port of Varna;  wheat\ngrain, ,") == ("grain", "port of Varna", "wheat")
    grown = with_words(GRAIN, ["barley"])
    assert grown.words == (*GRAIN.words, "barley")
    assert without_words(grown, ["WHEAT"]).words == ("grain", "port of Varna", "barley")


def test_a_story_is_about_a_topic_by_its_headline_by_two_words_or_by_its_feed() -> None:
    assert is_about(article(1, title="Wheat prices rise"), GRAIN)
    assert is_about(article(1, "Grain lay in the port of Varna."), GRAIN)
    assert not is_about(article(1, "Some grain was lost."), GRAIN)
    assert is_about(article(1, "Some grain was lost."), Topic("Grain", ("grain",)))
    assert is_about(replace(article(1, "Anything."), feed=FeedId(7)), Topic("All of it", (), (FeedId(7),)))


# -- ranking -------------------------------------------------------------------------------------------------------


def test_what_a_reader_follows_comes_first_and_says_so() -> None:
    plain = story(1, article(1, "The museum got its clock back.", hours_ago=1))
    grain = story(2, article(2, "Wheat is dear.", title="Wheat prices rise", hours_ago=20))
    told = compose([plain, grain], [], {}, now=NOW, reader=Reader(topics=(GRAIN,)))
    assert [int(item.story.id) for item in told.items] == [2, 1]
    assert told.items[0].topic == "Grain"
    assert (told.shown[0].reasons[0].kind, told.shown[0].reasons[0].about) == (ReasonKind.TOPIC, "Grain")
    assert {reason.kind for reason in told.shown[1].reasons} == {ReasonKind.SOURCES, ReasonKind.FRESH}


def test_a_followed_word_and_what_was_opened_before_count() -> None:
    one = story(1, article(1, "Nothing much.", title="Lorries cross again", source="A", hours_ago=1))
    other = story(2, article(2, "Quiet too.", title="Ferries sail again", source="B", hours_ago=1.5))
    reader = Reader(words=("ferry", "ferries"), taps=(("source:B", 9),))
    told = compose([one, other], [], {}, now=NOW, reader=reader)
    assert [int(item.story.id) for item in told.items] == [2, 1]
    assert {r.kind for r in told.shown[0].reasons} >= {ReasonKind.WORD, ReasonKind.TAPPED}


def test_many_reports_within_hours_and_a_deadline_that_moved_are_reasons() -> None:
    desk = Desk("the regulator", "Hydro North", "repair the dam")
    desk.write("2025-07-20T08:00", day("2025-08-01"), article=1)
    desk.write("2025-07-21T07:00", day("2025-08-15"), kind=Kind.EXTENDED, article=2)
    busy = story(1, *(article(n, f"Report {n} of the dam.", hours_ago=n) for n in range(1, 5)))
    (shown,) = compose([busy], tell(desk.reports, now=NOW), {}, now=NOW).shown
    assert {r.kind for r in shown.reasons} >= {ReasonKind.VELOCITY, ReasonKind.DEADLINE, ReasonKind.MOVED}
    assert all(one.weight >= other.weight for one, other in zip(shown.reasons, shown.reasons[1:], strict=False))


def test_at_most_two_stories_of_a_topic_are_told_and_others_stand_below() -> None:
    said = ("Mills wait.", "Ships idle.", "Farmers march.", "Bakers pay.", "Traders sell.")
    told = [story(n, article(n, line, title=f"Wheat and {line}")) for n, line in enumerate(said, 1)]
    found = compose(told, [], {}, now=NOW, minutes=10, reader=Reader(topics=(GRAIN,)))
    assert len(found.items) == A_TOPIC
    assert len(found.also) == 3


def test_of_two_stories_alike_the_second_gives_way_to_another() -> None:
    words = "The dam at Alder was found to be cracked by engineers of Hydro North on Friday"
    first = story(1, article(1, words, title="Dam at Alder cracked", hours_ago=1))
    twin = story(2, article(2, words, title="Alder dam cracked", hours_ago=1.1))
    other = story(3, article(3, "A clock from 1780 came back.", title="Museum clock", hours_ago=12))
    assert [int(i.story.id) for i in compose([first, twin, other], [], {}, now=NOW).items] == [1, 3, 2]


# -- filters -------------------------------------------------------------------------------------------------------


def test_each_kind_of_mute_takes_out_its_own() -> None:
    one = story(1, article(1, "The port is shut.", title="Port shut", source="A"))
    two = story(2, article(2, "A cup was won.", title="Goalkeeper wins the championship", source="B"))
    muted = {
        rule(RuleKind.SOURCE, "a"): {2},
        rule(RuleKind.WORD, "PORT"): {2},
        rule(RuleKind.ACTOR, "port"): {2},
        rule(RuleKind.TOPIC, "Sport"): {1},
        rule(RuleKind.STORY, "1"): {2},
    }
    for one_rule, left in muted.items():
        assert ids(compose([one, two], [], {}, now=NOW, reader=Reader(rules=(one_rule,)))) == left, one_rule


def test_a_muted_source_takes_its_report_out_of_a_story_and_leaves_the_others() -> None:
    told = story(1, article(1, "First.", source="A", hours_ago=3), article(2, "Second.", source="B", hours_ago=2))
    (item,) = compose([told], [], {}, now=NOW, reader=Reader(rules=(rule(RuleKind.SOURCE, "B"),))).items
    assert item.story.sources == ("A",)


def test_words_of_one_feed_let_in_and_keep_out_what_it_brings_alone() -> None:
    grain, cup = replace(article(1, "Grain is dear."), feed=FeedId(7)), replace(article(2, "A cup."), feed=FeedId(7))
    elsewhere = replace(article(3, "A cup."), feed=FeedId(8))
    only, without = rule(RuleKind.INCLUDE, "grain", 7), rule(RuleKind.EXCLUDE, "cup", 7)
    for rules in ([only], [without], [only, without]):
        assert [passes(one, rules) for one in (grain, cup, elsewhere)] == [True, False, True]
        told = [story(n, one) for n, one in enumerate((grain, cup, elsewhere), 1)]
        found = compose(told, [], {}, now=NOW, reader=Reader(rules=tuple(rules)))
        assert ids(found) == {1, 3}


WORDS = st.sampled_from("grain Wheat tariffs port минами Alder sport war the 50 deadline".split())
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)


@given(
    st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=6), WORDS, st.sampled_from([GRAIN, HOUSE_TOPICS[0]])
)
def test_a_muted_word_never_appears(told: list[tuple[str, str, str]], word: str, topic: Topic) -> None:
    desk = Desk("the war council", "the port", "send grain")
    desk.write("2025-07-20T08:00", day("2025-08-01"), article=1)
    stories = [
        story(n, article(n, line, title=title, source=source)) for n, (line, title, source) in enumerate(told, 1)
    ]
    reader = Reader(topics=(topic,), rules=(rule(RuleKind.WORD, word),))
    edition = Edition(stories, tell(desk.reports, now=NOW), now=NOW)
    found = edition.compose(reader, {}, review_since=NOW - timedelta(days=7))
    news = (*found.items, *found.also, *found.strip)
    pages = pages_of(found, Subscriber(ME), NOW) if news else []
    body = " ".join(line for page in pages for line in plain_text(page["text"]).splitlines()[1:])
    fixed = {"deadline", "the"}  # words of the interface
    assert word in fixed or not says(spread(body), word)


# -- the rest in one line, the week, and queries ---------------------------------------------------------------------


def test_a_known_story_with_nothing_new_is_counted_once() -> None:
    first = article(1, "The dam at Alder was found to be cracked.")
    again = article(2, "The dam at Alder was found to be cracked.", hours_ago=1)
    before = compose([story(1, first)], [], {}, now=NOW)
    second = compose([story(1, first, again)], [], memory(before), now=NOW)
    assert (second.items, second.repeated) == ((), 1)
    assert compose([story(1, first, again)], [], memory(before, second), now=NOW).repeated == 0


def test_the_review_counts_what_was_set_moved_and_passed_in_the_week() -> None:
    desk = Desk("the regulator", "Hydro North", "repair the dam")
    desk.write("2025-07-16T08:00", day("2025-08-01"))
    desk.write("2025-07-20T07:00", day("2025-08-15"), kind=Kind.EXTENDED)
    week = review(tell(desk.reports, now=NOW), since=NOW - timedelta(days=7), until=NOW)
    assert (len(week.set), len(week.moved), len(week.met), len(week.passed)) == (1, 1, 0, 0)
    earlier = review(tell(desk.reports, now=NOW), since=NOW - timedelta(days=1), until=NOW - timedelta(hours=20))
    assert (earlier.set, earlier.moved) == ((), ())


def test_a_query_has_words_phrases_a_source_and_days() -> None:
    def asked(text: str) -> Query:
        return parse_query(text, today=NOW.date(), zone="Europe/Kyiv")

    query = asked("Port “grain deal” source:Example since:2025-07-14 until:2025-07-20 shut-down")
    assert query.words == ("port", "shut", "down")
    assert query.phrases == (("grain", "deal"),)
    assert query.source == "Example"
    assert query.since is not None
    assert query.since.isoformat() == "2025-07-14T00:00:00+03:00"
    assert query.until is not None
    assert query.until.isoformat() == "2025-07-21T00:00:00+03:00"
    assert asked('  * ( ) " OR ') == Query(words=("or",))
    assert asked("") == Query()
    with pytest.raises(UnreadableTimeError):
        asked("grain since:someday")

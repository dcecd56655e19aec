"""The digest: what is new to one reader, best first, within their reading time."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.briefing.digest import STRIP, compose
from core.briefing.novelty import is_news
from core.briefing.telling import LINES
from core.deadlines.ledger import tell
from core.model.article import Article, Reading
from core.model.briefing import Briefing, Shown
from core.model.deadline import Deadline, Kind, Report, Status
from core.model.ids import ArticleId, ChatId, ReportId, StoryId
from core.model.story import Story
from tests.core.deadlines.telling import Desk, day

NOW = datetime(2025, 7, 21, 8, tzinfo=UTC)
Memory = dict[StoryId, Shown]


def article(
    number: int,
    *sentences: str,
    title: str = "",
    source: str = "",
    hours_ago: float = 6,
    audience: int | None = None,
) -> Article:
    moment = NOW - timedelta(hours=hours_ago)
    return Article(
        id=ArticleId(number),
        title=title or f"Headline number {number}",
        text="\n".join(sentences),
        published=moment,
        known_at=moment,
        source=source or f"Paper {number}",
        url=f"https://example.org/{number}",
        zone="UTC",
        reading=Reading("en", summary=sentences, sentences=sentences),
        story=StoryId(number),
        audience=None if audience is None else ChatId(audience),
    )


def story(number: int, *articles: Article) -> Story:
    return Story(StoryId(number), tuple(sorted(articles, key=lambda one: one.published)))


def memory(*briefings: Briefing) -> Memory:
    """Return what a reader of these briefings was sent, as the store adds it up."""
    seen: Memory = {}
    for briefing in briefings:
        for shown in briefing.shown:
            old = seen.get(shown.story, Shown(shown.story, frozenset()))
            seen[shown.story] = Shown(
                shown.story, old.sentences | shown.sentences, old.articles | shown.articles, shown.dues
            )
    return seen


def lines(briefing: Briefing) -> list[list[str]]:
    return [[line.text for line in item.lines] for item in briefing.items]


def ids(*briefings: Briefing) -> set[int]:
    return {int(item.story.id) for briefing in briefings for item in (*briefing.items, *briefing.also)}


def ladder(*dues: str) -> Sequence[Deadline]:
    reports: list[Report] = []
    for number, due in enumerate(dues):
        desk = Desk(f"Setter{number}", f"Addressee{number}", f"deliver thing{number}")
        reports += [_numbered(desk.write("2025-07-14", day(due) if due else None), 100 + number)]
    return tell(reports, now=NOW)


def _numbered(report: Report, number: int) -> Report:
    return replace(report, id=ReportId(number), article=ArticleId(number))


FIRST = "The dam at Alder was found to be cracked by engineers on Friday."
SECOND = "Hydro North must repair it before the winter, the regulator said."
THIRD = "Villagers below the dam have packed their bags."


def test_a_new_story_is_told_by_sentences_of_its_own_with_their_source() -> None:
    one = article(1, FIRST, SECOND, THIRD, source="Valley Courier")
    (item,) = compose([story(1, one)], [], {}, now=NOW).items
    assert [(line.text, line.source, line.url) for line in item.lines] == [
        (FIRST, "Valley Courier", "https://example.org/1"),
        (SECOND, "Valley Courier", "https://example.org/1"),
    ]
    assert not item.is_update


def test_another_source_adds_what_the_first_did_not_say() -> None:
    one = article(1, FIRST, SECOND, source="Valley Courier", hours_ago=2)
    same = article(2, "The Alder dam was found cracked by engineers on Friday.", source="Radio Alder", hours_ago=3)
    more = article(3, "Mayor Jo Petty put 4,000 villagers on alert.", source="Northern Digest", hours_ago=4)
    (item,) = compose([story(1, one, same, more)], [], {}, now=NOW).items
    assert [line.source for line in item.lines] == ["Valley Courier", "Valley Courier", "Northern Digest"]


def test_a_headline_alone_has_no_lines() -> None:
    (item,) = compose([story(1, article(1))], [], {}, now=NOW).items
    assert item.lines == ()


def test_what_was_sent_does_not_come_again() -> None:
    told = [story(1, article(1, FIRST, SECOND)), story(2, article(2))]
    first = compose(told, [], {}, now=NOW)
    assert len(first.items) == 2
    assert compose(told, [], memory(first), now=NOW).items == ()


def test_what_was_sent_as_part_of_another_story_does_not_come_again() -> None:
    one, other = article(1, FIRST, SECOND), article(2, "Mayor Jo Petty put 4,000 villagers on alert.")
    first = compose([story(1, one, other)], [], {}, now=NOW)
    assert compose([story(1, one), story(3, other)], [], memory(first), now=NOW).items == ()


def test_what_was_sent_of_either_of_two_stories_is_known_when_they_come_together() -> None:
    one, other = article(1, FIRST), article(2, SECOND)
    first = compose([story(1, one), story(2, other)], [], {}, now=NOW)
    assert len(first.items) == 2
    assert compose([story(3, one, other)], [], memory(first), now=NOW).items == ()


def test_an_update_holds_the_new_sentence_only() -> None:
    one = article(1, FIRST, SECOND)
    first = compose([story(1, one)], [], {}, now=NOW)
    news = "The regulator gave Hydro North 14 days more on Monday."
    later = article(2, FIRST, news, source="Radio Alder", hours_ago=1)
    (item,) = compose([story(1, one, later)], [], memory(first), now=NOW).items
    assert item.is_update
    assert [(line.text, line.source) for line in item.lines] == [(news, "Radio Alder")]


def test_a_report_that_says_the_same_again_is_no_update() -> None:
    one = article(1, FIRST, SECOND)
    first = compose([story(1, one)], [], {}, now=NOW)
    later = article(2, "Engineers found the dam at Alder to be cracked on Friday.", hours_ago=1)
    assert compose([story(1, one, later)], [], memory(first), now=NOW).items == ()


def test_a_deadline_that_moved_brings_its_story_back_with_who_says_so() -> None:
    desk = Desk("the regulator", "Hydro North", "repair the dam")
    desk.write("2025-07-20T08:00", day("2025-08-01"), article=1)
    one = article(1, FIRST, SECOND)
    before = tell(desk.reports, now=NOW)
    first = compose([story(1, one)], before, {}, now=NOW)
    moved = desk.write("2025-07-21T07:00", day("2025-08-15"), kind=Kind.EXTENDED, article=2)
    later = article(2, moved.finding.evidence.text, hours_ago=1)
    after = tell(desk.reports, now=NOW)
    (item,) = compose([story(1, one, later)], after, memory(first), now=NOW).items
    assert item.is_update
    assert [line.text for line in item.lines] == [moved.finding.evidence.text]
    second = compose([story(1, one, later)], after, memory(first), now=NOW)
    assert compose([story(1, one, later)], after, memory(first, second), now=NOW).items == ()


def test_a_deadline_that_passed_brings_its_story_back() -> None:
    desk = Desk("the regulator", "Hydro North", "repair the dam")
    desk.write("2025-07-19T08:00", day("2025-07-21"), article=1)
    told = [story(1, article(1, FIRST))]
    first = compose(told, tell(desk.reports, now=NOW), {}, now=NOW)
    tomorrow = NOW + timedelta(days=1)
    (item,) = compose(told, tell(desk.reports, now=tomorrow), memory(first), now=tomorrow).items
    assert item.deadlines[0].status is Status.PASSED
    assert [line.text for line in item.lines] == [desk.reports[0].finding.evidence.text]


def test_the_strip_holds_the_next_three_open_ones_with_a_date() -> None:
    deadlines = ladder("2025-08-20", "2025-07-01", "2025-08-02", "", "2025-09-01", "2025-08-30")
    strip = compose([], deadlines, {}, now=NOW).strip
    assert [d.due.text for d in strip if d.due] == ["2025-08-02", "2025-08-20", "2025-08-30"]
    assert len(strip) == STRIP


def test_several_sources_and_a_deadline_go_before_a_lone_report() -> None:
    desk = Desk("the regulator", "Hydro North", "repair the dam")
    desk.write("2025-07-20", day("2025-08-01"), article=3)
    lone = story(1, article(1, "A clock from 1780 came back to the museum."))
    wide = story(2, article(2, FIRST, source="A"), article(4, SECOND, source="B"), article(5, THIRD, source="C"))
    dated = story(3, article(3, "A ferry company was told to pay its crews."))
    found = compose([lone, wide, dated], tell(desk.reports, now=NOW), {}, now=NOW)
    assert [int(item.story.id) for item in found.items] == [2, 3, 1]


def test_a_fresh_story_goes_before_an_old_one() -> None:
    old, new = story(1, article(1, FIRST, hours_ago=40)), story(2, article(2, THIRD, hours_ago=1))
    assert [int(i.story.id) for i in compose([old, new], [], {}, now=NOW).items] == [2, 1]


def test_the_reading_time_decides_how_many_and_the_rest_is_counted_and_stays_new() -> None:
    told = [story(n, article(n, f"Sentence {n} {'word ' * 60}ends here.", hours_ago=n / 10)) for n in range(1, 21)]
    short, long = compose(told, [], {}, now=NOW, minutes=1), compose(told, [], {}, now=NOW, minutes=3)
    assert 0 < len(short.items) < len(long.items) < 20
    assert short.left_out == 20 - len(short.items) - len(short.also)
    rest = compose(told, [], memory(short), now=NOW, minutes=30)
    assert len(rest.items) == short.left_out
    assert ids(rest).isdisjoint(ids(short))


def test_what_a_person_sent_in_is_not_sent_back_as_news() -> None:
    own = story(1, article(1, FIRST, audience=7))
    assert compose([own], [], {}, now=NOW).items == ()


def test_a_quiet_day_has_no_items() -> None:
    quiet = compose([], [], {}, now=NOW)
    assert (quiet.items, quiet.strip, quiet.left_out, quiet.shown) == ((), (), 0, ())


# -- for any stories -----------------------------------------------------------------------------------------------

SENTENCES = st.lists(st.text("abc deFG 123.", min_size=1, max_size=60).map(str.strip), max_size=5)


@st.composite
def stories(draw: st.DrawFn) -> list[Story]:
    counts = draw(st.lists(st.lists(SENTENCES, min_size=1, max_size=4), max_size=6))
    number = iter(range(1, 100))
    return [
        story(
            n,
            *(
                article(next(number), *(s for s in said if s), hours_ago=draw(st.integers(0, 47)), source=f"S{k % 3}")
                for k, said in enumerate(told)
            ),
        )
        for n, told in enumerate(counts, 1)
    ]


@given(stories(), st.integers(1, 10))
def test_every_line_is_a_sentence_of_the_source_that_it_names(told: list[Story], minutes: int) -> None:
    briefing = compose(told, [], {}, now=NOW, minutes=minutes)
    by_url = {one.url: one for each in told for one in each.articles}
    for item in briefing.items:
        assert len(item.lines) <= LINES
        for line in item.lines:
            assert line.text in by_url[line.url].reading.sentences
            assert line.source == by_url[line.url].source
    assert len(briefing.items) + len(briefing.also) + briefing.left_out == len(told)


@given(stories())
def test_reading_on_shows_every_story_once_and_then_nothing(told: list[Story]) -> None:
    shown: list[Briefing] = []
    for _ in range(len(told) + 1):
        shown.append(compose(told, [], memory(*shown), now=NOW, minutes=1))
    given = [item.story.id for briefing in shown for item in (*briefing.items, *briefing.also)]
    assert sorted(given) == sorted(each.id for each in told)
    assert shown[-1].items == ()


# -- novelty -------------------------------------------------------------------------------------------------------


def said(*sentences: str) -> Iterable[str]:
    return sentences


def test_a_sentence_is_news_with_other_words_and_a_fact_of_its_own() -> None:
    sent = said("Hydro North must repair the Alder dam by 30 April.")
    assert is_news("The regulator fined the company 40,000 crowns on Monday.", sent)
    assert not is_news("Hydro North must repair the Alder dam by 30 May.", sent), "more than half of it was sent"
    assert not is_news("People there are rather worried about everything now.", sent), "it has no fact"
    assert is_news("Anything at all.", said())
    assert not is_news("", said())


def test_a_quote_is_a_fact() -> None:
    sent = said("The mayor was angry.")
    assert is_news("She told them: “we have been waiting far too long for this”.", sent)

"""Stories: which reports tell of one event."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.article import Article, Reading
from core.model.ids import ArticleId, StoryId
from core.stories import cluster
from core.stories.stream import Stream
from core.stories.terms import read_terms
from tests.bench.stories import b_cubed, labelled, viewed

START = datetime(2025, 3, 4, 5, tzinfo=UTC)
LABELLED = labelled()
STORY = {item.article.id: item.story for item in LABELLED}
FEW = [item.article for item in LABELLED[:60]]


def article(number: int, title: str, text: str, *, hours: float = 0, source: str = "A Paper") -> Article:
    moment = START + timedelta(hours=hours)
    return Article(
        id=ArticleId(number),
        title=title,
        text=text,
        published=moment,
        known_at=moment,
        source=source,
        url=f"https://example.org/{number}",
        zone="UTC",
        reading=Reading("en"),
        story=StoryId(number),
    )


def scores(groups: Sequence[Sequence[ArticleId]]) -> tuple[float, float, float]:
    return b_cubed([[STORY[member] for member in group] for group in groups])


def streamed(articles: Sequence[Article]) -> list[list[ArticleId]]:
    stream, groups = Stream(), dict[int, list[ArticleId]]()
    for one in articles:
        groups.setdefault(stream.put(one), []).append(one.id)
    return list(groups.values())


def test_reports_of_one_event_come_together_and_look_alikes_stay_apart() -> None:
    for view, least in (("snippets", 0.92), ("texts", 0.91)):
        precision, _, f1 = scores(cluster([item.article for item in viewed(LABELLED, view)]))
        assert precision >= 0.95
        assert f1 >= least


def test_headlines_alone_are_grouped_with_care() -> None:
    precision, _, f1 = scores(cluster([item.article for item in viewed(LABELLED, "headlines")]))
    assert precision >= 0.85
    assert f1 >= 0.8


def test_a_report_is_put_to_its_story_as_it_arrives() -> None:
    arriving = sorted((item.article for item in LABELLED), key=lambda one: one.published)
    precision, _, f1 = scores(streamed(arriving))
    assert precision >= 0.9
    assert f1 >= 0.9


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_in_which_articles_are_given_changes_nothing(random: Random) -> None:
    shuffled = list(FEW)
    random.shuffle(shuffled)
    assert cluster(shuffled) == cluster(FEW)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, len(FEW) - 1))
def test_an_article_given_twice_changes_nothing(number: int) -> None:
    again = replace(FEW[number], id=ArticleId(1_000))
    groups = cluster([*FEW, again])
    assert [[member for member in group if member != again.id] for group in groups] == cluster(FEW)
    assert any({again.id, FEW[number].id} <= set(group) for group in groups)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, len(FEW) - 1), unique=True))
def test_every_article_is_in_exactly_one_story_earliest_first(chosen: list[int]) -> None:
    articles = [FEW[n] for n in chosen]
    groups = cluster(articles)
    by_id = {one.id: one for one in articles}
    assert sorted(member for group in groups for member in group) == sorted(by_id)
    for group in groups:
        published = [by_id[member].published for member in group]
        assert published == sorted(published)


def test_how_reports_arrive_barely_changes_the_stories_of_the_stream() -> None:
    arriving = sorted((item.article for item in LABELLED), key=lambda one: one.published)
    first = {member: n for n, group in enumerate(streamed(arriving)) for member in group}
    shuffled = list(arriving)
    for start in range(0, len(shuffled), 10):
        part = shuffled[start : start + 10]
        Random(start).shuffle(part)
        shuffled[start : start + 10] = part
    assert b_cubed([[first[member] for member in group] for group in streamed(shuffled)])[2] >= 0.9


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=20))
def test_it_does_not_matter_how_many_reports_of_the_stream_come_at_once(sizes: list[int]) -> None:
    arriving = [item.article for item in sorted(LABELLED, key=lambda item: item.article.published)][: sum(sizes)]
    stream, rest, stories = Stream(), arriving, list[int]()
    for size in sizes:
        stories += stream.put_all(rest[:size])
        rest = rest[size:]
    one_by_one = Stream()
    assert stories == [one_by_one.put(article) for article in arriving]


def test_what_is_too_old_is_forgotten_and_the_stories_stay_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    arriving = [
        replace(item.article, published=item.article.published + timedelta(days=9 * round_))
        for round_ in range(3)
        for item in sorted(LABELLED[:60], key=lambda item: item.article.published)
    ]
    remembered = Stream()
    whole = [remembered.put(one) for one in arriving]
    monkeypatch.setattr("core.stories.stream._TIDY", 20)
    monkeypatch.setattr("core.stories.postings._WAITING", 64)
    forgetful = Stream()
    assert [forgetful.put(one) for one in arriving] == whole
    assert forgetful.nbytes < remembered.nbytes
    assert max(whole[:60]) < min(whole[60:])


COPIED = (
    "The first snow of the autumn fell on the mountains of northern Norland on Wednesday, two weeks earlier than last "
    "year. Drivers were caught on summer tyres, and forty cars slid off the road between Kvarn and the pass."
)


def test_a_copy_under_another_headline_is_of_the_same_story() -> None:
    one = article(1, "First snow in the mountains", f"{COPIED} Nobody was badly hurt, the police said on Wednesday.")
    other = article(2, "Forty cars in the ditch", f"KVARN - {COPIED} Ploughs came from the coast.", hours=5)
    assert cluster([one, other]) == [[1, 2]]


def test_a_copy_from_long_ago_is_another_story() -> None:
    one = article(1, "First snow in the mountains", COPIED)
    again = article(2, "First snow in the mountains", COPIED, hours=24 * 200)
    assert cluster([one, again]) == [[1], [2]]
    assert streamed([one, again]) == [[1], [2]]


def test_a_story_is_followed_over_days_through_the_reports_between() -> None:
    texts = (
        "Rescuers in Essen Mor searched for survivors of the earthquake in northern Valdara.",
        "Rescuers in Essen Mor ended the search for survivors of the Valdara earthquake.",
        "Builders in Essen Mor began to clear what the Valdara earthquake left; survivors sleep in tents.",
    )
    articles = [
        article(n, "Essen Mor after the earthquake", text, hours=60 * n, source=str(n)) for n, text in enumerate(texts)
    ]
    assert cluster(articles) == [[0, 1, 2]]
    assert cluster([articles[0], articles[2]]) == [[0], [2]]


def test_words_that_reports_use_for_one_another_are_compared_as_one() -> None:
    keys = [
        {term.key for term in read_terms(title, "", "en")}
        for title in ("Turkish quakes", "Turkey: earthquake", "Greek quakes")
    ]
    assert keys[0] == keys[1]
    assert len(keys[0] & keys[2]) == 1


@pytest.mark.parametrize(
    "ending", [" - Essen Mor Times", " | Metro Ledger", " – metroledger.com", " — The Norland Daily "]
)
def test_the_name_of_the_outlet_at_the_end_of_a_headline_says_nothing(ending: str) -> None:
    plain = "Ferry sinks off Thessa - captain arrested"
    assert read_terms(plain + ending, "", "en") == read_terms(plain, "", "en")
    assert len(read_terms(plain, "", "en")) == 5


def test_nothing_gives_nothing_and_empty_articles_stay_alone() -> None:
    assert cluster([]) == []
    assert cluster([article(1, "", ""), article(2, "", "")]) == [[1], [2]]
    assert streamed([article(1, "", ""), article(2, "", "")]) == [[1], [2]]

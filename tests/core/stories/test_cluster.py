"""Stories: which reports tell of one event."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from core.model.article import Article, Reading
from core.model.ids import ArticleId, StoryId
from core.stories import cluster

START = datetime(2025, 3, 4, 5, tzinfo=UTC)
Labels = Mapping[ArticleId, str]


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


@lru_cache(maxsize=1)
def labelled() -> tuple[list[Article], Labels]:
    """Return the labelled reports, and the event that each tells of."""
    events = tomllib.loads((Path(__file__).parent / "reports.toml").read_text(encoding="utf-8"))
    told = [(event, *report) for event, table in events.items() for report in table["reports"]]
    articles = [
        article(number, title, text, hours=hours, source=source)
        for number, (_, hours, source, title, text) in enumerate(told, 1)
    ]
    return articles, {one.id: event for one, (event, *_) in zip(articles, told, strict=True)}


def b_cubed(groups: Sequence[Sequence[ArticleId]], labels: Labels) -> tuple[float, float, float]:
    """Return precision, recall and F1 of a grouping, averaged over the articles (Bagga and Baldwin, 1998)."""
    precision = recall = 0.0
    for group in groups:
        for member in group:
            same = {other for other in labels if labels[other] == labels[member]}
            right = len(same & set(group))
            precision += right / len(group) / len(labels)
            recall += right / len(same) / len(labels)
    return precision, recall, 2 * precision * recall / (precision + recall)


def test_reports_of_one_event_come_together_and_look_alikes_stay_apart() -> None:
    articles, labels = labelled()
    precision, _, f1 = b_cubed(cluster(articles), labels)
    assert precision >= 0.95
    assert f1 >= 0.91


def test_headlines_alone_are_grouped_with_care() -> None:
    articles, labels = labelled()
    precision, _, f1 = b_cubed(cluster([replace(one, text="") for one in articles]), labels)
    assert precision >= 0.95
    assert f1 >= 0.8


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_in_which_articles_are_given_changes_nothing(random: Random) -> None:
    articles, _ = labelled()
    shuffled = list(articles)
    random.shuffle(shuffled)
    assert cluster(shuffled) == cluster(articles)


@given(st.lists(st.integers(0, 45), unique=True))
def test_every_article_is_in_exactly_one_story_earliest_first(chosen: list[int]) -> None:
    articles = [labelled()[0][n] for n in chosen]
    groups = cluster(articles)
    by_id = {one.id: one for one in articles}
    assert sorted(member for group in groups for member in group) == sorted(by_id)
    for group in groups:
        published = [by_id[member].published for member in group]
        assert published == sorted(published)


COPIED = (
    "The first snow of the autumn fell on the mountains of northern Norland on Wednesday, two weeks earlier than last "
    "year. Drivers were caught on summer tyres, and forty cars slid off the road between Kvarn and the pass."
)


def test_a_copy_under_another_headline_is_folded() -> None:
    one = article(1, "First snow in the mountains", f"{COPIED} Nobody was badly hurt, the police said on Wednesday.")
    other = article(2, "Forty cars in the ditch", f"KVARN - {COPIED} Ploughs came from the coast.", hours=5)
    assert cluster([one, other]) == [[1, 2]]


def test_a_copy_from_long_ago_is_another_story() -> None:
    one = article(1, "First snow in the mountains", COPIED)
    again = article(2, "First snow in the mountains", COPIED, hours=24 * 200)
    assert cluster([one, again]) == [[1], [2]]


def test_a_story_is_followed_over_days_through_the_reports_between() -> None:
    texts = (
        "Rescuers in Essen Mor searched for survivors of the earthquake in northern Valdara.",
        "Rescuers in Essen Mor ended the search for survivors of the Valdara earthquake.",
        "Builders in Essen Mor began to clear what the Valdara earthquake left; survivors sleep in tents.",
    )
    articles = [
        article(n, "Essen Mor after the earthquake", text, hours=48 * n, source=str(n)) for n, text in enumerate(texts)
    ]
    assert cluster(articles) == [[0, 1, 2]]
    assert cluster([articles[0], articles[2]]) == [[0], [2]]


def test_nothing_gives_nothing_and_empty_articles_stay_alone() -> None:
    assert cluster([]) == []
    assert cluster([article(1, "", ""), article(2, "", "")]) == [[1], [2]]

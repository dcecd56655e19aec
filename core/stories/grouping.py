"""The grouping of many articles at once: pairs that share terms are compared, then linked by their mean likelihood."""

from collections.abc import Sequence
from datetime import UTC, timedelta

import numpy as np

from core.model.article import Article
from core.model.ids import ArticleId
from core.stories.company import add_company, with_company
from core.stories.linkage import Graph, link
from core.stories.model import likelihood, weights
from core.stories.pairs import Pairs, compare
from core.stories.rows import Counts, Ints, Rows, weigh
from core.stories.terms import read_terms


def group(articles: Sequence[Article], window: timedelta) -> list[list[ArticleId]]:
    """Return the ids of the articles of each story, as `core.stories.cluster` has it."""
    ordered = sorted(articles, key=_place)
    folded = _fold(ordered)
    firsts = [ordered[members[0]] for members in folded]
    rows, pairs = measure(firsts, window)
    likely = likelihood(pairs, rows.mass[pairs.one], rows.mass[pairs.other])
    graph = Graph(np.arange(len(firsts)), pairs.one, pairs.other, likely)
    linked = link(graph, weights()["threshold"])
    stories = [sorted(n for member in places for n in folded[member]) for places in linked]
    return [[ordered[n].id for n in story] for story in sorted(stories)]


def measure(articles: Sequence[Article], window: timedelta) -> tuple[Rows, Pairs]:
    """Return the terms of articles, which come by time, and the likenesses of every two that share any."""
    rows = weigh([read_terms(one.title, one.text, one.reading.language) for one in articles], Counts())
    earliest = _earliest(articles, window)
    pairs = compare(rows, earliest)
    return rows, add_company(pairs, rows, with_company(rows, pairs), earliest)


def _place(article: Article) -> tuple[object, ...]:
    return (article.published.astimezone(UTC), article.title, article.source, article.url, article.text, article.id)


def _fold(articles: Sequence[Article]) -> list[list[int]]:
    """Return the articles (as places in the row) with those of the same words and time, the first of each first."""
    folded: dict[object, list[int]] = {}
    for number, article in enumerate(articles):
        words = (article.published, article.title, article.text) if article.title or article.text else number
        folded.setdefault(words, []).append(number)
    return list(folded.values())


def _earliest(articles: Sequence[Article], window: timedelta) -> Ints:
    """Return for each article the first one that is no older than the window."""
    times = np.array([article.published.timestamp() for article in articles])
    return np.searchsorted(times, times - window.total_seconds())

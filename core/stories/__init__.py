"""Which articles tell of one event: copies are folded, then reports are grouped by average linkage over rare terms."""

import math
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, timedelta
from itertools import combinations

from core.model.article import Article
from core.model.ids import ArticleId
from core.stories.features import Features, read_features

WINDOW = timedelta(days=3)
"""Reports of one event come within this of each other."""

_SAME_STORY = 0.24
"""The mean likeness from which two groups are one story; chosen for precision."""

_COPY = 0.5
"""The share of the shorter text's shingles from which two texts are copies."""

_SMOOTHING = 40
"""Articles of unlike news that are taken as read beside those given, so that two texts alone have rare words too."""

_COMMON_SHARE = 0.2
"""The share of the articles in which a term may stand and still be worth looking others up by."""


def cluster(articles: Sequence[Article], *, window: timedelta = WINDOW) -> list[list[ArticleId]]:
    """Return the ids of the articles of each story, earliest first; stories by their first article.

    The order in which articles are given does not matter. Reports further apart than `window` are compared only
    through those between them.
    """
    ordered = sorted(articles, key=_place)
    folded = _fold(ordered)
    firsts = [ordered[members[0]] for members in folded]
    groups = _link(_likenesses(firsts, window), len(firsts))
    stories = [sorted(n for member in group for n in folded[member]) for group in groups]
    return [[ordered[n].id for n in story] for story in sorted(stories)]


def _place(article: Article) -> tuple[object, ...]:
    return (article.published.astimezone(UTC), article.title, article.source, article.url, article.text, article.id)


# -- copies --------------------------------------------------------------------------------------------------------


def _fold(articles: Sequence[Article]) -> list[list[int]]:
    """Return the articles (as places in the row) with their copies, the earliest of each first."""
    folded: list[list[int]] = []
    holders: dict[int, list[int]] = {}
    for number, article in enumerate(articles):
        shingles = read_features(article).shingles
        shared = Counter(group for shingle in shingles for group in holders.get(shingle, ()))
        copies = [group for group, count in shared.items() if _is_copy(articles[folded[group][0]], shingles, count)]
        if copies:
            folded[min(copies)].append(number)
            continue
        for shingle in shingles:
            holders.setdefault(shingle, []).append(len(folded))
        folded.append([number])
    return folded


def _is_copy(original: Article, shingles: frozenset[int], shared: int) -> bool:
    return shared >= _COPY * min(len(shingles), len(read_features(original).shingles))


# -- likeness ------------------------------------------------------------------------------------------------------


def _likenesses(articles: Sequence[Article], window: timedelta) -> dict[tuple[int, int], float]:
    """Return the cosine of each pair that shares a rare term within the window; pairs in order, the rest are unlike."""
    vectors = _vectors([read_features(article) for article in articles])
    holders: dict[str, list[int]] = {}
    for number, vector in enumerate(vectors):
        for term in vector:
            holders.setdefault(term, []).append(number)
    most = max(25, int(_COMMON_SHARE * len(articles)))
    dots: dict[tuple[int, int], float] = {}
    for term, numbers in holders.items():
        if len(numbers) > most:
            continue
        for pair in combinations(numbers, 2):
            dots[pair] = dots.get(pair, 0.0) + vectors[pair[0]][term] * vectors[pair[1]][term]
    return {
        (one, other): dot
        for (one, other), dot in dots.items()
        if articles[other].published - articles[one].published <= window
    }


def _vectors(read: Sequence[Features]) -> list[dict[str, float]]:
    """Return unit vectors of term weights: damped counts by how rare a term is."""
    spread = Counter(term for features in read for term in features.terms)
    total = len(read) + _SMOOTHING
    vectors = []
    for features in read:
        vector = {
            term: (1 + math.log(1 + count)) * math.log(total / spread[term]) for term, count in features.terms.items()
        }
        length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        vectors.append({term: weight / length for term, weight in vector.items()})
    return vectors


# -- groups --------------------------------------------------------------------------------------------------------


def _link(likeness: dict[tuple[int, int], float], count: int) -> list[list[int]]:
    """Merge the likest groups first while their mean likeness lasts (average linkage), of equals the earliest."""
    groups = {number: [number] for number in range(count)}
    near: dict[int, dict[int, float]] = {number: {} for number in groups}
    for (one, other), value in likeness.items():
        near[one][other] = near[other][one] = value
    while (best := _best(groups, near)) is not None:
        _merge(groups, near, *best)
    return list(groups.values())


def _best(groups: dict[int, list[int]], near: dict[int, dict[int, float]]) -> tuple[int, int] | None:
    means = (
        (total / (len(groups[one]) * len(groups[other])), -one, -other)
        for one, others in near.items()
        for other, total in others.items()
        if one < other
    )
    value, one, other = max(means, default=(0.0, 0, 0))
    return (-one, -other) if value >= _SAME_STORY else None


def _merge(groups: dict[int, list[int]], near: dict[int, dict[int, float]], one: int, other: int) -> None:
    """Put the second group into the first; sums of likenesses add up."""
    groups[one] += groups.pop(other)
    for third, total in near.pop(other).items():
        del near[third][other]
        if third != one:
            near[one][third] = near[third][one] = near[one].get(third, 0.0) + total

"""Which articles tell of one event: copies are folded, then reports are grouped by average linkage over rare terms."""

import heapq
import math
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, timedelta

import numpy as np

from core.model.article import Article
from core.model.ids import ArticleId
from core.stories.features import Features, read_features

WINDOW = timedelta(days=3)
"""Reports of one event come within this of each other."""

_SAME_STORY = 0.18
"""The mean likeness from which two groups are one story; chosen for precision."""

_COPY = 0.5
"""The share of the shorter text's shingles from which two texts are copies."""

_SMOOTHING = 40
"""Articles of unlike news that are taken as read beside those given, so that two texts alone have rare words too."""

_HEAVY = 30
"""The terms of a text by which it looks for others like it."""

_SHARED = 2
"""How many of these two texts share that are worth comparing, one where either has little more than a headline."""

_SHORT = 12


def cluster(articles: Sequence[Article], *, window: timedelta = WINDOW) -> list[list[ArticleId]]:
    """Return the ids of the articles of each story, earliest first; stories by their first article.

    The order in which articles are given does not matter. Reports further apart than `window` are compared only
    through those between them.
    """
    ordered = sorted(articles, key=_place)
    folded = _fold(ordered, window)
    firsts = [ordered[members[0]] for members in folded]
    groups = _link(_likenesses(firsts, window), len(firsts))
    stories = [sorted(n for member in group for n in folded[member]) for group in groups]
    return [[ordered[n].id for n in story] for story in sorted(stories)]


def _place(article: Article) -> tuple[object, ...]:
    return (article.published.astimezone(UTC), article.title, article.source, article.url, article.text, article.id)


# -- copies --------------------------------------------------------------------------------------------------------


def _fold(articles: Sequence[Article], window: timedelta) -> list[list[int]]:
    """Return the articles (as places in the row) with their copies within the window, the earliest of each first."""
    folded: list[list[int]] = []
    holders: dict[int, list[int]] = {}
    for number, article in enumerate(articles):
        shingles = read_features(article).shingles
        shared = Counter(group for shingle in shingles for group in holders.get(shingle, ()))
        copies = [
            group
            for group, count in shared.items()
            if _is_copy(articles[folded[group][0]], shingles, count)
            and article.published - articles[folded[group][-1]].published <= window
        ]
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
    """Return the cosine of each pair within the window that shares heavy terms; the rest are taken as unlike.

    Articles come by time, pairs in that order. Only terms that weigh much in both texts make a pair worth comparing.
    """
    vectors = _vectors([read_features(article) for article in articles])
    holders: dict[str, deque[int]] = {}
    found: dict[tuple[int, int], float] = {}
    for number, (article, vector) in enumerate(zip(articles, vectors, strict=True)):
        heavy = heapq.nlargest(_HEAVY, vector, key=lambda term: (vector[term], term))
        shared: Counter[int] = Counter()
        for term in heavy:
            postings = holders.setdefault(term, deque())
            while postings and article.published - articles[postings[0]].published > window:
                postings.popleft()
            shared.update(postings)
            postings.append(number)
        for other, count in shared.items():
            if count >= _SHARED or min(len(vector), len(vectors[other])) <= _SHORT:
                found[other, number] = _dot(vectors[other], vector)
    return found


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    small, large = sorted((one, other), key=len)
    return sum(weight * large[term] for term, weight in small.items() if term in large)


def _vectors(read: Sequence[Features]) -> list[dict[str, float]]:
    """Return unit vectors of term weights: damped counts by how rare a term is."""
    spread = Counter(term for features in read for term in features.terms)
    total = len(read) + _SMOOTHING
    rarity = {term: math.log(total / count) for term, count in spread.items()}
    vectors = []
    for features in read:
        vector = {term: weight * rarity[term] for term, weight in features.terms.items()}
        length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        vectors.append({term: weight / length for term, weight in vector.items()})
    return vectors


# -- groups --------------------------------------------------------------------------------------------------------


def _link(likeness: Mapping[tuple[int, int], float], count: int) -> list[list[int]]:
    """Merge the likest groups first while their mean likeness lasts (average linkage), of equals the earliest.

    Groups that merge have a pair of members that is as like as that, so each part that such pairs connect is linked by
    itself.
    """
    near: list[dict[int, float]] = [{} for _ in range(count)]
    for (one, other), value in likeness.items():
        near[one][other] = near[other][one] = value
    return [group for part in _parts(near) for group in _link_part(part, near)]


def _parts(near: Sequence[Mapping[int, float]]) -> Iterator[list[int]]:
    seen: set[int] = set()
    for number in range(len(near)):
        part, waiting = [], [number]
        while waiting:
            member = waiting.pop()
            if member in seen:
                continue
            seen.add(member)
            part.append(member)
            waiting += [other for other, value in near[member].items() if value >= _SAME_STORY]
        if part:
            yield sorted(part)


def _link_part(part: Sequence[int], near: Sequence[Mapping[int, float]]) -> list[list[int]]:
    if len(part) == 1:
        return [list(part)]
    groups = [[number] for number in part]
    sums = np.array([[near[one].get(other, 0.0) for other in part] for one in part])
    np.fill_diagonal(sums, -np.inf)
    sizes = np.ones(len(part))
    while True:
        means = sums / np.outer(sizes, sizes)
        one, other = sorted(divmod(int(means.argmax()), len(part)))
        if means[one, other] < _SAME_STORY:
            return [group for group in groups if group]
        groups[one] += groups[other]
        groups[other] = []
        sums[one] += sums[other]
        sums[:, one] = sums[one]
        sums[one, one] = -np.inf
        sums[other, :] = sums[:, other] = -np.inf
        sizes[one] += sizes[other]

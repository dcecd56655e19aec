"""The table of the briefing: how well reports are grouped into stories, beside two common ways, and what it costs."""

import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from core.model.article import Article
from core.model.ids import ArticleId, StoryId
from core.stories import cluster
from core.stories.background import surprises
from core.stories.naming import name_groups
from core.stories.stream import Stream
from tests.bench import digests
from tests.bench.baselines import min_hash, single_pass
from tests.bench.stories import VIEWS, Labelled, b_cubed, labelled, viewed

Grouper = Callable[[Sequence[Article]], list[list[int]]]

_MANY = 100_000
_ROUND = 10
"""Reports that a round of reading brings."""

_SAME = 8
"""Reports of a made story, in the mean."""

_RARE = 9.0
"""Nats of surprise from which a word may tell of a story."""


def together(articles: Sequence[Article]) -> list[list[int]]:
    """Group reports as a briefing has them."""
    place = {article.id: number for number, article in enumerate(articles)}
    return [[place[member] for member in group] for group in cluster(articles)]


def streamed(articles: Sequence[Article]) -> list[list[int]]:
    """Group reports as they arrive."""
    groups: dict[int, list[int]] = {}
    for number, story in enumerate(Stream().put_all(articles)):
        groups.setdefault(story, []).append(number)
    return list(groups.values())


def told_anew(articles: Sequence[Article]) -> list[list[int]]:
    """Group reports as the bot keeps them: a few at a time, all told anew each time, the stories' ids kept."""
    stories: dict[int, StoryId] = {}
    for until in range(_ROUND, len(articles) + _ROUND, _ROUND):
        for place in range(len(stories), min(until, len(articles))):
            stories[place] = StoryId(len(articles) + place)
        groups = together(articles[:until])
        named = name_groups([[stories[place] for place in group] for group in groups])
        for group, story in zip(groups, named, strict=True):
            new = StoryId(max(stories.values()) + 1)
            stories.update(dict.fromkeys(group, new if story is None else story))
    kept: dict[StoryId, list[int]] = {}
    for place, story in stories.items():
        kept.setdefault(story, []).append(place)
    return list(kept.values())


OURS: dict[str, Grouper] = {
    "Dateline": together,
    "Dateline, told anew": told_anew,
    "Dateline, streamed": streamed,
}
GROUPERS: dict[str, Grouper] = {
    **OURS,
    "TF-IDF single pass": single_pass,
    "MinHash": min_hash,
}


def table() -> list[str]:
    """Return the table's lines."""
    return [*grouping(), "", *order(), "", *speed(), "", *digests.table()]


def grouping() -> list[str]:
    """Return B-cubed precision, recall and F1 of each way to group the labelled reports, seen in three ways."""
    items = sorted(labelled(), key=lambda item: item.article.published)
    stories = len({item.story for item in items})
    lines = [f"{len(items)} reports of our own, {stories} stories, six languages; B-cubed P R F1", ""]
    lines.append(f"{'':20}" + "".join(f"{view:>20}" for view in VIEWS))
    return lines + [
        f"{name:20}" + "".join(f"{_figures(group, viewed(items, view)):>20}" for view in VIEWS)
        for name, group in GROUPERS.items()
    ]


def _figures(group: Grouper, items: Sequence[Labelled]) -> str:
    found = group([item.article for item in items])
    return " ".join(f"{score:.3f}" for score in b_cubed([[items[n].story for n in members] for members in found]))


def order() -> list[str]:
    """Return how alike the stories are, B-cubed F1, whatever the order in which reports of one day arrive."""
    items = sorted(labelled(), key=lambda item: item.article.published)
    views = [[item.article for item in viewed(items, view)] for view in VIEWS]
    return [f"{'any order, F1':20}" + "".join(f"{view:>20}" for view in VIEWS)] + [
        f"{name:20}" + "".join(f"{_agreement(group, articles):>20.3f}" for articles in views)
        for name, group in OURS.items()
    ]


def _agreement(group: Grouper, articles: Sequence[Article]) -> float:
    """Return B-cubed F1 between the groups of articles as they come by time and as they come in some other order."""
    shuffled = random.Random(1).sample(articles, len(articles))
    first = {articles[n].id: number for number, members in enumerate(group(articles)) for n in members}
    return b_cubed([[first[shuffled[n].id] for n in members] for members in group(shuffled)])[2]


def speed() -> list[str]:
    """Return reports a processor second, and the memory of a stream's live reports."""
    lines = []
    for name, reports in (("headlines", _made(10_000, words=0)), ("texts of 400 words", _made(2_000, words=400))):
        for way, group in (("together", together), ("streamed", streamed)):
            lines.append(f"{name}, {way}: {len(reports) / _seconds(group, reports):,.0f} reports a second")
    return [*lines, _memory()]


def _seconds(group: Grouper, reports: Sequence[Article]) -> float:
    began = time.process_time()
    group(reports)
    return time.process_time() - began


def _memory() -> str:
    stream = Stream()
    began = time.process_time()
    reports = _make(_MANY, words=30)
    while some := list(islice(reports, 1_000)):
        stream.put_all(some)
    rate = _MANY / (time.process_time() - began)
    return f"{_MANY:,} live reports of 30 words: {stream.nbytes / 1e6:.0f} MB, {rate:,.0f} a second (made and read)"


def _made(count: int, *, words: int) -> list[Article]:
    return list(_make(count, words=words))


def _make(count: int, *, words: int) -> Iterator[Article]:
    """Yield reports of words as common as in English, some eight of each story, within two days."""
    source = random.Random(count)
    pattern = labelled()[0].article
    common = surprises("en")
    vocabulary = source.choices(list(common), [math.exp(-surprise) for surprise in common.values()], k=200_000)
    rare = [word for word in vocabulary if common[word] > _RARE]
    stories = [source.sample(rare, 15) for _ in range(max(1, count // _SAME))]
    for number in range(count):
        own = source.choice(stories)
        title = " ".join([*source.sample(own, 5), *source.sample(vocabulary, 4)])
        text = " ".join([*source.choices(own, k=words // 4), *source.choices(vocabulary, k=words - words // 4)])
        moment = pattern.published + timedelta(seconds=number * 172_800 / count)
        yield replace(pattern, id=ArticleId(number), title=title, text=text, published=moment)

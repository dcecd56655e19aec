"""The stream: each report put to its story as it arrives, compared with those of the last days."""

from array import array
from collections import Counter
from datetime import timedelta

import numpy as np

from core.model.article import Article
from core.stories.company import KEPT as COMPANY_KEPT
from core.stories.company import LIKE, LIKES
from core.stories.grouping import WINDOW
from core.stories.model import likelihood, weights
from core.stories.pairs import Pairs
from core.stories.postings import MOST, Postings
from core.stories.rows import Counts, Floats, Ints, Rows, weigh
from core.stories.terms import read_terms

_ZERO = np.zeros(1, np.int64)

_CAUTION = 1.2
"""How much likelier a report must be of a story than where all are grouped at once: what is said here stands."""

_TIDY = 5_000
"""Reports after which those that are too old are forgotten."""


class Stream:
    """Stories as they grow: what was said of a report stands, whatever comes later."""

    def __init__(self, *, window: timedelta = WINDOW) -> None:
        self._window = window.total_seconds()
        self._counts = Counts()
        self._terms = Postings()
        self._company = Postings()
        self._first = 0
        self._mass = array("f")
        self._time = array("d")
        self._story = array("i")
        self._sizes: Counter[int] = Counter()

    @property
    def nbytes(self) -> int:
        """The bytes that the live reports take, the counts of words aside."""
        lists = sum(one.itemsize * len(one) for one in (self._mass, self._time, self._story))
        return self._terms.nbytes + self._company.nbytes + lists + 100 * len(self._sizes)

    def put(self, article: Article) -> int:
        """Return the story of one more report: the number of its first report, counted from 0 as they arrived."""
        number = self._first + len(self._story)
        row = weigh([read_terms(article.title, article.text, article.reading.language)], self._counts)
        moment = article.published.timestamp()
        pairs, key, weight = self._compare(row, moment)
        story = self._nearest(pairs, float(row.mass[0]), number)
        self._terms.add(row.key, row.weight, row.rarity)
        self._company.add(key, weight, weight)
        self._mass.append(float(row.mass[0]))
        self._time.append(moment)
        self._story.append(story)
        self._sizes[story] += 1
        if len(self._story) % _TIDY == 0:
            self._tidy(moment)
        return story

    def _compare(self, row: Rows, moment: float) -> tuple[Pairs, Ints, Floats]:
        """Return the pairs of the new report (`one` holds numbers from the first live one), and its company's terms."""
        place, which = self._terms.find(row.key)
        who, _, weight, rarity = self._terms.at(place)
        shared = np.stack([weight * row.weight[which], np.sqrt(rarity * row.rarity[which])], axis=1)
        one, sums = _gather(*self._live(who, shared, moment))
        key, company = self._join(row, one, sums[:, 0])
        place, which = self._company.find(key)
        who, _, weight, _ = self._company.at(place)
        beside, alike = _gather(*self._live(who, (weight * company[which])[:, None], moment))
        columns = np.zeros((len(one) + len(beside), 3), np.float32)
        columns[: len(one), :2], columns[len(one) :, 2:] = sums, alike
        every, values = _gather(np.concatenate([one, beside]), columns)
        return Pairs(every, np.zeros_like(every), values[:, 0], values[:, 1], values[:, 2]), key, company

    def _live(self, who: Ints, columns: Floats, moment: float) -> tuple[Ints, Floats]:
        """Return what belongs to reports within the window."""
        if not len(who):
            return who, columns
        near = np.abs(np.frombuffer(self._time)[who] - moment) <= self._window
        return (who, columns) if near.all() else (who[near], columns[near])

    def _join(self, row: Rows, one: Ints, cosine: Floats) -> tuple[Ints, Floats]:
        """Return the terms of the new report together with its likes'."""
        close = np.flatnonzero(cosine >= LIKE)
        key, weight = row.key, row.weight
        if len(close):
            close = close[np.argsort(-cosine[close], kind="stable")][:LIKES]
            place, which = self._terms.rows(one[close])
            share = cosine[close] / cosine[close].sum()
            _, keys, given, _ = self._terms.at(place)
            key, weight = np.concatenate([key, keys]), np.concatenate([weight, given * share[which]])
            key, columns = _gather(key, weight[:, None])
            weight = columns[:, 0]
        kept = np.sort(np.argsort(-weight, kind="stable")[:COMPANY_KEPT])
        key, weight = key[kept], weight[kept]
        return key, (weight / max(float(np.sqrt((weight * weight).sum())), 1e-9)).astype(np.float32)

    def _nearest(self, pairs: Pairs, mass: float, number: int) -> int:
        """Return the story with the likeliest members in the mean, a new one where none is likely enough."""
        if not len(pairs.one):
            return number
        likely = likelihood(pairs, np.frombuffer(self._mass, np.float32)[pairs.one], np.float32(mass))
        own = np.frombuffer(self._story, np.int32)[pairs.one].astype(np.int64)
        stories, total = _gather(own, likely[:, None])
        mean = total[:, 0] / np.array([min(self._sizes[one], MOST) for one in stories.tolist()])
        best = int(mean.argmax())
        return int(stories[best]) if mean[best] >= _CAUTION * weights()["threshold"] else number

    def _tidy(self, now: float) -> None:
        """Forget the reports that are older than the window."""
        times = np.frombuffer(self._time)
        live = np.flatnonzero(times >= now - 2 * self._window)
        gone = int(live[0]) if len(live) else len(times)
        if not gone:
            return
        self._sizes.subtract(self._story[:gone])
        self._sizes = +self._sizes
        self._first += gone
        self._mass, self._time, self._story = self._mass[gone:], self._time[gone:], self._story[gone:]
        self._terms.forget(gone)
        self._company.forget(gone)


def _gather(keys: Ints, columns: Floats) -> tuple[Ints, Floats]:
    """Return the different keys in order and, for each, the sums of its rows of columns."""
    if len(keys) < 2:
        return keys, columns
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.concatenate([_ZERO, np.flatnonzero(keys[1:] != keys[:-1]) + 1])
    return keys[starts], np.add.reduceat(columns[order], starts, axis=0)

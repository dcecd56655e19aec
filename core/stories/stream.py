"""The stream: each report put to its story as it arrives, compared with those of the last days."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta

import numpy as np

from core.model.article import Article
from core.stories import WINDOW
from core.stories.company import LIKE, LIKES, gathered, merged
from core.stories.model import likelihood, weights
from core.stories.pairs import FAINT, Pairs, find_pairs
from core.stories.postings import MOST, Postings
from core.stories.rows import Counts, Floats, Ints, Rows, weigh, weightiest
from core.stories.terms import read_terms

_CAUTION = 1.2
"""How much likelier a report must be of a story than where all are grouped at once: what is said here stands."""

_AT_ONCE = 256
"""Reports that are compared in one go."""

_TIDY = 5_000
"""Reports after which those that are too old are forgotten."""

_UNTOLD = 0.01
"""The likelihood that counts as none."""


class Stream:
    """Stories as they grow: what was said of a report stands, whatever comes later."""

    def __init__(self, *, window: timedelta = WINDOW) -> None:
        self._window = window.total_seconds()
        self._counts = Counts()
        self._terms = Postings()
        self._company = Postings()
        self._first = self._fresh = 0
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
        return self.put_all([article])[0]

    def put_all(self, articles: Sequence[Article]) -> list[int]:
        """Return the stories of some more reports: the same as one after another, in less time."""
        return [story for n in range(0, len(articles), _AT_ONCE) for story in self._put(articles[n : n + _AT_ONCE])]

    def _put(self, articles: Sequence[Article]) -> list[int]:
        terms = [read_terms(article.title, article.text, article.reading.language) for article in articles]
        rows = _stored(weigh(terms, self._counts, arriving=True))
        self._time.extend(article.published.timestamp() for article in articles)
        self._mass.extend(rows.mass.tolist())
        pairs = self._compare(rows)
        stories = self._assign(pairs, rows.count)
        self._fresh += rows.count
        if self._fresh >= _TIDY:
            self._tidy()
        return stories

    def _compare(self, rows: Rows) -> Pairs:
        """Return the pairs of new reports (`other`) with those before, both numbered from the first live one."""
        count = len(self._time)
        number, cosine, shared = self._meet(self._terms, rows)
        pairs = Pairs(number % count, number // count, cosine, shared, np.zeros_like(cosine))
        self._terms.add(rows)
        company = _stored(self._join(rows, pairs))
        found, alike, _ = self._meet(self._company, company)
        self._company.add(company)
        return merged(pairs, found, alike, count)

    def _meet(self, postings: Postings, rows: Rows) -> tuple[Ints, Floats, Floats]:
        """Return (number, cosine, shared rarity) of the pairs of new reports with live ones and with each other."""
        live, count = len(self._time) - rows.count, len(self._time)
        place, which = postings.find(rows.key)
        who, _, weight, rarity = postings.at(place)
        numbers = [(live + rows.who[which]) * count + who]
        weights_, rarities = [weight * rows.weight[which]], [np.sqrt(rarity * rows.rarity[which])]
        for earlier, later, _ in find_pairs(rows, np.zeros(rows.count, np.int64)):
            numbers.append((live + rows.who[later]) * count + live + rows.who[earlier])
            weights_.append(rows.weight[earlier] * rows.weight[later])
            rarities.append(np.sqrt(rows.rarity[earlier] * rows.rarity[later]))
        number, columns = _gather(np.concatenate(numbers), [np.concatenate(weights_), np.concatenate(rarities)])
        times = np.frombuffer(self._time)
        told = (columns[0] >= FAINT) & (np.abs(times[number % count] - times[number // count]) <= self._window)
        return number[told], columns[0][told], columns[1][told]

    def _join(self, rows: Rows, pairs: Pairs) -> Rows:
        """Return the terms of the new reports together with those of their likes before them."""
        close = np.flatnonzero(pairs.cosine >= LIKE)
        close = close[weightiest(pairs.other[close], pairs.cosine[close], LIKES)]
        whose = pairs.other[close] - (len(self._time) - rows.count)
        share = pairs.cosine[close] / np.bincount(whose, pairs.cosine[close], minlength=rows.count)[whose]
        place, which = self._terms.rows(pairs.one[close])
        _, key, weight, _ = self._terms.at(place)
        return gathered(
            rows.count,
            np.concatenate([rows.who, whose[which]]),
            np.concatenate([rows.key, key]),
            np.concatenate([rows.weight, weight * share[which].astype(np.float32)]),
        )

    def _assign(self, pairs: Pairs, many: int) -> list[int]:
        """Put each of so many new reports to the story with the likeliest members in the mean, or to a new one."""
        mass = np.frombuffer(self._mass, np.float32)
        likely = likelihood(pairs, mass[pairs.one], mass[pairs.other])
        told = np.flatnonzero(likely >= _UNTOLD)
        one, chance = pairs.one[told].tolist(), likely[told].tolist()
        live = len(self._time) - many
        borders = np.searchsorted(pairs.other[told], np.arange(live, live + many + 1)).tolist()
        for n in range(many):
            near = slice(borders[n], borders[n + 1])
            story = self._nearest(one[near], chance[near], self._first + live + n)
            self._story.append(story)
            self._sizes[story] += 1
        return self._story[live:].tolist()

    def _nearest(self, one: Sequence[int], likely: Sequence[float], number: int) -> int:
        """Return the story that is likeliest from its members' likelihoods, `number` where none is likely enough."""
        total: defaultdict[int, float] = defaultdict(float)
        for report, chance in zip(one, likely, strict=True):
            total[self._story[report]] += chance
        mean = {story: chance / min(self._sizes[story], MOST) for story, chance in total.items()}
        best = max(mean, key=mean.__getitem__, default=number)
        return best if mean.get(best, 0) >= _CAUTION * weights()["threshold"] else number

    def _tidy(self) -> None:
        """Forget the reports that are older than the window."""
        self._fresh = 0
        times = np.frombuffer(self._time)
        live = np.flatnonzero(times >= times[-1] - 2 * self._window)
        gone = int(live[0])
        if not gone:
            return
        self._sizes.subtract(self._story[:gone])
        self._sizes = +self._sizes
        self._first += gone
        self._mass, self._time, self._story = self._mass[gone:], self._time[gone:], self._story[gone:]
        self._terms.forget(gone)
        self._company.forget(gone)


def _stored(rows: Rows) -> Rows:
    """Return the rows as exactly as they are kept, so that it does not matter which reports come in one go."""
    rows.weight = rows.weight.astype(np.float16).astype(np.float32)
    rows.rarity = rows.rarity.astype(np.float16).astype(np.float32)
    return rows


def _gather(keys: Ints, columns: Sequence[Floats]) -> tuple[Ints, list[Floats]]:
    """Return the different keys in order and, for each, the sums of its values in each column."""
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[starts], [np.add.reduceat(column[order], starts) if len(starts) else column for column in columns]

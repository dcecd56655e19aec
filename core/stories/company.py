"""Company: a report taken together with its likes, so that two short texts can be known by what others say of them.

Two headlines of one event may share no word; most likely each shares some with a third.
"""

import numpy as np

from core.stories.pairs import FAINT, Pairs, find_pairs
from core.stories.rows import Floats, Ints, Rows, unit, weightiest

LIKE = 0.2
"""The cosine from which a report is another's like."""

LIKES = 5
"""Likes of a report that it is taken with, at most."""

KEPT = 10
"""Terms that are kept of a report with its likes."""


def with_company(rows: Rows, pairs: Pairs) -> Rows:
    """Return the rows with half of each one's weight given to its likes, more to the liker ones."""
    whose, like, share = _likes(pairs, rows.count)
    starts = np.searchsorted(rows.who, np.arange(rows.count + 1))
    many = (starts[1:] - starts[:-1])[like]
    taken = np.repeat(starts[:-1][like] - (np.cumsum(many) - many), many) + np.arange(many.sum())
    who = np.concatenate([rows.who, np.repeat(whose, many)])
    key = np.concatenate([rows.key, rows.key[taken]])
    weight = np.concatenate([rows.weight, rows.weight[taken] * np.repeat(share, many)])
    return gathered(rows.count, who, key, weight)


def _likes(pairs: Pairs, count: int) -> tuple[Ints, Ints, Floats]:
    """Return (report, like, the like's share of its likes' weight) for each report with its closest likes."""
    close = pairs.cosine >= LIKE
    whose = np.concatenate([pairs.one[close], pairs.other[close]])
    like = np.concatenate([pairs.other[close], pairs.one[close]])
    cosine = np.concatenate([pairs.cosine[close], pairs.cosine[close]])
    by_report = np.lexsort((like, whose))
    whose, like, cosine = whose[by_report], like[by_report], cosine[by_report]
    kept = weightiest(whose, cosine, LIKES)
    whose, like, cosine = whose[kept], like[kept], cosine[kept]
    total = np.bincount(whose, cosine, minlength=count)
    return whose, like, (cosine / total[whose]).astype(np.float32)


def gathered(count: int, who: Ints, key: Ints, weight: Floats) -> Rows:
    """Return rows in which each term stands once a report, its weights added up."""
    order = np.lexsort((key, who))
    who, key, weight = who[order], key[order], weight[order]
    starts = np.flatnonzero((np.diff(who, prepend=-1) != 0) | (np.diff(key, prepend=-1) != 0))
    who, key, weight = who[starts], key[starts], np.add.reduceat(weight, starts)
    kept = weightiest(who, weight, KEPT)
    who, key, weight = who[kept], key[kept], unit(who[kept], weight[kept], count)
    return Rows(count, who, key, weight, weight, np.zeros(count, np.float32))


def add_company(pairs: Pairs, rows: Rows, company: Rows, earliest: Ints) -> Pairs:
    """Return the pairs, and those that only their company brings together, with how like their company is."""
    number = pairs.other * rows.count + pairs.one
    numbers, cosines = [number[:0]], [pairs.cosine[:0]]
    for earlier, later, pair in find_pairs(company, earliest):
        starts = np.flatnonzero(np.diff(pair, prepend=-1))
        if len(starts):
            cosine = np.add.reduceat(company.weight[earlier] * company.weight[later], starts)
            told = cosine >= FAINT
            numbers.append(pair[starts[told]])
            cosines.append(cosine[told])
    return merged(pairs, np.concatenate(numbers), np.concatenate(cosines), rows.count)


def merged(pairs: Pairs, found: Ints, cosine: Floats, count: int) -> Pairs:
    """Return the pairs, and those found, which are given by number (other * count + one), with their company."""
    number = pairs.other * count + pairs.one
    every = np.sort(np.concatenate([number, found]), kind="stable")
    every = every[np.diff(every, prepend=-1) != 0]
    old, new = np.searchsorted(every, number), np.searchsorted(every, found)

    def spread(values: Floats, places: Ints) -> Floats:
        out = np.zeros(len(every), np.float32)
        out[places] = values
        return out

    return Pairs(
        every % count,
        every // count,
        spread(pairs.cosine, old),
        spread(pairs.shared, old),
        spread(cosine, new),
    )

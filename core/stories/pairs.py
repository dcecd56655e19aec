"""Pairs: which reports share terms, and how much; only those are compared."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.stories.rows import Floats, Ints, Rows

_LEAST, _MOST, _PAIRS = 200, 1_000, 10_000_000
"""Reports back to which a term is followed; fewer among many, so that a word of the hour costs no hours."""

FAINT = 0.1
"""The cosine below which two reports are as good as wholly unlike."""

_AT_ONCE = 2_000_000
"""Shared terms that are looked at in one go."""


@dataclass(slots=True)
class Pairs:
    """What two reports share: `one` came before `other` (places in the rows).

    `cosine` compares their weights, `company` the same together with their likes, both 0..1; `shared` is the rarity of
    all terms that both have, in nats.
    """

    one: Ints
    other: Ints
    cosine: Floats
    shared: Floats
    company: Floats


def find_pairs(rows: Rows, earliest: Ints) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Yield (places of the earlier report's terms, of the later one's, pair numbers), pairs in order, in batches.

    Reports come by time; one is compared with those from `earliest[report]` on. A pair's number is
    other * count + one.
    """
    order = np.lexsort((rows.who, rows.key))
    spot = rows.key[order] * rows.count + rows.who[order]
    first = np.searchsorted(spot, rows.key[order] * rows.count + earliest[rows.who[order]])
    most = min(_MOST, max(_LEAST, _PAIRS // max(1, rows.count)))
    back = np.minimum(np.arange(len(order)) - first, most)
    counts = np.empty(len(order), np.int64)
    counts[order] = back
    position = np.empty(len(order), np.int64)
    position[order] = np.arange(len(order))
    for start, stop in _batches(counts, rows.who):
        many = counts[start:stop]
        later = np.repeat(np.arange(start, stop), many)
        step = np.arange(len(later)) - np.repeat(np.cumsum(many) - many, many)
        earlier = order[position[later] - 1 - step]
        number = rows.who[later] * rows.count + rows.who[earlier]
        by_pair = np.argsort(number, kind="stable")
        yield earlier[by_pair], later[by_pair], number[by_pair]


def _batches(counts: Ints, who: Ints) -> Iterator[tuple[int, int]]:
    """Yield stretches of terms of whole reports that share about as many terms as are looked at in one go."""
    total = np.cumsum(counts)
    start = 0
    while start < len(who):
        stop = int(np.searchsorted(total, (total[start - 1] if start else 0) + _AT_ONCE, side="right"))
        stop = max(stop, start + 1)
        stop = len(who) if stop >= len(who) else int(np.searchsorted(who, who[stop - 1], side="right"))
        yield start, stop
        start = stop


def compare(rows: Rows, earliest: Ints) -> Pairs:
    """Return every pair that shares a term, by the later report and then the earlier one; company is not known yet."""
    found = [_measure(rows, *batch) for batch in find_pairs(rows, earliest)]
    if not found:
        return _none()
    one, other, cosine, shared = (np.concatenate(column) for column in zip(*found, strict=True))
    return Pairs(one, other, cosine, shared, np.zeros(len(one), np.float32))


def _none() -> Pairs:
    empty, none = np.zeros(0, np.float32), np.zeros(0, np.int64)
    return Pairs(none, none, empty, empty, empty)


def _measure(rows: Rows, earlier: Ints, later: Ints, number: Ints) -> tuple[Ints, Ints, Floats, Floats]:
    starts = np.flatnonzero(np.diff(number, prepend=-1))
    if not len(starts):
        none = _none()
        return none.one, none.other, none.cosine, none.shared
    cosine = np.add.reduceat(rows.weight[earlier] * rows.weight[later], starts)
    shared = np.add.reduceat(np.sqrt(rows.rarity[earlier] * rows.rarity[later]), starts)
    told = cosine >= FAINT
    starts = starts[told]
    return rows.who[earlier[starts]], rows.who[later[starts]], cosine[told], shared[told]

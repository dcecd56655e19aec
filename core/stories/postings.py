"""Postings: the terms of the reports that are still live, found by term, in a few compact arrays.

New terms wait in an index of their own, which is merged into the large one from time to time.
"""

from array import array

import numpy as np
from numpy.typing import NDArray

from core.stories.rows import Floats, Ints, Rows

MOST = 100
"""Reports back to which a term is followed in each index."""

_WAITING = 2_048
"""Terms that wait to be merged at most."""

_ROOM = 1.05


class _Index:
    """Places of terms by their keys, those of one key in order of arrival."""

    def __init__(self) -> None:
        self.keys = np.empty(0, np.uint32)
        self.places = np.empty(0, np.int32)

    def insert(self, keys: NDArray[np.uint32], places: NDArray[np.int32]) -> None:
        """Add places that come after all of those that are there."""
        order = np.argsort(keys, kind="stable")
        at = np.searchsorted(self.keys, keys[order], side="right")
        self.keys = np.insert(self.keys, at, keys[order])
        self.places = np.insert(self.places, at, places[order])

    def find(self, keys: NDArray[np.uint32]) -> tuple[Ints, Ints]:
        """Return the latest places of each key, `MOST` at most, and the position of each in `keys`."""
        stop = np.searchsorted(self.keys, keys, side="right")
        many = np.minimum(stop - np.searchsorted(self.keys, keys), MOST)
        return self.places[spread(stop - many, many)].astype(np.int64), np.repeat(np.arange(len(keys)), many)


class Postings:
    """Terms in order of arrival (key, weight, rarity), and their places by key.

    Reports are numbered as they come, without gaps, from the first live one.
    """

    def __init__(self) -> None:
        self._size = 0
        self._starts = array("i")
        self._key = np.empty(_WAITING, np.uint32)
        self._weight = np.empty(_WAITING, np.float16)
        self._rarity = np.empty(_WAITING, np.float16)
        self._settled, self._waiting = _Index(), _Index()

    @property
    def nbytes(self) -> int:
        """The bytes that the arrays take."""
        indices = [array for index in (self._settled, self._waiting) for array in (index.keys, index.places)]
        arrays = (self._key, self._weight, self._rarity, *indices)
        return sum(one.nbytes for one in arrays) + self._starts.itemsize * len(self._starts)

    def add(self, rows: Rows) -> None:
        """Add the terms of some more reports."""
        start, self._size = self._size, self._size + len(rows.key)
        self._grow()
        new = slice(start, self._size)
        self._starts.extend((start + np.searchsorted(rows.who, np.arange(rows.count))).tolist())
        self._key[new], self._weight[new], self._rarity[new] = rows.key, rows.weight, rows.rarity
        self._waiting.insert(self._key[new], np.arange(start, self._size, dtype=np.int32))
        if len(self._waiting.keys) > _WAITING:
            self._settle()

    def _grow(self) -> None:
        if self._size > len(self._key):
            size = int(self._size * _ROOM)
            self._key = np.resize(self._key, size)
            self._weight, self._rarity = np.resize(self._weight, size), np.resize(self._rarity, size)

    def _settle(self) -> None:
        self._settled.insert(self._waiting.keys, self._waiting.places)
        self._waiting = _Index()

    def find(self, key: Ints) -> tuple[Ints, Ints]:
        """Return the places of the terms of live reports with these keys, and the position of each in `key`."""
        keys = key.astype(np.uint32)
        place, which = self._settled.find(keys)
        late_place, late_which = self._waiting.find(keys)
        return np.concatenate([place, late_place]), np.concatenate([which, late_which])

    def rows(self, reports: Ints) -> tuple[Ints, Ints]:
        """Return the places of all terms of some reports, and the position of each one's report in `reports`."""
        starts = np.append(np.frombuffer(self._starts, np.int32), self._size)
        many = starts[reports + 1] - starts[reports]
        return spread(starts[reports], many), np.repeat(np.arange(len(reports)), many)

    def at(self, places: Ints) -> tuple[Ints, Ints, Floats, Floats]:
        """Return (report, key, weight, rarity) of the terms at some places."""
        starts = np.frombuffer(self._starts, np.int32)
        return (
            np.searchsorted(starts, places.astype(np.int32), side="right") - 1,
            self._key[places].astype(np.int64),
            self._weight[places].astype(np.float32),
            self._rarity[places].astype(np.float32),
        )

    def forget(self, reports: int) -> None:
        """Drop the terms of so many reports, the first ones; the others are numbered from 0 anew."""
        self._settle()
        starts = np.append(np.frombuffer(self._starts, np.int32), np.int32(self._size))
        gone = starts[reports]
        settled, kept = self._settled, self._settled.places >= gone
        settled.keys, settled.places = settled.keys[kept], settled.places[kept] - gone
        self._key, self._weight = self._key[gone : self._size].copy(), self._weight[gone : self._size].copy()
        self._rarity = self._rarity[gone : self._size].copy()
        self._starts = array("i", (starts[reports:-1] - gone).tolist())
        self._size -= int(gone)


def spread(start: Ints, many: Ints) -> Ints:
    """Return start, start + 1, ..., so `many` of each, one after another."""
    step: Ints = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    return np.repeat(start, many) + step

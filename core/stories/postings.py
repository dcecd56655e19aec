"""Postings: the terms of the reports that are still live, found by term, in a few compact arrays.

New terms wait unsorted at the end and are merged into the sorted ones from time to time.
"""

from array import array

import numpy as np
from numpy.typing import NDArray

from core.stories.rows import Floats, Ints

MOST = 200
"""Reports back to which a term is followed."""

_WAITING = 2_048
"""Terms that wait to be sorted at most."""

_ROOM = 1.05


class Postings:
    """Terms in order of arrival (key, weight, rarity), and their places sorted by key.

    Reports are numbered as they come, without gaps, from the first live one.
    """

    def __init__(self) -> None:
        self._size = 0
        self._starts = array("i")
        self._key = np.empty(_WAITING, np.uint32)
        self._weight = np.empty(_WAITING, np.float16)
        self._rarity = np.empty(_WAITING, np.float16)
        self._sorted_keys = np.empty(0, np.uint32)
        self._places = np.empty(0, np.int32)

    @property
    def nbytes(self) -> int:
        """The bytes that the arrays take."""
        arrays = (self._key, self._weight, self._rarity, self._sorted_keys, self._places)
        return sum(one.nbytes for one in arrays) + self._starts.itemsize * len(self._starts)

    def add(self, key: Ints, weight: Floats, rarity: Floats) -> None:
        """Add the terms of the next report."""
        self._grow(len(key))
        new = slice(self._size, self._size + len(key))
        self._starts.append(self._size)
        self._key[new], self._weight[new], self._rarity[new] = key, weight, rarity
        self._size = new.stop
        if self._size - len(self._places) > _WAITING:
            self._merge()

    def _grow(self, more: int) -> None:
        if self._size + more > len(self._key):
            size = int((self._size + more) * _ROOM)
            self._key = np.resize(self._key, size)
            self._weight, self._rarity = np.resize(self._weight, size), np.resize(self._rarity, size)

    def _merge(self) -> None:
        start = len(self._places)
        waiting = self._key[start : self._size]
        order = np.argsort(waiting, kind="stable")
        at = np.searchsorted(self._sorted_keys, waiting[order], side="right")
        self._sorted_keys = np.insert(self._sorted_keys, at, waiting[order])
        self._places = np.insert(self._places, at, (order + start).astype(np.int32))

    def find(self, key: Ints) -> tuple[Ints, Ints]:
        """Return the places of the terms of live reports with these keys, and the position of each in `key`."""
        keys = key.astype(np.uint32)
        stop = np.searchsorted(self._sorted_keys, keys, side="right")
        many = np.minimum(stop - np.searchsorted(self._sorted_keys, keys), MOST)
        step = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        found = self._places[np.repeat(stop, many) - 1 - step]
        place, which = self._find_waiting(keys)
        every = np.repeat(np.arange(len(keys)), many)
        return np.concatenate([found, place]), np.concatenate([every, which])

    def _find_waiting(self, keys: NDArray[np.uint32]) -> tuple[Ints, Ints]:
        start = len(self._places)
        waiting = self._key[start : self._size]
        order = np.argsort(keys)
        ordered = keys[order]
        at = np.searchsorted(ordered, waiting)
        at[at == len(keys)] = 0
        hit = np.flatnonzero(ordered[at] == waiting) if len(keys) else np.empty(0, np.int64)
        return hit + start, order[at[hit]]

    def rows(self, reports: Ints) -> tuple[Ints, Ints]:
        """Return the places of all terms of some reports, and the position of each one's report in `reports`."""
        starts = np.append(np.frombuffer(self._starts, np.int32), self._size)
        start, stop = starts[reports], starts[reports + 1]
        many = stop - start
        step = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        return np.repeat(start, many) + step, np.repeat(np.arange(len(reports)), many)

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
        self._merge()
        starts = np.append(np.frombuffer(self._starts, np.int32), np.int32(self._size))
        gone = starts[reports]
        kept = self._places >= gone
        self._sorted_keys, self._places = self._sorted_keys[kept], self._places[kept] - gone
        self._key, self._weight = self._key[gone : self._size].copy(), self._weight[gone : self._size].copy()
        self._rarity = self._rarity[gone : self._size].copy()
        self._starts = array("i", (starts[reports:-1] - gone).tolist())
        self._size -= int(gone)

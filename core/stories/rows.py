"""Rows: the terms of many reports as arrays, each term weighed by how rare it is and how the report uses it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from core.stories.terms import Term

Floats: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.int64]

KEPT = 16
"""Terms of a report that are kept, the weightiest."""

_PRIOR = 2_000
"""Reports of which the background table is taken to tell, beside those that were read."""

_WORDS = math.exp(5.5)
"""Words of a report: how much likelier it has a word than one word is that word."""

_TITLED, _NAMED = 3.0, 1.3
"""How many times a term counts that stands in the headline, and how much more a name weighs."""

_BUCKETS = 1 << 18


@dataclass(slots=True)
class Rows:
    """The terms of reports: for each term its report (`who`, ascending from 0), key, weight and rarity.

    `weight` has length 1 over a report; `rarity` is in nats, `mass` its sum for each report.
    """

    count: int
    who: Ints
    key: Ints
    weight: Floats
    rarity: Floats
    mass: Floats


class Counts:
    """In how many of the reports read so far each term stood, by hash; one megabyte whatever was read."""

    def __init__(self) -> None:
        self._seen = np.zeros(_BUCKETS, np.int32)
        self._reports = 0

    def add(self, keys: Ints, reports: int) -> None:
        """Count the terms of some more reports, each once a report."""
        np.add.at(self._seen, keys % _BUCKETS, 1)
        self._reports += reports

    def rarity(self, keys: Ints, surprises: NDArray[Any]) -> Floats:
        """Return how rare terms are among reports, in nats: the background's share mended by what was read."""
        return _rarity(self._seen[keys % _BUCKETS], np.int64(self._reports), surprises)

    def rarity_on_arrival(self, who: Ints, keys: Ints, surprises: NDArray[Any]) -> Floats:
        """Return how rare the terms of new reports are, each counted up to its own report; none is added."""
        bucket = keys % _BUCKETS
        count = int(who[-1]) + 1 if len(who) else 0
        spots = np.sort(bucket * count + who)
        until = np.searchsorted(spots, bucket * count + who, side="right") - np.searchsorted(spots, bucket * count)
        return _rarity(self._seen[bucket] + until, self._reports + who + 1, surprises)


def _rarity(seen: NDArray[Any], reports: Any, surprises: NDArray[Any]) -> Floats:
    expected = seen + _PRIOR * np.minimum(1.0, _WORDS * np.exp(-surprises))
    rarity: Floats = np.maximum(np.log((reports + _PRIOR) / expected), 0.05).astype(np.float32)
    return rarity


def weigh(reports: Sequence[Sequence[Term]], counts: Counts, *, arriving: bool = False) -> Rows:
    """Count the terms of reports and return them weighed, the `KEPT` weightiest of each.

    Of reports that are `arriving` each is weighed by what was read up to it, else by all.
    """
    terms = [term for report in reports for term in report]
    lengths = np.array([len(report) for report in reports], np.int64)
    who = np.repeat(np.arange(len(reports)), lengths)
    key = np.array([term.key for term in terms], np.int64)
    surprise = np.array([term.surprise for term in terms])
    arrived = counts.rarity_on_arrival(who, key, surprise) if arriving else None
    counts.add(key, len(reports))
    rarity = counts.rarity(key, surprise) if arrived is None else arrived
    used = 1 + np.log1p(np.array([_TITLED * term.titled + term.told for term in terms], np.float32))
    named = np.array([_NAMED if term.is_name else 1.0 for term in terms], np.float32)
    weight = rarity * used * named
    kept = weightiest(who, weight, KEPT)
    return _rows(len(reports), who[kept], key[kept], weight[kept], rarity[kept])


def weightiest(who: Ints, weight: Floats, most: int) -> Ints:
    """Return the places of the weightiest terms of each report, at most so many of each, in order."""
    order = np.lexsort((-weight, who))
    sorted_who = who[order]
    first = np.searchsorted(sorted_who, sorted_who)
    kept: Ints = np.sort(order[np.arange(len(order)) - first < most])
    return kept


def _rows(count: int, who: Ints, key: Ints, weight: Floats, rarity: Floats) -> Rows:
    mass = np.bincount(who, rarity, minlength=count).astype(np.float32)
    return Rows(count, who, key, unit(who, weight, count), rarity, mass)


def unit(who: Ints, weight: Floats, count: int) -> Floats:
    """Return the weights of each report scaled to length 1."""
    length = np.sqrt(np.bincount(who, weight * weight, minlength=count))
    return (weight / np.where(length == 0, 1, length)[who]).astype(np.float32)

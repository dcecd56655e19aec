"""Average linkage: reports, then groups, merge while the mean likelihood between their members lasts.

The groups are found by chains of nearest neighbours (Murtagh 1983), each followed to a pair that are nearest to each
other: the same groups as merging the likest first, in a time that grows with the square of a part, not its cube.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.stories.rows import Floats, Ints

LARGEST = 4_000
"""Reports of a part that are linked at once; a larger one is parted by likelier pairs first."""

_STRICTER = 1.2


@dataclass(slots=True)
class Graph:
    """Reports, and the likelihood (0..1) of pairs of them; `one` and `other` are places in `members`."""

    members: Ints
    one: Ints
    other: Ints
    likelihood: Floats


def link(graph: Graph, threshold: float) -> list[list[int]]:
    """Return the groups of the members, each in order, by the first; pairs that are not given are wholly unlike.

    Groups that merge have a pair of members that is as likely as that, so each part that such pairs connect is linked
    by itself.
    """
    groups = [group for part in _parts(graph, threshold) for group in _link_part(part, threshold)]
    return sorted(sorted(group) for group in groups)


def _parts(graph: Graph, least: float) -> Iterator[Graph]:
    """Yield what pairs of at least such a likelihood connect."""
    for part in _connected(graph, least):
        if len(part.members) <= LARGEST:
            yield part
        elif least * _STRICTER < 1:
            yield from _parts(part, least * _STRICTER)
        else:
            yield from (_only(part, part.members[n : n + LARGEST]) for n in range(0, len(part.members), LARGEST))


def _only(graph: Graph, members: Ints) -> Graph:
    inside = np.isin(graph.members, members)
    place = np.cumsum(inside) - 1
    kept = inside[graph.one] & inside[graph.other]
    return Graph(members, place[graph.one[kept]], place[graph.other[kept]], graph.likelihood[kept])


def _connected(graph: Graph, least: float) -> Iterator[Graph]:
    count = len(graph.members)
    strong = graph.likelihood >= least
    label = _labels(count, graph.one[strong], graph.other[strong])
    by_label = np.argsort(label, kind="stable")
    place = np.empty(count, np.int64)
    borders = np.flatnonzero(np.diff(label[by_label], prepend=-1, append=count))
    place[by_label] = np.arange(count) - np.repeat(borders[:-1], np.diff(borders))
    inside = np.flatnonzero(label[graph.one] == label[graph.other])
    inside = inside[np.argsort(label[graph.one[inside]], kind="stable")]
    edges = np.searchsorted(label[graph.one[inside]], label[by_label[borders[:-1]]])
    for n, (start, stop) in enumerate(zip(borders[:-1].tolist(), borders[1:].tolist(), strict=True)):
        pairs = inside[edges[n] : edges[n + 1] if n + 1 < len(edges) else None]
        members = graph.members[by_label[start:stop]]
        yield Graph(members, place[graph.one[pairs]], place[graph.other[pairs]], graph.likelihood[pairs])


def _labels(count: int, one: Ints, other: Ints) -> Ints:
    """Return for each report the first one that pairs connect it with."""
    label = np.arange(count)
    while True:
        least = np.minimum(label[one], label[other])
        lower = label.copy()
        np.minimum.at(lower, one, least)
        np.minimum.at(lower, other, least)
        lower = lower[lower]
        if np.array_equal(lower, label):
            return label
        label = lower


def _link_part(part: Graph, threshold: float) -> list[list[int]]:
    names = part.members.tolist()
    if len(names) == 1:
        return [names]
    if len(names) == 2:
        return [names]
    return [[names[place] for place in group] for group in _Chains(part).link(threshold)]


class _Chains:
    """The groups of one part while they merge; the mean likelihood between two of them is -1 once one is no more."""

    def __init__(self, part: Graph) -> None:
        size = len(part.members)
        self._mean = np.zeros((size, size), np.float32)
        self._mean[part.one, part.other] = self._mean[part.other, part.one] = part.likelihood
        np.fill_diagonal(self._mean, -1)
        self._groups = [[place] for place in range(size)]

    def link(self, threshold: float) -> list[list[int]]:
        """Return the groups once no two have a mean likelihood of the threshold."""
        for start in range(len(self._groups)):
            chain: list[int] = []
            while self._mean[start].max() >= 0:
                chain = chain or [start]
                self._follow(chain, threshold)
        return [group for group in self._groups if group]

    def _follow(self, chain: list[int], threshold: float) -> None:
        """Go on to the nearest group, merge with it if this one is its nearest, or end here if it is too far."""
        end = chain[-1]
        nearest = int(self._mean[end].argmax())
        if len(chain) > 1 and self._mean[end, chain[-2]] >= self._mean[end, nearest]:
            nearest = chain[-2]
        if self._mean[end, nearest] < threshold:
            self._close(chain.pop())
        elif len(chain) > 1 and nearest == chain[-2]:
            del chain[-2:]
            self._merge(*sorted((end, nearest)))
        else:
            chain.append(nearest)

    def _close(self, place: int) -> None:
        self._mean[place] = self._mean[:, place] = -1

    def _merge(self, kept: int, gone: int) -> None:
        many, more = len(self._groups[kept]), len(self._groups[gone])
        mean = (self._mean[kept] * many + self._mean[gone] * more) / (many + more)
        mean[self._mean[kept] < 0] = -1
        self._groups[kept] += self._groups[gone]
        self._groups[gone] = []
        self._mean[kept] = self._mean[:, kept] = mean
        self._mean[kept, kept] = -1
        self._close(gone)

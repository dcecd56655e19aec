"""Naming: which story each group is, when reports that have stories already are grouped anew."""

from collections import Counter
from collections.abc import Sequence

from core.model.ids import StoryId


def name_groups(groups: Sequence[Sequence[StoryId]]) -> list[StoryId | None]:
    """Return which story each group is, given those that its reports have; None for a new one, no two the same.

    The oldest story is given first, to the group with most of its reports, of equal ones to the first; a group in which
    stories come together is the oldest of those.
    """
    named: list[StoryId | None] = [None] * len(groups)
    given: set[StoryId] = set()
    shares = Counter((story, n) for n, group in enumerate(groups) for story in group)
    for story, n in sorted(shares, key=lambda share: (share[0], -shares[share], share[1])):
        if named[n] is None and story not in given:
            named[n] = story
            given.add(story)
    return named

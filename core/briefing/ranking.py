"""Ranking: how much a story matters, with the reasons; and variety, so that a briefing is not about one thing."""

import heapq
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from core.briefing.telling import MOVES
from core.model.deadline import Deadline, Status
from core.model.interest import Reason, ReasonKind
from core.model.story import Story
from core.stories.independence import independent_owners

A_TOPIC = 2
"""Stories of one topic, at most."""

LIKENESS = 1.5
"""What a story loses that says all the same words as one before it."""

ALIKE = 0.25
"""The share of the words of the shorter of two stories under which they are not alike at all."""

_HALF_LIFE = timedelta(hours=18)
_BUSY = timedelta(hours=6)
_BUSY_REPORTS = 3
_TAPS = 4
"""Taps after which a further one adds nothing."""

FOLLOWED_TOPIC, FOLLOWED_WORD, TAP = 1.0, 0.8, 0.15
_OPEN, _MOVED, _HEADLINE_ONLY = 0.8, 0.7, -0.7


def standing(story: Story, told: Sequence[Deadline], *, now: datetime) -> tuple[Reason, ...]:
    """Return what speaks for a story whoever reads it: independent sources, how fresh, how busy, its deadlines."""
    owners = len(independent_owners(story.articles))
    reasons = [
        Reason(ReasonKind.SOURCES, math.log2(1 + owners), str(owners)),
        Reason(ReasonKind.FRESH, 1.5 * math.exp2(-max(timedelta(), now - story.updated_at) / _HALF_LIFE)),
    ]
    busy = sum(now - article.published <= _BUSY for article in story.articles)
    if busy >= _BUSY_REPORTS:
        reasons.append(Reason(ReasonKind.VELOCITY, 0.25 * math.log2(1 + busy), str(busy)))
    return (*reasons, *_dated(story, told))


def _dated(story: Story, told: Sequence[Deadline]) -> Iterator[Reason]:
    ahead = next((deadline for deadline in told if deadline.status is Status.OPEN), None)
    if ahead is not None:
        yield Reason(ReasonKind.DEADLINE, _OPEN, _actor(ahead))
    moved = next((deadline for deadline in told if _moved_by(story, deadline)), None)
    if moved is not None:
        yield Reason(ReasonKind.MOVED, _MOVED, _actor(moved))


def _actor(deadline: Deadline) -> str:
    return deadline.terms.setter or deadline.terms.addressee


def _moved_by(story: Story, deadline: Deadline) -> bool:
    ids = {article.id for article in story.articles}
    return any(e.report is not None and e.report.article in ids and e.event in MOVES for e in deadline.history)


def worth_of(reasons: Sequence[Reason], *, headline_only: bool) -> float:
    """Return the worth that reasons make."""
    return sum(reason.weight for reason in reasons) + (_HEADLINE_ONLY if headline_only else 0.0)


def tapped(name: str, taps: int) -> Reason:
    """Return the reason that a reader opened stories of this source or topic before."""
    return Reason(ReasonKind.TAPPED, TAP * min(taps, _TAPS), name)


def varied(worths: Mapping[int, float], alike: Callable[[int], Iterable[tuple[int, float]]]) -> Iterator[int]:
    """Yield places, worthiest first, each losing by its likeness (0..1) to what was yielded before; ties by place.

    `alike` gives the places that are like one, each with its likeness; the greatest of them counts.
    """
    heap = [(-worth, place) for place, worth in worths.items()]
    heapq.heapify(heap)
    lost = dict.fromkeys(worths, 0.0)
    while heap:
        worth, place = heapq.heappop(heap)
        if place not in lost or worth != LIKENESS * lost[place] - worths[place]:
            continue  # it was yielded, or lost more since and stands further down
        del lost[place]
        yield place
        for other, likeness in alike(place):
            if other in lost and likeness > lost[other]:
                lost[other] = likeness
                heapq.heappush(heap, (LIKENESS * likeness - worths[other], other))

"""The review: what became of deadlines in some days, told from their histories."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from core.model.briefing import Review
from core.model.deadline import Deadline, Entry, Event

_SET = frozenset({Event.SET})
_MOVED = frozenset({Event.EXTENDED, Event.SHORTENED})
_MET = frozenset({Event.MET, Event.WITHDRAWN})
_PASSED = frozenset({Event.PASSED})

_Steps = tuple[tuple[Deadline, Entry], ...]


def review(deadlines: Iterable[Deadline], *, since: datetime, until: datetime) -> Review:
    """Return what became of deadlines from `since` on, before `until`; of each kind a deadline's last step."""
    told = list(deadlines)

    def steps(events: frozenset[Event]) -> _Steps:
        found = [(d, step) for d in told if (step := _last(d, events, since, until)) is not None]
        return tuple(sorted(found, key=lambda pair: (pair[1].at, int(pair[0].id))))

    return Review(since, steps(_SET), steps(_MOVED), steps(_MET), steps(_PASSED))


def _last(deadline: Deadline, events: frozenset[Event], since: datetime, until: datetime) -> Entry | None:
    return max(_within(deadline, events, since, until), key=lambda entry: entry.at, default=None)


def _within(deadline: Deadline, events: frozenset[Event], since: datetime, until: datetime) -> Iterator[Entry]:
    return (entry for entry in deadline.history if entry.event in events and since <= entry.at < until)

"""The record of an actor: how many deadlines it set and faced, and what became of them; counts, no judgement."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.deadlines.actors import Actor, Relation, read_actor, relate
from core.model.deadline import Deadline, Event, Status

_MOVES = (Event.EXTENDED, Event.SHORTENED)


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of some deadlines: `set` is how many there are, `moved` how often their dates were moved.

    The others count deadlines by where they stand; with `open` they add up to `set`.
    """

    set: int = 0
    moved: int = 0
    met: int = 0
    passed: int = 0
    withdrawn: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """The deadlines that an actor set for others, and those that others set for it."""

    actor: str
    setting: Tally
    facing: Tally

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of the actor."""
        return not (self.setting.set or self.facing.set)


def record_of(deadlines: Iterable[Deadline], actor: str) -> Record:
    """Return the record of an actor, called as people call it ("Moscow", "the Kremlin", "European Commission").

    A deadline that it set for itself counts on both sides.
    """
    asked = read_actor(actor)
    known = list(deadlines)
    return Record(
        actor,
        setting=_tally(deadline for deadline in known if _is_meant(asked, deadline.terms.setter)),
        facing=_tally(deadline for deadline in known if _is_meant(asked, deadline.terms.addressee)),
    )


def is_party(actor: str, deadline: Deadline) -> bool:
    """Whether an actor set a deadline or has to keep it, whatever it is called."""
    asked = read_actor(actor)
    return any(_is_meant(asked, slot) for slot in (deadline.terms.setter, deadline.terms.addressee))


def _is_meant(asked: Actor, slot: str) -> bool:
    """Whether a slot names who is asked for; "the dockers' union" has no name and is known by all its words."""
    other = read_actor(slot)
    if asked.keys:
        return relate(asked, other) is Relation.SAME
    return bool(asked.common) and asked.common <= other.common


def _tally(deadlines: Iterable[Deadline]) -> Tally:
    counted = list(deadlines)
    ends = [deadline.status for deadline in counted]
    return Tally(
        set=len(counted),
        moved=sum(entry.event in _MOVES for deadline in counted for entry in deadline.history),
        met=ends.count(Status.MET),
        passed=ends.count(Status.PASSED),
        withdrawn=ends.count(Status.WITHDRAWN),
        open=ends.count(Status.OPEN),
    )

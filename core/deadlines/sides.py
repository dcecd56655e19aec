"""Sides: the dates that stand for a deadline at one time, and how a told date compares with them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from core.deadlines import dues
from core.model.deadline import Due, Event, Finding, Granularity, Kind, Length, Report

SAME_SETTING_DAYS = 3
"""Days within which a repeated length or a nearby date is another telling of one date, not another date."""


@dataclass(slots=True)
class Side:
    """One of the dates that now stand for a deadline, with the reports that lead to it."""

    due: Due
    reports: list[Report] = field(default_factory=list)


def earliest(side: Side) -> tuple[object, ...]:
    """Return the place of a side among others, the earlier first."""
    return (side.due.first, side.due.early_end, side.due.last)


def standing(sides: Sequence[Side], chosen: frozenset[int] = frozenset()) -> Due | None:
    """Return the date that alerts run on: the chosen one, else the earliest of the precise ones, else of all."""
    own = [side for side in sides if any(report.id in chosen for report in side.reports)]
    precise = [side for side in sides if dues.is_precise(side.due)]
    return min(own or precise or sides, key=earliest).due if sides else None


def later_by(before: Due, length: Length, counted: Due) -> Due | None:
    """Return the date that lies a length after another, of the same kind as `counted`; None for an instant."""
    if counted.granularity is Granularity.INSTANT:
        return None
    last = before.last + timedelta(days=round(length.most_hours / 24))
    return replace(counted, first=last - (counted.last - counted.first), last=last)


def leeway(length: Length | None) -> float:
    """Return by how many days two counts of one length can differ; those of a day by none."""
    return 0.0 if length is None else min(SAME_SETTING_DAYS, length.most_hours / 24 / 3)


def direction(before: Due, finding: Finding) -> Event:
    """Return whether a new date is later or earlier; a window counts by its last day, then by its first."""
    after = finding.due
    if after is None or (after.last, after.first) == (before.last, before.first):
        later = finding.kind is Kind.EXTENDED if after is None or after.at is None else _is_later(before, after)
        return Event.EXTENDED if later else Event.SHORTENED
    return Event.EXTENDED if (after.last, after.first) > (before.last, before.first) else Event.SHORTENED


def is_hours_later(before: Due, finding: Finding) -> bool:
    """Whether an extension is one of hours, from an instant to a later one or to the end of its day."""
    if before.at is None or finding.due is None or finding.kind is not Kind.EXTENDED:
        return False
    return finding.due.lapses_at - before.lapses_at > timedelta(hours=1)


def _is_later(before: Due, after: Due) -> bool:
    return after.early_end > before.early_end


def more_exact(side: Side, main: Report) -> Due:
    """Return the date of a side, or the report's where that says the same more exactly and not merely vaguely."""
    due, told = side.due, main.finding.due
    if told is None or dues.is_vague(main.finding):
        return due
    if all(dues.is_vague(report.finding) for report in side.reports if report is not main):
        return told
    if dues.exactness(told) <= dues.exactness(due):
        return due
    # The midnight that ends a day says no more than the day does.
    return due if told.at is not None and dues.is_precise(due) and told.first != due.first else told

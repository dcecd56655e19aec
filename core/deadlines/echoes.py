"""Echoes: tellings that only round, hint at or count towards a date that the same text names, and so give way to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.deadlines.wording import content, is_common, likeness
from core.model.deadline import Due, Finding, Granularity, Kind, Origin

_ALIKE = 0.3
_ROUNDED = timedelta(days=3)
_CLOSE = timedelta(days=2)
_WEEK = timedelta(days=7)
_INEXACT = 0.15
"""How far off its date a length may be, as a part of it."""
_NEAR = 40
"""How many tellings off a date can stand and still be meant."""
_LOOSE = (Origin.PUBLISHED, Origin.DATELINE)


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as one line tells it; of two tellings the one with the higher `rank` is kept.

    A hint ("two days before the deadline") counts only where the text names no date.
    """

    finding: Finding
    rank: int
    is_hint: bool = False
    is_hour: bool = False
    """Whether it says the hour alone, so that another telling may know the day."""

    @property
    def is_live(self) -> bool:
        """Whether it names a date that holds."""
        return self.finding.due is not None and self.finding.kind is not Kind.SUPERSEDED


def acts_alike(one: Finding, other: Finding) -> bool:
    """Whether two findings may be about one act: alike in words, one without words, or one that lapses."""
    if Kind.EXPIRY in (one.kind, other.kind):
        return True  # what lapses and what is to be done about it
    first, second = content(one.terms.action), content(other.terms.action)
    return not first or not second or likeness(first, second) >= _ALIKE


def parted(told: Sequence[Told]) -> tuple[list[Told], list[tuple[Told, Told]]]:
    """Return the tellings that stand, and those that give way, each with the one that it gives way to.

    "Till March", "two days before the deadline", "by two weeks" only say roughly what a named date says.
    """
    named = [one for one in told if not one.is_hint]
    kept = named if any(one.is_live and one.finding.evidence.field != "title" for one in named) else told
    old = {one.finding.due.last for one in kept if one.finding.due and one.finding.kind is Kind.SUPERSEDED}
    masters = [_master(one, kept[max(0, n - _NEAR) : n + _NEAR], old) for n, one in enumerate(kept)]
    standing = [one for one, master in zip(kept, masters, strict=True) if master is None]
    return standing, [(one, master) for one, master in zip(kept, masters, strict=True) if master is not None]


def _master(one: Told, near: Sequence[Told], old: set[date]) -> Told | None:
    """Return the telling to which one gives way."""
    if one.finding.evidence.field == "title":
        rounded = next((other for other in near if _is_rounded(one.finding, other.finding)), None)
        if rounded is not None:
            return rounded
    if one.is_hour:
        return next((o for o in near if not o.is_hour and _is_hour_of(o.finding.due, one.finding.due)), None)
    if one.finding.length is None:
        return None
    dated = [other for other in near if other.is_live and other.finding.length is None]
    found = (o for o in dated if _is_the_date_of(o.finding, one.finding, old))
    return next(found, None)


def _is_the_date_of(told: Finding, length: Finding, old: set[date]) -> bool:
    """Whether a date is the one that a length leads to."""
    return _is_told_by(told, length) or _is_running_to(told, length) or _is_end_of(told, length, old)


def _is_hour_of(day: Due | None, hour: Due | None) -> bool:
    """Whether an hour without a day is that of a date near by: "an 11 a.m. deadline" of "11am Monday"."""
    if day is None or hour is None or day.at is None or hour.at is None:
        return False
    return day.at.time() == hour.at.time() and abs(day.first - hour.first) <= _WEEK


def _is_rounded(title: Finding, told: Finding) -> bool:
    """Whether a headline only rounds a date that the text gives: "till Christmas" for Christmas Eve."""
    if told.evidence.field == "title" or told.kind is not title.kind or told.due is None or title.due is None:
        return False
    is_near = timedelta() < abs(told.due.first - title.due.first) <= _ROUNDED
    return (is_near or _is_month_of(title.due, told.due)) and acts_alike(title, told)


def _is_month_of(month: Due, day: Due) -> bool:
    is_month = month.granularity is Granularity.MONTH and day.granularity is not Granularity.MONTH
    return is_month and month.first.month == day.first.month


def _is_told_by(told: Finding, length: Finding) -> bool:
    """Whether a date is the one to which a length runs: "in three days" and "by Monday"."""
    if length.length is None or length.due is None or told.due is None or length.kind is Kind.SUPERSEDED:
        return False
    is_loose = length.anchor is None or length.anchor.origin in _LOOSE
    margin = timedelta(hours=length.length.least_hours * _INEXACT)
    is_near = abs(told.due.first - length.due.first) <= (margin if is_loose else min(margin, _CLOSE))
    return is_near and told.due.granularity is Granularity.DAY


def _is_running_to(told: Finding, length: Finding) -> bool:
    """Whether a date is that of a length given some time ago: "gave it 60 days. The clock runs out on Friday"."""
    if length.due is None or told.due is None or length.anchor is None or length.anchor.origin is not Origin.PUBLISHED:
        return False
    if told.due.granularity is not Granularity.DAY or length.kind is Kind.SUPERSEDED:
        return False
    words = content(told.terms.action)
    written = length.anchor.date
    return written is not None and written <= told.due.last < length.due.first and (not words or is_common(words))


def _is_end_of(told: Finding, move: Finding, old: set[date]) -> bool:
    """Whether a date is the one to which a deadline was moved "by two weeks", counted from no known old date."""
    if move.kind is not Kind.EXTENDED or move.length is None or move.due is None or told.due is None:
        return False
    if move.anchor is None or move.anchor.date in old or move.anchor.date == told.due.last:
        return False
    return timedelta(days=-1) <= told.due.first - move.due.first <= timedelta(hours=move.length.most_hours)

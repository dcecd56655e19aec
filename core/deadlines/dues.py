"""Dues compared: whether two due dates are the same one, the one more exactly than the other, or apart."""

from datetime import date, timedelta

from core.deadlines.languages import IDIOMS
from core.model.deadline import Due, Finding, Granularity, Length

_EXACTNESS = {
    Granularity.INSTANT: 6,
    Granularity.DAY: 5,
    Granularity.WEEK: 4,
    Granularity.WINDOW: 3,
    Granularity.MONTH: 2,
    Granularity.QUARTER: 1,
    Granularity.YEAR: 0,
}
_PRECISE = (Granularity.INSTANT, Granularity.DAY)
_SAME_HOUR = timedelta(hours=1)
VAGUE_END_DAYS = 10
"""How long before the nominal end of a vague period a date may lie that it means."""

_HINT_DAYS = 3


def exactness(due: Due) -> int:
    """Return how exactly a date is known, larger for more exactly: instant, day, week, window, month, quarter, year."""
    return _EXACTNESS[due.granularity]


def is_precise(due: Due) -> bool:
    """Whether it is known to the day at least."""
    return due.granularity in _PRECISE


def is_vague(finding: Finding) -> bool:
    """Whether the words only point towards a date ("by the end of the month", "in about two weeks")."""
    if finding.due is None or _has_time(finding.due):
        return False
    return any(idiom.vague.search(finding.words) for idiom in IDIOMS.values())


def span(due: Due) -> tuple[date, date]:
    """Return the first and the last day that it may mean; a week, kept as its Friday, spans Monday to Sunday."""
    if due.granularity is not Granularity.WEEK:
        return due.first, due.last
    monday = due.first - timedelta(days=due.first.weekday())
    return monday, monday + timedelta(days=6)


def same(one: Due, other: Due) -> bool:
    """Whether two dates are one: equal days, equal instants, or equal spans.

    A midnight and the day that it ends or begins are one ("midnight on 31 July", "31 July", "1 August"); an instant
    and its day are one; two instants more than an hour apart are two.
    """
    if one.at is not None and other.at is not None:
        return abs(one.at - other.at) < _SAME_HOUR
    if is_precise(one) and is_precise(other):
        return bool(_days(one) & _days(other))
    return span(one) == span(other)


def overlaps(one: Due, other: Due) -> bool:
    """Whether some day belongs to both."""
    (first, last), (begin, end) = span(one), span(other)
    return first <= end and begin <= last


def days_apart(one: Due, other: Due) -> int:
    """Return the days between two dates, 0 where they overlap."""
    (first, last), (begin, end) = span(one), span(other)
    return max(0, (begin - last).days, (first - end).days)


def points_at(finding: Finding, due: Due) -> bool:
    """Whether a vague finding can mean `due`: one that it holds, or one shortly before its nominal day."""
    if finding.due is None:
        return False
    if overlaps(finding.due, due):
        return True
    ahead = span(finding.due)[0] - span(due)[1]
    return is_vague(finding) and timedelta() < ahead <= timedelta(days=VAGUE_END_DAYS)


def hints_at(finding: Finding, due: Due) -> bool:
    """Whether a finding only says how far off a date was on some day ("two days before the deadline"), near `due`."""
    return is_hint(finding) and finding.due is not None and days_apart(finding.due, due) <= _HINT_DAYS


def is_hint(finding: Finding) -> bool:
    """Whether the words only say how far off a date was."""
    return any(idiom.hint.search(finding.words) for idiom in IDIOMS.values())


def is_same_length(one: Length | None, other: Length | None) -> bool:
    """Whether two lengths are the same one, however they are written ("50-day", "fifty days")."""
    if one is None or other is None:
        return False
    return (one.least_hours, one.most_hours) == (other.least_hours, other.most_hours)


def _has_time(due: Due) -> bool:
    return due.at is not None


def _days(due: Due) -> set[date]:
    at = due.at
    if at is None:
        return {due.first}
    midnight = (at.hour, at.minute) == (0, 0)
    return {at.date(), at.date() - timedelta(days=1)} if midnight else {at.date()}

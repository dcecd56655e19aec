"""Calendars: the dates in an iCalendar file (RFC 5545) that a person sent."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import icalendar

from core.errors import Unread, UnreadableFileError
from core.model.appointment import Appointment, Diary
from core.model.deadline import Due, Granularity

MOST = 300
"""Appointments read of one file."""

TITLE = 200
"""Characters of a title."""

_UID = 300
_LONGEST_SPAN = timedelta(days=366)
_YEARS = range(1900, 2200)
"""Outside of these nobody has an appointment; at the ends of the calendar there is no next day."""


def read_calendar(name: str, data: bytes, *, zone: str) -> Diary:
    """Return the single events and tasks of an .ics file by date; times without a zone are those of `zone`.

    Raises UnreadableFileError where it is no calendar.
    """
    try:
        calendars = icalendar.Calendar.from_ical(data, multiple=True)
        if not calendars:
            raise ValueError("no calendar")  # noqa: TRY301 -- one way to say it
        parts = [part for calendar in calendars for part in _dated(calendar)]
    except Exception as exc:  # broken files raise nearly anything
        raise UnreadableFileError(name, Unread.NO_CALENDAR) from exc
    single = [part for part in parts if not (part.get("rrule") or part.get("rdate"))]
    found = [one for part in single if (one := _appointment(part, zone)) is not None]
    found.sort(key=lambda one: (one.due.early_end, one.uid))
    return Diary(tuple(found[:MOST]), repeating=len(parts) - len(single), beyond=max(0, len(found) - MOST))


def _dated(calendar: Any) -> Iterator[Any]:
    if getattr(calendar, "name", "") != "VCALENDAR":
        raise ValueError("no calendar")
    yield from calendar.walk("VEVENT")
    yield from calendar.walk("VTODO")


def _appointment(part: Any, zone: str) -> Appointment | None:
    """Return what an event or task sets, None where it has no date or title that can be used."""
    try:
        title = " ".join(str(part.get("summary", "")).split())[:TITLE]
        begins, ends = _when(part)
        if not title or begins is None or begins.year not in _YEARS:
            return None
        due = _due(begins, ends, zone)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None
    uid = " ".join(str(part.get("uid", "")).split())[:_UID] or f"{title} {due.text}"
    return Appointment(uid, title, due, is_off=str(part.get("status", "")).upper() == "CANCELLED")


def _when(part: Any) -> tuple[date | None, date | None]:
    """Return first and last moment or day; a task is due at its end."""
    due, begins, ends = (getattr(part.get(name), "dt", None) for name in ("due", "dtstart", "dtend"))
    if part.name == "VTODO":
        return (due or begins), None
    return begins, ends


def _due(begins: date, ends: date | None, zone: str) -> Due:
    if isinstance(begins, datetime):
        return _instant(begins, zone)
    whole = isinstance(ends, date) and not isinstance(ends, datetime)
    last = ends - timedelta(days=1) if whole and ends is not None else begins
    if not timedelta() < last - begins <= _LONGEST_SPAN:
        return Due.on(begins, zone)
    return Due(Granularity.WINDOW, begins, last, zone)


def _instant(at: datetime, zone: str) -> Due:
    """Return an instant; its place is that of its zone where that has a name, else the reader's."""
    place = _zone_name(at) or zone
    aware = at if at.tzinfo is not None else at.replace(tzinfo=ZoneInfo(zone))
    local = aware.astimezone(ZoneInfo(place))
    return Due(Granularity.INSTANT, local.date(), local.date(), place, local)


def _zone_name(at: datetime) -> str | None:
    name = getattr(at.tzinfo, "key", None) or getattr(at.tzinfo, "zone", None)
    try:
        return str(ZoneInfo(name).key) if name and name != "UTC" else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None

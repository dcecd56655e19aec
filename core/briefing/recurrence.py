"""Recurrence: when a daily briefing comes next, by the clock on the reader's wall."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.model.wall import moment_of

_LOOK_AHEAD = 16
"""Local dates to try: two weeks, so that one missing date (Apia, 30 December 2011) only costs its own week."""


def next_occurrence(at: time, days: frozenset[int], zone: str, after: datetime) -> datetime:
    """Return the next moment (UTC), strictly later than `after`, at which it is `at` in `zone` on one of `days`.

    `days` counts from Monday = 0. Every local date has exactly one such moment (`core.model.wall.moment_of` says
    which, where clocks change); a date that does not exist there has none. Raises ValueError without any day.
    """
    if not days & frozenset(range(7)):
        raise ValueError("a briefing needs at least one day of the week")
    start = after.astimezone(ZoneInfo(zone)).date() - timedelta(days=1)
    for ahead in range(_LOOK_AHEAD):
        day = start + timedelta(days=ahead)
        if day.weekday() in days and (moment := moment_of(day, at, zone)) and moment > after:
            return moment.astimezone(UTC)
    raise AssertionError("two weeks hold every day of the week twice")

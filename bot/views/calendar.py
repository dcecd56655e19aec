"""Calendars: deadlines as iCalendar events (RFC 5545), which clients tell apart by UID and put right by SEQUENCE."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import icalendar

from bot.views.facts import deadline_name, other_dates, source_name, terms_lines
from bot.views.language import _
from bot.views.render import clean, is_address
from bot.views.words import arithmetic, due_words
from core.model.deadline import Deadline, Due, Entry, Event, Report, Status
from core.model.subscriber import Alert
from core.newsdesk.calendars import Dated, uid

REFRESH = timedelta(hours=1)
"""How often a client should look for changes."""

_PRODUCT = "-//Dateline//Deadlines//EN"


def calendar(dated: Iterable[Dated], now: datetime) -> bytes:
    """Return an iCalendar document; those without a date are left out. The same facts give the same bytes."""
    made = icalendar.Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _("Deadlines"))
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", REFRESH, parameters={"VALUE": "DURATION"})
    for one in dated:
        if one.deadline.due is not None:
            made.add_component(_event(one.deadline, one.deadline.due, one.alerts, now))
    return bytes(made.to_ical())


def sequence(deadline: Deadline) -> int:
    """Return how often the event changed: each new date counts, and each end."""
    steps = [entry for entry in deadline.history if entry.due is not None or _is_end(entry)]
    changes = sum(_is_end(step) or step.due != before.due for before, step in pairwise(steps))
    last = next((step.due for step in reversed(steps) if step.due is not None), deadline.due)
    return changes + (deadline.due != last)  # another side, or the reader's own count


def _is_end(entry: Entry) -> bool:
    return entry.event in (Event.WITHDRAWN, Event.MET)


def _event(deadline: Deadline, due: Due, alerts: Sequence[Alert], now: datetime) -> icalendar.Event:
    event, told = icalendar.Event(), deadline.last_confirmed.published.astimezone(UTC)
    event.add("uid", uid(deadline))
    event.add("sequence", sequence(deadline))
    event.add("dtstamp", told)
    event.add("last-modified", told)
    event.add("created", deadline.reports[0].published.astimezone(UTC))
    event.add("summary", _summary(deadline))
    for name, value in _when(due).items():
        event.add(name, value)
    event.add("description", _description(deadline, due, now))
    event.add("status", "CANCELLED" if deadline.status is Status.WITHDRAWN else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if is_address(url := _telling(deadline).url):
        event.add("url", url)
    for alert in alerts:
        event.add_component(_alarm(deadline, alert))
    return event


def _when(due: Due) -> dict[str, object]:
    """Return an instant in UTC; days as whole ones, a span to the day after its last."""
    if due.at is not None:
        return {"dtstart": due.at.astimezone(UTC)}
    return {"dtstart": due.first, "dtend": due.last + timedelta(days=1)}


def _summary(deadline: Deadline) -> str:
    name = clean(deadline_name(deadline))
    match deadline.status:
        case Status.MET:
            return _("Met: {name}").format(name=name)
        case Status.WITHDRAWN:
            return _("Withdrawn: {name}").format(name=name)
        case _:
            return name


def _description(deadline: Deadline, due: Due, now: datetime) -> str:
    report = _telling(deadline)
    others = other_dates(deadline, now)
    lines = [
        due_words(due),
        *terms_lines(deadline.terms),
        *([_("Sources disagree: also {dates}").format(dates=others)] if others else []),
        "",
        f"“{' '.join(report.finding.evidence.text.split())}”",
        f"{source_name(report.source, report.url)} · {arithmetic(report.finding)}",
        *([report.url] if is_address(report.url) else []),
    ]
    return clean("\n".join(lines))


def _telling(deadline: Deadline) -> Report:
    """Return the last report that gives the standing date, the last one of all where none does."""
    given = (report for report in reversed(deadline.reports) if report.finding.due == deadline.due)
    return next(given, deadline.last_confirmed)


def _alarm(deadline: Deadline, alert: Alert) -> icalendar.Alarm:
    """Return an alarm at the moment of an alert, since hours that are left quiet are no fixed distance."""
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", clean(deadline_name(deadline)))
    alarm.add("trigger", alert.due.astimezone(UTC))
    return alarm

"""Reminders: the ladder of alerts that leads up to a deadline, and the hours in which a chat is left alone."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from core.model.deadline import Deadline, Due, Status
from core.model.ids import ChatId
from core.model.subscriber import Alert, Quiet, Rung
from core.model.wall import moment_of

ALL_RUNGS = frozenset(Rung)
DAY = timedelta(days=1)
LEADS = {
    Rung.DAYS_7: 7 * DAY,
    Rung.DAYS_3: 3 * DAY,
    Rung.DAY_1: DAY,
    Rung.HOURS_3: timedelta(hours=3),
}
"""How long before the deadline a rung stands."""

_ORDER = {rung: place for place, rung in enumerate(Rung)}
_OWN_MOMENT = {Rung.HOURS_3, Rung.ZERO}
"""Rungs that say something about the hour; only a rung of the very same moment takes their place."""


def plan_ladder(
    deadline: Deadline,
    *,
    chat: ChatId,
    zone: str,
    now: datetime,
    briefing_hour: time = time(8),
    quiet: Quiet | None = None,
    rungs: Collection[Rung] = ALL_RUNGS,
) -> tuple[Alert, ...]:
    """Return the alerts still to come for a deadline, in order; equal values however often it is planned.

    They run on the earliest standing date. An instant has its rungs at their exact distance; a day has them at
    `briefing_hour` in the chat's `zone`, counted by the calendar in the deadline's own place, and no "3 hours". A
    rung longer than half the length of the deadline falls away, one inside the quiet hours comes at their end, and
    of the day rungs that then fall on one local date only the nearest to the deadline stays. A deadline that was met
    or withdrawn, or has no date, has none; one that has passed has only the day after.
    """
    due = deadline.due
    if due is None or deadline.status in (Status.MET, Status.WITHDRAWN):
        return ()
    wanted = set(rungs) if deadline.status is Status.OPEN else set(rungs) & {Rung.DAY_AFTER}
    moments = _instant_moments if due.at is not None else _day_moments
    planned = [
        Alert(chat, int(deadline.id), rung, due_words_of(due), after_quiet(moment, quiet, zone))
        for rung, moment in moments(due, deadline.set_at, zone, briefing_hour).items()
        if rung in wanted
    ]
    return tuple(alert for alert in _thinned(planned, due, zone) if alert.due >= now)


def due_words_of(due: Due | None) -> str:
    """Return a due date as plans and memories keep it: "2025-09-02", "2025-08-07/2025-08-09"; "" without one."""
    if due is None:
        return ""
    return f"{due.text}/{due.end_text}" if due.end_text else due.text


def snoozed(deadline: Deadline, *, chat: ChatId, until: datetime) -> Alert:
    """Return one extra alert at `until`: its target carries "#" and that time, so that its key is its own.

    Its rung is the last one whose time has come by then (halfway where none has).
    """
    due = deadline.due
    target = f"{due_words_of(due)}#{until.astimezone(UTC):%Y%m%dT%H%M%S}"
    return Alert(chat, int(deadline.id), _rung_at(due, until), target, until)


def after_quiet(moment: datetime, quiet: Quiet | None, zone: str) -> datetime:
    """Return `moment`, or the end of the quiet hours (local to `zone`) that it lies in, UTC.

    Hours that start and end at the same time hold nothing back.
    """
    if quiet is None or quiet.start == quiet.end:
        return moment
    local = moment.astimezone(ZoneInfo(zone))
    clock = local.time()
    over_midnight = quiet.start > quiet.end
    if over_midnight and clock >= quiet.start:
        return _later(moment, local.date() + DAY, quiet.end, zone)
    if (over_midnight and clock < quiet.end) or quiet.start <= clock < quiet.end:
        return _later(moment, local.date(), quiet.end, zone)
    return moment


def _later(moment: datetime, day: date, at: time, zone: str) -> datetime:
    # Clocks put back inside the quiet hours can make their end lie behind us: then they are over.
    return max(moment, _wall(day, at, zone))


def _wall(day: date, at: time, zone: str) -> datetime:
    """Return the moment of a wall time; of a date that does not exist there, that of the next one."""
    return moment_of(day, at, zone) or moment_of(day + DAY, at, zone) or datetime.combine(day, at, UTC)


def _instant_moments(due: Due, set_at: datetime, zone: str, hour: time) -> dict[Rung, datetime]:
    target, place = due.early_end, ZoneInfo(zone)
    length = target - set_at
    moments = {rung: target - lead for rung, lead in LEADS.items() if 2 * lead <= length}
    if length >= 2 * DAY:
        moments[Rung.HALFWAY] = _wall((set_at + length / 2).astimezone(place).date(), hour, zone)
    moments[Rung.ZERO] = target
    moments[Rung.DAY_AFTER] = _wall(target.astimezone(place).date() + DAY, hour, zone)
    return moments


def _day_moments(due: Due, set_at: datetime, zone: str, hour: time) -> dict[Rung, datetime]:
    begun = set_at.astimezone(ZoneInfo(due.zone)).date()
    length = due.first - begun
    moments = {
        rung: _on_day(due, due.first - lead, zone, hour)
        for rung, lead in LEADS.items()
        if lead >= DAY and 2 * lead <= length
    }
    if length >= 2 * DAY:
        moments[Rung.HALFWAY] = _on_day(due, begun + length // 2 // DAY * DAY, zone, hour)
    moments[Rung.ZERO] = _on_day(due, due.first, zone, hour)
    moments[Rung.DAY_AFTER] = _after(due, zone, hour)
    return moments


def _on_day(due: Due, day: date, zone: str, hour: time) -> datetime:
    """Return the briefing hour of `day`, or of the day before where the reader's morning would come too late.

    08:00 in Honolulu on the last day of a deadline in Auckland is after its end.
    """
    too_late = _wall(due.first, hour, zone) >= due.early_end
    return _wall(day - DAY if too_late else day, hour, zone)


def _after(due: Due, zone: str, hour: time) -> datetime:
    """Return the first briefing hour after the last day is over in its place and on the reader's calendar."""
    moment = _wall(due.last + DAY, hour, zone)
    return moment if moment >= due.lapses_at else _wall(due.last + 2 * DAY, hour, zone)


def _thinned(alerts: Iterable[Alert], due: Due, zone: str) -> list[Alert]:
    """Drop what quiet hours made pointless, and of two rungs of one day (or moment) the one farther away."""
    place = ZoneInfo(zone)
    ordered = sorted(alerts, key=lambda alert: _ORDER[alert.rung])
    useful = [a for a in ordered if a.rung not in LEADS or a.due < due.early_end]
    kept = [
        first
        for first, then in pairwise(useful)
        if first.due < then.due
        and (then.rung in _OWN_MOMENT or first.due.astimezone(place).date() != then.due.astimezone(place).date())
    ]
    return sorted([*kept, *useful[-1:]], key=lambda alert: (alert.due, _ORDER[alert.rung]))


def _rung_at(due: Due | None, moment: datetime) -> Rung:
    if due is None:
        return Rung.HALFWAY
    if due.is_past(moment):
        return Rung.DAY_AFTER
    left = due.early_end - moment
    if left <= (timedelta() if due.at is not None else DAY):
        return Rung.ZERO
    near = [rung for rung, lead in LEADS.items() if left <= lead and (due.at is not None or lead >= DAY)]
    return near[-1] if near else Rung.HALFWAY

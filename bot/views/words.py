"""Dates, countdowns and lengths in words of the language spoken, through Babel; a day never becomes a midnight."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from babel.dates import (
    format_date,
    format_datetime,
    format_interval,
    format_skeleton,
    format_timedelta,
)
from babel.units import format_unit

from bot.locales import ENGLISH
from bot.views.document import Inline, Instant
from bot.views.language import _, plural, spoken
from core.model.deadline import Anchor, Due, Finding, Granularity, Length, Origin

_OWN_PATTERNS = {"en": {"full": "EEEE d MMMM y", "long": "d MMMM y", "short": "d MMMM"}}
"""Where we write a date otherwise than the locale data does: English without commas, day first."""

_PLACELESS = ("UTC", "GMT", "Etc/")
_WITHOUT_ROUNDING = 10**9
_LONGEST_AHEAD = timedelta(days=1000)
"""Telegram shows instants up to three years ahead."""


def due_words(due: Due) -> str:
    """Return a due date as exactly as it is known, with its place: "Tuesday 2 September 2025 (New York)"."""
    match due.granularity:
        case Granularity.INSTANT if due.at is not None:
            return _("by {time}").format(time=_place_time(due.at, due.zone))
        case Granularity.WINDOW if due.first != due.last:
            return _with_place(span_words(due.first, due.last), due.zone)
        case Granularity.MONTH | Granularity.QUARTER | Granularity.YEAR:
            return _period(due)
        case Granularity.WEEK:
            words = _("in the week to {day}").format(day=_date(due.last, "full"))
            return _with_place(words, due.zone)
        case _:
            return _with_place(_date(due.first, "full"), due.zone)


def short_due(due: Due, now: datetime) -> str:
    """Return a due date in little room: "2 September", "7–9 August"; the year only where it is not this one."""
    this_year = due.first.year == due.last.year == now.year
    match due.granularity:
        case Granularity.INSTANT if due.at is not None:
            clock = _clock(due.at.astimezone(ZoneInfo(due.zone)))
            return f"{_day_in(_last_day(due), now)}, {clock}"
        case Granularity.WINDOW if due.first != due.last:
            return span_words(due.first, due.last, with_year=not this_year)
        case Granularity.MONTH | Granularity.QUARTER | Granularity.YEAR:
            return _period(due)
        case _:
            return _day_in(due.last if due.granularity is Granularity.WEEK else due.first, now)


def day_words(day: date, *, weekday: bool = False) -> str:
    """Return a day: "2 September 2025"."""
    return _date(day, "full" if weekday else "long")


def span_words(first: date, last: date, *, with_year: bool = True) -> str:
    """Return the days of a window: "7–9 August 2025", "30 August – 2 September 2025"."""
    if spoken() not in _OWN_PATTERNS:
        return str(format_interval(first, last, "yMMMd" if with_year else "MMMd", locale=spoken()))
    end = _date(last, "long" if with_year else "short")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{_date(first, 'short' if first.year == last.year else 'long')} – {end}"


def countdown(due: Due, now: datetime) -> str:
    """Return how far off it is, by the calendar of its own place: "in 44 days", "today", "3 days ago".

    A window counts to its first day, and says so once it is open; a month, quarter or year counts in its own unit.
    """
    if due.granularity in _PERIODS:
        return _period_countdown(due, now)
    if due.at is not None:
        return _instant_countdown(due, due.at, now)
    today = now.astimezone(ZoneInfo(due.zone)).date()
    if due.first < today <= due.last:
        return _("any day now") if today < due.last else _("today at the latest")
    day = due.first if today <= due.first else due.last
    return _days_off((day - today).days)


def left_words(due: Due, now: datetime) -> str:
    """Return what is left in an alert's words: "7 days left", "3 hours left"; "" where it is over."""
    if due.at is not None and timedelta() < due.at - now < timedelta(days=1):
        return _left(max(1, round((due.at - now) / timedelta(hours=1))), "duration-hour")
    today = now.astimezone(ZoneInfo(due.zone)).date()
    days = ((_last_day(due) if due.at is not None else due.first) - today).days
    return _left(days, "duration-day") if days > 0 else ""


def _left(count: int, unit: str) -> str:
    length = format_unit(count, unit, locale=spoken())
    return plural("{length} left", "{length} left", count).format(length=length)


def ago(moment: datetime, now: datetime, zone: str = "UTC") -> str:
    """Return how many days of `zone` ago a moment was: "today", "yesterday", "4 days ago"."""
    days = (now.astimezone(ZoneInfo(zone)).date() - moment.astimezone(ZoneInfo(zone)).date()).days
    return _days_off(-max(0, days))


def moment(at: datetime, now: datetime, zone: str) -> Inline:
    """Return a moment for the screen: in the viewer's zone where the client knows how, else in `zone`."""
    words = local_words(at, zone)
    return Instant(at, "wdt", words) if at - now < _LONGEST_AHEAD else words


def local_words(at: datetime, zone: str) -> str:
    """Return a moment by the clocks of a zone: "Mon 28 Jul, 08:00"."""
    local = at.astimezone(ZoneInfo(zone))
    if spoken() in _OWN_PATTERNS:
        return str(format_datetime(local, "EEE d MMM, HH:mm", locale=spoken()))
    return f"{format_skeleton('MMMEd', local, locale=spoken())}, {local:%H:%M}"


def place_words(zone: str) -> str:
    """Return the city that a zone is named for: "New York"; "" for UTC and its like."""
    if zone.startswith(_PLACELESS):
        return ""
    cities = Locale.parse(spoken()).time_zones
    named = (
        cities[known]["city"] for known in (zone, *_former_names().get(zone, ())) if "city" in cities.get(known, {})
    )
    return next(named, zone.rsplit("/", 1)[-1].replace("_", " "))


@cache
def _former_names() -> Mapping[str, Sequence[str]]:
    """Return what zones were called before, since the locale data knows some by their old names alone."""
    former: dict[str, list[str]] = {}
    for old, new in get_global("zone_aliases").items():
        former.setdefault(new, []).append(old)
    return former


def arithmetic(finding: Finding) -> str:
    """Return how the date came about: "50 days from 19 July 2025, “just a day before”: 7 September 2025".

    A date that the text names itself is "named in the text, “by 7 September”: 7 September 2025".
    """
    if finding.due is None:
        return _("“{words}”: no date can be worked out").format(words=finding.words)
    return f"{reckoning(finding)}: {_plain_due(finding.due)}"


def reckoning(finding: Finding) -> str:
    """Return what the date was worked out from, without the date itself."""
    anchor, length = finding.anchor, finding.length
    if finding.own:
        return _("as you wrote, “{words}”").format(words=finding.words)
    if length is None and anchor is not None and anchor.origin is Origin.READER:
        return _("as you said, “{words}”").format(words=anchor.text)
    if anchor is None or anchor.date is None or (length is None and anchor.origin is Origin.EXPLICIT):
        return _("named in the text, “{words}”").format(words=finding.words)
    if length is not None:
        return _("{length} from {start}").format(length=length_words(length), start=_start(anchor))
    return _("“{words}”, read from {start}").format(words=finding.words, start=_start(anchor))


def length_words(length: Length) -> str:
    """Return a length: "50 days" for "50-day", what is written where it is written as a length of its own."""
    written = " ".join(length.text.split())
    if "-" not in written or length.least_hours != length.most_hours:
        return written
    hours = length.least_hours
    for word, unit, size in (
        ("hour", "duration-hour", 1),
        ("day", "duration-day", 24),
        ("week", "duration-week", 168),
    ):
        if word in written.casefold() and hours % size == 0:
            return str(format_unit(int(hours // size), unit, locale=spoken()))
    return f"“{written}”"


_PERIODS = frozenset({Granularity.MONTH, Granularity.QUARTER, Granularity.YEAR})


def _date(day: date, form: str) -> str:
    own = _OWN_PATTERNS.get(spoken())
    if own is not None:
        return str(format_date(day, own[form], locale=spoken()))
    if form == "short":
        return _skeleton("MMMMd", day)
    return str(format_date(day, form, locale=spoken()))


def _skeleton(form: str, day: date) -> str:
    return str(format_skeleton(form, datetime(day.year, day.month, day.day), locale=spoken()))  # noqa: DTZ001 -- a day


def _day_in(day: date, now: datetime) -> str:
    return _date(day, "short" if day.year == now.year else "long")


def _with_place(words: str, zone: str) -> str:
    place = place_words(zone)
    return f"{words} ({place})" if place else words


def _plain_due(due: Due) -> str:
    """The date at the end of an arithmetic: no weekday, no place."""
    return _date(due.first, "long") if due.granularity is Granularity.DAY else due_words(due)


def _period(due: Due) -> str:
    match due.granularity:
        case Granularity.MONTH:
            return _skeleton("yMMMM", due.first)
        case Granularity.QUARTER:
            return _skeleton("yQQQQ", due.first)
        case _:
            return str(format_date(due.first, "y", locale=spoken()))


def _place_time(at: datetime, zone: str) -> str:
    """Return an instant by the clocks of its own place: "5 p.m. New York time, Tuesday 2 September 2025"."""
    local = at.astimezone(ZoneInfo(zone))
    place = place_words(zone)
    where = _("{place} time").format(place=place) if place else "UTC"
    if (local.hour, local.minute) == (0, 0):
        before = _date(local.date() - timedelta(days=1), "full")
        return _("midnight at the end of {day}, {place}").format(day=before, place=where)
    return f"{_clock(local)} {where}, {_date(local.date(), 'full')}"


def _last_day(due: Due) -> date:
    """Return the day of its place that an instant ends or lies in: midnight belongs to the day it ends."""
    at = (due.at or due.lapses_at).astimezone(ZoneInfo(due.zone))
    return (at - timedelta(microseconds=1)).date()


def _clock(local: datetime) -> str:
    """Return a time of day as the language tells it: "5 p.m.", "17:30" elsewhere."""
    if spoken() != ENGLISH:
        return f"{local:%H:%M}"
    named = {(12, 0): _("noon"), (0, 0): _("midnight")}
    if (local.hour, local.minute) in named:
        return named[local.hour, local.minute]
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{(local.hour + 11) % 12 + 1}{minutes} {'a.m.' if local.hour < 12 else 'p.m.'}"


def _start(anchor: Anchor) -> str:
    """Return what was counted from, and why: "19 July 2025, “just a day before these remarks”"."""
    day = _date(anchor.date, "long") if anchor.date else ""
    match anchor.origin:
        case Origin.PUBLISHED:
            return _("{day}, the day of the report").format(day=day)
        case Origin.READER:
            return _("{day}, as you said").format(day=day)
        case _ if anchor.text.strip():
            return f"{day}, “{' '.join(anchor.text.split())}”"
        case _:
            return day


def _days_off(days: int) -> str:
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    return near.get(days) or _off(timedelta(days=days), "day")


def _off(delta: timedelta, unit: str) -> str:
    """Return a distance in one unit, never rounded up to a larger one: "in 44 days", not "in 6 weeks"."""
    return str(
        format_timedelta(
            delta,
            granularity=unit,  # type: ignore[arg-type]  # one of the units it knows
            threshold=_WITHOUT_ROUNDING,
            add_direction=True,
            locale=spoken(),
        )
    )


def _instant_countdown(due: Due, at: datetime, now: datetime) -> str:
    off = at - now
    if abs(off) < timedelta(hours=1):
        minutes = max(1, round(abs(off) / timedelta(minutes=1)))
        return _off(timedelta(minutes=minutes if off > timedelta() else -minutes), "minute")
    if abs(off) < timedelta(days=1):
        hours = round(off / timedelta(hours=1))
        return _off(timedelta(hours=hours), "hour")
    return _days_off((_last_day(due) - now.astimezone(ZoneInfo(due.zone)).date()).days)


def _period_countdown(due: Due, now: datetime) -> str:
    today = now.astimezone(ZoneInfo(due.zone)).date()
    day = due.first if today < due.first else due.last
    months = (day.year - today.year) * 12 + day.month - today.month
    match due.granularity:
        case Granularity.MONTH:
            near = {0: _("this month"), 1: _("next month"), -1: _("last month")}
            return near.get(months) or _off(timedelta(days=30 * months), "month")
        case Granularity.QUARTER if due.first <= today <= due.last:
            return _("this quarter")
        case Granularity.QUARTER:
            return _off(timedelta(days=30 * months), "month")
        case _:
            years = day.year - today.year
            near = {0: _("this year"), 1: _("next year"), -1: _("last year")}
            return near.get(years) or _off(timedelta(days=365 * years), "year")

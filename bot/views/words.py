"""Dates, countdowns and lengths in words, through Babel; a day known as a day never becomes a midnight."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import (
    format_date,
    format_datetime,
    format_interval,
    format_skeleton,
    format_timedelta,
    get_timezone_location,
)
from babel.units import format_unit

from bot.views.document import Inline, Instant
from bot.views.language import _
from core.model.deadline import Anchor, Due, Finding, Granularity, Length, Origin

_OWN_PATTERNS = {"en": {"full": "EEEE d MMMM y", "long": "d MMMM y", "short": "d MMMM"}}
"""Where we write a date otherwise than the locale data does: English without commas, day first."""

_PLACELESS = ("UTC", "GMT", "Etc/")
_WITHOUT_ROUNDING = 10**9
_LONGEST_AHEAD = timedelta(days=1000)
"""Telegram shows instants up to three years ahead."""


def due_words(due: Due, locale: str = "en") -> str:
    """Return a due date as exactly as it is known, with its place: "Tuesday 2 September 2025 (New York)"."""
    match due.granularity:
        case Granularity.INSTANT if due.at is not None:
            return _("by {time}").format(time=_place_time(due.at, due.zone, locale))
        case Granularity.WINDOW if due.first != due.last:
            return _with_place(span_words(due.first, due.last, locale), due.zone, locale)
        case Granularity.MONTH | Granularity.QUARTER | Granularity.YEAR:
            return _period(due, locale)
        case Granularity.WEEK:
            words = _("in the week to {day}").format(day=_date(due.last, "full", locale))
            return _with_place(words, due.zone, locale)
        case _:
            return _with_place(_date(due.first, "full", locale), due.zone, locale)


def short_due(due: Due, now: datetime, locale: str = "en") -> str:
    """Return a due date in little room: "2 September", "7–9 August"; the year only where it is not this one."""
    this_year = due.first.year == due.last.year == now.year
    match due.granularity:
        case Granularity.INSTANT if due.at is not None:
            clock = _clock(due.at.astimezone(ZoneInfo(due.zone)), locale)
            return f"{_day_in(_last_day(due), now, locale)}, {clock}"
        case Granularity.WINDOW if due.first != due.last:
            return span_words(due.first, due.last, locale, with_year=not this_year)
        case Granularity.MONTH | Granularity.QUARTER | Granularity.YEAR:
            return _period(due, locale)
        case _:
            return _day_in(due.last if due.granularity is Granularity.WEEK else due.first, now, locale)


def day_words(day: date, locale: str = "en", *, weekday: bool = False) -> str:
    """Return a day: "2 September 2025"."""
    return _date(day, "full" if weekday else "long", locale)


def span_words(first: date, last: date, locale: str = "en", *, with_year: bool = True) -> str:
    """Return the days of a window: "7–9 August 2025", "30 August – 2 September 2025"."""
    if Locale.parse(locale).language not in _OWN_PATTERNS:
        return str(format_interval(first, last, "yMMMd" if with_year else "MMMd", locale=locale))
    end = _date(last, "long" if with_year else "short", locale)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{_date(first, 'short' if first.year == last.year else 'long', locale)} – {end}"


def countdown(due: Due, now: datetime, locale: str = "en") -> str:
    """Return how far off it is, by the calendar of its own place: "in 44 days", "today", "3 days ago".

    A window counts to its first day, and says so once it is open; a month, quarter or year counts in its own unit.
    """
    if due.granularity in _PERIODS:
        return _period_countdown(due, now, locale)
    if due.at is not None:
        return _instant_countdown(due, due.at, now, locale)
    today = now.astimezone(ZoneInfo(due.zone)).date()
    if due.first < today <= due.last:
        return _("any day now") if today < due.last else _("today at the latest")
    day = due.first if today <= due.first else due.last
    return _days_off((day - today).days, locale)


def left_words(due: Due, now: datetime, locale: str = "en") -> str:
    """Return what is left in an alert's words: "7 days left", "3 hours left"; "" where it is over."""
    if due.at is not None and timedelta() < due.at - now < timedelta(days=1):
        hours = max(1, round((due.at - now) / timedelta(hours=1)))
        return _("{length} left").format(length=format_unit(hours, "duration-hour", locale=locale))
    today = now.astimezone(ZoneInfo(due.zone)).date()
    days = ((_last_day(due) if due.at is not None else due.first) - today).days
    return _("{length} left").format(length=format_unit(days, "duration-day", locale=locale)) if days > 0 else ""


def ago(moment: datetime, now: datetime, zone: str = "UTC", locale: str = "en") -> str:
    """Return how many days of `zone` ago a moment was: "today", "yesterday", "4 days ago"."""
    days = (now.astimezone(ZoneInfo(zone)).date() - moment.astimezone(ZoneInfo(zone)).date()).days
    return _days_off(-max(0, days), locale)


def moment(at: datetime, now: datetime, zone: str, locale: str = "en") -> Inline:
    """Return a moment for the screen: in the viewer's zone where the client knows how, else in `zone`."""
    words = local_words(at, zone, locale)
    return Instant(at, "wdt", words) if at - now < _LONGEST_AHEAD else words


def local_words(at: datetime, zone: str, locale: str = "en") -> str:
    """Return a moment by the clocks of a zone: "Mon 28 Jul, 08:00"."""
    local = at.astimezone(ZoneInfo(zone))
    if Locale.parse(locale).language in _OWN_PATTERNS:
        return str(format_datetime(local, "EEE d MMM, HH:mm", locale=locale))
    return f"{format_skeleton('MMMEd', local, locale=locale)}, {local:%H:%M}"


def place_words(zone: str, locale: str = "en") -> str:
    """Return the city that a zone is named for: "New York"; "" for UTC and its like."""
    if zone.startswith(_PLACELESS):
        return ""
    return str(get_timezone_location(zone, return_city=True, locale=locale)).rsplit("/", 1)[-1]


def arithmetic(finding: Finding, locale: str = "en") -> str:
    """Return how the date came about: "50 days from 19 July 2025, “just a day before”: 7 September 2025".

    A date that the text names itself is "named in the text, “by 7 September”: 7 September 2025".
    """
    if finding.due is None:
        return _("“{words}”: no date can be worked out").format(words=finding.words)
    return f"{reckoning(finding, locale)}: {_plain_due(finding.due, locale)}"


def reckoning(finding: Finding, locale: str = "en") -> str:
    """Return what the date was worked out from, without the date itself."""
    anchor, length = finding.anchor, finding.length
    if anchor is None or anchor.date is None or (length is None and anchor.origin is Origin.EXPLICIT):
        return _("named in the text, “{words}”").format(words=finding.words)
    if length is not None:
        return _("{length} from {start}").format(length=length_words(length, locale), start=_start(anchor, locale))
    return _("“{words}”, read from {start}").format(words=finding.words, start=_start(anchor, locale))


def length_words(length: Length, locale: str = "en") -> str:
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
            return str(format_unit(int(hours // size), unit, locale=locale))
    return f"“{written}”"


_PERIODS = frozenset({Granularity.MONTH, Granularity.QUARTER, Granularity.YEAR})


def _date(day: date, form: str, locale: str) -> str:
    own = _OWN_PATTERNS.get(Locale.parse(locale).language)
    if own is not None:
        return str(format_date(day, own[form], locale=locale))
    if form == "short":
        return str(format_skeleton("MMMMd", datetime(day.year, day.month, day.day), locale=locale))  # noqa: DTZ001 -- a day
    return str(format_date(day, form, locale=locale))


def _day_in(day: date, now: datetime, locale: str) -> str:
    return _date(day, "short" if day.year == now.year else "long", locale)


def _with_place(words: str, zone: str, locale: str) -> str:
    place = place_words(zone, locale)
    return f"{words} ({place})" if place else words


def _plain_due(due: Due, locale: str) -> str:
    """The date at the end of an arithmetic: no weekday, no place."""
    return _date(due.first, "long", locale) if due.granularity is Granularity.DAY else due_words(due, locale)


def _period(due: Due, locale: str) -> str:
    match due.granularity:
        case Granularity.MONTH:
            return str(format_date(due.first, "LLLL y", locale=locale))
        case Granularity.QUARTER:
            return str(format_date(due.first, "QQQQ y", locale=locale))
        case _:
            return str(format_date(due.first, "y", locale=locale))


def _place_time(at: datetime, zone: str, locale: str) -> str:
    """Return an instant by the clocks of its own place: "5 p.m. New York time, Tuesday 2 September 2025"."""
    local = at.astimezone(ZoneInfo(zone))
    place = place_words(zone, locale)
    where = _("{place} time").format(place=place) if place else "UTC"
    if (local.hour, local.minute) == (0, 0):
        before = _date(local.date() - timedelta(days=1), "full", locale)
        return _("midnight at the end of {day}, {place}").format(day=before, place=where)
    return f"{_clock(local, locale)} {where}, {_date(local.date(), 'full', locale)}"


def _last_day(due: Due) -> date:
    """Return the day of its place that an instant ends or lies in: midnight belongs to the day it ends."""
    at = (due.at or due.lapses_at).astimezone(ZoneInfo(due.zone))
    return (at - timedelta(microseconds=1)).date()


def _clock(local: datetime, locale: str) -> str:
    """Return a time of day as the language tells it: "5 p.m.", "17:30" elsewhere."""
    if Locale.parse(locale).language != "en":
        return f"{local:%H:%M}"
    named = {(12, 0): _("noon"), (0, 0): _("midnight")}
    if (local.hour, local.minute) in named:
        return named[local.hour, local.minute]
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{(local.hour + 11) % 12 + 1}{minutes} {'a.m.' if local.hour < 12 else 'p.m.'}"


def _start(anchor: Anchor, locale: str) -> str:
    """Return what was counted from, and why: "19 July 2025, “just a day before these remarks”"."""
    day = _date(anchor.date, "long", locale) if anchor.date else ""
    match anchor.origin:
        case Origin.PUBLISHED:
            return _("{day}, the day of the report").format(day=day)
        case Origin.READER:
            return _("{day}, as you said").format(day=day)
        case _ if anchor.text.strip():
            return f"{day}, “{' '.join(anchor.text.split())}”"
        case _:
            return day


def _days_off(days: int, locale: str) -> str:
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    return near.get(days) or _off(timedelta(days=days), "day", locale)


def _off(delta: timedelta, unit: str, locale: str) -> str:
    """Return a distance in one unit, never rounded up to a larger one: "in 44 days", not "in 6 weeks"."""
    return str(
        format_timedelta(
            delta,
            granularity=unit,  # type: ignore[arg-type]  # one of the units it knows
            threshold=_WITHOUT_ROUNDING,
            add_direction=True,
            locale=locale,
        )
    )


def _instant_countdown(due: Due, at: datetime, now: datetime, locale: str) -> str:
    off = at - now
    if abs(off) < timedelta(hours=1):
        minutes = max(1, round(abs(off) / timedelta(minutes=1)))
        return _off(timedelta(minutes=minutes if off > timedelta() else -minutes), "minute", locale)
    if abs(off) < timedelta(days=1):
        hours = round(off / timedelta(hours=1))
        return _off(timedelta(hours=hours), "hour", locale)
    return _days_off((_last_day(due) - now.astimezone(ZoneInfo(due.zone)).date()).days, locale)


def _period_countdown(due: Due, now: datetime, locale: str) -> str:
    today = now.astimezone(ZoneInfo(due.zone)).date()
    day = due.first if today < due.first else due.last
    months = (day.year - today.year) * 12 + day.month - today.month
    match due.granularity:
        case Granularity.MONTH:
            near = {0: _("this month"), 1: _("next month"), -1: _("last month")}
            return near.get(months) or _off(timedelta(days=30 * months), "month", locale)
        case Granularity.QUARTER if due.first <= today <= due.last:
            return _("this quarter")
        case Granularity.QUARTER:
            return _off(timedelta(days=30 * months), "month", locale)
        case _:
            years = day.year - today.year
            near = {0: _("this year"), 1: _("next year"), -1: _("last year")}
            return near.get(years) or _off(timedelta(days=365 * years), "year", locale)

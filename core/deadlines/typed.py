"""Typed: a date as a person writes it, in a deadline of their own ("tax form due 30 Nov 17:00") or a correction."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale

from core.deadlines.expressions import Clock, Day, Timex, Unit, scan
from core.deadlines.expressions import Length as Lasting
from core.deadlines.resolution import Tense, hours_of, resolve
from core.model.deadline import Due, Granularity, Length

LONGEST = 300
"""Characters of what is typed that are read."""

_LANGUAGES = ("de", "es", "ru", "uk")
_NEAR = {
    "heute": "today", "morgen": "tomorrow", "gestern": "yesterday", "hoy": "today", "mañana": "tomorrow",
    "ayer": "yesterday", "сегодня": "today", "завтра": "tomorrow", "вчера": "yesterday", "сьогодні": "today",
    "вчора": "yesterday", "um": "at", "tagen": "days", "tage": "days", "wochen": "weeks", "días": "days",
    "semanas": "weeks", "дней": "days", "дня": "days", "недели": "weeks", "днів": "days", "дні": "days",
    "тижні": "weeks", "тиждень": "week", "неделю": "week", "woche": "week", "semana": "week",
    "від": "from", "от": "from", "ab": "from", "desde": "from",
}  # fmt: skip
_ASKS = re.compile(
    r"(?:please\s+)?(?:remind\s+(?:me|us)|reminder|my\s+deadline|deadline\s*:|to-?do|нагадай(?:\s+мені)?"
    r"|напомни(?:\s+мне)?|erinnere?\s+mich|recuérdame|recuerdame)\b[\s:,]*(?:(?:of|about|that|an|про|о|de)\s)?",
    re.IGNORECASE,
)
_DUE = re.compile(r"\b(?:due|fällig|vence|срок|термін)\b(?:\s+(?:on|by|at|am|el|до))?[\s:]*$", re.IGNORECASE)
_BEFORE = re.compile(
    r"[\s,:;–—-]*(?:\b(?:by|on|at|until|till|before|due|in|for|the|am|bis|el|en|para|до|на|в|у|через|fällig|vence|срок"
    r"|термін)\b[\s,:;–—-]*)*$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"^[\s,:;.–—-]*(?:(?:to|that|about|zu)\b\s*)?", re.IGNORECASE)
_QUESTION = re.compile(
    r"(?:what|when|where|which|who|whom|why|how|is|are|was|does|do|did|will|can|any|show|tell|list"
    r"|wann|was|wer|wie|qué|cuándo|cuando|quién|когда|что|кто|коли|що|хто)\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(?<![\d./:-])(\d{1,2})[./](\d{1,2})\.?(?![\d/:-]|\.\d)")
_OF_MONTH = re.compile(r"\b(\d{1,2})(?:\.|\s+de)\s*(?=[A-Z][a-z]{2,8}\b)")
_AT = re.compile(r"\b(?:в|о|об|um|a\s+las?)\s+(\d{1,2}:\d{2})", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+\.?")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_SHORT_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Own:
    """A deadline of a person's own: what is to be done, "" where they did not say, by when, and the words for that."""

    title: str
    due: Due
    words: str


class Wrong(StrEnum):
    """What of a deadline a person puts right."""

    START = "start"
    """The day that its length is counted from."""

    LENGTH = "length"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of a date: what they put right, and the day, the moment or the length that it is."""

    wrong: Wrong
    words: str
    day: date | None = None
    due: Due | None = None
    length: Length | None = None


def is_question(text: str) -> bool:
    """Whether a text asks for something: it has a question mark or opens like one."""
    return "?" in text or _QUESTION.match(text.strip()) is not None


def asked_for(text: str) -> str | None:
    """Return what is to be reminded of where a text plainly asks for that, with or without a date; else None."""
    said = " ".join(text[:LONGEST].split())
    asked = _ASKS.match(said)
    if asked is None:
        return None
    return re.sub(r"^(?:to|that)\s+", "", said[asked.end() :]) or None


def read_wish(text: str, *, now: datetime, zone: str) -> Own | None:
    """Return the deadline of their own that a text plainly is without any command, None for every other text.

    "Remind me …", "… due 30 November", "30 November: …".
    """
    said = " ".join(text[:LONGEST].split())
    asked = _ASKS.match(said)
    if is_question(said) and asked is None:
        return None
    plain = _in_english(said)
    if asked is not None:
        return read_own(said[asked.end() :], now=now, zone=zone)
    timex = _first(plain)
    if timex is None or len(said.split()) > 15:
        return None
    leads = timex.start == 0 and re.match(r"\s*[:–—]", plain[timex.end :])
    return read_own(said, now=now, zone=zone) if leads or _DUE.search(plain[: timex.start]) else None


def read_own(text: str, *, now: datetime, zone: str) -> Own | None:
    """Return a deadline as typed after a command: what is to be done, and the first date in it, the next such day.

    None without a date. `zone` is the person's own (IANA).
    """
    plain = _in_english(" ".join(text[:LONGEST].split()))
    timex = _first(plain)
    due = _due(timex, now=now, zone=zone) if timex else None
    if timex is None or due is None:
        return None
    left, right = plain[: timex.start], plain[timex.end :]
    parts = (_ASKS.sub("", _BEFORE.sub("", left)), _AFTER.sub("", right) if not left.strip() else right)
    title = " ".join(" ".join(parts).split()).strip(" ,:;.–—-")
    title = re.sub(r"^(?:to|that)\s+", "", title)
    return Own(title[:1].upper() + title[1:], due, timex.text)


def read_due(text: str, *, now: datetime, zone: str) -> Due | None:
    """Return the day or moment that a text names, None without one."""
    timex = _first(_in_english(text[:LONGEST]))
    return _due(timex, now=now, zone=zone) if timex else None


def read_correction(text: str, *, now: datetime, zone: str) -> Correction | None:
    """Return what a reply puts right ("that was 14 July", "it's 8 August", "12 days"), None where it is no correction.

    `zone` is that of the deadline's place. A past tense, "from" and "since" mean the day that is counted from.
    """
    said = " ".join(text[:LONGEST].split())
    plain = _in_english(said)
    timex = _first(plain)
    if timex is None or len(said.split()) > 14 or "?" in said:
        return None
    lead = plain[: timex.start].casefold()
    if isinstance(timex.value, Lasting) and not re.search(r"\bin\s*$", lead):
        return Correction(Wrong.LENGTH, said, length=_length(timex, timex.value))
    today = now.astimezone(ZoneInfo(zone)).date()
    if re.search(
        r"\b(?:was|were|from|since|after|starting|started|count|written|published|announced|said|set)\b", lead
    ):
        span = resolve(timex.value, today, Tense.EITHER)
        return Correction(Wrong.START, said, day=span.first) if span else None
    due = _due(timex, now=now, zone=zone, around=True)
    return Correction(Wrong.DUE, said, due=due) if due else None


def _length(timex: Timex, value: Lasting) -> Length:
    return Length(timex.text, hours_of(value, value.least), hours_of(value, value.most))


def _first(plain: str) -> Timex | None:
    from core.deadlines.english.times import CALENDAR  # slow to load, and a bot at its start needs it not yet

    return next((timex for timex in scan(plain, CALENDAR)), None)


def _due(timex: Timex, *, now: datetime, zone: str, around: bool = False) -> Due | None:
    """Return when a typed expression is due; with `around` a day without a year is the nearest such day."""
    local = now.astimezone(ZoneInfo(zone))
    value = timex.value
    if isinstance(value, Lasting) and value.unit in (Unit.HOUR, Unit.MINUTE):
        at = (now + timedelta(hours=hours_of(value, value.least))).astimezone(ZoneInfo(zone)).replace(microsecond=0)
        return _instant(at, zone)
    if isinstance(value, Clock):
        at = _at(local.date(), value, zone)
        return _instant(at if at > now else _at(local.date() + timedelta(days=1), value, zone), zone)
    is_open = isinstance(value, Day) and value.year is None and not around
    span = resolve(value, local.date(), Tense.EITHER if around else Tense.OPEN)
    if span is not None and is_open and span.last < local.date():
        span = resolve(value, local.date().replace(year=local.year + 1, day=1, month=1))
    if span is None:
        return None
    if timex.clock is not None and span.granularity is Granularity.DAY:
        return _instant(_at(span.first, timex.clock, zone), zone)
    if span.granularity in (Granularity.DAY, Granularity.WINDOW):
        return Due(span.granularity, span.first, span.last, zone)
    return Due.on(span.last, zone)


def _instant(at: datetime, zone: str) -> Due:
    return Due(Granularity.INSTANT, at.date(), at.date(), zone, at)


def _at(day: date, clock: Clock, zone: str) -> datetime:
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(clock.zone or zone))
    wall = (midnight.replace(tzinfo=None) + timedelta(hours=clock.hour, minutes=clock.minute)).replace(
        tzinfo=midnight.tzinfo
    )
    return wall.astimezone(UTC).astimezone(ZoneInfo(zone))


def _in_english(text: str) -> str:
    """Return a text with the days and months of the interface's languages in English, and "30.11." as a date."""
    plain = _WORD.sub(lambda word: _names().get(word[0].rstrip(".").casefold(), word[0]), text)
    plain = _AT.sub(r"at \1", _OF_MONTH.sub(r"\1 ", plain))
    return _NUMBERS.sub(_day_and_month, plain)


def _day_and_month(match: re.Match[str]) -> str:
    day, month = int(match[1]), int(match[2])
    return f"{day} {_MONTHS[month - 1]}" if 1 <= month <= 12 and 1 <= day <= 31 else match[0]


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Return what days and months are called in the interface's other languages, with their English names."""
    found = dict(_NEAR)
    for language in _LANGUAGES:
        for name, word in _named(Locale.parse(language)):
            found.setdefault(name.rstrip(".").casefold(), word)
    capitals = {word.casefold(): word for word in (*_MONTHS, *_WEEKDAYS, *_SHORT_DAYS) if word not in ("March", "May")}
    return {name: word for name, word in found.items() if len(name) > 2 or name in _NEAR} | capitals


def _named(locale: Locale) -> Iterator[tuple[str, str]]:
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            yield from ((name, _MONTHS[n - 1]) for n, name in locale.months[form][width].items())
            yield from ((name, _WEEKDAYS[n]) for n, name in locale.days[form][width].items())

"""Dates as feeds and pages write them: a ladder of readers, from the strict to the lenient."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache

from core.adapters.wire.zones import read_zone

MOST_RIDDLES = 30
"""Dates without sense in one feed; after so many, none is looked at in other languages, which is slow."""

NOON = time(12)
_MIDNIGHT = time()
"""Where a feed names but a day, all other readers take its beginning, and whoever compares expects that."""

_LONGEST = 100
_YEARS = range(1971, 2100)

_LANGUAGES = "en uk ru de es fr it pt pl nl cs tr ro sv el zh ja ko ar hu bg da nb fi ca sk hr id vi lt".split()
"""Those whose dates are read in words; each one more makes a date in none of them dearer."""

_YEAR = re.compile(r"\b(?:19|20)\d{2}(?!\d)")
_USUAL = re.compile(
    r"(?:[A-Za-z]{3}, )?(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) ([+-]\d{4}|(?![AP]M)[A-Z]{1,4})",
    re.ASCII,
)
_MONTHS = {name: n for n, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_ISO_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_ISO_LIKE = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ]+(\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?", re.I
)

_CLOCK = re.compile(r"(?<![\d.:])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?:\s*([ap])\.?m\b\.?)?", re.IGNORECASE)
_DOTTED_CLOCK = re.compile(r"(?<=\d{4} )\d{1,2}\.\d{2}(?:\.\d{2})?(?![.\d])")
_DAY_NAME = r"(?:[^\W\d_]{2,10}\.?,?\s*)?"
_ORDERS = tuple(
    re.compile(_DAY_NAME + order + r"(?:[\s,T@|-]|\bat\b)*", re.IGNORECASE)
    for order in (
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[ -]?(?P<name>[a-z]{3,9})\.?,?[ -](?P<year>\d{4}|\d{2})",
        r"(?P<name>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<year>\d{4}))?",
        r"(?P<year>\d{4})([./-])(?P<month>\d{1,2})\2(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})([./-])(?P<month>\d{1,2})\2(?P<year>\d{4})",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{2})",
    )
)
"""What may stand before a time, or alone; a year may also be the last word of all."""

_LAST_YEAR = re.compile(r"\s((?:19|20)\d{2})$")
_ASIDE = re.compile(r"\s+\([^()]{6,}\)$")
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
_FIGURES = re.compile(r"(\d{8})(\d{4}(?:\d{2})?)")


class Calendar:
    """Reads the dates of one feed, with less patience the more of them make no sense."""

    def __init__(self) -> None:
        self._riddles = 0

    def read(self, value: object) -> datetime | None:
        """Return the moment that a date names, None where it is neither text nor number or cannot be read."""
        if type(value) is int:
            value = str(value)
        elif type(value) is float:
            value = f"{value:.0f}"
        if not isinstance(value, str) or not value:
            return None
        moment = read_moment(value, in_words=self._riddles < MOST_RIDDLES, day_at=_MIDNIGHT)
        self._riddles += moment is None
        return moment

    def first(self, *values: object) -> datetime | None:
        """Return the first that can be read."""
        return next(filter(None, map(self.read, values)), None)


@lru_cache(maxsize=4096)
def read_moment(text: str, *, in_words: bool = True, day_at: time = NOON) -> datetime | None:
    """Return the moment that a date names, with the offset it is written with; None where it cannot be read.

    A time without offset is read as UTC, a day without time at `day_at`, a month as its first day. None too before
    1971 and after 2100: what has such a date has none. Without `in_words` the slow last rung, dates in other
    languages, is left out. "2025-07-20T13:00:00+03:00", "Sun, 20 Jul 2025 13:00 MSK" and "20 июля 2025, 13:00" can be
    read.
    """
    said = " ".join(text.split())
    if not 6 <= len(said) <= _LONGEST:
        return None
    moment = _usual(said) or _day(said, day_at) or _iso(said) or _figures(said) or _told(said, day_at)
    if moment is None and in_words:
        moment = _in_words(said, day_at)
    if moment is None:
        return None
    if type(moment.tzinfo) is not timezone:
        moment = moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()))
    return moment if moment.year in _YEARS else None


def _usual(said: str) -> datetime | None:
    """Read "Sun, 20 Jul 2025 13:00:00 +0300", as nearly every RSS feed has it, by the shortest way."""
    usual = _USUAL.fullmatch(said)
    if usual is None:
        return None
    day, month, year, hour, minute, second, zone = usual.groups()
    try:
        at = datetime(int(year), _MONTHS[month], int(day), int(hour), int(minute), int(second))  # noqa: DTZ001
        return at.replace(tzinfo=read_zone(zone))
    except (KeyError, ValueError):
        return None


def _day(said: str, day_at: time) -> datetime | None:
    if not _ISO_DAY.fullmatch(said):
        return None
    try:
        return datetime.combine(date.fromisoformat(said if len(said) > len("2025-07") else f"{said}-01"), day_at)
    except ValueError:
        return None


def _iso(said: str) -> datetime | None:
    if like := _ISO_LIKE.fullmatch(said):
        day, hours, zone = like.groups()
        said = f"{day}T{hours}{'+00:00' if zone and zone.upper() in {'Z', 'UTC', 'GMT'} else zone or ''}"
    try:
        return datetime.fromisoformat(said)
    except ValueError:
        return None


def _figures(said: str) -> datetime | None:
    """Read figures alone: "20250720130000", or the seconds or milliseconds since 1970."""
    if found := _FIGURES.fullmatch(said):
        return _iso(f"{found[1]}T{found[2]}")
    found = _EPOCH.fullmatch(said)
    return datetime.fromtimestamp(int(found[1]), UTC) if found else None


def _told(said: str, day_at: time) -> datetime | None:
    """Read "Sunday, July 20, 2025 - 1:00 PM ET": a date of English or of figures, then its time and its zone.

    Mail, databases, Java and JavaScript have it so, each in its own way; the name of the day is passed over, in any
    language. Where the first of two figures may be a day or a month it is a day.
    """
    said = _DOTTED_CLOCK.sub(lambda found: found[0].replace(".", ":"), _ASIDE.sub("", said))
    clock = _CLOCK.search(said)
    before, behind = (said[: clock.start()], said[clock.end() :]) if clock else (said, "")
    if last := _LAST_YEAR.search(behind):
        before, behind = f"{before.rstrip(' ,')} {last[1]}", behind[: last.start()]
    found = next(filter(None, (order.fullmatch(before) for order in _ORDERS)), None)
    if found is None:
        return None
    try:
        day = _day_of(found.groupdict())
        if clock is None:
            return datetime.combine(day, day_at)
        return datetime.combine(day, _MIDNIGHT, read_zone(behind)) + _since_midnight(clock)
    except (ValueError, OverflowError):
        return None


def _day_of(said: Mapping[str, str | None]) -> date:
    """Return the day of an order of words. Raises ValueError where it is none."""
    name, year, day = (said.get("name") or "").lower(), said["year"] or "", int(said["day"] or 0)
    month = int(said.get("month") or 0) or next((n for n, m in enumerate(_MONTH_NAMES, 1) if m.startswith(name)), 0)
    if name == "sept":
        month = 9
    if month > len(_MONTH_NAMES):
        month, day = day, month
    century = 0 if len(year) > len("25") else 2000 if year < "70" else 1900
    return date(int(year) + century, month, day)


def _since_midnight(clock: re.Match[str]) -> timedelta:
    """Return the time of day, up to "24:00:00" and with leap seconds. Raises ValueError where it is none."""
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    if clock[4]:
        hour = hour % 12 + 12 * (clock[4] in "pP") if hour <= 12 else hour
    if hour > 24 or minute > 59 or second > 60:
        raise ValueError(clock[0])
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _in_words(said: str, day_at: time) -> datetime | None:
    """Read what is left with dateparser, in its many languages; day, month and year must be there."""
    import dateparser  # slow to load, and seldom needed

    if not _YEAR.search(said):
        return None
    settings = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"}
    try:
        moment = dateparser.parse(said, languages=_LANGUAGES, settings=settings)
    except (ValueError, OverflowError, TypeError):
        return None
    if moment is None:
        return None
    return datetime.combine(moment.date(), day_at, moment.tzinfo) if moment.time() == time() else moment

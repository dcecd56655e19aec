"""Dates as feeds and pages write them: a ladder of readers, from the strict to the lenient."""

import re
from datetime import date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache

MOST_RIDDLES = 30
"""Dates without sense in one feed; after so many, none is looked at in other languages, which is slow."""

NOON = time(12)
_MIDNIGHT = time()
"""Where a feed names but a day, all other readers take its beginning, and whoever compares expects that."""

_LONGEST = 64
_YEARS = range(1971, 2100)

_HOURS = {
    "GMT": 0, "UTC": 0, "UT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7, "WET": 0, "WEST": 1, "BST": 1, "IST": 5.5, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3,
    "MSK": 3, "TRT": 3, "GST": 4, "PKT": 5, "ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "PHT": 8, "AWST": 8, "JST": 9,
    "KST": 9, "ACST": 9.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "AKST": -9, "AKDT": -8, "HST": -10,
    "BRT": -3, "ART": -3, "NST": -3.5, "AST": -4, "ADT": -3,
}  # fmt: skip
"""The zone names of news, those that RFC 822 knows and others, as hours ahead of UTC."""

_LANGUAGES = [
    "en",
    "uk",
    "ru",
    "de",
    "es",
    "fr",
    "it",
    "pt",
    "pl",
    "nl",
    "cs",
    "tr",
    "ro",
    "sv",
    "el",
    "zh",
    "ja",
    "ko",
    "ar",
]
"""Those whose dates are read in words; each one more makes a date in none of them dearer."""

_DAY_NAME = re.compile(r"^[^\W\d_]{2,10}\.?,\s*")
_ZONE_NAME = re.compile(r"(?<=[\d\s])([A-Z]{2,4})$")
_RFC822 = re.compile(
    r"(?:\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}|[A-Za-z]{3} [A-Za-z]{3} \d{1,2}) \d{1,2}:\d{2}(?::\d{2})?(?: .*)?"
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}(?!\d)")
_USUAL = re.compile(
    r"(?:[A-Za-z]{3}, )?(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) ([+-]\d{4}|[A-Z]{1,4})",
    re.ASCII,
)
_MONTHS = {name: n for n, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
_OFFSET = re.compile(r"\s*(?:GMT|UTC)?([+-]\d{2}):?(\d{2})$")
_ISO_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_ISO_LIKE = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ]+(\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?", re.I
)


class Calendar:
    """Reads the dates of one feed, with less patience the more of them make no sense."""

    def __init__(self) -> None:
        self._riddles = 0

    def read(self, value: object) -> datetime | None:
        """Return the moment that a date names, None where it is no text or cannot be read."""
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
    moment = _usual(said) or _day(said, day_at) or _iso(said) or _rfc822(said)
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
        number, at = _MONTHS[month], _zone(zone)
        return datetime(int(year), number, int(day), int(hour), int(minute), int(second), tzinfo=at)
    except (KeyError, ValueError):
        return None


@lru_cache(maxsize=256)
def _zone(name: str) -> timezone:
    """Return the zone of "+0300", "GMT" or "MSK". Raises KeyError for a name that nobody knows, ValueError."""
    if name[0] not in "+-":
        return timezone(timedelta(hours=_HOURS[name]))
    offset = timedelta(hours=int(name[1:3]), minutes=int(name[3:]))
    return timezone(-offset if name[0] == "-" else offset)


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


def _rfc822(said: str) -> datetime | None:
    """Read "Sun, 20 Jul 2025 13:00 MSK"; the name of the day is passed over, in any language."""
    said = _OFFSET.sub(r" \1\2", _DAY_NAME.sub("", said))
    zone = None
    if (named := _ZONE_NAME.search(said)) and named[1] in _HOURS:
        zone = timezone(timedelta(hours=_HOURS[named[1]]))
        said = said[: named.start()].rstrip()
    if not _RFC822.fullmatch(said):
        return None
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.replace(tzinfo=zone) if zone else moment


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

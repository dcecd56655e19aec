"""Zones: what stands behind a time, be it an offset in any spelling, the letters of mail and news, or a place."""

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_HOURS = {
    "GMT": 0, "UTC": 0, "UT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7, "WET": 0, "WEST": 1, "BST": 1, "IST": 5.5, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3,
    "MSK": 3, "МСК": 3, "TRT": 3, "GST": 4, "PKT": 5, "ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "PHT": 8, "AWST": 8,
    "JST": 9, "KST": 9, "ACST": 9.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "AKST": -9, "AKDT": -8, "HST": -10,
    "BRT": -3, "ART": -3, "NST": -3.5, "AST": -4, "ADT": -3,
}  # fmt: skip
"""The zone names of news, those that RFC 822 knows and others, as hours ahead of UTC."""

_PLACES = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
    "EASTERN": "America/New_York", "CENTRAL": "America/Chicago", "MOUNTAIN": "America/Denver",
    "PACIFIC": "America/Los_Angeles",
}  # fmt: skip
"""Names that stay the same in summer and in winter."""

_OFFSET = re.compile(r"(?:GMT|UTC?|Z)?\s?(?:([+\-−])\s?(\d{1,2}):?(\d{2})?|(\d{2})(\d{2}))(?!\d)")
_NAME = re.compile(r"\(?([^\W\d_]{1,8}(?:/[\w+/-]{1,40}|\d[A-Z]{3})?)")


@lru_cache(maxsize=512)
def read_zone(words: str) -> tzinfo:
    """Return the zone that the words behind a time begin with, UTC where they name none that is known.

    "+0300", "GMT+3", "-0400 (EDT)", "EDT", "PT", "Pacific Time" and "Europe/Kyiv" are read. Raises ValueError for an
    offset of a day or more.
    """
    said = words.strip()
    if offset := _OFFSET.match(said):
        ahead = timedelta(hours=int(offset[2] or offset[4]), minutes=int(offset[3] or offset[5] or 0))
        return timezone(-ahead if offset[1] in {"-", "−"} else ahead)
    named = _NAME.match(said)
    return _named(named[1]) if named else UTC


def _named(name: str) -> tzinfo:
    if (hours := _HOURS.get(name.upper())) is not None:
        return timezone(timedelta(hours=hours))
    place = _PLACES.get(name.upper(), name)
    try:
        return ZoneInfo(place) if "/" in place or (place[-1:].isupper() and len(place) > 5) else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC

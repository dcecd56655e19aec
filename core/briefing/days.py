"""Days as people type them: "today", "14 July", "July 14, 2025", "14.07.2025", "2025-07-14", "14 липня"."""

import re
from datetime import date, timedelta

from core.briefing.typed import in_english
from core.errors import UnreadableTimeError
from core.text.datelines import MONTH_NUMBERS

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?([^\W\d_]{3,10})\.?,?(?:\s+(?:de\s+)?(\d{4})(?:\s+[рг]\.)?)?"
)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?")


def parse_day(text: str, *, today: date) -> date:
    """Return the day that a person means; without a year the latest one that is not after `today`.

    Figures with dots or slashes are read day first. Raises UnreadableTimeError.
    """
    said = " ".join(text.casefold().split())
    said = in_english(said) if said.isalpha() else said
    words = {"today": 0, "yesterday": 1}
    if said in words:
        return today - timedelta(days=words[said])
    if match := _ISO.fullmatch(said):
        year, month, day = map(int, match.groups())
        return _day(text, year, month, day)
    if match := _DOTTED.fullmatch(said):
        day, month, year = map(int, match.groups())
        return _day(text, year, month, day)
    if match := _DAY_FIRST.fullmatch(said):
        return _named(text, match[2], int(match[1]), match[3], today)
    if match := _MONTH_FIRST.fullmatch(said):
        return _named(text, match[1], int(match[2]), match[3], today)
    raise UnreadableTimeError(text)


def _named(text: str, name: str, day: int, year: str | None, today: date) -> date:
    months = {number for month, number in MONTH_NUMBERS.items() if month.startswith(name) or name.startswith(month)}
    if len(months) != 1:
        raise UnreadableTimeError(text)
    (month,) = months
    if year:
        return _day(text, int(year), month, day)
    found = _day(text, today.year, month, day)
    return found if found <= today else _day(text, today.year - 1, month, day)


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as exc:
        raise UnreadableTimeError(text) from exc

"""The dateline of a report: "[Moscow, July 20, 2025] —", "KYIV, July 20 (Wire) -", "Berlin, 20. Juli (dpa) –"."""

import re
from datetime import date

from core.model.prose import Dateline

_LONGEST = 120

MONTH_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "january jan january січня январь января januar jänner janvier enero",
            "february feb лютого февраль февраля februar février fevrier febrero",
            "march mar березня март марта märz mars marzo",
            "april apr квітня апрель апреля avril abril",
            "may травня май мая mai mayo",
            "june jun червня июнь июня juni juin junio",
            "july jul липня июль июля juli juillet julio",
            "august aug серпня август августа août aout agosto",
            "september sept sep вересня сентябрь сентября septembre septiembre",
            "october oct жовтня октябрь октября oktober octobre octubre",
            "november nov листопада ноябрь ноября novembre noviembre",
            "december dec грудня декабрь декабря dezember décembre decembre diciembre",
        ),
        1,
    )
    for name in names.split()
}
"""The months by the names and short forms that datelines use, in six languages."""

_DAY = (
    r"(?P<day>(?:[^\W\d_]{3,9}\.?,?\s+)?"  # a weekday
    r"(?:[^\W\d_]{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?[^\W\d_]{3,10}\.?)"
    r"(?:,?\s+(?:de\s+)?\d{4})?|\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4})"
)
_PLACE_WORD = r"[^\W\d_a-zа-яёіїєґß][\w.’'-]*"
_PLACE = (
    rf"(?P<place>{_PLACE_WORD}(?:\s+(?:(?:of|de|la|le|am|an|der|del|el|on|sur|upon)\s+)?{_PLACE_WORD}){{0,3}}"
    rf"(?:\s*[,/]\s*{_PLACE_WORD}(?:\s+{_PLACE_WORD}){{0,2}})?)"
)
_AGENCY = r"(?:\s*,?\s*[(/\[](?P<agency>[^)/\]\n]{2,40})[)/\]])"
_DASH = r"\s*(?:--|[—–]|-)(?=\s)\s*"
_DASH_OR_STOP = r"\s*(?:--|[—–]|-(?=\s)|\.(?=\s))\s*"

_BRACKETED = re.compile(
    rf"[\[(]\s*(?:{_PLACE}\s*[,.:]?\s+{_DAY}\s*[\])](?:{_DASH_OR_STOP})?"
    rf"|{_PLACE.replace('place', 'bare_place')}\s*[\])]\s*(?:--|[—–])"
    rf"|[A-Z]{{2,8}}\)(?=\s?[A-Z“\"‘']))\s*"  # "(CNN)The talks"
)
_PLAIN = re.compile(rf"{_PLACE}(?:\s*[,.]?\s+{_DAY})?{_AGENCY}?(?:{_DASH})")
_YEAR = re.compile(r"\b\d{4}\b")
_NUMBER = re.compile(r"\d{1,2}")
_LETTERS = re.compile(r"[^\W\d_]{3,}")


def read_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Return the dateline that opens `text[start:end]`, None where there is none.

    It ends where the report's first sentence begins. A place in small letters counts only with a date or an agency
    beside it, since "Paris — the city of light" is no dateline.
    """
    head = text[start : min(end, start + _LONGEST)]
    return _bracketed(head, start) or _plain(head, start)


def _bracketed(head: str, start: int) -> Dateline | None:
    match = _BRACKETED.match(head)
    if not match:
        return None
    words = match["day"] or ""
    if words and not _has_month(words):
        return None
    bare = "" if head[0] == "(" else match["bare_place"]  # "(Agency) —" names no place
    place = match["place"] or bare or ""
    return Dateline(place, read_day(words), words, start, start + match.end())


def _plain(head: str, start: int) -> Dateline | None:
    match = _PLAIN.match(head)
    if not match:
        return None
    place, words = match["place"], match["day"] or ""
    if words and not _has_month(words):
        return None
    shouted = place.split(",")[0].isupper() and len(place) > 2
    if not (shouted or words or match["agency"]):
        return None
    return Dateline(place, read_day(words), words, start, start + match.end())


def _has_month(words: str) -> bool:
    return not _LETTERS.search(words) or any(word.lower() in MONTH_NUMBERS for word in _LETTERS.findall(words))


def read_day(words: str) -> date | None:
    """Return the date in a dateline's words, None where it has no year or is no date."""
    year = _YEAR.search(words)
    if not year:
        return None
    rest = words[: year.start()] + " " + words[year.end() :]
    numbers = [int(number) for number in _NUMBER.findall(rest)]
    months = [MONTH_NUMBERS[word.lower()] for word in _LETTERS.findall(rest) if word.lower() in MONTH_NUMBERS]
    if months and numbers:
        month, day = months[0], numbers[0]
    elif len(numbers) == 2:
        month, day = numbers if words.startswith(year[0]) else reversed(numbers)
    else:
        return None
    try:
        return date(int(year[0]), month, day)
    except ValueError:
        return None

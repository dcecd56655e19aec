"""Queries: what a person types after /search, as what is looked for; never a pattern."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.briefing.days import parse_day
from core.model.search import Query

LONGEST = 200
"""Letters of a query that are read."""

_TERMS = 12
"""Words and phrases that are looked for at most."""

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"'})
_PART = re.compile(r'(?:(?P<key>[^\W\d_]+):)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_WORD = re.compile(r"[^\W_]+")
_SINCE, _UNTIL, _ON = {"since", "after", "from"}, {"until", "before", "to"}, {"on", "date"}


@dataclass(slots=True)
class _Asked:
    words: list[str] = field(default_factory=list)
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    source: str = ""
    since: date | None = None
    until: date | None = None


def parse_query(text: str, *, today: date, zone: str) -> Query:
    """Return what the words ask for: words, "phrases", source:NAME, since:, until: and on: a day of `zone`.

    Both days are included. A query without anything to look for is equal to `Query()`. Raises UnreadableTimeError.
    """
    asked = _Asked()
    for part in _PART.finditer(text[:LONGEST].translate(_QUOTES)):
        _take(asked, (part["key"] or "").casefold(), part["phrase"], part["word"] or "", today)
    return Query(
        words=tuple(dict.fromkeys(asked.words))[:_TERMS],
        phrases=tuple(dict.fromkeys(asked.phrases))[:_TERMS],
        source=asked.source,
        since=_midnight(asked.since, zone),
        until=_midnight(asked.until and asked.until + timedelta(days=1), zone),
    )


def _take(asked: _Asked, key: str, phrase: str | None, word: str, today: date) -> None:
    value = phrase if phrase is not None else word
    if key == "source":
        asked.source = value
    elif key in _SINCE:
        asked.since = parse_day(value, today=today)
    elif key in _UNTIL:
        asked.until = parse_day(value, today=today)
    elif key in _ON:
        asked.since = asked.until = parse_day(value, today=today)
    else:
        _look_for(asked, f"{key} {value}", is_phrase=phrase is not None and not key)


def _look_for(asked: _Asked, value: str, *, is_phrase: bool) -> None:
    words = tuple(_WORD.findall(value.casefold()))
    if is_phrase and len(words) > 1:
        asked.phrases.append(words)
    else:
        asked.words.extend(words)


def _midnight(day: date | None, zone: str) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), ZoneInfo(zone))

"""The timeline of a story: the days that its reports name, and what they say of each, one verbatim sentence a day."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.model.article import Article
from core.text.datelines import MONTH_NUMBERS

_MONTHS = "|".join(sorted((name for name in MONTH_NUMBERS if len(name) > 2), key=len, reverse=True))
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday montag lunes lundi понеділок понеділка понедельник",
            "tuesday dienstag martes mardi вівторок вівторка вторник",
            "wednesday mittwoch miércoles mercredi середу среду",
            "thursday donnerstag jueves jeudi четвер четверга четверг",
            "friday freitag viernes vendredi п'ятницю пятницу",
            "saturday samstag sábado samedi суботу субботу",
            "sunday sonntag domingo dimanche неділю воскресенье",
        )
    )
    for name in names.split()
}
_DAYS_AGO = {
    "today": 0, "heute": 0, "hoy": 0, "aujourd'hui": 0, "сьогодні": 0, "сегодня": 0,
    "yesterday": 1, "gestern": 1, "ayer": 1, "hier": 1, "вчора": 1, "учора": 1, "вчера": 1,
}  # fmt: skip
_DAY = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d\d-\d\d)\b"
    rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?(?:\s+(?:of|de))?\s+(?P<month>{_MONTHS})\b\.?"
    rf"(?:,?\s+(?:de\s+)?(?P<year>(?:19|20)\d\d))?"
    rf"|\b(?P<month2>{_MONTHS})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year2>(?:19|20)\d\d))?"
    rf"|\b(?P<weekday>{'|'.join(_WEEKDAYS)})\b"
    rf"|\b(?P<ago>{'|'.join(_DAYS_AGO)})\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|next|by|until|till|from|coming|(?:is|are|due) to|expected|plans?"
    r"|wird|werden|soll|sollen|bis|ab|kommenden|nächsten?|próximo|hasta|desde|prochain|dès|jusqu"
    r"|буд[еуь]\w*|до|наступн\w+|следующ\w+)\b",
    re.IGNORECASE,
)
"""Words before a weekday that may send it ahead of the report."""
_HALF_YEAR = 183
_FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a report names, with the sentence in which it does."""

    day: date
    sentence: str
    article: Article


def timeline(articles: Sequence[Article]) -> tuple[Day, ...]:
    """Return the days that the reports of a story name, in order, each with the sentence of the first that names it.

    A day without a year is the one nearest to the publication; a weekday is the last one up to it, and left out where
    it may lie ahead. No sentence comes twice.
    """
    found: dict[date, Day] = {}
    told: set[str] = set()
    for article in articles:
        for sentence in article.reading.sentences or article.reading.summary:
            days = [day for day in named_days(sentence, article.published.date()) if day not in found]
            if days and sentence not in told and len(sentence.split()) >= _FEWEST_WORDS:
                found[days[0]] = Day(days[0], sentence, article)
                told.add(sentence)
    return tuple(found[day] for day in sorted(found))


def named_days(sentence: str, published: date) -> Iterator[date]:
    """Yield the days that a sentence names, read from the day on which it was published."""
    for match in _DAY.finditer(sentence):
        day = _read(match, published)
        if day is not None:
            yield day


def dated_words(sentence: str, published: date) -> Iterator[tuple[date, str]]:
    """Yield the days that a sentence names by their date, each as it is written there; no weekdays, no "today"."""
    for match in _DAY.finditer(sentence):
        if not match["weekday"] and not match["ago"] and (day := _read(match, published)) is not None:
            yield day, match[0].rstrip(".,")


def _read(match: re.Match[str], published: date) -> date | None:
    try:
        if match["weekday"]:
            return _last_weekday(match, published)
        if match["ago"]:
            return published - timedelta(days=_DAYS_AGO[match["ago"].casefold()])
        return date.fromisoformat(match["iso"]) if match["iso"] else _dated(match, published)
    except (ValueError, KeyError):  # no day of the calendar, or a letter that only looks like one
        return None


def _last_weekday(match: re.Match[str], published: date) -> date | None:
    if _AHEAD.search(match.string, 0, match.start()):
        return None
    return published - timedelta(days=(published.weekday() - _WEEKDAYS[match["weekday"].casefold()]) % 7)


def _dated(match: re.Match[str], published: date) -> date:
    month = MONTH_NUMBERS[(match["month"] or match["month2"]).casefold()]
    day, year = int(match["day"] or match["day2"]), match["year"] or match["year2"]
    if year:
        return date(int(year), month, day)
    near = date(published.year, month, day)
    if abs((near - published).days) > _HALF_YEAR:
        near = near.replace(year=published.year + (1 if near < published else -1))
    return near

"""The days that a text names, to tell whether it belongs to another time than the one on the playground's clock."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

FAR = timedelta(days=60)
"""A text is far off when no day in it lies within this of the clock."""

ARTICLE = 160
"""Characters from which a text is taken for an article."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = re.compile(
    rf"(?P<iso>\b\d{{4}}-\d\d-\d\d(?!\d))"
    rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b\.?(?:,?\s+(?P<year>\d{{4}}))?"
    rf"|\b(?P<month2>{_MONTH})\b\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year2>\d{{4}}))?"
    r"|\b(?P<day3>\d{1,2})[./](?P<month3>\d{1,2})[./](?P<year3>\d{4})\b",
    re.IGNORECASE,
)


def is_far(text: str, today: date) -> bool:
    """Whether a text is an article that names days, and none of them near `today`."""
    if len(text) < ARTICLE:
        return False
    named = list(days(text, today))
    return bool(named) and all(abs(day - today) > FAR for day in named)


def days(text: str, today: date) -> Iterator[date]:
    """Yield the days that a text names; one without a year is taken in the year nearest to `today`."""
    for match in _DAY.finditer(text):
        if match["iso"]:
            year, month, day = match["iso"].split("-")
        else:
            day = match["day"] or match["day2"] or match["day3"]
            month = match["month"] or match["month2"] or match["month3"]
            year = match["year"] or match["year2"] or match["year3"] or ""
        number = int(month) if month.isdecimal() else _MONTHS[month.casefold()]
        years = [int(year)] if year else [today.year - 1, today.year, today.year + 1]
        found = [made for y in years if (made := _day(y, number, int(day)))]
        if found:
            yield min(found, key=lambda made: abs(made - today))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

"""How a sentence is made, as far as that tells whether it carries news: length, figures, days, years, quoted words."""

import re
from collections.abc import Sequence

from core.text.quotations import find_quotations

SHORTEST, LONGEST = 8, 45
"""Words of a sentence that can carry news by itself."""
FEWEST_WORDS = 6
"""Fewer words are a byline, a kicker or an exclamation, and do not count as a place in the text."""

_LEAST = 0.3
_FIGURE = 0.2
_DAY = 0.15
_YEAR = 0.1
_QUOTED = 0.5
_ASIDE = 0.5
_LONGEST_TEASER = 16
_PAST_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_QUESTION = re.compile(r"\?[\"'”’»“)\s]*$")
_CAPTION = re.compile(r"\((?:pictured|above|left|right|file)\b|^\w[\w'’ -]{2,24}: [A-Z]")
"""A line under a picture: "Closed: The bridge at Castell", "Mayor Lee (pictured)"."""
_DAYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday today yesterday tonight
    понеділок понеділка вівторок вівторка середу середи четвер четверга п'ятницю п’ятницю п'ятниці п’ятниці суботу
    суботи неділю неділі сьогодні вчора
    понедельник понедельника вторник вторника среду среды четверг четверга пятницу пятницы субботу субботы воскресенье
    воскресенья сегодня вчера
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag heute gestern
    lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui
    lunes martes miércoles jueves viernes sábado domingo hoy ayer
    """.split()
)
"""A day by its name, as reports tell when the news happened."""


def fitness(text: str, words: Sequence[str]) -> float:
    """Return how well a sentence carries news, 0 to 1: of some length, and no quoted words, question or caption."""
    count = len(words)
    fit = max(_LEAST, count / SHORTEST) if count < SHORTEST else min(1.0, LONGEST / count)
    fit *= 1 - _QUOTED * _quoted_share(text)
    return fit * _ASIDE if _QUESTION.search(text[-8:]) or _CAPTION.search(text) else fit


def bonus(words: Sequence[str]) -> float:
    """Return what figures and the name of a day add; a year is mostly that of an earlier event and takes away."""
    figures = figures_in(words)
    years = sum(_PAST_YEAR.fullmatch(figure) is not None for figure in figures)
    return _FIGURE * (len(figures) > years) + _DAY * (not _DAYS.isdisjoint(words)) - _YEAR * (years > 0)


def is_teaser(words: Sequence[str]) -> bool:
    """Return whether a sentence is short and without a figure, as those are that open a tale before its news."""
    return len(words) < _LONGEST_TEASER and not figures_in(words)


def figures_in(words: Sequence[str]) -> list[str]:
    """Return those of the words that are numbers."""
    return [word for word in words if word[0].isdigit()]


def _quoted_share(text: str) -> float:
    return sum(end - start for start, end in find_quotations(text, 0, len(text))) / max(1, len(text))

"""Terms: what a report is compared by. Its words as stems, with how surprising each is before any news is read."""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

from core.stories.background import LANGUAGES, UNKNOWN, surprises, tell_language
from core.stories.kin import kin_of
from core.stories.stems import stem

LEAD = 2_400
"""Characters of a text that are compared: news says what it is about at once."""

_TITLE = 400

COMMON = 7.5
"""Nats of surprise up to which a word says nothing: more than one word in two thousand."""

_FIGURES = (8.5, 9.5, 11.0, 12.0)
"""The surprise of a figure of one, two, three and more digits."""

_YEAR = 9.0

_WORD = re.compile(r"[^\W_]+(?:[’'.,][^\W_]+)*")
_CAPITAL = re.compile(r"(?<=[^.!?:\n] )[^\W\d_a-zа-яёіїєґ][^\W_]*(?:[’'.,][^\W_]+)*")
"""A word within a sentence that does not begin with a common small letter."""

_BARS = (" | ", " - ", " – ", " — ")

_OUTLETS = frozenset(
    """agency bbc bloomberg chronicle cnn daily express gazette guardian herald independent journal magazine mail news
    observer post press reuters standard telegraph times today tribune tv wire""".split()
)
"""Words of which one or another is in the names of most outlets."""

_TELLING = 30
"""Words by which the language of a report is told."""

_MEMORY = 60_000
"""Words that are remembered with their stems before all are forgotten."""


@dataclass(slots=True)
class Term:
    """One stem of a report by its hash: how surprising (nats), how often in title and text, and whether a name."""

    key: int
    surprise: float
    titled: int = 0
    told: int = 0
    is_name: bool = False


def read_terms(title: str, text: str, language: str = "") -> list[Term]:
    """Return the terms of a report in order of appearance, those of the title first; common words are left out.

    A language that the table does not have, or none, is told from the words.
    """
    title, text = _without_outlet(title[:_TITLE]), text[:LEAD]
    heads, words = Counter(_WORD.findall(title)), Counter(_WORD.findall(text))
    if language not in LANGUAGES:
        language = tell_language([stem(word) for word in islice(chain(heads, words), _TELLING)])
    names = set(_CAPITAL.findall(text))
    if not _is_titled(heads):
        names.update(_CAPITAL.findall(title))
    found: dict[int, Term] = {}
    for word, many, term in _terms(heads, _words(language), found):
        term.titled += many
        term.is_name |= word in names
    for word, many, term in _terms(words, _words(language), found):
        term.told += many
        term.is_name |= word in names
    return list(found.values())


def _without_outlet(title: str) -> str:
    """Return a headline without the outlet's name at its end: what all of its reports share says nothing."""
    for bar in _BARS:
        headline, found, name = title.rpartition(bar)
        words = name.casefold().split()
        if found and len(words) < 6 and (bar == _BARS[0] or _is_site(words) or not _OUTLETS.isdisjoint(words)):
            return headline
    return title


def _is_site(words: list[str]) -> bool:
    return len(words) == 1 and "." in words[0].strip(".")


class _Words(dict[str, tuple[int, float] | None]):
    """The key and the surprise of each word as written, None for a common one; worked out when first asked for."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._surprises = surprises(language)

    def __missing__(self, word: str) -> tuple[int, float] | None:
        if len(self) > _MEMORY:
            self.clear()
        self[word] = found = self._weigh(word)
        return found

    def _weigh(self, word: str) -> tuple[int, float] | None:
        cut = kin_of(stem(word))
        surprise = _figure(cut) if cut[:1].isdigit() else self._surprises.get(cut, UNKNOWN)
        return (zlib.crc32(cut.encode("utf-8", "replace")), surprise) if len(cut) > 1 and surprise > COMMON else None


@cache
def _words(language: str) -> _Words:
    return _Words(language)


def _figure(word: str) -> float:
    digits = sum(letter.isdigit() for letter in word)
    if digits == len(word) == 4 and word[:2] in {"19", "20"}:
        return _YEAR
    return _FIGURES[min(digits, len(_FIGURES)) - 1]


def _terms(words: Mapping[str, int], known: _Words, found: dict[int, Term]) -> Iterator[tuple[str, int, Term]]:
    """Yield each word that has a term, how often it stands there, and the term."""
    for word, many, met in zip(words, words.values(), map(known.__getitem__, words), strict=True):
        if met:
            term = found.get(met[0])
            if term is None:
                term = found[met[0]] = Term(*met)
            yield word, many, term


def _is_titled(words: Iterable[str]) -> bool:
    """Whether nearly all words have a capital letter, so that capitals say nothing."""
    long = [word for word in words if len(word) > 3]
    return sum(word[0].isupper() for word in long) > 0.7 * len(long)

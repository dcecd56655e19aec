"""Terms: what a report is compared by. Its words as stems, with how surprising each is before any news is read."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from core.stories.background import LANGUAGES, UNKNOWN, surprises, tell_language
from core.stories.stems import stem

LEAD = 2_400
"""Characters of a text that are compared: news says what it is about at once."""

_TITLE = 400

COMMON = 7.5
"""Nats of surprise up to which a word says nothing: more than one word in two thousand."""

_FIGURES = (8.5, 9.5, 11.0, 12.0)
"""The surprise of a figure of one, two, three and more digits."""

_YEAR = 9.0

_TOKEN = re.compile(r"[^\W_]+(?:[’'.,][^\W_]+)*|[.!?:\n]")
_STOPS = frozenset(".!?:\n")
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
    heads, tokens = _TOKEN.findall(title[:_TITLE]), _TOKEN.findall(text[:LEAD])
    if language not in LANGUAGES:
        language = tell_language([stem(token) for token in (heads + tokens)[:40] if token[0].isalpha()])
    known = _words(language)
    found: dict[int, Term] = {}
    for term in _terms(heads, known, found, named=not _is_titled(heads)):
        term.titled += 1
    for term in _terms(tokens, known, found, named=True):
        term.told += 1
    return list(found.values())


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
        cut = stem(word)
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


def _terms(tokens: list[str], known: _Words, found: dict[int, Term], *, named: bool) -> Iterator[Term]:
    """Yield the term of each word that has one; a capital makes a name but at a sentence's start."""
    opens = True
    for token in tokens:
        if token in _STOPS:
            opens = True
            continue
        if met := known[token]:
            term = found.get(met[0])
            if term is None:
                term = found[met[0]] = Term(*met)
            if named and not opens and token[0].isupper():
                term.is_name = True
            yield term
        opens = False


def _is_titled(tokens: list[str]) -> bool:
    """Whether nearly all words have a capital letter, so that capitals say nothing."""
    long = [token for token in tokens if len(token) > 3]
    return sum(token[0].isupper() for token in long) > 0.7 * len(long)

"""How common a word is in its language before any news is read: the background against which shared words weigh.

The table is derived from the package wordfreq by `python -m tests.bench.background`; BACKGROUND.md beside it names the
source and its licence.
"""

import lzma
from collections.abc import Sequence
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "de", "es", "fr", "uk", "ru")
"""The languages of the table."""

TABLE = Path(__file__).with_name("background.xz")

_STEP = 0.25
"""Nats between two levels of the table."""

UNKNOWN = 15.0
"""The surprise, in nats, of a word that its language's table does not have."""


def level_of(surprise: float) -> int:
    """Return the level at which the table keeps a surprise of so many nats."""
    return round(surprise / _STEP)


@cache
def surprises(language: str) -> dict[str, float]:
    """Return the surprise of each known stem of a language: minus the logarithm of its share of all words, in nats."""
    for paragraph in _paragraphs():
        name, *lines = paragraph.split("\n")
        if name == language:
            return {word: int(level) * _STEP for level, *words in map(str.split, lines) for word in words}
    return {}


@cache
def _paragraphs() -> Sequence[str]:
    return lzma.decompress(TABLE.read_bytes()).decode().split("\n\n")


def tell_language(stems: Sequence[str]) -> str:
    """Return the language of the table that knows most of the words; of equals the one they surprise least."""
    some = set(stems)
    cyrillic = sum(word > "\u0400" for word in some) > len(some) / 2
    choice = LANGUAGES[4:] if cyrillic else LANGUAGES[:4]
    known = [sum(map(surprises(language).__contains__, some)) for language in choice]
    best = [language for language, many in zip(choice, known, strict=True) if many == max(known)]
    return best[0] if len(best) == 1 else min(best, key=lambda language: _surprise(stems, language))


def _surprise(stems: Sequence[str], language: str) -> float:
    known = surprises(language).get
    return sum([known(word, UNKNOWN) for word in stems])

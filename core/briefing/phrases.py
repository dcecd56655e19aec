"""Phrases: whether a text says a word, or some words in a row; they are looked up, and are never patterns."""

import re
from functools import lru_cache

from core.stories.stems import stem

_WORD = re.compile(r"[^\W_]+")
_INFLECTED = 4
"""Letters from which on a word is also found in its plural."""


def spread(text: str) -> str:
    """Return a text as phrases are looked up in it: small letters, one space around each word, no marks.

    Words of scripts with many endings stand as their stems.
    """
    return f" {' '.join(map(_key, _WORD.findall(text)))} "


@lru_cache(maxsize=60_000)
def _key(word: str) -> str:
    low = word.casefold()
    return low if low[0] < "\u0370" or len(low) < _INFLECTED else stem(low)


@lru_cache(maxsize=20_000)
def forms(phrase: str) -> tuple[str, ...]:
    """Return the forms in which a phrase may stand in a spread text; none where it has no word."""
    plain = spread(phrase)
    if not plain.strip():
        return ()
    last = plain.split()[-1]
    if len(last) < _INFLECTED or not last.isalpha() or last[0] >= "\u0370":
        return (plain,)
    return (plain, f"{plain[:-1]}s ", f"{plain[:-1]}es ")


def says(spread_text: str, phrase: str) -> bool:
    """Whether a spread text says a phrase: "grain deal" is said by "two grain deals", not by "a deal on grain"."""
    return any(form in spread_text for form in forms(phrase))

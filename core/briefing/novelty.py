"""Novelty: which sentences say something new to a reader who was sent others before."""

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[.,:’'-][^\W_]+)*")
_FIGURE = re.compile(r"\d[\d.,:]*")
_NAME = re.compile(r"(?<=[^.!?:“\"\s] )[A-ZА-ЯІЇЄҐÄÖÜ][\w’'-]+")
_QUOTED = re.compile(r"[“\"«„]([^”\"»“]{12,})[”\"»“]")
_HALF = 0.5


@lru_cache(maxsize=50_000)
def words_of(text: str) -> frozenset[str]:
    """Return the words of a text in small letters: figures, and what is long enough to be more than grammar."""
    return frozenset(word for word in map(str.casefold, _WORD.findall(text)) if len(word) > 3 or word[0].isdigit())


def is_news(sentence: str, sent: Iterable[str]) -> bool:
    """Whether a sentence says something new beside those already sent.

    Under half of its words stood in any one of them, and it has a figure, name or quote that none of them had.
    """
    before = list(sent)
    words = words_of(sentence)
    if not words or any(len(words & words_of(old)) >= _HALF * len(words) for old in before):
        return False
    return not before or bool(facts_of(sentence).difference(*map(facts_of, before)))


@lru_cache(maxsize=50_000)
def facts_of(sentence: str) -> frozenset[str]:
    """Return the figures (dates too), names and quotes of a sentence, in small letters."""
    said = [*_FIGURE.findall(sentence), *_NAME.findall(sentence), *_QUOTED.findall(sentence)]
    return frozenset(map(str.casefold, said))

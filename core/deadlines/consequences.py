"""Consequences: what a text says will happen otherwise."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MOST_WORDS = 16
_LEAST_LETTERS = 4


@dataclass(frozen=True)
class Otherwise:
    """How a language says what happens otherwise; each pattern has it in the group "then"."""

    own: Sequence[re.Pattern[str]]
    """In the sentence of the deadline: "or face daily fines"; the first that is found counts."""
    following: Sequence[re.Pattern[str]]
    """In a sentence after it, from its beginning: "Otherwise, …"."""
    leading: re.Pattern[str]
    """What stands before a consequence without belonging to it: "she wrote, "."""
    hanging: re.Pattern[str]
    """What hangs on to a consequence without belonging to it."""
    none: re.Pattern[str]
    """What is no consequence though it stands where one would."""


def consequence_in(text: str, words: Otherwise) -> str:
    """Return what a sentence says will happen otherwise; "" where it says nothing."""
    return _first((match for pattern in words.own if (match := pattern.search(text))), words)


def consequence_after(texts: Iterable[str], words: Otherwise) -> str:
    """Return what one of the following sentences says will happen otherwise ("Otherwise, …", "Sanctions if it …")."""
    return _first((match for text in texts for pattern in words.following if (match := pattern.match(text))), words)


def shortened(text: str, words: Otherwise) -> str:
    """Return a consequence without what hangs on to it; "" where nothing is left of it."""
    short = " ".join(words.hanging.sub("", words.leading.sub("", text.strip())).strip(' ,“”"').split()[:_MOST_WORDS])
    return short if len(short) >= _LEAST_LETTERS and not words.none.search(short) else ""


def _first(matches: Iterable[re.Match[str]], words: Otherwise) -> str:
    return next((short for match in matches if (short := shortened(match["then"], words))), "")

"""Surroundings: what the sentences around a deadline speak of, by which look-alikes are told apart."""

from collections.abc import Iterable

from core.deadlines.actors import read_mentions
from core.deadlines.wording import content, stem

_MATTER = "="
"""What stands before the stem of a word, to tell it from a name."""

_MOST = 40


def surroundings(sentences: Iterable[str], near: Iterable[str]) -> tuple[str, ...]:
    """Return the names in some sentences as keys of actors, and the other words of those `near` as "=" with a stem."""
    mentions = [read_mentions(sentence) for sentence in sentences]
    names = frozenset[str]().union(*(m.names | m.seats for m in mentions))
    proper = frozenset(stem(name) for m in mentions for name in m.names | m.maybe)
    matter = frozenset[str]().union(*(content(sentence) for sentence in near)) - proper
    return (*sorted(f"{_MATTER}{word}" for word in sorted(matter)[:_MOST]), *sorted(names))


def names_in(about: Iterable[str]) -> frozenset[str]:
    """Return the names that such surroundings hold."""
    return frozenset(key for key in about if not key.startswith(_MATTER))


def matter_in(about: Iterable[str]) -> frozenset[str]:
    """Return the stems of the other words that they hold."""
    return frozenset(key.removeprefix(_MATTER) for key in about if key.startswith(_MATTER))

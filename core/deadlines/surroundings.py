"""Surroundings: what the sentences around a deadline speak of, by which look-alikes are told apart."""

from collections.abc import Iterable, Sequence

from core.deadlines.actors import read_actor, read_mentions
from core.deadlines.languages import IDIOMS
from core.deadlines.wording import content, stem

_MATTER, _MAYBE = "=", "?"
"""What stands before the stem of a word, and before a name that may be none (it opens a sentence)."""

_MOST = 40

_LONGEST = 2_000
"""Characters of a sentence that are looked at."""


def surroundings(sentences: Sequence[str], near: Sequence[str]) -> tuple[str, ...]:
    """Return the names in some sentences as keys of actors, "?" before doubtful ones, and "=" with the stems of `near`.

    Stems are those of the words of `near` that are no names, forty at most.
    """
    mentions = [read_mentions(sentence) for sentence in sentences]
    quoted = frozenset[str]().union(*map(speakers_in, sentences))
    names = frozenset[str]().union(*(m.names | m.seats for m in mentions)) - quoted
    maybe = frozenset[str]().union(quoted, *(m.maybe for m in mentions)) - names
    proper = frozenset(map(stem, names | maybe))
    matter = frozenset[str]().union(*(content(sentence) for sentence in near)) - proper
    marked = [f"{_MATTER}{word}" for word in sorted(matter)[:_MOST]] + [f"{_MAYBE}{name}" for name in sorted(maybe)]
    return (*marked, *sorted(names))


def speakers_in(sentence: str) -> frozenset[str]:
    """Return the names of those whom a sentence quotes ("Secretary Mary Roe said")."""
    quoted = " ".join(found[0] for idiom in IDIOMS.values() for found in idiom.speaker.finditer(sentence[:_LONGEST]))
    return read_actor(quoted).names if quoted else frozenset()


def names_in(about: Iterable[str]) -> frozenset[str]:
    """Return the names that such surroundings hold."""
    return frozenset(key for key in about if not key.startswith((_MATTER, _MAYBE)))


def maybe_in(about: Iterable[str]) -> frozenset[str]:
    """Return the doubtful names that they hold."""
    return frozenset(key.removeprefix(_MAYBE) for key in about if key.startswith(_MAYBE))


def matter_in(about: Iterable[str]) -> frozenset[str]:
    """Return the stems of the other words that they hold."""
    return frozenset(key.removeprefix(_MATTER) for key in about if key.startswith(_MATTER))

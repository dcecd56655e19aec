"""Kinds: the names of a line, and what each is the name of: a court, a bloc, a carmaker, a person."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, takewhile

from core.deadlines.actors import read_actor

_WORD = r"(?:(?:[A-Z]\.){2,}|[A-Z][\w&]*(?:[.’'-](?!s\b)\w+)*)"
_LINKS = r"(?:(?:of|for|on)\s+(?:the\s+)?|and\s+|de\s+|del\s+|al-|van\s+|von\s+|bin\s+)?"
_NAME = re.compile(rf"(?<![\w’'-]){_WORD}(?:\s+{_LINKS}{_WORD}){{0,9}}")
_LINK = re.compile(r"(?:\s+(?:of|for|on|the|and|de|del|van|von|bin))+$")
_OF = re.compile(r"\s(?:of|for|on)\s(?:the\s)?")
_ASIDE = re.compile(r",\s+([\w’'-]+)((?:\s+[\w’'-]+){1,7})")
_BEFORE = re.compile(r"([\w-]+)(?:,)?\s+$")
_BEGINS = re.compile(r"(?:^|[.!?:]\s|[“\"])[“\"'‘(\s]*$")
_FOLLOWING = re.compile(r"(?:,[^,.]{0,80},)?\s+([a-z]+)")
_DASH = re.compile(r",[^.]{0,40}\(|\s*(?:\(|--|—|–|-\s|:)")
_MOST_LETTERS = 1_000


@dataclass(frozen=True)
class Kinds:
    """A language's words for parties that have been named, and the names that say what they are for."""

    families: Mapping[str, frozenset[str]]
    """The families of a noun: two nouns can be for one party where they share one."""
    heads: Mapping[str, frozenset[str]]
    """The nouns for a name that has such a word: "Court" -> court."""
    known: Mapping[str, frozenset[str]]
    general: frozenset[str]
    """Nouns that say little: a carmaker is also "the company"."""
    parts: frozenset[str]
    """Nouns for a part that acts for the whole, also with "a": "a bench"."""
    ventures: frozenset[str]
    """The families of those whose names have often no word that says what they are: companies, clubs."""
    formerly: frozenset[str]
    """What stands before an office that somebody had: "the former mayor"."""
    persons: frozenset[str]
    """Nouns for one person without an office."""
    offices: frozenset[str]
    asides: frozenset[str]
    """What opens an aside that says who it is: ", the telecoms regulator,"."""
    places: frozenset[str]
    """What stands before the name of a place."""
    held: frozenset[str]
    """What stands before these where the name is no place's: "a stake in"."""
    verbs: frozenset[str]
    """What follows a subject, besides verbs of the past."""
    joining: str
    small: frozenset[str]
    """What has a capital letter only for its place, or is no name."""

    def families_of(self, noun: str) -> frozenset[str]:
        """Return the families of a noun; empty for one that is for no party, and for one that is for several."""
        return self.families.get(noun, frozenset())


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a line at `start`; `nouns` are the common nouns that the line or the name itself gives for it."""

    text: str
    start: int
    nouns: frozenset[str]
    opens: bool
    """Whether it stands where any word has a capital letter."""
    acts: bool
    """Whether a verb follows it."""
    is_place: bool


def names_in(text: str, kinds: Kinds, *, is_title: bool) -> Iterator[Name]:
    """Yield the names of a sentence in its order; of a very long one those near its beginning."""
    text = text[:_MOST_LETTERS]
    place = -1
    for match in _NAME.finditer(text):
        for name, start in _split(match[0], match.start(), kinds):
            end = start + len(name)
            before = _BEFORE.search(text, max(0, start - 30), start)
            led = before[1].lower() if before else ""
            nouns = _own_nouns(name, kinds) | _given_nouns(text, end, led, kinds)
            opens = is_title or _BEGINS.search(text[max(0, start - 9) : start]) is not None
            is_place = (
                _is_place(text, start, led, kinds) or text[place:start] == ", " or _is_dateline(text, *match.span())
            )
            place = end if is_place else place
            yield Name(name, start, nouns, opens, _acts(text, end, kinds), is_place)


def _acts(text: str, end: int, kinds: Kinds) -> bool:
    following = _FOLLOWING.match(text, end)
    return following is not None and (following[1] in kinds.verbs or following[1].endswith("ed"))


def _is_dateline(text: str, start: int, end: int) -> bool:
    """Whether a name opens a report as its place: "TORONTO --"."""
    return not text[:start].strip() and text[start:end].isupper() and _DASH.match(text, end) is not None


def _split(name: str, start: int, kinds: Kinds) -> Iterator[tuple[str, int]]:
    """Yield the names that "and" joins, one where it belongs to an institution's, without small words in front."""
    parts = [name] if _heads(name.split()[-1], kinds) else name.split(kinds.joining)
    at = start
    for part in parts:
        words = part.split(" ")
        shift = 0
        while words and words[0].lower() in kinds.small:
            shift += len(words.pop(0)) + 1
        kept = _LINK.sub("", " ".join(takewhile(lambda word: word.islower() or word.lower() not in kinds.small, words)))
        if len(kept) > 1 and kept not in kinds.heads:
            yield kept, at + shift
            yield from _within(kept, at + shift, kinds)
        at += len(part) + len(kinds.joining)


def _within(name: str, start: int, kinds: Kinds) -> Iterator[tuple[str, int]]:
    """Yield a known name at the end of a longer one: "NATO" of "Envoys of NATO"."""
    for link in _OF.finditer(name):
        if not _heads(name[: link.start()].split()[-1], kinds) and _own_nouns(name[link.end() :], kinds):
            yield name[link.end() :], start + link.end()


def _heads(word: str, kinds: Kinds) -> frozenset[str]:
    return kinds.heads.get(word, frozenset())


def _own_nouns(name: str, kinds: Kinds) -> frozenset[str]:
    """Return the nouns that a name gives itself: by the table, by its last word or that before "of"."""
    found = kinds.known.get(name, frozenset())
    words = name.split()
    ends = [words[-1]] + [before for before, word in pairwise(words) if word in ("of", "for", "on")]
    if len(words) > 1:
        found = found.union(*(_heads(word, kinds) for word in ends))
    offices = {word.lower() for word in words[:-1] if word.lower() in kinds.offices}
    return found | offices | ({"country"} if _is_country(name) else set())


def _is_country(name: str) -> bool:
    actor = read_actor(name)
    return bool(actor.seats) and not actor.names and not actor.common


def _given_nouns(text: str, end: int, led: str, kinds: Kinds) -> frozenset[str]:
    """Return the nouns before a name or in the aside behind it: "carmaker Renault", "Ofcom, the regulator"."""
    found = {led} if led in kinds.families or led in kinds.persons or led in kinds.offices else set()
    if (aside := _ASIDE.match(text, end)) and (aside[1] in kinds.asides or aside[1].endswith(("'s", "’s"))):
        words = (word.strip("’'") for word in aside[2].split())
        found |= set([w for w in words if w in kinds.families or w in kinds.persons or w in kinds.offices][:1])
    return frozenset(found)


def _is_place(text: str, start: int, led: str, kinds: Kinds) -> bool:
    return led in kinds.places and not set(text[max(0, start - 40) : start].lower().split()[-3:-1]) & kinds.held


def family_table(rows: str) -> Mapping[str, frozenset[str]]:
    """Read lines of "families: nouns" into the families of each noun."""
    found: dict[str, frozenset[str]] = {}
    for families, _, nouns in (row.partition(":") for row in rows.strip().splitlines()):
        for noun in nouns.split():
            found[noun] = found.get(noun, frozenset()) | frozenset(families.split())
    return found


def name_table(rows: str, *, separator: str) -> Mapping[str, frozenset[str]]:
    """Read lines of "nouns: names" into the nouns of each name."""
    found: dict[str, frozenset[str]] = {}
    for nouns, _, names in (row.partition(":") for row in rows.strip().splitlines()):
        for name in filter(None, (part.strip() for part in names.split(separator))):
            found[name] = found.get(name, frozenset()) | frozenset(nouns.split())
    return found

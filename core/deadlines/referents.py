"""Referents: the name that a text has for "the bloc", "the watchdog", "the carmaker"; none where two would fit."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from core.deadlines.actors import read_actor
from core.deadlines.kinds import Kinds, Name
from core.deadlines.page import Line, Page
from core.deadlines.parties import Parties

_MOST_WORDS = 6
_NEAR = 3
"""In how many lines a noun can stand that the caller read there."""

_MOST_NAMES = 40
_FAR = 12
"""How many lines back a name can stand and still be meant."""


def name_of(page: Page, line: Line, noun: str) -> str:
    """Return the name that "the agency" stands for, by the text around; "" where none fits surely, or it is a name."""
    kinds = line.grammar.vocabulary.parties.kinds
    words = noun.split()
    if not words or len(words) > _MOST_WORDS or not words[-1].islower() or not _is_definite(page, line, noun, kinds):
        return ""
    head = words[-1]
    is_named = any(word[0].isupper() for word in words)
    if head in kinds.persons or (head in kinds.offices and (not is_named or words[0] in kinds.formerly)):
        return _person(page, line, head, was=words[0] in kinds.formerly)
    families = kinds.families_of(head)
    if not families or (is_named and not families & kinds.ventures and head not in kinds.parts):
        return ""
    return _by_noun(page, line, head, families) or (_venture(page, line) if families & kinds.ventures else "")


def _is_definite(page: Page, line: Line, noun: str, kinds: Kinds) -> bool:
    """Whether a line points back by a noun phrase: "the agency", and "a bench" where it acts for the whole."""
    article = "(?:the|a|an)" if noun.split()[-1] in kinds.parts else "the"
    pattern = re.compile(rf"(?i:\b{article})\s+{re.escape(noun)}\b")
    return any(pattern.search(near.sentence.text[:_MOST_LETTERS]) for near in islice(_window(page, line), _NEAR))


_MOST_LETTERS = 1_000


def _by_noun(page: Page, line: Line, head: str, families: frozenset[str]) -> str:
    """Return the only name that is for such a party, in the nearest line that has one."""
    kinds = line.grammar.vocabulary.parties.kinds
    if exact := _nearest(page, line, lambda name: head in name.nouns and head not in kinds.general):
        return exact
    return _nearest(page, line, lambda name: any(kinds.families_of(noun) & families for noun in name.nouns))


def _person(page: Page, line: Line, head: str, *, was: bool) -> str:
    """Return the only person of whom the text says that he is such a one, else the only one without an office."""
    parties = line.grammar.vocabulary.parties
    if known := _nearest(page, line, lambda name: head in name.nouns and parties.is_person(name.text)):
        return known
    if head in parties.kinds.offices and not was:
        return ""
    persons = [n for near in _window(page, line) for n in near.names if parties.is_person(n.text)]
    return _only([person for person in persons if not _holds_office(person, parties)])


def _holds_office(name: Name, parties: Parties) -> bool:
    """Whether a text calls a person what only one in office is called."""
    words = {*name.nouns, *name.text.lower().split()}
    return bool(words & (parties.kinds.offices | parties.offices))


def _venture(page: Page, line: Line) -> str:
    """Return the only name around that can be a company's or a club's and is no passing mention."""
    parties = line.grammar.vocabulary.parties
    names = [
        name
        for near in [*_window(page, line), *page.lines[line.number + 1 : line.number + 1 + _FAR]]
        for name in near.names
    ]
    others = _persons(names, parties) | {name.text for name in names if name.is_place}
    fit: dict[str, list[Name]] = {}
    for name in names:
        if name.text not in others and _can_be_venture(name, parties):
            fit.setdefault(name.text, []).append(name)
    if len(fit) > _MOST_NAMES:
        return ""
    title = f" {page.lines[0].sentence.text} " if page.lines[0].is_title else ""
    return _only([same[0] for same in fit.values() if _is_prominent(same, fit, title)])


def _persons(names: Sequence[Name], parties: Parties) -> frozenset[str]:
    """Return the names of persons, whole and short; who is named in full again and again is none ("Lunda Steel")."""
    told = Counter(name.text for name in names)
    whole = {text for text in told if parties.is_person(text) and (told[text] == 1 or text.split()[-1] in told)}
    return frozenset(whole | {text.split()[-1] for text in whole})


def _is_prominent(same: Sequence[Name], others: Mapping[str, Sequence[Name]], title: str) -> bool:
    """Whether a name acts and is told of more than once, the headline counted."""
    alike = [name for text, names in others.items() if is_one(same[0].text, text) for name in names]
    is_told_twice = len(alike) > 1 or f" {same[0].text} " in title
    return is_told_twice and any(name.acts or name.nouns for name in alike)


def _can_be_venture(name: Name, parties: Parties) -> bool:
    kinds = parties.kinds
    if any(not kinds.ventures & kinds.families_of(noun) for noun in name.nouns):
        return False
    if name.text.isupper():
        return bool(name.nouns) or "." not in name.text  # "A.I." is none
    return bool(name.nouns) or parties.is_company_name(name.text) or _is_repeatable(name, parties)


def _is_repeatable(name: Name, parties: Parties) -> bool:
    """Whether a name looks like a person's by its two or three words only."""
    words = name.text.lower().split()
    return parties.is_person(name.text) and not parties.offices & set(words) and not parties.honorifics & set(words)


def _window(page: Page, line: Line) -> Iterator[Line]:
    """Yield a line, those before it, the nearest first, and the headline."""
    yield line
    yield from islice(page.before(line), _FAR)
    yield from (title for title in page.lines[:1] if title.is_title and title is not line)


def _nearest(page: Page, line: Line, fits: Callable[[Name], bool]) -> str:
    """Return the only fitting name of the nearest line that has one; "" where it has two."""
    found = (names for near in _window(page, line) if (names := [name for name in near.names if fits(name)]))
    return _only(next(found, []))


def _only(names: Sequence[Name]) -> str:
    """Return the longest way in which some names call one and the same; "" for none, and where there are two."""
    longest = max(names, key=lambda name: len(name.text), default=None)
    if longest is None or not all(is_one(longest.text, name.text) for name in names):
        return ""
    return longest.text


def is_one(name: str, other: str) -> bool:
    """Whether two names can be one's: one has the other's words or initials, or both have the same seat."""
    first, second = set(name.lower().split()), set(other.lower().split())
    if first and second and (first <= second or second <= first):
        return True
    return bool(read_actor(name).keys & read_actor(other).keys) and _is_short(name, other)


def _is_short(name: str, other: str) -> bool:
    return name.isupper() or other.isupper()

"""Likelihood: how surely a time is the date of a deadline by the words around it, in whatever frame they stand.

The frames of a grammar know ways of speaking, one by one; the weights here are learnt from labelled news, and know
words. Each makes up for what the other does not know: a time that a frame takes is left out where its words speak
against it, and one that no frame takes is taken where they speak for it.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from core.deadlines.clauses import Clause, Token
from core.deadlines.grammar import Grammar, Tag
from core.deadlines.hits import Hit, is_vetoed
from core.deadlines.mentions import Dated, tense_told
from core.deadlines.page import Page
from core.deadlines.wording import stem
from core.model.deadline import Due, Kind

SURE = 0.85
"""How likely a time is that counts as a deadline without a frame."""

HARDLY = 0.05
"""How likely a time has to be that a frame takes for one."""

_BEFORE, _BEHIND = 14, 11
"""Words before and behind a time that are looked at; of the nearest their order counts."""

_NEXT_BEFORE, _NEXT_BEHIND = 3, 2
_TITLE_WORD = re.compile(r"[a-z]{4,}")

_KINDS = {Kind.EXTENDED: {Tag.EXTEND, Tag.PUSH}, Kind.EXPIRY: {Tag.EXPIRE}}
"""The words by which such a time is one to which something was moved, or at which it lapses."""


def likely_hits(page: Page, told: Iterable[Dated], grammar: Grammar) -> Iterator[Hit]:
    """Yield those of the dates `told` whose words surely tell of a deadline."""
    for dated in told:
        if likelihood(page, dated, grammar) >= SURE:
            line, clause, place = dated.line, dated.clause, dated.place
            frame = replace(grammar.likely, kind=_kind(clause, place), tense=tense_told(clause, place))
            hit = Hit(line, clause, place, frame, {}, place, place)
            if not any(is_vetoed(hit, name, grammar) for name in frame.vetoes):
                yield hit


def is_hardly_one(page: Page, dated: Dated, grammar: Grammar) -> bool:
    """Whether the words around a time that a frame takes speak against it."""
    return likelihood(page, dated, grammar) < HARDLY


def likelihood(page: Page, dated: Dated, grammar: Grammar) -> float:
    """Return how likely it is that a date told is that of a deadline: 0 to 1."""
    score = math.fsum(grammar.weights.get(sign, 0.0) for sign in signs(page, dated))  # in any order the same
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def _kind(clause: Clause, place: int) -> Kind:
    before = frozenset[Tag]().union(*(token.tags for token in clause.tokens[max(0, place - 8) : place]))
    return next((kind for kind, tags in _KINDS.items() if before & tags), Kind.SET)


def signs(page: Page, dated: Dated) -> frozenset[str]:
    """Return what speaks for or against a time: its kind and distance, the tags and stems around it, the headline."""
    return frozenset(_signs(page, dated))


def _signs(page: Page, dated: Dated) -> Iterator[str]:
    tokens, place = dated.clause.tokens, dated.place
    yield "bias"
    kind, distance = type(dated.timex.value).__name__, _distance(page, dated.due)
    yield from (f"type:{kind}", f"due:{distance}", f"{kind} due:{distance}")
    if dated.line.is_title:
        yield "title"
    yield from _of_the_next(tokens, place)
    yield from _of_the_rest(tokens, place)
    for near in _tags(tokens, place - 1):
        yield from (f"pair:{far} {near}" for far in _tags(tokens, place - 2))
        yield from (f"around:{near} {behind}" for behind in _tags(tokens, place + 1))
    yield from (f"has:{tag.name}" for token in tokens for tag in token.tags)
    yield from (f"title:{stem(word)}" for word in _TITLE_WORD.findall(page.prose.title.lower()))


def _of_the_next(tokens: Sequence[Token], place: int) -> Iterator[str]:
    for away in (*range(-_NEXT_BEFORE, 0), *range(1, _NEXT_BEHIND + 1)):
        if 0 <= place + away < len(tokens):
            yield from _of(f"{away:+}", tokens[place + away])


def _of_the_rest(tokens: Sequence[Token], place: int) -> Iterator[str]:
    """Yield the words before and behind a time; beyond another time, that may be theirs, they are told apart."""
    before, behind = reversed(tokens[max(0, place - _BEFORE) : place]), tokens[place + 1 : place + 1 + _BEHIND]
    for where, words in (("-", before), ("+", behind)):
        beyond = False
        for token in words:
            beyond = beyond or token.timex is not None
            yield from _of(2 * where if beyond else where, token)


def _of(where: str, token: Token) -> Iterator[str]:
    yield from (f"{where}:{tag.name}" for tag in token.tags)
    word = token.text.lower()
    if word.isalpha() and (len(word) > 2 or where.strip("+-")):
        yield f"{where}:{stem(word)}"


def _tags(tokens: Sequence[Token], place: int) -> list[str]:
    return [tag.name for tag in tokens[place].tags] if 0 <= place < len(tokens) else ["EDGE"]


def _distance(page: Page, due: Due) -> str:
    days = (due.last - page.day).days if page.day else 0
    return "past" if days < 0 else "today" if days == 0 else "week" if days < 8 else "months" if days < 60 else "far"

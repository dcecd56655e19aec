"""Stages: what a text does with a date: sets it, moves it, replaces it, withdraws it."""

from collections.abc import Iterator
from itertools import pairwise

from core.deadlines.expressions import Length, Value
from core.deadlines.grammar import Grammar, Tag, Trait
from core.deadlines.hits import Hit, hits_of
from core.deadlines.page import Page
from core.deadlines.resolution import hours_of
from core.model.deadline import Due, Kind


def is_of_former(hit: Hit) -> bool:
    """Whether the clause tells of the date as of a former one."""
    return any(token.tags & {Tag.FORMER} for token in hit.clause.tokens[: hit.place])


_MOVED = frozenset({Tag.EXTEND, Tag.SHORTEN, Tag.NEW, Tag.WITHDRAW})


def kind_of(page: Page, hit: Hit, grammar: Grammar, due: Due | None) -> Kind:
    """Return what the text does with the date of a hit."""
    kind, value = hit.frame.kind, hit.timex.value
    if is_withdrawn(hit) or (Trait.MOVED in hit.frame.traits and _is_left_behind(page, hit, grammar, due)):
        return Kind.SUPERSEDED
    if kind is Kind.SUPERSEDED and hit.frame.status is None and not _is_moved(page, hit):
        return Kind.EXPIRY
    if kind in (Kind.SET, Kind.EXPIRY) and any(is_more(value) for value in (value, *_lengths(hit))):
        return Kind.EXTENDED
    if kind is Kind.SET and grammar.vocabulary.than_before.search(hit.line.sentence.text, hit.timex.end):
        return Kind.EXTENDED
    if kind is Kind.SET and grammar.vocabulary.sooner_than_before.search(hit.line.sentence.text, hit.timex.end):
        return Kind.REVISED
    if kind is Kind.SET and (_is_called_new(hit) or _stands_instead(hit)):
        return Kind.REVISED
    return kind


SOME = 4
"""How many pieces of an endless line are looked at for its neighbours' sake."""


def _is_left_behind(page: Page, hit: Hit, grammar: Grammar, due: Due | None) -> bool:
    """Whether a date that was moved is over, or the text around names the one to which it was moved."""
    if due is not None and page.day is not None and due.last < page.day:
        return True
    return any(
        other.frame.kind in (Kind.EXTENDED, Kind.REVISED) and not (other.timex.is_length and line is not hit.line)
        for line in page.near(hit.line)
        for clause in line.clauses[:SOME]
        for other in hits_of(line, clause, grammar)
    )


def _lengths(hit: Hit) -> Iterator[Value]:
    return (token.timex.value for token in hit.matched if token.timex and token.timex.is_length)


def is_more(value: Value) -> bool:
    """Whether it is time added: "another week"."""
    return isinstance(value, Length) and value.is_more


_SHORT_HOURS = 24 * 400


def is_short(value: Value) -> bool:
    """Whether more time is a respite, and not another term of years."""
    return isinstance(value, Length) and hours_of(value, value.most) < _SHORT_HOURS


def _stands_instead(hit: Hit) -> bool:
    """Whether a date stands for another: "by 10 December rather than 23 December"."""
    ahead = hit.clause.tokens[hit.place + 1 : hit.place + 4]
    return any(t.tags & {Tag.INSTEAD} and other.timex for t, other in pairwise(ahead))


def _is_called_new(hit: Hit) -> bool:
    tokens = hit.clause.tokens
    return any(
        token.tags & {Tag.NEW} and any(t.tags & {Tag.DEADLINE} for t in tokens[n + 1 : n + 3])
        for n, token in enumerate(tokens)
    )


def _is_moved(page: Page, hit: Hit) -> bool:
    """Whether the text around says that a date was moved."""
    if any(token.tags & {Tag.INSTEAD} for token in hit.matched):
        return True
    if any(token.tags & {Tag.FORMER, Tag.WERE} for token in hit.matched):
        return True
    if sum(token.timex is not None for token in hit.matched) > 1:
        return True
    near = page.near(hit.line)
    if hit.clause.vocabulary.instead.search(hit.line.sentence.text):
        return True
    return any(token.tags & _MOVED for line in near for clause in line.clauses for token in clause.tokens)


def is_withdrawn(hit: Hit) -> bool:
    """Whether the same sentence says behind the date that the demand was dropped: "… withdrew the ultimatum"."""
    tokens = hit.clause.tokens
    return any(
        token.tags & {Tag.WITHDRAW}
        and not any(t.tags & {Tag.NOT, Tag.TO, Tag.WOULD, Tag.COULD, Tag.WILL, Tag.IF} for t in tokens[n - 2 : n])
        and any(t.tags & {Tag.DEADLINE} for t in tokens[n + 1 : n + 4])
        for n, token in enumerate(tokens)
        if n > hit.place
    )

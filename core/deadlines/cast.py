"""Cast: who acts in the lines around a deadline, for a sentence that leaves a party out or only says "it"."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from core.deadlines import setters
from core.deadlines.actors import read_actor
from core.deadlines.clauses import Clause
from core.deadlines.demands import agent_of
from core.deadlines.grammar import Tag
from core.deadlines.nouns import group_before, noun_before, subject_of
from core.deadlines.page import Line, Page
from core.deadlines.phrases import noun_in, phrase_end
from core.deadlines.speakers import speaker_in
from core.model.prose import Form

NEAR, _AFTER, _FAR = 2, 1, 4
"""How many lines off a party can stand and still be meant; farther for the people whom an article is for."""

_LONGEST = 200
"""The most words of a line that is looked through for a party."""

MOST_LETTERS = 1_000

PAGE_LINES = 60
"""How many lines are searched for a name."""


def who_set_nearby(page: Page, line: Line, addressee: str) -> str:
    """Return who set the deadline that a neighbouring line names by that word; never the addressee."""
    return _first(addressee, (setters.who_set_it(clause) for _, clause in _near(page, line)))


def who_rules_nearby(page: Page, line: Line, addressee: str) -> str:
    """Return who orders, sets or announces something in the lines around one; never the addressee."""
    parties = line.grammar.vocabulary.parties
    rulers = (r for near, clause in _near(page, line) for r in setters.who_rules(clause, is_title=near.is_title))
    takers = (setters.who_takes(clause) for _, clause in _near(page, line))
    return _first(addressee, (who for who in chain(rulers, takers) if not parties.is_company(who)))


def who_makes_laws_nearby(page: Page, line: Line) -> str:
    """Return the lawmakers or negotiators that a line around one has for its subject."""
    parties = line.grammar.vocabulary.parties
    return next((noun for _, clause in _near(page, line) if parties.is_maker(noun := subject_of(clause))), "")


def who_speaks_nearby(page: Page, line: Line, addressee: str) -> str:
    """Return the body that speaks in the lines around one: "…, the council said"; never the addressee."""
    parties = line.grammar.vocabulary.parties
    speakers = (speaker_in(clause, 0) or speaker_in(clause, _OPENING) for _, clause in _near(page, line))
    bodies = (noun for noun in speakers if parties.is_body(noun))
    fit = (noun for noun in bodies if not (parties.is_bystander(noun) or parties.is_company(noun.split()[-1])))
    return _first(addressee, fit)


_OPENING = 12


def maker_of(page: Page, line: Line, paper: str) -> str:
    """Return who made what a line calls "the resolution", by those around: "a Security Council resolution"; else ""."""
    head = paper.split()[-1].lower()
    for other, clause in _near(page, line):
        for n, token in enumerate(clause.tokens):
            if n and token.text.lower() == head and other is not line:
                maker = noun_before(clause, n) or agent_of(clause, n + 1, n + 6)
                if clause.vocabulary.parties.is_named(maker) and not maker.lower().endswith(head):
                    return maker
    return ""


def who_announces(page: Page, line: Line) -> str:
    """Return who announces what a list holds: the subject of the line that leads into it, or of the one before that."""
    leads = [other for other in page.before(line) if other.sentence.form is not Form.BULLET]
    return next((subject for lead in leads[:2] if (subject := subject_in(lead))), "")


def subject_in(line: Line, *, acts: bool = False) -> str:
    """Return the subject of a line, where it is a power; with `acts`, only one that says or sets something."""
    return next((subject for clause in line.clauses[:1] if (subject := subject_of(clause, acts=acts))), "")


def _near(page: Page, line: Line) -> Iterator[tuple[Line, Clause]]:
    """Yield the lines around one with their clauses: those before, the nearest first, the headline, what follows."""
    before = page.before(line)[:NEAR]
    title = [other for other in page.lines[:1] if other.is_title and other is not line]
    after = page.lines[line.number + 1 : line.number + 1 + _AFTER]
    for other in [*before, *title, *after]:
        is_plain = not other.sentence.text.isupper()
        yield from ((other, clause) for clause in other.clauses[:1] if is_plain and len(clause.tokens) <= _LONGEST)


def _first(addressee: str, found: Iterable[str]) -> str:
    return next((noun for noun in found if noun and not is_same(noun, addressee)), "")


def noun_of(clause: Clause, first: int, last: int) -> str:
    """Return the noun phrase of some tokens, "" where a pronoun stands for it."""
    return (
        ""
        if clause.tokens[first].text.lower() in clause.vocabulary.parties.standing_in
        else noun_in(clause, first, last)
    )


def is_same(one: str, other: str) -> bool:
    """Whether two noun phrases may well be for one and the same: alike in their names, their seats or their nouns."""
    first, second = read_actor(one), read_actor(other)
    if not first or not second:
        return False
    is_alike = bool(first.keys & second.keys) or not (first.keys or second.keys)
    return one.lower() == other.lower() or (is_alike and first.common == second.common)


def is_full_name(noun: str) -> bool:
    """Whether a noun phrase is a person's whole name, or a body's of several words."""
    words = noun.split()
    return len(words) > 1 and all(word[0].isupper() for word in words)


def is_known_body(page: Page, noun: str) -> bool:
    """Whether a single name is that of a body ("Ofgem"): nowhere on the page does a first name stand before it."""
    if " " in noun or not noun[:1].isupper():
        return False
    before = re.compile(rf"\b[A-Z][\w.’'-]*\s+{re.escape(noun)}\b")
    return not any(before.search(line.sentence.text[:MOST_LETTERS]) for line in page.lines[:PAGE_LINES])


def who_is_told_before(page: Page, line: Line) -> str:
    """Return whom the line before orders to act, for a deadline that is only named: "The deadline is Friday"."""
    for other in page.before(line)[:1]:
        for clause in other.clauses[:1]:
            if next(setters.who_rules(clause), ""):
                return next(setters.who_is_ruled(clause), "")
    return ""


def people_nearby(page: Page, line: Line) -> str:
    """Return the people of whom a line, or one just before it, says that they can or must do something."""
    title = [other for other in page.lines[:1] if other.is_title and other is not line]
    for other in [line, *page.before(line)[:_FAR], *title]:
        for clause in other.clauses[:1]:
            if people := people_in(clause, is_title=other.is_title):
                return people
    return ""


def people_in(clause: Clause, *, is_title: bool = False) -> str:
    """Return the group that "can apply", "must register", or is "urged to" do something in a clause."""
    tokens, parties = clause.tokens, clause.vocabulary.parties
    for n, token in enumerate(tokens):
        if token.tags & {Tag.CAN, Tag.MUST, Tag.SHOULD} and n:
            noun = noun_before(clause, n)
            noun = noun if parties.is_group(noun) else group_before(clause, n) or noun
        elif token.tags & {Tag.ASK, Tag.DEMAND} and n + 1 < len(tokens):
            is_done_to = any(t.tags & {Tag.IS, Tag.WAS, Tag.BE} for t in tokens[max(0, n - 2) : n])
            is_done_to = is_done_to or (is_title and parties.past.match(token.text) is not None)
            noun = noun_before(clause, n) if is_done_to else noun_in(clause, n + 1, phrase_end(clause, n + 1))
        elif is_title and token.tags & {Tag.GIVE} and n + 1 < len(tokens):
            noun = noun_in(clause, n + 1, phrase_end(clause, n + 1))
            noun = noun if clause.vocabulary.is_plural(noun) else ""
        else:
            continue
        applies = any(t.tags & {Tag.SUBMIT} for t in tokens[n + 1 : n + 2]) and clause.vocabulary.is_plural(noun)
        if parties.is_group(noun) or (applies and parties.can_keep(noun)):
            return noun
    return ""

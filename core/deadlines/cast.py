"""Cast: who acts in the lines around a deadline, for a sentence that leaves a party out or only says "it"."""

import re
from collections.abc import Iterable, Iterator

from core.deadlines import setters
from core.deadlines.actors import read_actor
from core.deadlines.clauses import Clause
from core.deadlines.nouns import subject_of
from core.deadlines.page import Line, Page
from core.model.prose import Form

_BEFORE, _AFTER = 2, 1
"""How many lines off a party can stand and still be meant."""

_PAGE = 60
"""How many lines are searched for a name."""


def who_set_nearby(page: Page, line: Line, addressee: str) -> str:
    """Return who set the deadline that a neighbouring line names by that word; never the addressee."""
    return _first(addressee, (setters.who_set_it(clause) for _, clause in _near(page, line)))


def who_rules_nearby(page: Page, line: Line, addressee: str) -> str:
    """Return who orders, sets or announces something in the lines around one; never the addressee."""
    return _first(
        addressee,
        (ruler for near, clause in _near(page, line) for ruler in setters.who_rules(clause, is_title=near.is_title)),
    )


def who_announces(page: Page, line: Line) -> str:
    """Return who announces what a list holds: the subject of the line that leads into it, or of the one before that."""
    leads = [other for other in page.before(line) if other.sentence.form is not Form.BULLET]
    return next((subject for lead in leads[:2] if (subject := subject_in(lead))), "")


def subject_in(line: Line, *, acts: bool = False) -> str:
    """Return the subject of a line, where it is a power; with `acts`, only one that says or sets something."""
    return next((subject for clause in line.clauses if (subject := subject_of(clause, acts=acts))), "")


def _near(page: Page, line: Line) -> Iterator[tuple[Line, Clause]]:
    """Yield the lines around one with their clauses: those before, the nearest first, the headline, what follows."""
    before = page.before(line)[:_BEFORE]
    title = [other for other in page.lines[:1] if other.is_title and other is not line]
    after = page.lines[line.number + 1 : line.number + 1 + _AFTER]
    for other in [*before, *title, *after]:
        for clause in other.clauses:
            yield other, clause


def _first(addressee: str, found: Iterable[str]) -> str:
    return next((noun for noun in found if noun and not is_same(noun, addressee)), "")


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


def is_body(page: Page, noun: str) -> bool:
    """Whether a single name is that of a body ("Ofgem"): nowhere on the page does a first name stand before it."""
    if " " in noun or not noun[:1].isupper():
        return False
    before = re.compile(rf"\b[A-Z][\w.’'-]*\s+{re.escape(noun)}\b")
    return not any(before.search(line.sentence.text) for line in page.lines[:_PAGE])

"""Cast: who acts in the lines around a deadline, for a sentence that leaves a party out or only says "it"."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from core.deadlines import setters
from core.deadlines.actors import read_actor
from core.deadlines.clauses import Clause
from core.deadlines.demands import agent_of
from core.deadlines.grammar import Tag
from core.deadlines.nouns import group_before, noun_before, noun_in, phrase_end, subject_of
from core.deadlines.page import Line, Page
from core.deadlines.parties import Parties
from core.model.prose import Form

_BEFORE, _AFTER = 2, 1
"""How many lines off a party can stand and still be meant."""

_LONGEST = 200
"""The most words of a line that is looked through for a party."""

_MOST_LETTERS = 1_000

_PAGE = 60
"""How many lines are searched for a name."""


def who_set_nearby(page: Page, line: Line, addressee: str) -> str:
    """Return who set the deadline that a neighbouring line names by that word; never the addressee."""
    return _first(addressee, (setters.who_set_it(clause) for _, clause in _near(page, line)))


def who_rules_nearby(page: Page, line: Line, addressee: str) -> str:
    """Return who orders, sets or announces something in the lines around one; never the addressee."""
    parties = line.grammar.vocabulary.parties
    rulers = (r for near, clause in _near(page, line) for r in setters.who_rules(clause, is_title=near.is_title))
    return _first(addressee, (ruler for ruler in rulers if not parties.is_company(ruler)))


def who_speaks_nearby(page: Page, line: Line, addressee: str) -> str:
    """Return the body that speaks in the lines around one: "…, the council said"; never the addressee."""
    parties = line.grammar.vocabulary.parties
    speakers = (
        setters.speaker_in(clause, 0) or setters.speaker_in(clause, _OPENING) for _, clause in _near(page, line)
    )
    bodies = (noun for noun in speakers if parties.is_body(noun))
    fit = (noun for noun in bodies if not (parties.is_bystander(noun) or parties.is_company(noun)))
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
    before = page.before(line)[:_BEFORE]
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
    return not any(before.search(line.sentence.text[:_MOST_LETTERS]) for line in page.lines[:_PAGE])


# -- whom a word means ---------------------------------------------------------------------------------------------


def antecedent(page: Page, line: Line, clause: Clause, place: int) -> str:
    """Return whom the pronoun at a token means; "" where that is not sure, and where no pronoun stands there."""
    word, parties = clause.tokens[place].text.lower(), clause.vocabulary.parties
    if word not in parties.standing_in:
        return ""
    if word in parties.persons:
        return next((noun for noun in _persons(page, line, parties)), "")
    if owner := _owner(clause, place):
        return name_of(page, line, owner) or owner
    several = word in parties.several
    found = (noun for noun in _spoken_of(page, line) if not parties.is_person(noun))
    return next((noun for noun in found if several == clause.vocabulary.is_plural(noun)), "")


def _subjects(page: Page, line: Line) -> Iterator[str]:
    """Yield the subjects of the lines before one, the nearest first, and that of the headline."""
    title = [other for other in page.lines[:1] if other.is_title and other is not line]
    for other in [*page.before(line)[:_BEFORE], *title]:
        if subject := subject_in(other):
            yield subject


def _owner(clause: Clause, place: int) -> str:
    """Return the company that a clause has spoken of before a token: "rejected the company's plea and ordered it"."""
    parties, articles = clause.vocabulary.parties, clause.vocabulary.definite
    tokens = clause.tokens
    for n in range(place - 2, 0, -1):
        is_owner = tokens[n + 1].tags & {Tag.POSS} and tokens[n - 1].text.lower() in articles
        if is_owner and parties.is_company(tokens[n].text):
            return tokens[n].text
    return ""


def _spoken_of(page: Page, line: Line) -> Iterator[str]:
    """Yield whom the lines before one speak of: their subjects, or whom these order or fine."""
    for other in page.before(line)[:_BEFORE]:
        for clause in other.clauses[:1]:
            subject = subject_of(clause)
            if subject in setters.who_rules(clause):
                yield from setters.who_is_ruled(clause)
            elif subject:
                yield subject


def _persons(page: Page, line: Line, parties: Parties) -> Iterator[str]:
    """Yield the persons named in the lines before one, the nearest line first; in each the subject first."""
    for other in page.before(line)[:_BEFORE]:
        subject = subject_in(other)
        rules = any(subject in setters.who_rules(clause) for clause in other.clauses[:1])
        if parties.is_person(subject) and not parties.is_bystander(subject) and not rules:
            yield subject
        text = other.sentence.text[:_MOST_LETTERS]
        found = [match for match in _FULL_NAME.finditer(text) if parties.is_person(match[0])]
        named = [match[0] for match in found if not _led(text, match.start()) & parties.bystanders]
        others = [_OWN.sub("", name) for name in named if not subject or (name not in subject and subject not in name)]
        yield from others[:1] if len(others) == 1 else ()


_FULL_NAME = re.compile(r"[A-Z][\w’'-]*\.?(?:\s+(?:al-|bin\s|de\s|van\s|von\s)?[A-Z][\w’'-]*\.?)+")


def _led(text: str, at: int) -> set[str]:
    """Return the word before a place."""
    return set(text[:at].split()[-1:])


_OWN = re.compile(r"(?:[’']s?|\.)$")


def name_of(page: Page, line: Line, noun: str) -> str:
    """Return the name that "the agency" stands for, by the lines before; "" where none fits or it has one itself."""
    parties = line.grammar.vocabulary.parties
    if not noun or any(word[0].isupper() for word in noun.split()) or len(noun.split()) > _MOST_BARE:
        return ""
    if not re.search(rf"\b[Tt]he {re.escape(noun)}\b", line.sentence.text[:_MOST_LETTERS]):
        return ""
    if parties.is_company(noun) and line.grammar.vocabulary.is_plural(noun):
        joined = line.grammar.vocabulary.and_word
        return next((s for s in _subjects(page, line) if parties.is_company_name(s) and joined in s), "")
    if parties.is_company(noun):
        return next((s for s in _subjects(page, line) if parties.is_company_name(s) and _is_known(page, s)), "")
    heads = parties.kin.get(noun.split()[-1], ())
    title = [other for other in page.lines[:1] if other.is_title and other is not line]
    texts = [other.sentence.text for other in [*page.before(line)[:_FAR], *title]] if heads else []
    return next((found[0] for text in texts if (found := _full(heads).search(text[:_MOST_LETTERS]))), "")


def _is_known(page: Page, noun: str) -> bool:
    """Whether a name stands in the text more than once, so that it is no word with a capital for its place only."""
    word = re.compile(rf"\b{re.escape(noun)}\b")
    return sum(len(word.findall(line.sentence.text[:_MOST_LETTERS])) for line in page.lines[:_PAGE]) > 1


_MOST_BARE = 2
_FAR = 6


@lru_cache(maxsize=256)
def _full(heads: tuple[str, ...]) -> re.Pattern[str]:
    """Match a name that ends in one of these words, or goes on behind "of", or a person's behind a title."""
    word = r"[A-Z][\w.&’'-]*"
    head = "|".join(heads)
    before = rf"(?:{word}\s+(?:(?:of|for|and|the|on)\s+){{0,2}}){{1,7}}(?:{head})\b"
    return re.compile(rf"{before}|\b(?:{head})\s+(?:of|for|on)\s+(?:the\s+)?{word}(?:\s+(?:and\s+)?{word})*")


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
    for other in [line, *page.before(line)[:_BEFORE], *title]:
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
        else:
            continue
        applies = any(t.tags & {Tag.SUBMIT} for t in tokens[n + 1 : n + 2]) and clause.vocabulary.is_plural(noun)
        if parties.is_group(noun) or (applies and parties.can_keep(noun)):
            return noun
    return ""

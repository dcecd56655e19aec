"""Antecedents: whom a pronoun or a bare noun like "the agency" means, by the lines before it; or nobody for sure."""

import re
from collections.abc import Iterator
from functools import lru_cache

from core.deadlines import setters
from core.deadlines.cast import MOST_LETTERS, NEAR, PAGE_LINES, subject_in
from core.deadlines.clauses import Clause
from core.deadlines.grammar import Tag
from core.deadlines.nouns import subject_of
from core.deadlines.page import Line, Page
from core.deadlines.parties import Parties


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
    for other in [*page.before(line)[:NEAR], *title]:
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
    for other in page.before(line)[:NEAR]:
        for clause in other.clauses[:1]:
            subject = subject_of(clause)
            if subject in setters.who_rules(clause):
                yield from setters.who_is_ruled(clause)
            elif subject:
                yield subject


def _persons(page: Page, line: Line, parties: Parties) -> Iterator[str]:
    """Yield the persons named in the lines before one, the nearest line first; in each the subject first."""
    for other in page.before(line)[:NEAR]:
        subject = subject_in(other)
        rules = any(subject in setters.who_rules(clause) for clause in other.clauses[:1])
        if parties.is_person(subject) and not parties.is_bystander(subject) and not rules:
            yield subject
        text = other.sentence.text[:MOST_LETTERS]
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
    if not re.search(rf"\b[Tt]he {re.escape(noun)}\b", line.sentence.text[:MOST_LETTERS]):
        return ""
    if parties.is_company(noun) and line.grammar.vocabulary.is_plural(noun):
        joined = line.grammar.vocabulary.and_word
        return next((s for s in _subjects(page, line) if parties.is_company_name(s) and joined in s), "")
    if parties.is_company(noun):
        return next((s for s in _subjects(page, line) if parties.is_company_name(s) and _is_known(page, s)), "")
    heads = parties.kin.get(noun.split()[-1], ())
    title = [other for other in page.lines[:1] if other.is_title and other is not line]
    texts = [other.sentence.text for other in [*page.before(line)[:_FAR], *title]] if heads else []
    return next((found[0] for text in texts if (found := _full(heads).search(text[:MOST_LETTERS]))), "")


def _is_known(page: Page, noun: str) -> bool:
    """Whether a name stands in the text more than once, so that it is no word with a capital for its place only."""
    word = re.compile(rf"\b{re.escape(noun)}\b")
    return sum(len(word.findall(line.sentence.text[:MOST_LETTERS])) for line in page.lines[:PAGE_LINES]) > 1


_MOST_BARE = 2
_FAR = 6


@lru_cache(maxsize=256)
def _full(heads: tuple[str, ...]) -> re.Pattern[str]:
    """Match a name that ends in one of these words, or goes on behind "of", or a person's behind a title."""
    word = r"[A-Z][\w.&’'-]*"
    head = "|".join(heads)
    before = rf"(?:{word}\s+(?:(?:of|for|and|the|on)\s+){{0,2}}){{1,7}}(?:{head})\b"
    return re.compile(rf"{before}|\b(?:{head})\s+(?:of|for|on)\s+(?:the\s+)?{word}(?:\s+(?:and\s+)?{word})*")

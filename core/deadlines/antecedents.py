"""Antecedents: whom a pronoun means, by the lines before it; or nobody for sure."""

import re
from collections.abc import Iterator

from core.deadlines import referents, setters
from core.deadlines.cast import MOST_LETTERS, NEAR, subject_in
from core.deadlines.clauses import Clause
from core.deadlines.grammar import Tag
from core.deadlines.nouns import subject_of
from core.deadlines.page import Line, Page
from core.deadlines.parties import Parties
from core.deadlines.phrases import phrase_end


def antecedent(page: Page, line: Line, clause: Clause, place: int) -> str:
    """Return whom the pronoun at a token means; "" where that is not sure, and where no pronoun stands there."""
    word, parties = clause.tokens[place].text.lower(), clause.vocabulary.parties
    if word not in parties.standing_in:
        return ""
    if word in parties.persons:
        return next((noun for noun in _persons(page, line, parties)), "")
    if owner := _owner(clause, place):
        return referents.name_of(page, line, owner) or owner
    several = word in parties.several
    found = (noun for noun in _spoken_of(page, line) if not (parties.is_person(noun) or _is_thing(noun, parties)))
    return next((noun for noun in found if several == clause.vocabulary.is_plural(noun)), "")


def of_those(page: Page, line: Line, noun: str) -> str:
    """Return "readers who rent" for "those who rent" where the line before begins with readers; else the noun."""
    vocabulary = line.grammar.vocabulary
    first, _, rest = noun.partition(" ")
    before = next(iter(page.before(line)), None)
    if before is None or first.lower() not in vocabulary.parties.those or not before.clauses:
        return noun
    clause = before.clauses[0]
    people = clause.words(0, phrase_end(clause, 0)).split(" ")[-1]
    is_people = vocabulary.parties.is_group(people) and vocabulary.is_plural(people)
    return f"{people[:1].upper()}{people[1:]} {rest}" if is_people else noun


def _is_thing(noun: str, parties: Parties) -> bool:
    """Whether a single word in several, with a capital for its place, is no name and nobody: "Tractors"."""
    return " " not in noun and noun.endswith("s") and not parties.can_keep(noun.lower())


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

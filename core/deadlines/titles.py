"""Titles: what a deadline is called in a list, made of its terms, its own noun, or what lapses."""

import re
from dataclasses import dataclass, replace

from core.deadlines.clauses import Clause
from core.deadlines.grammar import Tag, Tags, Vocabulary
from core.deadlines.phrases import HEAVY, phrase_end
from core.model.deadline import Terms

_NAMING = frozenset({Tag.WORD, Tag.NAME, Tag.THING, Tag.PAPER, Tag.OFFER, Tag.EVENT, Tag.MEASURE, Tag.SHUTDOWN})
"""What a deadline can be called after."""


_LINKS = HEAVY | {Tag.OF, Tag.AND}


@dataclass(frozen=True, slots=True)
class Lapsing:
    """What lapses, and what its verb can do."""

    thing: str
    tags: Tags


def name_of_deadline(clause: Clause) -> str:
    """Return what a clause calls its deadline, for a title: "Filing deadline for federal taxes"; "" for a bare one."""
    tokens = clause.tokens
    at = next((n for n, t in enumerate(tokens) if t.tags & {Tag.DEADLINE}), None)
    if at is None:
        return ""
    first = at
    while first > max(0, at - 3) and tokens[first - 1].tags & _NAMING and tokens[first - 1].timex is None:
        first -= 1
    while tokens[first].text.lower() in clause.vocabulary.articles or tokens[first].tags & {Tag.POSS}:
        first += 1
    last = phrase_end(clause, at + 2) if any(t.tags & {Tag.FOR} for t in tokens[at + 1 : at + 2]) else at
    while last > at + 1 and (tokens[last].tags & _LINKS or tokens[last].text.lower() in clause.vocabulary.articles):
        last -= 1
    if last <= at + 1:
        last = at
    named = clause.words(first, last) if last > first else ""
    return f"{named[:1].upper()}{named[1:]}"


def title_of_lapse(lapsing: Lapsing, whose: str, words: Vocabulary) -> str:
    """Return a title, not yet capitalised, for what lapses: "farm subsidy window closes", "Belgrade: reprieve ends"."""
    head = re.split(words.behind_head, lapsing.thing, maxsplit=1)[0]
    one, several = next((forms for tag, forms in words.lapses.items() if tag in lapsing.tags), ("", ""))
    title = f"{lapsing.thing} {several if words.plural.match(head) else one}".strip()
    is_told = words.parties.is_named(whose) and whose not in lapsing.thing
    return words.title_with_thing.format(who=whose, deed=title) if is_told else title


def make_terms(terms: Terms, vocabulary: Vocabulary) -> Terms:
    """Return terms with a short title, made of them if need be; who sets a deadline for himself is no setter."""
    setter = "" if terms.setter.lower() == terms.addressee.lower() else terms.setter
    title = terms.title or _title(terms, vocabulary)
    return replace(terms, setter=setter, title=f"{title[:1].upper()}{title[1:]}")


def _title(terms: Terms, vocabulary: Vocabulary) -> str:
    who, deed = terms.addressee, terms.action
    if who and deed:
        is_thing = _is_thing(deed, vocabulary)
        form = vocabulary.title_with_thing if is_thing else vocabulary.title_with_deed
        return form.format(who=who, deed=deed)
    if deed and terms.setter and _is_thing(deed, vocabulary):
        return vocabulary.title_with_thing.format(who=terms.setter, deed=deed)
    if deed:
        return deed
    if who:
        return vocabulary.title_of_whom.format(who=_within(who, vocabulary))
    return vocabulary.title_of_setter.format(who=_within(terms.setter, vocabulary)) if terms.setter else ""


def _within(who: str, words: Vocabulary) -> str:
    """Return a party as it is written within a line: "Deadline for families"; names keep their capitals."""
    first, _, rest = who.partition(" ")
    head = words.behind_head.split(who, maxsplit=1)[0]
    is_group = head == first and bool(words.plural.match(first)) and words.parties.can_keep(first.lower())
    opens = is_group or first.lower() in words.parties.whoever
    return f"{first.lower()} {rest}".strip() if opens and not first.isupper() else who


def _is_thing(deed: str, words: Vocabulary) -> bool:
    """Whether an action names a thing ("the accounts", "$2m", "proposals") and is no verb."""
    first = deed.partition(" ")[0]
    return first.lower() in words.articles or not first[:1].islower() or bool(words.plural.match(first))

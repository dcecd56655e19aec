"""Setters: who set a deadline, by the words around its time; empty where they do not say."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from core.deadlines.actors import read_actor
from core.deadlines.clauses import Clause
from core.deadlines.demands import agent_of
from core.deadlines.grammar import Tag
from core.deadlines.nouns import doer, nearest_start, noun_before
from core.deadlines.phrases import ground_end, is_a_noun, noun_in, phrase_end

_ORDERS = frozenset({Tag.DEMAND, Tag.WARN, Tag.ASK})
_TELLS = _ORDERS | {Tag.SAY}
_PAPERS = frozenset({Tag.PAPER, Tag.SUBMIT, Tag.SUBMITTED})
_PASSIVE = frozenset({Tag.WAS, Tag.IS, Tag.BE})
_LONGEST_INITIALS = 6


def setter_around(clause: Clause, place: int, deed: int | None = None) -> str:
    """Return who set a deadline where its clause says so: "Trump's 50-day …", "set by …", "under the deal".

    What stands behind token `deed` belongs to what is to be done: "to appeal a ruling by the court".
    """
    at = next((n for n in range(place + 1, place + 4) if _is_deadline(clause, n)), None)
    found = (
        _possessor(clause, place),
        _whose(clause, at) if at is not None else "",
        _by_whom(clause, deed),
        _giver(clause),
        _who_ruled(clause, place),
    )
    return next((noun for noun in found if clause.vocabulary.parties.is_power(noun)), "")


def who_set_it(clause: Clause) -> str:
    """Return who set the deadline that a clause speaks of by that word: "an ultimatum, imposed by the rebel leader"."""
    at = next((n for n, token in enumerate(clause.tokens) if token.tags & {Tag.DEADLINE}), None)
    if at is None:
        return ""
    found = (
        _possessor(clause, at),
        _whose(clause, at),
        agent_of(clause, at + 1, at + 6),
        _sender(clause, at),
        _giver(clause),
    )
    return next((noun for noun in found if clause.vocabulary.parties.is_power(noun) and not noun[-1].isdigit()), "")


def _who_ruled(clause: Clause, place: int) -> str:
    """Return whose ruling a length follows: "has 14 days to delete the data after a court ruling"."""
    tokens = clause.tokens
    for n in range(place + 1, len(tokens) - 2):
        if tokens[n].tags & {Tag.AFTER}:
            ruled = (
                m for m in range(n + 2, min(len(tokens), n + 7)) if tokens[m].text.lower() in clause.vocabulary.rulings
            )
            at = next(ruled, None)
            return noun_in(clause, n + 1, at - 1) if at is not None else ""
    return ""


def _is_deadline(clause: Clause, n: int) -> bool:
    return n < len(clause.tokens) and bool(clause.tokens[n].tags & {Tag.DEADLINE})


def _whose(clause: Clause, at: int) -> str:
    """Return the power that a deadline is named after: "a June 1 EU deadline", "a court deadline"."""
    word = clause.tokens[at - 1].text if at else ""
    is_seat = bool(read_actor(word).seats) and clause.vocabulary.parties.is_office(word)
    return word if is_seat or (word.islower() and clause.vocabulary.parties.is_office(word)) else ""


def _sender(clause: Clause, at: int) -> str:
    """Return from whom a deadline comes: "an ultimatum from the envoy"."""
    tokens = clause.tokens
    is_led = at + 2 < len(tokens) and tokens[at + 1].tags <= {Tag.FROM} and not tokens[at + 2].timex
    return noun_in(clause, at + 2, phrase_end(clause, at + 2)) if is_led else ""


def who_rules(clause: Clause, *, is_title: bool = False) -> Iterator[str]:
    """Yield the powers that order, set or announce something in a clause, in its order.

    In a headline "told" and "ordered" are said of the one who is told. Who decides goes before who only tells of it.
    """
    yield from who_decides(clause, is_title=is_title)
    yield from _who_acts(clause, clause.vocabulary.parties.announcements, is_title=is_title)


def who_decides(clause: Clause, *, is_title: bool = False) -> Iterator[str]:
    """Yield the powers that order, set, extend or grant something in a clause, in its order."""
    parties = clause.vocabulary.parties
    yield from _who_acts(clause, parties.rulings - parties.announcements, is_title=is_title)


def _who_acts(clause: Clause, verbs: frozenset[str], *, is_title: bool) -> Iterator[str]:
    tokens, parties = clause.tokens, clause.vocabulary.parties
    for n, token in enumerate(tokens):
        low = token.text.lower()
        if not 0 < n < len(tokens) - 1 or low not in verbs or is_a_noun(clause, n):
            continue
        if _is_no_order(clause, n):
            continue
        ruler = agent_of(clause, n + 1, n + 6)
        is_done_to = any(t.tags & _PASSIVE for t in tokens[max(0, n - 2) : n]) or (is_title and parties.past.match(low))
        if not ruler and not is_done_to:
            ruler = doer(clause, n)
        if _can_rule(clause, ruler, by_order=bool(token.tags & {Tag.DEMAND, Tag.GIVE})):
            yield ruler


def _is_no_order(clause: Clause, n: int) -> bool:
    """Whether a verb only tells something to bystanders, or asks somebody not to act: "told a newspaper"."""
    tokens, parties = clause.tokens, clause.vocabulary.parties
    whom = noun_in(clause, n + 1, phrase_end(clause, n + 1)) if tokens[n].tags & {Tag.SAY, Tag.DEMAND, Tag.ASK} else ""
    is_not = any(one.tags & {Tag.NOT} and two.tags & {Tag.TO} for one, two in pairwise(tokens[n + 1 : n + 9]))
    return is_not or any(parties.is_bystander(word) for word in whom.split()[-1:])


def who_is_ruled(clause: Clause) -> Iterator[str]:
    """Yield whom a clause tells of as ordered, fined, served with a notice: the objects of such verbs."""
    tokens, parties = clause.tokens, clause.vocabulary.parties
    for n, token in enumerate(tokens[:-1]):
        if n and token.text.lower() in parties.rulings and not is_a_noun(clause, n):
            noun = noun_in(clause, n + 1, phrase_end(clause, n + 1))
            if parties.is_power(noun) and not parties.is_document(noun):
                yield noun


def _can_rule(clause: Clause, noun: str, *, by_order: bool) -> bool:
    """Whether a subject can have set a deadline: an office, or who orders by name; a word that opens a line is none."""
    parties = clause.vocabulary.parties
    is_shouted = noun.isupper() and len(noun) > _LONGEST_INITIALS
    if not noun or is_shouted or parties.is_bystander(noun) or parties.is_document(noun) or noun[-1].isdigit():
        return False
    opens = " " not in noun and clause.text.startswith(noun) and not noun.isupper()
    return parties.is_office(noun) or (by_order and not opens and parties.is_named(noun))


def who_takes(clause: Clause) -> str:
    """Return who "is taking objections", "is accepting comments"."""
    parties = clause.vocabulary.parties
    tokens = clause.tokens
    takers = (
        n
        for n, token in enumerate(tokens)
        if n and token.text.lower() in parties.takers and not tokens[n - 1].tags & {Tag.WHO}
    )
    at = next((n for n in takers if any(t.tags & {Tag.PAPER} for t in tokens[n + 1 : n + 4])), 0)
    noun = noun_before(clause, at) if at else ""
    return noun if parties.is_power(noun) else ""


def whose_papers(clause: Clause) -> str:
    """Return whose window it is: "the trust's consultation"."""
    tokens, parties = clause.tokens, clause.vocabulary.parties
    for n, token in enumerate(tokens[1:-1], start=1):
        if token.tags & {Tag.POSS} and any(t.tags & {Tag.PAPER, Tag.TERM} for t in tokens[n + 1 : n + 4]):
            owner = noun_in(clause, nearest_start(clause, n), n - 1)
            return owner if parties.is_office(owner) else ""
    return ""


def where_to(clause: Clause) -> str:
    """Return the office that papers are to be handed in to: "to lodge their claims with the ministry"."""
    tokens, parties = clause.tokens, clause.vocabulary.parties
    for n in range(1, len(tokens) - 1):
        if tokens[n].tags & {Tag.WITH, Tag.TO, Tag.AT} and any(t.tags & _PAPERS for t in tokens[max(0, n - 5) : n]):
            noun = noun_in(clause, n + 1, phrase_end(clause, n + 1))
            is_body = any(parties.is_power_word(word) for word in noun.split()) and parties.is_named(noun)
            if is_body and not parties.is_document(noun):
                return noun
    return ""


def _possessor(clause: Clause, place: int) -> str:
    tokens = clause.tokens
    for n in range(place - 1, max(-1, place - 5), -1):
        if tokens[n].tags & {Tag.FACE, Tag.HAVE, Tag.MISS, Tag.MEET}:
            break
        if tokens[n].tags & {Tag.POSS} and any(t.tags & {Tag.DEADLINE} for t in tokens[n : place + 4]):
            return noun_before(clause, n)
    for n in range(place + 1, min(len(tokens) - 1, place + 6)):
        if tokens[n].tags & {Tag.POSS} and any(t.tags & {Tag.DEADLINE} for t in tokens[n + 1 : n + 3]):
            return noun_before(clause, n)  # "by 17 June, the league's cut-off"
    return ""


def _giver(clause: Clause) -> str:
    """Return who "issued an ultimatum", "gave the firms a deadline"."""
    tokens = clause.tokens
    at = next((n for n, t in enumerate(tokens) if t.tags & {Tag.DEADLINE}), 0)
    for n in range(at - 1, max(0, at - 6), -1):
        if tokens[n].tags & {Tag.SET, Tag.GIVE} and not clause.vocabulary.not_a_verb.match(tokens[n].text):
            is_passive = any(t.tags & _PASSIVE for t in tokens[max(0, n - 2) : n])
            return "" if is_passive else doer(clause, n)
        if tokens[n].tags <= {Tag.COMMA, Tag.STOP, Tag.AND, Tag.BEFORE, Tag.AFTER}:
            break
    return ""


def _by_whom(clause: Clause, deed: int | None) -> str:
    tokens = clause.tokens
    for n, token in enumerate(tokens[:-2]):
        is_date = n > 0 and tokens[n - 1].text.lower() in clause.vocabulary.parties.dates
        is_before = deed is None or n < deed or is_date
        is_set = token.tags & {Tag.SET, Tag.GIVE, Tag.DEMAND, Tag.REQUIRE, Tag.ASK} and is_before
        if token.tags & {Tag.ASK} and n and is_a_noun(clause, n):
            continue  # "agreed to a request by Kuwait"
        if is_set and tokens[n + 1].text.lower() == clause.vocabulary.by_whom:
            return noun_in(clause, n + 2, phrase_end(clause, n + 2))
        if is_set and n and tokens[n - 1].tags & _PASSIVE and (agent := agent_of(clause, n, n + 6)):
            return agent
        if token.tags & {Tag.UNDER} and (noun := _ground(clause, n + 1)):
            return noun
    return ""


def _ground(clause: Clause, first: int) -> str:
    """Return what a demand rests on, or who made that: "under the deal", "under a resolution passed by the council"."""
    tokens = clause.tokens
    head = first
    while head < len(tokens) and (tokens[head].text.lower() in clause.vocabulary.articles or tokens[head].timex):
        head += 1
    last = phrase_end(clause, head)
    if last < head or any(t.tags & {Tag.DEADLINE} for t in tokens[head : head + 4]):
        return ""
    return _maker(clause, head) or noun_in(clause, head, ground_end(clause, head, last))


def _maker(clause: Clause, first: int) -> str:
    """Return who made what a demand rests on: "a scheme passed by the council"; "" where that is not said."""
    for n in range(first + 1, min(len(clause.tokens) - 1, first + 6)):
        is_aside = clause.tokens[n + 2 : n + 3] and clause.tokens[n + 2].text.lower() == clause.vocabulary.by_whom
        if clause.tokens[n].tags & {Tag.COMMA, Tag.STOP} and not is_aside:
            break
        if clause.tokens[n].text.lower() == clause.vocabulary.by_whom or clause.tokens[n].tags <= {Tag.FROM}:
            noun = noun_in(clause, n + 1, phrase_end(clause, n + 1))
            return noun if clause.vocabulary.parties.is_power(noun) else ""
    return ""


@dataclass(frozen=True, slots=True)
class Told:
    """Who tells whom what a clause says of a time: "she warned the firm that it had until May"."""

    setter: str = ""
    whom: str = ""


def told_that(clause: Clause, place: int) -> Told:
    """Return who "told Athens that parliament must pass …", and whom: by an order whose clause holds token `place`."""
    tokens = clause.tokens
    for n in range(place - 1, 0, -1):
        if tokens[n].tags & {Tag.STOP}:
            break
        that = next((m for m in range(n + 1, place) if tokens[m].tags & {Tag.THAT}), None)
        if (tokens[n].tags & _ORDERS or _lets_know(clause, n)) and that is not None:
            whom = noun_in(clause, n + 1, that - 1) if that > n + 1 else ""
            if any(t.tags & _PASSIVE for t in tokens[max(0, n - 2) : n]):
                return Told("", noun_before(clause, n))
            teller = noun_before(clause, n)
            return Told(teller if clause.vocabulary.parties.is_power(teller) else "", whom)
    return Told()


def told_by_pronoun(clause: Clause, place: int) -> Told:
    """Return whom the pronoun before token `place` means, and who told him; empty where no pronoun stands there.

    "The firm said it had received a letter and had 60 days": who says so himself. "The firm has been told that it …".
    """
    tokens, words = clause.tokens, clause.vocabulary
    telling = _telling(clause, place)
    if telling is None:
        return Told()
    pronoun = next((n for n in range(telling + 1, place) if tokens[n].tags & {Tag.PRONOUN}), None)
    if pronoun is None or tokens[pronoun].text.lower() not in words.standing_in:
        return Told()
    last = pronoun - 2 if tokens[pronoun - 1].tags & {Tag.THAT} else pronoun - 1
    teller = noun_before(clause, telling)
    if tokens[telling + 1].text.lower() == words.by_whom:
        return Told(noun_in(clause, telling + 2, last), teller)
    if any(t.tags & _PASSIVE for t in tokens[max(0, telling - 2) : telling]):
        return Told("", teller)
    if last > telling:
        is_order = tokens[telling].tags & _ORDERS or _lets_know(clause, telling)
        return Told(teller, noun_in(clause, telling + 1, last)) if is_order else Told()
    is_fit = tokens[pronoun].text.lower() in words.speaking_of_self
    return Told("", teller) if is_fit and tokens[telling].tags & {Tag.SAY} else Told()


def _tells(clause: Clause, n: int) -> bool:
    return bool(clause.tokens[n].tags & _TELLS) or _lets_know(clause, n)


def _lets_know(clause: Clause, n: int) -> bool:
    return clause.tokens[n].text.lower() in clause.vocabulary.parties.tellers


def _telling(clause: Clause, place: int) -> int | None:
    """Return the nearest verb of telling before token `place`."""
    tokens, words = clause.tokens, clause.vocabulary
    return next(
        (n for n in range(place - 1, 0, -1) if _tells(clause, n) and tokens[n - 1].text.lower() not in words.articles),
        None,
    )

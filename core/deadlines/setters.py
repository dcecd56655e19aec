"""Setters: who set a deadline, by the words around its time; empty where they do not say."""

from dataclasses import dataclass

from core.deadlines.clauses import Clause
from core.deadlines.demands import agent_of
from core.deadlines.grammar import Tag
from core.deadlines.nouns import noun_before, noun_in, phrase_end

_ORDERS = frozenset({Tag.DEMAND, Tag.WARN, Tag.ASK})
_TELLS = _ORDERS | {Tag.SAY}


def setter_around(clause: Clause, place: int, *, says_so: bool = True) -> str:
    """Return who set a deadline, where the words around its time say so.

    "Trump's 50-day …", "set by …", "under the deal" and, with `says_so`, "…, the judge ruled", "according to …".
    """
    for noun in (_possessor(clause, place), _by_whom(clause), _setting(clause)):
        if clause.vocabulary.parties.is_power(noun):
            return noun
    speaker = _speaker(clause) if says_so else ""
    return speaker if clause.vocabulary.parties.is_office(speaker) else ""


def _possessor(clause: Clause, place: int) -> str:
    tokens = clause.tokens
    for n in range(place - 1, max(-1, place - 5), -1):
        if tokens[n].tags & {Tag.POSS} and any(t.tags & {Tag.DEADLINE} for t in tokens[n : place + 4]):
            return noun_before(clause, n)
    return ""


def _setting(clause: Clause) -> str:
    """Return who "issued an ultimatum", "gave the firms a deadline"."""
    tokens = clause.tokens
    at = next((n for n, t in enumerate(tokens) if t.tags & {Tag.DEADLINE}), 0)
    for n in range(at - 1, max(0, at - 6), -1):
        if tokens[n].tags & {Tag.SET, Tag.GIVE} and not clause.vocabulary.not_a_verb.match(tokens[n].text):
            is_passive = any(t.tags & {Tag.WAS, Tag.IS, Tag.BE} for t in tokens[max(0, n - 2) : n])
            return "" if is_passive else noun_before(clause, n)
        if tokens[n].tags <= {Tag.COMMA, Tag.STOP, Tag.AND, Tag.BEFORE, Tag.AFTER}:
            break
    return ""


def _by_whom(clause: Clause) -> str:
    tokens = clause.tokens
    for n, token in enumerate(tokens[:-2]):
        is_set = token.tags & {Tag.SET, Tag.GIVE, Tag.DEMAND, Tag.REQUIRE, Tag.ASK}
        if is_set and tokens[n + 1].text.lower() == clause.vocabulary.by_whom:
            return noun_in(clause, n + 2, phrase_end(clause, n + 2))
        if is_set and n and tokens[n - 1].tags & {Tag.WAS, Tag.IS, Tag.BE} and (agent := agent_of(clause, n, n + 6)):
            return agent
        if token.tags & {Tag.UNDER} and tokens[n + 1].text.lower() in clause.vocabulary.articles:
            noun = _maker(clause, n + 1) or noun_in(clause, n + 1, phrase_end(clause, n + 1))
            return noun if not any(t.tags & {Tag.DEADLINE} for t in tokens[n + 1 : n + 5]) else ""
    return ""


def who_told(clause: Clause, place: int) -> str:
    """Return who "told Athens that parliament must pass …": the power before an order whose clause holds `place`."""
    tokens = clause.tokens
    for n in range(place - 1, 0, -1):
        if tokens[n].tags & {Tag.STOP}:
            break
        if tokens[n].tags & _ORDERS and any(t.tags & {Tag.THAT} for t in tokens[n + 1 : place]):
            if any(t.tags & {Tag.WAS, Tag.IS, Tag.BE} for t in tokens[max(0, n - 2) : n]):
                return ""
            teller = noun_before(clause, n)
            return teller if clause.vocabulary.parties.is_power(teller) else ""
    return ""


def speaker_by_name(clause: Clause) -> str:
    """Return who says it, where he has a name: "Alex Long said that the mayor must …"; "" otherwise."""
    speaker = _speaker(clause)
    return speaker if speaker[:1].isupper() else ""


def _maker(clause: Clause, first: int) -> str:
    """Return who made what a demand rests on: "a resolution passed by the council"; "" where that is not said."""
    for n in range(first + 1, min(len(clause.tokens) - 1, first + 6)):
        if clause.tokens[n].tags & {Tag.COMMA, Tag.STOP}:
            break
        if clause.tokens[n].text.lower() == clause.vocabulary.by_whom or clause.tokens[n].tags <= {Tag.FROM}:
            noun = noun_in(clause, n + 1, phrase_end(clause, n + 1))
            return noun if clause.vocabulary.parties.is_power(noun) else ""
    return ""


@dataclass(frozen=True, slots=True)
class Told:
    """Who tells whom, where a pronoun stands for the one who is told: "she warned the firm that it had until May"."""

    setter: str = ""
    whom: str = ""


def told_by_pronoun(clause: Clause, place: int) -> Told:
    """Return whom the pronoun before token `place` means, and who told him; empty where no pronoun stands there.

    "The firm said it had received a letter and had 60 days": who says so himself. "The firm has been told that it …".
    """
    tokens, words = clause.tokens, clause.vocabulary
    telling = next(
        (
            n
            for n in range(place - 1, 0, -1)
            if tokens[n].tags & _TELLS and tokens[n - 1].text.lower() not in words.articles
        ),
        None,
    )
    if telling is None:
        return Told()
    pronoun = next((n for n in range(telling + 1, place) if tokens[n].tags & {Tag.PRONOUN}), None)
    if pronoun is None or tokens[pronoun].text.lower() not in words.standing_in:
        return Told()
    last = pronoun - 2 if tokens[pronoun - 1].tags & {Tag.THAT} else pronoun - 1
    teller = noun_before(clause, telling)
    if tokens[telling + 1].text.lower() == words.by_whom:
        return Told(noun_in(clause, telling + 2, last), teller)
    if last > telling:
        return Told(teller, noun_in(clause, telling + 1, last)) if tokens[telling].tags & _ORDERS else Told()
    if any(t.tags & {Tag.WAS, Tag.IS, Tag.BE} for t in tokens[max(0, telling - 2) : telling]):
        return Told("", teller)
    is_fit = tokens[pronoun].text.lower() in words.speaking_of_self
    return Told("", teller) if is_fit and tokens[telling].tags & {Tag.SAY} else Told()


def _spoken_for(clause: Clause, said: int) -> str:
    """Return for whom a spokesman speaks before token `said`; "" where none does."""
    tokens = clause.tokens
    for n in range(said - 1, max(-1, said - 9), -1):
        if tokens[n].text.lower() in clause.vocabulary.spokespeople:
            speaks_for = tokens[n + 1].tags & {Tag.FOR, Tag.OF}
            return noun_in(clause, n + 2, said - 1) if speaks_for else noun_before(clause, n)
    return ""


def _speaker(clause: Clause) -> str:
    """Return who says it: "…, the judge ruled on Tuesday", "Ministers said that …"."""
    tokens = clause.tokens
    for n, token in enumerate(tokens):
        if token.tags & {Tag.SAY, Tag.WARN, Tag.DEMAND} and 0 < n < len(tokens) - 1:
            comma = max((m for m in range(n) if tokens[m].tags & {Tag.COMMA}), default=None)
            ends = all(t.tags & {Tag.DATE, Tag.ON, Tag.IN, Tag.AGO, Tag.STOP, Tag.COMMA} for t in tokens[n + 1 : n + 3])
            if comma is not None and n - comma < 9 and ends:
                return noun_in(clause, comma + 1, n - 1)
            if n < 10 and not any(t.tags & {Tag.MUST, Tag.HAVE} for t in tokens[:n]):
                return _spoken_for(clause, n) or noun_before(clause, n)
        if token.text.lower() in clause.vocabulary.according and n + 2 < len(tokens):
            return noun_in(clause, n + 2, phrase_end(clause, n + 2))
    if len(tokens) > 2 and tokens[-1].tags & {Tag.SAY, Tag.WARN, Tag.DEMAND, Tag.SET}:
        comma = max((m for m in range(len(tokens)) if tokens[m].tags & {Tag.COMMA}), default=None)
        if comma is not None and len(tokens) - comma < 9:
            return noun_in(clause, comma + 1, len(tokens) - 2)
    return ""


def says_it_by_pronoun(clause: Clause) -> bool:
    """Whether somebody called "he", "she" or "they" speaks or acts in it, so that the name stands elsewhere."""
    tokens = clause.tokens
    return any(
        token.tags & {Tag.SAY, Tag.SET, Tag.GIVE, Tag.DEMAND, Tag.WARN, Tag.SHORTEN}
        and any(t.text.lower() in clause.vocabulary.pronouns for t in tokens[max(0, n - 3) : n])
        for n, token in enumerate(tokens)
    )

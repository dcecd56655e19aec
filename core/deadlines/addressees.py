"""Addressees: who has to act by a deadline, by its frame, its clause, or the people that the lines around speak of."""

from core.deadlines import antecedents, cast, referents, setters
from core.deadlines.actions import duty_of
from core.deadlines.actors import read_actor
from core.deadlines.asked import Asked
from core.deadlines.authorship import is_passive
from core.deadlines.clauses import Clause
from core.deadlines.demands import subject_of_condition
from core.deadlines.grammar import Tag, Trait
from core.deadlines.hits import Hit
from core.deadlines.nouns import group_before, noun_before, subject_of
from core.deadlines.page import Page
from core.deadlines.phrases import noun_in, phrase_end
from core.model.deadline import Kind

_GOVERNORS = frozenset({
    Tag.HAVE, Tag.HAD, Tag.WAS, Tag.IS, Tag.BE, Tag.MUST, Tag.IS_TO, Tag.SHOULD, Tag.GIVE, Tag.DEMAND, Tag.ASK,
    Tag.MISS, Tag.MEET, Tag.CAN, Tag.COULD, Tag.WILL, Tag.WHO, Tag.LENGTH, Tag.IF, Tag.UNLESS, Tag.HAD_TO, Tag.FACE,
    Tag.FAIL, Tag.OUGHT,
})  # fmt: skip
"""What stands behind its subject, so that a slot marked on it means the words before."""

_WINDOWS = frozenset({Trait.MATTER, Trait.KEEPS_HOURS})
_MOST_WHOEVER = 9
_BEHIND = 8


def addressee_of(page: Page, hit: Hit, asked: Asked) -> str:
    """Return who has to act, "" where the text does not say so; a pronoun or "the agency" by the name it stands for."""
    noun = _named(hit) or asked.addressee
    if noun:
        noun = antecedents.of_those(page, hit.line, noun)
        return referents.name_of(page, hit.line, noun) or noun
    return _by_pronoun(page, hit) or _unnamed(page, hit)


def _named(hit: Hit) -> str:
    """Return whom the frame and the words around it name."""
    if "A" in hit.slots:
        first, last = hit.slots["A"]
        if first == last and hit.clause.tokens[first].tags & _GOVERNORS:
            return _subject_before(hit.clause, duty_of(hit) or first)
        return noun_in(hit.clause, first, last) or setters.told_by_pronoun(hit.clause, last + 1).whom
    if "S" in hit.slots and is_passive(hit):
        return noun_before(hit.clause, hit.slots["S"][0])
    if "O" in hit.slots:
        return _object(hit)
    is_told = hit.frame.kind is not Kind.EXPIRY and "S" not in hit.slots
    return setters.told_that(hit.clause, hit.place).whom if is_told else ""


def _object(hit: Hit) -> str:
    """Return whom the setting verb has for its object; of several verbs the last: "moved to … and ordered it"."""
    tokens, words = hit.clause.tokens, hit.clause.vocabulary
    first, last = hit.slots["O"]
    inner = [n for n in range(first, last) if tokens[n].tags & {Tag.REQUIRE, Tag.DEMAND, Tag.GIVE}]
    first = inner[-1] + 1 if inner else first
    is_self = tokens[first].text.lower() in words.speaking_of_self
    if is_self and words.not_a_verb.match(tokens[first - 1].text):
        return subject_of(hit.clause)  # "the bank received a letter giving it a week"
    return noun_in(hit.clause, first, last) or setters.told_by_pronoun(hit.clause, last + 1).whom


def _subject_before(clause: Clause, place: int) -> str:
    """Return the subject of the verb at a token: the nearest noun, whoever does something, or the head far before."""
    if whoever := _whoever(clause, place):
        return whoever
    parties = clause.vocabulary.parties
    noun = noun_before(clause, place) or setters.told_by_pronoun(clause, place).whom
    if parties.can_keep(noun) and (parties.is_named(noun) or parties.is_power(noun) or parties.is_group(noun)):
        return noun
    return group_before(clause, place) or noun


def _whoever(clause: Clause, place: int) -> str:
    """Return "anyone who wants to vote" before the verb at a token."""
    tokens, parties = clause.tokens, clause.vocabulary.parties
    for n in range(place - 2, max(-1, place - 22), -1):
        if tokens[n].tags & {Tag.STOP, Tag.COLON, Tag.SAY}:
            break
        opens = tokens[n].text.lower() in parties.whoever
        if opens and (tokens[n + 1].tags & {Tag.WHO} or clause.vocabulary.not_a_verb.match(tokens[n + 1].text)):
            ends = (m for m in range(n + 2, place) if tokens[m].timex or tokens[m].tags & {Tag.COMMA, Tag.AND, Tag.OR})
            last = min(next(ends, place) - 1, n + _MOST_WHOEVER)
            while last > n + 2 and tokens[last].tags & {Tag.ON, Tag.IN, Tag.AT, Tag.BY, Tag.FOR, Tag.TO, Tag.OF}:
                last -= 1
            if tokens[last - 1].tags & {Tag.THAT, Tag.WHO}:
                last -= 2  # "people who want a cover that starts | on 1 January"
            return clause.words(n, last) if last > n + 1 else ""
    return ""


def _by_pronoun(page: Page, hit: Hit) -> str:
    """Return whom the pronoun means that stands where the addressee would."""
    tokens = hit.clause.tokens
    if "A" in hit.slots:
        first, last = hit.slots["A"]
        at = first - 1 if first == last and tokens[first].tags & _GOVERNORS else last
        while at > 0 and hit.clause.vocabulary.is_adverb(tokens[at].text):
            at -= 1
    elif "O" in hit.slots:
        at = hit.slots["O"][0]
    else:
        return ""
    if at >= 0 and tokens[at].tags & {Tag.YOU}:
        return _spoken_to(hit.clause, hit.place)
    return antecedents.antecedent(page, hit.line, hit.clause, at) if at >= 0 else ""


def _spoken_to(clause: Clause, place: int) -> str:
    """Return to whom somebody speaks: '"You have until Sunday," the envoy told the rebels'."""
    tokens, parties = clause.tokens, clause.vocabulary.parties
    for n in range(place + 1, len(tokens) - 1):
        if tokens[n].tags >= {Tag.SAY, Tag.DEMAND}:
            noun = noun_in(clause, n + 1, phrase_end(clause, n + 1))
            return "" if parties.is_bystander(noun.split(" ")[-1]) else noun
    return ""


def _unnamed(page: Page, hit: Hit) -> str:
    """Return who has to act where the clause does not say so outright."""
    if hit.frame.kind in (Kind.EXPIRY, Kind.SUPERSEDED) and not hit.frame.traits & _WINDOWS:
        known = sides_of(hit.clause) or _who_can_renew(hit)
        is_law = any(token.tags & {Tag.THING} for token in hit.clause.tokens[: hit.place])
        return known or (cast.who_makes_laws_nearby(page, hit.line) if is_law else "")
    if hit.frame.traits & _WINDOWS:
        return cast.people_nearby(page, hit.line) or by_papers(hit)
    if asked := _who_has(hit) or _served(hit) or _asked_from(hit):
        return asked
    if not any(token.tags & {Tag.DEADLINE} for token in hit.matched):
        return ""
    inside = _who_faces(hit) or cast.people_in(hit.clause) or by_papers(hit)
    return inside or ("" if hit.slots else cast.who_is_told_before(page, hit.line))


def sides_of(clause: Clause) -> str:
    """Return between whom something holds: "the truce between Israel and Hezbollah"."""
    tokens = clause.tokens
    at = next((n for n, token in enumerate(tokens) if token.text.lower() == clause.vocabulary.between), None)
    if at is None:
        return _hyphened_sides(clause)
    sides = noun_in(clause, at + 1, phrase_end(clause, at + 1))
    return sides if any(t.tags & {Tag.AND} for t in tokens[at + 2 : at + 10]) else ""


def _hyphened_sides(clause: Clause) -> str:
    """Return the two countries of "the Nepal-India treaty"."""
    for n, token in enumerate(clause.tokens[:-1]):
        one, mark, other = token.text.partition("-")
        is_thing = any(t.tags & {Tag.THING} for t in clause.tokens[n + 1 : n + 4])
        if mark and is_thing and read_actor(one).seats and read_actor(other).seats:
            return f"{one}{clause.vocabulary.and_word}{other}"
    return ""


def _who_can_renew(hit: Hit) -> str:
    """Return who has to act before something lapses: "… unless Congress acts", "by when a judge has to charge him"."""
    tokens, parties = hit.clause.tokens, hit.clause.vocabulary.parties
    for n in range(hit.place + 1, len(tokens)):
        noun = ""
        if tokens[n].tags & {Tag.UNLESS}:
            last = subject_of_condition(hit.clause, n + 1, len(tokens))
            noun = cast.noun_of(hit.clause, n + 1, last) if last is not None else ""
        elif tokens[n].tags & {Tag.MUST, Tag.PLAN}:
            noun = noun_before(hit.clause, n)
        elif parties.is_maker(tokens[n].text):
            noun = noun_before(hit.clause, n + 1)
        if parties.can_keep(noun) and (parties.is_power(noun) or parties.is_group(noun)):
            return noun
    return ""


def _who_has(hit: Hit) -> str:
    """Return who "has until Friday" where the frame marks nobody."""
    if hit.slots.keys() & {"A", "O"}:
        return ""
    tokens, having = hit.clause.tokens, hit.place - 2
    is_permitted = (
        having > 0 and tokens[having].tags <= {Tag.HAVE} and tokens[having + 1].tags & {Tag.UNTIL, Tag.WITHIN}
    )
    return _subject_before(hit.clause, having) if is_permitted else ""


def _served(hit: Hit) -> str:
    """Return on whom a notice is served: "a 21-day notice on the board"."""
    tokens, parties = hit.clause.tokens, hit.clause.vocabulary.parties
    for n in range(hit.place + 1, min(len(tokens) - 1, hit.place + 4)):
        if tokens[n].tags <= {Tag.ON} and not tokens[n + 1].timex:
            noun = noun_in(hit.clause, n + 1, phrase_end(hit.clause, n + 1))
            return noun if parties.is_power(noun) and not parties.is_document(noun) else ""
    return ""


def _asked_from(hit: Hit) -> str:
    """Return from whom something is wanted: "wants an answer from the carmaker by Friday"."""
    tokens, parties = hit.clause.tokens, hit.clause.vocabulary.parties
    if "S" not in hit.slots:
        return ""
    at = next((n for n in range(hit.slots["S"][0] + 1, hit.place - 1) if tokens[n].tags <= {Tag.FROM}), None)
    noun = noun_in(hit.clause, at + 1, phrase_end(hit.clause, at + 1)) if at is not None else ""
    return noun if parties.is_power(noun) or parties.is_group(noun) else ""


def by_papers(hit: Hit) -> str:
    """Return who hands such papers in: "bids" are for bidders."""
    implied = hit.clause.vocabulary.parties.implied
    near = hit.clause.tokens[hit.first : hit.last + _BEHIND]
    found = next((implied[low] for token in near if (low := token.text.lower()) in implied), "")
    is_offer = hit.frame.kind is Kind.EXPIRY and any(token.tags & {Tag.BUY, Tag.OFFER} for token in hit.matched)
    return found or (hit.clause.vocabulary.parties.takers_of_offers if is_offer else "")


def _who_faces(hit: Hit) -> str:
    """Return who is pressed by a named deadline: "Japan is racing to strike a deal before the July 9 deadline"."""
    tokens, parties = hit.clause.tokens, hit.clause.vocabulary.parties
    facing = next((n for n in range(hit.place - 1, 0, -1) if tokens[n].tags & {Tag.FACE}), None)
    noun = noun_before(hit.clause, facing) if facing is not None else ""
    return noun if parties.is_power(noun) or parties.is_group(noun) else ""

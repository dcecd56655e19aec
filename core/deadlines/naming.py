"""Naming: the terms of a hit, read off its frame's slots, its clause and the lines around it."""

from core.deadlines import slots
from core.deadlines.grammar import Tag, Trait
from core.deadlines.hits import Hit
from core.deadlines.page import Line, Page
from core.model.deadline import Kind, Terms
from core.model.prose import Form

_GOVERNORS = frozenset({
    Tag.HAVE, Tag.HAD, Tag.WAS, Tag.IS, Tag.BE, Tag.MUST, Tag.IS_TO, Tag.SHOULD, Tag.GIVE, Tag.DEMAND, Tag.ASK,
    Tag.MISS, Tag.MEET, Tag.CAN, Tag.COULD, Tag.WILL, Tag.WHO, Tag.LENGTH, Tag.IF, Tag.UNLESS, Tag.HAD_TO, Tag.FACE,
    Tag.FAIL,
})  # fmt: skip
"""What stands behind its subject, so that a slot marked on it means the words before."""

_DUTIES = frozenset({Tag.MUST, Tag.SHOULD, Tag.IS_TO, Tag.HAD_TO})
_LAPSES = frozenset({Tag.EXPIRE, Tag.END, Tag.CLOSE, Tag.DUE})


def name_terms(page: Page, hit: Hit) -> Terms:
    """Return who demands what of whom, and what happens otherwise; what the text does not say stays empty."""
    asked = slots.asked_by_deadline(hit.clause)
    action = _action(hit) or asked.action or _matter(hit)
    consequence = slots.consequence_in(hit.line.sentence.text, hit.clause.vocabulary)
    if not consequence:
        following = page.lines[hit.line.number + 1 : hit.line.number + 3]
        consequence = slots.consequence_after((line.sentence.text for line in following), hit.clause.vocabulary)
    addressee = _addressee(hit) or asked.addressee
    terms = Terms("", _setter(page, hit, asked.setter), addressee, action, consequence)
    return slots.make_terms(terms, hit.words, hit.clause.vocabulary)


def _action(hit: Hit) -> str:
    if "V" in hit.slots:
        return slots.deed_after(hit.clause, hit.slots["V"][0], hit.place)
    if "A" in hit.slots and hit.clause.tokens[hit.slots["A"][0]].tags & _DUTIES:
        return slots.deed_after(hit.clause, hit.slots["A"][0], hit.place)
    return ""


def _matter(hit: Hit) -> str:
    """Return what lapses or is handed in: the subject of "expires", "close", "are due"; "" for other frames."""
    is_matter = Trait.MATTER in hit.frame.traits
    if not is_matter and hit.frame.kind not in (Kind.EXPIRY, Kind.SUPERSEDED):
        return ""
    tokens = hit.clause.tokens
    verb = next((n for n in range(hit.first, hit.last + 1) if tokens[n].tags & _LAPSES), None)
    if is_matter:
        return slots.noun_in(hit.clause, hit.first, (verb or hit.place) - 1)
    return slots.noun_before(hit.clause, verb) if verb is not None else ""


def _addressee(hit: Hit) -> str:
    if "A" in hit.slots:
        first, last = hit.slots["A"]
        stands_before = first == last and hit.clause.tokens[first].tags & _GOVERNORS
        return slots.noun_before(hit.clause, first) if stands_before else slots.noun_in(hit.clause, first, last)
    if "S" in hit.slots and _is_passive(hit):
        return slots.noun_before(hit.clause, hit.slots["S"][0])
    return slots.noun_in(hit.clause, *hit.slots["O"]) if "O" in hit.slots else ""


def _setter(page: Page, hit: Hit, asked: str) -> str:
    named = "" if "S" not in hit.slots or _is_passive(hit) else slots.noun_before(hit.clause, hit.slots["S"][0])
    setter = (
        named if slots.is_power(named, hit.clause.vocabulary) else asked or slots.setter_around(hit.clause, hit.place)
    )
    if setter or hit.line.is_title:
        return setter
    if hit.line.sentence.form is Form.BULLET:
        return _announcer(page, hit.line)
    if slots.says_it_by_pronoun(hit.clause):
        before = page.lines[hit.line.number - 1] if hit.line.number else None
        return slots.subject_of(hit.clause, acts=True) or (
            _subject(before, acts=True) if before and not before.is_title else ""
        )
    return ""


def _announcer(page: Page, line: Line) -> str:
    """Return who announces what a list holds: the subject of the line that leads into it, or of the one before that."""
    leads = [other for other in page.before(line) if other.sentence.form is not Form.BULLET]
    return next((subject for lead in leads[:2] if (subject := _subject(lead))), "")


def _subject(line: Line, *, acts: bool = False) -> str:
    return next((subject for clause in line.clauses if (subject := slots.subject_of(clause, acts=acts))), "")


def _is_passive(hit: Hit) -> bool:
    """Whether the one before the setting verb is the one it is set for: "the firm was given a deadline"."""
    first = hit.slots["S"][0]
    return any(token.tags & {Tag.WAS, Tag.IS, Tag.BE} for token in hit.clause.tokens[max(0, first - 2) : first])

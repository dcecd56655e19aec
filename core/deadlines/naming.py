"""Naming: the terms of a hit, read off its frame's slots, its clause and the lines around it."""

from dataclasses import dataclass, replace

from core.deadlines import antecedents, cast, consequences, demands, referents, speakers, titles
from core.deadlines.actions import action_of, deed_places, is_handed_in, lapsing_of
from core.deadlines.addressees import addressee_of, by_papers
from core.deadlines.asked import asked_by_deadline
from core.deadlines.authorship import is_foretold, is_set_by_saying, setter_of
from core.deadlines.clauses import Clause
from core.deadlines.grammar import Tag, Trait, Vocabulary
from core.deadlines.hits import Hit
from core.deadlines.nouns import noun_before
from core.deadlines.page import Page
from core.model.deadline import Terms

_CONDITIONS = frozenset({Tag.UNLESS, Tag.IF})
_REACH = 100
"""How many words off a party can stand in its own sentence."""

_AROUND = 300
"""How many letters off a consequence can begin."""

_SHORTEST_THING = 4
_BARE_DEED = 3
_MODALS = frozenset({Tag.WILL, Tag.WOULD, Tag.COULD, Tag.PLAN})


@dataclass(frozen=True, slots=True)
class _Deed:
    """Who is to do what, and what a list calls it where that does not come of the two."""

    addressee: str = ""
    action: str = ""
    title: str = ""

    def without(self, consequence: str) -> "_Deed":
        """Return the deed without what happens otherwise."""
        kept, _, _ = self.action.partition(f" or {consequence}") if consequence else (self.action, "", "")
        return replace(self, action=kept)


def name_terms(page: Page, hit: Hit) -> Terms:
    """Return who demands what of whom, and what happens otherwise; what the text does not say stays empty."""
    hit = _within_reach(hit)
    deed = _deed(page, hit)
    consequence = _consequence(page, hit)
    deed = deed.without(consequence)
    setter = setter_of(page, hit, asked=asked_by_deadline(hit.clause).setter, addressee=deed.addressee)
    if consequence and not setter and is_set_by_saying(hit) and not is_foretold(hit):
        setter = speakers.speaker_by_name(hit.clause, hit.place)  # who threatens demands
    terms = Terms(deed.title, setter, deed.addressee, deed.action, consequence)
    return titles.make_terms(terms, hit.clause.vocabulary)


def _within_reach(hit: Hit) -> Hit:
    """Return a hit of an endless sentence with the words around it only, so that each costs no more than its share."""
    clause = hit.clause
    if len(clause.tokens) <= 2 * _REACH:
        return hit
    first = max(0, hit.first - _REACH)
    last = min(len(clause.tokens), hit.last + _REACH)
    near = Clause(clause.text, clause.tokens[first:last], range(last - first), "", clause.vocabulary)
    slots = {label: (start - first, end - first) for label, (start, end) in hit.slots.items()}
    moved = (hit.place - first, hit.first - first, hit.last - first)
    return replace(hit, clause=near, slots=slots, place=moved[0], first=moved[1], last=moved[2])


def _deed(page: Page, hit: Hit) -> _Deed:
    if Trait.CONDITION in hit.frame.traits and (condition := _condition(page, hit)):
        return condition
    if Trait.WHOLE in hit.frame.traits and "A" in hit.slots:
        addressee, action = demands.split_clause(hit.clause, hit.slots["A"][0], hit.place)
        return _borne(page, hit, addressee, action)
    asked, lapsing, words = asked_by_deadline(hit.clause), lapsing_of(hit), hit.clause.vocabulary
    action = action_of(hit) or asked.action or (lapsing.thing if lapsing else "")
    deed = _borne(page, hit, addressee_of(page, hit, asked), action)
    if lapsing and deed.action == lapsing.thing:
        whose = deed.addressee if hit.slots.keys() & {"A", "O"} else ""
        return _Deed(deed.addressee, deed.action, titles.title_of_lapse(lapsing, whose, words))
    is_only_named = not deed.action or (deed.action == asked.action and asked.is_noun)
    if not deed.title and is_only_named and not words.parties.is_named(deed.addressee):
        return _Deed(deed.addressee, deed.action, titles.name_of_deadline(hit.clause))
    return deed


def _borne(page: Page, hit: Hit, addressee: str, action: str) -> _Deed:
    """Return a deed by who has to do it: what is only done to something, or is no party, belongs to the action."""
    words = hit.clause.vocabulary
    is_thing = bool(addressee) and not words.parties.can_keep(addressee)
    if not is_thing and not (action and demands.is_passive(action, words)):
        return _Deed(addressee, action)
    if is_thing and (_is_form(addressee, words) or len(addressee) < _SHORTEST_THING):
        return _Deed("", action)
    is_bare = not action or action == words.base("is")
    whole = addressee if is_bare else demands.with_subject(addressee, action, words)
    doer = demands.agent_of(hit.clause, *deed_places(hit))
    if not doer and is_handed_in(hit) and Trait.CONDITION not in hit.frame.traits:
        doer = cast.people_nearby(page, hit.line) or by_papers(hit)
    one, several = words.lapses[Tag.DUE]
    due = several if words.plural.match(whole) else one
    is_short = len(whole.split()) <= _BARE_DEED
    return _Deed(doer, whole, f"{whole} {due}" if is_bare and is_short else whole)


def _is_form(noun: str, words: Vocabulary) -> bool:
    """Whether what stands for a noun is the form of a verb: "holed up"."""
    first, *rest = noun.lower().split()
    return bool(words.parties.done.match(first)) and all(len(word) < _SHORTEST_THING for word in rest)


def _consequence(page: Page, hit: Hit) -> str:
    words = hit.clause.vocabulary.otherwise
    is_condition = Trait.CONDITION in hit.frame.traits
    own = _threatened(hit) if is_condition else ""
    text = hit.line.sentence.text[max(0, hit.timex.start - _AROUND) : hit.timex.end + _AROUND]
    own = own or consequences.consequence_in(text, words)
    if not own and is_condition:
        own = consequences.consequence_after([text], words)
    following = page.lines[hit.line.number + 1 : hit.line.number + 3]
    return own or consequences.consequence_after((line.sentence.text[:_AROUND] for line in following), words)


def _threatened(hit: Hit) -> str:
    """Return what the clause beside a condition says will happen: "impose a 5% tariff" of "would impose … unless …"."""
    tokens = hit.clause.tokens
    opening = next((n for n in range(hit.first, hit.last + 1) if tokens[n].tags & _CONDITIONS), None)
    if opening is None:
        return ""
    before = [n for n in range(opening) if tokens[n].tags & _MODALS]
    after = [n for n in range(hit.place + 1, len(tokens)) if tokens[n].tags & _MODALS]
    at = before[-1] if before else after[0] if after else None
    if at is None:
        return ""
    deed = demands.deed_after(hit.clause, at, opening if at < opening else None, ends=_CONDITIONS)
    is_done_to = bool(deed) and bool(hit.clause.vocabulary.parties.done.match(deed.split()[0]))
    if deed and (is_done_to or len(deed.split()) <= _BARE_DEED) and (subject := noun_before(hit.clause, at)):
        deed = f"{subject} {tokens[at].text} {deed}"  # "sanctions will follow"
    return consequences.shortened(deed, hit.clause.vocabulary.otherwise)


def _opening_of_condition(hit: Hit) -> int | None:
    """Return the token before what a condition wants: "unless", or the "no" of "if no pact is signed"."""
    tokens = hit.clause.tokens
    for n in range(hit.first, hit.last + 1):
        if tokens[n].tags & {Tag.UNLESS}:
            return n
        if n and tokens[n].tags & {Tag.NO} and tokens[n - 1].tags & {Tag.IF}:
            return n
    return None


def _condition(page: Page, hit: Hit) -> _Deed | None:
    """Return who has to do what comes behind "unless"; what is only to come true is named as a whole."""
    tokens, words = hit.clause.tokens, hit.clause.vocabulary
    opening = _opening_of_condition(hit)
    if opening is None:
        return None
    whole = demands.deed_after(hit.clause, opening, hit.place)
    end = hit.place if hit.place > opening else len(tokens)
    last = demands.subject_of_condition(hit.clause, opening + 1, end)
    if done := demands.to_be_done(hit.clause, opening + 1, end):
        return _Deed("", done, done)
    who = cast.noun_of(hit.clause, opening + 1, last) if last is not None else ""
    if not whole or last is None or (who and not words.parties.can_keep(who)):
        if_not = hit.clause.words(opening - bool(tokens[opening].tags & {Tag.NO}), opening)
        return _Deed("", whole, f"{if_not.capitalize()} {whole}" if whole else "")
    action = demands.as_demanded(demands.deed_after(hit.clause, last, hit.place), words)
    who = who or antecedents.antecedent(page, hit.line, hit.clause, last)
    return _Deed(referents.name_of(page, hit.line, who) or who, action)

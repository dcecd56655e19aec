"""Naming: the terms of a hit, read off its frame's slots, its clause and the lines around it."""

from core.deadlines import consequences, demands, nouns, setters, titles
from core.deadlines.authorship import is_passive, is_set_by_saying, setter_of
from core.deadlines.grammar import Tag, Trait
from core.deadlines.hits import Hit
from core.deadlines.page import Page
from core.model.deadline import Kind, Terms

_GOVERNORS = frozenset({
    Tag.HAVE, Tag.HAD, Tag.WAS, Tag.IS, Tag.BE, Tag.MUST, Tag.IS_TO, Tag.SHOULD, Tag.GIVE, Tag.DEMAND, Tag.ASK,
    Tag.MISS, Tag.MEET, Tag.CAN, Tag.COULD, Tag.WILL, Tag.WHO, Tag.LENGTH, Tag.IF, Tag.UNLESS, Tag.HAD_TO, Tag.FACE,
    Tag.FAIL,
})  # fmt: skip
"""What stands behind its subject, so that a slot marked on it means the words before."""

_DUTIES = frozenset({Tag.MUST, Tag.SHOULD, Tag.IS_TO, Tag.HAD_TO})
_OPENERS = frozenset({Tag.TO, Tag.FOR, Tag.NOT, Tag.FAIL})
"""What stands before a deed."""
_LAPSES = frozenset({Tag.EXPIRE, Tag.END, Tag.CLOSE, Tag.DUE})
_MATTERS = frozenset({Tag.PAPER, Tag.TERM, Tag.OFFER, Tag.THING})
_LIMITS = frozenset({Tag.BY, Tag.BEFORE, Tag.UNTIL, Tag.LATEST, Tag.WITHIN, Tag.ON})


def name_terms(page: Page, hit: Hit) -> Terms:
    """Return who demands what of whom, and what happens otherwise; what the text does not say stays empty."""
    asked = demands.asked_by_deadline(hit.clause)
    lapsing = _lapsing(hit)
    condition = _condition(hit)
    action = condition or _action(hit) or asked.action or (lapsing.thing if lapsing else "")
    addressee = "" if condition else _addressee(hit) or asked.addressee
    if Trait.WHOLE in hit.frame.traits and "A" in hit.slots:
        addressee, action = demands.split_clause(hit.clause, hit.slots["A"][0], hit.place)
    passive = ""
    if action and demands.is_passive(action, hit.clause.vocabulary):
        passive = action = demands.with_subject(addressee, action, hit.clause.vocabulary)
        addressee = demands.agent_of(hit.clause, *_deed_places(hit))
    title = passive
    if lapsing and action == lapsing.thing:
        title = title or titles.title_of_lapse(lapsing, hit.clause.vocabulary)
    if title and addressee and not passive:
        title = hit.clause.vocabulary.title_with_thing.format(who=addressee, deed=title)
    if condition or (not addressee and (not action or (action == asked.action and asked.is_noun))):
        title = title or _named_by_condition(hit) or titles.name_of_deadline(hit.clause)
    consequence = _consequence(page, hit)
    setter = setter_of(page, hit, asked=asked.setter, addressee=addressee)
    if consequence and not setter and is_set_by_saying(hit):
        setter = setters.speaker_by_name(hit.clause, hit.place)  # who threatens demands
    terms = Terms(title, setter, addressee, action, consequence)
    return titles.make_terms(terms, hit.words, hit.clause.vocabulary)


def _consequence(page: Page, hit: Hit) -> str:
    words = hit.clause.vocabulary
    own = consequences.consequence_in(hit.line.sentence.text, words)
    if not own and Trait.CONDITION in hit.frame.traits:
        own = consequences.consequence_after([hit.line.sentence.text], words)
    following = page.lines[hit.line.number + 1 : hit.line.number + 3]
    return own or consequences.consequence_after((line.sentence.text for line in following), words)


def _deed_places(hit: Hit) -> tuple[int, int]:
    """Return the tokens between which the deed stands; an empty run where the frame marks none."""
    if "V" in hit.slots:
        return hit.slots["V"][0] + 1, hit.last
    if "A" in hit.slots and hit.clause.tokens[hit.slots["A"][0]].tags & _DUTIES:
        return hit.slots["A"][0] + 1, hit.last
    return hit.last, hit.last


def _condition(hit: Hit) -> str:
    """Return what has to come true: "Congress raises the ceiling" behind "unless"."""
    if Trait.CONDITION not in hit.frame.traits:
        return ""
    tokens = hit.clause.tokens
    opening = next((n for n in range(hit.first, hit.last + 1) if tokens[n].tags & {Tag.UNLESS}), None)
    return demands.deed_after(hit.clause, opening, hit.place) if opening is not None else ""


def _named_by_condition(hit: Hit) -> str:
    """Return a title from the condition itself: "Unless Congress raises the ceiling"."""
    if Trait.CONDITION not in hit.frame.traits:
        return ""
    tokens = hit.clause.tokens
    opening = next((n for n in range(hit.first, hit.last + 1) if tokens[n].tags & {Tag.UNLESS, Tag.IF}), None)
    deed = demands.deed_after(hit.clause, opening, hit.place) if opening is not None else ""
    return f"{tokens[opening].text.capitalize()} {deed}" if opening is not None and deed else ""


def _action(hit: Hit) -> str:
    if "V" in hit.slots:
        first = hit.slots["V"][0]
        if not hit.clause.tokens[first].tags & _OPENERS:
            first -= 1
        elif hit.clause.tokens[first + 1 : first + 2] and hit.clause.tokens[first + 1].tags <= {Tag.TO}:
            first += 1  # "fails to answer"
        deed = demands.deed_after(hit.clause, _second_deed(hit, first), hit.place)
        return f"be {deed}" if deed and _is_undone(hit, first) else deed
    if "A" in hit.slots and hit.clause.tokens[hit.slots["A"][0]].tags & _DUTIES:
        return demands.deed_after(hit.clause, _second_deed(hit, hit.slots["A"][0]), hit.place)
    return ""


def _is_undone(hit: Hit, first: int) -> bool:
    """Whether a condition is that something is not done to its subject: "if the ransom is not paid by Thursday"."""
    tokens = hit.clause.tokens
    negated, led = tokens[first], tokens[first - 1 : first]
    return bool(negated.tags & {Tag.NOT}) and any(token.tags & {Tag.IS, Tag.WAS, Tag.BE} for token in led)


def _second_deed(hit: Hit, first: int) -> int:
    """Return the "and" that begins a deed of its own behind another's date ("answer by 1 May and comply by 3 June").

    `first` is the token before the first deed, and the answer where there is only one.
    """
    tokens = hit.clause.tokens
    for n in reversed([n for n in hit.clause.times if first < n < hit.place]):
        for at in range(n + 1, min(n + 3, hit.place - 2)):
            following = tokens[at + 1]
            if tokens[at].tags & {Tag.AND} and not (following.timex or following.tags & _LIMITS):
                return at
    return first


def _lapsing(hit: Hit) -> titles.Lapsing | None:
    """Return what lapses or is handed in, and the verb: the subject of "expires", "close", "are due"."""
    if Trait.CONDITION in hit.frame.traits or hit.slots.keys() & {"V", "A"}:
        return None
    tokens = hit.clause.tokens
    verb = next((n for n in range(hit.first, hit.last + 1) if tokens[n].tags & _LAPSES and not _leads_on(hit, n)), None)
    opening = tokens[hit.first].tags & _MATTERS
    if opening:
        head = hit.first
        while head + 1 < (verb or hit.place) and tokens[head + 1].tags & _MATTERS:
            head += 1  # "claims window"
        thing = nouns.noun_before(hit.clause, head + 1)
        thing = thing or nouns.noun_in(hit.clause, hit.first, (verb or hit.place) - 1)
    elif verb is not None and hit.frame.kind in (Kind.EXPIRY, Kind.SUPERSEDED):
        thing = nouns.noun_that_lapses(hit.clause, verb)
    else:
        named = (n for n in range(hit.first, hit.last + 1) if tokens[n].tags & _MATTERS)
        at = next(named, None) if hit.frame.kind in (Kind.EXTENDED, Kind.EXPIRY) else None
        thing = nouns.noun_before(hit.clause, at + 1) if at is not None else ""
    return titles.Lapsing(thing, tokens[verb].tags if verb is not None else frozenset({Tag.END})) if thing else None


def _leads_on(hit: Hit, n: int) -> bool:
    """Whether a word only leads to the verb: "due to expire"."""
    following = hit.clause.tokens[n + 1 : n + 2]
    return bool(following) and bool(following[0].tags & {Tag.TO})


def _addressee(hit: Hit) -> str:
    if "A" in hit.slots:
        first, last = hit.slots["A"]
        if first == last and hit.clause.tokens[first].tags & _GOVERNORS:
            return nouns.noun_before(hit.clause, first) or setters.told_by_pronoun(hit.clause, first).whom
        return nouns.noun_in(hit.clause, first, last) or setters.told_by_pronoun(hit.clause, last + 1).whom
    if "S" in hit.slots and is_passive(hit):
        return nouns.noun_before(hit.clause, hit.slots["S"][0])
    if "O" not in hit.slots:
        return ""
    first, last = hit.slots["O"]
    if first < last and hit.clause.tokens[first].tags & {Tag.REQUIRE}:
        first += 1  # "the order requires the agency to"
    is_self = hit.clause.tokens[first].text.lower() in hit.clause.vocabulary.speaking_of_self
    if is_self and hit.clause.vocabulary.not_a_verb.match(hit.clause.tokens[first - 1].text):
        return nouns.subject_of(hit.clause)  # "the bank received a letter giving it a week"
    return nouns.noun_in(hit.clause, first, last) or setters.told_by_pronoun(hit.clause, last + 1).whom

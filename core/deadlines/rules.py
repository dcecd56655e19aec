"""Rules: lengths that hold for whomever they may concern, and duties gone by, which are no deadlines."""

from itertools import pairwise

from core.deadlines.actors import read_actor
from core.deadlines.expressions import Day, Timex
from core.deadlines.grammar import Grammar, Tag, Trait
from core.deadlines.hits import Hit, is_vetoed
from core.deadlines.nouns import noun_before
from core.deadlines.page import Page
from core.deadlines.resolution import Tense
from core.model.deadline import Anchor, Due, Origin

_ORDERS = frozenset({Tag.DEMAND, Tag.REQUIRE, Tag.SET, Tag.ASK, Tag.DEADLINE})


def is_rule(page: Page, hit: Hit, anchor: Anchor | None, grammar: Grammar) -> bool:
    """Whether a length is a rule for whomever it may concern: "within 72 hours" of nothing that the text dates."""
    if anchor and anchor.origin in (Origin.EVENT, Origin.NEIGHBOUR):
        return False
    if anchor and anchor.origin is Origin.EXPLICIT:
        is_ahead = anchor.date is not None and page.day is not None and anchor.date > page.day
        is_duty = Trait.DUTY in hit.frame.traits
        return is_ahead and is_duty and is_vetoed(hit, "role", grammar)  # "within an hour, from 1 April on"
    if "generic" in hit.frame.vetoes and is_vetoed(hit, "generic", grammar):
        return True
    if _runs_from_any(hit) or _is_of_a_law(hit):
        return True
    if "A" in hit.slots and (_is_definite(hit) or _is_told(hit) or _is_headline(page)):
        return False
    is_role = "role" in hit.frame.vetoes and is_vetoed(hit, "role", grammar)
    return is_role or (Trait.DUTY in hit.frame.traits and "A" in hit.slots)


def _is_of_a_law(hit: Hit) -> bool:
    """Whether a law is cited that gives anybody so much time: "under the treaty, a country has two years"."""
    is_cited = any(token.tags & {Tag.UNDER} for token in hit.clause.tokens[:2])
    return is_cited and "A" in hit.slots and not (_is_definite(hit) and not _is_about_any(hit))


def _is_about_any(hit: Hit) -> bool:
    """Whether what is done is done to any thing of its kind: "to sign a bill"."""
    ahead = hit.clause.tokens[hit.place + 1 : hit.place + 5]
    indefinite = hit.clause.vocabulary.indefinite
    return any(
        verb.tags & {Tag.TO} and thing.text.lower() in indefinite for verb, thing in zip(ahead, ahead[2:], strict=False)
    )


def _runs_from_any(hit: Hit) -> bool:
    """Whether a length runs from a kind of event, or one that nobody dates: "of receiving notice", "after a birth"."""
    tokens, words = hit.clause.tokens, hit.clause.vocabulary
    for n in range(hit.place + 1, min(len(tokens) - 1, hit.place + 12)):
        if tokens[n].tags & {Tag.STOP, Tag.COMMA}:
            return False
        if not tokens[n].tags & {Tag.AFTER, Tag.OF, Tag.FROM}:
            continue
        ahead = tokens[n + 1 : n + 6]
        opening = ahead[0].text.lower()
        if n <= hit.place + 2:
            is_this_order = opening in words.definite and any(token.tags & _ORDERS for token in ahead)
            return not (ahead[0].timex or is_this_order)
        if any(token.text.lower() in words.rulings for token in ahead):
            return False  # "has 14 days to delete the data after a court ruling"
        if tokens[n].tags & {Tag.AFTER} and (opening in words.indefinite or words.not_a_verb.match(opening)):
            return True
    return False


def _is_definite(hit: Hit) -> bool:
    """Whether the one who must is one that the reader knows: "the firm", "its owner", "Apple"; not "employers"."""
    first = hit.slots["A"][0]
    subject = noun_before(hit.clause, first)
    if not subject:
        before = hit.clause.tokens[first - 1].tags if first else frozenset()
        return bool(before & {Tag.PRONOUN, Tag.PAREN, Tag.COMMA}) and Tag.ROLE not in before
    at = hit.clause.text.find(subject)
    article = hit.clause.text[: max(0, at)].rsplit(None, 1)[-1:]
    return _is_named(subject, opens=at == 0) or (bool(article) and article[0].lower() in hit.clause.vocabulary.definite)


def _is_named(subject: str, *, opens: bool) -> bool:
    """Whether a subject has a name; the first capital of a sentence is one where it is known or another follows."""
    if "'s " in subject or "’s " in subject:
        return True
    is_sure = not opens or any(word[0].isupper() for word in subject.split()[1:]) or bool(read_actor(subject).seats)
    return subject[0].isupper() and is_sure


def _is_told(hit: Hit) -> bool:
    """Whether somebody tells of the length as of one that was set: "firms would have 90 days"."""
    verb = hit.clause.tokens[hit.slots["A"][0]].text.lower()
    return verb in hit.clause.vocabulary.as_told


def _is_headline(page: Page) -> bool:
    """Whether the headline says that somebody orders something or gives time for it."""
    titles = (line for line in page.lines[:1] if line.is_title)
    return any(
        token.tags & {Tag.DEMAND, Tag.DEADLINE} and not before.tags & {Tag.POSS}  # "the judge's rules"
        for line in titles
        for clause in line.clauses
        for before, token in pairwise([*clause.tokens[:1], *clause.tokens])
    )


def is_stale_duty(page: Page, hit: Hit, due: Due | None) -> bool:
    """Whether something that "must" still be done would have been due before the day of writing: no due date then."""
    if due is None or page.day is None or Trait.DUTY not in hit.frame.traits or due.last >= page.day:
        return False
    return not (
        "A" in hit.slots
        and hit.clause.tokens[hit.slots["A"][0]].text.lower().startswith(hit.clause.vocabulary.had_been)
    )


def may_lie_behind(page: Page, timex: Timex) -> bool:
    """Whether a date beside the word deadline may be the day on which it was set."""
    span = page.resolve(timex, Tense.EITHER)
    return not isinstance(timex.value, Day) or span is None or page.day is None or span.first <= page.day

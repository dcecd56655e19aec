"""Tenses: which way a date is looked for, by how its clause tells of it."""

from itertools import pairwise

from core.deadlines.clauses import Token
from core.deadlines.expressions import Weekday
from core.deadlines.grammar import Tag, Trait
from core.deadlines.hits import Hit
from core.deadlines.resolution import Tense
from core.model.deadline import Kind, Status

_LIVE = frozenset({Tag.IS, Tag.HAVE, Tag.WILL, Tag.WOULD, Tag.MUST, Tag.CAN, Tag.COULD, Tag.FACE, Tag.SHOULD})


_TO_COME = frozenset({Tag.WILL, Tag.WOULD, Tag.TO, Tag.CAN, Tag.COULD, Tag.MUST, Tag.IS_TO})


def tense_of(hit: Hit) -> Tense:
    """Return which way to look for a date: back for what "expired" and "passed", forth for what is still to come.

    A weekday in a sentence that only tells what happened ("he quit before Thursday's deadline") is looked for back.
    """
    if is_supposed(hit):
        return Tense.OPEN
    if Trait.PASSING in hit.frame.traits:
        return Tense.PAST if is_gone(hit, Tag.PASS) else Tense.OPEN
    if hit.frame.kind is Kind.EXPIRY and is_gone(hit, Tag.EXPIRE, Tag.END):
        return Tense.PAST
    if hit.frame.kind is Kind.EXPIRY and _is_to_come(hit, Tag.EXPIRE, Tag.END, Tag.ENDS):
        return Tense.COMING
    if Trait.MATTER in hit.frame.traits and is_gone(hit, Tag.CLOSE):
        return Tense.PAST
    if isinstance(hit.timex.value, Weekday) and _had_been_asked(hit):
        return Tense.EITHER
    if Trait.TOLD not in hit.frame.traits or not isinstance(hit.timex.value, Weekday):
        return hit.frame.tense
    if any(token.tags & {Tag.UNDONE} for token in hit.clause.tokens[: hit.place]):
        return Tense.PAST
    if "S" in hit.slots or _is_just_set(hit) or any(token.tags & _LIVE for token in hit.clause.tokens):
        return Tense.OPEN
    before = hit.clause.tokens[max(0, hit.place - 3) : hit.place]
    if any(token.tags & {Tag.UNTIL, Tag.BY} for token in before):
        return Tense.OPEN
    return Tense.PAST if any(token.tags & {Tag.BEFORE, Tag.AFTER} for token in before) else Tense.EITHER


def _is_just_set(hit: Hit) -> bool:
    """Whether the clause sets the deadline: "imposed a Friday deadline"; one that had been set may be over."""
    ahead = hit.clause.tokens[max(0, hit.place - 6) : hit.place]
    return any(verb.tags & {Tag.SET} and not helper.tags & {Tag.HAD} for helper, verb in pairwise(ahead))


def _had_been_asked(hit: Hit) -> bool:
    """Whether the verb of the setter tells what had come before: "had pressed for", "had threatened"."""
    tokens, first = hit.clause.tokens, hit.slots["S"][0] if "S" in hit.slots else 0
    if first > 0 and tokens[first - 1].tags & {Tag.HAD}:
        return True
    if (
        "A" in hit.slots
        and tokens[hit.slots["A"][0]].tags & {Tag.BE}
        and tokens[hit.slots["A"][0] - 1].tags & {Tag.HAD}
    ):
        return True
    before = tokens[max(0, hit.place - 24) : hit.place]
    return any(had.tags & {Tag.HAD} and told.tags & {Tag.WARN} for had, told in pairwise(before))


def is_supposed(hit: Hit) -> bool:
    """Whether a miss is only supposed: "if the owners fail to pay by Friday", "would ignore the deadline"."""
    if hit.frame.status is not Status.PASSED:
        return False
    tokens = hit.clause.tokens
    if any(token.tags & {Tag.IF, Tag.UNLESS} for token in tokens[max(0, hit.first - 8) : hit.first + 1]):
        return True
    verb = next((n for n in range(hit.first, hit.last + 1) if tokens[n].tags & {Tag.MISS, Tag.FAIL}), hit.first)
    if any(token.tags & {Tag.WILL, Tag.WOULD, Tag.COULD} for token in tokens[max(0, verb - 2) : verb]):
        return True
    is_anyone = not hit.clause.vocabulary.gone.match(tokens[verb].text) and any(
        token.tags & {Tag.WHO} for token in tokens[max(0, hit.first - 2) : hit.first]
    )
    return is_anyone and any(
        token.tags & {Tag.WILL, Tag.FACE, Tag.COULD} for token in tokens[hit.place : hit.place + 4]
    )


def _is_to_come(hit: Hit, *tags: Tag) -> bool:
    """Whether the verb of these tags, before its date, is told as present: "expires on", "runs out on"."""
    verb = next((token for token in hit.clause.tokens[hit.first : hit.place] if token.tags & set(tags)), None)
    return verb is not None and bool(hit.clause.vocabulary.present.match(verb.text))


def is_gone(hit: Hit, *tags: Tag) -> bool:
    """Whether the verb of these tags is told as past: "expired", "ran out"."""
    verb = next((token for token in hit.matched if token.tags & set(tags)), None)
    before = hit.clause.tokens[max(0, hit.first - 6) : hit.first]
    is_let = any(
        token.text.lower() in hit.clause.vocabulary.let and not helper.tags & {Tag.BE, Tag.IS, Tag.WILL}
        for helper, token in pairwise(before)
    )
    return (
        verb is not None
        and not _is_still_to_be(hit, verb)
        and (is_let or bool(hit.clause.vocabulary.gone.match(verb.text)))
    )


def _is_still_to_be(hit: Hit, verb: Token) -> bool:
    """Whether a participle is told of what is to come: "will be terminated"."""
    at = hit.clause.tokens.index(verb)
    ahead = hit.clause.tokens[max(0, at - 3) : at]
    is_passive = any(
        token.tags & {Tag.BE} or token.text.lower().endswith(hit.clause.vocabulary.to_be) for token in ahead
    )
    return is_passive and any(token.tags & _TO_COME for token in ahead)

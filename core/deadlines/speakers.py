"""Speakers: who says what a clause tells, before it, behind it, or through a spokesman."""

from collections.abc import Sequence

from core.deadlines.clauses import Clause, Token
from core.deadlines.grammar import Tag
from core.deadlines.nouns import noun_before
from core.deadlines.phrases import BORDERS, is_a_noun, noun_in, phrase_end

_PASSIVE = frozenset({Tag.WAS, Tag.IS, Tag.BE})
_DUTIES = frozenset({Tag.MUST, Tag.SHOULD, Tag.TO, Tag.IS_TO, Tag.HAD_TO, Tag.CAN, Tag.COULD})
_SPEAKS = frozenset({Tag.SAY, Tag.WARN, Tag.DEMAND, Tag.REQUIRE, Tag.SET, Tag.ASK})
_WHEN = frozenset({Tag.DATE, Tag.ON, Tag.IN, Tag.AGO, Tag.STOP, Tag.COMMA, Tag.AT, Tag.TO, Tag.OF, Tag.DEMAND, Tag.SAY})
"""What may follow the verb of one who is named behind what he says: "…, the judge said on Monday"."""
_WITHIN_SPEAKER = frozenset({Tag.COMMA, Tag.PAREN, Tag.HAVE, Tag.HAD})
_MOST_NAME = 14
_FARTHEST = 30


def speaker_in(clause: Clause, place: int) -> str:
    """Return who says what a clause tells at token `place`: "…, the judge ruled", "Ministers said that …"; else ""."""
    return _speaker_behind(clause, place) or _speaker_before(clause, place) or _according_to(clause)


def speaker_by_name(clause: Clause, place: int) -> str:
    """Return who says it, where he has a name: "Alex Long said that the mayor must …"; "" otherwise."""
    speaker = speaker_in(clause, place)
    return speaker if speaker[:1].isupper() else ""


def _speaker_behind(clause: Clause, place: int) -> str:
    tokens = clause.tokens
    for comma in range(len(tokens) - 2, place, -1):
        if not tokens[comma].tags & {Tag.COMMA}:
            continue
        if tokens[comma + 1].tags & _SPEAKS and not clause.vocabulary.not_a_verb.match(tokens[comma + 1].text):
            noun = noun_in(clause, comma + 2, phrase_end(clause, comma + 2))  # "…, said Ann Lee, the mayor"
            if noun:
                return noun
        said = _verb_of(tokens, comma)
        if said is not None:
            return _spoken_for(clause, said, comma) or noun_in(clause, comma + 1, said - 1)
    return ""


def _verb_of(tokens: Sequence[Token], comma: int) -> int | None:
    """Return the verb of the words behind a comma that only say who speaks: ", the judge in the case said Monday"."""
    for n in range(comma + 2, min(len(tokens), comma + _MOST_NAME)):
        if tokens[n].tags & _SPEAKS:
            tells = tokens[n].tags >= {Tag.SAY, Tag.DEMAND}
            return n if tells or all(t.tags & _WHEN for t in tokens[n + 1 : n + 2]) else None
        if tokens[n].tags <= BORDERS and not tokens[n].tags & _WITHIN_SPEAKER:
            return None
    return None


def _speaker_before(clause: Clause, place: int) -> str:
    """Return who says it in words ahead of what is said: "The mayor said on Monday that firms must …"."""
    tokens = clause.tokens
    for n in range(min(place, len(tokens)) - 1, max(0, place - _FARTHEST), -1):
        if tokens[n].tags & {Tag.STOP}:
            return ""
        if tokens[n].tags & {Tag.SAY, Tag.WARN, Tag.DEMAND} and not (is_a_noun(clause, n) or _is_to_be_done(clause, n)):
            if any(t.tags & _PASSIVE for t in tokens[max(0, n - 2) : n]):
                return ""
            return _spoken_for(clause, n, -1) or noun_before(clause, n)
    return ""


def _is_to_be_done(clause: Clause, n: int) -> bool:
    """Whether a verb only says what is to be done: "must report for work"."""
    return n > 0 and bool(clause.tokens[n - 1].tags & _DUTIES)


def _according_to(clause: Clause) -> str:
    tokens = clause.tokens
    for n, token in enumerate(tokens[:-2]):
        if token.text.lower() in clause.vocabulary.according:
            return noun_in(clause, n + 2, phrase_end(clause, n + 2))
    return ""


def _spoken_for(clause: Clause, said: int, border: int) -> str:
    """Return for whom a spokesman speaks before token `said`; "" where none does."""
    tokens = clause.tokens
    for n in range(said - 1, max(border, said - 9), -1):
        if tokens[n].text.lower() in clause.vocabulary.spokespeople:
            speaks_for = tokens[n + 1].tags & {Tag.FOR, Tag.OF}
            return noun_in(clause, n + 2, said - 1) if speaks_for else noun_before(clause, n)
    return ""


def says_it_by_pronoun(clause: Clause) -> bool:
    """Whether somebody called "he", "she" or "they" speaks or acts in it, so that the name stands elsewhere."""
    tokens = clause.tokens
    return any(
        token.tags & {Tag.SAY, Tag.SET, Tag.GIVE, Tag.DEMAND, Tag.WARN, Tag.SHORTEN}
        and any(t.text.lower() in clause.vocabulary.pronouns for t in tokens[max(0, n - 3) : n])
        for n, token in enumerate(tokens)
    )

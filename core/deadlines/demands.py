"""Demands: what is to be done, and by whom, read off the words around a deed or behind the word deadline."""

from dataclasses import dataclass

from core.deadlines.clauses import Clause
from core.deadlines.grammar import Tag, Vocabulary
from core.deadlines.nouns import BORDERS, is_verb, noun_before, noun_in, phrase_end

_ENDS = frozenset({
    Tag.STOP, Tag.COLON, Tag.DASH, Tag.UNLESS, Tag.IF, Tag.BUT, Tag.PAREN, Tag.COMMA, Tag.WHO, Tag.SAY, Tag.WHEN,
    Tag.OR_ELSE, Tag.DATE, Tag.AGO, Tag.WITHIN,
})  # fmt: skip
_TAIL = frozenset({
    Tag.BY, Tag.UNTIL, Tag.BEFORE, Tag.LATEST, Tag.WITHIN, Tag.ON, Tag.IN, Tag.AT, Tag.AND, Tag.COMMA, Tag.FROM, Tag.OR,
    Tag.FOR, Tag.OF, Tag.TO, Tag.AFTER, Tag.WITH,
})  # fmt: skip
_CUTS = frozenset({Tag.BEFORE, Tag.AFTER, Tag.UNDER})
"""What tells when or by which right something is to be done, and no more what."""
_OVER = frozenset({Tag.PASS, Tag.EXPIRE, Tag.IS, Tag.WAS, Tag.WILL})
MOST_WORDS_OF_DEED = 16


def deed_after(clause: Clause, place: int, limit: int | None, *, ends: frozenset[Tag] = frozenset()) -> str:
    """Return what is to be done: from after token `place` up to the border, or to the preposition before `limit`.

    `ends` are further borders: what is said of the deadline itself ("… to reach a deal ran out").
    """
    tokens = clause.tokens
    last = place
    stop = limit if limit is not None and limit > place else len(tokens)
    for n in range(place + 1, min(stop, place + 1 + MOST_WORDS_OF_DEED)):
        if tokens[n].tags <= _ENDS or tokens[n].tags & {Tag.OR_ELSE}:
            break
        if tokens[n].tags & (ends | _CUTS) and n > place + 1:
            break
        if tokens[n].text.lower() in clause.vocabulary.according:
            break
        if tokens[n].tags & {Tag.OR} and any(t.tags & {Tag.PRONOUN, Tag.FACE} for t in tokens[n + 1 : n + 2]):
            break
        last = n
    while last > place and (tokens[last].tags <= _TAIL or tokens[last].text.lower() in clause.vocabulary.dangling):
        last -= 1
    return clause.words(place + 1, last).strip("“”\"‘’' ,")


def is_passive(deed: str, words: Vocabulary) -> bool:
    """Whether a deed is told as done to its subject: "be filed by", so that the subject is not who must act."""
    return bool(words.passive.match(deed))


def with_subject(subject: str, deed: str, words: Vocabulary) -> str:
    """Return a deed with what it is done to: "claims to be filed"."""
    return words.title_with_deed.format(who=subject, deed=deed) if subject else deed


def agent_of(clause: Clause, first: int, last: int) -> str:
    """Return by whom something is to be done between two tokens: "signed by the president"; "" where it is not said."""
    tokens = clause.tokens
    for n in range(first, min(last, len(tokens) - 1)):
        is_by = tokens[n].text.lower() == clause.vocabulary.by_whom
        ahead = tokens[n + 1 : n + 2]
        if is_by and not any(t.timex for t in ahead):
            noun = noun_in(clause, n + 1, phrase_end(clause, n + 1))
            return noun if clause.vocabulary.parties.is_power(noun) else ""
    return ""


def split_clause(clause: Clause, first: int, limit: int) -> tuple[str, str]:
    """Return subject and deed of "Libya halt its offensive" from token `first` on; no subject where none is clear."""
    tokens, words = clause.tokens, clause.vocabulary
    last = first
    while last < limit and tokens[last].text.lower() in words.articles:
        last += 1
    names = last
    while names < limit and tokens[names].tags & {Tag.NAME} and tokens[names].text[0].isupper():
        names += 1
    if names == last:
        ends = (n for n in range(last, min(limit, last + 4)) if words.parties.is_power_word(tokens[n].text))
        names = next(ends, last - 1) + 1
    if names <= last and last < limit:
        several = (n for n in range(last, min(limit, last + 4)) if words.plural.match(tokens[n].text))
        names = next(several, last - 1) + 1
    if names <= last or names >= limit:
        return "", deed_after(clause, first - 1, limit)
    deed = names
    while deed < limit and tokens[deed].tags & {Tag.MUST, Tag.SHOULD, Tag.IS_TO}:
        deed += 1
    if deed > names:
        return noun_in(clause, first, names - 1), deed_after(clause, deed - 1, limit)
    return noun_in(clause, first, names - 1), deed_after(clause, names - 1, limit)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a clause says of a deadline by its own noun: "the deadline that X had set for Y to Z"."""

    setter: str = ""
    addressee: str = ""
    action: str = ""
    is_noun: bool = False
    """Whether the action is only named: "the deadline for applications"."""


def asked_by_deadline(clause: Clause) -> Asked:
    """Read what follows the word deadline: who set it, for whom, to do what; empty where there is no such word."""
    tokens = clause.tokens
    start = next((n for n, t in enumerate(tokens) if t.tags & {Tag.DEADLINE}), None)
    if start is None:
        return Asked()
    setter = addressee = action = ""
    is_noun = False
    at = start + 1
    end = min(len(tokens), at + 18)
    for n in range(at, end):
        token = tokens[n]
        if token.tags <= {Tag.STOP, Tag.COMMA, Tag.BUT, Tag.PASS, Tag.EXPIRE, Tag.MUST, Tag.WILL, Tag.COLON, Tag.SAY}:
            break
        if token.tags & {Tag.GIVE, Tag.SET} and not setter and not addressee:
            by = tokens[n + 1 : n + 2] and tokens[n + 1].text.lower() == clause.vocabulary.by_whom
            setter = noun_in(clause, n + 2, phrase_end(clause, n + 2)) if by else noun_before(clause, n)
            if token.tags & {Tag.GIVE} and not by:
                addressee = noun_in(clause, n + 1, phrase_end(clause, n + 1))
        elif token.tags & {Tag.FOR} and not addressee:
            last = phrase_end(clause, n + 1)
            following = tokens[last + 1 : last + 2]
            if following and following[0].tags & {Tag.TO} and is_verb(clause, last + 2):
                addressee, action = noun_in(clause, n + 1, last), deed_after(clause, last + 1, None, ends=_OVER)
                break
            action, is_noun = deed_after(clause, n, None, ends=_OVER), True
            break
        elif token.tags & {Tag.TO} and not addressee and (deed := _deed_behind(clause, n + 1)):
            addressee, action = noun_in(clause, n + 1, deed - 1), deed_after(clause, deed, None, ends=_OVER)
            break
        elif token.tags & {Tag.FOR} or (token.tags & {Tag.TO} and is_verb(clause, n + 1)):
            action = deed_after(clause, n, None, ends=_OVER)
            break
        elif token.tags & {Tag.TO, Tag.ON} and not addressee:
            last = phrase_end(clause, n + 1)
            addressee = noun_in(clause, n + 1, last)
    return Asked(setter if clause.vocabulary.parties.is_power(setter) else "", addressee, action, is_noun)


def _deed_behind(clause: Clause, first: int) -> int:
    """Return the "to" of a deed behind several people at `first` ("to settlers in the north to leave"), else 0."""
    tokens, words = clause.tokens, clause.vocabulary
    if first >= len(tokens) or not words.plural.match(tokens[first].text):
        return 0
    for n in range(first + 1, min(len(tokens), first + 7)):
        if tokens[n].tags <= BORDERS:
            break
        if tokens[n].tags & {Tag.TO} and is_verb(clause, n + 1):
            return n
    return 0

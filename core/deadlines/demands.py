"""Demands: what is to be done, and by whom, read off the words around a deed or behind the word deadline."""

from collections.abc import Sequence

from core.deadlines.clauses import Clause, Token
from core.deadlines.grammar import Tag, Vocabulary
from core.deadlines.phrases import noun_in, phrase_end

_ENDS = frozenset({
    Tag.STOP, Tag.COLON, Tag.DASH, Tag.UNLESS, Tag.IF, Tag.BUT, Tag.PAREN, Tag.COMMA, Tag.WHO, Tag.SAY, Tag.WHEN,
    Tag.OR_ELSE, Tag.DATE, Tag.AGO, Tag.WITHIN,
})  # fmt: skip
_TAIL = frozenset({
    Tag.BY, Tag.UNTIL, Tag.BEFORE, Tag.LATEST, Tag.WITHIN, Tag.ON, Tag.IN, Tag.AT, Tag.AND, Tag.COMMA, Tag.FROM, Tag.OR,
    Tag.FOR, Tag.OF, Tag.TO, Tag.AFTER, Tag.WITH,
})  # fmt: skip
_FINITE = frozenset({Tag.IS, Tag.WAS, Tag.HAVE, Tag.HAD, Tag.WILL, Tag.WOULD, Tag.SAY})
_WILL = frozenset({Tag.WILL, Tag.WOULD})
_STATES = frozenset({Tag.IS, Tag.WAS, Tag.BE, Tag.HAVE, Tag.HAD, Tag.WILL, Tag.CAN, Tag.COMMA, Tag.OF, Tag.TO})
_CUTS = frozenset({Tag.BEFORE, Tag.AFTER, Tag.UNDER})
"""What tells when or by which right something is to be done, and no more what."""
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
        if tokens[n].tags & {Tag.OR} and _is_threat(tokens[n + 1 : n + 6]):
            break
        if tokens[n].tags & {Tag.AND} and _goes_on(tokens[n + 1 : n + 5]):
            break
        last = n
    while last > place and (tokens[last].tags <= _TAIL or tokens[last].text.lower() in clause.vocabulary.dangling):
        last -= 1
    return clause.vocabulary.demanded(clause.words(place + 1, last).strip("“”\"‘’' ,"))


def _goes_on(following: Sequence[Token]) -> bool:
    """Whether another clause stands behind "and": "to pay up and are still in debt", "and the club will fold"."""
    return any(token.tags & _FINITE for token in following[:1]) or any(token.tags & _WILL for token in following)


def _is_threat(following: Sequence[Token]) -> bool:
    """Whether what stands behind "or" is what happens otherwise: "or all contacts would end", "or face a fine"."""
    is_other = bool(following) and bool(following[0].tags & {Tag.PRONOUN, Tag.FACE})
    return is_other or any(token.tags & {Tag.WILL, Tag.WOULD, Tag.COULD} for token in following)


def as_demanded(deed: str, words: Vocabulary) -> str:
    """Return what somebody does as it is demanded of him: "opens the ports and drops its claim" -> "open …, drop …"."""
    parts = deed.split(" ")
    joined = zip(parts, parts[1:], parts[2:], strict=False)
    objects = words.articles | words.pointing_back | {words.to_do}
    second = {n for n, (led, _, behind) in enumerate(joined, 1) if led == words.and_word.strip() and behind in objects}
    return " ".join(words.base(part) if n in {0, *second} else part for n, part in enumerate(parts))


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
    tokens = clause.tokens
    names = _subject_end(clause, first, limit)
    if names == 0 or names >= limit:
        return "", deed_after(clause, first - 1, limit)
    subject = noun_in(clause, first, names - 1)
    deed = names
    while deed < limit and tokens[deed].tags & {Tag.MUST, Tag.SHOULD, Tag.IS_TO, Tag.TO}:
        deed += 1
    return subject, deed_after(clause, deed - 1, limit)


def _subject_end(clause: Clause, first: int, limit: int) -> int:
    """Return the token behind the subject that begins at `first`: names, a power, several of a kind; 0 for none."""
    tokens, words = clause.tokens, clause.vocabulary
    last = first
    while last < limit and tokens[last].text.lower() in words.articles:
        last += 1
    names = _names_end(clause, last, limit)
    if names > last:
        return names
    near = range(last, min(limit, last + 4))
    power = next((n for n in near if words.parties.is_power_word(tokens[n].text)), None)
    several = next((n for n in near if words.plural.match(tokens[n].text)), None)
    head = power if power is not None else several
    return _past_place(clause, head + 1, limit) if head is not None else 0


def _names_end(clause: Clause, first: int, limit: int) -> int:
    """Return the token behind the names at `first`, those joined by "and" or by what they are: "US fund Lone Star"."""
    tokens, parties = clause.tokens, clause.vocabulary.parties
    n = first
    while n < limit and tokens[n].tags & {Tag.NAME} and tokens[n].text[0].isupper():
        n += 1
        ahead = next((m for m in range(n, min(limit, n + 4)) if tokens[m].tags & {Tag.NAME}), None)
        between = tokens[n:ahead] if ahead is not None else []
        joins = len(between) == 1 and bool(between[0].tags & {Tag.AND, Tag.POSS})
        kind = bool(between) and (parties.is_power_word(between[-1].text) or parties.is_company(between[-1].text))
        if ahead is not None and (joins or kind):
            n = ahead
    if n == first:
        return n
    for m in range(n, min(limit, n + 2 + bool(tokens[n].tags & {Tag.POSS}))):
        if tokens[m].tags & {Tag.SUBMIT, Tag.BUY} and not tokens[m].tags & {Tag.PAPER}:
            break  # "Yale hand over student records"
        if parties.is_actor_word(tokens[m].text):
            while m + 1 < limit and parties.is_group(tokens[m + 1].text):
                m += 1  # "Sudran women prisoners"
            return m + 1
    return n


def _past_place(clause: Clause, n: int, limit: int) -> int:
    """Return the token behind "in Sudan" where that follows a subject."""
    tokens = clause.tokens
    if n + 1 < limit and tokens[n].tags & {Tag.IN, Tag.OF, Tag.FROM} and tokens[n + 1].tags & {Tag.NAME}:
        n += 2
        while n < limit and tokens[n].tags & {Tag.NAME}:
            n += 1
    return n


def to_be_done(clause: Clause, first: int, limit: int) -> str:
    """Return what a condition wants done to its subject: "polls to be called" of "polls are called"; else ""."""
    tokens, words = clause.tokens, clause.vocabulary
    for n in range(first + 1, min(limit - 1, first + MOST_WORDS_OF_DEED)):
        if tokens[n].tags & {Tag.IS, Tag.WAS}:
            subject, deed = noun_in(clause, first, n - 1), deed_after(clause, n, limit)
            is_done = deed and words.parties.done.match(deed.split()[0])
            return with_subject(subject, f"{words.base('is')} {deed}", words) if is_done else ""
        if tokens[n].tags & _ENDS:
            break
    return ""


def subject_of_condition(clause: Clause, first: int, limit: int) -> int | None:
    """Return the last token of the subject of "Congress raises the ceiling" from `first` on.

    None where it is not clear, or where something is only to be done to it ("its demands are met").
    """
    tokens, words = clause.tokens, clause.vocabulary
    is_pronoun = first < limit and tokens[first].text.lower() in words.parties.standing_in
    last = first if is_pronoun else _subject_end(clause, first, limit) - 1
    if last < first or last + 1 >= limit or tokens[last + 1].tags & _STATES:
        return None
    return last

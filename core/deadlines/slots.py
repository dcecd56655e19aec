"""Slots: who demands what of whom and what happens otherwise, read off the sentences around a time; short or empty."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.deadlines.actors import read_actor
from core.deadlines.clauses import Clause, Token
from core.deadlines.grammar import Tag, Tags, Vocabulary
from core.model.deadline import Terms

_AUXILIARIES = frozenset({
    Tag.IS, Tag.WAS, Tag.BE, Tag.HAVE, Tag.HAD, Tag.WILL, Tag.WOULD, Tag.CAN, Tag.COULD, Tag.DO, Tag.NOT, Tag.SHOULD,
    Tag.MUST, Tag.IS_TO, Tag.HAD_TO,
})  # fmt: skip
_BORDERS = _AUXILIARIES | {
    Tag.COMMA, Tag.STOP, Tag.COLON, Tag.DASH, Tag.PAREN, Tag.BUT, Tag.THAT, Tag.WHO, Tag.WHEN, Tag.SAY, Tag.UNLESS,
    Tag.IF, Tag.DATE, Tag.AGO, Tag.LENGTH, Tag.COMPOUND, Tag.OR, Tag.UNTIL, Tag.WITHIN, Tag.AFTER, Tag.BY, Tag.BEFORE,
    Tag.DEMAND, Tag.GIVE, Tag.AS, Tag.ASK, Tag.REQUIRE, Tag.WARN, Tag.FORECAST, Tag.PLAN, Tag.UNDER, Tag.WITHOUT,
    Tag.MISS, Tag.MEET, Tag.EXTEND, Tag.SHORTEN, Tag.WITHDRAW, Tag.PASS,
}  # fmt: skip
_HEAVY = frozenset({Tag.IN, Tag.ON, Tag.FOR, Tag.WITH, Tag.AT, Tag.FROM, Tag.TO})
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
_ABOUT_TO = frozenset({Tag.TO, Tag.DUE, Tag.PLAN, Tag.FORECAST, Tag.FORMER, Tag.WAS})
_RESOLVED = frozenset({Tag.TO, Tag.PLAN})
_OVER = frozenset({Tag.PASS, Tag.EXPIRE, Tag.IS, Tag.WAS, Tag.WILL})
_ACTS = frozenset({Tag.SAY, Tag.SET, Tag.GIVE, Tag.DEMAND, Tag.WARN, Tag.ASK, Tag.REQUIRE, Tag.SHORTEN, Tag.EXTEND})
_NAMING = frozenset({Tag.WORD, Tag.NAME, Tag.THING, Tag.PAPER, Tag.OFFER, Tag.EVENT, Tag.MEASURE, Tag.SHUTDOWN})
"""What a deadline can be called after."""
_ORDERS = frozenset({Tag.DEMAND, Tag.WARN, Tag.ASK})
_TELLS = _ORDERS | {Tag.SAY}
_MOST_WORDS = 9
_INITIALS = re.compile(r"[A-Z]{3,6}")
_MOST_ACTION = 16


# -- noun phrases --------------------------------------------------------------------------------------------------


def noun_before(clause: Clause, place: int) -> str:
    """Return the noun phrase that ends before token `place`, past auxiliaries and asides; "" where none is clear."""
    tokens = clause.tokens
    at = place - 1
    while at >= 0 and (
        tokens[at].tags & _AUXILIARIES
        or tokens[at].tags <= _RESOLVED
        or tokens[at].text.lower() in clause.vocabulary.adverbs
    ):
        at -= 1
    return _noun_ending(clause, _before_day(tokens, at))


def _before_day(tokens: Sequence[Token], at: int) -> int:
    """Return the place before "on Monday" where a phrase ends in a day: "a judge on Monday ordered"."""
    timex = tokens[at].timex if at > 0 else None
    if timex is None or timex.is_length:
        return at
    at -= 1
    return at - 1 if at > 0 and tokens[at].tags <= {Tag.ON, Tag.IN} else at


def noun_that_lapses(clause: Clause, place: int) -> str:
    """Return the subject of a verb of lapsing at token `place`, past "is due to", "had been scheduled to"."""
    tokens = clause.tokens
    at = place - 1
    while at >= 0 and (
        tokens[at].tags & _AUXILIARIES
        or tokens[at].tags <= _ABOUT_TO
        or tokens[at].text.lower() in clause.vocabulary.adverbs
    ):
        at -= 1
    if at > 0 and tokens[at].tags & {Tag.THAT, Tag.WHO}:
        at -= 1 + bool(tokens[at - 1].tags & {Tag.COMMA})
    return _noun_ending(clause, at)


def _noun_ending(clause: Clause, at: int) -> str:
    tokens = clause.tokens
    if at >= 0 and tokens[at].tags & {Tag.AND}:
        return subject_of(clause)  # "said that …, and gave": the sentence's own subject goes on
    if at >= 0 and tokens[at].tags & {Tag.COMMA, Tag.PAREN, Tag.DASH}:
        at = _before_aside(tokens, at)
    at = _before_relative(tokens, at)
    first = at + 1
    while first > 0 and at - first < 14 and not _stops(clause, first - 1, at):
        first -= 1
    return _tidy_noun(tokens[first : at + 1], clause)


def _before_aside(tokens: Sequence[Token], at: int) -> int:
    """Return the place before ", which … ,": the last word ahead of the comma that opens the aside."""
    for n in range(at - 1, max(-1, at - 16), -1):
        if tokens[n].tags & {Tag.COMMA, Tag.PAREN, Tag.DASH}:
            return n - 1
        if tokens[n].tags & {Tag.STOP}:
            break
    return at - 1


def _before_relative(tokens: Sequence[Token], at: int) -> int:
    """Return the place before "who had applied for shares" where a phrase ends in such a clause."""
    for n in range(at, max(-1, at - 16), -1):
        if tokens[n].tags & {Tag.COMMA, Tag.STOP, Tag.SAY, Tag.BUT, Tag.COLON}:
            break
        if tokens[n].tags & {Tag.THAT}:
            follows_noun = n > 0 and not tokens[n - 1].tags <= _BORDERS
            return n - 1 if follows_noun and tokens[n + 1].tags & (_AUXILIARIES | {Tag.POSS}) else at
        if tokens[n].tags & {Tag.WHO} and n > 0:
            return n - 1
    return at


def _stops(clause: Clause, n: int, last: int) -> bool:
    tokens, articles = clause.tokens, clause.vocabulary.articles
    token = tokens[n]
    if token.tags <= _BORDERS or (
        token.tags & {Tag.PRONOUN} and n != last and token.text.lower() not in articles and token.text != "US"
    ):
        return True
    if token.tags & {Tag.AND}:
        after = [t for t in tokens[n + 1 : n + 3] if t.text.lower() not in articles][:1]
        return not (all(t.tags & {Tag.NAME} for t in [*tokens[n - 1 : n], *after]) or _joins_subjects(clause, n))
    following = tokens[n + 1].text.lower() if n + 1 <= last else ""
    # An article opens a noun phrase: what stands before it belongs to it only through a preposition.
    is_preposition = token.tags & (_HEAVY | {Tag.OF, Tag.AND}) or token.text.lower() in clause.vocabulary.prepositions
    return following in articles and not is_preposition


_MOST_JOINED = 4


def _joins_subjects(clause: Clause, n: int) -> bool:
    """Whether "and" at token `n` joins two subjects: a short phrase between a border and it, without a verb."""
    tokens, words = clause.tokens, clause.vocabulary
    first = n
    while first > 0 and not tokens[first - 1].tags <= _BORDERS:
        first -= 1
    head = tokens[first:n]
    if not 0 < len(head) <= _MOST_JOINED or any(
        t.tags & _HEAVY or t.tags & {Tag.PRONOUN} - {Tag.NAME} for t in head[1:]
    ):
        return False
    if first and tokens[first - 1].tags & {Tag.COMMA, Tag.AND}:
        return False
    return not any(t.text.islower() and words.not_a_noun.match(t.text) for t in head)


def _tidy_noun(tokens: Sequence[Token], clause: Clause) -> str:
    kept = list(tokens)
    while kept and (
        kept[0].text.lower() in clause.vocabulary.articles | clause.vocabulary.adverbs
        or kept[0].tags & (_HEAVY | {Tag.POSS, Tag.AND, Tag.OF, Tag.BUT, Tag.COMMA, Tag.PAREN, Tag.DASH})
    ):
        kept.pop(0)
    for n, token in enumerate(kept):
        is_preposition = token.tags & _HEAVY or token.text.lower() in clause.vocabulary.cutting
        describes = (
            n and clause.vocabulary.not_a_verb.match(token.text) and clause.vocabulary.plural.match(kept[n - 1].text)
        )
        if n and (is_preposition or describes) and token.text.islower():
            kept = kept[:n]
            break
    while kept and kept[-1].tags & (_AUXILIARIES | {Tag.AND, Tag.OF, Tag.POSS, Tag.COMMA}):
        kept.pop()
    while len(kept) > 1 and kept[-1].text.lower() in clause.vocabulary.adverbs:
        kept.pop()
    if len(kept) > 2 and kept[-1].tags & {Tag.NUMBER} and clause.vocabulary.ending.match(kept[-2].text):
        kept.pop()  # "men aged 18 …"
    if len(kept) > 1 and clause.vocabulary.ending.match(kept[-1].text):
        kept.pop()
    words = {token.text.lower() for token in kept}
    if (
        not kept
        or len(kept) > _MOST_WORDS
        or kept[-1].text.lower() in clause.vocabulary.nobody
        or (kept[0].text.lower() in clause.vocabulary.nobody and not any(t.tags & {Tag.AND} for t in kept))
    ):
        return ""
    if clause.vocabulary.not_a_verb.match(kept[0].text.lower()) and not _is_plain_pair(kept):
        return ""
    if len(kept) == 1 and (kept[0].tags & {Tag.NUMBER} or _is_bare_participle(kept[0], clause)):
        return ""
    if words & clause.vocabulary.no_noun:
        return ""
    return clause.text[kept[0].start : kept[-1].end].strip("“”\"‘’' ")


def _is_bare_participle(token: Token, clause: Clause) -> bool:
    """Whether a single word is no noun ("striking", "needed"); one with a capital is a name ("Beijing")."""
    return bool(clause.vocabulary.not_a_noun.match(token.text.lower())) and not token.tags <= {Tag.NAME}


def _is_plain_pair(kept: Sequence[Token]) -> bool:
    """Whether a word in -ing is a name ("Beijing") or only describes the noun behind it ("striking teachers")."""
    if len(kept) == 1:
        return kept[0].tags <= {Tag.NAME}
    return (
        len(kept) == 2
        and kept[0].tags <= {Tag.WORD, Tag.NAME}
        and not kept[1].tags & {Tag.PRONOUN, Tag.NAME, Tag.NUMBER}
    )


def noun_in(clause: Clause, first: int, last: int) -> str:
    """Return the noun phrase that opens tokens `first` to `last`; "" for pronouns and for what is too long."""
    tokens = clause.tokens
    while first < last and tokens[first].tags & {Tag.TO, Tag.GIVE}:
        first += 1  # "offered to give X"
    for n in range(first + 1, last + 1):
        opens_another = (
            tokens[n].text.lower() in clause.vocabulary.articles
            and tokens[n - 1].text.lower() not in clause.vocabulary.articles
        )
        is_led = tokens[n - 1].tags & (_HEAVY | {Tag.OF, Tag.AND, Tag.OR}) or (
            tokens[n - 1].text.lower() in clause.vocabulary.prepositions
        )
        if tokens[n].tags <= _BORDERS or (opens_another and not is_led):
            last = n - 1
            break
    return _tidy_noun(tokens[first : last + 1], clause)


def subject_of(clause: Clause, *, acts: bool = False) -> str:
    """Return the subject of a sentence, where it is a name or a power: "U.S. President Donald Trump had taken …".

    With `acts`, only one that says or sets something in the very next words.
    """
    tokens = clause.tokens
    first = 0
    while first < len(tokens):
        while first < len(tokens) and (
            tokens[first].tags & {Tag.COMMA} or tokens[first].text.lower() in clause.vocabulary.adverbs
        ):
            first += 1
        last = first - 1
        while last + 1 < len(tokens) and not tokens[last + 1].tags <= _BORDERS and last - first < _MOST_WORDS:
            last += 1
        is_verb_next = last + 1 < len(tokens) and not tokens[last + 1].tags & {Tag.COMMA, Tag.STOP}
        if last >= first and not tokens[first].tags & (_HEAVY | {Tag.AFTER, Tag.WHEN}):
            named = _name_head(tokens[first : last + 1], clause.vocabulary)
            if named and (is_verb_next or len(named) <= last + 1 - first):
                noun = _tidy_noun(named, clause)
                does = _does(tokens[first + len(named) : first + len(named) + 2])
                return noun if is_power(noun, clause.vocabulary) and (does or not acts) else ""
        following = next((n for n in range(max(last, first) + 1, len(tokens)) if tokens[n].tags & {Tag.COMMA}), None)
        if following is None or following > 24:
            return ""
        first = following + 1
    return ""


def _does(following: Sequence[Token]) -> bool:
    """Whether a subject is followed by a verb of saying or setting: "said", "has given"."""
    helps = bool(following) and bool(following[0].tags & {Tag.HAVE, Tag.HAD, Tag.DO})
    return any(token.tags & _ACTS for token in (following[1:] if helps else following[:1]))


def _name_head(tokens: Sequence[Token], words: Vocabulary) -> list[Token]:
    """Return the noun phrase that opens a run of words: articles, adjectives, and the capitalised words or a power."""
    kept: list[Token] = []
    for n, token in enumerate(tokens):
        low = token.text.lower()
        if token.text[0].isupper() or low in words.articles or low in words.powers or token.tags & {Tag.OF, Tag.POSS}:
            kept.append(token)
            if (
                low in words.powers
                and token.text.islower()
                and not any(t.tags & {Tag.OF} for t in tokens[n + 1 : n + 2])
            ):
                break
        elif any(
            t.text[0].isupper() or t.text.lower() in words.powers for t in kept if t.text.lower() not in words.articles
        ):
            break
        else:
            kept.append(token)
    return kept


def is_power(noun: str, words: Vocabulary) -> bool:
    """Whether a noun phrase names somebody who can set a deadline: a name, or a court, a ministry, a bidder …"""
    head = noun.partition(words.of)[0].split()
    return any(w[0].isupper() or _is_in_power(w, words) for w in head)


def _is_in_power(word: str, words: Vocabulary) -> bool:
    low = re.sub(r"\W", "", word.lower())
    return low in words.powers or words.singular(low) in words.powers


def is_office(noun: str, words: Vocabulary) -> bool:
    """Whether a speaker speaks for a power, by its noun or its seat ("the court", "Iran"), and not as a mere person."""
    head = noun.partition(words.of)[0].split()
    if any(_is_in_power(w, words) or _INITIALS.fullmatch(w) for w in head):
        return True
    return bool(read_actor(noun).seats)


# -- what is to be done --------------------------------------------------------------------------------------------


def deed_after(clause: Clause, place: int, limit: int | None, *, ends: frozenset[Tag] = frozenset()) -> str:
    """Return what is to be done: from after token `place` up to the border, or to the preposition before `limit`.

    `ends` are further borders: what is said of the deadline itself ("… to reach a deal ran out").
    """
    tokens = clause.tokens
    last = place
    stop = limit if limit is not None and limit > place else len(tokens)
    for n in range(place + 1, min(stop, place + 1 + _MOST_ACTION)):
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
            noun = noun_in(clause, n + 1, _phrase_end(clause, n + 1))
            return noun if is_power(noun, clause.vocabulary) else ""
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
        ends = (n for n in range(last, min(limit, last + 4)) if _is_in_power(tokens[n].text, words))
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
class Lapsing:
    """What lapses, and what its verb can do."""

    thing: str
    tags: Tags


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
            setter = noun_in(clause, n + 2, _phrase_end(clause, n + 2)) if by else noun_before(clause, n)
            if token.tags & {Tag.GIVE} and not by:
                addressee = noun_in(clause, n + 1, _phrase_end(clause, n + 1))
        elif token.tags & {Tag.FOR} and not addressee:
            last = _phrase_end(clause, n + 1)
            following = tokens[last + 1 : last + 2]
            if following and following[0].tags & {Tag.TO} and _is_verb(clause, last + 2):
                addressee, action = noun_in(clause, n + 1, last), deed_after(clause, last + 1, None, ends=_OVER)
                break
            action, is_noun = deed_after(clause, n, None, ends=_OVER), True
            break
        elif token.tags & {Tag.TO} and not addressee and (deed := _deed_behind(clause, n + 1)):
            addressee, action = noun_in(clause, n + 1, deed - 1), deed_after(clause, deed, None, ends=_OVER)
            break
        elif token.tags & {Tag.FOR} or (token.tags & {Tag.TO} and _is_verb(clause, n + 1)):
            action = deed_after(clause, n, None, ends=_OVER)
            break
        elif token.tags & {Tag.TO, Tag.ON} and not addressee:
            last = _phrase_end(clause, n + 1)
            addressee = noun_in(clause, n + 1, last)
    return Asked(setter if is_power(setter, clause.vocabulary) else "", addressee, action, is_noun)


def name_of_deadline(clause: Clause) -> str:
    """Return what a clause calls its deadline, for a title: "Filing deadline for federal taxes"; "" for a bare one."""
    tokens = clause.tokens
    at = next((n for n, t in enumerate(tokens) if t.tags & {Tag.DEADLINE}), None)
    if at is None:
        return ""
    first = at
    while first > max(0, at - 3) and tokens[first - 1].tags & _NAMING and tokens[first - 1].timex is None:
        first -= 1
    while tokens[first].text.lower() in clause.vocabulary.articles or tokens[first].tags & {Tag.POSS}:
        first += 1
    last = _phrase_end(clause, at + 2) if any(t.tags & {Tag.FOR} for t in tokens[at + 1 : at + 2]) else at
    if last <= at + 1:
        last = at
    named = clause.words(first, last) if last > first else ""
    return f"{named[:1].upper()}{named[1:]}"


def title_of_lapse(lapsing: Lapsing, words: Vocabulary) -> str:
    """Return a title, not yet capitalised, for what lapses: "farm subsidy window closes", "comments due"."""
    head = re.split(words.behind_head, lapsing.thing, maxsplit=1)[0]
    one, several = next((forms for tag, forms in words.lapses.items() if tag in lapsing.tags), ("", ""))
    verb = several if words.plural.match(head) else one
    return f"{lapsing.thing} {verb}".strip()


def _deed_behind(clause: Clause, first: int) -> int:
    """Return the "to" of a deed behind several people at `first` ("to settlers in the north to leave"), else 0."""
    tokens, words = clause.tokens, clause.vocabulary
    if first >= len(tokens) or not words.plural.match(tokens[first].text):
        return 0
    for n in range(first + 1, min(len(tokens), first + 7)):
        if tokens[n].tags <= _BORDERS:
            break
        if tokens[n].tags & {Tag.TO} and _is_verb(clause, n + 1):
            return n
    return 0


def _is_verb(clause: Clause, n: int) -> bool:
    token = clause.tokens[n] if n < len(clause.tokens) else None
    return (
        token is not None
        and token.text[0].islower()
        and token.text.lower() not in clause.vocabulary.articles
        and not clause.vocabulary.plural.match(token.text)
        and token.timex is None
    )


def _phrase_end(clause: Clause, first: int) -> int:
    """Return the last token of the noun phrase that begins at `first`; `first - 1` where none does."""
    tokens, last = clause.tokens, first - 1
    for n in range(first, min(len(tokens), first + 8)):
        if tokens[n].tags <= _BORDERS or tokens[n].tags & (_HEAVY | {Tag.EXPIRE}):
            break
        opens_another = n > first and tokens[n].text.lower() in clause.vocabulary.articles
        if opens_another and not tokens[n - 1].tags & {Tag.OF, Tag.AND}:
            break
        last = n
    return last


# -- who sets it ---------------------------------------------------------------------------------------------------


def setter_around(clause: Clause, place: int, *, says_so: bool = True) -> str:
    """Return who set a deadline, where the words around its time say so.

    "Trump's 50-day …", "set by …", "under the deal" and, with `says_so`, "…, the judge ruled", "according to …".
    """
    for noun in (_possessor(clause, place), _by_whom(clause), _setting(clause)):
        if is_power(noun, clause.vocabulary):
            return noun
    speaker = _speaker(clause) if says_so else ""
    return speaker if is_office(speaker, clause.vocabulary) else ""


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
            return noun_in(clause, n + 2, _phrase_end(clause, n + 2))
        if is_set and n and tokens[n - 1].tags & {Tag.WAS, Tag.IS, Tag.BE} and (agent := agent_of(clause, n, n + 6)):
            return agent
        if token.tags & {Tag.UNDER} and tokens[n + 1].text.lower() in clause.vocabulary.articles:
            noun = _maker(clause, n + 1) or noun_in(clause, n + 1, _phrase_end(clause, n + 1))
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
            return teller if is_power(teller, clause.vocabulary) else ""
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
            noun = noun_in(clause, n + 1, _phrase_end(clause, n + 1))
            return noun if is_power(noun, clause.vocabulary) else ""
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
            return noun_in(clause, n + 2, _phrase_end(clause, n + 2))
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


# -- what happens otherwise ----------------------------------------------------------------------------------------


def consequence_in(text: str, words: Vocabulary) -> str:
    """Return what a sentence says will happen otherwise ("or face daily fines"); "" where it says nothing."""
    match = words.or_else.search(text)
    return _short(match["then"], words) if match else ""


def consequence_after(texts: Iterable[str], words: Vocabulary) -> str:
    """Return what one of the following sentences says will happen otherwise ("Otherwise, …", "Sanctions if it …")."""
    for text in texts:
        match = words.if_not.match(text) or words.then_if.match(text)
        if match:
            return _short(match["then"], words)
    return ""


def _short(text: str, words: Vocabulary) -> str:
    return " ".join(words.said.sub("", text.strip()).strip(' ,“”"').split()[:_MOST_ACTION])


# -- together ------------------------------------------------------------------------------------------------------


def make_terms(terms: Terms, words: str, vocabulary: Vocabulary) -> Terms:
    """Return terms with a short title, made of them if need be; who sets a deadline for himself is no setter."""
    setter = "" if terms.setter.lower() == terms.addressee.lower() else terms.setter
    title = terms.title or _title(terms, words, vocabulary)
    return replace(terms, setter=setter, title=f"{title[:1].upper()}{title[1:]}")


def _title(terms: Terms, words: str, vocabulary: Vocabulary) -> str:
    who, deed = terms.addressee, terms.action
    if who and deed:
        is_thing = _is_thing(deed, vocabulary)
        form = vocabulary.title_with_thing if is_thing else vocabulary.title_with_deed
        return form.format(who=who, deed=deed)
    if deed and terms.setter and _is_thing(deed, vocabulary):
        return vocabulary.title_with_thing.format(who=terms.setter, deed=deed)
    if deed:
        return deed
    whose = who or terms.setter
    return f"{whose}: {words}" if whose else ""


def _is_thing(deed: str, words: Vocabulary) -> bool:
    """Whether an action names a thing ("the accounts", "$2m", "proposals") and is no verb."""
    first = deed.partition(" ")[0]
    return first.lower() in words.articles or not first[:1].islower() or bool(words.plural.match(first))

"""Phrases: a run of words as a short noun phrase, cut to its head with what stands before it."""

from collections.abc import Sequence

from core.deadlines.clauses import Clause, Token
from core.deadlines.grammar import Tag

AUXILIARIES = frozenset({
    Tag.IS, Tag.WAS, Tag.BE, Tag.HAVE, Tag.HAD, Tag.WILL, Tag.WOULD, Tag.CAN, Tag.COULD, Tag.DO, Tag.NOT, Tag.SHOULD,
    Tag.MUST, Tag.IS_TO, Tag.HAD_TO,
})  # fmt: skip
BORDERS = AUXILIARIES | {
    Tag.COMMA, Tag.STOP, Tag.COLON, Tag.DASH, Tag.PAREN, Tag.BUT, Tag.THAT, Tag.WHO, Tag.WHEN, Tag.SAY, Tag.UNLESS,
    Tag.IF, Tag.DATE, Tag.AGO, Tag.LENGTH, Tag.COMPOUND, Tag.OR, Tag.UNTIL, Tag.WITHIN, Tag.AFTER, Tag.BY, Tag.BEFORE,
    Tag.DEMAND, Tag.GIVE, Tag.AS, Tag.ASK, Tag.REQUIRE, Tag.WARN, Tag.FORECAST, Tag.PLAN, Tag.UNDER, Tag.WITHOUT,
    Tag.MISS, Tag.MEET, Tag.EXTEND, Tag.SHORTEN, Tag.WITHDRAW, Tag.PASS, Tag.LATEST,
}  # fmt: skip
HEAVY = frozenset({Tag.IN, Tag.ON, Tag.FOR, Tag.WITH, Tag.AT, Tag.FROM, Tag.TO})
MOST_WORDS = 9


def tidy_noun(tokens: Sequence[Token], clause: Clause) -> str:
    """Return a run of words as a short noun phrase: its head with what stands before it; "" where it is none."""
    kept = _without_tail(_head_part(_without_openers(list(tokens), clause), clause), clause)
    if not kept or not _is_noun(kept, clause):
        return ""
    return clause.text[kept[0].start : kept[-1].end].strip("“”\"‘’' ")


def _without_openers(kept: list[Token], clause: Clause) -> list[Token]:
    words = clause.vocabulary
    while kept and (
        kept[0].text.lower() in words.articles
        or words.is_adverb(kept[0].text)
        or kept[0].tags & (HEAVY | {Tag.POSS, Tag.AND, Tag.OF, Tag.BUT, Tag.COMMA, Tag.PAREN, Tag.DASH})
    ):
        kept.pop(0)
    return kept


def _head_part(kept: list[Token], clause: Clause) -> list[Token]:
    """Return a noun phrase up to the preposition or the participle behind its head: "groups" of "groups holding …"."""
    words = clause.vocabulary
    for n, token in enumerate(kept[1:], start=1):
        if token.tags <= {Tag.NUMBER} and "," in token.text and n + 1 < len(kept):
            return kept[:n]  # "fined the federation 50,000 euros"
        if not token.text.islower():
            continue
        if token.tags & HEAVY or token.text.lower() in words.cutting:
            return kept[:n]
        before, behind = kept[n - 1].text, kept[n + 1].text.lower() if n + 1 < len(kept) else ""
        if words.not_a_verb.match(token.text) and (words.plural.match(before) or behind in words.articles):
            return kept[:n]
    return kept


def _without_tail(kept: list[Token], clause: Clause) -> list[Token]:
    words = clause.vocabulary
    tail = AUXILIARIES | HEAVY | {Tag.AND, Tag.OF, Tag.POSS, Tag.COMMA, Tag.DASH, Tag.COLON}
    while kept and kept[-1].tags & tail and not kept[-1].tags & {Tag.NAME}:
        kept.pop()
    while len(kept) > 1 and words.is_adverb(kept[-1].text):
        kept.pop()
    if len(kept) > 1 and _is_end_of_name(kept[-2], kept[-1], clause):
        kept.pop()
    if len(kept) > 2 and kept[-1].tags & {Tag.NUMBER} and words.ending.match(kept[-2].text):
        kept.pop()  # "men aged 18 …"
    if len(kept) > 1 and (words.ending.match(kept[-1].text) or words.parties.done.match(kept[-1].text)):
        kept.pop()
    while len(kept) > 1 and words.is_adverb(kept[-1].text):
        kept.pop()
    return kept


def _is_end_of_name(name: Token, verb: Token, clause: Clause) -> bool:
    """Whether a verb stands behind a name or a body: "to the Federal Government ends", "with the navy expires"."""
    is_party = bool(name.tags & {Tag.NAME}) or clause.vocabulary.parties.is_body(name.text)
    return is_party and bool(verb.tags & {Tag.END, Tag.EXPIRE}) and verb.text.islower()


def _is_noun(kept: Sequence[Token], clause: Clause) -> bool:
    words, nobody = clause.vocabulary, clause.vocabulary.parties.nobody
    first, last = kept[0].text.lower(), kept[-1].text.lower()
    if kept[0].tags <= BORDERS or (len(kept) == 1 and kept[0].timex) or kept[-1].timex:
        return False
    is_country = kept[-1].text.isupper() and len(last) > 1  # "the US", not "us"
    if len(kept) > MOST_WORDS or (last in nobody and not is_country) or words.is_adverb(kept[-1].text):
        return False
    if (
        first in nobody
        and not (kept[0].text.isupper() and len(first) > 1)
        and not any(t.tags & {Tag.AND} for t in kept)
    ):
        return False
    if words.not_a_verb.match(first) and not _is_plain_pair(kept):
        return False
    if len(kept) == 1 and (kept[0].tags & {Tag.NUMBER} or _is_bare_participle(kept[0], clause)):
        return False
    return not {token.text.lower() for token in kept} & words.no_noun


def _is_bare_participle(token: Token, clause: Clause) -> bool:
    """Whether a single word is no noun ("striking", "needed"); one with a capital is a name ("Beijing")."""
    words, low = clause.vocabulary, token.text.lower()
    is_form = words.not_a_noun.match(low) or words.parties.done.match(low)
    return bool(is_form) and not token.tags <= {Tag.NAME}


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
        is_led = tokens[n - 1].tags & (HEAVY | {Tag.OF, Tag.AND, Tag.OR}) or (
            tokens[n - 1].text.lower() in clause.vocabulary.prepositions
        )
        if tokens[n].tags <= BORDERS or (opens_another and not is_led):
            last = n - 1
            break
    return tidy_noun(tokens[first : last + 1], clause)


def ground_end(clause: Clause, first: int, last: int) -> int:
    """Return where what a demand rests on ends and its subject begins: "under EU rules | firms must", else `last`."""
    tokens, parties = clause.tokens, clause.vocabulary.parties
    for n in range(first, last):
        if parties.is_power_word(tokens[n].text) and not tokens[n + 1].tags & {Tag.OF, Tag.POSS}:
            return n
    return last


def is_verb(clause: Clause, n: int) -> bool:
    """Whether token `n`, behind "to", can be a verb; False behind the end."""
    token = clause.tokens[n] if n < len(clause.tokens) else None
    return (
        token is not None
        and token.text[0].islower()
        and token.text.lower() not in clause.vocabulary.articles
        and not clause.vocabulary.plural.match(token.text)
        and token.timex is None
    )


def phrase_end(clause: Clause, first: int) -> int:
    """Return the last token of the noun phrase that begins at `first`; `first - 1` where none does."""
    tokens, last = clause.tokens, first - 1
    for n in range(first, min(len(tokens), first + 8)):
        if tokens[n].tags <= BORDERS or tokens[n].tags & (HEAVY | {Tag.EXPIRE}):
            break
        opens_another = n > first and tokens[n].text.lower() in clause.vocabulary.articles
        if opens_another and not tokens[n - 1].tags & {Tag.OF, Tag.AND}:
            break
        last = n
    return last


def is_a_noun(clause: Clause, n: int) -> bool:
    """Whether a word that can be a verb is a noun where it stands: "the order", "to order", "of orders"."""
    led = clause.tokens[n - 1]
    return led.text.lower() in clause.vocabulary.articles or bool(led.tags & {Tag.TO, Tag.OF, Tag.POSS, Tag.UNDER})

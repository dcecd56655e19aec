"""Slots: who demands what of whom and what happens otherwise, read off the clause around a frame; short or empty."""

import re
from collections.abc import Sequence

from core.deadlines.clauses import Clause, Token
from core.deadlines.grammar import Tag
from core.model.deadline import Terms

_BORDERS = frozenset({
    Tag.COMMA, Tag.STOP, Tag.COLON, Tag.DASH, Tag.PAREN, Tag.BUT, Tag.THAT, Tag.WHO, Tag.WHEN, Tag.SAY, Tag.UNLESS,
    Tag.IF, Tag.DATE, Tag.LENGTH, Tag.COMPOUND, Tag.OR, Tag.UNTIL, Tag.WITHIN, Tag.AFTER, Tag.MUST, Tag.BY,
    Tag.DEMAND, Tag.GIVE, Tag.AS,
})  # fmt: skip
_AUXILIARIES = frozenset({
    Tag.IS, Tag.WAS, Tag.BE, Tag.HAVE, Tag.HAD, Tag.WILL, Tag.WOULD, Tag.CAN, Tag.COULD, Tag.DO, Tag.NOT, Tag.SHOULD,
    Tag.MUST, Tag.IS_TO,
})  # fmt: skip
_HEAVY = frozenset({Tag.IN, Tag.ON, Tag.FOR, Tag.WITH, Tag.AT, Tag.FROM, Tag.TO})
_ENDS = frozenset({
    Tag.STOP, Tag.COLON, Tag.DASH, Tag.UNLESS, Tag.IF, Tag.BUT, Tag.PAREN, Tag.COMMA, Tag.WHO, Tag.SAY, Tag.WHEN,
})  # fmt: skip
_ARTICLES = frozenset("the a an its their his her this these those our all any some that your my".split())
_ADVERBS = frozenset(
    "now then still also only already just therefore however meanwhile formally immediately again here must and so "
    "instead now further currently officially".split()
)
_NOBODY = frozenset(
    """he she it they we you i who which there those these people analysts experts sources reports report media
    spokesman spokeswoman spokesperson statement officials him them us someone anyone one what another others critics
    observers director lawyer lawyers guide study researchers economists forecasters this that nothing everyone""".split()
)
_MOST_WORDS = 9
_MOST_ACTION = 16


def noun_before(clause: Clause, place: int) -> str:
    """Return the noun phrase that ends before token `place`, past auxiliaries and asides; "" where none is clear."""
    tokens = clause.tokens
    at = place - 1
    while at >= 0 and (tokens[at].tags & _AUXILIARIES or tokens[at].text.lower() in _ADVERBS):
        at -= 1
    if at >= 0 and tokens[at].tags & {Tag.COMMA, Tag.PAREN, Tag.DASH}:
        at = _before_aside(tokens, at)
    first = at + 1
    while first > 0 and at - first < 14 and not _stops(tokens, first - 1, at):
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


def _stops(tokens: Sequence[Token], n: int, last: int) -> bool:
    token = tokens[n]
    if token.tags <= _BORDERS or token.tags & {Tag.PRONOUN} and n != last and token.text.lower() not in _ARTICLES:
        return True
    if token.tags & {Tag.AND}:
        around = tokens[n - 1 : n] + tokens[n + 1 : n + 2]
        return not all(t.tags & {Tag.NAME} for t in around)
    following = tokens[n + 1].text.lower() if n + 1 <= last else ""
    # An article opens a noun phrase: what stands before it belongs to it only through "of".
    return following in _ARTICLES and n + 1 <= last and not token.tags & {Tag.OF, Tag.AND}


def _tidy_noun(tokens: Sequence[Token], clause: Clause) -> str:
    kept = list(tokens)
    while kept and (
        kept[0].text.lower() in _ARTICLES | _ADVERBS
        or kept[0].tags & {Tag.AND, Tag.WITH, Tag.IN, Tag.ON, Tag.AT, Tag.FOR, Tag.OF, Tag.TO, Tag.FROM, Tag.BUT}
    ):
        kept.pop(0)
    for n, token in enumerate(kept):
        if n and token.tags & _HEAVY and token.text.islower():
            kept = kept[:n]
            break
    while kept and kept[-1].tags & (_AUXILIARIES | {Tag.AND, Tag.OF, Tag.POSS, Tag.COMMA}):
        kept.pop()
    if not kept or len(kept) > _MOST_WORDS or kept[0].text.lower() in _NOBODY or kept[-1].text.lower() in _NOBODY:
        return ""
    return clause.text[kept[0].start : kept[-1].end].strip("“”\"‘’' ")


def noun_in(clause: Clause, first: int, last: int) -> str:
    """Return the noun phrase that tokens `first` to `last` make; "" for pronouns and for what is too long."""
    return _tidy_noun(clause.tokens[first : last + 1], clause)


def deed_after(clause: Clause, place: int, limit: int | None) -> str:
    """Return what is to be done: from after token `place` up to the border, or to the preposition before `limit`."""
    tokens = clause.tokens
    last = place
    stop = limit if limit is not None and limit > place else len(tokens)
    for n in range(place + 1, min(stop, place + 1 + _MOST_ACTION)):
        if (
            tokens[n].tags <= _ENDS
            or tokens[n].tags & {Tag.OR}
            and tokens[n + 1 : n + 2]
            and tokens[n + 1].tags & {Tag.FACE}
        ):
            break
        last = n
    while last > place and tokens[last].tags & {
        Tag.BY,
        Tag.UNTIL,
        Tag.WITHIN,
        Tag.ON,
        Tag.IN,
        Tag.AT,
        Tag.AND,
        Tag.COMMA,
        Tag.FROM,
        Tag.OR,
    }:
        last -= 1
    return clause.words(place + 1, last).strip("“”\"‘’' ,")


def setter_around(clause: Clause, place: int) -> str:
    """Return who set a deadline, where the clause around its time says so: "Trump's 50-day …", "set by …", "…, X said"."""
    return _possessor(clause, place) or _by_whom(clause, place) or _speaker(clause)


def _possessor(clause: Clause, place: int) -> str:
    tokens = clause.tokens
    for n in range(place - 1, max(-1, place - 5), -1):
        if tokens[n].tags & {Tag.POSS} and any(t.tags & {Tag.DEADLINE} for t in tokens[n : place + 4]):
            return noun_before(clause, n)
    return ""


def _by_whom(clause: Clause, place: int) -> str:
    """Find "set by the court", "that the court set", "under the deal"."""
    tokens = clause.tokens
    deadline = next((n for n, t in enumerate(tokens) if t.tags & {Tag.DEADLINE}), None)
    for n, token in enumerate(tokens[:-2]):
        if token.tags & {Tag.SET, Tag.GIVE, Tag.DEMAND} and tokens[n + 1].text.lower() == "by":
            if (last := _phrase_end(tokens, n + 2)) is not None:
                return noun_in(clause, n + 2, last)
        if deadline is not None and n > deadline and token.tags & {Tag.SET, Tag.GIVE}:
            if name := noun_before(clause, n):
                return name
        if token.text.lower() == "under" and tokens[n + 1].text.lower() in _ARTICLES and n < 2:
            if (last := _phrase_end(tokens, n + 1)) is not None:
                return noun_in(clause, n + 1, last)
    return ""


def _phrase_end(tokens: Sequence[Token], first: int) -> int | None:
    last = None
    for n in range(first, min(len(tokens), first + 8)):
        if tokens[n].tags <= _BORDERS or tokens[n].tags & (_HEAVY | _AUXILIARIES):
            break
        last = n
    return last


def _speaker(clause: Clause) -> str:
    """Return who says it, where that is somebody who can set a deadline: "…, the judge ruled on Tuesday"."""
    tokens = clause.tokens
    for n, token in enumerate(tokens):
        if token.tags & {Tag.SAY, Tag.WARN, Tag.DEMAND} and n + 1 < len(tokens):
            tail = tokens[n + 1].tags
            if tail & {Tag.THAT} or _opens_with(tokens, n):
                return noun_before(clause, n)
            comma = max((m for m in range(n) if tokens[m].tags & {Tag.COMMA}), default=None)
            if comma is not None and n - comma < 9 and tail & {Tag.STOP, Tag.DATE, Tag.ON, Tag.IN, Tag.COMMA}:
                return noun_in(clause, comma + 1, n - 1)
        if token.text.lower() == "according" and n + 2 < len(tokens):
            last = _phrase_end(tokens, n + 2)
            return noun_in(clause, n + 2, last) if last is not None else ""
    return ""


def _opens_with(tokens: Sequence[Token], n: int) -> bool:
    """Whether a speaking verb stands at the head of its sentence, after a short subject."""
    return 0 < n < 7 and not any(t.tags & {Tag.COMMA, Tag.MUST, Tag.HAVE} for t in tokens[:n])


_OTHERWISE = re.compile(
    r"\b(?:or\s+(?:else\s+)?(?P<or>(?:face|risk|lose|be|see|suffer|pay|have|forfeit|it|they|he|she|the)\b[^.;:]{3,110}))",
    re.IGNORECASE,
)
_IF_NOT = re.compile(
    r"^(?:otherwise|if\s+(?:not|[^,]{2,60}?\b(?:not|no|fails?|refuses?|doesn[’']t|don[’']t)\b[^,]{0,60}))\s*,\s*"
    r"(?:(?:he|she|they|it|[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)\s+(?:said|warned|added),\s*)?(?P<then>[^.;]{4,140})",
    re.IGNORECASE,
)
_THEN_IF = re.compile(
    r"^(?P<then>[^.;,]{4,110}?)\s+(?:will\s+follow\s+|to\s+be\s+imposed\s+)?(?:if|unless)\s+[^.;]{2,60}?"
    r"(?:\bnot\b|\bfails?\b|\brefuses?\b|\bcompl(?:y|ies)\b|[’']t\b)",
    re.IGNORECASE,
)
_SAID = re.compile(r",\s*[^,]{2,50}\s(?:said|warned|added|told)\b[^,]*$")


def consequence_in(text: str) -> str:
    """Return what a sentence says will happen otherwise ("or face daily fines"); "" where it says nothing."""
    match = _OTHERWISE.search(text)
    return _short(match["or"]) if match else ""


def consequence_of_next(text: str) -> str:
    """Return what a sentence of its own says will happen otherwise ("Otherwise, …", "Sanctions if it does not")."""
    match = _IF_NOT.match(text) or _THEN_IF.match(text)
    return _short(match["then"]) if match else ""


def _short(text: str) -> str:
    words = _SAID.sub("", text).strip(' ,“”"').split()
    return " ".join(words[:16])


def title_of(setter: str, addressee: str, action: str, words: str) -> str:
    """Return a short name for a deadline out of its terms."""
    if addressee and action:
        return (
            f"{addressee[:1].upper()}{addressee[1:]} to {action}"
            if not action.startswith("to ")
            else f"{addressee} {action}"
        )
    if action:
        return f"{action[:1].upper()}{action[1:]}"
    whose = addressee or setter
    return f"{whose}: {words}" if whose else ""


def make_terms(setter: str, addressee: str, action: str, consequence: str, words: str) -> Terms:
    """Return the terms with their title."""
    if setter and addressee and setter.lower() == addressee.lower():
        setter = ""
    return Terms(title_of(setter, addressee, action, words), setter, addressee, action, consequence)

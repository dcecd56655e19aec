"""Asked: what a clause says behind the word deadline: who set it, for whom, and to do what."""

from dataclasses import dataclass, replace

from core.deadlines.clauses import Clause
from core.deadlines.demands import deed_after
from core.deadlines.grammar import Tag
from core.deadlines.nouns import noun_before
from core.deadlines.phrases import BORDERS, is_verb, noun_in, phrase_end

_OVER = frozenset({Tag.PASS, Tag.EXPIRE, Tag.IS, Tag.WAS, Tag.WILL, Tag.LENGTH, Tag.COMPOUND})
_CLOSES = frozenset({
    Tag.STOP, Tag.COMMA, Tag.BUT, Tag.PASS, Tag.EXPIRE, Tag.MUST, Tag.WILL, Tag.COLON, Tag.SAY
})  # fmt: skip
_FARTHEST = 18


@dataclass(frozen=True, slots=True)
class Asked:
    """What a clause says of a deadline by its own noun: "the deadline that X had set for Y to Z"."""

    setter: str = ""
    addressee: str = ""
    action: str = ""
    is_noun: bool = False
    """Whether the action is only named: "the deadline for applications"."""

    @property
    def is_whole(self) -> bool:
        """Whether what is to be done is known."""
        return bool(self.action)


def asked_by_deadline(clause: Clause) -> Asked:
    """Read what follows the word deadline; empty where there is no such word."""
    tokens = clause.tokens
    start = next((n for n, t in enumerate(tokens) if t.tags & {Tag.DEADLINE}), None)
    if start is None:
        return Asked()
    asked = _by_last_word(clause, start)
    for n in range(start + 1, min(len(tokens), start + _FARTHEST)):
        if asked.is_whole or tokens[n].tags <= _CLOSES:
            break
        asked = _read(clause, n, asked)
    return asked if clause.vocabulary.parties.is_power(asked.setter) else replace(asked, setter="")


def _by_last_word(clause: Clause, start: int) -> Asked:
    """Read on behind "the last day to …", "the last chance for …", "the date by which firms must …"."""
    led = clause.tokens[start].text.lower().split()[-1]
    if led == clause.vocabulary.for_whom:
        return _for_whom(clause, start, Asked())
    if led == clause.vocabulary.to_do:
        return Asked(action=deed_after(clause, start, None, ends=_OVER))
    last = phrase_end(clause, start + 1)
    if " " in clause.tokens[start].text and any(t.tags & {Tag.MUST} for t in clause.tokens[last + 1 : last + 2]):
        action = deed_after(clause, last + 1, None, ends=_OVER)
        return Asked(addressee=noun_in(clause, start + 1, last), action=action)
    return Asked()


def _read(clause: Clause, n: int, asked: Asked) -> Asked:
    """Return what is known with token `n` read too."""
    token = clause.tokens[n]
    if token.tags & {Tag.GIVE, Tag.SET} and not asked.setter and not asked.addressee:
        return _by_setting(clause, n)
    if token.tags & {Tag.FOR}:
        return _for_whom(clause, n, asked)
    if not token.tags & {Tag.TO, Tag.ON}:
        return asked
    if token.tags & {Tag.TO} and not asked.addressee and (deed := _deed_behind(clause, n + 1)):
        action = deed_after(clause, deed, None, ends=_OVER)
        return replace(asked, addressee=noun_in(clause, n + 1, deed - 1), action=action)
    if token.tags & {Tag.TO} and is_verb(clause, n + 1):
        return replace(asked, action=deed_after(clause, n, None, ends=_OVER))
    return asked if asked.addressee else replace(asked, addressee=noun_in(clause, n + 1, phrase_end(clause, n + 1)))


def _by_setting(clause: Clause, n: int) -> Asked:
    """Read "the deadline set by X", "the deadline that X gave Y"."""
    by = any(token.text.lower() == clause.vocabulary.by_whom for token in clause.tokens[n + 1 : n + 2])
    setter = noun_in(clause, n + 2, phrase_end(clause, n + 2)) if by else noun_before(clause, n)
    gives = clause.tokens[n].tags & {Tag.GIVE} and not by
    return Asked(setter, noun_in(clause, n + 1, phrase_end(clause, n + 1)) if gives else "")


def _for_whom(clause: Clause, n: int, asked: Asked) -> Asked:
    """Read "for X to do Y" from the "for" at token `n`, or what else the deadline is for."""
    last = phrase_end(clause, n + 1)
    following = clause.tokens[last + 1 : last + 2]
    if not asked.addressee and following and following[0].tags & {Tag.TO} and is_verb(clause, last + 2):
        action = deed_after(clause, last + 1, None, ends=_OVER)
        return replace(asked, addressee=noun_in(clause, n + 1, last), action=action)
    action = deed_after(clause, n, None, ends=_OVER)
    verb, _, rest = action.partition(" ")
    if rest and clause.vocabulary.not_a_verb.match(verb) and verb.islower():
        return replace(asked, action=f"{clause.vocabulary.base(verb)} {rest}")
    return replace(asked, action=action, is_noun=not asked.addressee)


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

"""Moves: what the dates of one text are to each other: the one that holds, and those that it replaced."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from core.deadlines.echoes import acts_alike
from core.deadlines.grammar import Vocabulary
from core.model.deadline import Due, Evidence, Finding, Kind, Origin, Status

MOVED = (Kind.REVISED, Kind.EXTENDED)
_MOST, _MANY = 8, 40
_REACH = 400
"""Characters before a date in which it is said that it was demanded at first; more would take for ever."""


def without_old(findings: Sequence[Finding]) -> list[Finding]:
    """Leave out further mentions of a date that, as the same text says, no longer holds."""
    old: dict[Due, list[Finding]] = {}
    for finding in findings:
        if finding.due and finding.kind is Kind.SUPERSEDED and finding.status is not Status.WITHDRAWN:
            old.setdefault(finding.due, []).append(finding)
    return [f for f in findings if f.kind is Kind.SUPERSEDED or not _is_told_old(f, old)]


def _is_told_old(finding: Finding, old: Mapping[Due, list[Finding]]) -> bool:
    same = old.get(finding.due, []) if finding.due else []
    return any(acts_alike(finding, other) for other in same[:_MOST])


def compared(findings: Sequence[Finding], vocabulary: Vocabulary) -> list[Finding]:
    """Call each date what it is beside the others of its text.

    Extended where it is later than the date it replaces, revised where it is earlier; superseded where the text tells
    of it as of an earlier extension, or as over while a later date stands.
    """
    moves = _Moves.of(findings, vocabulary)
    kinds = [moves.kind_of(finding) for finding in findings]
    return [f if kind is f.kind else replace(f, kind=kind) for f, kind in zip(findings, kinds, strict=True)]


@dataclass(frozen=True, slots=True)
class _Moves:
    """What a text says of moved dates: the last one replaced, the latest extension, the new dates by their sentence.

    `heir` is the one date that nobody calls new although the text replaces an earlier one.
    """

    replaced: date | None
    latest: date | None
    told: Mapping[Evidence, date]
    heir: Finding | None
    bases: frozenset[date]
    """The days from which an extension by a length was counted."""
    longer: Sequence[Finding]
    first_told: Collection[Finding]
    """What was demanded at first, before another date."""
    heirs: Mapping[Finding, Kind]
    """The dates that hold now in the place of others, and what they are to those."""
    earlier: re.Pattern[str]
    former: re.Pattern[str]

    @classmethod
    def of(cls, findings: Sequence[Finding], vocabulary: Vocabulary) -> "_Moves":
        """Sum up the findings of a text."""
        asked = [f for f in findings if f.kind in (Kind.SET, *MOVED) and f.due][:_MANY]
        moved = _moved_now(findings, vocabulary)
        first_told = {f for f in asked if _is_first_told(f, asked, vocabulary)} | set(moved.values())
        heirs = {new: Kind.EXTENDED if _is_later(new, old) else Kind.REVISED for new, old in moved.items()}
        old = [f.due.first for f in findings if f.due and (f.kind is Kind.SUPERSEDED or f in first_told)]
        replaced = old[-1] if old else None
        told = {f.evidence: f.due.first for f in findings if f.kind in MOVED and f.due}
        latest = max((f.due.first for f in findings if f.kind is Kind.EXTENDED and f.due), default=None)
        fresh = [f for f in findings if f.kind is Kind.SET and f.due and replaced and f.due.first > replaced]
        longer = [f.anchor for f in findings if f.kind is Kind.EXTENDED and f.length and f.anchor]
        bases = frozenset(a.date for a in longer if a.date and a.origin is Origin.EVENT)
        heir = fresh[0] if len(fresh) == 1 and not told else None
        extended = [f for f in findings if f.kind is Kind.EXTENDED][:_MOST]
        words = vocabulary.earlier_stage, vocabulary.former_date
        return cls(replaced, latest, told, heir, bases, extended, first_told, heirs, *words)

    def kind_of(self, finding: Finding) -> Kind:
        """Return what a finding is beside the others."""
        if finding.due is None:
            return finding.kind
        if finding is self.heir:
            return Kind.EXTENDED
        if finding in self.heirs:
            return self.heirs[finding]
        if self._is_replaced(finding, finding.due.first):
            return Kind.SUPERSEDED
        if finding.kind in MOVED and self.replaced and not self._is_before_latest(finding, finding.due.first):
            return Kind.EXTENDED if finding.due.first > self.replaced else Kind.REVISED
        return finding.kind

    def _is_replaced(self, finding: Finding, due: date) -> bool:
        if finding.kind in (Kind.SET, Kind.EXPIRY) and self._is_former(finding, due):
            return True
        match finding.kind:
            case Kind.SET:
                is_over = finding.status is Status.PASSED and self.latest is not None and due < self.latest
                return is_over or due in self.bases or finding in self.first_told
            case Kind.EXPIRY:
                return due < self.told.get(finding.evidence, date.min) or finding in self.first_told
            case _:
                return self._is_before_latest(finding, due) and self.earlier.search(finding.evidence.text) is not None

    def _is_former(self, finding: Finding, due: date) -> bool:
        """Whether the text tells of a date as of one before that another, later one now stands for."""
        later = [other for other in self.longer if other.due and other.due.last > due and other is not finding]
        text = finding.evidence.text
        is_moved_here = any(other.evidence == finding.evidence for other in later) and self.earlier.search(text)
        return bool(is_moved_here or self.former.search(text)) and any(acts_alike(finding, other) for other in later)

    def _is_before_latest(self, finding: Finding, due: date) -> bool:
        return finding.kind is Kind.EXTENDED and self.latest is not None and due < self.latest


def _is_first_told(finding: Finding, asked: Sequence[Finding], vocabulary: Vocabulary) -> bool:
    """Whether a date was demanded at first ("had earlier asked the bank to do so by"), and the act has a later one."""
    if finding.kind is not Kind.SET:
        return False
    place = _place(finding)
    is_told_so = vocabulary.first_told.search(finding.evidence.text, max(0, place - _REACH), place) is not None
    return is_told_so and any(_is_later(other, finding) and acts_alike(finding, other) for other in asked)


def _moved_now(findings: Sequence[Finding], vocabulary: Vocabulary) -> dict[Finding, Finding]:
    """Return the dates that a text says hold now, each with the one that it told just before of the same act."""
    plain = [f for f in findings[:_MANY] if f.kind in (Kind.SET, Kind.EXPIRY) and f.due]
    told = sorted(plain, key=lambda f: (f.evidence.field == "text", f.evidence.start, _place(f)))
    return {
        new: old
        for old, new in pairwise(told)
        if old.due != new.due
        and acts_alike(old, new)
        and vocabulary.had_stood.search(old.evidence.text, 0, _place(old))
        and vocabulary.stands_now.search(
            new.evidence.text, _place(old) if old.evidence == new.evidence else 0, _place(new)
        )
    }


def _place(finding: Finding) -> int:
    """Return where the words of a time stand in its sentence."""
    return max(finding.evidence.text.find(finding.words), 0)


def _is_later(one: Finding, other: Finding) -> bool:
    return one.due is not None and other.due is not None and one.due.first > other.due.first

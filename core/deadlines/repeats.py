"""Repeats: what one text tells of a deadline several times becomes one finding, with the terms of all tellings."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from core.deadlines.echoes import Told as Told
from core.deadlines.echoes import acts_alike, without_echoes
from core.deadlines.grammar import Vocabulary
from core.deadlines.titles import make_terms
from core.model.deadline import Due, Finding, Kind, Origin, Status, Terms

_MOVED = (Kind.REVISED, Kind.EXTENDED)


def told_once(told: Iterable[Told], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Yield each deadline once, in the order of the text."""
    kept = _Kept(vocabulary)
    for one in without_echoes(list(told)):
        kept.take(one)
    findings = _compared(_without_old([one.finding for one in kept.tellings]))
    yield from (_with_terms_of_old(finding, findings, vocabulary) for finding in findings)


@dataclass(slots=True)
class _Kept:
    """The tellings kept so far, found again by date and by length."""

    vocabulary: Vocabulary
    tellings: list[Told] = field(default_factory=list)
    index: dict[Hashable, list[int]] = field(default_factory=dict)

    def take(self, told: Told) -> None:
        """Keep a telling, or let it complete the one that tells of the same."""
        for key in _keys(told.finding):
            for n in self.index.get(key, ()):
                other = self.tellings[n]
                if _is_same(told.finding, other.finding):
                    best, rest = (told, other) if told.rank > other.rank else (other, told)
                    self.tellings[n] = replace(best, finding=_completed(best.finding, rest.finding, self.vocabulary))
                    self._note(n)
                    return
        self.tellings.append(told)
        self._note(len(self.tellings) - 1)

    def _note(self, n: int) -> None:
        for key in _keys(self.tellings[n].finding):
            places = self.index.setdefault(key, [])
            if n not in places[-8:]:
                places.append(n)


def _keys(finding: Finding) -> list[Hashable]:
    keys: list[Hashable] = [(finding.due.first, finding.due.last) if finding.due else None]
    return [*keys, finding.length.least_hours] if finding.length else keys


def _is_same(one: Finding, other: Finding) -> bool:
    if one.length and other.length and one.length.least_hours == other.length.least_hours:
        is_loose = any(f.anchor is None or f.anchor.origin in (Origin.PUBLISHED, Origin.DATELINE) for f in (one, other))
        if is_loose and (Kind.SUPERSEDED not in (one.kind, other.kind) or one.kind is other.kind):
            return True
    if (one.kind is Kind.SUPERSEDED) != (other.kind is Kind.SUPERSEDED):
        return False
    if one.due is None or other.due is None:
        return one.due is other.due and acts_alike(one, other)
    return (one.due.first, one.due.last) == (other.due.first, other.due.last) and acts_alike(one, other)


def _completed(finding: Finding, other: Finding, vocabulary: Vocabulary) -> Finding:
    """Return a finding with what another telling of it knows besides."""
    kind = other.kind if finding.kind is Kind.SET and other.kind in _MOVED else finding.kind
    status = other.status if finding.status is Status.OPEN else finding.status
    is_finer = bool(finding.due and other.due and other.due.at and not finding.due.at)
    return replace(
        finding,
        terms=_merged(finding.terms, other.terms, finding.words, vocabulary),
        kind=kind,
        status=status,
        due=other.due if is_finer else finding.due,
    )


def _merged(mine: Terms, theirs: Terms, words: str, vocabulary: Vocabulary) -> Terms:
    merged = Terms(
        setter=mine.setter or theirs.setter,
        addressee=mine.addressee or theirs.addressee,
        action=mine.action or theirs.action,
        consequence=mine.consequence or theirs.consequence,
    )
    whole = next((t for t in (mine, theirs) if (t.addressee, t.action) == (merged.addressee, merged.action)), None)
    named = make_terms(replace(merged, title=whole.title if whole else ""), words, vocabulary)
    return named if named.title else replace(named, title=mine.title or theirs.title)


def _without_old(findings: list[Finding]) -> list[Finding]:
    """Leave out further mentions of a date that, as the same text says, no longer holds."""
    old: dict[Due, list[Finding]] = {}
    for finding in findings:
        if finding.due and finding.kind is Kind.SUPERSEDED and finding.status is not Status.WITHDRAWN:
            old.setdefault(finding.due, []).append(finding)
    return [f for f in findings if f.kind is Kind.SUPERSEDED or not _is_told_old(f, old)]


def _is_told_old(finding: Finding, old: Mapping[Due, list[Finding]]) -> bool:
    same = old.get(finding.due, []) if finding.due else []
    return any(acts_alike(finding, other) for other in same[:_MOST])


_MOST = 8


_NEVER = date.min


def _compared(findings: list[Finding]) -> list[Finding]:
    """Call each move what it is beside the dates of the same text.

    Extended where it is later than the date it replaces, revised where it is earlier; superseded where the text tells
    of it as of an earlier extension.
    """
    old = [f.due.first for f in findings if f.kind is Kind.SUPERSEDED and f.due]
    last = max((f.due.first for f in findings if f.kind is Kind.EXTENDED and f.due), default=None)
    fresh = [f for f in findings if f.kind is Kind.SET and f.due and old and f.due.first > old[-1]]
    told_there = {f.evidence: f.due.first for f in findings if f.kind in _MOVED and f.due}
    is_told = last is not None or any(f.kind is Kind.REVISED for f in findings)
    compared = []
    for finding in findings:
        kind = finding.kind
        if len(fresh) == 1 and finding is fresh[0] and not is_told:
            kind = Kind.EXTENDED
        elif kind is Kind.EXPIRY and finding.due and finding.due.first < told_there.get(finding.evidence, _NEVER):
            kind = Kind.SUPERSEDED
        elif kind is Kind.EXTENDED and finding.due and last and finding.due.first < last:
            kind = Kind.SUPERSEDED if " had " in f" {finding.evidence.text} " else kind
        elif kind in _MOVED and finding.due and old:
            kind = Kind.EXTENDED if finding.due.first > old[-1] else Kind.REVISED
        compared.append(finding if kind is finding.kind else replace(finding, kind=kind))
    return compared


def _with_terms_of_old(finding: Finding, findings: list[Finding], vocabulary: Vocabulary) -> Finding:
    """Give a moved deadline the terms of the date that it replaces, where its own clause leaves them out, and back."""
    if finding.kind not in (*_MOVED, Kind.SUPERSEDED):
        return finding
    sought = (Kind.SUPERSEDED,) if finding.kind in _MOVED else _MOVED
    terms = finding.terms
    for other in findings:
        if other.kind in sought:
            terms = _merged(terms, other.terms, finding.words, vocabulary)
    return replace(finding, terms=terms)

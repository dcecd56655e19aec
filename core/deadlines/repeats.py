"""Repeats: what one text tells of a deadline several times becomes one finding, with the terms of all tellings."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from core.deadlines.echoes import Told as Told
from core.deadlines.echoes import acts_alike, parted
from core.deadlines.grammar import Vocabulary
from core.deadlines.moves import MOVED, compared, without_old
from core.deadlines.titles import make_terms
from core.model.deadline import Finding, Kind, Origin, Status, Terms


def told_once(told: Iterable[Told], vocabulary: Vocabulary) -> Iterator[Finding]:
    """Yield each deadline once, in the order of the text."""
    kept = _Kept(vocabulary)
    standing, echoes = parted(list(told))
    for one in standing:
        kept.take(_with_echoes(one, echoes, vocabulary))
    kept.join_titles()
    findings = compared(without_old([one.finding for one in kept.tellings]), vocabulary)
    yield from (_with_terms_of_old(finding, findings, vocabulary) for finding in findings)


def _with_echoes(told: Told, echoes: Iterable[tuple[Told, Told]], vocabulary: Vocabulary) -> Told:
    """Return a telling with the terms of those that give way to it: "a week to pay", and then "by 19 July"."""
    finding = told.finding
    for echo, master in echoes:
        if master is told and acts_alike(finding, echo.finding):
            finding = replace(finding, terms=_merged(finding.terms, echo.finding.terms, vocabulary))
    return replace(told, finding=finding)


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

    def join_titles(self) -> None:
        """Let a headline's date that one sentence alone tells too be that of the sentence, however either is worded."""
        for told in [one for one in self.tellings if one.finding.evidence.field == "title" and one.finding.due]:
            same = [one for one in self.tellings if one is not told and one.finding.due == told.finding.due]
            if len(same) == 1 and same[0].finding.kind is told.finding.kind:
                at = self.tellings.index(same[0])
                finding = _completed(same[0].finding, told.finding, self.vocabulary)
                self.tellings[at] = replace(same[0], finding=finding)
                self.tellings.remove(told)

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
        is_one = Kind.SUPERSEDED not in (one.kind, other.kind) or one.kind is other.kind
        if is_loose and is_one and acts_alike(one, other):
            return True
    if (one.kind is Kind.SUPERSEDED) != (other.kind is Kind.SUPERSEDED):
        return False
    if one.due is None or other.due is None:
        return one.due is other.due and acts_alike(one, other)
    return (one.due.first, one.due.last) == (other.due.first, other.due.last) and acts_alike(one, other)


def _completed(finding: Finding, other: Finding, vocabulary: Vocabulary) -> Finding:
    """Return a finding with what another telling of it knows besides."""
    kind = other.kind if finding.kind is Kind.SET and other.kind in MOVED else finding.kind
    status = other.status if finding.status is Status.OPEN else finding.status
    is_finer = bool(finding.due and other.due and other.due.at and not finding.due.at)
    return replace(
        finding,
        terms=_merged(finding.terms, other.terms, vocabulary),
        kind=kind,
        status=status,
        due=other.due if is_finer else finding.due,
    )


def _merged(mine: Terms, theirs: Terms, vocabulary: Vocabulary) -> Terms:
    merged = Terms(
        setter=mine.setter or theirs.setter,
        addressee=mine.addressee or theirs.addressee,
        action=mine.action or theirs.action,
        consequence=mine.consequence or theirs.consequence,
    )
    whole = next((t for t in (mine, theirs) if (t.addressee, t.action) == (merged.addressee, merged.action)), None)
    named = make_terms(replace(merged, title=whole.title if whole else ""), vocabulary)
    return named if named.title else replace(named, title=mine.title or theirs.title)


def _with_terms_of_old(finding: Finding, findings: list[Finding], vocabulary: Vocabulary) -> Finding:
    """Give a moved deadline the terms of the date that it replaces, where its own clause leaves them out, and back."""
    if finding.kind not in (*MOVED, Kind.SUPERSEDED):
        return finding
    sought = (Kind.SUPERSEDED,) if finding.kind in MOVED else MOVED
    terms = finding.terms
    for other in findings:
        if other.kind in sought and acts_alike(finding, other):
            terms = _merged(terms, other.terms, vocabulary)
    return replace(finding, terms=terms)

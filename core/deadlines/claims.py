"""Claims: the reports of a ledger with what is compared of them, in an order that arrival cannot change."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC
from functools import lru_cache

from core.deadlines import dues
from core.deadlines.actors import Actor, Mentions, read_actor, read_mentions, seated
from core.deadlines.languages import IDIOMS
from core.deadlines.proposals import is_only_proposed, is_told_as_new, is_told_as_old
from core.deadlines.surroundings import matter_in, maybe_in, names_in, speakers_in
from core.deadlines.wording import content, pairs, stem
from core.model.deadline import Due, Finding, Kind, Report

MOVES = (Kind.EXTENDED, Kind.REVISED)


@dataclass(frozen=True, slots=True)
class Claim:
    """A report with what is compared of it: the actors of its slots, those its text names, and the stems it tells."""

    report: Report
    setter: Actor
    addressee: Actor
    named: Mentions
    demand: frozenset[str]
    told: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    about: frozenset[str]
    about_maybe: frozenset[str]
    around: frozenset[str]
    speakers: frozenset[str]
    """The names of those who are only quoted."""
    setter_in_full: frozenset[str]
    """The keys of the setter as its sentence names it: "President Joe Biden" for "Biden"."""
    is_vague: bool
    is_hint: bool
    is_new: bool
    is_wish: bool
    """Whether it asks for another date, or tells that one is refused."""

    @property
    def due(self) -> Due | None:
        """The date it gives."""
        return self.report.finding.due

    @property
    def kind(self) -> Kind:
        """What it does with the date."""
        return self.report.finding.kind


def order(report: Report) -> tuple[object, ...]:
    """Return the place of a report among all, by what it says; its id only tells apart what is equal otherwise."""
    finding = report.finding
    return (
        report.published.astimezone(UTC),
        report.source,
        report.headline,
        report.url,
        finding.evidence.field,
        finding.evidence.start,
        finding.evidence.text,
        finding.words,
        finding.kind,
        finding.status,
        repr(finding.due),
        repr(finding.terms),
        report.audience or 0,
        report.id,
    )


def told_once(reports: Iterable[Report]) -> list[Report]:
    """Leave out what one article told twice in the same words, keeping the lowest id."""
    found: dict[object, Report] = {}
    for report in sorted(reports, key=lambda r: r.id):
        found.setdefault((report.article, report.audience, report.finding), report)
    return [_read_as_old(report) for report in found.values()]


def _read_as_old(report: Report) -> Report:
    """Return a report with its date as superseded where its sentence says "the old deadline was"."""
    finding = report.finding
    if finding.kind not in (Kind.SET, Kind.EXPIRY) or not is_told_as_old(finding):
        return report
    return replace(report, finding=replace(finding, kind=Kind.SUPERSEDED))


@lru_cache(maxsize=16_384)
def read_claim(report: Report) -> Claim:
    """Return a report with what is compared of it."""
    return _claim(report, report.headline)


@lru_cache(maxsize=4_096)
def read_beside_headline(report: Report) -> Claim:
    """Return a report as a claim whose headline speaks of something else, another deadline of its article."""
    return _claim(report, "")


def _claim(report: Report, headline: str) -> Claim:
    terms, evidence = report.finding.terms, report.finding.evidence.text
    named = _mentions(evidence, report.headline)
    proper = {stem(word) for word in named.names | named.maybe}
    sure = {stem(word) for word in named.names}
    return Claim(
        report,
        setter=read_actor(terms.setter[:200]),
        addressee=read_actor(terms.addressee[:200]),
        named=named,
        about=names_in(report.finding.about),
        about_maybe=maybe_in(report.finding.about),
        around=matter_in(report.finding.about),
        demand=content(terms.action) - sure,
        told=content(f"{evidence} {headline} {terms.title} {terms.action} {terms.consequence}") - sure,
        speakers=speakers_in(evidence),
        setter_in_full=read_actor(_in_full(terms.setter[:200], evidence)).keys,
        is_vague=dues.is_vague(report.finding),
        is_hint=dues.is_hint(report.finding),
        is_new=report.finding.kind in (Kind.SET, Kind.EXPIRY) and is_told_as_new(report.finding),
        is_wish=is_only_proposed(report.finding),
        pairs=frozenset(pair for pair in pairs(f"{evidence} {headline}") if proper.isdisjoint(pair)),
    )


def _in_full(slot: str, evidence: str) -> str:
    """Return a name with the capital words around it in a sentence."""
    if not slot or not slot[0].isupper():
        return slot
    found = re.search(rf"(?:[A-Z][\w.’'-]* ){{0,4}}{re.escape(slot)}(?: [A-Z][\w.’'-]*){{0,2}}", evidence[:2_000])
    return found[0] if found else slot


def is_epithet(finding: Finding) -> bool:
    """Whether who must act is called by a by-name that says nothing: "the Rams must satisfy the league"."""
    who = finding.terms.addressee
    return any(
        who == epithet for idiom in IDIOMS.values() for epithet in idiom.epithet.findall(finding.evidence.text[:2_000])
    )


def _mentions(evidence: str, headline: str) -> Mentions:
    """Return whom a sentence and a headline name; what either has with a capital letter within it is a name."""
    one, other = read_mentions(evidence), read_mentions(headline)
    names = one.names | other.names
    return Mentions(seated(one.seats | other.seats), names, (one.maybe | other.maybe) - names, one.words | other.words)

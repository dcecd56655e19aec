"""Joining: which reports, from whatever articles, tell of one deadline.

Reports are taken in the order of their publication, so that arrival changes nothing. The findings of one article are
bound first (a superseded date to the one that takes its place), then each bundle goes to the deadline it fits best, or
begins one. Mentions come last of all, to the deadlines that are known then.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from itertools import groupby, product

from core.deadlines.bundles import bundled
from core.deadlines.claims import MOVES, Claim, order, read_claim, told_once
from core.deadlines.dues import is_precise
from core.deadlines.fitness import fitness
from core.deadlines.groups import Group
from core.deadlines.wording import families, is_common
from core.model.deadline import Due, Report

_POSTINGS = 200
_CANDIDATES = 300
_TRIED = 12
_ANY_TIME, _ON_DAY = "*", "="


def join(reports: Iterable[Report]) -> list[list[Report]]:
    """Return the reports of each deadline, both in order; any order of `reports` gives the same."""
    register = _Register()
    ordered = sorted(told_once(reports), key=order)
    for _, told in groupby((report for report in ordered if not report.finding.mention), key=_article):
        for bundle in bundled([read_claim(report) for report in told]):
            register.place(bundle)
    for report in ordered:
        if report.finding.mention:
            register.place([read_claim(report)])
    return [sorted((claim.report for claim in group.claims), key=order) for group in register.groups]


def _article(report: Report) -> tuple[object, ...]:
    return (report.published.astimezone(UTC), report.source, report.headline, report.url, report.article)


@dataclass(slots=True)
class _Register:
    """The deadlines found so far, with an index, so that a report is compared with a few of them only."""

    groups: list[Group] = field(default_factory=list)
    index: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def place(self, bundle: list[Claim]) -> None:
        """Put a bundle to the deadline it fits best, the oldest of equals; it begins one else, if it can."""
        keys = sorted({key for claim in bundle for key in _keys(claim)})
        fitting = [(fit, -n) for n in self._candidates(keys) if (fit := fitness(bundle, self.groups[n])) is not None]
        if not fitting and all(claim.report.finding.begins_none for claim in bundle):
            return
        number = -max(fitting)[1] if fitting else len(self.groups)
        if not fitting:
            self.groups.append(Group())
        self.groups[number].take(bundle)
        for key in keys:
            postings = self.index.setdefault(key, [])
            if not postings or number not in postings[-8:]:
                postings.append(number)

    def _candidates(self, keys: Sequence[tuple[str, str]]) -> list[int]:
        """Return the few deadlines that share most with these keys; rare keys are asked first."""
        shared: Counter[int] = Counter()
        for postings in sorted((self.index[key] for key in keys if key in self.index), key=len):
            if len(shared) >= _CANDIDATES:
                break
            shared.update(set(postings[-_POSTINGS:]))
        return sorted(shared, key=lambda n: (-shared[n], -n))[:_TRIED]


def _keys(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield what a deadline can be looked up by: names; a party and month or demand; both parties; demand and month."""
    parties = claim.setter.keys | claim.addressee.keys
    demand = claim.demand if not is_common(claim.demand) else claim.demand.union(sorted(claim.told)[:12])
    meant = demand | families(demand)
    months = sorted({*_months(claim.due), *(_months_of_old(claim) if claim.kind in MOVES or claim.is_new else ())})
    yield from product(sorted(parties | claim.named.names | claim.named.maybe | claim.about), [_ANY_TIME])
    yield from sorted(claim.pairs)
    if claim.due is not None and is_precise(claim.due):
        yield _ON_DAY, claim.due.last.isoformat()
    yield from product(sorted(parties | claim.named.seats), months)
    yield from product(sorted(claim.named.names | claim.named.maybe)[:10], months)
    yield from product(sorted(parties), sorted(meant))
    yield from product(sorted(claim.setter.keys), sorted(claim.addressee.keys))
    yield from product(sorted(meant), months)


def _months_of_old(claim: Claim) -> Iterator[str]:
    """Yield the months in which the date that a move replaces may lie: those around its publication."""
    return _months(Due.on(claim.report.published.date()))


def _months(due: Due | None) -> Iterator[str]:
    """Yield the months near a date, at most a year of them; "undated" without one."""
    if due is None:
        yield "undated"
        return
    first, last = due.first - timedelta(days=7), due.last + timedelta(days=7)
    month = first.year * 12 + first.month - 1
    for number in range(month, min(month + 14, last.year * 12 + last.month)):
        yield f"{number // 12}-{number % 12 + 1:02}"

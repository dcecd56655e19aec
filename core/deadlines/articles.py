"""Articles: what each article says of a deadline in the first place, of all that it says of it."""

from collections.abc import Iterable, Sequence

from core.deadlines import dues
from core.deadlines.claims import MOVES
from core.deadlines.proposals import is_only_proposed
from core.deadlines.sides import SAME_SETTING_DAYS
from core.model.deadline import Due, Finding, Kind, Origin, Report


def by_article(reports: Sequence[Report]) -> Iterable[list[Report]]:
    """Return the reports of each article, in their order."""
    found: dict[int, list[Report]] = {}
    for report in reports:
        found.setdefault(report.article, []).append(report)
    return found.values()


def main_of(article: Sequence[Report]) -> Report:
    """Return what an article says of a deadline in the first place: a move, an end, a date that stands, any date."""
    first = min(article, key=lambda report: (_rank(report.finding), report.finding.evidence.start))
    if first.finding.length is None or first.finding.due is None:
        return first
    named = [r for r in article if _names_the_day(r.finding, first.finding.due)]
    return min(named, key=lambda report: report.finding.evidence.start, default=first)


def _names_the_day(finding: Finding, due: Due) -> bool:
    """Whether a finding names as a date what another one counts."""
    if finding.due is None or finding.length is not None or finding.kind is Kind.SUPERSEDED:
        return False
    return dues.is_precise(finding.due) and dues.days_apart(finding.due, due) <= SAME_SETTING_DAYS


def is_wish(report: Report) -> bool:
    """Whether a report only asks for another date than the one that stands."""
    return report.finding.kind in (*MOVES, Kind.SET) and is_only_proposed(report.finding)


def _rank(finding: Finding) -> tuple[int, int, int, int]:
    """Return what makes a finding the first of its article, smaller for more: what it does, how well it is dated.

    A day that the text names goes before one that is counted, also where the move is told with the length.
    """
    if finding.due is None:
        return (1 if finding.kind in MOVES else 2), 0, 0, 0
    kind = 0 if finding.kind in MOVES else 3 if finding.kind is Kind.SUPERSEDED else 1
    filled = sum(map(bool, (finding.terms.setter, finding.terms.addressee, finding.terms.action)))
    return kind, -dues.exactness(finding.due), _trust(finding), -filled


def _trust(finding: Finding) -> int:
    """Return the place of a finding's anchor among the kinds of anchors; a date that is named needs none."""
    return list(Origin).index(finding.anchor.origin) if finding.anchor and finding.length else 0

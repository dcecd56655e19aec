"""Endings: whether an article says that a deadline was met, dropped or let pass."""

import re
from collections.abc import Sequence
from datetime import timedelta

from core.deadlines.actors import is_only_one_of, read_actor
from core.deadlines.claims import MOVES
from core.deadlines.deeds import (
    is_done,
    is_done_plainly,
    is_told_as_missed,
    is_told_as_over,
    is_told_as_withdrawn,
    who_did,
)
from core.model.deadline import Due, Finding, Report, Status

_EARLY = timedelta(days=2)
"""How long before its end a deadline can be told as over."""


def ending(article: Sequence[Report], reports: Sequence[Report]) -> tuple[Report, Status] | None:
    """Return the report of an article that says that the demand of `reports` was met or dropped, and which of them.

    None where the article moves the date. What was met was not dropped, though the threat is called off.
    """
    if any(r.finding.kind in MOVES and r.finding.status is Status.OPEN and r.finding.due for r in article):
        return None
    told = [report for report in article if not report.finding.is_bare_move]
    met = next((report for report in told if _is_met(report.finding, reports)), None)
    if met is not None:
        return met, Status.MET
    dropped = next((report for report in told if _is_dropped(report.finding)), None)
    return (dropped, Status.WITHDRAWN) if dropped else None


def _is_dropped(finding: Finding) -> bool:
    return finding.status is Status.WITHDRAWN or is_told_as_withdrawn(finding.evidence.text)


def _is_met(finding: Finding, reports: Sequence[Report]) -> bool:
    """Whether a finding says that the demand was met, in so many words or by telling of the deed, and by everybody."""
    return (finding.status is Status.MET or _is_deed(finding, reports)) and not _is_partly_met(finding, reports)


def _is_deed(finding: Finding, reports: Sequence[Report]) -> bool:
    terms, deed = [report.finding.terms for report in reports], finding.evidence.text
    actions, addressees = [t.action for t in terms], [read_actor(t.addressee) for t in terms]
    is_plain = finding.is_outcome and is_done_plainly(deed, actions, addressees)
    return is_plain or is_done(deed, actions, addressees)


def _is_partly_met(finding: Finding, reports: Sequence[Report]) -> bool:
    """Whether only one of several addressees did what was demanded."""
    namings = (finding.terms.addressee, who_did(finding.evidence.text))
    addressed = {_everybody_addressed(report.finding) for report in reports}
    return any(is_only_one_of(who, several) for several in sorted(addressed) for who in namings if who)


def _everybody_addressed(finding: Finding) -> str:
    """Return the addressee with those beside it in the sentence: "Facely and Lumio" where the slot has "Facely"."""
    who = finding.terms.addressee
    if not who:
        return ""
    row = re.search(rf"{re.escape(who)}(?:,? (?:and |or )?[A-Z][\w’'-]+)+", " ".join(finding.evidence.text.split()))
    return row[0] if row else who


def says_passed(report: Report, due: Due) -> bool:
    """Whether a report lays the date `due` to rest, and not long before its time."""
    finding = report.finding
    by_now = finding.due is not None and finding.due.last <= report.published.date()
    is_over = finding.status is Status.PASSED or (by_now and is_told_as_over(finding.evidence.text))
    return is_over and report.published >= due.early_end - _EARLY


def says_missed(report: Report) -> bool:
    """Whether a report says that what was demanded was not done."""
    return is_told_as_missed(report.finding.evidence.text)

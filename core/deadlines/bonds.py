"""Bonds: how the date of a claim stands to those that a deadline has been told with."""

from collections.abc import Sequence
from datetime import timedelta
from enum import Enum

from core.deadlines import dues
from core.deadlines.claims import MOVES, Claim
from core.deadlines.deeds import is_done, is_done_plainly
from core.deadlines.groups import Group
from core.deadlines.wording import telling
from core.model.deadline import Kind, Status

_LIVE_AFTER = timedelta(days=120)
"""How long after its end a deadline can still be extended."""
_SPOKEN_OF_AFTER = timedelta(days=30)
"""How long after its end a mention without a date can still mean it."""

_WORD_FOR_WORD = 0.85


class Bond(Enum):
    """How the date of a report stands to those of a deadline."""

    SAME = 5.0
    WITHIN = 4.0
    LENGTH = 3.5
    MOVED = 3.0
    CLOSE = 2.5
    NEAR = 2.0
    OTHER = 1.8
    UNDATED = 1.5


def bond_of(claim: Claim, group: Group) -> Bond | None:
    """Return the best bond between the dates, None where they are too far apart to be one deadline's."""
    finding = claim.report.finding
    if finding.is_bare_move:
        return Bond.MOVED if not group.is_ended and _lives(claim, group, _LIVE_AFTER) else None
    if finding.is_outcome:
        return Bond.UNDATED if _answers(claim, group) else None
    if finding.mention:
        return Bond.SAME if _is_told_again(claim, group) else None
    if finding.due is None:
        return Bond.UNDATED if _lives(claim, group, _SPOKEN_OF_AFTER) else None
    told = [other for other in group.dated.values() if other.due is not None] or list(group.dated.values())
    bonds = [bond for other in told if (bond := _date_bond(claim, other)) is not None]
    if any(dues.same(finding.due, due) for due in group.derived):
        bonds.append(Bond.SAME)
    if any(other.report.article == claim.report.article for other in group.claims) and not _may_stand_twice(
        claim, group, bonds
    ):
        return None
    is_new = (claim.is_new or claim.is_wish) and not any(
        other.report.article == claim.report.article for other in group.claims
    )
    if (claim.kind in MOVES or is_new) and not group.is_ended and _lives(claim, group, _LIVE_AFTER):
        bonds.append(Bond.MOVED)
    is_live = not group.is_ended and _lives(claim, group, timedelta())
    if dues.is_precise(finding.due) and is_live and _is_same_act(claim, group):
        bonds.append(Bond.OTHER)
    return max(bonds, key=lambda bond: bond.value, default=None)


def _is_told_again(claim: Claim, group: Group) -> bool:
    """Whether a mention names a date of a deadline of which its article tells nothing else."""
    told = [other for other in group.claims if not other.report.finding.mention]
    if claim.due is None or any(other.report.article == claim.report.article for other in told):
        return False
    return any(other.due is not None and dues.same(claim.due, other.due) for other in told)


def _answers(claim: Claim, group: Group) -> bool:
    """Whether an outcome can be that of the deadline: in its time, and a deed only where it is what was demanded."""
    if not _lives(claim, group, _SPOKEN_OF_AFTER):
        return False
    finding = claim.report.finding
    if finding.status is not Status.OPEN:
        return _shares_a_name(claim, group)
    deed = finding.evidence.text
    if is_done(deed, group.actions, group.addressees):
        return True
    return _shares_a_name(claim, group) and is_done_plainly(deed, group.demanded, group.addressees)


def _shares_a_name(claim: Claim, group: Group) -> bool:
    """Whether both name somebody who is the same, or one names a party of the other: else it may be anybody's deed."""
    mine = claim.named.names | claim.named.maybe | claim.about
    people = {name for name in mine if not name.startswith("@")}
    return not (mine | claim.named.seats).isdisjoint(group.parties) or not people.isdisjoint(group.usual(group.names))


def _is_same_act(claim: Claim, group: Group) -> bool:
    """Whether the demand is the same nearly word for word, by its slot."""
    return max((telling(claim.demand, demand) for demand in group.demands), default=0.0) >= _WORD_FOR_WORD


def _may_stand_twice(claim: Claim, group: Group, bonds: Sequence[Bond]) -> bool:
    """Whether an article may tell of a deadline again: the same date, or a date and the one it replaces."""
    if Bond.SAME in bonds or claim.kind in MOVES or claim.kind is Kind.SUPERSEDED:
        return True
    return any(c.report.article == claim.report.article and c.kind is Kind.SUPERSEDED for c in group.claims)


def _date_bond(claim: Claim, other: Claim) -> Bond | None:
    finding, told = claim.report.finding, other.report.finding
    if finding.due is None or told.due is None:
        return Bond.UNDATED if told.due is None and _is_recent(claim, other) else None
    if dues.same(finding.due, told.due):
        return Bond.SAME
    apart = dues.days_apart(finding.due, told.due)
    if apart <= dues.VAGUE_END_DAYS and any(
        means(*pair) for means in (dues.points_at, dues.hints_at) for pair in ((finding, told.due), (told, finding.due))
    ):
        return Bond.WITHIN
    if finding.length is not None and dues.is_same_length(finding.length, told.length):
        tolerance = max(2.0, 0.35 * finding.length.most_hours / 24)
        if apart <= tolerance:
            return Bond.LENGTH
    if not (dues.is_precise(finding.due) and dues.is_precise(told.due)):
        return None
    if apart <= 3:
        return Bond.CLOSE
    return Bond.NEAR if apart <= 7 else None


def _is_recent(claim: Claim, other: Claim) -> bool:
    return abs(claim.report.published - other.report.published) <= _SPOKEN_OF_AFTER


def is_running_out(claim: Claim, group: Group) -> float:
    """Return 1 where a date of the deadline comes in the days after the publication of the claim.

    0.5 where it is just gone, or comes some weeks later.
    """
    written = claim.report.published.date()
    ends = [other.due.last for other in group.claims if other.due is not None]
    if any(written <= end <= written + timedelta(days=12) for end in ends):
        return 1.0
    near = (written - timedelta(days=5), written + timedelta(days=45))
    return 0.5 if any(near[0] <= end <= near[1] for end in ends) else 0.0


def _lives(claim: Claim, group: Group, after: timedelta) -> bool:
    """Whether the deadline was not long over when the claim was published."""
    ends = [other.due.lapses_at for other in group.claims if other.due is not None]
    last = max(ends) if ends else max(other.report.published for other in group.claims)
    return claim.report.published <= last + after

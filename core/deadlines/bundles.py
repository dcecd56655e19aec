"""Bundles: the claims of one article that tell of one deadline, bound before other articles are looked at."""

from collections.abc import Sequence
from dataclasses import replace

from core.deadlines import dues
from core.deadlines.actors import Relation, relate
from core.deadlines.claims import MOVES, Claim, read_beside_headline
from core.deadlines.wording import content, likeness
from core.model.deadline import Kind, Origin, Status

_SAME_SETTING = 3
"""Days that lie at most between two counts of one length in one article."""

_NEARBY = 400
"""Characters within which "the old deadline was 31 March" is said of the date that the article has else."""


def bundled(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Bind the findings of one article that tell of one deadline; those that move a date come last.

    "The deadline was extended" binds to the date told beside it, and is left out where there is none.
    """
    bundles: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: (c.report.finding.is_bare_move, c.kind is Kind.SUPERSEDED)):
        fitting = [(fit, -n) for n, bundle in enumerate(bundles) if (fit := _fits_bundle(claim, bundle)) is not None]
        if fitting:
            _bind(claim, bundles[-max(fitting)[1]])
        elif not claim.report.finding.is_bare_move:
            bundles.append([claim])
    return sorted(_headed(bundles), key=lambda bundle: any(c.kind in MOVES for c in bundle))


def _headed(bundles: list[list[Claim]]) -> list[list[Claim]]:
    """Leave the headline to the bundles that it speaks of, where the article tells of several deadlines."""
    if len(bundles) < 2 or not any(map(_shares_headline, bundles)):
        return bundles
    return [bundle if _shares_headline(bundle) else list(map(_beside_headline, bundle)) for bundle in bundles]


def _shares_headline(bundle: Sequence[Claim]) -> bool:
    """Whether a bundle was found in the headline, or that has a word of what it demands."""
    headline = content(bundle[0].report.headline)
    demand = frozenset[str]().union(*(claim.demand | claim.addressee.common for claim in bundle))
    return bool(headline & demand) or any(claim.report.finding.evidence.field == "title" for claim in bundle)


def _beside_headline(claim: Claim) -> Claim:
    return replace(read_beside_headline(claim.report), is_new=claim.is_new)


def _bind(claim: Claim, bundle: list[Claim]) -> None:
    """Add a claim; a bare move makes the dates that it stands beside new ones."""
    if claim.report.finding.is_bare_move:
        bundle[:] = [replace(other, is_new=other.is_new or other.kind is Kind.SET) for other in bundle]
    bundle.append(claim)


def _fits_bundle(claim: Claim, bundle: Sequence[Claim]) -> float | None:
    """Return how well a claim goes with a bundle of its own article, None where it tells of something else."""
    fits = [_fits_neighbour(claim, other) for other in bundle]
    return max((fit for fit in fits if fit is not None), default=None)


def _fits_neighbour(claim: Claim, other: Claim) -> float | None:
    if claim.report.finding.is_bare_move:
        is_beside = other.due is not None and _characters_between(claim, other) <= _NEARBY
        return 1 / (1 + _characters_between(claim, other)) if is_beside and other.kind is not Kind.SUPERSEDED else None
    setter, addressee = relate(claim.setter, other.setter), relate(claim.addressee, other.addressee)
    is_headline = claim.report.finding.evidence.field != other.report.finding.evidence.field
    if Relation.CONFLICT in (setter, addressee) and not is_headline:  # a headline sets common nouns like names
        return None
    demand = max(likeness(claim.demand, other.demand), 0.0 if claim.demand and other.demand else 0.3)
    closeness = 1 / (1 + _characters_between(claim, other))
    if claim.kind is Kind.SUPERSEDED and other.kind is not Kind.SUPERSEDED:
        if claim.report.finding.status is Status.WITHDRAWN and claim.demand and other.demand and demand == 0:
            return None  # "dropped its demand for the records and will instead give until June to appeal"
        moved = other.kind in MOVES and (demand >= 0.2 or setter + addressee > Relation.SAME)
        said_of_it = not claim.demand and _characters_between(claim, other) <= _NEARBY
        return demand + closeness if moved or said_of_it or _is_one_sentence(claim, other) else None
    if claim.due is None or other.due is None:
        return None
    if dues.same(claim.due, other.due):
        return demand + closeness if demand >= 0.3 else None
    is_one_demand = claim.demand == other.demand or not (claim.demand and other.demand)
    if _is_one_sentence(claim, other) and is_one_demand and (claim.is_new or other.is_new):
        return demand + closeness
    if demand >= 0.3 and (_is_count_of(claim, other) or _is_count_of(other, claim)):
        return demand + closeness
    twice = _is_counted_twice(claim, other) or _is_headline_of(claim, other) or _is_headline_of(other, claim)
    return demand + closeness if twice and max(setter, addressee, demand) > 0 else None


def _characters_between(claim: Claim, other: Claim) -> int:
    return abs(claim.report.finding.evidence.start - other.report.finding.evidence.start)


def _is_one_sentence(claim: Claim, other: Claim) -> bool:
    mine, theirs = claim.report.finding.evidence, other.report.finding.evidence
    return (mine.field, mine.start, mine.text) == (theirs.field, theirs.start, theirs.text)


def _is_headline_of(claim: Claim, other: Claim) -> bool:
    """Whether a claim stands in the headline and tells roughly what the other tells in the text ("until spring")."""
    finding, due = claim.report.finding, other.due
    return finding.evidence.field == "title" and due is not None and dues.points_at(finding, due)


def _is_count_of(claim: Claim, other: Claim) -> bool:
    """Whether a claim only counts from its publication what the other names the day of ("within a month")."""
    finding, told = claim.report.finding, other.report.finding
    is_loose = finding.anchor is not None and finding.anchor.origin in (Origin.PUBLISHED, Origin.DATELINE)
    return finding.length is not None and is_loose and told.length is None and finding.kind is told.kind


def _is_counted_twice(claim: Claim, other: Claim) -> bool:
    """Whether an article tells one date twice by two reckonings: a length from two days, or a length and the day."""
    if claim.due is None or other.due is None or dues.days_apart(claim.due, other.due) > _SAME_SETTING:
        return False
    length, told = claim.report.finding.length, other.report.finding.length
    if length is not None and told is not None:
        return claim.kind is other.kind and dues.is_same_length(length, told)
    return (length or told) is not None and (claim.kind in MOVES or other.kind in MOVES)

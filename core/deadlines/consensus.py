"""Consensus: what many reports say together of who demands what of whom, and where they word it apart."""

from collections.abc import Callable, Iterable, Sequence

from core.deadlines.actors import Relation, read_actor, relate
from core.deadlines.wording import content, likeness
from core.model.deadline import Kind, Report, Terms

_ALIKE = 0.6
_DIFFERING = 4
"""Wordings apart that are worth showing."""

_Same = Callable[[str, str], bool]


def best_terms(reports: Sequence[Report]) -> Terms:
    """Return for each slot the wording that most reports share, the earliest of equals; empty where none fills it.

    Parties are given by a name where any report has one.
    """
    told = [report.finding.terms for report in reports if report.finding.kind is not Kind.SUPERSEDED]
    told = told or [report.finding.terms for report in reports]
    return Terms(
        title=_best([t.title for t in told], _says_the_same),
        setter=_best([t.setter for t in told], _is_the_same_actor, _is_named),
        addressee=_best([t.addressee for t in told], _is_the_same_actor, _is_named),
        action=_best([t.action for t in told], _says_the_same),
        consequence=_best([t.consequence for t in told], _says_the_same),
    )


def differing_terms(reports: Iterable[Report], terms: Terms) -> tuple[Terms, ...]:
    """Return the slots that reports word apart from `terms`, one value for each such wording; other slots are empty."""
    found: list[Terms] = []
    for report in reports:
        told = report.finding.terms
        apart = Terms(
            setter="" if _agrees(told.setter, terms.setter, _is_no_other_actor) else told.setter,
            addressee="" if _agrees(told.addressee, terms.addressee, _is_no_other_actor) else told.addressee,
            action="" if _agrees(told.action, terms.action, _says_the_same) else told.action,
            consequence="" if _agrees(told.consequence, terms.consequence, _says_the_same) else told.consequence,
        )
        if apart != Terms() and not any(_covers(other, apart) for other in found):
            found.append(apart)
    return tuple(found[:_DIFFERING])


def _covers(one: Terms, other: Terms) -> bool:
    """Whether `one` differs already in all that `other` differs in."""
    return (
        _agrees(other.setter, one.setter, _is_no_other_actor, missing=False)
        and _agrees(other.addressee, one.addressee, _is_no_other_actor, missing=False)
        and _agrees(other.action, one.action, _says_the_same, missing=False)
        and _agrees(other.consequence, one.consequence, _says_the_same, missing=False)
    )


def _agrees(told: str, known: str, same: _Same, *, missing: bool = True) -> bool:
    if not told:
        return True
    return same(told, known) if known else missing


def _best(wordings: Sequence[str], same: _Same, rank: Callable[[str], bool] = bool) -> str:
    filled = [wording for wording in wordings if wording]
    if not filled:
        return ""
    support = {wording: sum(same(wording, other) for other in filled) for wording in dict.fromkeys(filled)}
    return max(support, key=lambda wording: (rank(wording), support[wording]))


def _says_the_same(one: str, other: str) -> bool:
    """Whether two wordings share most of their own words; words of one family ("deal", "ceasefire") are two."""
    mine, theirs = content(one), content(other)
    if not mine or not theirs:
        return one.casefold() == other.casefold()
    return likeness(mine, theirs, kinship=False) >= _ALIKE


def _is_the_same_actor(one: str, other: str) -> bool:
    return relate(read_actor(one), read_actor(other)) is Relation.SAME or one.casefold() == other.casefold()


def _is_named(slot: str) -> bool:
    """Whether it names somebody, as against "the company"."""
    return bool(read_actor(slot).keys)


def _is_no_other_actor(one: str, other: str) -> bool:
    return relate(read_actor(one), read_actor(other)) is not Relation.CONFLICT

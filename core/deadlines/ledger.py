"""The ledger: the deadlines that a set of reports makes, what changed between two tellings, and how to find one."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from core.deadlines import dues
from core.deadlines.articles import by_article
from core.deadlines.asking import matching
from core.deadlines.claims import order
from core.deadlines.consensus import best_terms, differing_terms
from core.deadlines.history import Course, trace
from core.deadlines.joining import join
from core.model.deadline import Competing, Deadline, Due, Entry, Event, Report, Status, Terms
from core.model.ids import DeadlineId

__all__ = ["Change", "changes", "find", "matching", "tell"]

_NOWHERE = datetime.max.replace(tzinfo=UTC)


def tell(
    reports: Iterable[Report],
    *,
    now: datetime,
    rejected: Collection[int] = frozenset(),
    chosen: Collection[int] = frozenset(),
) -> tuple[Deadline, ...]:
    """Return every deadline that the reports make, as it stands at `now` (aware): a function of the set of reports.

    Open ones come nearest first, undated ones after them, then the ended ones, latest first. What `rejected` (report
    ids) holds leaves the view; a report in `chosen` makes its date the standing one where it still competes.
    """
    judged = (_as_judged(told, rejected, frozenset(chosen)) for told in _told_of(_Row(tuple(reports))))
    return tuple(sorted((_deadline(told, now) for told in judged if told is not None), key=_place))


@dataclass(frozen=True, slots=True)
class _Told:
    """What reports say together of one deadline, before any clock."""

    reports: tuple[Report, ...]
    course: Course
    terms: Terms
    differing: tuple[Terms, ...]
    former: frozenset[int] = frozenset()


class _Row:
    """Some reports; the very same objects in the same order make an equal row."""

    __slots__ = ("_key", "reports")

    def __init__(self, reports: tuple[Report, ...]) -> None:
        self.reports, self._key = reports, tuple(map(id, reports))

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Row) and self._key == other._key


@lru_cache(maxsize=64)
def _told_of(row: _Row) -> tuple[_Told, ...]:
    """Tell the deadlines of a row of reports; told once for the same ones, since a report never changes."""
    return tuple(_told_once(_Row(tuple(group))) for group in _groups(row.reports))


@lru_cache(maxsize=4096)
def _told_once(row: _Row) -> _Told:
    """Tell one deadline, once for all who see the same reports of it beside what is their own."""
    return _tell_one(row.reports)


@lru_cache(maxsize=8)
def _joined(row: _Row) -> list[list[Report]]:
    """Join reports, once for all who typed deadlines of their own or put dates right beside them."""
    return join(row.reports)


def _groups(reports: Sequence[Report]) -> list[list[Report]]:
    """Return the reports of each deadline: a person's own by itself, a date put right with the report that had it."""
    told = tuple(r for r in reports if not (r.finding.own or r.finding.puts_right))
    groups = [*map(list, _joined(_Row(told))), *by_article([r for r in reports if r.finding.own])]
    for right in sorted((r for r in reports if r.finding.puts_right), key=lambda r: r.id):
        for group in groups:
            if any(report.id == right.finding.puts_right for report in group):
                group.append(right)
                group.sort(key=order)
                break
    return groups


def _tell_one(reports: tuple[Report, ...], chosen: frozenset[int] = frozenset()) -> _Told:
    terms = best_terms(reports)
    return _Told(reports, trace(reports, chosen=chosen), terms, differing_terms(reports, terms))


def _as_judged(told: _Told, rejected: Collection[int], chosen: frozenset[int]) -> _Told | None:
    """Return a deadline as a chat sees it by its verdicts, None where nothing of it is left."""
    kept = tuple(_without(told.reports, rejected))
    if not kept:
        return None
    if len(kept) == len(told.reports) and not any(report.id in chosen for report in kept):
        return told
    left = {int(report.id) for report in kept}
    former = frozenset(int(report.id) for report in told.reports) - left
    return replace(_tell_one(kept, chosen), former=former)


def _without(group: Sequence[Report], rejected: Collection[int]) -> list[Report]:
    """Return the reports of a deadline that a chat did not reject.

    Where it rejected all that had been told of the deadline, later reports do not bring it back; only the same
    sentence read anew does (a text whose date was corrected).
    """
    kept = [report for report in group if report.id not in rejected]
    gone = [report for report in group if report.id in rejected]
    if not gone or any(report.id < max(r.id for r in gone) for report in kept):
        return kept
    words = {report.finding.evidence.text for report in gone}
    return kept if any(report.finding.evidence.text in words for report in kept) else []


def _deadline(told: _Told, now: datetime) -> Deadline:
    course = told.course.by_the_clock(now)
    return Deadline(
        id=DeadlineId(min(told.former.union(int(report.id) for report in told.reports))),
        terms=told.terms,
        due=course.due,
        status=course.status,
        reports=course.reports,
        history=course.history,
        competing=_competing(course),
        differing=told.differing,
        former=told.former,
    )


def _competing(course: Course) -> tuple[Competing, ...]:
    """Return the dates side by side, earliest first; nothing where the sources agree."""
    if len(course.sides) < 2:
        return ()
    return tuple(Competing(side.due, tuple(side.reports)) for side in course.sides)


def _place(deadline: Deadline) -> tuple[object, ...]:
    due, first = deadline.due, deadline.reports[0].published.astimezone(UTC)
    tie = (first, deadline.terms.title, deadline.id)
    if deadline.status is Status.OPEN:
        return (0, due.early_end if due else _NOWHERE, due.lapses_at if due else _NOWHERE, *tie)
    ended = deadline.history[-1].at if deadline.history else first
    return (1, -(due.lapses_at if due else ended).timestamp(), _NOWHERE, *tie)


def find(deadlines: Iterable[Deadline], id_: int) -> Deadline | None:
    """Return the deadline that has a report with this id."""
    return next((deadline for deadline in deadlines if id_ in deadline.aliases), None)


# -- what changed --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """What followers of a deadline are to be told: how it stood before (None: unknown), how now, and who says so."""

    before: Deadline | None
    after: Deadline
    entry: Entry


def changes(before: Sequence[Deadline], after: Sequence[Deadline]) -> list[Change]:
    """Return what new reports changed, one change a deadline: set, moved, contradicted, withdrawn, met or passed.

    Nothing for what only restates or was over when it became known, and nothing where the clock alone made the
    difference: alerts tell of that.
    """
    owners = {alias: old for old in before for alias in old.aliases}
    return [change for new in after if (change := _change(_former(new, owners), new)) is not None]


def touched(before: Sequence[Deadline], after: Sequence[Deadline]) -> list[Deadline]:
    """Return the deadlines that are not as they were, new ones too."""
    known = {int(old.id): old for old in before}
    return [new for new in after if known.get(int(new.id)) != new]


def _former(new: Deadline, owners: dict[int, Deadline]) -> Deadline | None:
    """Return the deadline of before that has most of these reports, the lowest id of equals."""
    shared: dict[int, int] = {}
    for alias in new.aliases & owners.keys():
        shared[int(owners[alias].id)] = shared.get(int(owners[alias].id), 0) + 1
    if not shared:
        return None
    return owners[min(shared, key=lambda id_: (-shared[id_], id_))]


def _change(old: Deadline | None, new: Deadline) -> Change | None:
    if old is None:
        return Change(None, new, new.history[0]) if new.status is Status.OPEN and new.history else None
    fresh = [entry for entry in new.history if entry.report and entry.report.id not in old.aliases]
    entry = _ended(old, new, fresh) or _moved(old, new, fresh) or _contradicted(old, new, fresh)
    return Change(old, new, entry) if entry else None


def _ended(old: Deadline, new: Deadline, fresh: Sequence[Entry]) -> Entry | None:
    events = {Status.MET: Event.MET, Status.WITHDRAWN: Event.WITHDRAWN, Status.PASSED: Event.PASSED}
    if new.status is old.status or new.status not in events:
        return None
    return next((entry for entry in reversed(fresh) if entry.event is events[new.status]), None)


def _moved(old: Deadline, new: Deadline, fresh: Sequence[Entry]) -> Entry | None:
    """Return the entry by which another date stands than before."""
    if _is_one(old.due, new.due):
        return None
    steps = [entry for entry in fresh if entry.event in (Event.EXTENDED, Event.SHORTENED)]
    steps = steps or [entry for entry in fresh if _is_one(entry.due, new.due)]
    return steps[-1] if steps and new.status is Status.OPEN else None


def _contradicted(old: Deadline, new: Deadline, fresh: Sequence[Entry]) -> Entry | None:
    """Return the entry that sets a date beside the standing one which was not beside it before."""
    known = [old.due, *(competing.due for competing in old.competing)]
    rivals = [c for c in new.competing if not any(_is_one(c.due, due) for due in known)]
    ids = {report.id for competing in rivals for report in competing.reports}
    if new.status is not Status.OPEN:
        return None
    return next((entry for entry in fresh if entry.report and entry.report.id in ids), None)


def _is_one(one: Due | None, other: Due | None) -> bool:
    if one is None or other is None:
        return one is other
    return dues.same(one, other)

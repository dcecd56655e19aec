"""History: what the reports of one deadline say in order of publication, step by step, to where it stands at last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from core.deadlines import dues
from core.deadlines.articles import by_article, is_wish, main_of
from core.deadlines.claims import MOVES
from core.deadlines.endings import ending, says_missed, says_passed
from core.deadlines.proposals import is_held_off, is_told_as_new
from core.deadlines.sides import (
    SAME_SETTING_DAYS,
    Side,
    direction,
    earliest,
    is_hours_later,
    later_by,
    leeway,
    more_exact,
    standing,
)
from core.model.deadline import Anchor, Due, Entry, Event, Finding, Kind, Origin, Report, Status

_ENDS = {Status.MET: Event.MET, Status.WITHDRAWN: Event.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Course:
    """How a deadline went: its history, its reports as read in it, the dates that stand at last, and its status."""

    history: tuple[Entry, ...]
    reports: tuple[Report, ...]
    sides: tuple[Side, ...]
    due: Due | None
    status: Status

    def by_the_clock(self, now: datetime) -> "Course":
        """Return the course at `now`: where the standing date is over and no report said so, the clock says it last."""
        if self.status is not Status.OPEN or self.due is None or not self.due.is_past(now):
            return self
        over = Entry(Event.PASSED, self.due, self.due.lapses_at, None)
        return replace(self, history=(*self.history, over), status=Status.PASSED)


def trace(reports: Sequence[Report], *, chosen: frozenset[int] = frozenset()) -> Course:
    """Return how the deadline of these reports (in order of publication) went, by what they say alone.

    Every article makes one entry, those that give no date and end nothing make none. The standing date is the earliest
    one known to the day, or that of a report in `chosen` where it still stands.
    """
    told = _Telling(reports)
    for article in by_article(reports):
        told.hear(article)
    read = tuple(told.read_anew.get(int(report.id), report) for report in reports)
    sides = tuple(sorted(told.sides, key=earliest))
    return Course(tuple(told.history), read, sides, standing(sides, chosen), told.status)


@dataclass(slots=True)
class _Telling:
    """The reports heard so far: the dates that stand, those that no longer do, and the steps."""

    reports: Sequence[Report]
    sides: list[Side] = field(default_factory=list)
    superseded: list[Finding] = field(default_factory=list)
    history: list[Entry] = field(default_factory=list)
    read_anew: dict[int, Report] = field(default_factory=dict)
    status: Status = Status.OPEN
    moved: bool = False

    def hear(self, article: Sequence[Report]) -> None:
        """Take in what one article says of the deadline."""
        main = self._in_context(main_of(self._fresh(article)))
        is_first = not self.history
        end = ending(article, self.reports)
        is_deed = end is not None and end[1] is Status.MET and end[0].finding.status is Status.OPEN
        event, due = (None, None) if is_deed and not is_first else self._date_event(main, article)
        if is_first and (event or end):
            self._note(Event.SET, due, main)
            event = None
        passing = None if is_first else self._passing([main, *(r for r in article if r.finding.is_outcome)])
        if end is not None:
            report, self.status = end
            self._note(_ENDS[self.status], standing(self.sides), report)
        elif passing is not None:
            self.status = Status.PASSED
            self._note(Event.PASSED, passing[1], passing[0])
        elif event is not None:
            self._note(event, due, main)

    def _fresh(self, article: Sequence[Report]) -> Sequence[Report]:
        """Return what an article tells itself, without what it only wishes, and the old date beside a new one."""
        told = [report for report in article if not is_wish(report)] or article
        if not any(is_told_as_new(report.finding) for report in told):
            return told
        return [r for r in told if r.finding.due is None or self._side_of(r.finding.due) is None] or told

    def _note(self, event: Event, due: Due | None, report: Report) -> None:
        self.history.append(Entry(event, due, report.published, report))

    # -- the date ------------------------------------------------------------------------------------------------------

    def _in_context(self, main: Report) -> Report:
        """Return the report with its date as the history lets it be read: "two weeks more" run from the old date.

        They run from the day of publication where the old date was over by then.
        """
        finding, before = main.finding, standing(self.sides)
        anchor, length = finding.anchor, finding.length
        if before is None or finding.due is None or length is None or finding.kind is not Kind.EXTENDED:
            return main
        if anchor is None or not _is_of_the_telling(anchor, main) or not dues.is_precise(before):
            return main
        if (anchor.date is not None and anchor.date > before.last) or is_held_off(finding):
            return main
        due = self._retold(main) or later_by(before, length, finding.due)
        if due is None or any(dues.days_apart(side.due, finding.due) <= 1 for side in self.sides):
            return main
        derived = replace(finding, due=due, anchor=Anchor("", before.last, Origin.EVENT))
        self.read_anew[int(main.id)] = replace(main, finding=derived)
        return self.read_anew[int(main.id)]

    def _retold(self, main: Report) -> Due | None:
        """Return the date of an extension by this length that was told a short while ago, nearer than its end is."""
        for side in self.sides:
            for report in side.reports:
                told, since = report.finding, main.published - report.published
                same = told.kind is main.finding.kind and dues.is_same_length(told.length, main.finding.length)
                if same and since < side.due.early_end - main.published:
                    return side.due
        return None

    def _date_event(self, main: Report, article: Sequence[Report]) -> tuple[Event | None, Due | None]:
        """Let the article's date stand, or not; return the step that it is, and the date that it gives."""
        finding = main.finding
        old = [r.finding for r in article if r.finding.kind is Kind.SUPERSEDED and r.id != main.id]
        if finding.due is None:
            return self._dateless_event(finding), None
        if self.sides and is_wish(main) and self._side_of(finding.due) is None:
            return Event.RESTATED, standing(self.sides)
        if finding.kind is Kind.SUPERSEDED:
            return self._repeat(main), finding.due
        moves = any(r.finding.kind in MOVES for r in article) or (bool(self.sides) and is_told_as_new(finding))
        if moves or self._takes_the_place_of(old):
            event = self._move(main, finding.due)
            self.superseded += old
            return event, finding.due
        return self._tell(main, finding.due), finding.due

    def _dateless_event(self, finding: Finding) -> Event | None:
        if finding.kind not in MOVES or not self.sides:
            return None
        return Event.EXTENDED if finding.kind is Kind.EXTENDED else Event.SHORTENED

    def _takes_the_place_of(self, old: Iterable[Finding]) -> bool:
        """Whether a date that stands is among those which the article calls old."""
        return any(f.due is not None and dues.same(f.due, side.due) for f in old for side in self.sides)

    def _repeat(self, main: Report) -> Event:
        """Hear a date called old by an article that gives no other."""
        if not self.sides and main.finding.due is not None:
            self.sides.append(Side(main.finding.due, [main]))
        return Event.RESTATED

    def _move(self, main: Report, due: Due) -> Event:
        """Hear a date that a word of change goes with: it ends every disagreement, unless it is an old one itself."""
        finding, before = main.finding, standing(self.sides)
        if before is None:
            self.sides, self.moved = [Side(due, [main])], True
            return Event.SET
        same = self._side_of(due)
        if same is not None and not is_hours_later(same.due, finding):
            is_move = finding.kind in MOVES and not dues.same(same.due, before)
            event = direction(before, finding) if is_move else Event.RESTATED
            self._settle(same, main)
            return event
        if self._is_told_otherwise(finding):
            self.sides.append(Side(due, [main]))
            return Event.RESTATED
        if self._is_stale_move(finding, before):
            return Event.RESTATED
        self.superseded += [report.finding for side in self.sides for report in side.reports]
        self.sides, self.moved, self.status = [Side(due, [main])], True, Status.OPEN
        return direction(before, finding)

    def _settle(self, side: Side, main: Report) -> None:
        """Let one of the dates stand alone."""
        others = [other for other in self.sides if other is not side]
        self.superseded += [report.finding for other in others for report in other.reports]
        self.sides, self.moved = [side], True
        side.reports.append(main)

    def _is_stale_move(self, finding: Finding, before: Due) -> bool:
        """Whether a move leads back to a date left behind: a longer time to an earlier day, a shorter to a later."""
        if finding.due is None or not self.moved:
            return False
        known = any(old.due is not None and dues.same(old.due, finding.due) for old in self.superseded)
        backwards = (
            finding.due.last < before.first if finding.kind is Kind.EXTENDED else finding.due.first > before.last
        )
        return backwards and (known or finding.kind is Kind.EXTENDED)

    def _is_told_otherwise(self, finding: Finding) -> bool:
        """Whether the same move led to another date by another count ("another 30 days" from another day)."""
        return finding.due is not None and any(
            report.finding.kind is finding.kind
            and dues.is_same_length(report.finding.length, finding.length)
            and dues.days_apart(side.due, finding.due) <= leeway(finding.length)
            for side in self.sides
            for report in side.reports
        )

    def _tell(self, main: Report, due: Due) -> Event:
        """Hear a date told as the one that stands: the same, the same more exactly, an old one, or a rival."""
        finding = main.finding
        if not self.sides:
            self.sides.append(Side(due, [main]))
            return Event.SET
        if (side := self._side_of(due)) or (side := self._side_meant(finding)):
            side.reports.append(main)
            side.due = more_exact(side, main)
        elif not self._is_stale(finding):
            self.sides.append(Side(due, [main]))
        return Event.RESTATED

    def _side_of(self, due: Due) -> Side | None:
        return next((side for side in self.sides if dues.same(side.due, due)), None)

    def _side_meant(self, finding: Finding) -> Side | None:
        """Return the date that the finding tells more or less exactly."""
        if finding.due is None:
            return None
        for side in self.sides:
            roughly = any(dues.points_at(report.finding, finding.due) for report in side.reports)
            if dues.is_precise(finding.due) and dues.is_precise(side.due) and not dues.is_vague(finding):
                roughly = roughly and all(dues.is_vague(report.finding) for report in side.reports)
            if roughly or dues.points_at(finding, side.due) or dues.hints_at(finding, side.due):
                return side
        return None

    def _is_stale(self, finding: Finding) -> bool:
        """Whether a date told without a word of change is one that was left behind, by itself or by its length."""
        if finding.due is None:
            return False
        for old in self.superseded:
            if old.due is None:
                continue
            if dues.same(old.due, finding.due) or dues.points_at(finding, old.due):
                return True
            if dues.is_same_length(old.length, finding.length):
                return True
        near = min((dues.days_apart(o.due, finding.due) for o in self.superseded if o.due is not None), default=None)
        return near is not None and near <= SAME_SETTING_DAYS < self._distance(finding.due)

    def _distance(self, due: Due) -> int:
        return min(dues.days_apart(side.due, due) for side in self.sides)

    # -- the end -------------------------------------------------------------------------------------------------------

    def _passing(self, article: Sequence[Report]) -> tuple[Report, Due] | None:
        """Return the report by which an article lays the deadline to rest, and the date that is over; None without one.

        What was read as met is over all the same where a later report says that it was not done.
        """
        for report in article:
            due = self._due_of(report.finding)
            is_open = self.status is Status.OPEN or (self.status is Status.MET and says_missed(report))
            if due is not None and is_open and says_passed(report, due):
                return report, due
        return None

    def _due_of(self, finding: Finding) -> Due | None:
        """Return the side that a finding gives the date of, the standing date where it gives none."""
        if finding.due is None:
            return standing(self.sides)
        side = self._side_of(finding.due)
        return side.due if side else None


def _is_of_the_telling(anchor: Anchor, report: Report) -> bool:
    """Whether an anchor is only the day on which a move was told: "by a week, a spokesman said on Monday"."""
    if anchor.origin in (Origin.PUBLISHED, Origin.DATELINE):
        return True
    if anchor.origin is not Origin.EVENT or anchor.date is None:
        return False
    return abs((report.published.date() - anchor.date).days) <= SAME_SETTING_DAYS

"""History: what the reports of one deadline say in order of publication, step by step, to where it stands at last."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from core.deadlines import dues
from core.deadlines.actors import is_only_one_of, read_actor
from core.deadlines.claims import MOVES
from core.deadlines.deeds import is_done, is_done_plainly, is_told_as_over, is_told_as_withdrawn, who_did
from core.deadlines.proposals import is_only_proposed, is_told_as_new
from core.model.deadline import Anchor, Due, Entry, Event, Finding, Granularity, Kind, Length, Origin, Report, Status

_ENDS = {Status.MET: Event.MET, Status.WITHDRAWN: Event.WITHDRAWN}
_DAY = timedelta(days=1)
_SAME_SETTING_DAYS = 3
"""Days within which a repeated length or a nearby date is another telling of one date, not another date."""


@dataclass(slots=True)
class Side:
    """One of the dates that now stand for a deadline, with the reports that lead to it."""

    due: Due
    reports: list[Report] = field(default_factory=list)


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
    for article in _articles(reports):
        told.hear(article)
    read = tuple(told.read_anew.get(int(report.id), report) for report in reports)
    sides = tuple(sorted(told.sides, key=_earliest))
    return Course(tuple(told.history), read, sides, _standing(sides, chosen), told.status)


def _articles(reports: Sequence[Report]) -> Iterable[list[Report]]:
    found: dict[int, list[Report]] = {}
    for report in reports:
        found.setdefault(report.article, []).append(report)
    return found.values()


def _earliest(side: Side) -> tuple[object, ...]:
    return (side.due.first, side.due.early_end, side.due.last)


def _standing(sides: Sequence[Side], chosen: frozenset[int] = frozenset()) -> Due | None:
    """Return the date that alerts run on: the chosen one, else the earliest of the precise ones, else of all."""
    own = [side for side in sides if any(report.id in chosen for report in side.reports)]
    precise = [side for side in sides if dues.is_precise(side.due)]
    return min(own or precise or sides, key=_earliest).due if sides else None


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
        main = self._in_context(_main(self._fresh(article)))
        is_first = not self.history
        ending = self._ending(article)
        is_deed = ending is not None and ending[1] is Status.MET and ending[0].finding.status is Status.OPEN
        event, due = (None, None) if is_deed and not is_first else self._date_event(main, article)
        if is_first and (event or ending):
            self._note(Event.SET, due, main)
            event = None
        if ending is not None:
            report, self.status = ending
            self._note(_ENDS[self.status], _standing(self.sides), report)
        elif self._says_passed(main) and self.status is Status.OPEN and not is_first:
            self.status = Status.PASSED
            self._note(Event.PASSED, due or _standing(self.sides), main)
        elif event is not None:
            self._note(event, due, main)

    def _fresh(self, article: Sequence[Report]) -> Sequence[Report]:
        """Return what an article tells itself, without what it only wishes, and the old date beside a new one."""
        told = [report for report in article if not _is_wish(report)] or article
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
        finding, before = main.finding, _standing(self.sides)
        anchor, length = finding.anchor, finding.length
        if before is None or finding.due is None or length is None or finding.kind is not Kind.EXTENDED:
            return main
        if anchor is None or anchor.origin not in (Origin.PUBLISHED, Origin.DATELINE) or not dues.is_precise(before):
            return main
        if anchor.date is not None and anchor.date > before.last:
            return main
        due = self._retold(main) or _later_by(before, length, finding.due)
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
        if self.sides and _is_wish(main):
            return Event.RESTATED, _standing(self.sides)
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
        finding, before = main.finding, _standing(self.sides)
        if before is None:
            self.sides, self.moved = [Side(due, [main])], True
            return Event.SET
        same = self._side_of(due)
        if same is not None and not _is_hours_later(same.due, finding):
            is_move = finding.kind in MOVES and not dues.same(same.due, before)
            event = _direction(before, finding) if is_move else Event.RESTATED
            self._settle(same, main)
            return event
        if self._is_told_otherwise(finding):
            self.sides.append(Side(due, [main]))
            return Event.RESTATED
        if self._is_stale_move(finding, before):
            return Event.RESTATED
        self.superseded += [report.finding for side in self.sides for report in side.reports]
        self.sides, self.moved, self.status = [Side(due, [main])], True, Status.OPEN
        return _direction(before, finding)

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
            and dues.days_apart(side.due, finding.due) <= _leeway(finding.length)
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
            side.due = _more_exact(side, main)
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
        return near is not None and near <= _SAME_SETTING_DAYS < self._distance(finding.due)

    def _distance(self, due: Due) -> int:
        return min(dues.days_apart(side.due, due) for side in self.sides)

    # -- the end -------------------------------------------------------------------------------------------------------

    def _ending(self, article: Sequence[Report]) -> tuple[Report, Status] | None:
        """Return the report that says that the demand was met or dropped, unless the article moves the date."""
        if any(r.finding.kind in MOVES and r.finding.status is Status.OPEN and r.finding.due for r in article):
            return None
        for report in article:
            if report.finding.is_bare_move:
                continue
            if report.finding.status is Status.WITHDRAWN or is_told_as_withdrawn(report.finding.evidence.text):
                return report, Status.WITHDRAWN
            if self._is_met(report.finding) and not self._is_partly_met(report.finding):
                return report, Status.MET
        return None

    def _is_met(self, finding: Finding) -> bool:
        """Whether a report says that the demand was met, in so many words or by telling of the deed."""
        if finding.status is Status.MET:
            return True
        others = [report.finding.terms for report in self.reports]
        addressees = [read_actor(terms.addressee) for terms in others]
        actions, deed = [terms.action for terms in others], finding.evidence.text
        is_plain = finding.is_outcome and is_done_plainly(deed, actions, addressees)
        return is_plain or is_done(deed, actions, addressees)

    def _is_partly_met(self, finding: Finding) -> bool:
        """Whether only one of several addressees did what was demanded."""
        namings = (finding.terms.addressee, who_did(finding.evidence.text))
        addressed = {_everybody_addressed(report.finding) for report in self.reports}
        return any(is_only_one_of(who, several) for several in sorted(addressed) for who in namings if who)

    def _says_passed(self, main: Report) -> bool:
        """Whether the article lays the deadline to rest by a date that stands, and not long before its time."""
        due = main.finding.due
        by_now = due is not None and due.last <= main.published.date() and is_told_as_over(main.finding.evidence.text)
        if not self.sides or not (main.finding.status is Status.PASSED or by_now):
            return False
        side = self._side_of(due) if due is not None else None
        if due is not None and side is None:
            return False
        standing = side.due if side else _standing(self.sides)
        return standing is not None and main.published >= standing.early_end - 2 * _DAY


def _leeway(length: Length | None) -> float:
    """Return by how many days two counts of one length can differ; those of a day by none."""
    return 0.0 if length is None else min(_SAME_SETTING_DAYS, length.most_hours / 24 / 3)


def _later_by(before: Due, length: Length, counted: Due) -> Due | None:
    """Return the date that lies a length after another, of the same kind as `counted`; None for an instant."""
    if counted.granularity is Granularity.INSTANT:
        return None
    last = before.last + timedelta(days=round(length.most_hours / 24))
    return replace(counted, first=last - (counted.last - counted.first), last=last)


def _everybody_addressed(finding: Finding) -> str:
    """Return the addressee with those beside it in the sentence: "Facely and Lumio" where the slot has "Facely"."""
    who = finding.terms.addressee
    if not who:
        return ""
    row = re.search(rf"{re.escape(who)}(?:,? (?:and |or )?[A-Z][\w’'-]+)+", " ".join(finding.evidence.text.split()))
    return row[0] if row else who


def _direction(before: Due, finding: Finding) -> Event:
    """Return whether a new date is later or earlier; a window counts by its last day, then by its first."""
    after = finding.due
    if after is None or (after.last, after.first) == (before.last, before.first):
        later = finding.kind is Kind.EXTENDED if after is None or after.at is None else _is_later(before, after)
        return Event.EXTENDED if later else Event.SHORTENED
    return Event.EXTENDED if (after.last, after.first) > (before.last, before.first) else Event.SHORTENED


def _is_hours_later(before: Due, finding: Finding) -> bool:
    """Whether an extension is one of hours, from an instant to a later one or to the end of its day."""
    if before.at is None or finding.due is None or finding.kind is not Kind.EXTENDED:
        return False
    return finding.due.lapses_at - before.lapses_at > timedelta(hours=1)


def _is_later(before: Due, after: Due) -> bool:
    return after.early_end > before.early_end


def _more_exact(side: Side, main: Report) -> Due:
    """Return the date of a side, or the report's where that says the same more exactly and not merely vaguely."""
    due, told = side.due, main.finding.due
    if told is None or dues.is_vague(main.finding):
        return due
    if all(dues.is_vague(report.finding) for report in side.reports if report is not main):
        return told
    if dues.exactness(told) <= dues.exactness(due):
        return due
    # The midnight that ends a day says no more than the day does.
    return due if told.at is not None and dues.is_precise(due) and told.first != due.first else told


def _main(article: Sequence[Report]) -> Report:
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
    return dues.is_precise(finding.due) and dues.days_apart(finding.due, due) <= _SAME_SETTING_DAYS


def _is_wish(report: Report) -> bool:
    """Whether a report only asks for another date than the one that stands."""
    return report.finding.kind in MOVES and is_only_proposed(report.finding)


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

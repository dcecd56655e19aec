"""Deadlines: a due date, the finding of one in a text, the report of it, and the deadline many reports make."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.model.ids import ArticleId, ChatId, DeadlineId, ReportId


class Granularity(StrEnum):
    """How exactly a due date is known."""

    INSTANT = "instant"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    WINDOW = "window"


class Kind(StrEnum):
    """What a passage does with the date: sets it, moves it, says it no longer holds, or tells of an expiry."""

    SET = "set"
    EXTENDED = "extended"
    REVISED = "revised"
    SUPERSEDED = "superseded"
    EXPIRY = "expiry"


class Status(StrEnum):
    """Where a deadline stands."""

    OPEN = "open"
    PASSED = "passed"
    MET = "met"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    """One step in a deadline's history."""

    SET = "set"
    RESTATED = "restated"
    EXTENDED = "extended"
    SHORTENED = "shortened"
    WITHDRAWN = "withdrawn"
    MET = "met"
    PASSED = "passed"


class Origin(StrEnum):
    """Where an anchor was found, in the order in which they are trusted."""

    EXPLICIT = "explicit"
    EVENT = "event"
    NEIGHBOUR = "neighbour"
    DATELINE = "dateline"
    PUBLISHED = "published"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Due:
    """When it is due, as exactly as is known: the days `first` to `last` (both included) in `zone`, or the moment `at`.

    A day has `first == last`; a week is its Friday; a month, quarter, year or window spans its days. `at` is aware
    and keeps the offset of the deadline's own place; it is given for instants only. `zone` is an IANA name.
    """

    granularity: Granularity
    first: date
    last: date
    zone: str = "UTC"
    at: datetime | None = None

    @classmethod
    def on(cls, day: date, zone: str = "UTC") -> "Due":
        """Return the due date known to the day."""
        return cls(Granularity.DAY, day, day, zone)

    @property
    def text(self) -> str:
        """The date as the interfaces print it: YYYY-MM-DD, an ISO instant, YYYY-MM, YYYY-Qn or YYYY."""
        match self.granularity:
            case Granularity.INSTANT if self.at is not None:
                return self.at.isoformat(timespec="minutes")
            case Granularity.MONTH:
                return f"{self.first:%Y-%m}"
            case Granularity.QUARTER:
                return f"{self.first:%Y}-Q{(self.first.month + 2) // 3}"
            case Granularity.YEAR:
                return f"{self.first:%Y}"
            case _:
                return self.first.isoformat()

    @property
    def end_text(self) -> str | None:
        """The last day of a window, ISO; None for everything else."""
        return self.last.isoformat() if self.granularity is Granularity.WINDOW else None

    @property
    def lapses_at(self) -> datetime:
        """The moment it is over, UTC: the instant itself, else the end of the last day in its own place."""
        if self.at is not None:
            return self.at.astimezone(UTC)
        after = datetime.combine(self.last + timedelta(days=1), time(), ZoneInfo(self.zone))
        return after.astimezone(UTC)

    @property
    def early_end(self) -> datetime:
        """The end of its earliest day (UTC), or the instant: what countdowns and alerts run to."""
        if self.at is not None:
            return self.at.astimezone(UTC)
        after = datetime.combine(self.first + timedelta(days=1), time(), ZoneInfo(self.zone))
        return after.astimezone(UTC)

    def is_past(self, now: datetime) -> bool:
        """Whether the last day it may fall on is over at `now` (aware)."""
        return now >= self.lapses_at


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that a claim stands in: `field` ("text" or "title") from `start` to `end`, in code points."""

    text: str
    start: int
    end: int
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a length is counted from: the words that say so ("Just a day before these remarks"), and the date."""

    text: str
    date: date | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Length:
    """How long a deadline runs, as written ("50-day", "10 or 12 days"), and in hours at least and at most."""

    text: str
    least_hours: float
    most_hours: float


@dataclass(frozen=True, slots=True)
class Terms:
    """Who demands what of whom, and what happens otherwise. Each is short and right, or empty."""

    title: str = ""
    setter: str = ""
    addressee: str = ""
    action: str = ""
    consequence: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A deadline found in one text. `due` is None where one is plainly reported but cannot be dated.

    `words` are the time expression itself ("50-day deadline", "by Friday"); they lie inside the evidence. `length`
    is None where the text names the date instead of a length. `confidence` lies in 0..1. `about` holds what the
    article opens with or has just before, names as keys of actors ("?" before doubtful ones), other words as "="
    and their stem: it tells look-alike deadlines apart. One that is a person's `own` was typed by them, and stands by
    itself; one that `puts_right` a report (its id, 0 for none) is that report's date as a reader counts it. A `mention`
    tells a date without the words of a deadline: it confirms one that is known, and begins none.
    """

    due: Due | None
    kind: Kind
    status: Status
    terms: Terms
    evidence: Evidence
    words: str
    anchor: Anchor | None = None
    length: Length | None = None
    confidence: float = 1.0
    about: tuple[str, ...] = ()
    own: bool = False
    puts_right: int = 0
    mention: bool = False

    @property
    def begins_none(self) -> bool:
        """Whether it says nothing where no deadline is known that it speaks of."""
        return self.is_outcome or self.mention

    @property
    def is_outcome(self) -> bool:
        """Whether it only tells what became of a deadline, without any time."""
        return self.due is None and not self.words

    @property
    def is_bare_move(self) -> bool:
        """Whether it only tells that a date was moved; to when, another sentence may say."""
        return self.is_outcome and self.kind in (Kind.EXTENDED, Kind.REVISED)


@dataclass(frozen=True, slots=True)
class Report:
    """A finding as an article told it: appended to the ledger, never rewritten.

    `published` is the article's own time with its offset, `known_at` when Dateline read it (UTC). Only `audience`
    sees it; None is everybody.
    """

    id: ReportId
    article: ArticleId
    source: str
    url: str
    headline: str
    published: datetime
    known_at: datetime
    finding: Finding
    audience: ChatId | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a deadline's history; `report` is None where the clock alone says so (passed)."""

    event: Event
    due: Due | None
    at: datetime
    report: Report | None


@dataclass(frozen=True, slots=True)
class Competing:
    """One of several dates that reports lead to for the same deadline, with the reports that do."""

    due: Due
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """What many reports say together of one deadline, at one `now`, for one audience.

    `due` is the standing date: the earliest of the `competing` ones (empty where the sources agree). `reports` and
    `history` come in order of publication. `differing` holds terms that other reports word apart from `terms`, `former`
    the ids of reports that this audience put aside.
    """

    id: DeadlineId
    terms: Terms
    due: Due | None
    status: Status
    reports: tuple[Report, ...]
    history: tuple[Entry, ...]
    competing: tuple[Competing, ...] = ()
    differing: tuple[Terms, ...] = ()
    former: frozenset[int] = frozenset()

    @property
    def aliases(self) -> frozenset[int]:
        """Every id that finds this deadline: those of all its reports."""
        return self.former.union(int(report.id) for report in self.reports)

    @property
    def set_at(self) -> datetime:
        """When its present date was set: the last set, extended or shortened entry (aware)."""
        moves = {Event.SET, Event.EXTENDED, Event.SHORTENED}
        return next((entry.at for entry in reversed(self.history) if entry.event in moves), self.reports[0].published)

    @property
    def last_confirmed(self) -> Report:
        """The report published last."""
        return self.reports[-1]

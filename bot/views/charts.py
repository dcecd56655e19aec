"""Charts: what a picture of deadlines says, in words and in places from 0 to 1, before anything is drawn."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from bot.views.facts import badge, deadline_name, other_dates
from bot.views.language import _, plural
from bot.views.render import clean
from bot.views.words import day_words, short_due
from core.model.deadline import Deadline, Due, Entry, Status
from core.model.subscriber import Subscriber

ROWS = 8
"""Deadlines in one picture: more would be too small on a phone."""

STEPS = 12
"""Steps of a history in one picture."""

TICKS = 5
LONGEST = 180
"""Days that the axis of a timeline reaches at most; what lies beyond has an arrow."""

_SHORTEST = 7
_SPACINGS = (1, 2, 4, 7, 14, 28, 56, 91, 182, 365, 730, 1825)
_DAY = timedelta(days=1)


class Tone(Enum):
    """How near something is, as a colour tells it."""

    NOW = "now"
    SOON = "soon"
    FAR = "far"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis, with its words."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A deadline on a timeline: its earliest and last day, and the other dates that sources give.

    A place past 1 lies beyond the axis.
    """

    name: str
    text: str
    first: float
    last: float
    others: tuple[float, ...]
    tone: Tone


@dataclass(frozen=True, slots=True)
class Timeline:
    """The open deadlines by date, from today at 0 on."""

    title: str
    note: str
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What one report made of a date: reported at `across`, due from `low` to `high`; a move has words."""

    across: float
    low: float
    high: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """How the date of a deadline moved: time runs across, the date that stood runs up."""

    title: str
    note: str
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    steps: tuple[Step, ...]
    tone: Tone


def draw(chart: Timeline | Course, dark: bool = False) -> bytes:
    """Return a chart as a PNG, 1,080 pixels wide, in dark or light colours; to be run in a worker."""
    from bot.views.pictures import paint  # the workers alone need Pillow

    return paint(chart, dark=dark)


def timeline_chart(deadlines: Sequence[Deadline], subscriber: Subscriber, now: datetime) -> Timeline:
    """Return the picture of the open deadlines that have a date, nearest first."""
    today = now.astimezone(ZoneInfo(subscriber.zone)).date()
    dated = [(d, d.due) for d in deadlines if d.due is not None]
    shown = dated[:ROWS]
    reach = max([_SHORTEST, *((due.last - today).days for _d, due in shown)])
    days = min(LONGEST, reach)
    rest = len(deadlines) - len(shown)
    return Timeline(
        title=_("Open deadlines, {day}").format(day=day_words(today)),
        note=plural("and {n} more: /deadlines", "and {n} more: /deadlines", rest).format(n=rest) if rest else "",
        ticks=_ticks(today, today + days * _DAY, now),
        bars=tuple(_bar(deadline, due, today, days, now) for deadline, due in shown),
    )


def _bar(deadline: Deadline, due: Due, today: date, days: int, now: datetime) -> Bar:
    def at(day: date) -> float:
        return max(0.0, (day - today).days / days)

    others = (c.due for c in deadline.competing if c.due != due)
    return Bar(
        name=clean(deadline_name(deadline)),
        text=badge(deadline, now),
        first=at(due.first),
        last=at(due.last),
        others=tuple(sorted({at(other.first) for other in others})),
        tone=_tone(deadline, due, now),
    )


def _tone(deadline: Deadline, due: Due, now: datetime) -> Tone:
    if deadline.status is not Status.OPEN:
        return Tone.OVER
    left = due.early_end - now
    return Tone.NOW if left <= 3 * _DAY else Tone.SOON if left <= 14 * _DAY else Tone.FAR


def has_course(deadline: Deadline) -> bool:
    """Whether there is a history to draw: at least two reports of a date."""
    return len(dated_steps(deadline)) > 1


def course_chart(deadline: Deadline, subscriber: Subscriber, now: datetime) -> Course | None:
    """Return the picture of how a deadline's date moved; None where no report gives a date."""
    told = dated_steps(deadline)[-STEPS:]
    if not told or deadline.due is None:
        return None
    zone = ZoneInfo(subscriber.zone)
    begins, ends = told[0][0].at.astimezone(zone).date(), max(now, told[-1][0].at).astimezone(zone).date()
    ends = max(ends, begins + _DAY)
    lowest, highest = min(due.first for _e, due in told), max(due.last for _e, due in told)
    margin = max(2 * _DAY, (highest - lowest) / 5 // _DAY * _DAY)
    bottom, top = lowest - margin, highest + margin

    def across(moment: datetime) -> float:
        return (moment.astimezone(zone).date() - begins) / (ends - begins)

    def up(day: date) -> float:
        return (day - bottom) / (top - bottom)

    return Course(
        title=clean(deadline_name(deadline)),
        note=course_words(deadline, now),
        across=_ticks(begins, ends, now),
        up=_ticks(bottom, top, now),
        steps=tuple(_steps(told, across, up, now)),
        tone=_tone(deadline, deadline.due, now),
    )


def course_words(deadline: Deadline, now: datetime) -> str:
    """Return where a deadline stands, in a line: "2 September · in 44 days · also 7 September"."""
    others = other_dates(deadline, now)
    also = f" · {_('also {dates}').format(dates=others)}" if others else ""
    return f"{badge(deadline, now)}{also}"


def _steps(
    told: Sequence[tuple[Entry, Due]], across: Callable[[datetime], float], up: Callable[[date], float], now: datetime
) -> Iterator[Step]:
    before: Due | None = None
    for entry, due in told:
        yield Step(across(entry.at), up(due.first), up(due.last), "" if due == before else short_due(due, now))
        before = due


def dated_steps(deadline: Deadline) -> list[tuple[Entry, Due]]:
    """Return the steps of a history that a report tells with a date, in order."""
    return [(entry, entry.due) for entry in deadline.history if entry.due is not None and entry.report is not None]


def _ticks(first: date, last: date, now: datetime) -> tuple[Tick, ...]:
    """Return at most `TICKS` marks between two days, evenly spaced, the first one included."""
    days = (last - first).days
    spacing = next((n for n in _SPACINGS if days // n < TICKS), days)
    marks: Iterable[date] = (first + n * spacing * _DAY for n in range(days // spacing + 1))
    return tuple(Tick((day - first).days / days, short_due(Due.on(day), now)) for day in marks)


__all__ = [
    "ROWS",
    "Bar",
    "Course",
    "Step",
    "Tick",
    "Timeline",
    "Tone",
    "course_chart",
    "course_words",
    "dated_steps",
    "draw",
    "has_course",
    "timeline_chart",
]

"""Expressions: the time expressions of a text (TIMEX3), each with its place and its value, nothing resolved yet."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from core.model.deadline import Granularity


class Edge(StrEnum):
    """The part of a period that is meant."""

    WHOLE = ""
    START = "start"
    MIDDLE = "middle"
    END = "end"


class Unit(StrEnum):
    """What lengths are counted in, and the periods that "this" and "next" go with."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    BUSINESS_DAY = "business day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month; the month ("the 15th") and the year may be left open.

    `years` counts from the running one: 1 for "June 30 next year".
    """

    day: int
    month: int | None = None
    year: int | None = None
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday = 0. `shift`: None as it stands, -1 last, 0 this, 1 next; `weeks` after that day."""

    number: int
    shift: int | None = None
    weeks: int = 0


@dataclass(frozen=True, slots=True)
class Near:
    """A day counted from the day of writing: today 0, tomorrow 1, yesterday -1."""

    days: int


@dataclass(frozen=True, slots=True)
class Period:
    """The running, coming or last week, month, quarter, year, weekend or day, or a part of it."""

    unit: Unit
    shift: int = 0
    edge: Edge = Edge.WHOLE


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole months of a year: "in August", "the third quarter", "2027", or a part of them; the year may be open.

    `shift` is -1 for "last May", 0 for "this May", 1 for "next May"; `years` 1 for "May next year".
    """

    first: int
    last: int
    year: int | None
    granularity: Granularity
    edge: Edge = Edge.WHOLE
    shift: int | None = None
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Feast:
    """A day that has a name ("Christmas"), in a year that may be open."""

    name: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """So many units, at least and at most. `is_compound` for "50-day", `is_more` for "another 50 days"."""

    least: float
    most: float
    unit: Unit
    is_compound: bool = False
    is_more: bool = False


@dataclass(frozen=True, slots=True)
class Away:
    """A length counted back (-1) or on (1) from the day of writing: "two weeks ago", "a day before"."""

    length: Length
    direction: int


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `zone` is an IANA name, None where none is given. Hour 24 is the midnight that ends a day."""

    hour: int
    minute: int = 0
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """The date that was told last: "until then"."""


Value = Day | Weekday | Near | Period | Stretch | Feast | Length | Away | Clock | Said


@dataclass(frozen=True, slots=True)
class Timex:
    """One time expression: `text` is the scanned text's [start:end). `clock` is the time of day beside a date."""

    text: str
    start: int
    end: int
    value: Value
    clock: Clock | None = None

    @property
    def is_length(self) -> bool:
        """Whether it is a length of time, not a point in it."""
        return isinstance(self.value, Length)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a time: the words it can open with (lower case, "#" for any digit), the pattern, its value."""

    heads: frozenset[str]
    pattern: re.Pattern[str]
    build: Callable[[re.Match[str]], Value | None]


@dataclass(frozen=True)
class Calendar:
    """How a language writes time: its rules, and the gaps across which a time of day belongs to a date."""

    rules: Sequence[Rule]
    gap: re.Pattern[str]
    by_head: Mapping[str, Sequence[Rule]]

    @classmethod
    def of(cls, rules: Sequence[Rule], gap: str) -> "Calendar":
        """Return the calendar with its rules sorted by opening word."""
        by_head: dict[str, list[Rule]] = {}
        for rule in rules:
            for head in rule.heads:
                by_head.setdefault(head, []).append(rule)
        return cls(rules, re.compile(gap, re.IGNORECASE), by_head)


_TOKEN = re.compile(r"[^\W\d_]+|\d+")


def scan(text: str, calendar: Calendar) -> list[Timex]:
    """Return the time expressions of a text in order, never overlapping; the longest reading at each place wins."""
    return list(_joined(_found(text, calendar), text, calendar))


def _found(text: str, calendar: Calendar) -> Iterator[Timex]:
    end = 0
    for token in _TOKEN.finditer(text):
        start = token.start()
        if start < end:
            continue
        word = token[0]
        rules = calendar.by_head.get("#" if word[0].isdigit() else word.lower())
        if rules and not _is_glued(text, start) and (timex := _longest(text, start, rules)) is not None:
            end = timex.end
            yield timex


_GLUE = "_@#$€£¥+"
_NUMBER_GLUE = ".,:/-"


def _is_glued(text: str, start: int) -> bool:
    """Whether the place lies inside a number, a sum of money or an address, where nothing can be a time."""
    before = text[start - 1 : start] if start else ""
    if before and before in _GLUE:
        return True
    return bool(before) and before in _NUMBER_GLUE and text[start].isdigit() and text[start - 2 : start - 1].isalnum()


def _longest(text: str, start: int, rules: Sequence[Rule]) -> Timex | None:
    best: Timex | None = None
    for rule in rules:
        match = rule.pattern.match(text, start)
        if match and (best is None or match.end() > best.end) and (value := rule.build(match)) is not None:
            best = Timex(match[0], start, match.end(), value)
    return best


def _joined(found: Iterator[Timex], text: str, calendar: Calendar) -> Iterator[Timex]:
    """Join what stands together: a time of day with its date, a weekday with its date."""
    held: Timex | None = None
    for timex in found:
        if held is None:
            held = timex
            continue
        one = None
        if timex.start - held.end <= _WIDEST_GAP and calendar.gap.fullmatch(text, held.end, timex.start):
            one = _together(held, timex, text)
        if one is None:
            yield held
        held = one or timex
    if held is not None:
        yield held


_WIDEST_GAP = 28
_DATED = (Day, Weekday, Near, Feast)


def _together(one: Timex, other: Timex, text: str) -> Timex | None:
    end = other.end + (text[other.end : other.end + 1] == ")" and "(" in text[one.end : other.start])
    whole = replace(one, text=text[one.start : end], end=end)
    match one.value, other.value:
        case Clock(), Clock():
            # "10 a.m. (0700 GMT)": the second only says the first again.
            return whole if "(" in text[one.end : other.start] else None
        case Clock() as clock, _ if isinstance(other.value, _DATED) and other.clock is None:
            return replace(whole, value=other.value, clock=clock)
        case _, Clock() as clock if isinstance(one.value, _DATED):
            return replace(whole, clock=one.clock or clock)
        case Period(unit=Unit.DAY), _ if isinstance(other.value, _DATED):
            return replace(whole, value=other.value, clock=other.clock)
        case ((Weekday() | Near()), (Day(month=int()) | Feast())):
            return replace(whole, value=other.value, clock=one.clock or other.clock)
        case ((Day() | Feast()), (Weekday() | Near())) if "(" in text[one.end : other.start]:
            return whole
        case _:
            return None

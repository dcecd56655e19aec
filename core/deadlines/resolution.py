"""Resolution: from a time expression and a base day to the days it means. Calendar arithmetic, and nothing else."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from core.deadlines.expressions import (
    Away,
    Clock,
    Day,
    Edge,
    Feast,
    Length,
    Near,
    Period,
    Said,
    Stretch,
    Unit,
    Value,
    Weekday,
)
from core.model.deadline import Granularity

DAY = timedelta(days=1)
FRIDAY = 4
_JUST_OVER = timedelta(days=45)
_FAR_AHEAD = timedelta(days=300)


class Tense(Enum):
    """Which way a date without year or week is looked for: forth, back, or to whichever side it lies nearer.

    `OPEN` looks forth but for one that has only just gone by, `COMING` never back.
    """

    COMING = 2
    OPEN = 1
    PAST = -1
    EITHER = 0


@dataclass(frozen=True, slots=True)
class Span:
    """Days `first` to `last`, both included, and how exactly they are known."""

    granularity: Granularity
    first: date
    last: date


def resolve(value: Value, base: date, tense: Tense = Tense.OPEN, *, month_first: bool = False) -> Span | None:
    """Return the days that an expression means when it is read on `base`; None where that cannot be told.

    A bare weekday is the next one on or after `base` (past: the last one on or before it); a day without a year the
    one that fits the tense; a week its Friday. `month_first` settles 03/06/2026. Lengths count from `base` as day 0.
    """
    try:
        return _resolved(value, base, tense, month_first)
    except (ValueError, OverflowError):
        return None


def _resolved(value: Value, base: date, tense: Tense, month_first: bool) -> Span | None:
    match value:
        case Day():
            day = _day(value, base, tense, month_first)
            return _exactly(day) if day else None
        case Weekday(number, shift, weeks):
            return _exactly(_weekday(number, shift, base, Tense.OPEN if weeks else tense) + timedelta(weeks=weeks))
        case Near(days):
            return _exactly(base + timedelta(days=days))
        case Feast(name, year):
            return _exactly(_feast(name, year, base, tense))
        case Period():
            return _period(value, base)
        case Stretch():
            return _stretch(value, base, tense)
        case Length():
            return _length(value, base)
        case Away(length, direction):
            return _exactly(_moved(base, length, length.least, direction))
        case Clock():
            return _exactly(base)
        case Said():
            return None


def _exactly(day: date) -> Span:
    return Span(Granularity.DAY, day, day)


def _day(value: Day, base: date, tense: Tense, month_first: bool) -> date | None:
    number, month = value.day, value.month
    if month is not None and month < 0:
        number, month = (-month, number) if month_first else (number, -month)
        if month > 12:
            number, month = month, number
    if month is None:
        return _nearest(base, tense, lambda n: _safe_date(*_month_on(base, n), number), range(-12, 13))
    if value.year is not None:
        return date(value.year, month, number)
    if value.years is not None:
        return date(base.year + value.years, month, number)
    known = month
    return _nearest(base, tense, lambda n: _safe_date(base.year + n, known, number), range(-8, 9))


def _safe_date(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= year <= 9999 and day <= monthrange(year, month)[1] else None


def _month_on(base: date, months: int) -> tuple[int, int]:
    number = base.year * 12 + base.month - 1 + months
    return number // 12, number % 12 + 1


def _nearest(base: date, tense: Tense, make: Callable[[int], date | None], steps: range) -> date | None:
    """Return the date of a recurring day that fits the tense.

    Open: the next one on or after `base`, unless that is most of a year off and the last one has only just gone by.
    """
    days = [day for step in steps if (day := make(step)) is not None]
    ahead = min((d for d in days if d >= base), default=None)
    behind = max((d for d in days if d <= base), default=None)
    if tense is Tense.PAST or ahead is None:
        return behind
    if behind is None:
        return ahead
    if tense is Tense.EITHER:
        return ahead if ahead - base <= base - behind else behind
    if tense is Tense.COMING:
        return ahead
    return behind if base - behind <= _JUST_OVER and ahead - base > _FAR_AHEAD else ahead


def _weekday(number: int, shift: int | None, base: date, tense: Tense) -> date:
    ahead = base + timedelta(days=(number - base.weekday()) % 7)
    if shift == -1:
        return base - timedelta(days=(base.weekday() - number - 1) % 7 + 1)
    if shift == 1:
        monday = base - timedelta(days=base.weekday()) + 7 * DAY
        return monday + timedelta(days=number)
    if tense is Tense.PAST:
        return base - timedelta(days=(base.weekday() - number) % 7)
    if tense is Tense.EITHER and ahead - base > 3 * DAY:
        return ahead - 7 * DAY
    return ahead


def _period(value: Period, base: date) -> Span | None:
    match value.unit:
        case Unit.DAY:
            return _exactly(base + timedelta(days=value.shift))
        case Unit.WEEK | Unit.WEEKEND:
            return _week(value, base)
        case Unit.MONTH:
            year, month = _month_on(base, value.shift)
            return _stretch(Stretch(month, month, year, Granularity.MONTH, value.edge), base, Tense.OPEN)
        case Unit.QUARTER:
            year, month = _month_on(base, 3 * value.shift)
            first = month - (month - 1) % 3
            return _stretch(Stretch(first, first + 2, year, Granularity.QUARTER, value.edge), base, Tense.OPEN)
        case Unit.YEAR:
            whole = Stretch(1, 12, base.year + value.shift, Granularity.YEAR, value.edge)
            return _stretch(whole, base, Tense.OPEN)
        case _:
            return None


def _week(value: Period, base: date) -> Span:
    friday = base - timedelta(days=base.weekday()) + timedelta(days=FRIDAY) + timedelta(weeks=value.shift)
    if value.shift == 0 and base.weekday() > FRIDAY and value.unit is Unit.WEEK:
        friday += timedelta(weeks=1)
    if value.unit is Unit.WEEKEND:
        return _exactly(friday + (2 * DAY if value.edge in (Edge.WHOLE, Edge.END) else DAY))
    day = {Edge.START: friday - 4 * DAY, Edge.MIDDLE: friday - 2 * DAY}.get(value.edge, friday)
    return Span(Granularity.WEEK, day, day)


def _stretch(value: Stretch, base: date, tense: Tense) -> Span:
    tense = {-1: Tense.PAST, 1: Tense.OPEN}.get(value.shift, tense) if value.shift is not None else tense
    year = value.year if value.year is not None else _year_of(value, base, tense)
    year = year if value.years is None else base.year + value.years
    first = date(year, value.first, 1)
    last = date(year, value.last, monthrange(year, value.last)[1])
    match value.edge:
        case Edge.END:
            return _exactly(last)
        case Edge.START:
            return _exactly(first)
        case Edge.MIDDLE if value.granularity is Granularity.YEAR:
            return _exactly(date(year, 6, 30))
        case _:
            return Span(value.granularity, first, last)


def _year_of(value: Stretch, base: date, tense: Tense) -> int:
    if tense is Tense.PAST:
        ahead = value.first > base.month or (value.shift == -1 and value.first == base.month)
        return base.year - ahead
    if tense is Tense.EITHER:
        middle = (value.first + value.last) / 2
        return base.year + (middle - base.month < -6) - (middle - base.month > 6)
    is_month = value.granularity is Granularity.MONTH and value.shift is None
    is_just_over = is_month and value.last == base.month - 1
    return base.year if value.last >= base.month or is_just_over else base.year + 1


def _length(value: Length, base: date) -> Span:
    first = _moved(base, value, value.least, 1)
    last = _moved(base, value, value.most, 1)
    return _exactly(first) if first == last else Span(Granularity.WINDOW, first, last)


def _moved(base: date, length: Length, number: float, direction: int) -> date:
    match length.unit:
        case Unit.MONTH | Unit.QUARTER | Unit.YEAR:
            months = round(number * {Unit.MONTH: 1, Unit.QUARTER: 3}.get(length.unit, 12)) * direction
            year, month = _month_on(base, months)
            return date(year, month, min(base.day, monthrange(year, month)[1]))
        case Unit.BUSINESS_DAY:
            return _business_days(base, round(number), direction)
        case _:
            days = hours_of(length, number) / 24
            return base + timedelta(days=int(days) if days == int(days) else int(days) + 1) * direction


def _business_days(base: date, number: int, direction: int) -> date:
    weeks, rest = divmod(number, 5)
    day = base + timedelta(weeks=weeks) * direction
    while day.weekday() > FRIDAY:
        day -= DAY * direction
    while rest:
        day += DAY * direction
        rest -= day.weekday() <= FRIDAY
    return day


_HOURS = {
    Unit.MINUTE: 1 / 60,
    Unit.HOUR: 1.0,
    Unit.DAY: 24.0,
    Unit.BUSINESS_DAY: 24 * 7 / 5,
    Unit.WEEK: 168.0,
    Unit.MONTH: 730.0,
    Unit.QUARTER: 2_190.0,
    Unit.YEAR: 8_760.0,
}


def hours_of(length: Length, number: float) -> float:
    """Return how many hours a number of its units lasts; months and years by their mean length."""
    return number * _HOURS[length.unit]


def _feast(name: str, year: int | None, base: date, tense: Tense) -> date:
    if year is not None:
        return _FEASTS[name](year)
    found = _nearest(base, tense, lambda n: _FEASTS[name](base.year + n), range(-1, 2))
    return found or _FEASTS[name](base.year)


def _easter(year: int) -> date:
    """Return Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


_FEASTS: dict[str, Callable[[int], date]] = {
    "christmas eve": lambda y: date(y, 12, 24),
    "christmas": lambda y: date(y, 12, 25),
    "boxing day": lambda y: date(y, 12, 26),
    "new year's eve": lambda y: date(y, 12, 31),
    "new year": lambda y: date(y, 1, 1),
    "valentine": lambda y: date(y, 2, 14),
    "halloween": lambda y: date(y, 10, 31),
    "independence day": lambda y: date(y, 7, 4),
    "thanksgiving": lambda y: _nth(y, 11, 3, 4),
    "labor day": lambda y: _nth(y, 9, 0, 1),
    "memorial day": lambda y: date(y, 5, 31) - timedelta(days=date(y, 5, 31).weekday()),
    "easter": _easter,
    "good friday": lambda y: _easter(y) - 2 * DAY,
    "easter monday": lambda y: _easter(y) + DAY,
}

"""Mentions: dates told without the words of a deadline, for the ledger to know again.

"The pause ends on Monday", "families face removal next Monday", "the fund closed on Friday night" say little by
themselves; beside a deadline of that date and of the same people they are its report. None of them is a deadline:
where the ledger knows none of that date, they say nothing.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

from core.deadlines.clauses import Clause
from core.deadlines.expressions import Day, Edge, Feast, Length, Near, Period, Stretch, Timex, Weekday
from core.deadlines.grammar import Tag
from core.deadlines.page import Line, Page
from core.deadlines.resolution import Tense
from core.model.deadline import Due, Finding, Granularity, Kind, Status, Terms

_READ = 30
"""Lines from the start in which an article is believed to speak of its matter."""
_LONGEST = 2_000
"""Characters that a line has at most; what is longer is a table or worse."""
_MOST = 8

_BEHIND, _AHEAD = timedelta(days=10), timedelta(days=400)
"""How far a date may lie from the day of writing."""

_TO_COME = frozenset(
    {Tag.IS, Tag.HAVE, Tag.WILL, Tag.WILL_NOW, Tag.WOULD, Tag.CAN, Tag.COULD, Tag.MUST, Tag.SHOULD, Tag.IS_TO, Tag.FACE}
)
_LIMITS = frozenset({Tag.BY, Tag.UNTIL, Tag.BEFORE, Tag.WITHIN})
_ENDS = frozenset({Tag.END, Tag.ENDS, Tag.CLOSE, Tag.EXPIRE, Tag.PASS, Tag.DEADLINE, Tag.DUE})
_SAYING_SOMETHING = _TO_COME | _LIMITS | _ENDS
"""What a sentence has that tells of a day as of an end."""

_EXACT_ENOUGH = frozenset({Granularity.DAY, Granularity.WEEK, Granularity.MONTH})
_FROM_NOW = frozenset({Tag.IN, Tag.WITHIN, Tag.LEFT})


class Dated(NamedTuple):
    """A time, token `place` of a clause, and the date that it tells."""

    line: Line
    clause: Clause
    place: int
    timex: Timex
    due: Due


def find_mentions(page: Page, told: Iterable[Dated]) -> tuple[Finding, ...]:
    """Return what a page mentions of the dates `told`, one a line and date, eight at most; they have no terms."""
    found: dict[tuple[int, Due], Finding] = {}
    for dated in told:
        key = dated.line.number, dated.due
        if key not in found and _says_something(page, dated):
            found[key] = _mention(page, dated)
        if len(found) == _MOST:
            break
    return tuple(found.values())


def dates_told(page: Page) -> Iterator[Dated]:
    """Yield the dates of a page that can be somebody's deadline.

    Lengths count where they run from the day of writing ("one week left").
    """
    for line in page.lines[:_READ]:
        for clause in line.clauses if line.times and len(line.sentence.text) <= _LONGEST else ():
            for place in clause.times:
                timex = clause.tokens[place].timex
                if timex is not None and (due := _due(page, clause, place, timex)) is not None:
                    yield Dated(line, clause, place, timex, due)


def _due(page: Page, clause: Clause, place: int, timex: Timex) -> Due | None:
    """Return the date of a time that may be somebody's deadline, None for others: years, hours, "last month"."""
    if page.day is None or not _is_a_date(clause, place, timex):
        return None
    span = page.resolve(timex, tense_told(clause, place))
    if span is None or span.granularity not in _EXACT_ENOUGH:
        return None
    if not page.day - _BEHIND <= span.last <= page.day + _AHEAD:
        return None
    return Due(span.granularity, span.first, span.last, page.zone)


def _says_something(page: Page, dated: Dated) -> bool:
    """Whether a day gone by is told not only to date the news ("said on Monday")."""
    is_to_come = page.day is None or dated.due.last > page.day
    return is_to_come or any(token.tags & _SAYING_SOMETHING for token in dated.clause.tokens)


def _is_a_date(clause: Clause, place: int, timex: Timex) -> bool:
    match timex.value:
        case Day() | Weekday() | Near() | Feast():
            return True
        case Period(shift=shift, edge=edge):
            return shift >= 0 or edge is not Edge.WHOLE
        case Stretch():
            return True
        case Length():
            before, behind = clause.tokens[max(0, place - 2) : place], clause.tokens[place + 1 : place + 2]
            return any(t.tags & _FROM_NOW for t in before) or any(t.tags & {Tag.LEFT} for t in behind)
        case _:
            return False


def tense_told(clause: Clause, place: int) -> Tense:
    """Return which way a date is looked for: forth behind "by" and where something is to come, else either way."""
    if any(token.tags & _LIMITS for token in clause.tokens[max(0, place - 2) : place]):
        return Tense.OPEN
    return Tense.OPEN if any(token.tags & _TO_COME for token in clause.tokens) else Tense.EITHER


def _mention(page: Page, dated: Dated) -> Finding:
    line, due = dated.line, dated.due
    is_over = page.day is not None and due.last < page.day
    return Finding(
        due=due,
        kind=Kind.SET,
        status=Status.PASSED if is_over else Status.OPEN,
        terms=Terms(),
        evidence=line.evidence,
        words=dated.timex.text,
        confidence=0.3,
        about=page.about(line),
        mention=True,
    )

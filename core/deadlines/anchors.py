"""Anchors: what a length of time is counted from, looked for in the order in which it can be trusted.

An explicit start ("10 days from today"), a dated event in the clause ("on Monday he gave them 48 hours"), one in a
neighbouring sentence or in the line that leads into a list, the dateline, and at last the day of publication.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from core.deadlines.clauses import Clause
from core.deadlines.expressions import Away, Day, Feast, Near, Stretch, Timex, Weekday
from core.deadlines.grammar import Tag
from core.deadlines.page import Line, Page
from core.deadlines.resolution import Tense, resolve
from core.model.deadline import Anchor, Granularity, Origin
from core.model.prose import Form

_LONG_AGO = timedelta(days=75)
_DATED = (Day, Weekday, Near, Feast, Away)
_LIMITS = frozenset({Tag.BY, Tag.UNTIL, Tag.WITHIN})
_ACTS = frozenset(
    {Tag.SET, Tag.GIVE, Tag.DEMAND, Tag.SAY, Tag.ASK, Tag.WARN, Tag.END, Tag.EXTEND, Tag.SHORTEN, Tag.EVENT}
)
_DEADLINES = frozenset({Tag.DEADLINE, Tag.TERM})
_STARTS = frozenset({Tag.FROM, Tag.START, Tag.AFTER, Tag.OF})
_STEPS = frozenset({Tag.ON, Tag.AT, Tag.FROM, Tag.START, Tag.AFTER, Tag.OF})
_BACKWARD = frozenset(
    {"its", "their", "his", "her", "this", "these", "that", "those", "they", "it", "he", "she", "then"}
)
_THEN = re.compile(r"\b(?:then|afterwards|thereafter|that\s+date|that\s+day)\b", re.IGNORECASE)
_RULINGS = frozenset("decision announcement statement verdict judgment judgement letter notice speech vote".split())
_FARTHEST_START = 14
_NEAR_ACT = 5


def find_anchor(page: Page, line: Line, clause: Clause, place: int, *, is_old: bool = False) -> Anchor | None:
    """Return what the length at token `place` is counted from; None where not even the day of writing is known."""
    if is_old:  # the clause dates the change, not the first setting
        return _explicit(page, clause, place) or _nearby(page, line, clause)
    for found in (
        _explicit(page, clause, place),
        _then(page, clause, place),
        _in_clause(page, clause, place),
        _nearby(page, line, clause),
        _dateline(page),
    ):
        if found is not None:
            return found
    if page.day is None or page.published is None or _is_undated_then(clause, place):
        return None
    return Anchor("", page.day, Origin.PUBLISHED)


def _explicit(page: Page, clause: Clause, place: int) -> Anchor | None:
    """Find "… from today", "… starting (on) Thursday", "… of the ruling, which was handed down on 28 September"."""
    tokens = clause.tokens
    end = min(len(tokens), place + 1 + _FARTHEST_START)
    for at in range(place + 1, end):
        if tokens[at].tags & {Tag.STOP, Tag.COLON} or tokens[at].timex is not None:
            return None
        if not tokens[at].tags & _STARTS:
            continue
        after = next((n for n in range(at + 1, min(len(tokens), at + 4)) if not tokens[n].tags & _STEPS), None)
        if after is not None and (timex := tokens[after].timex) is not None:
            tense = Tense.PAST if tokens[at].text.lower() in {"began", "started", "begun"} else Tense.OPEN
            return _point(page, timex, tense, Origin.EXPLICIT, clause.words(at, after))
        if tokens[at].tags & {Tag.OF, Tag.AFTER, Tag.FROM}:
            if tokens[at + 1 : at + 3] and tokens[at + 1].text.lower() in {"that", "this"}:
                return _same_day(page, clause, place)
            return _named_event(page, clause, at)
    return None


def _same_day(page: Page, clause: Clause, place: int) -> Anchor | None:
    """Find the date that "of that date" means: the last one before it in the sentence, else nothing."""
    for n in reversed([n for n in clause.times if n < place]):
        timex = clause.tokens[n].timex
        if timex is not None and isinstance(timex.value, _DATED):
            return _point(page, timex, Tense.EITHER, Origin.EXPLICIT, clause.words(n, n))
    return None


def _named_event(page: Page, clause: Clause, at: int) -> Anchor | None:
    """Find the date of an event that a length runs from, later in its sentence, or where the text names it again."""
    tokens = clause.tokens
    for n in range(at + 1, min(len(tokens), at + 14)):
        timex = tokens[n].timex
        if timex is not None and isinstance(timex.value, _DATED) and not tokens[n - 1].tags & _LIMITS:
            return _point(page, timex, Tense.PAST, Origin.EXPLICIT, clause.words(at, n))
    words = {
        t.text.lower() for t in tokens[at + 1 : at + 5] if t.tags & {Tag.WORD, Tag.NAME, Tag.EVENT} and len(t.text) > 3
    }
    for line in page.lines:
        for other in line.clauses:
            if other is clause or not words & {t.text.lower() for t in other.tokens}:
                continue
            for n in other.times:
                if other.tokens[n].timex is not None and isinstance(other.tokens[n].timex.value, _DATED):  # type: ignore[union-attr]
                    return _point(page, other.tokens[n].timex, Tense.EITHER, Origin.EVENT, other.words(n, n))  # type: ignore[arg-type]
    return None


def _in_clause(page: Page, clause: Clause, place: int) -> Anchor | None:
    """Find the date beside the verb that sets the deadline; of several the nearest one."""
    dated = sorted(_past_dates(page, clause), key=lambda found: abs(found[0] - place))
    return next((anchor for _, anchor in dated), None)


def date_in_clause(page: Page, clause: Clause, place: int) -> date | None:
    """Return the day that a clause dates itself: that of the event nearest to token `place`."""
    others = [found for found in _past_dates(page, clause) if found[0] != place]
    nearest = min(others, key=lambda found: abs(found[0] - place), default=None)
    return nearest[1].date if nearest else None


def _past_dates(page: Page, clause: Clause, *, origin: Origin = Origin.EVENT) -> Iterator[tuple[int, Anchor]]:
    tokens = clause.tokens
    for n in clause.times:
        timex = tokens[n].timex
        if timex is None or not isinstance(timex.value, _DATED) or _leads(clause, n) & _LIMITS:
            continue
        if _is_of_something_else(clause, n):
            continue
        anchor = _since(page, clause, n) or _point(page, timex, Tense.PAST, origin, _event_words(clause, n))
        if anchor is None or anchor.date is None:
            continue
        if page.day is None or timedelta() <= page.day - anchor.date <= _LONG_AGO:
            yield n, anchor


def _is_of_something_else(clause: Clause, place: int) -> bool:
    """Whether a date only tells which thing is meant ("Sunday's protests"), and that thing is no order or ruling."""
    tokens = clause.tokens
    if place > 2 and tokens[place - 2].tags & {Tag.DEADLINE} and tokens[place - 3].tags & {Tag.DATE}:
        return True  # "a 5pm deadline on Tuesday"
    after = tokens[place + 1 : place + 4]
    is_owner = bool(after) and bool(after[0].tags & {Tag.POSS})
    return is_owner and not any(t.tags & {Tag.DEMAND} or t.text.lower() in _RULINGS for t in after[1:])


def _since(page: Page, clause: Clause, place: int) -> Anchor | None:
    """Read "four days after it issued a 48-hour ultimatum": the event lies so long before the day of writing."""
    timex = clause.tokens[place].timex
    if (
        timex is None
        or not isinstance(timex.value, Away)
        or not timex.text.lower().endswith("after")
        or page.day is None
    ):
        return None
    if not any(token.tags & _ACTS for token in clause.tokens[place + 1 : place + 6]):
        return None
    span = resolve(Away(timex.value.length, -1), page.day)
    return Anchor(timex.text, span.first, Origin.EVENT) if span else None


def _leads(clause: Clause, place: int) -> frozenset[Tag]:
    return clause.tokens[place - 1].tags if place else frozenset()


def _event_words(clause: Clause, place: int) -> str:
    """Return a date with the words that make it an event: "Just a day before these remarks"."""
    tokens, timex = clause.tokens, clause.tokens[place].timex
    first = last = place
    if timex is not None and isinstance(timex.value, Away) and timex.text.lower().endswith(("before", "after")):
        last = next((n - 1 for n in range(place + 1, len(tokens)) if tokens[n].tags & {Tag.COMMA, Tag.STOP}), place)
        last = min(last, place + 5)
    while first and tokens[first - 1].text.lower() in {"just", "only", "on", "last"}:
        first -= 1
    return clause.words(first, last)


def _nearby(page: Page, line: Line, clause: Clause) -> Anchor | None:
    """Find the setting event in the line that leads into a list, beside the deadline's other mention, or just before."""
    if line.is_title:
        return None
    lines, before = page.lines, page.before(line)
    if line.sentence.form is Form.BULLET:
        leads = [o for o in before if o.sentence.form is not Form.BULLET][:2]
        for other in leads:
            if (found := _dated_line(page, other, None)) is not None:
                return found
    if (found := _chained(page, clause, before)) is not None:
        return found
    near = [*before[:2], *lines[line.number + 1 : line.number + 3]]
    for other in near:
        if any(t.tags & _DEADLINES for c in other.clauses for t in c.tokens) and (
            found := _dated_line(page, other, _ACTS)
        ):
            return found
    if before and line.sentence.form is Form.PROSE and _points_back(clause):
        return _dated_line(page, before[0], None)
    return None


def _then(page: Page, clause: Clause, place: int) -> Anchor | None:
    """Find the date earlier in the sentence that "then" means: "will publish on 1 June; they then have two months"."""
    tokens = clause.tokens
    if not any(token.text.lower() in {"then", "thereafter"} for token in tokens[max(0, place - 8) : place]):
        return None
    for n in reversed([n for n in clause.times if n < place]):
        timex = tokens[n].timex
        if timex is not None and isinstance(timex.value, (*_DATED, Stretch)):
            span = page.resolve(timex, Tense.OPEN)
            return Anchor(clause.words(n, n), span.last, Origin.EVENT) if span else None
    return None


def _is_undated_then(clause: Clause, place: int) -> bool:
    """Whether a length runs from something yet to come: "the council will then have 15 days"."""
    return any(token.text.lower().endswith(" then have") for token in clause.tokens[max(0, place - 4) : place]) or any(
        token.text.lower() in {"then", "thereafter"} for token in clause.tokens[max(0, place - 4) : place]
    )


def _chained(page: Page, clause: Clause, before: list[Line]) -> Anchor | None:
    """Find the date that "then", "that date" or "afterwards" means: the last one before."""
    if not before or not _THEN.search(clause.text):
        return None
    for other in before[:1]:
        for c in reversed(other.clauses):
            for n in reversed(c.times):
                timex = c.tokens[n].timex
                if timex is not None and isinstance(timex.value, _DATED):
                    tense = (
                        Tense.PAST if any(t.tags & {Tag.WAS, Tag.HAD, Tag.SET} for t in c.tokens[:n]) else Tense.OPEN
                    )
                    return _point(page, timex, tense, Origin.NEIGHBOUR, c.words(n, n))
    return None


def _points_back(clause: Clause) -> bool:
    return (
        any(token.text.lower() in _BACKWARD for token in clause.tokens[:12])
        or any(
            clause.tokens[n - 1].text.lower() == "the" and token.tags & {Tag.DEMAND, Tag.THING}
            for n, token in enumerate(clause.tokens)
            if n
        )
        or " were given " in clause.text
        or " was given " in clause.text
    )


def _dated_line(page: Page, line: Line, acts: frozenset[Tag] | None) -> Anchor | None:
    for clause in line.clauses:
        for n, anchor in _past_dates(page, clause, origin=Origin.NEIGHBOUR):
            around = clause.tokens[max(0, n - _NEAR_ACT - 8) : n + _NEAR_ACT + 8]
            if acts is None or any(token.tags & acts for token in around):
                return anchor
    return None


def _dateline(page: Page) -> Anchor | None:
    dateline = page.prose.dateline
    if dateline is None or dateline.day is None:
        return None
    if page.day is not None and abs(page.day - dateline.day) > timedelta(days=7):
        return None
    return Anchor(page.prose.text[dateline.start : dateline.end].strip(), dateline.day, Origin.DATELINE)


def _point(page: Page, timex: Timex, tense: Tense, origin: Origin, words: str) -> Anchor | None:
    if timex.is_length:
        return None
    span = page.resolve(timex, tense)
    if span is None or span.granularity is not Granularity.DAY:
        return None
    return Anchor(words, span.first, origin)

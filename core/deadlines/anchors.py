"""Anchors: what a length of time is counted from, looked for in the order in which it can be trusted.

An explicit start ("10 days from today"), a dated event in the clause ("on Monday he gave them 48 hours"), one in the
line that leads into a list or in a neighbouring sentence, the dateline, and at last the day of publication.
"""

from collections.abc import Sequence
from datetime import timedelta
from itertools import takewhile

from core.deadlines.clauses import Clause, Token
from core.deadlines.expressions import Day, Length, Period, Stretch, Unit, Value, Weekday
from core.deadlines.grammar import Tag, Vocabulary
from core.deadlines.happenings import (
    ACTS,
    DATED,
    FARTHEST_ACT,
    LIMITS,
    LONG_AGO,
    belongs_to_a_thing,
    past_dates,
    point,
    tells_when,
)
from core.deadlines.page import Line, Page
from core.deadlines.resolution import Tense, hours_of
from core.model.deadline import Anchor, Origin
from core.model.prose import Form

_JUST_OVER = timedelta(days=30)
"""How long a deadline can be over and still be told as one."""
_LONGEST_HOURS = 24 * 366 * 10
_DATELINE_DRIFT = timedelta(days=7)
_FARTHEST_START = 14
_FARTHEST_EVENT = 20
"""Words behind "from" within which the event is dated: "from the time of arrest to charge the men, who were …"."""
_BESIDE = 2
_ROOT, _SHORTEST_NOUN = 5, 4

_DEADLINES = frozenset({Tag.DEADLINE, Tag.TERM})
_EVENTS = frozenset({Tag.WORD, Tag.NAME, Tag.EVENT, Tag.SET, Tag.DEMAND, Tag.SUBMIT})
_STARTS = frozenset({Tag.FROM, Tag.START, Tag.AFTER, Tag.OF})
_STEPS = _STARTS | {Tag.ON, Tag.AT}
_TOLD = frozenset({Tag.WAS, Tag.HAD, Tag.SET})
_COMING = frozenset(
    {
        Tag.MUST,
        Tag.SHOULD,
        Tag.WILL,
        Tag.WOULD,
        Tag.IS,
        Tag.IS_TO,
        Tag.PLAN,
        Tag.FORECAST,
        Tag.HAVE,
        Tag.DUE,
        Tag.FACE,
        Tag.CAN,
    }
)


def find_anchor(page: Page, line: Line, clause: Clause, place: int, *, is_old: bool = False) -> Anchor | None:
    """Return what the length at token `place` is counted from; None where nothing tells.

    `is_old` for a length that no longer holds: its clause dates the change, not the first setting.
    """
    if is_old:
        return _explicit(page, line, clause, place) or _nearby(page, line, clause)
    found = (
        _explicit(page, line, clause, place)
        or _starting(page, clause, place)
        or _then(page, clause, place)
        or _in_clause(page, clause, place)
        or _nearby(page, line, clause)
        or _answered(page, line, clause, place)
        or _dateline(page)
    )
    if found or page.day is None or page.published is None or _waits(clause, place):
        return found
    return _long_ago(page, clause) or Anchor("", page.day, Origin.PUBLISHED)


def _long_ago(page: Page, clause: Clause) -> Anchor | None:
    """Return the month or year gone by in which a clause says that something happened; on no known day of it."""
    for n in clause.times:
        timex = clause.tokens[n].timex
        before = clause.tokens[n - 1].tags if n else frozenset()
        if timex is None or not (
            _is_of_the_past(timex.value) or (before & {Tag.IN} and isinstance(timex.value, Stretch))
        ):
            continue
        span = page.resolve(timex, Tense.PAST)
        if span is not None and page.day is not None and span.last < page.day:
            return Anchor(timex.text, None, Origin.EVENT)
    return None


def _is_of_the_past(value: Value) -> bool:
    """Whether a time is called one gone by: "last year", "15 March 1998"."""
    is_dated = isinstance(value, Day) and value.year is not None
    return is_dated or (
        isinstance(value, Period) and value.shift < 0 and value.unit in (Unit.MONTH, Unit.QUARTER, Unit.YEAR)
    )


# -- in its own words -----------------------------------------------------------------------------------------------


def _explicit(page: Page, line: Line, clause: Clause, place: int) -> Anchor | None:
    """Find "… from today", "… starting (on) Thursday", "… of the ruling, which was handed down on 28 September"."""
    tokens = clause.tokens
    for at in range(place + 1, min(len(tokens), place + 1 + _FARTHEST_START)):
        if tokens[at].tags & {Tag.STOP, Tag.COLON} or tokens[at].timex is not None:
            return None
        if not tokens[at].tags & _STARTS or (tokens[at].tags & {Tag.START} and _is_of_another(tokens[place:at])):
            continue
        after = next((n for n in range(at + 1, min(len(tokens), at + 4)) if not tokens[n].tags & _STEPS), None)
        if after is not None and (timex := tokens[after].timex) is not None:
            began = tokens[at].text.lower() in clause.vocabulary.began or _lies_behind(clause, after)
            later = Tense.EITHER if isinstance(timex.value, Weekday) else Tense.OPEN
            tense = Tense.PAST if began else later
            return point(page, timex, tense, Origin.EXPLICIT, clause.words(at, after))
        is_counted = bool(tokens[at].tags & {Tag.FROM} and tokens[at - 1].tags & {Tag.START})
        is_beside = at <= place + _BESIDE and tokens[at].tags & {Tag.OF, Tag.FROM}
        if tokens[at].tags & {Tag.AFTER} or is_beside or is_counted:
            return _event(page, line, clause, at)
    return None


def _is_of_another(between: Sequence[Token]) -> bool:
    """Whether a start behind a length is that of something else: "gave them a week, and fighting began on …"."""
    return any(token.tags & {Tag.AND, Tag.BUT, Tag.WHEN} for token in between)


def _lies_behind(clause: Clause, place: int) -> bool:
    """Whether what is said of a day is told as past: "from Wednesday, when the petition was certified"."""
    ahead = clause.tokens[place + 1 : place + 10]
    told = next((n for n, token in enumerate(ahead[:3]) if token.tags & {Tag.WHEN, Tag.WHO}), None)
    return told is not None and any(token.tags & _TOLD for token in ahead[told + 1 :])


def _event(page: Page, line: Line, clause: Clause, at: int) -> Anchor | None:
    """Find the date of the event that follows "of", "after" or "from": "that date", "the ruling"."""
    tokens = clause.tokens
    if at + 1 < len(tokens) and tokens[at + 1].text.lower() in clause.vocabulary.demonstrative:
        there = _last_before(page, clause, at, Tense.EITHER, Origin.EXPLICIT)
        return there or _said_last(page, clause, page.before(line))
    for n in range(at + 1, min(len(tokens), at + _FARTHEST_EVENT)):
        timex = tokens[n].timex
        is_event = not (tokens[n - 1].tags & LIMITS or belongs_to_a_thing(clause, n))
        if timex is not None and isinstance(timex.value, DATED) and is_event:
            tense = Tense.EITHER if isinstance(timex.value, Day) else Tense.PAST
            return point(page, timex, tense, Origin.EXPLICIT, clause.words(at, n))
    named = {t.text.lower() for t in tokens[at + 1 : at + 5] if t.tags & _EVENTS}
    roots = {word[:_ROOT] for word in named if len(word) >= _SHORTEST_NOUN}
    if any(past_dates(page, clause)):
        return _told_before(page, clause, at, roots)
    is_known = tokens[at + 1 : at + 2] and tokens[at + 1].text.lower() == clause.vocabulary.the_one
    return _told_elsewhere(page, line, roots) or (_just_told(page, line) if is_known else None)


def _just_told(page: Page, line: Line) -> Anchor | None:
    """Find the day of what the sentence before told, which "the announcement" stands for."""
    before = page.before(line)[:1]
    return _dated_line(page, before[0]) if before else None


def _told_before(page: Page, clause: Clause, at: int, roots: set[str]) -> Anchor | None:
    """Find the day of an event told earlier in the sentence: "certified it on Monday; … after certification"."""
    if not any(token.text.lower().startswith(tuple(roots)) for token in clause.tokens[:at]):
        return None
    before = [anchor for n, anchor in past_dates(page, clause) if n < at]
    return before[-1] if before else None


def _told_elsewhere(page: Page, line: Line, roots: set[str]) -> Anchor | None:
    """Find the first date in another line that names the same event by a word of this root; the lines before first."""
    before, heads = page.before(line), tuple(roots)
    for other in [*before, *(far for far in page.around(line) if far.number > line.number)]:
        for clause in other.clauses if other.times else ():
            if any(token.text.lower().startswith(heads) for token in clause.tokens):
                for n in clause.times:
                    timex = clause.tokens[n].timex
                    is_limit = n > 0 and clause.tokens[n - 1].tags & LIMITS
                    if timex is not None and isinstance(timex.value, DATED) and not is_limit:
                        return point(page, timex, Tense.EITHER, Origin.EVENT, clause.words(n, n))
    return None


def _starting(page: Page, clause: Clause, place: int) -> Anchor | None:
    """Find the day from which on somebody will have so long: "Starting Monday, residents will have 45 days".

    What opens on a day to come runs from then: "opens on June 5 and stays open for two weeks".
    """
    for n in clause.times:
        timex = clause.tokens[n].timex
        if timex is None or not 0 < n < place or not isinstance(timex.value, DATED):
            continue
        is_to_come = any(token.tags & _COMING for token in clause.tokens[n:place])
        if _opens(clause, n) or (is_to_come and clause.tokens[n - 1].tags & {Tag.START, Tag.FROM}):
            return point(page, timex, Tense.OPEN, Origin.EXPLICIT, clause.words(n - 1, n))
    return None


def _opens(clause: Clause, day: int) -> bool:
    """Whether something opens on a day."""
    verb = clause.tokens[day - 2 if day > 1 and clause.tokens[day - 1].tags & {Tag.ON} else day - 1]
    return bool(verb.tags & {Tag.OPEN} and clause.vocabulary.present.match(verb.text))


def _then(page: Page, clause: Clause, place: int) -> Anchor | None:
    """Find the date earlier in the sentence that "then" means: "will publish on 1 June; they then have two months"."""
    before = clause.words(max(0, place - 8), place - 1)
    if place == 0 or not clause.vocabulary.then.search(before):
        return None
    return _last_before(page, clause, place, Tense.OPEN, Origin.EVENT)


def _last_before(page: Page, clause: Clause, place: int, tense: Tense, origin: Origin) -> Anchor | None:
    """Return the last date before token `place`; of a month its last day."""
    for n in reversed([n for n in clause.times if n < place]):
        timex = clause.tokens[n].timex
        if timex is not None and isinstance(timex.value, (*DATED, Stretch)):
            span = page.resolve(timex, tense)
            return Anchor(clause.words(n, n), span.last, origin) if span else None
    return None


def _waits(clause: Clause, place: int) -> bool:
    """Whether a length runs from something yet to come and undated: "the council will then have 15 days"."""
    words = clause.words(max(0, place - 4), place - 1) if place else ""
    return bool(clause.vocabulary.and_then.search(words))


# -- beside the verb that sets it -----------------------------------------------------------------------------------


def _in_clause(page: Page, clause: Clause, place: int) -> Anchor | None:
    """Find the date beside the verb that sets the deadline; of several the nearest one."""
    reach = max(LONG_AGO, _lasting(clause, place) + _JUST_OVER)
    past = (found for found in past_dates(page, clause, reach=reach) if tells_when(clause, found[0], place))
    dated = min(past, key=lambda found: abs(found[0] - place), default=None)
    return dated[1] if dated else None


def _lasting(clause: Clause, place: int) -> timedelta:
    timex = clause.tokens[place].timex
    if timex is None or not isinstance(timex.value, Length):
        return timedelta()
    return timedelta(hours=min(hours_of(timex.value, timex.value.most), _LONGEST_HOURS))


# -- nearby ---------------------------------------------------------------------------------------------------------


def _nearby(page: Page, line: Line, clause: Clause) -> Anchor | None:
    """Find the event in the lines into a list, in what was said last, or beside the deadline's other mention."""
    if line.is_title:
        return None
    before = page.before(line)
    return (
        _leading_in(page, line, before)
        or _said_last(page, clause, before)
        or _mentioned(page, line, before)
        or (_dated_line(page, before[0]) if before and _points_back(line, clause) else None)
    )


def _answered(page: Page, line: Line, clause: Clause, place: int) -> Anchor | None:
    """Find the day of what somebody has so long to answer, told in the sentence before: "… was filed on Monday"."""
    ahead = clause.tokens[place + 1 : place + 6]
    is_answer = any(
        ahead[n - 1].tags & {Tag.TO}
        and (
            verb.text.lower() in clause.vocabulary.answering
            or any(t.tags & {Tag.PRONOUN} for t in ahead[n + 1 : n + 2])
        )
        for n, verb in enumerate(ahead)
        if n
    )
    before = page.before(line)[:1] if is_answer and not line.is_title else []
    return _dated_line(page, before[0]) if before else None


def _leading_in(page: Page, line: Line, before: list[Line]) -> Anchor | None:
    if line.sentence.form is not Form.BULLET:
        return None
    leads = [other for other in before if other.sentence.form is not Form.BULLET]
    return next((found for other in leads[:2] if (found := _dated_line(page, other))), None)


def _said_last(page: Page, clause: Clause, before: list[Line]) -> Anchor | None:
    """Find the date that "then", "that date" or "afterwards" means: the last one of the sentence before."""
    if not before or not clause.vocabulary.then.search(clause.text):
        return None
    for other in reversed(before[0].clauses):
        for n in reversed(other.times):
            timex = other.tokens[n].timex
            if timex is not None and isinstance(timex.value, DATED):
                said = frozenset[Tag]().union(*(token.tags for token in other.tokens[:n]))
                told = Tense.PAST if isinstance(timex.value, Weekday) else Tense.EITHER
                tense = Tense.OPEN if said & _COMING else told
                return point(page, timex, tense, Origin.NEIGHBOUR, other.words(n, n))
    return None


def _mentioned(page: Page, line: Line, before: list[Line]) -> Anchor | None:
    """Find the date of setting where the deadline is spoken of just before or just after."""
    for other in (*before[:2], *page.lines[line.number + 1 : line.number + 3]):
        if other.times and any(t.tags & _DEADLINES for clause in other.clauses for t in clause.tokens):
            found = _dated_line(page, other, ACTS)
            if found is not None:
                return found
    return None


def _points_back(line: Line, clause: Clause) -> bool:
    """Whether a sentence goes on from the one before: "Its owner has …", "The order gives …", "They were given …"."""
    if line.sentence.form is not Form.PROSE:
        return False
    tokens, words = clause.tokens, clause.vocabulary
    return (
        any(token.text.lower() in words.pointing_back for token in tokens[:12])
        or any(
            token.tags & {Tag.DEMAND, Tag.THING} and _is_known(tokens[max(0, n - 4) : n], words)
            for n, token in enumerate(tokens)
        )
        or bool(words.given.search(clause.text))
    )


def _is_known(before: Sequence[Token], words: Vocabulary) -> bool:
    """Whether the words before a noun make it one that was spoken of: "the order", "the US drafted resolution"."""
    plain = takewhile(lambda token: token.tags <= {Tag.WORD, Tag.NAME, Tag.NEW, Tag.THING, Tag.SET}, reversed(before))
    for token in plain:
        if token.text.lower() in words.articles:
            return token.text.lower() not in words.indefinite
    return bool(before) and before[-1].text.lower() in words.articles - words.indefinite


def _dated_line(page: Page, line: Line, acts: frozenset[Tag] | None = None) -> Anchor | None:
    """Return the first day behind in a line; with `acts`, one that such a word stands near."""
    for clause in line.clauses if line.times else ():
        for n, anchor in past_dates(page, clause, origin=Origin.NEIGHBOUR):
            around = clause.tokens[max(0, n - FARTHEST_ACT) : n + FARTHEST_ACT]
            if acts is None or any(token.tags & acts for token in around):
                return anchor
    return None


def _dateline(page: Page) -> Anchor | None:
    dateline = page.prose.dateline
    if dateline is None or dateline.day is None:
        return None
    if page.day is not None and abs(page.day - dateline.day) > _DATELINE_DRIFT:
        return None
    return Anchor(page.prose.text[dateline.start : dateline.end].strip(), dateline.day, Origin.DATELINE)

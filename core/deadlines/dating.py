"""Dating: from a hit to its due date, what that is counted from, what the text does with it and where it stands."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from core.deadlines.anchors import find_anchor
from core.deadlines.expressions import Away, Clock, Day, Edge, Period, Said, Stretch, Timex, Unit, Weekday
from core.deadlines.expressions import Length as Lasting
from core.deadlines.grammar import Grammar, Tag, Trait
from core.deadlines.happenings import DATED, date_in_clause
from core.deadlines.hits import Hit, hits_of, is_vetoed
from core.deadlines.page import Page
from core.deadlines.resolution import Span, Tense, hours_of, resolve
from core.deadlines.rules import is_rule, is_stale_duty, may_lie_behind
from core.deadlines.stages import SOME, is_more, is_of_former, is_short, is_withdrawn, kind_of
from core.deadlines.tenses import is_gone, is_supposed, tense_of
from core.model.deadline import Anchor, Due, Granularity, Kind, Length, Origin, Status
from core.model.prose import Form


@dataclass(frozen=True, slots=True)
class Dating:
    """When something is due, as far as the text lets it be told."""

    due: Due | None
    anchor: Anchor | None
    length: Length | None
    kind: Kind
    status: Status


def date_hit(page: Page, hit: Hit, grammar: Grammar) -> Dating | None:
    """Return the dating of a hit; None where its date shows that it is no deadline after all."""
    timex = hit.timex
    if Trait.KEEPS_HOURS in hit.frame.traits and (isinstance(timex.value, Clock) or _is_of_a_week(hit)):
        return None
    if Trait.HINT in hit.frame.traits and _is_only_past(hit):
        return None
    if Trait.MORE in hit.frame.traits and not (is_more(timex.value) and is_short(timex.value)):
        return None
    if Trait.LISTED in hit.frame.traits and not _is_told_to_do(page, hit):
        return None
    if isinstance(timex.value, Lasting):
        return _count(page, hit, timex.value, grammar)
    return _read(page, hit, grammar)


def _is_only_past(hit: Hit) -> bool:
    """Whether a time gone by leads to no deadline: "yesterday", "two years ago", unless one is named beside it."""
    token = hit.clause.tokens[hit.place]
    if Tag.AGO not in token.tags or any(other.tags & {Tag.DEADLINE, Tag.EXPIRY} for other in hit.matched):
        return False
    return not hit.timex.text.lower().endswith(hit.clause.vocabulary.before_an_event)


def _is_of_a_week(hit: Hit) -> bool:
    """Whether a weekday ends a span of the week: "from Monday to Saturday"."""
    before = hit.clause.tokens[max(0, hit.place - 2) : hit.place]
    days = [token.timex.value for token in before[:1] if token.timex is not None]
    return isinstance(hit.timex.value, Weekday) and any(isinstance(day, Weekday) for day in days)


def _is_told_to_do(page: Page, hit: Hit) -> bool:
    """Whether an item stands in a list that an order leads into."""
    if hit.line.sentence.form is not Form.BULLET:
        return False
    lead = next((other for other in page.before(hit.line) if other.sentence.form is not Form.BULLET), None)
    leading = _LEADS_IN if "V" in hit.slots else frozenset({Tag.DEADLINE})
    return lead is not None and any(token.tags & leading for clause in lead.clauses for token in clause.tokens)


_LEADS_IN = frozenset({Tag.DEMAND, Tag.ORDER, Tag.REQUIRE, Tag.ASK, Tag.MUST, Tag.DEADLINE, Tag.SHOULD})


def _count(page: Page, hit: Hit, value: Lasting, grammar: Grammar) -> Dating | None:
    """Date a length from its anchor; without any it stays undated."""
    is_old = hit.frame.kind is Kind.SUPERSEDED
    anchor = _chained(page, hit, grammar) or find_anchor(page, hit.line, hit.clause, hit.place, is_old=is_old)
    if anchor is not None and (anchor.date is None or _is_too_loose(hit, value, anchor)):
        return None
    if (anchor is None and page.published is not None) or is_rule(page, hit, anchor, grammar):
        return None
    if hit.frame.kind is Kind.EXTENDED:
        old = _old_end(page, hit, grammar)
        if old is None and not is_short(value):
            return None  # a law prolonged for years
        anchor = old or anchor
    due = _end(page, value, anchor)
    if hit.frame.status is Status.PASSED and not is_supposed(hit) and due and page.day and due.last >= page.day:
        due = None  # "missed a 30-day deadline": it ended some day before
    length = Length(hit.timex.text, hours_of(value, value.least), hours_of(value, value.most))
    return _judged(page, hit, grammar, due, anchor, length)


def _is_too_loose(hit: Hit, value: Lasting, anchor: Anchor) -> bool:
    """Whether a length is of minutes, or needs an event to run from and none is dated."""
    is_loose = anchor.origin in (Origin.PUBLISHED, Origin.DATELINE)
    return value.unit is Unit.MINUTE or (is_loose and Trait.ANCHORED in hit.frame.traits)


def _chained(page: Page, hit: Hit, grammar: Grammar) -> Anchor | None:
    """Return the end of the length told just before, where "then" counts on from it: "a week to pay, then ten days".

    Without a date where that length has none: what counts on from a rule is a rule.
    """
    if not _counts_on(hit):
        return None
    here = [other for other in hits_of(hit.line, hit.clause, grammar) if other.place < hit.place]
    before = [(line, clause) for line in page.before(hit.line)[:1] for clause in line.clauses[-1:]]
    last = next(reversed(here or [other for line, clause in before for other in hits_of(line, clause, grammar)]), None)
    if last is None or not isinstance(last.timex.value, Lasting) or _counts_on(last):
        return None
    first = _count(page, last, last.timex.value, grammar)
    return Anchor(last.words, first.due.last if first and first.due else None, Origin.EVENT)


def _counts_on(hit: Hit) -> bool:
    tokens = hit.clause.tokens
    words = hit.clause.words(max(0, hit.place - 8), min(len(tokens) - 1, hit.place + 3))
    return bool(hit.clause.vocabulary.then.search(words))


def _read(page: Page, hit: Hit, grammar: Grammar) -> Dating | None:
    """Date a point in time that the text names."""
    timex, tense = hit.timex, tense_of(hit)
    if is_vetoed(hit, "setting", grammar) and "setting" in hit.frame.vetoes and may_lie_behind(page, timex):
        return None
    if tense is Tense.PAST and isinstance(timex.value, Period) and timex.value.edge is Edge.WHOLE:
        return None  # what "lapsed this year" is nothing that anybody could still keep
    if _is_far_wish(page, hit) or _is_name_of_this_year(page, hit):
        return None
    base = _day_of_hour(page, hit, grammar) or _set_on(page, hit, tense)
    span = (
        _said(page, hit)
        or _of_a_stage(page, hit, grammar)
        or _ahead(page, hit)
        or _behind(page, hit)
        or _after_an_event(page, hit)
        or page.resolve(timex, tense, base)
    )
    if span is None and page.day is not None:
        return None
    due = _due(page, timex, span) if span else None
    return _judged(page, hit, grammar, due, _read_on(page, timex), None)


_FAR_YEARS = 3
_FARTHEST_EVENT = 9
"""Words behind a length within which the event that it runs from is dated."""


def _is_far_wish(page: Page, hit: Hit) -> bool:
    """Whether somebody is only asked to do something, or would have to, by a year that is far off."""
    value = hit.timex.value
    if not isinstance(value, Stretch) or value.year is None or value.granularity is not Granularity.YEAR:
        return False
    is_far = page.day is not None and value.year - page.day.year >= _FAR_YEARS
    verb = hit.clause.tokens[hit.slots.get("S", hit.slots.get("A", (hit.first, 0)))[0]]
    return is_far and (Tag.ASK in verb.tags or verb.text.lower().startswith(hit.clause.vocabulary.would))


def _is_name_of_this_year(page: Page, hit: Hit) -> bool:
    """Whether the year of writing only tells which deadline is meant: "the 2023 trade deadline"."""
    value, ahead = hit.timex.value, hit.clause.tokens[hit.place + 1 : hit.last + 1]
    if not isinstance(value, Stretch) or value.granularity is not Granularity.YEAR or value.edge is not Edge.WHOLE:
        return False
    is_named = any(token.tags & {Tag.DEADLINE} for token in ahead)
    return is_named and page.day is not None and value.year == page.day.year


def _said(page: Page, hit: Hit) -> Span | None:
    """Return the date told last before "until then"."""
    if not isinstance(hit.timex.value, Said):
        return None
    here = [hit.clause.tokens[n].timex for n in hit.clause.times if n < hit.place]
    before = [token.timex for line in page.before(hit.line)[:1] for clause in line.clauses for token in clause.tokens]
    told = [timex for timex in (*before, *here) if timex is not None and not timex.is_length]
    return page.resolve(told[-1], Tense.OPEN) if told else None


def _of_a_stage(page: Page, hit: Hit, grammar: Grammar) -> Span | None:
    """Return a date of an earlier stage, which lies before the one to which the text says that it was moved."""
    value = hit.timex.value
    if not isinstance(value, Day) or value.year is not None or not is_of_former(hit):
        return None
    moved = (
        page.resolve(other.timex, Tense.OPEN)
        for line in page.around(hit.line)
        for clause in line.clauses[:SOME]
        for other in hits_of(line, clause, grammar)
        if other.frame.kind is Kind.EXTENDED and not other.timex.is_length and not is_of_former(other)
    )
    standing = next((span for span in moved if span is not None), None)
    return page.resolve(hit.timex, Tense.PAST, standing.first) if standing else None


def _day_of_hour(page: Page, hit: Hit, grammar: Grammar) -> date | None:
    """Return the day of an hour told without one: "Friday is the last day; … by 5 p.m.", "by 5 p.m. that day"."""
    if not isinstance(hit.timex.value, Clock):
        return None
    days = [other for other in hits_of(hit.line, hit.clause, grammar) if isinstance(other.timex.value, (Day, Weekday))]
    before = [other for other in days if other.place < hit.place]
    ahead = hit.clause.tokens[hit.place + 1 : hit.place + 2]
    if not before and any(token.text.lower() in hit.clause.vocabulary.that_day for token in ahead):
        lines = [(line, clause) for line in page.before(hit.line)[:2] for clause in line.clauses[-1:]]
        before = [other for line, clause in lines for other in hits_of(line, clause, grammar)][:1]
    span = page.resolve(before[-1].timex, Tense.OPEN) if before else None
    return span.last if span else None


def _set_on(page: Page, hit: Hit, tense: Tense) -> date | None:
    """Return the day of setting that a date without year follows: "on Monday he gave them until Wednesday"."""
    if tense is not Tense.OPEN or Trait.DUTY in hit.frame.traits or "S" not in hit.slots:
        return None
    return date_in_clause(page, hit.clause, hit.place)


def _judged(
    page: Page, hit: Hit, grammar: Grammar, due: Due | None, anchor: Anchor | None, length: Length | None
) -> Dating | None:
    if is_stale_duty(page, hit, due):
        return None
    return Dating(due, anchor, length, kind_of(page, hit, grammar, due), _status(page, hit, due))


# -- due and status ------------------------------------------------------------------------------------------------


def _ahead(page: Page, hit: Hit) -> Span | None:
    """Return the date that "two days before the deadline" leads to from the day it is said of."""
    value = hit.timex.value
    if Trait.HINT not in hit.frame.traits or not isinstance(value, Away) or page.day is None:
        return None
    base = _day_just_before(page, hit) or date_in_clause(page, hit.clause, hit.place) or page.day
    return resolve(value.length, base)


def _day_just_before(page: Page, hit: Hit) -> date | None:
    """Return the day that a hint follows: "on September 11, three days before the period closes"."""
    near = hit.clause.tokens[max(0, hit.place - 2) : hit.place]
    timex = near[0].timex if near else None
    span = page.resolve(timex, Tense.EITHER) if timex is not None and isinstance(timex.value, Day | Weekday) else None
    return span.first if span else None


def _behind(page: Page, hit: Hit) -> Span | None:
    """Return the date that "a day after the deadline" leads back to from the day it is said of."""
    value, tokens = hit.timex.value, hit.clause.tokens[hit.place + 1 : hit.place + 5]
    if not isinstance(value, Away) or value.direction < 0 or page.day is None:
        return None
    if not any(token.tags & {Tag.DEADLINE} for token in tokens):
        return None
    return resolve(Away(value.length, -1), date_in_clause(page, hit.clause, hit.place) or page.day)


def _after_an_event(page: Page, hit: Hit) -> Span | None:
    """Return the date that "180 days after it was granted on Sept. 1" leads to."""
    value, tokens = hit.timex.value, hit.clause.tokens
    if not isinstance(value, Away) or value.direction < 0:
        return None
    for n in range(hit.place + 2, min(len(tokens), hit.place + _FARTHEST_EVENT)):
        timex = tokens[n].timex
        if tokens[n].tags & {Tag.STOP, Tag.COMMA}:
            return None
        if timex is not None and isinstance(timex.value, DATED) and tokens[n - 1].tags & {Tag.ON, Tag.OF}:
            event = page.resolve(timex, Tense.PAST)
            return resolve(value.length, event.last) if event else None
    return None


def _end(page: Page, value: Lasting, anchor: Anchor | None) -> Due | None:
    """Return the end of a length counted from its anchor; hours that are no whole days from the very moment."""
    if anchor is None or anchor.date is None:
        return None
    exact = value.unit in (Unit.HOUR, Unit.MINUTE) and value.least % 24 != 0 and value.least == value.most
    if exact and anchor.origin is Origin.PUBLISHED and page.published is not None:
        try:
            at = page.published + timedelta(hours=hours_of(value, value.least))
        except OverflowError:
            return None
        return Due(Granularity.INSTANT, at.date(), at.date(), page.zone, at)
    span = resolve(value, anchor.date)
    return Due(span.granularity, span.first, span.last, page.zone) if span else None


def _due(page: Page, timex: Timex, span: Span) -> Due:
    """Return the due date of a span; a time of day makes an instant, midnight the whole day that it ends."""
    clock = timex.clock or (timex.value if isinstance(timex.value, Clock) else None)
    place = (clock.zone if clock else None) or page.zone
    if clock is None or span.granularity is not Granularity.DAY or clock.hour == 24:
        return Due(span.granularity, span.first, span.last, place)
    own: tzinfo = ZoneInfo(place)
    if not clock.zone and page.zone == "UTC" and page.published is not None and page.published.tzinfo:
        own = page.published.tzinfo  # nobody knows the place, but the outlet's clock
    day: date = span.first
    at = datetime(day.year, day.month, day.day, clock.hour, clock.minute, tzinfo=own)
    return Due(Granularity.INSTANT, span.first, span.last, place, at)


def _read_on(page: Page, timex: Timex) -> Anchor | None:
    """Return the day that a date was read on, where it needed one."""
    if getattr(timex.value, "year", None) is not None or page.day is None:
        return None
    return Anchor("", page.day, Origin.PUBLISHED if page.published else Origin.DATELINE)


def _old_end(page: Page, hit: Hit, grammar: Grammar) -> Anchor | None:
    """Return the date that an extension by a length adds to, where its sentence gives it."""
    for other in hits_of(hit.line, hit.clause, grammar):
        is_old = other.frame.kind is Kind.SUPERSEDED or Trait.MOVED in other.frame.traits
        if is_old and not other.timex.is_length:
            span = page.resolve(other.timex, other.frame.tense)
            if span is not None:
                return Anchor(other.words, span.last, Origin.EVENT)
    return _given_first(page, hit, grammar) if any(t.tags & {Tag.ADD, Tag.PRONOUN} for t in hit.matched) else None


def _given_first(page: Page, hit: Hit, grammar: Grammar) -> Anchor | None:
    """Return the end of what was given before more was added: "gave them ten days, and then added 48 hours"."""
    given = [other for other in hits_of(hit.line, hit.clause, grammar) if other.place < hit.place]
    first = date_hit(page, given[-1], grammar) if given and given[-1].frame.kind is Kind.SET else None
    return Anchor(given[-1].words, first.due.last, Origin.EVENT) if first and first.due else None


def _status(page: Page, hit: Hit, due: Due | None) -> Status:
    if hit.frame.status is not None and not is_supposed(hit):
        return hit.frame.status
    if is_withdrawn(hit):
        return Status.WITHDRAWN
    if Trait.PASSING in hit.frame.traits and is_gone(hit, Tag.PASS):
        return Status.PASSED
    if due is None or page.day is None:
        return Status.OPEN
    if due.at is not None and page.published is not None:
        return Status.PASSED if due.at.astimezone(UTC) < page.published.astimezone(UTC) else Status.OPEN
    return Status.PASSED if due.last < page.day else Status.OPEN

"""Extraction: the deadlines of one text, each with its date, its sentence, its terms and what it is counted from.

Time expressions are found, frames say which of them are deadlines, vetoes speak against some, anchors and calendar
arithmetic give the date, and what was told twice becomes one finding.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from core.deadlines import slots as told
from core.deadlines.anchors import date_in_clause, find_anchor
from core.deadlines.clauses import Clause
from core.deadlines.english import ENGLISH
from core.deadlines.expressions import Away, Clock, Day, Edge, Near, Period, Timex, Unit, Weekday
from core.deadlines.expressions import Length as Lasting
from core.deadlines.grammar import Frame, Grammar, Tag
from core.deadlines.page import Line, Page
from core.deadlines.resolution import Span, Tense, hours_of, resolve
from core.deadlines.wording import content, likeness
from core.model.deadline import Anchor, Due, Finding, Granularity, Kind, Length, Origin, Status, Terms
from core.model.prose import Form, Prose

GRAMMARS: Mapping[str, Grammar] = {"en": ENGLISH}
"""The languages that are read for deadlines."""

_MOVED = frozenset({Tag.EXTEND, Tag.SHORTEN, Tag.NEW, Tag.WITHDRAW})
_ROUNDS = 3
"""How often a clause is read again for a further deadline behind one that was found ("by Friday and … by Monday")."""


def find_deadlines(
    prose: Prose, *, published: datetime | None, zone: str = "UTC", language: str = "en"
) -> tuple[tuple[Finding, ...], str | None]:
    """Return the deadlines of a text in its order, and why there are none where that is not for want of deadlines.

    `published` (aware) is read by its own clock; without it the dates that need it are None. `zone` is the outlet's
    place, which dates known to the day are said to hold in.
    """
    grammar = GRAMMARS.get(language.partition("-")[0].lower())
    if not (prose.text.strip() or prose.title.strip()):
        return (), "empty text"
    if grammar is None:
        return (), f"language not supported: {language}"
    page = Page.of(prose, grammar, published=published, zone=zone)
    hits = list(_without_lengths_of_moves([hit for line in page.lines for hit in _hits(line, grammar)]))
    found = [drawn for hit in hits if (drawn := _drawn(page, hit, grammar)) is not None]
    return tuple(_told_once(_without_hints(found))), None


@dataclass(frozen=True)
class Hit:
    """A time that a frame takes for a deadline: token `place` of a clause; `slots` are token spans by label."""

    line: Line
    clause: Clause
    place: int
    frame: Frame
    slots: Mapping[str, tuple[int, int]]
    first: int
    last: int
    joined: Timex | None = None

    @property
    def timex(self) -> Timex:
        """The time."""
        if self.joined is not None:
            return self.joined
        timex = self.clause.tokens[self.place].timex
        assert timex is not None  # noqa: S101 -- only times are marked with "@"
        return timex

    @property
    def words(self) -> str:
        """The time with the deadline word or the preposition beside it."""
        tokens = self.clause.tokens
        first = last = self.place
        leads = {Tag.BY, Tag.UNTIL, Tag.WITHIN, Tag.ON, Tag.IN, Tag.AT}
        while (
            first > 0
            and self.place - first < 3
            and (
                tokens[first - 1].tags & leads
                or tokens[first - 1].text.lower() in {"the", "about", "around", "at least"}
            )
        ):
            first -= 1
        for n in range(self.place + 1, min(len(tokens), self.place + 5)):
            if tokens[n].tags & {Tag.DEADLINE, Tag.TERM} and n <= self.last:
                last = n
        return self.clause.words(first, last)


def _hits(line: Line, grammar: Grammar) -> Iterator[Hit]:
    for clause in line.clauses:
        if clause.times:
            found = _framed(line, clause, grammar)
            _join_clocks(found)
            yield from (found[place] for place in sorted(found) if not _is_vetoed(found[place], grammar))


def _without_lengths_of_moves(hits: list[Hit]) -> Iterator[Hit]:
    """Leave out "by two weeks" where the lines around it say "to 29 July" too."""
    moved = [hit.line.number for hit in hits if hit.frame.kind is Kind.EXTENDED and not hit.timex.is_length]
    for hit in hits:
        if not (_adds_time(hit) and any(abs(hit.line.number - number) <= 2 for number in moved)):
            yield hit


def _join_clocks(found: dict[int, Hit]) -> None:
    """Give "a 5pm deadline on Tuesday" its day, and leave the day out as a deadline of its own."""
    for place, hit in list(found.items()):
        tokens = hit.clause.tokens
        if not isinstance(hit.timex.value, Clock) or not any(
            t.tags & {Tag.DEADLINE} for t in tokens[place : place + 3]
        ):
            continue
        day = next((n for n in range(place + 1, min(len(tokens), place + 7)) if tokens[n].timex is not None), None)
        timex = tokens[day].timex if day is not None else None
        if day is None or timex is None or not isinstance(timex.value, (Day, Weekday, Near)):
            continue
        if any(t.tags & {Tag.COMMA, Tag.STOP, Tag.AND} for t in tokens[place:day]):
            continue
        found[place] = replace(hit, joined=replace(timex, clock=timex.clock or hit.timex.value))
        found.pop(day, None)


def _adds_time(hit: Hit) -> bool:
    value = hit.timex.value
    return isinstance(value, Lasting) and (hit.frame.kind is Kind.EXTENDED or value.is_more)


def _framed(line: Line, clause: Clause, grammar: Grammar) -> dict[int, Hit]:
    """Return the times of a clause that a frame fits, by token; of several frames the first."""
    found: dict[int, Hit] = {}
    letters = clause.letters
    plain = grammar.letters[frozenset({Tag.TAKEN})]
    for _ in range(_ROUNDS):
        fresh: dict[int, Hit] = {}
        for frame, regex in grammar.frames:
            for match in regex.finditer(letters):
                hit = _hit(line, clause, frame, match)
                if hit.place not in fresh and _is_sound(hit):
                    fresh[hit.place] = hit
        fresh = {place: hit for place, hit in fresh.items() if place not in found}
        if not fresh:
            break
        found |= fresh
        if len(found) == len(clause.times):
            break
        taken = {n for n, place in enumerate(clause.places) if place in found}
        letters = "".join(plain if n in taken else letter for n, letter in enumerate(letters))
    return found


def _is_sound(hit: Hit) -> bool:
    """Whether a match holds together: "to" before a verb ("to leave", not "to Moscow"), no time inside a slot."""
    tokens = hit.clause.tokens
    for first, last in (hit.slots[label] for label in "AO" if label in hit.slots):
        if first < last and any(t.timex or t.tags & {Tag.STOP} for t in tokens[first : last + 1]):
            return False
    if "V" not in hit.slots or not hit.clause.tokens[hit.slots["V"][0]].tags & {Tag.TO}:
        return True
    following = next((t for t in hit.clause.tokens[hit.slots["V"][0] + 1 :] if t.tags != _ADVERB), None)
    if (
        following is None
        or following.timex is not None
        or following.tags & {Tag.NUMBER, Tag.NAME, Tag.POSS, Tag.PRONOUN}
    ):
        return hit.line.is_title and following is not None and bool(following.tags & {Tag.NAME})
    return following.text.lower() not in _NO_VERBS and not following.text.endswith("ing")


_ADVERB = frozenset({Tag.AS})
_NO_VERBS = frozenset("the a an its their his her this these that those such any all each many more most".split())


def _hit(line: Line, clause: Clause, frame: Frame, match: re.Match[str]) -> Hit:
    slots: dict[str, tuple[int, int]] = {}
    place = -1
    for name, value in match.groupdict().items():
        if value is None:
            continue
        start, end = match.span(name)
        if name.startswith("at"):
            place = clause.places[start]
        elif start < end:
            slots.setdefault(name[0], (clause.places[start], clause.places[end - 1]))
    return Hit(line, clause, place, frame, slots, clause.places[match.start()], clause.places[match.end() - 1])


def _is_vetoed(hit: Hit, grammar: Grammar) -> bool:
    return any(_speaks_against(name, hit, grammar) for name in hit.frame.vetoes if name not in (GENERIC, ROLE, SETTING))


def _speaks_against(name: str, hit: Hit, grammar: Grammar) -> bool:
    place = hit.clause.places.index(hit.place)
    for veto, regex in grammar.vetoes:
        if veto.name != name:
            continue
        for match in regex.finditer(hit.clause.letters):
            if any(
                match.start(group) == place for group in match.groupdict() if group.startswith("at") and match[group]
            ):
                return True
    return False


SETTING = "setting"
"""The veto of days on which a deadline was set; it holds for a day that may lie behind."""
GENERIC, ROLE = "generic", "role"
"""The vetoes of rules for everybody; they do not hold where the text dates the event that a length runs from."""


# -- the date ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Drawn:
    """A finding with where it came from; `rank` tells which of two tellings of one deadline is kept."""

    finding: Finding
    line: Line
    rank: int
    is_hint: bool = False


def _drawn(page: Page, hit: Hit, grammar: Grammar) -> Drawn | None:
    timex = hit.timex
    if isinstance(timex.value, Clock) and hit.frame.name in _SOFT:
        return None  # opening hours
    anchor: Anchor | None = None
    length: Length | None = None
    if isinstance(timex.value, Lasting):
        anchor = find_anchor(page, hit.line, hit.clause, hit.place, is_old=hit.frame.kind is Kind.SUPERSEDED)
        if anchor is None and page.published is not None or _is_rule(hit, anchor, grammar):
            return None
        least, most = (hours_of(timex.value, n) for n in (timex.value.least, timex.value.most))
        length = Length(timex.text, least, most)
        if hit.frame.kind is Kind.EXTENDED:
            anchor = _old_end(page, hit, grammar) or anchor
        due = _counted(page, timex.value, anchor)
    else:
        if _is_day_of_setting(page, hit, grammar):
            return None
        span = _ahead(page, timex, hit) or page.resolve(timex, _tense(hit))
        if span and _is_vague_past(hit, timex):
            return None
        due = _dated(page, timex, span) if span else None
        anchor = _read_on(page, timex)
        if due is None and page.day is not None:
            return None
    if _is_stale_duty(page, hit, due):
        return None
    kind = _kind(page, hit, timex)
    status = _status(page, hit, due)
    finding = Finding(
        due, kind, status, _terms(page, hit), hit.line.evidence, hit.words, anchor, length, hit.frame.confidence
    )
    return Drawn(finding, hit.line, _rank(hit, anchor), hit.frame.name == "days before")


_LIVE = frozenset({Tag.IS, Tag.HAVE, Tag.WILL, Tag.WOULD, Tag.MUST, Tag.CAN, Tag.COULD, Tag.FACE, Tag.SHOULD})


def _is_vague_past(hit: Hit, timex: Timex) -> bool:
    """Whether something "lapsed this year": nothing that anybody could still keep."""
    return isinstance(timex.value, Period) and timex.value.edge is Edge.WHOLE and _tense(hit) is Tense.PAST


def _is_told_as_past(hit: Hit) -> bool:
    """Whether an expiry is told as something that happened: "expired on", "ran out at the end of"."""
    verb = next((t for t in hit.clause.tokens[hit.first : hit.last + 1] if t.tags & {Tag.EXPIRE, Tag.END}), None)
    return verb is not None and bool(_GONE.match(verb.text))


def _tense(hit: Hit) -> Tense:
    """Return which way to look for the date: a weekday in a sentence that only tells what happened is looked for back."""
    if hit.frame.kind is Kind.EXPIRY and _is_told_as_past(hit):
        return Tense.PAST
    if hit.frame.tense is not Tense.OPEN or not isinstance(hit.timex.value, Weekday):
        return hit.frame.tense
    if hit.frame.name not in _TOLD_OF or any(token.tags & _LIVE for token in hit.clause.tokens):
        return Tense.OPEN
    before = hit.clause.tokens[max(0, hit.place - 3) : hit.place]
    return Tense.PAST if any(token.tags & {Tag.BEFORE, Tag.AFTER} for token in before) else Tense.EITHER


_TOLD_OF = frozenset({"dated deadline", "deadline is"})
_SOFT = frozenset({"papers accepted", "papers until", "can submit", "offer until", "offer ends", "submit by"})


def _old_end(page: Page, hit: Hit, grammar: Grammar) -> Anchor | None:
    """Return the date that an extension by a length adds to, where the sentence gives it."""
    for other in _hits(hit.line, grammar):
        if other.frame.kind is Kind.SUPERSEDED and not other.timex.is_length:
            span = page.resolve(other.timex, other.frame.tense)
            if span is not None:
                return Anchor(other.words, span.last, Origin.EVENT)
    return None


def _is_day_of_setting(page: Page, hit: Hit, grammar: Grammar) -> bool:
    if SETTING not in hit.frame.vetoes or not _speaks_against(SETTING, hit, grammar):
        return False
    span = page.resolve(hit.timex, Tense.EITHER)
    return not isinstance(hit.timex.value, Day) or span is None or page.day is None or span.first <= page.day


def _is_stale_duty(page: Page, hit: Hit, due: Due | None) -> bool:
    """Whether something that "must" still be done would have been due before the day of writing: no due date then."""
    if due is None or page.day is None or not hit.frame.name.startswith(("must", "by then must", "should")):
        return False
    told_before = "A" in hit.slots and hit.clause.tokens[hit.slots["A"][0]].text.lower().startswith(_WAS)
    return due.last < page.day and not told_before


_WAS = ("was ", "were ", "had ", "been ")


def _is_rule(hit: Hit, anchor: Anchor | None, grammar: Grammar) -> bool:
    """Whether a length is a rule for whomever it may concern: "within 72 hours" of nothing that the text dates."""
    origin = anchor.origin if anchor else None
    if origin in (Origin.EVENT, Origin.NEIGHBOUR):
        return False
    if GENERIC in hit.frame.vetoes and _speaks_against(GENERIC, hit, grammar):
        return True
    if origin is Origin.EXPLICIT:
        return False
    if _runs_from_any(hit):
        return True
    if ROLE in hit.frame.vetoes and _speaks_against(ROLE, hit, grammar):
        return True
    return "A" in hit.slots and hit.frame.name == "must" and not _is_definite(hit)


def _runs_from_any(hit: Hit) -> bool:
    """Whether a length runs from an event of a kind, or from one that nobody dates: "of receiving notice", "after a birth"."""
    tokens = hit.clause.tokens
    for n in range(hit.place + 1, min(len(tokens) - 1, hit.place + 12)):
        if tokens[n].tags & {Tag.STOP, Tag.COMMA}:
            return False
        if not tokens[n].tags & {Tag.AFTER, Tag.OF, Tag.FROM}:
            continue
        ahead = tokens[n + 1 : n + 6]
        if n <= hit.place + 2:
            is_this_order = ahead[0].text.lower() in _KNOWN and any(t.tags & _ORDERS for t in ahead)
            return not (ahead[0].timex or is_this_order)
        if tokens[n].tags & {Tag.AFTER} and (ahead[0].text.lower() in _ANY or ahead[0].text.lower().endswith("ing")):
            return True
    return False


_ANY = frozenset({"a", "an", "any", "each", "every"})
_ORDERS = frozenset({Tag.DEMAND, Tag.REQUIRE, Tag.SET, Tag.ASK, Tag.DEADLINE})


def _is_definite(hit: Hit) -> bool:
    """Whether the one who must is one that the reader knows: "the firm", "its owner", "Apple"; not "employers"."""
    subject = told.noun_before(hit.clause, hit.slots["A"][0])
    if not subject:
        return True
    at = hit.clause.text.find(subject)
    before = hit.clause.text[:at].rsplit(None, 1)[-1:] if at > 0 else []
    return subject[0].isupper() and at > 0 or bool(before) and before[0].lower() in _KNOWN


_KNOWN = frozenset("the this that its their his her this these those both all our".split())


def _ahead(page: Page, timex: Timex, hit: Hit) -> Span | None:
    """Return the date that "two days before the deadline" leads to from the day it is said of."""
    if hit.frame.name != "days before" or not isinstance(timex.value, Away) or page.day is None:
        return None
    return resolve(timex.value.length, date_in_clause(page, hit.clause, hit.place) or page.day)


def _counted(page: Page, value: Lasting, anchor: Anchor | None) -> Due | None:
    """Return the end of a length counted from its anchor; hours that are no whole days from the very moment."""
    if anchor is None or anchor.date is None:
        return None
    exact = value.unit in (Unit.HOUR, Unit.MINUTE) and value.least % 24 != 0 and value.least == value.most
    if exact and anchor.origin is Origin.PUBLISHED and page.published is not None:
        at = page.published + timedelta(hours=hours_of(value, value.least))
        return Due(Granularity.INSTANT, at.date(), at.date(), page.zone, at)
    span = resolve(value, anchor.date)
    return Due(span.granularity, span.first, span.last, page.zone) if span else None


def _dated(page: Page, timex: Timex, span: Span) -> Due:
    clock = timex.clock or (timex.value if isinstance(timex.value, Clock) else None)
    place = (clock.zone if clock else None) or page.zone
    if clock is None or span.granularity is not Granularity.DAY or clock.hour == 24:
        return Due(span.granularity, span.first, span.last, place)
    own: tzinfo = ZoneInfo(place)
    if not clock.zone and page.zone == "UTC" and page.published is not None and page.published.tzinfo:
        own = page.published.tzinfo
    at = datetime(span.first.year, span.first.month, span.first.day, clock.hour, clock.minute, tzinfo=own)
    return Due(Granularity.INSTANT, span.first, span.last, place, at)


def _read_on(page: Page, timex: Timex) -> Anchor | None:
    """Return the day that a date was read on, where it needed one; a full date is its own anchor."""
    value = timex.value
    if getattr(value, "year", None) is not None or page.day is None:
        return None
    return Anchor("", page.day, Origin.PUBLISHED if page.published else Origin.DATELINE)


def _kind(page: Page, hit: Hit, timex: Timex) -> Kind:
    kind = hit.frame.kind
    if kind is Kind.SUPERSEDED and hit.frame.status is None and not _is_moved(page, hit):
        return Kind.EXPIRY
    if kind in (Kind.SET, Kind.EXPIRY) and isinstance(timex.value, Lasting) and timex.value.is_more:
        return Kind.EXTENDED
    if kind is Kind.SET and _is_called_new(hit):
        return Kind.REVISED
    return kind


def _is_called_new(hit: Hit) -> bool:
    tokens = hit.clause.tokens
    return any(
        token.tags & {Tag.NEW} and any(t.tags & {Tag.DEADLINE} for t in tokens[n + 1 : n + 3])
        for n, token in enumerate(tokens)
    )


def _is_moved(page: Page, hit: Hit) -> bool:
    """Whether the text around says that a date was moved."""
    near = page.lines[max(0, hit.line.number - 2) : hit.line.number + 3]
    return any(token.tags & _MOVED for line in near for clause in line.clauses for token in clause.tokens)


_GONE = re.compile(r"^(?:\w+ed|ran out|came.*|went.*|fell|hit|was up|were up|slipped|gone by|lapsed)$", re.IGNORECASE)


def _status(page: Page, hit: Hit, due: Due | None) -> Status:
    if hit.frame.status is not None:
        return hit.frame.status
    if hit.frame.name == "passed" and any(
        token.tags & {Tag.PASS} and _GONE.match(token.text) for token in hit.clause.tokens[hit.first : hit.last + 1]
    ):
        return Status.PASSED
    if due is None or page.day is None:
        return Status.OPEN
    if due.at is not None and page.published is not None:
        return Status.PASSED if due.at.astimezone(UTC) < page.published.astimezone(UTC) else Status.OPEN
    return Status.PASSED if due.last < page.day else Status.OPEN


def _rank(hit: Hit, anchor: Anchor | None) -> int:
    """Return how well a telling shows its deadline: text before title, prose before heading, anchored before not."""
    rank = 0 if hit.line.is_title else 4
    rank += 0 if hit.line.sentence.form is Form.HEADING else 2
    return rank + (anchor is not None and anchor.origin is not Origin.PUBLISHED)


# -- the terms -----------------------------------------------------------------------------------------------------


def _terms(page: Page, hit: Hit) -> Terms:
    clause, slots = hit.clause, hit.slots
    asked = told.asked_by_deadline(clause)
    setter = _setter(page, hit, asked.setter)
    addressee = _addressee(hit) or asked.addressee
    action = told.deed_after(clause, slots["V"][0], hit.place) if "V" in slots else ""
    if (
        not action
        and "A" in slots
        and clause.tokens[slots["A"][0]].tags & {Tag.MUST, Tag.SHOULD, Tag.IS_TO, Tag.HAD_TO}
    ):
        action = told.deed_after(clause, slots["A"][0], hit.place)
    action = action or asked.action or _subject_matter(hit)
    consequence = told.consequence_in(hit.line.sentence.text)
    if not consequence:
        following = page.lines[hit.line.number + 1 : hit.line.number + 3]
        consequence = told.consequence_after(line.sentence.text for line in following)
    return told.make_terms(setter, addressee, action, consequence, hit.words)


def _setter(page: Page, hit: Hit, asked: str) -> str:
    clause = hit.clause
    named = told.noun_before(clause, hit.slots["S"][0]) if "S" in hit.slots else ""
    setter = named if told.is_power(named) else asked or told.setter_around(clause, hit.place)
    if setter or hit.line.is_title:
        return setter
    if hit.line.sentence.form is Form.BULLET:
        return _announcer(page, hit.line)
    if told.says_it_by_pronoun(clause):
        return told.subject_of(clause) or _subject_before(page, hit.line)
    return ""


def _announcer(page: Page, line: Line) -> str:
    """Return who announces what a list holds: the subject of the line that leads into it, or of the one before that."""
    leads = [page.lines[n] for n in range(line.number - 1, -1, -1) if page.lines[n].sentence.form is not Form.BULLET]
    for lead in leads[:2]:
        for clause in lead.clauses:
            if subject := told.subject_of(clause):
                return subject
    return ""


def _subject_before(page: Page, line: Line) -> str:
    before = page.lines[line.number - 1] if line.number else None
    if before is None or before.is_title:
        return ""
    return next((subject for clause in before.clauses if (subject := told.subject_of(clause))), "")


def _addressee(hit: Hit) -> str:
    slots, clause = hit.slots, hit.clause
    if "A" in slots:
        first, last = slots["A"]
        is_gap = first != last or not clause.tokens[first].tags & _GOVERNORS
        return told.noun_in(clause, first, last) if is_gap else told.noun_before(clause, first)
    return told.noun_in(clause, *slots["O"]) if "O" in slots else ""


def _subject_matter(hit: Hit) -> str:
    """Return what lapses or is handed in: the subject of "expires", "close", "are due"; "" for other frames."""
    if hit.frame.kind not in (Kind.EXPIRY, Kind.SUPERSEDED) and not hit.frame.name.startswith(("papers", "offer")):
        return ""
    tokens = hit.clause.tokens
    verb = next(
        (n for n in range(hit.first, hit.last + 1) if tokens[n].tags & {Tag.EXPIRE, Tag.END, Tag.CLOSE, Tag.DUE}), None
    )
    if hit.frame.name.startswith(("papers", "offer", "thing")):
        return told.noun_in(hit.clause, hit.first, (verb or hit.place) - 1)
    return told.noun_before(hit.clause, verb) if verb is not None else ""


_GOVERNORS = frozenset({
    Tag.HAVE, Tag.HAD, Tag.WAS, Tag.IS, Tag.BE, Tag.MUST, Tag.IS_TO, Tag.SHOULD, Tag.GIVE, Tag.DEMAND, Tag.ASK, Tag.MISS,
    Tag.MEET, Tag.CAN, Tag.COULD, Tag.WILL, Tag.WHO, Tag.UNTIL, Tag.LENGTH, Tag.IF, Tag.UNLESS,
})  # fmt: skip


# -- told once -----------------------------------------------------------------------------------------------------


def _without_hints(found: list[Drawn]) -> list[Drawn]:
    """Leave out dates that are only hinted at ("two days before the deadline") where the text names one."""
    named = [drawn for drawn in found if not drawn.is_hint]
    live = any(drawn.finding.due is not None and drawn.finding.kind is not Kind.SUPERSEDED for drawn in named)
    return named if live else found


def _told_once(found: list[Drawn]) -> Iterator[Finding]:
    """Yield each deadline once, in order: tellings of one date and act become one; a bare repeat of a length too."""
    kept: list[Drawn] = []
    for drawn in found:
        for n, other in enumerate(kept):
            if _is_same(drawn.finding, other.finding):
                best, rest = (drawn, other) if drawn.rank > other.rank else (other, drawn)
                kept[n] = replace(best, finding=_filled(best.finding, rest.finding))
                break
        else:
            kept.append(drawn)
    findings = [_compared(drawn.finding, kept) for drawn in kept]
    yield from (_with_terms_of_old(finding, findings) for finding in findings)


def _compared(finding: Finding, kept: list[Drawn]) -> Finding:
    """Call a move what it is beside the date it replaces: extended where it is later, revised where it is earlier."""
    old = [d.finding.due for d in kept if d.finding.kind is Kind.SUPERSEDED and d.finding.due is not None]
    if finding.kind is Kind.EXTENDED and finding.due is not None and " had " in f" {finding.evidence.text} ":
        later = [d.finding for d in kept if d.finding.kind is Kind.EXTENDED and d.finding.due is not None]
        if any(f.due is not None and f.due.first > finding.due.first for f in later):
            return replace(finding, kind=Kind.SUPERSEDED)
    if finding.kind not in (Kind.EXTENDED, Kind.REVISED) or finding.due is None or not old:
        return finding
    return replace(finding, kind=Kind.EXTENDED if finding.due.first > old[-1].first else Kind.REVISED)


def _with_terms_of_old(finding: Finding, findings: list[Finding]) -> Finding:
    """Give a moved deadline the terms of the date that it replaces, where its own clause leaves them out, and back."""
    moved = (Kind.REVISED, Kind.EXTENDED)
    others = [
        other
        for other in findings
        if (finding.kind in moved and other.kind is Kind.SUPERSEDED)
        or (finding.kind is Kind.SUPERSEDED and other.kind in moved)
    ]
    for other in others:
        mine, theirs = finding.terms, other.terms
        terms = told.make_terms(
            mine.setter or theirs.setter,
            mine.addressee or theirs.addressee,
            mine.action or theirs.action,
            mine.consequence or theirs.consequence,
            finding.words,
        )
        finding = replace(finding, terms=terms)
    return finding


def _is_same(one: Finding, other: Finding) -> bool:
    if one.length and other.length and one.length.least_hours == other.length.least_hours:
        anchors = (one.anchor, other.anchor)
        loose = any(a is None or a.origin in (Origin.PUBLISHED, Origin.DATELINE) for a in anchors)
        if loose and (Kind.SUPERSEDED not in (one.kind, other.kind) or one.kind is other.kind):
            return True
    if one.due is None or other.due is None:
        return one.due is other.due and _acts_alike(one, other)
    if (one.kind is Kind.SUPERSEDED) != (other.kind is Kind.SUPERSEDED):
        return False
    return (one.due.first, one.due.last) == (other.due.first, other.due.last) and _acts_alike(one, other)


def _acts_alike(one: Finding, other: Finding) -> bool:
    first, second = content(one.terms.action), content(other.terms.action)
    return not first or not second or likeness(first, second) >= 0.3


def _filled(finding: Finding, other: Finding) -> Finding:
    mine, theirs = finding.terms, other.terms
    terms = told.make_terms(
        mine.setter or theirs.setter,
        mine.addressee or theirs.addressee,
        mine.action or theirs.action,
        mine.consequence or theirs.consequence,
        finding.words,
    )
    kind = other.kind if finding.kind is Kind.SET and other.kind in (Kind.EXTENDED, Kind.REVISED) else finding.kind
    status = other.status if finding.status is Status.OPEN else finding.status
    due = other.due if other.due and finding.due and other.due.at and not finding.due.at else finding.due
    return replace(finding, terms=terms, kind=kind, status=status, due=due)

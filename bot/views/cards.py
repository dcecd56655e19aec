"""One deadline: its card, the evidence behind it, what to count from, and the verdict that it is none."""

from collections.abc import Iterator
from datetime import datetime

from bot.views.charts import has_course
from bot.views.document import (
    Block,
    Button,
    Document,
    Inlines,
    Row,
    bullets,
    fill,
    heading,
    paragraph,
    quote,
    rows,
)
from bot.views.facts import (
    confirmed,
    deadline_name,
    disagreement,
    due_lines,
    published_day,
    source_link,
    terms_lines,
)
from bot.views.language import _, plural
from bot.views.own import own_buttons, own_evidence, put_right
from bot.views.press import Verb, press
from bot.views.words import arithmetic, day_words, due_words, short_due
from core.model.deadline import Competing, Deadline, Entry, Event, Finding, Report, Status, Terms
from core.model.subscriber import Subscriber

STEPS = 8
"""Lines of history on a card."""

REPORTS = 8
"""Reports shown as evidence."""

LONG_SENTENCE = 300
"""Characters from which a quoted sentence is folded."""


def deadline_card(
    deadline: Deadline, subscriber: Subscriber, now: datetime, *, following: bool, count_from: int | None = None
) -> Document:
    """Return a deadline's card: what, when, who says so, how it came about; `count_from` is the reader's choice."""
    blocks: list[Block] = [heading(f"⏳ {deadline_name(deadline)}"), paragraph(*due_lines(deadline, subscriber, now))]
    if lines := terms_lines(deadline.terms):
        blocks.append(paragraph("\n".join(lines)))
    blocks += _own(deadline) or _own_count(deadline, count_from)
    blocks += _disagreement(deadline)
    blocks += _differing(deadline)
    blocks += _history(deadline)
    if deadline.reports[0].finding.own:
        return Document(tuple(blocks), own_buttons(deadline, following=following))
    blocks += confirmed(deadline, now, subscriber.zone)
    return Document(tuple(blocks), _buttons(deadline, following=following))


def _own(deadline: Deadline) -> list[Block]:
    """Return what the reader's own part in it is: they typed it, or put its date right."""
    if deadline.reports[0].finding.own:
        return list(own_evidence(deadline))
    right = _put_right(deadline)
    return list(put_right(right)) if right else []


def _put_right(deadline: Deadline) -> Report | None:
    return next((report for report in reversed(deadline.reports) if report.finding.puts_right), None)


def _own_count(deadline: Deadline, report_id: int | None) -> Iterator[Block]:
    report = next((r for r in deadline.reports if r.id == report_id), None)
    if report is not None:
        yield paragraph(
            *fill(
                _("You count as {source} does: {reckoning}."),
                source=source_link(report),
                reckoning=arithmetic(report.finding),
            )
        )


def _disagreement(deadline: Deadline) -> Iterator[Block]:
    if deadline.competing:
        yield heading(_("Sources disagree"))
        yield disagreement(deadline)


def _differing(deadline: Deadline) -> Iterator[Block]:
    told = [line for terms in deadline.differing if (line := _in_one_line(terms))]
    if told:
        yield heading(_("Told differently elsewhere"))
        yield bullets(dict.fromkeys(told))


def _in_one_line(terms: Terms) -> str:
    return "; ".join(terms_lines(terms)) or terms.title


def _history(deadline: Deadline) -> Iterator[Block]:
    steps = deadline.history
    if len(steps) < 2:
        return
    yield heading(_("History"))
    yield bullets(_step(entry) for entry in steps[-STEPS:])
    earlier = len(steps) - STEPS
    if earlier > 0:
        yield paragraph(plural("{n} earlier step.", "{n} earlier steps.", earlier).format(n=earlier))


def _step(entry: Entry) -> Inlines:
    line = f"{day_words(entry.at.date())}: {event_words(entry)}"
    return (line,) if entry.report is None else (f"{line}, ", source_link(entry.report))


def event_words(entry: Entry) -> str:
    """Return what a step of the history did: "set for Tuesday 2 September 2025"."""
    if entry.due is None:
        dateless = {
            Event.SET: _("set, without a date"),
            Event.RESTATED: _("restated, without a date"),
            Event.EXTENDED: _("extended, no new date known"),
            Event.SHORTENED: _("shortened, no new date known"),
            Event.WITHDRAWN: _("withdrawn"),
            Event.MET: _("met"),
            Event.PASSED: _("passed"),
        }
        return dateless[entry.event]
    dated = {
        Event.SET: _("set for {due}"),
        Event.RESTATED: _("restated, {due}"),
        Event.EXTENDED: _("extended to {due}"),
        Event.SHORTENED: _("shortened to {due}"),
        Event.WITHDRAWN: _("withdrawn"),
        Event.MET: _("met"),
        Event.PASSED: _("passed"),
    }
    return dated[entry.event].format(due=due_words(entry.due))


def _buttons(deadline: Deadline, *, following: bool) -> tuple[Row, ...]:
    id_ = int(deadline.id)
    why_button = Button(_("Why?"), press(Verb.WHY, id_))
    reject = Button(_("Not a deadline"), press(Verb.REJECT, id_))
    past = [Button(_("History"), press(Verb.HISTORY, id_))] if has_course(deadline) else []
    if deadline.status is not Status.OPEN:
        return ((why_button, *past, reject),)
    follow = Button(_("Mute"), press(Verb.MUTE, id_)) if following else Button(_("Alert me"), press(Verb.ALERT, id_))
    dated = [Button(_("Calendar"), press(Verb.CALENDAR, id_))] if deadline.due is not None else []
    count = [Button(_("Count from …"), press(Verb.COUNT, id_))] if deadline.competing else []
    fix = [Button(_("Fix the date"), press(Verb.FIX, id_))]
    undo = [Button(_("Undo my date"), press(Verb.UNFIX, id_))] if _put_right(deadline) else []
    return ((follow, *dated, why_button), *rows([*past, *count, *fix, *undo, reject], 2))


def why(deadline: Deadline, subscriber: Subscriber, now: datetime) -> Document:
    """Return the evidence of a deadline: of each report the sentence, its source, and the arithmetic."""
    latest = deadline.reports[-REPORTS:]
    blocks: list[Block] = [heading(_("Why: {name}").format(name=deadline_name(deadline)))]
    for report in latest:
        blocks += _evidence(report)
    if earlier := len(deadline.reports) - len(latest):
        blocks.append(paragraph(plural("{n} earlier report.", "{n} earlier reports.", earlier).format(n=earlier)))
    blocks += confirmed(deadline, now, subscriber.zone)
    return Document(tuple(blocks), ((Button(_("‹ Back to the deadline"), press(Verb.CARD, int(deadline.id))),),))


def _evidence(report: Report) -> Iterator[Block]:
    where = _(", headline") if report.finding.evidence.field == "title" else ""
    sentence = " ".join(report.finding.evidence.text.split())
    yield paragraph(source_link(report), f", {published_day(report)}{where}")
    yield quote(sentence, expandable=len(sentence) > LONG_SENTENCE)
    yield paragraph(f"→ {arithmetic(report.finding)}")


def count_from(deadline: Deadline) -> Document:
    """Return the choice of what to count from, for this reader alone."""
    back = (Button(_("‹ Back to the deadline"), press(Verb.CARD, int(deadline.id))),)
    if not deadline.competing:
        return Document((paragraph(_("The sources agree on one date: there is nothing to choose.")),), (back,))
    blocks = (
        heading(_("Count from …")),
        disagreement(deadline),
        paragraph(_("Pick the one you trust. It is for you alone; your alerts move along.")),
    )
    choices = tuple((_choice(deadline, competing),) for competing in deadline.competing)
    return Document(blocks, (*choices, back))


def _choice(deadline: Deadline, competing: Competing) -> Button:
    report = competing.reports[-1]
    day = short_due(competing.due, report.published)
    anchor = report.finding.anchor
    start = anchor.date if anchor else None
    text = _("{due}, from {start}").format(due=day, start=day_words(start)) if start else day
    return Button(text, press(Verb.ANCHOR, int(deadline.id), int(report.id)))


def counted_toast() -> str:
    """Return the word that the reader's own count is noted."""
    return _("Noted, for you alone. Your alerts moved along.")


def rejected(deadline: Deadline) -> Document:
    """Return the answer to "not a deadline", with the way back."""
    name = deadline_name(deadline)
    undo = Button(_("Undo"), press(Verb.RESTORE, int(deadline.id)))
    return Document(
        (paragraph(_("Noted: not a deadline. I will not show “{name}” here.").format(name=name)),), ((undo,),)
    )


def finding_text(finding: Finding) -> str:
    """Return a finding for a terminal: what, when, who, the arithmetic and the sentence it stands in."""
    terms = finding.terms
    head = terms.title or terms.action or finding.words
    due = due_words(finding.due) if finding.due else _("no date known")
    sentence = " ".join(finding.evidence.text.split())
    lines = [head, f"  {due} ({finding.kind}, {finding.status})", *(f"  {line}" for line in terms_lines(terms))]
    return "\n".join([*lines, f"  {arithmetic(finding)}", f"  “{sentence}”"])

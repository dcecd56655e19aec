"""Unasked messages: the daily briefing, alerts, and word that a deadline changed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.views.briefings import Sections, briefing
from bot.views.displays import board, shared
from bot.views.document import Block, Bold, Button, Document, Inlines, Row, fill, heading, paragraph, quote
from bot.views.facts import (
    badge,
    card_button,
    confirmed,
    deadline_name,
    disagreement,
    due_lines,
    other_dates,
    source_link,
    terms_lines,
)
from bot.views.language import _, plural, speaking
from bot.views.own import own_buttons
from bot.views.pages import turned
from bot.views.press import Verb, press
from bot.views.render import render
from bot.views.sources import feed_paused
from bot.views.words import due_words, left_words
from core.model.briefing import Briefing
from core.model.deadline import Deadline, Due, Entry, Event, Granularity, Status
from core.model.feed import Feed
from core.model.subscriber import Alert, Rung, Subscriber

_AlertOf = tuple[Alert, Deadline]


class TelegramComposer:
    """The composer whose messages are payloads of Telegram's sendMessage, each in the language of its reader."""

    def __init__(self) -> None:
        self._sections = Sections()

    def digest(
        self, briefing_: Briefing, subscriber: Subscriber, *, now: datetime, issue: int
    ) -> Sequence[Mapping[str, Any]]:
        """Return a daily briefing as the pages of one message, which the pages of `issue` are turned to."""
        with speaking(subscriber.language):
            return briefing(briefing_, subscriber, now, issue=issue, sections=self._sections)

    def turned(
        self, page: Mapping[str, Any], subscriber: Subscriber, *, earlier: int | None, later: int | None
    ) -> Mapping[str, Any]:
        """Return a page with the ways to the issues before and after its own."""
        with speaking(subscriber.language):
            return turned(page, earlier=earlier, later=later)

    def alerts(
        self, alerts: Sequence[tuple[Alert, Deadline]], subscriber: Subscriber, *, now: datetime
    ) -> Sequence[Mapping[str, Any]]:
        """Return the message for alerts due together; empty where there are none."""
        if not alerts:
            return ()
        with speaking(subscriber.language):
            return render(_one(alerts[0], subscriber, now) if len(alerts) == 1 else _several(alerts, now))

    def change(
        self, before: Deadline | None, after: Deadline, entry: Entry, subscriber: Subscriber, *, now: datetime
    ) -> Sequence[Mapping[str, Any]]:
        """Return the message that a deadline is new, moved, contradicted, confirmed, met, withdrawn or over."""
        with speaking(subscriber.language):
            return render(_changed(before, after, entry, subscriber, now))

    def board(self, deadlines: Sequence[Deadline], subscriber: Subscriber, *, now: datetime) -> Mapping[str, Any]:
        """Return the board of a chat, which holds nothing that changes by itself."""
        with speaking(subscriber.language):
            return render(board(deadlines, now))[0]

    def shared(self, deadline: Deadline, *, language: str, link: str, now: datetime) -> Mapping[str, Any]:
        """Return a deadline as a card in any chat, likewise; `link` is where *Alert me* leads."""
        with speaking(language):
            return render(shared(deadline, link, now))[0]

    def feed_paused(self, feed: Feed, cause: str, subscriber: Subscriber) -> Sequence[Mapping[str, Any]]:
        """Return the message that a feed is not read any more, and how it is woken."""
        with speaking(subscriber.language):
            return render(feed_paused(feed, cause))


# Alerts


def _one(alert: _AlertOf, subscriber: Subscriber, now: datetime) -> Document:
    _planned, deadline = alert
    blocks: list[Block] = [heading(_headline(alert, now)), paragraph(*due_lines(deadline, subscriber, now))]
    if deadline.due is not None and deadline.due.is_past(now):
        if deadline.reports[0].finding.own:
            blocks.append(paragraph(_("Is it done, or is there a new date?")))
            return Document(tuple(blocks), own_buttons(deadline, following=True))
        blocks.append(
            paragraph(_("What happened? Nothing I read says that it was met or moved. Send a link if you know."))
        )
        return Document(tuple(blocks), ((card_button(deadline, _("Open it")), _why(deadline)),))
    if lines := terms_lines(deadline.terms):
        blocks.append(paragraph("\n".join(lines)))
    if others := other_dates(deadline, now):
        blocks.append(paragraph(_("Sources disagree: also {dates}.").format(dates=others)))
    blocks += confirmed(deadline, now, subscriber.zone)
    return Document(tuple(blocks), _alert_buttons(deadline))


def _several(alerts: Sequence[_AlertOf], now: datetime) -> Document:
    count = len(alerts)
    blocks: list[Block] = [
        heading(plural("⏳ {n} deadline to mind", "⏳ {n} deadlines to mind", count).format(n=count)),
        *(paragraph(Bold(_headline(alert, now)), "\n", badge(alert[1], now)) for alert in alerts),
    ]
    cards = tuple((card_button(deadline),) for _alert, deadline in alerts)
    return Document(tuple(blocks), cards)


def _headline(alert: _AlertOf, now: datetime) -> str:
    """Return what an alert says first. It tells the time that is left now, also where it comes late."""
    planned, deadline = alert
    name, due = deadline_name(deadline), deadline.due
    if due is None:
        return _("Reminder: {name}").format(name=name)
    if due.is_past(now):
        over = _("Time is up: {name}") if due.at and planned.rung is Rung.ZERO else _("The day is over: {name}")
        return over.format(name=name)
    left = left_words(due, now)
    if not left:
        return _last_day(due).format(name=name)
    if planned.rung is Rung.HALFWAY and "#" not in planned.target:
        return _("⏳ Half of the time is over, {left}: {name}").format(left=left, name=name)
    return _("⏳ {left}: {name}").format(left=left, name=name)


def _last_day(due: Due) -> str:
    if due.granularity in (Granularity.WINDOW, Granularity.MONTH, Granularity.QUARTER, Granularity.YEAR):
        return _("⏳ Any day from today: {name}")
    return _("⏳ Today is the day: {name}")


def _alert_buttons(deadline: Deadline) -> tuple[Row, ...]:
    id_ = int(deadline.id)
    snoozes = (
        Button(_("Snooze 3 hours"), press(Verb.SNOOZE, id_, 3)),
        Button(_("Snooze 1 day"), press(Verb.SNOOZE, id_, 24)),
    )
    return ((card_button(deadline, _("Open it")), _why(deadline)), snoozes, (_mute(deadline),))


def _why(deadline: Deadline) -> Button:
    return Button(_("Why?"), press(Verb.WHY, int(deadline.id)))


def _mute(deadline: Deadline) -> Button:
    return Button(_("Mute"), press(Verb.MUTE, int(deadline.id)))


# Changes


def _changed(before: Deadline | None, after: Deadline, entry: Entry, subscriber: Subscriber, now: datetime) -> Document:
    """Return the message of a change: what changed first, then who says so in their own words."""
    blocks: list[Block] = [
        heading(_change_headline(before, after, entry)),
        *_what(before, after, entry, subscriber, now),
        *_said(entry),
    ]
    if _is_contradiction(before, after) or (after.competing and entry.event in _MOVES):
        blocks += _sides(after)
    return Document(tuple(blocks), _change_buttons(after))


_MOVES = frozenset({Event.EXTENDED, Event.SHORTENED})


def _is_contradiction(before: Deadline | None, after: Deadline) -> bool:
    """Whether the sources disagree now, and did not lead to these dates before."""
    known = {competing.due for competing in before.competing} if before else set()
    return any(competing.due not in known for competing in after.competing)


def _change_headline(before: Deadline | None, after: Deadline, entry: Entry) -> str:
    name = deadline_name(after)
    match entry.event:
        case Event.EXTENDED | Event.SHORTENED:
            words = _("⏳ Moved: {name}")
        case Event.WITHDRAWN:
            words = _("Withdrawn: {name}")
        case Event.MET:
            words = _("Met: {name}")
        case Event.PASSED:
            words = _("The day is over: {name}")
        case _ if _is_contradiction(before, after):
            words = _("Sources disagree: {name}")
        case Event.SET:
            words = _("⏳ New deadline: {name}")
        case _:
            words = _("Confirmed: {name}")
    return words.format(name=name)


def _what(
    before: Deadline | None, after: Deadline, entry: Entry, subscriber: Subscriber, now: datetime
) -> Iterator[Block]:
    old, new = before.due if before else None, entry.due or after.due
    if entry.event in _MOVES and old is not None and new is not None and old != new:
        yield paragraph(*_from_to(old, new, entry))
    if entry.event is Event.PASSED and entry.report is None:
        yield paragraph(_("Nothing I read says that it was met or moved. Send a link if you know more."))
    if after.status is Status.OPEN:
        yield paragraph(*due_lines(after, subscriber, now))
    elif entry.event in (Event.WITHDRAWN, Event.MET):
        yield paragraph(_("Its alerts have ended."))
    if before is None and (lines := terms_lines(after.terms)):
        yield paragraph("\n".join(lines))


def _from_to(old: Due, new: Due, entry: Entry) -> Inlines:
    """Return "old → new, says X"."""
    dates = (due_words(old), " → ", Bold(due_words(new)))
    if entry.report is None:
        return (*dates, ".")
    return fill(_("{dates}, says {source}."), dates=dates, source=source_link(entry.report))


def _said(entry: Entry) -> Iterator[Block]:
    """Yield the sentence that says so, with its source."""
    if entry.report is not None:
        sentence = " ".join(entry.report.finding.evidence.text.split())
        yield quote(sentence, " — ", source_link(entry.report), expandable=True)


def _sides(after: Deadline) -> Iterator[Block]:
    yield disagreement(after)
    if after.due is not None:
        yield paragraph(_("Alerts run to the earlier one, unless you count from another."))


def _change_buttons(after: Deadline) -> tuple[Row, ...]:
    count = (Button(_("Count from …"), press(Verb.COUNT, int(after.id))),) if after.competing else ()
    first = (card_button(after, _("Open it")), _why(after))
    return (first, (*count, _mute(after))) if after.status is Status.OPEN else (first,)

"""What several screens say of a deadline or a source, in the same words everywhere."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from bot.views.document import (
    Block,
    Bold,
    Bullets,
    Button,
    Inline,
    Inlines,
    Instant,
    Link,
    bullets,
    fill,
    joined,
    paragraph,
)
from bot.views.language import _
from bot.views.press import Verb, press
from bot.views.render import shortened
from bot.views.words import ago, countdown, day_words, due_words, moment, reckoning, short_due
from core.model.article import Article
from core.model.deadline import Competing, Deadline, Due, Granularity, Report, Status, Terms
from core.model.subscriber import Subscriber

NAME = 120
"""UTF-16 units of a deadline's name in running text."""

LABEL = 34
"""The same on a button: what a phone shows of one that has a row to itself."""

_LAST_HOURS = timedelta(hours=24)


def deadline_name(deadline: Deadline) -> str:
    """Return what a deadline is called: its title, else what is demanded, else the words or headline it stands in."""
    report = deadline.reports[0]
    terms = deadline.terms
    return shortened(terms.title or terms.action or report.headline or report.finding.words, NAME)


def source_name(source: str, url: str) -> str:
    """Return how a source is named: its own name, else the host of the address."""
    return shortened(source, 60) or (urlsplit(url).hostname or "" if url else "") or _("unnamed source")


def source_link(told: Report | Article) -> Inline:
    """Return the name of a report's or article's source, linked to it where it has an address."""
    if isinstance(told, Report) and told.finding.own:
        return _("you")
    return linked(source_name(told.source, told.url), told.url)


def linked(text: str, url: str) -> Inline:
    """Return text, linked where there is an address."""
    return Link(text, url) if url else text


def sources(reports: Iterable[Report]) -> Inlines:
    """Return the sources of some reports, each once."""
    first = {report.source or report.url: report for report in reversed(list(reports))}
    return joined([(source_link(report),) for report in reversed(first.values())], ", ")


def terms_lines(terms: Terms) -> list[str]:
    """Return who demands what of whom and what happens otherwise, a line each; nothing for what is not known."""
    lines = []
    if terms.setter and terms.addressee:
        lines.append(_("Set by {setter} for {addressee}").format(setter=terms.setter, addressee=terms.addressee))
    elif terms.setter or terms.addressee:
        who = _("Set by {name}") if terms.setter else _("For {name}")
        lines.append(who.format(name=terms.setter or terms.addressee))
    if terms.action:
        lines.append(_("Demanded: {action}").format(action=terms.action))
    if terms.consequence:
        lines.append(_("Otherwise: {consequence}").format(consequence=terms.consequence))
    return lines


def due_lines(deadline: Deadline, subscriber: Subscriber, now: datetime) -> Inlines:
    """Return when it is due and how far off that is; an instant also in the reader's own zone."""
    due = deadline.due
    if due is None:
        return (_("No date can be worked out from what is reported."),)
    when = Bold(due_words(due))
    if deadline.status is not Status.OPEN:
        return (when, " · ", status_words(deadline, now))
    line: Inlines = (when, " · ", *_running(due, now))
    if due.at is None:
        return line
    return (*line, "\n", *fill(_("For you: {when}"), when=moment(due.at, now, subscriber.zone)))


def _running(due: Due, now: datetime) -> Inlines:
    """Return the countdown; within the last day one that the client keeps running."""
    words = countdown(due, now)
    if due.at is not None and timedelta() < due.at - now < _LAST_HOURS:
        return (Instant(due.at, "r", words),)
    left = due.early_end - now
    if due.granularity is Granularity.DAY and words == _("today") and left > timedelta():
        hours = countdown(Due(Granularity.INSTANT, due.first, due.last, due.zone, due.early_end), now)
        return (words, ", ", *fill(_("over {when}"), when=Instant(due.early_end, "r", hours)))
    return (words,)


def status_words(deadline: Deadline, now: datetime) -> str:
    """Return where an ended deadline stands: "passed 3 days ago", "met", "withdrawn"."""
    match deadline.status:
        case Status.MET:
            return _("met")
        case Status.WITHDRAWN:
            return _("withdrawn")
        case Status.PASSED if deadline.due is not None:
            return _("passed {when}").format(when=countdown(deadline.due, now))
        case Status.PASSED:
            return _("passed")
        case _:
            return countdown(deadline.due, now) if deadline.due else _("no date known")


def badge(deadline: Deadline, now: datetime) -> str:
    """Return a deadline's date in little room: "2 September · in 44 days"."""
    if deadline.due is None:
        return _("no date known")
    return f"{short_due(deadline.due, now)} · {status_words(deadline, now)}"


def disagreement(deadline: Deadline) -> Bullets:
    """Return the competing dates side by side, each with who says so and what they count from."""
    return bullets(_side(competing) for competing in deadline.competing)


def _side(competing: Competing) -> Inlines:
    report = competing.reports[-1]
    return (
        Bold(due_words(competing.due)),
        ": ",
        *sources(competing.reports),
        f" ({reckoning(report.finding)})",
    )


def other_dates(deadline: Deadline, now: datetime) -> str:
    """Return the dates beside the standing one, in little room: "7 September"."""
    others = [c.due for c in deadline.competing if c.due != deadline.due]
    return ", ".join(short_due(due, now) for due in others)


def confirmed(deadline: Deadline, now: datetime, zone: str) -> tuple[Block, ...]:
    """Return when and by whom a deadline was last reported; nothing for one of the reader's own."""
    report = deadline.last_confirmed
    if report.finding.own:
        return ()
    words = _("Last confirmed {when} by {source}.")
    return (paragraph(*fill(words, when=ago(report.published, now, zone), source=source_link(report))),)


def published_day(told: Report | Article) -> str:
    """Return the outlet's own day of a report or article."""
    return day_words(told.published.date())


def card_button(deadline: Deadline, text: str = "") -> Button:
    """Return the button that opens a deadline's card; without a text it carries the deadline's name."""
    return Button(text or shortened(deadline_name(deadline), LABEL), press(Verb.CARD, int(deadline.id)))

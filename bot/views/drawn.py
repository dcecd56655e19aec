"""What stands under a picture: the same facts in words, and the buttons to draw it otherwise."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.views.charts import ROWS, STEPS, course_words, dated_steps
from bot.views.document import Block, Bold, Button, Document, Row, bullets, heading, paragraph
from bot.views.facts import badge, deadline_name
from bot.views.language import _, plural
from bot.views.press import Verb, press
from bot.views.render import shortened
from bot.views.words import day_words, short_due
from core.model.deadline import Deadline
from core.model.subscriber import Subscriber

NAME = 60
"""UTF-16 units of a name under a picture: eight of them, with their dates, fit into a caption."""


def timeline_drawn(deadlines: Sequence[Deadline], subscriber: Subscriber, now: datetime, *, dark: bool) -> Document:
    """Return the words under a timeline: each deadline that is drawn, and how many are not."""
    shown = [deadline for deadline in deadlines if deadline.due is not None][:ROWS]
    today = day_words(now.astimezone(ZoneInfo(subscriber.zone)).date())
    blocks: list[Block] = [
        heading(_("Open deadlines, {day}").format(day=today)),
        bullets((Bold(badge(d, now)), f": {shortened(deadline_name(d), NAME)}") for d in shown),
    ]
    if rest := len(deadlines) - len(shown):
        blocks.append(paragraph(plural("and {n} more: /deadlines", "and {n} more: /deadlines", rest).format(n=rest)))
    row = (_recolour(0, dark=dark), Button(_("Open deadlines"), press(Verb.LIST, "open", 0)))
    return Document(tuple(blocks), (row,))


def course_drawn(deadline: Deadline, now: datetime, *, dark: bool) -> Document:
    """Return the words under the history of a deadline: when it was due, as of which day."""
    steps = dated_steps(deadline)[-STEPS:]
    moves = [steps[n] for n in range(len(steps)) if n == 0 or steps[n][1] != steps[n - 1][1]]
    lines = [
        _("from {day} on: {due}").format(day=day_words(entry.at.date()), due=short_due(due, now))
        for entry, due in moves[-ROWS:]
    ]
    blocks = (
        heading(_("History of {name}").format(name=shortened(deadline_name(deadline), NAME))),
        paragraph(course_words(deadline, now)),
        bullets(lines),
    )
    card = Button(_("‹ Back to the deadline"), press(Verb.CARD, int(deadline.id)))
    return Document(blocks, ((_recolour(int(deadline.id), dark=dark), card),))


def nothing_to_draw() -> Document:
    """Return that no open deadline has a date, and where to look."""
    words = _("There is nothing to draw: I know no open deadline with a date. Send me an article that has one.")
    row: Row = (Button(_("Open deadlines"), press(Verb.LIST, "open", 0)), Button(_("Brief me"), press(Verb.BRIEF)))
    return Document((paragraph(words),), (row,))


def no_course() -> Document:
    """Return that a deadline has no history to draw yet."""
    words = _("Its date was reported once, so there is no history to draw. Once it moves, there will be.")
    return Document((paragraph(words),))


def _recolour(id_: int, *, dark: bool) -> Button:
    """Return the button that draws a picture in the other colours; an id of 0 is the timeline."""
    return (
        Button(_("Light"), press(Verb.PICTURE, "light", id_))
        if dark
        else Button(_("Dark"), press(Verb.PICTURE, "dark", id_))
    )

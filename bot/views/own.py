"""What a person adds to the ledger for themselves: deadlines of their own, and dates that they put right."""

from collections.abc import Sequence
from datetime import datetime

from bot.views.document import Block, Bold, Button, Code, Document, Row, bullets, fill, heading, paragraph, quote
from bot.views.facts import card_button, deadline_name, due_lines
from bot.views.language import _
from bot.views.press import Verb, press
from bot.views.render import shortened
from core.model.deadline import Deadline, Report, Status
from core.model.subscriber import Alert, Subscriber

ASKED = 80
"""Letters of a person's words that a question repeats."""


def nameless() -> str:
    """Return what a deadline is called of which its owner only said when."""
    return _("Reminder")


def own_usage() -> Document:
    """Return how to have something of one's own kept."""
    blocks = (
        heading(_("A deadline of your own")),
        paragraph(_("Say what and by when, in one message; no command is needed:")),
        bullets(
            [
                (Code(_("remind me 30 November submit the tax form")),),
                (Code(_("tax form due 30 Nov 17:00")),),
                (Code(_("remind me in 3 days to call the bank")),),
            ]
        ),
        paragraph(_("You are told as for any other: before it, on the day, and after. Only this chat sees it.")),
    )
    return Document(blocks, ((Button(_("Open deadlines"), press(Verb.LIST, "open", 0)),),))


def ask_when(title: str) -> Document:
    """Return the question by when something of one's own is due."""
    words = _("By when: “{title}”? Send a day, such as 30 November, or tomorrow 17:00. /cancel leaves it.")
    return Document((paragraph(words.format(title=shortened(title, ASKED))),))


def offer_own(title: str) -> Document:
    """Return the question whether a text with a date is to be kept as a deadline of one's own."""
    words = _("I know no deadline like that. Shall I keep it as one of your own: “{title}”?")
    row = (Button(_("Keep it"), press(Verb.OWN, "yes")), Button(_("No"), press(Verb.OWN, "no")))
    return Document((paragraph(words.format(title=shortened(title, ASKED))),), (row,))


def not_kept() -> Document:
    """Return that nothing was kept, and what else to do."""
    return Document((paragraph(_("Left as it is. Ask with a name or a place, or see /help.")),))


def own_kept(deadline: Deadline, alerts: Sequence[Alert], subscriber: Subscriber, now: datetime) -> Document:
    """Return that a deadline of one's own is kept: when it is due, and how often one is told."""
    blocks: list[Block] = [
        heading(f"⏳ {deadline_name(deadline)}"),
        paragraph(*due_lines(deadline, subscriber, now)),
    ]
    if deadline.status is not Status.OPEN:
        blocks.append(paragraph(_("That is over already, so I will not remind you. Change the date if it is another.")))
    elif alerts:
        blocks.append(paragraph(_("Kept for you alone. I will remind you in good time.")))
    else:
        blocks.append(paragraph(_("Kept for you alone. No reminder is left before it.")))
    return Document(tuple(blocks), own_buttons(deadline, following=True))


def own_buttons(deadline: Deadline, *, following: bool) -> tuple[Row, ...]:
    """Return what can be done with a deadline of one's own."""
    id_ = int(deadline.id)
    edits = (
        Button(_("Change the date"), press(Verb.FIX, id_)),
        Button(_("Rename"), press(Verb.RENAME, id_)),
        Button(_("Delete"), press(Verb.REJECT, id_)),
    )
    if deadline.status not in (Status.OPEN, Status.PASSED):
        return (edits,)
    follow = Button(_("Mute"), press(Verb.MUTE, id_)) if following else Button(_("Alert me"), press(Verb.ALERT, id_))
    calendar = Button(_("Calendar"), press(Verb.CALENDAR, id_))
    return ((Button(_("Done ✓"), press(Verb.FINISH, id_)), follow, calendar), edits)


def own_evidence(deadline: Deadline) -> tuple[Block, ...]:
    """Return what a deadline of one's own rests on: one's own words."""
    report = deadline.reports[-1]
    return (paragraph(_("Yours alone, as you wrote:")), quote(" ".join(report.finding.evidence.text.split())))


def finished(deadline: Deadline) -> Document:
    """Return that a deadline of one's own is done."""
    words = fill(_("Done: {name}. No more reminders."), name=Bold(deadline_name(deadline)))
    return Document((paragraph(*words),), ((card_button(deadline, _("Open it")),),))


def deleted(deadline: Deadline) -> Document:
    """Return that a deadline of one's own is gone, with the way back."""
    words = fill(_("Deleted: {name}."), name=Bold(deadline_name(deadline)))
    return Document((paragraph(*words),), ((Button(_("Undo"), press(Verb.RESTORE, int(deadline.id))),),))


def ask_date(deadline: Deadline) -> Document:
    """Return the question what is wrong with a date; a short text answers it."""
    name = Bold(deadline_name(deadline))
    cancel = paragraph(_("/cancel leaves it as it is."))
    if deadline.reports[0].finding.own:
        words = fill(_("By when is {name} due? Send a day, such as 30 November, or tomorrow 17:00."), name=name)
        return Document((paragraph(*words), cancel))
    ways = [
        fill(_("the date itself: {example}"), example=Code(_("8 August"))),
        fill(_("the day that it counts from: {example}"), example=Code(_("count from 19 July"))),
        fill(_("its length: {example}"), example=Code(_("12 days"))),
    ]
    head = paragraph(*fill(_("What is right for {name}? Send one of these, for you alone:"), name=name))
    return Document((head, bullets(ways), cancel))


def ask_name(deadline: Deadline) -> Document:
    """Return the question what a deadline of one's own is to be called."""
    words = fill(
        _("What shall I call {name}? Send the new name; /cancel keeps it."), name=Bold(deadline_name(deadline))
    )
    return Document((paragraph(*words),))


def not_a_correction() -> Document:
    """Return that a text could not be taken for a date, a start or a length."""
    words = _(
        "I could not read a date in that. Send it like 8 August, “count from 19 July” or “12 days”; /cancel ends."
    )
    return Document((paragraph(words),))


def nothing_to_count() -> Document:
    """Return that a start or a length alone does not date a deadline, since no report gives the other."""
    words = _("No report says how long it runs and from when, so I cannot count that. Send the date itself: 8 August.")
    return Document((paragraph(words),))


def welcome() -> Document:
    """Return a word for who says thanks."""
    row = (Button(_("Brief me"), press(Verb.BRIEF)), Button(_("What is due next?"), press(Verb.LIST, "open", 0)))
    return Document((paragraph(_("At your service.")),), (row,))


def which_story(count: int) -> Document:
    """Return that a reply to a briefing fits none of its stories."""
    words = _("Which story do you mean? Reply with its number, 1 to {count}, or with a word of its headline.")
    return Document((paragraph(words.format(count=count)),))


def put_right(report: Report) -> tuple[Block, ...]:
    """Return the line of a card that says that its reader put the date right."""
    anchor = report.finding.anchor
    said = shortened(anchor.text if anchor else "", ASKED)
    return (paragraph(_("You put the date right (“{said}”). Only this chat sees it so.").format(said=said)),)

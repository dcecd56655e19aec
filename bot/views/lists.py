"""Many deadlines at once: the list with its pages, the ledger as of a day, and what to say when nothing fits."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.views.document import Block, Bold, Button, Code, Document, Inlines, Row, fill, heading, paragraph, rows
from bot.views.facts import badge, card_button, deadline_name, other_dates
from bot.views.language import _, plural
from bot.views.press import Verb, press
from bot.views.render import shortened
from bot.views.words import day_words
from core.model.deadline import Deadline
from core.model.subscriber import Subscriber

PAGE = 8
"""Deadlines on one page."""

ASOF = 20
"""Deadlines shown of a past day."""


def deadline_list(
    deadlines: Sequence[Deadline],
    subscriber: Subscriber,
    now: datetime,
    *,
    state: str = "open",
    query: str = "",
    page: int = 0,
    hidden: int = 0,
) -> Document:
    """Return a page of deadlines in the order given, with countdowns; `state` is "open" or "passed".

    A page that is not there is the nearest that is. Words narrow the list down, and then there is one page. `hidden`
    is how many the reader mutes.
    """
    if not deadlines and hidden:
        return Document((paragraph(_muted_words(hidden)),), (_switch(state),))
    if not deadlines:
        return _nothing_found(query) if query else _empty(state)
    pages = 1 if query else -(-len(deadlines) // PAGE)
    page = max(0, min(page, pages - 1))
    shown = deadlines[page * PAGE : (page + 1) * PAGE]
    blocks: list[Block] = [heading(_title(state, query, page, pages, now, subscriber.zone))]
    blocks += [paragraph(*_row(n, deadline, now)) for n, deadline in enumerate(shown, 1)]
    if query and len(deadlines) > PAGE:
        rest = len(deadlines) - PAGE
        more = plural(
            "{n} more fits; add a word to narrow it down.", "{n} more fit; add a word to narrow it down.", rest
        )
        blocks.append(paragraph(more.format(n=rest)))
    if hidden:
        blocks.append(paragraph(_muted_words(hidden)))
    cards = rows([card_button(deadline, str(n)) for n, deadline in enumerate(shown, 1)], PAGE)
    return Document(tuple(blocks), (*cards, *_turning(state, page, pages)))


def _muted_words(hidden: int) -> str:
    return plural(
        "{n} is left out by what you mute; /mute shows what.",
        "{n} are left out by what you mute; /mute shows what.",
        hidden,
    ).format(n=hidden)


def _title(state: str, query: str, page: int, pages: int, now: datetime, zone: str) -> str:
    title = _("Deadlines") if state == "open" else _("Ended deadlines")
    if query:
        return _("{title} on “{query}”").format(title=title, query=shortened(query, 60))
    today = day_words(now.astimezone(ZoneInfo(zone)).date())
    return _("{title}, {today}").format(title=title, today=today) + (f" ({page + 1}/{pages})" if pages > 1 else "")


def _row(number: int, deadline: Deadline, now: datetime) -> Inlines:
    line: Inlines = (f"{number}. ", Bold(badge(deadline, now)), "\n", deadline_name(deadline))
    others = other_dates(deadline, now)
    return (*line, "\n", _("Sources disagree: also {dates}").format(dates=others)) if others else line


def _turning(state: str, page: int, pages: int) -> tuple[Row, ...]:
    turn = []
    if page > 0:
        turn.append(Button(f"‹ {page}/{pages}", press(Verb.LIST, state, page - 1)))
    if page < pages - 1:
        turn.append(Button(f"{page + 2}/{pages} ›", press(Verb.LIST, state, page + 1)))
    return (tuple(turn), _switch(state)) if turn else (_switch(state),)


def _switch(state: str) -> Row:
    if state == "open":
        return (Button(_("Ended ones"), press(Verb.LIST, "passed", 0)),)
    return (Button(_("Open ones"), press(Verb.LIST, "open", 0)),)


def _empty(state: str) -> Document:
    if state != "open":
        return Document((paragraph(_("No deadline has ended yet. The open ones are a tap away.")),), (_switch(state),))
    blocks = (
        heading(_("No open deadline yet")),
        paragraph(
            _(
                "I find them in the news I read: “must answer by Friday”, “a 50-day ultimatum”. "
                "Send me a link or paste an article, and I will look for one."
            )
        ),
    )
    buttons = (Button(_("Brief me"), press(Verb.BRIEF)), Button(_("What to follow"), press(Verb.SETUP, "follow")))
    return Document(blocks, (buttons, _switch(state)))


def _nothing_found(query: str) -> Document:
    words = _("No deadline fits “{query}”. Try fewer words, or look through all of them.")
    button = Button(_("All deadlines"), press(Verb.LIST, "open", 0))
    return Document((paragraph(words.format(query=shortened(query, 60))),), ((button,),))


def asof(
    deadlines: Sequence[Deadline], moment: datetime, subscriber: Subscriber, *, is_ahead: bool = False
) -> Document:
    """Return the ledger as it was known at a moment; nothing in it moves with the reader's clock.

    With `is_ahead` the day that was asked for is still to come, and the moment is the present one.
    """
    day = day_words(moment.astimezone(ZoneInfo(subscriber.zone)).date())
    if not deadlines:
        words = _("Nothing was known of any deadline by the end of {day}. Try a later day: {example}")
        return Document((paragraph(*fill(words, day=day, example=Code(_("/asof yesterday")))),))
    blocks: list[Block] = [heading(_("As known on {day}").format(day=day))]
    blocks += [paragraph(*_row(n, deadline, moment)) for n, deadline in enumerate(deadlines[:ASOF], 1)]
    if (rest := len(deadlines) - ASOF) > 0:
        blocks.append(paragraph(plural("{n} more.", "{n} more.", rest).format(n=rest)))
    ahead = _("The day that you name is still to come: this is what is known today.")
    blocks.append(paragraph(ahead if is_ahead else _("Counted from that day, by what had been published then.")))
    return Document(tuple(blocks), ((Button(_("Deadlines today"), press(Verb.LIST, "open", 0)),),))


def asof_usage(now: datetime) -> Document:
    """Return how to ask for a past day."""
    words = _("Which day? Send {example}, and I show the deadlines as they were known that day.")
    row = (
        Button(_("Yesterday"), press(Verb.ASOF, "1")),
        Button(_("A week ago"), press(Verb.ASOF, "7")),
        Button(_("A month ago"), press(Verb.ASOF, "30")),
    )
    return Document(
        (paragraph(*fill(words, example=Code(f"/asof {(now - timedelta(days=7)).date().isoformat()}"))),), (row,)
    )


def no_answer(nearest: Sequence[Deadline]) -> Document:
    """Return the answer to a question that nothing fits: three things to tap instead."""
    first = [card_button(nearest[0])] if nearest else [Button(_("What to follow"), press(Verb.SETUP, "follow"))]
    blocks = (
        paragraph(
            _(
                "I found no deadline for that. Ask with a name or a place, such as “when does the ultimatum end?”, "
                "send a link, paste an article, or tap:"
            )
        ),
    )
    others = (Button(_("What is due next?"), press(Verb.LIST, "open", 0)), Button(_("Brief me"), press(Verb.BRIEF)))
    return Document(blocks, (tuple(first), others))

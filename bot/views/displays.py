"""What stands for long: the pinned board and the cards sent from inline mode. Only facts: no countdown, no "today"."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.views.document import Block, Bold, Button, Document, fill, heading, paragraph
from bot.views.facts import deadline_name, other_dates, terms_lines
from bot.views.groups import alert_link
from bot.views.language import _, plural
from bot.views.render import render, shortened
from bot.views.words import due_words
from core.model.deadline import Deadline, Status

BOARD = 15
"""Deadlines on a board."""

DESCRIPTION = 120


def board(deadlines: Sequence[Deadline], now: datetime) -> Document:
    """Return the open deadlines, nearest first, as they stand until a fact changes."""
    blocks: list[Block] = [heading(_("Open deadlines"))]
    if not deadlines:
        blocks.append(paragraph(_("None at the moment. What I find in the news appears here by itself.")))
    blocks += [paragraph(Bold(_when(d)), _also(d, now), "\n", deadline_name(d)) for d in deadlines[:BOARD]]
    if (rest := len(deadlines) - BOARD) > 0:
        words = plural("{n} more: /deadlines", "{n} more: /deadlines", rest)
        blocks.append(paragraph(words.format(n=rest)))
    return Document(tuple(blocks), silent=True)


def shared(deadline: Deadline, link: str, now: datetime) -> Document:
    """Return a deadline as a card in any chat, whose *Alert me* opens the reader's own chat at `link`."""
    blocks: list[Block] = [
        heading(f"⏳ {deadline_name(deadline)}"),
        paragraph(Bold(_when(deadline)), _also(deadline, now), _ended(deadline)),
    ]
    if lines := terms_lines(deadline.terms):
        blocks.append(paragraph("\n".join(lines)))
    return Document(tuple(blocks), ((Button(_("Alert me"), url=link),),))


def _when(deadline: Deadline) -> str:
    return due_words(deadline.due) if deadline.due is not None else _("no date known")


def _also(deadline: Deadline, now: datetime) -> str:
    others = other_dates(deadline, now)
    return _(" (also {dates})").format(dates=others) if others else ""


def _ended(deadline: Deadline) -> str:
    words = {
        Status.MET: _(" · met"),
        Status.WITHDRAWN: _(" · withdrawn"),
        Status.PASSED: _(" · passed"),
    }
    return words.get(deadline.status, "")


def offers(deadlines: Sequence[Deadline], me: str, now: datetime) -> list[dict[str, Any]]:
    """Return deadlines as the results of an inline query."""
    return [_offer(deadline, me, now) for deadline in deadlines]


def _offer(deadline: Deadline, me: str, now: datetime) -> dict[str, Any]:
    (payload, *_rest) = render(shared(deadline, alert_link(me, int(deadline.id)), now))
    content: Mapping[str, Any] = {
        "message_text": payload["text"],
        **{name: payload[name] for name in ("parse_mode", "link_preview_options") if name in payload},
    }
    return {
        "type": "article",
        "id": f"d{deadline.id}",
        "title": deadline_name(deadline),
        "description": shortened(f"{_when(deadline)}{_also(deadline, now)}{_ended(deadline)}", DESCRIPTION),
        "input_message_content": content,
        "reply_markup": payload["reply_markup"],
    }


def ask_in_private(words: str) -> dict[str, str]:
    """Return the button above the results: it leads to the reader's own chat."""
    text = _("Nothing fits that. Ask me in our chat") if words else _("Open our chat")
    return {"text": text, "start_parameter": "ask"}


def board_gone(*, was_there: bool) -> Document:
    """Return the answer to /board off."""
    words = _("The board is not kept up to date any more.") if was_there else _("There is no board here.")
    return Document((paragraph(*fill(words + " " + _("{command} puts one up."), command="/board")),))

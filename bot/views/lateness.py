"""The word that an unasked message comes late: the bot was down, or Telegram was."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.views.document import Document, Inline, Italic, fill, paragraph
from bot.views.language import _
from bot.views.plain import plain_text
from bot.views.render import ENTITIES, UNITS, render, units
from bot.views.words import moment
from core.model.delivery import Delivery, Priority

LATE = timedelta(minutes=10)
"""How late a message may be without a word about it."""


def is_late(delivery: Delivery, now: datetime) -> bool:
    """Whether a message is an alert or a digest that is sent late."""
    return delivery.priority is not Priority.REPLY and now - delivery.due > LATE and "text" in delivery.payload


def with_lateness(delivery: Delivery, now: datetime) -> Delivery:
    """Return what is late with the moment at which it was due; all else as it is.

    A message that has no room for it goes without.
    """
    if not is_late(delivery, now):
        return delivery
    text = f"{delivery.payload['text']}\n\n{_note(moment(delivery.due, now, 'UTC'))}"
    if units(plain_text(text)) > UNITS or text.count("</") > ENTITIES:
        return delivery
    return replace(delivery, payload={**delivery.payload, "text": text})


def _note(when: Inline) -> str:
    words = fill(_("This comes late: it was due on {when}."), when=when)
    (payload,) = render(Document((paragraph(Italic(words)),)))
    return str(payload["text"])

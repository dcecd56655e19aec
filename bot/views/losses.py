"""Losses: what an admin, or else the chat, is told where Telegram no longer lets something be as it was set up."""

from bot.views.document import Document, fill, paragraph
from bot.views.language import _


def topic_gone(title: str = "") -> Document:
    """Return word that what a chat had set up for a topic comes to the general one; in the chat itself no title."""
    if not title:
        words = _("The topic for my messages is gone, so they come here. An admin can send /digest in another topic.")
        return Document((paragraph(words),))
    words = _(
        "The topic for my messages in {chat} is gone, so they come to its general topic. "
        "Send {command} in another topic to have them there."
    )
    return Document((paragraph(*fill(words, chat=title, command="/digest")),))


def pin_refused(title: str = "") -> Document:
    """Return word that the board stands unpinned, and how that is changed; in the chat itself no title."""
    if not title:
        words = _(
            "I may not pin here, so the board stands unpinned. An admin can allow me to pin and send /board again."
        )
        return Document((paragraph(words),))
    words = _("I may not pin in {chat}, so the board stands unpinned. Allow me to pin and send {command} there again.")
    return Document((paragraph(*fill(words, chat=title, command="/board")),))


def writing_refused(title: str) -> Document:
    """Return word that nothing can be said in a chat, and how that is changed."""
    words = _(
        "I may not write in {chat}, so nothing that is set up there comes. Allow me to write, and it comes again."
    )
    return Document((paragraph(*fill(words, chat=title)),))

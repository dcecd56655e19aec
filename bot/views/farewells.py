"""Stopping, coming back, leaving a question, and being forgotten."""

from bot.views.document import Button, Document, heading, paragraph
from bot.views.language import _
from bot.views.press import Verb, press


def stopped() -> Document:
    """Return the word that every message has ended, with the way back."""
    words = _("Stopped: I send nothing unless you write to me. Your settings stay; /forget removes them.")
    return Document((paragraph(words),), ((Button(_("Start again"), press(Verb.RESUME)),),))


def resumed() -> Document:
    """Return the word that messages come again."""
    words = _("Welcome back: briefings and alerts come again at their hours.")
    return Document((paragraph(words),), ((Button(_("Brief me now"), press(Verb.BRIEF)),),))


def cancelled(*, was_asking: bool, unlocate: bool = False) -> Document:
    """Return the word that a question is dropped, or that there was none; `unlocate` takes the key of a place away."""
    words = (
        _("Dropped. Nothing was changed.")
        if was_asking
        else _("There is nothing to cancel. /help shows what I can do.")
    )
    return Document((paragraph(words),), unlocate=unlocate)


def forget() -> Document:
    """Return the one question before everything of a person goes."""
    blocks = (
        heading(_("Forget everything of yours?")),
        paragraph(
            _(
                "Your settings, what you follow, your alerts, and all that you pasted or corrected go at once, "
                "and cannot be brought back. Backups expire in 14 days."
            )
        ),
    )
    row = (Button(_("Yes, forget me"), press(Verb.FORGET, "yes")), Button(_("No, keep it"), press(Verb.FORGET, "no")))
    return Document(blocks, (row,))


def forgotten() -> Document:
    """Return the last word to somebody who is forgotten."""
    return Document((paragraph(_("Forgotten: nothing of yours is left. If you ever want me again: /start")),))


def kept() -> Document:
    """Return the word that nothing was removed."""
    return Document((paragraph(_("Kept. Nothing was removed.")),))

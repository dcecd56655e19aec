"""Groups and channels: who may change what, the way to a private alert, and what is said about a place of its own."""

from dataclasses import replace

from bot.views.document import Button, Document, fill, heading, paragraph
from bot.views.language import _
from bot.views.press import Verb


def alert_link(me: str, deadline: int) -> str:
    """Return the address that opens a deadline in the reader's own chat with the bot called `me`."""
    return f"https://t.me/{me}?start=d{deadline}"


def in_company(view: Document, me: str) -> Document:
    """Return a screen as many people see it: *Alert me* opens each reader's own chat with the bot."""
    return replace(view, buttons=tuple(tuple(_privately(button, me) for button in row) for row in view.buttons))


def _privately(button: Button, me: str) -> Button:
    pressed = button.press
    if pressed is None or pressed.verb is not Verb.ALERT:
        return button
    return Button(button.text, url=alert_link(me, int(pressed.args[0])))


def admins_only() -> Document:
    """Return the answer to a command of somebody who may not change what the group has set up."""
    words = _("Only admins of this chat change what I do here. /deadlines, /deadline, /asof and /brief are for all.")
    return Document((paragraph(words),))


def admins_only_toast() -> str:
    """Return the answer to such a press: whose name is hidden cannot be told from others by a press."""
    return _(
        "Only admins change what I do here. If you are one and post anonymously, send the command instead, "
        "such as /digest or /alerts."
    )


def unchecked() -> Document:
    """Return the answer where Telegram did not say who is an admin."""
    return Document((paragraph(_("I could not ask Telegram who the admins are. Nothing was changed; try again.")),))


def unchecked_toast() -> str:
    """Return the same over the chat."""
    return _("I could not ask Telegram who the admins are. Nothing was changed; try again.")


def added(me: str) -> Document:
    """Return the one line that a group is told when the bot comes in."""
    words = _("I keep deadlines and brief on the news: {deadlines} shows them to all, admins set {digest}.")
    commands = {"deadlines": f"/deadlines@{me}", "digest": f"/digest@{me}"}
    return Document((paragraph(*fill(words, **commands)),), silent=True)


def in_place(title: str, said: Document) -> Document:
    """Return what was set for a channel or group, as it is told in an admin's own chat: without that chat's buttons."""
    return Document((heading(_("In {title}").format(title=title)), *said.blocks))


def not_your_channel(name: str) -> Document:
    """Return why nothing can be set for a channel, and what to do."""
    words = _(
        "I can set up {name} only where both of us are admins. Make me an admin there with the right to post, "
        "then send it again; or send /digest 08:00 there."
    )
    return Document((paragraph(words.format(name=name)),))


def in_channel(title: str) -> Document:
    """Return what the one who made the bot an admin of a channel is told, in private."""
    words = _("I can post in {title} now. Send {example} there as a post, and its briefing comes every day.")
    return Document((paragraph(*fill(words, title=title, example="/digest 08:00")),))

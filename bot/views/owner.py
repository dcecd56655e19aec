"""What the owner sees: counts, troubles, and a broadcast before it goes out."""

from collections.abc import Mapping

from babel.numbers import format_decimal

from bot.views.document import Button, Document, bullets, heading, paragraph, quote
from bot.views.language import _, spoken
from bot.views.press import Verb, press
from core.model.office import Census, Troubles


def stats(census: Census) -> Document:
    """Return the counts."""
    lines = [
        _("{chats} chats, {stopped} of them stopped").format(chats=_n(census.chats), stopped=_n(census.stopped)),
        _("{follows} follows, {digests} daily briefings").format(
            follows=_n(census.follows), digests=_n(census.digests)
        ),
        _("{articles} articles, {reports} reports of deadlines").format(
            articles=_n(census.articles), reports=_n(census.reports)
        ),
        _("feeds: {states}").format(states=_states(census.feeds) or _("none")),
        _("messages that wait: {states}").format(states=_states(census.waiting) or _("none")),
    ]
    return Document((heading(_("The bot in figures")), bullets(lines)))


def troubles(found: Troubles, *, hours: int) -> Document:
    """Return what went wrong in the last hours, or that nothing did."""
    if not found:
        return Document((paragraph(_("Nothing went wrong in the last {hours} hours.").format(hours=hours)),))
    lines = [
        *(_("{count}× an update failed: {why}").format(count=n, why=why[:200]) for why, n in found.updates),
        *(_("{count}× a message was given up: {why}").format(count=n, why=why[:200]) for why, n in found.deliveries),
        *(_("a feed is paused: {url}").format(url=url[:200]) for url in found.paused_feeds),
    ]
    title = _("What went wrong in the last {hours} hours").format(hours=hours)
    return Document((heading(title), bullets(lines), paragraph(_("The log says more. /stats has the figures."))))


def broadcast_usage() -> Document:
    """Return how to write to everybody."""
    return Document(
        (paragraph(_("Put the words behind it: /broadcast The bot moves on Sunday. I show it to you first.")),)
    )


def broadcast_preview(words: str, chats: int) -> Document:
    """Return what would go out and to how many, with the two buttons."""
    return Document(
        (heading(_("To {count} chats:").format(count=_n(chats))), quote(words)),
        (
            (
                Button(_("Send it"), press(Verb.BROADCAST, "yes")),
                Button(_("Do not"), press(Verb.BROADCAST, "no")),
            ),
        ),
    )


def broadcast(words: str) -> Document:
    """Return the message that everybody gets."""
    return Document((paragraph(words),))


def broadcast_sent(chats: int) -> Document:
    """Return that it is on its way."""
    return Document((paragraph(_("On its way to {count} chats.").format(count=_n(chats))),))


def broadcast_dropped() -> Document:
    """Return that nothing was sent."""
    return Document((paragraph(_("Nothing was sent.")),))


def taken_down(url: str, count: int) -> Document:
    """Return how many articles at an address were removed, or how to write it."""
    if not url:
        words = _("Put the address behind it: /takedown https://example.org/article removes it and what it reports.")
    elif count:
        words = _("Removed, with every deadline that only it reports.")
    else:
        words = _("I have no article at this address. Copy it from the link under the headline.")
    return Document((paragraph(words),))


def _states(states: Mapping[str, int]) -> str:
    named = {
        "well": _("well"),
        "failing": _("failing"),
        "paused": _("paused"),
        "reply": _("replies"),
        "alert": _("alerts"),
        "digest": _("briefings"),
    }
    return ", ".join(f"{named.get(state, state)} {_n(count)}" for state, count in states.items())


def _n(number: int) -> str:
    return format_decimal(number, locale=spoken())

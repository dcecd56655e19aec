"""The command menu: what stands beside each command in Telegram's list."""

from collections.abc import Iterable

from bot.views.language import _


def menu(names: Iterable[str]) -> list[dict[str, str]]:
    """Return these commands with their words, as `setMyCommands` takes them. Raises KeyError for one without words."""
    words = {
        "brief": _("what is new to you"),
        "deadlines": _("all open deadlines, by date"),
        "digest": _("your briefing every day, at your hour"),
        "alerts": _("what you are told of before it falls due"),
        "follow": _("a feed, a site or a word"),
        "summarise": _("one article in a few sentences"),
        "timezone": _("your time zone, by city"),
        "settings": _("zone, briefings, quiet hours, what you follow"),
        "search": _("all that I have read, by words"),
        "help": _("all that I can do"),
    }
    return [{"command": name, "description": words[name]} for name in names]

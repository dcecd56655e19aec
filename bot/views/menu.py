"""The command menus: what stands beside each command in Telegram's list, for each kind of chat and each language."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.locales import ENGLISH, LANGUAGES
from bot.views.language import _, speaking

_EVERYWHERE = "default"


def menus(menus_: Mapping[str, Sequence[str]]) -> Iterator[dict[str, Any]]:
    """Yield what `setMyCommands` takes for menus by their scope, in each language; English is for all others.

    The scope "default" is that of private chats. Channels have no menu: there only admins write.
    """
    for scope, names in menus_.items():
        for language in LANGUAGES:
            with speaking(language):
                where = {} if scope == _EVERYWHERE else {"scope": {"type": scope}}
                told = {} if language == ENGLISH else {"language_code": language}
                yield {"commands": menu(names), **where, **told}


def menu(names: Iterable[str]) -> list[dict[str, str]]:
    """Return these commands with their words. Raises KeyError for one without words."""
    words = {
        "brief": _("what is new to you"),
        "deadlines": _("all open deadlines, by date"),
        "digest": _("your briefing every day, at your hour"),
        "alerts": _("what you are told of before it falls due"),
        "follow": _("a feed, a site or a word"),
        "summarise": _("one article in a few sentences"),
        "timezone": _("your time zone, by city"),
        "language": _("the language that I speak"),
        "board": _("the open deadlines, pinned and kept true"),
        "settings": _("zone, briefings, quiet hours, what you follow"),
        "search": _("all that I have read, by words"),
        "help": _("all that I can do"),
    }
    return [{"command": name, "description": words[name]} for name in names]

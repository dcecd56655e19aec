"""Subjects: what the house's topics are called in the language spoken; a reader's own are called as they named them."""

from bot.views.language import _


def topic_name(name: str) -> str:
    """Return what a topic is called on the screen."""
    return _house().get(name, name)


def topic_meant(words: str) -> str:
    """Return the name by which a topic is known, where it was typed as the screen calls it."""
    said = " ".join(words.split()).casefold()
    return next((name for name, shown in _house().items() if shown.casefold() == said), words)


def _house() -> dict[str, str]:
    return {
        "War and security": _("War and security"),
        "Diplomacy": _("Diplomacy"),
        "Politics": _("Politics"),
        "Economy": _("Economy"),
        "Courts": _("Courts"),
        "Health": _("Health"),
        "Climate and weather": _("Climate and weather"),
        "Technology": _("Technology"),
        "Science": _("Science"),
        "Sport": _("Sport"),
    }

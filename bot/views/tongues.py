"""Languages: the one that is spoken, all of them as buttons in their own words, and how their names are understood."""

from functools import cache

from babel import Locale

from bot.locales import LANGUAGES
from bot.views.document import Bold, Button, Document, Paragraph, Row, fill, heading, paragraph, rows
from bot.views.language import _, speaking
from bot.views.press import CLIENT, Verb, press
from bot.views.render import shortened
from core.model.subscriber import Subscriber


def language_choices(subscriber: Subscriber, *, client: bool) -> Document:
    """Return the language spoken, with all of them to tap: first what a person's client says, where it says any."""
    ask = paragraph(_("Tap another one, or send its name after /language."))
    return Document((heading(_("Language")), _standing(subscriber), ask), _choices(client=client))


def language_set(subscriber: Subscriber) -> Document:
    """Return what is spoken from now on."""
    note = paragraph(_("What the news says stays in its own language."))
    row = (Button(_("Brief me"), press(Verb.BRIEF)), Button(_("Settings"), press(Verb.SETUP, "settings")))
    return Document((_standing(subscriber), note), (row,))


def language_unknown(words: str, *, client: bool) -> Document:
    """Return that no language spoken here is called so, with those that are."""
    says = _("I do not speak “{name}” yet. These I do:").format(name=shortened(words, 40))
    return Document((paragraph(says),), _choices(client=client))


def find_language(words: str) -> str | None:
    """Return the language that words name, in any of the languages or by its code; `CLIENT` for the client's own."""
    said = " ".join(words.casefold().split())
    return _names().get(said)


def own_name(language: str) -> str:
    """Return what a language calls itself: "Українська"."""
    name = Locale.parse(language).get_display_name(language) or language
    return name[0].upper() + name[1:]


def _standing(subscriber: Subscriber) -> Paragraph:
    name = Bold(own_name(subscriber.language))
    if subscriber.language_chosen:
        return paragraph(*fill(_("I speak with you: {language}."), language=name))
    return paragraph(*fill(_("I speak with you: {language}, as your Telegram client says."), language=name))


def _choices(*, client: bool) -> tuple[Row, ...]:
    first = ((Button(_("As my Telegram client says"), press(Verb.LANGUAGE, CLIENT)),),) if client else ()
    return (*first, *rows([Button(own_name(one), press(Verb.LANGUAGE, one)) for one in LANGUAGES], 3))


@cache
def _names() -> dict[str, str]:
    """Return every name of a language of ours, as each of them has it, with its code."""
    names = {"auto": CLIENT, "telegram": CLIENT, CLIENT: CLIENT}
    for speaker in LANGUAGES:
        with speaking(speaker):
            names[_("As my Telegram client says").casefold()] = CLIENT
        known = Locale.parse(speaker).languages
        names |= {known[language].casefold(): language for language in LANGUAGES}
    return names | {language: language for language in LANGUAGES}

"""The catalogues: what the interface says in each of its languages, as gettext keeps it, a .po file a language.

`python -m bot.locales` brings them up to date with the strings in the source.
"""

import gettext
from functools import cache
from importlib.resources import files
from io import BytesIO

ENGLISH = "en"
LANGUAGES = (ENGLISH, "uk", "ru", "de", "es")
"""The languages of the interface, by their ISO 639 codes; the source is written in the first."""

DOMAIN = "dateline"


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the words of a language, read when it is first spoken; English has none, nor has a language unknown here.

    What is missing or fuzzy in a catalogue is said in English.
    """
    if language == ENGLISH or language not in LANGUAGES:
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (files(__name__) / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        written = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, written)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def nearest(code: str | None) -> str:
    """Return the language of the interface for what a client says of its own ("uk", "de-AT"), English for others."""
    language = (code or "").replace("_", "-").split("-")[0].lower()
    return language if language in LANGUAGES else ENGLISH

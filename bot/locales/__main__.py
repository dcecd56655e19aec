"""`python -m bot.locales`: takes the strings of the interface from the source into every catalogue.

New strings come in empty, changed ones fuzzy with their old words beside them; the tests fail until both are written.
"""

import sys
import tempfile
from pathlib import Path

from babel.messages.frontend import CommandLineInterface

from bot.locales import DOMAIN, ENGLISH, LANGUAGES

_HERE = Path(__file__).parent
_KEYWORDS = ("--no-default-keywords", "--keyword=_", "--keyword=plural:1,2")
_FORM = ("--width=120", "--sort-by-file", "--add-location=file")


def extract(to: Path) -> None:
    """Write the strings that pass through `_` and `plural` anywhere in the bot."""
    told = ("--project=Dateline", "--copyright-holder=Dateline", "--version=1")
    _babel("extract", *_KEYWORDS, *_FORM, *told, f"--output-file={to}", ".")


def update(template: Path) -> None:
    """Bring every catalogue up to date with a template, beginning those that are not there."""
    for language in LANGUAGES:
        if language == ENGLISH:
            continue
        target = _HERE / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        target.parent.mkdir(parents=True, exist_ok=True)
        known = ("--ignore-obsolete", "--ignore-pot-creation-date") if target.exists() else ()
        verb = "update" if known else "init"
        where = (f"--input-file={template}", f"--output-file={target}", f"--locale={language}", "--width=120")
        _babel(verb, *where, *known)


def _babel(*arguments: str) -> None:
    status = CommandLineInterface().run(["pybabel", "--quiet", *arguments])  # type: ignore[no-untyped-call]
    if status:
        sys.exit(status)


def main() -> None:
    """Extract, then update."""
    import os

    os.chdir(_HERE.parent)
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / f"{DOMAIN}.pot"
        extract(template)
        update(template)


if __name__ == "__main__":
    main()

"""A catalogue as it is written: a .po file, read in a few milliseconds, so that none has to be compiled first."""

import gettext
import json
import re
from collections.abc import Iterator

_BLANK_LINES = re.compile(r"\n\s*\n")
_FUZZY = re.compile(r"^#,.*fuzzy", re.MULTILINE)
_FIELD = re.compile(r'^(msg\w+(?:\[\d\])?)((?:\s+"(?:[^"\\\n]|\\.)*")+)', re.MULTILINE)
_BREAK = re.compile(r'"\n\s*"')
_PLURAL = re.compile(r"plural=([^;\n]+)")


class Written(gettext.NullTranslations):
    """What a catalogue says; what is missing or fuzzy in it is said in English."""

    def __init__(self, text: str) -> None:
        """Read the text of a .po file with the fields that Babel writes: ids, plurals, no contexts."""
        super().__init__()
        self._forms = {entry["msgid"]: _forms(entry) for entry in _entries(text)}
        header = "".join(self._forms.pop("", []))
        rule = _PLURAL.search(header)
        self._number = gettext.c2py(rule[1] if rule else "n != 1")

    def gettext(self, message: str) -> str:
        """Return the words for an English string."""
        return self._said(message, 1) or message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the words for a number of things, from the English for one and for many."""
        return self._said(msgid1, n) or (msgid1 if n == 1 else msgid2)

    def _said(self, message: str, n: int) -> str:
        forms = self._forms.get(message)
        if not forms:
            return ""
        return forms[self._number(n)] if len(forms) > 1 else forms[0]


def _entries(text: str) -> Iterator[dict[str, str]]:
    """Yield the fields of each entry that is not fuzzy, by their names."""
    for block in _BLANK_LINES.split(text):
        fields = {name: _joined(strings) for name, strings in _FIELD.findall(block)}
        if "msgid" in fields and not _FUZZY.search(block):
            yield fields


def _joined(strings: str) -> str:
    """Return what strings that stand one below the other say together; their escapes are those of JSON."""
    said: str = json.loads(_BREAK.sub("", strings))
    return said


def _forms(entry: dict[str, str]) -> list[str]:
    """Return the words of an entry, one form for each kind of number; none where one is still to be written."""
    forms = [words for name, words in entry.items() if name.startswith("msgstr")]
    return forms if all(forms) else []

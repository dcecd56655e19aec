"""The names of an article, so that "Peskov" is quoted under the fullest name that the text gives him."""

import re

from core.model.prose import Prose
from core.text.abbreviations import OPENERS

_NAME = re.compile(
    r"(?<![\w.’'-])(?:[^\W\d_a-zа-яіїєґёß][\w’'.-]{1,30}[ \n]+){1,4}[^\W\d_a-zа-яіїєґёß][\w’'-]{1,30}(?![\w’'-])"
)
_CAPITAL = re.compile(r"[^\W\d_a-zа-яіїєґёß][\w’'-]+")
_NO_NAMES = OPENERS | frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)
_COURTESIES = frozenset({"mr", "mrs", "ms", "mx", "sir", "dame", "herr", "frau", "пан", "пані", "sr", "sra"})


class Names:
    """The full names within the sentences of an article, by their last word."""

    def __init__(self, prose: Prose) -> None:
        self._full: dict[str, set[str]] = {}
        for sentence in prose.sentences:
            for match in _NAME.finditer(sentence.text, 1):
                words = match[0].split()
                if words[0].rstrip(".").lower() in _COURTESIES:
                    words = words[1:]
                if len(words) > 1:
                    self._full.setdefault(words[-1], set()).add(" ".join(words))

    def fullest(self, name: str) -> str:
        """Return the longest name in the text that ends with this one, the name itself where two people share it."""
        if " " in name:
            return name
        found = self._full.get(name, set())
        if len({full.split()[-2] for full in found}) != 1:
            return name
        return max(found, key=lambda full: (len(full), full))


def names_someone(text: str, *, besides: str) -> bool:
    """Return whether a capitalised word stands in `text` that is neither part of `besides` nor a common word."""
    known = {word.lower() for word in re.findall(r"\w+", besides)}
    found = {word.lower() for capital in _CAPITAL.findall(text) for word in re.findall(r"[^\W_]+", capital)[:1]}
    return bool(found - known - _NO_NAMES)

"""Stems: what is left of a word once its endings are cut, by one rule for each script, the language unasked.

Reports are compared by what they share, so a stem need not be a word; it must be the same for "strike", "strikes" and
"striking", and for all cases of a Slavic name.
"""

import re
from functools import lru_cache

_POSSESSIVE = re.compile(r"['’](?:s|t|re|ve|ll|d|m)?$")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu)['’](?=\w{2})")
_LATIN_ENDING = re.compile(r"(?<=\w{4})(?:ing|ed|es|en|er|e|s|a|o)$")
_SLAVIC_ENDING = re.compile(
    r"(?<=\w{3})(?:ами|ями|ого|его|ому|ему|ыми|ими|ові|еві|ість|ості|ость|ости|ым|им|ом|ем|єм|ой|ей|ою|ею|єю|ах|ях|ам|ям"
    r"|ов|ев|ів|їв|ый|ий|ій|ая|яя|ое|ее|ые|ие|ых|их|а|я|о|е|у|ю|и|ы|і|ї|ь|й|є)$"
)
_LATIN, _OTHER = 8, 7
"""Letters that are kept at most: what follows is an ending more often than not."""


@lru_cache(maxsize=60_000)
def stem(word: str) -> str:
    """Return the stem of a word as written; figures are kept whole, without the marks between thousands."""
    low = word.casefold().replace("ё", "е")
    if low[0].isdigit():
        return low.replace(",", "") if low.rpartition(",")[2].isdigit() and len(low.rpartition(",")[2]) == 3 else low
    low = _ELISION.sub("", _POSSESSIVE.sub("", low))
    if low > "\u0370":
        return _SLAVIC_ENDING.sub("", low)[:_OTHER]
    if low.endswith("s") and len(low) > 3 and not low.endswith("ss"):
        low = low[:-1]
    return _LATIN_ENDING.sub("", low)[:_LATIN]

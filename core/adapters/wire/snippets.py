"""Snippets: the words of a feed's titles and texts, quickly; what is not plainly written is left to `plain`.

The texts of a feed are most of its bytes. One pass over those that hold nothing but the usual elements gives what a
parser of HTML would, at some thirty times its speed.
"""

import html
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from core.adapters.wire.plain import BULLET, OLD_MARKS, plain_text, with_literal_signs

_TAG = re.compile(r"<([^ >]++)[^>]*+>")
_PARTING = "\x02"
"""Stands between paragraphs until the text is tidied; no text holds it."""

_BLOCKS = (
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5"
    " h6 header hr main menu nav ol p section summary table tbody td tfoot th thead tr ul"
).split()
_INLINES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small source span"
    " strike strong sub sup time tt u var wbr"
).split()
_LONGEST_NAME = 32
_ESCAPED = re.compile(r"&(?:[a-z]{2,6}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
_ESCAPED_END = re.compile(r"&(?:lt|#60|#x3c);/[a-z][a-z0-9]{0,9}\s?&(?:gt|#62|#x3e);", re.IGNORECASE)
_ODD = dict.fromkeys("\u00ad\u200b\u200e\u200f\u2060\ufeff", "") | {
    char: OLD_MARKS[ord(char)] for char in "\x80\x85\x91\x92\x93\x94\x96\x97\x99"
}
_BREAKS = re.compile(r"\n{3,}")


def _remains() -> Iterator[tuple[str, str]]:
    """Yield what is left of each usual tag, by its name."""
    for name in _BLOCKS:
        yield from ((name, _PARTING), (f"/{name}", _PARTING))
    for name in _INLINES:
        yield from ((name, ""), (f"/{name}", ""))
    yield from (("li", f"{_PARTING}{BULLET}"), ("/li", _PARTING), ("br", "\n"), ("br/", "\n"), ("hr/", _PARTING))


_REMAINS = dict(_remains())
_REMAINS |= {name.upper(): remains for name, remains in _REMAINS.items()}


_UNSAID = re.compile(
    r"<(?:!--.*?(?:(-->)|\Z)"
    r"|(audio|button|canvas|iframe|math|noscript|object|script|select|style|svg|template|textarea|video)\b[^<>]*>"
    r".*?(?:(</\2\s*>)|\Z))",
    re.IGNORECASE | re.DOTALL,
)
_RARE = frozenset("area caption col colgroup map nobr output param picture rb rp rt ruby track".split())
_NAME = re.compile(r"/?([a-z][a-z0-9]*)([:-][\w.:-]*)?/?", re.IGNORECASE)


class _Rarer(dict[str, str]):
    """What is left of each tag, those among them that are seldom met and make no difference to others."""

    def __missing__(self, name: str) -> str:
        named = _NAME.fullmatch(name)
        if named is None or not (named[2] or named[1].lower() in _RARE):
            raise KeyError(name)
        return ""


_RARER = _Rarer(_REMAINS)


def snippet_text(markup: str) -> str:
    """Return what `plain.plain_text` does; of markup that was escaped once too often, what it would do of that."""
    if "&" in markup and "<" not in markup and _ESCAPED_END.search(markup):
        markup = html.unescape(markup)
    words = _words(markup, _REMAINS) or _rarer_words(markup) if "<" in markup else markup
    if words is None or ("&" in words and _ESCAPED.search(words := _unescaped(words))):
        return plain_text(markup)
    return _tidied(words)


def snippet_line(markup: str) -> str:
    """Return the words of a piece of HTML on one line, as a title has them."""
    if "<" not in markup and "&" not in markup:
        return " ".join(_without_odd(markup).split())
    return " ".join(snippet_text(with_literal_signs(markup)).split())


def _words(markup: str, remains: Mapping[str, str]) -> str | None:
    """Return markup without its tags, their remains in their place; None where it has others than those.

    A "<" or ">" that is left tells of a comment, of a script, or of either within an attribute.
    """
    if "<" in markup[markup.rfind(">") + 1 :]:
        return None
    pieces = _TAG.split(markup.replace("\n", " "))
    try:
        pieces[1::2] = [remains[name] for name in pieces[1::2]]
    except KeyError:
        return None
    words = "".join(pieces)
    return None if "<" in words or ">" in words else words


def _rarer_words(markup: str) -> str | None:
    """Return what `_words` does, of markup with comments, scripts, frames and elements that are seldom met."""
    try:
        return _words(_UNSAID.sub(_nothing, markup), _RARER)
    except KeyError:
        return None


def _nothing(unsaid: re.Match[str]) -> str:
    """Return nothing. Raises KeyError where the end is missing."""
    if not (unsaid[1] or unsaid[3]):
        raise KeyError(unsaid[0][:10])
    return ""


def _unescaped(text: str) -> str:
    """Return what `html.unescape` does; references come again and again."""
    words, *pieces = text.split("&")
    said = [words]
    for piece in pieces:
        name, end, words = piece.partition(";")
        if end and len(name) < _LONGEST_NAME:
            said += _character(name), words
        else:
            said.append(html.unescape(f"&{piece}"))
    return "".join(said)


@lru_cache(maxsize=1024)
def _character(name: str) -> str:
    return html.unescape(f"&{name};")


def _tidied(text: str) -> str:
    text = text.replace("\xa0", " ").replace("\t", " ").replace("\r", "")
    text = _without_odd(text)
    while "  " in text:
        text = text.replace("  ", " ")
    if "\n" in text:
        text = _BREAKS.sub("\n\n", "\n".join(map(str.strip, text.split("\n"))))
    return "\n\n".join(filter(None, map(str.strip, text.split(_PARTING))))


def _without_odd(text: str) -> str:
    """Leave out the characters that nobody sees, and put marks where their old controls stand."""
    if not text.isascii():
        for char in filter(text.__contains__, _ODD):
            text = text.replace(char, _ODD[char])
    return text

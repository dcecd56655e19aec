"""Plain text: what a piece of markup says, with its paragraphs and without its tags."""

import html
import re
from collections.abc import Iterator, Mapping

from lxml import etree

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1"
    " h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody td th thead tr ul".split()
)
_UNSAID = frozenset("audio button canvas embed head iframe math noscript object script select style svg template"
                    " textarea title video".split())  # fmt: skip
_TAG = re.compile(r"<[a-zA-Z/!?]")
_ESCAPED = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,6}|#x[0-9a-f]{2,5}|[lr][ds]quo|[mn]dash|hellip);", re.IGNORECASE
)
_MARKING = frozenset("b em font i span strong u".split())
_ALONE = frozenset("br hr img input li link meta p source wbr".split())
"""Elements that need no end."""

_NAMES = _BLOCKS | _UNSAID | _MARKING | _ALONE | frozenset(
    "a abbr acronym bdi bdo big cite code data del dfn html ins kbd label mark path q s samp small strike sub sup time"
    " tt var".split()
)  # fmt: skip
_SIGN = re.compile(
    r"""<(?!!--|!doctype\b)(?:(/?)(\w+:)?([a-z][a-z0-9]*)(\s(?:"[^"]*"|'[^']*'|[^<>"'])*|\s[^<>]*|/)?>)?""",
    re.IGNORECASE,
)
_LONGEST_TITLE = 2000
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\n{3,}")
OLD_MARKS = {code: bytes([code]).decode("windows-1252", "ignore") for code in range(0x80, 0xA0)}
"""The marks of windows-1252 by the controls of Latin-1 in whose place they are written; nobody means those."""

_TIDIED: Mapping[int, str | None] = (
    OLD_MARKS | {ord(char): None for char in "\0\u00ad\u200b\u200e\u200f\u2060\ufeff"} | {ord("\r"): None}
)

BULLET = "• "


def plain_text(markup: str) -> str:
    """Return the words of a piece of HTML: paragraphs parted by an empty line, breaks by a line, bullets marked.

    What is no markup comes back as it is, its white space tidied; what was escaped twice is read twice. Scripts and
    the like say nothing.
    """
    text = tidied("".join(_words(markup)))
    return tidied("".join(_words(html.unescape(text)))) if _ESCAPED.search(text) else text


def plain_line(markup: str) -> str:
    """Return the words of a piece of HTML on one line, as a title has them."""
    return " ".join(plain_text(with_literal_signs(markup)).split())


def with_literal_signs(title: str) -> str:
    """Escape each "<" of a title that begins no markup: "The <details> element" and "List<int>" speak of it.

    A tag is markup where HTML has its name and it has attributes, an end, or no need of one; or where the title begins
    with it.
    """
    if "<" not in title or len(title) > _LONGEST_TITLE:
        return title
    low = title.lower()
    return _SIGN.sub(lambda sign: sign[0] if _is_markup(sign, low) else f"&lt;{sign[0][1:]}", title)


def _is_markup(sign: re.Match[str], low: str) -> bool:
    closing, prefix, name, rest = sign[1], sign[2] or "", (sign[3] or "").lower(), sign[4] or ""
    if not name or closing:
        return name in _NAMES or (bool(name) and f"<{prefix}{name}" in low[: sign.start()])
    if "=" in rest or f"</{prefix.lower()}{name}" in low[sign.end() :]:
        return True
    is_opening = not low[: sign.start()].strip()
    return name in _ALONE or (name in _NAMES and bool(rest)) or (name in _MARKING and is_opening)


def tidied(text: str) -> str:
    """Return a text without unseen characters, runs of spaces made one, and at most one empty line in a row."""
    lines = _SPACES.sub(" ", text.translate(_TIDIED)).split("\n")
    return _BREAKS.sub("\n\n", "\n".join(line.strip() for line in lines)).strip()


def _words(markup: str) -> Iterator[str]:
    if not _TAG.search(markup):
        yield html.unescape(markup)
        return
    root = parsed(markup)
    if root is not None:
        yield from element_words(root)


def parsed(markup: str) -> etree._Element | None:
    """Return the root of a piece of HTML, None where there is nothing in it; no damage is an error."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    return etree.HTML(markup.encode("utf-8", "replace"), parser) if markup.strip() else None


def element_words(root: etree._Element) -> Iterator[str]:
    """Return the words of an element in pieces, with line breaks where its blocks end; without recursion."""
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        silent += (name in _UNSAID) * (1 if event == "start" else -1)
        if event == "start":
            yield from _opening(name) if not silent else ()
            said = element.text
        else:
            yield "\n\n" if name in _BLOCKS and not silent else ""
            said = element.tail if element is not root else None
        if said and not silent:
            yield said if element.tag == "pre" else said.replace("\n", " ")


def _opening(name: str) -> Iterator[str]:
    if name == "br":
        yield "\n"
    elif name in _BLOCKS:
        yield f"\n\n{BULLET}" if name == "li" else "\n\n"

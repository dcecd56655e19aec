"""From a document to messages that Telegram takes: HTML, escaped and bounded, cut where a reader would pause.

What Telegram counts: 4,096 UTF-16 units of text once the markup is read, and 100 entities, a message; 8 buttons a row
and 100 a keyboard. See https://core.telegram.org/bots/api#formatting-options.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from enum import IntEnum
from functools import lru_cache
from typing import Any, TypeAlias

from bot.views.document import (
    Block,
    Bold,
    Bullets,
    Button,
    Code,
    Content,
    Document,
    Heading,
    Inline,
    Instant,
    Italic,
    Link,
    Paragraph,
    Quote,
    Row,
    inlines,
)
from bot.views.press import encode

UNITS = 4096
ENTITIES = 100
ROW = 8
KEYBOARD = 100
BUTTON_UNITS = 64
"""Units of a button's text; a phone shows about half of that in a row of one."""

_PIECE = 1000
"""Code points of the longest run without a white space that is not cut into."""

_FALLBACK = 200
"""Units of the longest words that may stand in for an instant; longer ones are plain text."""

_LATEST = 2**31 - 1
_FORM = re.compile(r"r|(?=.)w?[dD]?[tT]?")
_ADDRESS = re.compile(r"(?:https?://[^\s/?#\"<>\\]+|tg://[a-z]+)[^\s\"<>\\]*", re.IGNORECASE)
_BUTTON_ADDRESS = re.compile(r"(?:https?://[^\s/?#]+\.[^\s/?#]+|tg://[a-z]+).*", re.IGNORECASE)
_ADDRESS_LIMIT = 2000

_NEW_LINE = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters
    "\u202a-\u202e\u2066-\u206f"  # embeddings, overrides and isolates, which can turn a text around
    "\ud800-\udfff"  # halves of a character
    "\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]"  # byte order mark, annotations, noncharacters
)
_PIECES = re.compile(r"\S+\s*|\s+")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s+\Z")
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that show nothing."""


class _Border(IntEnum):
    """What lies before a piece of text: the greater, the better a place to cut."""

    CHARACTER = 0
    WORD = 1
    SENTENCE = 2
    LINE = 3
    PART = 4
    BLOCK = 5


@dataclass(frozen=True, slots=True, eq=False)
class _Tag:
    """One element of one place in the document; two equal ones next to each other stay two."""

    name: str
    attributes: str = ""

    @property
    def opening(self) -> str:
        return f"<{self.name}{self.attributes}>"

    @property
    def closing(self) -> str:
        return f"</{self.name}>"


_Tags: TypeAlias = tuple[_Tag, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word with the space behind it, the tags it stands in, outermost first, and what lies before it.

    `glue` parts it from what comes before in the same message.
    """

    text: str
    tags: _Tags
    border: _Border
    glue: str = ""


@dataclass(frozen=True, slots=True)
class _Leaf:
    """Text in its tags; a `whole` one is never cut."""

    text: str
    tags: _Tags
    whole: bool = False


def render(document: Document) -> tuple[dict[str, Any], ...]:
    """Return the payloads of sendMessage that show a document, in order, at least one; buttons are on the last.

    Nothing visible is lost: a text over the limits goes on in a next message, cut between blocks, or else between
    sentences, lines or words, with its formatting kept.
    """
    texts = [_html(pieces) for pieces in _messages(_pieces(document.blocks))] or ["…"]
    payloads = [_payload(text, document) for text in texts]
    if markup := _markup(document):
        payloads[-1]["reply_markup"] = markup
    return tuple(payloads)


def _markup(document: Document) -> dict[str, Any]:
    if document.locate:
        key = {"text": document.locate, "request_location": True}
        return {"keyboard": [[key]], "resize_keyboard": True, "one_time_keyboard": True}
    if document.unlocate:
        return {"remove_keyboard": True}
    keyboard = _keyboard(document.buttons)
    return {"inline_keyboard": keyboard} if keyboard else {}


@dataclass(frozen=True, slots=True)
class Fragment:
    """Rendered blocks that become part of a message: the HTML, and what Telegram counts of it."""

    html: str
    units: int
    entities: int


def fragment(*blocks: Block) -> Fragment:
    """Return blocks as one piece of a message, to be made once and used in many; nothing of it is cut."""
    pieces = _pieces(blocks)
    if not pieces:
        return Fragment("", 0, 0)
    length = entities = 0
    tags: _Tags = ()
    for n, piece in enumerate(pieces):
        length += units(piece.text) + (len(piece.glue) if n else 0)
        entities += len(piece.tags) - _shared(tags, piece.tags)
        tags = piece.tags
    return Fragment(_html(pieces), length, entities)


def message(text: str, buttons: Sequence[Row]) -> dict[str, Any]:
    """Return the payload of one message whose HTML is made and within the limits."""
    payload = _payload(text, Document(()))
    if keyboard := _keyboard(buttons):
        payload["reply_markup"] = {"inline_keyboard": keyboard}
    return payload


def with_row(payload: Mapping[str, Any], row: Row) -> dict[str, Any]:
    """Return a payload with a row of buttons added below."""
    keyboard = payload.get("reply_markup", {}).get("inline_keyboard", [])
    added = _keyboard([row])
    return {**payload, "reply_markup": {"inline_keyboard": [*keyboard, *added]}} if added else dict(payload)


def clean(text: str) -> str:
    """Return a text without what a reader cannot see or what would turn others' words around."""
    return _HIDDEN.sub("", _NEW_LINE.sub("\n", text)).replace("\t", " ")


def is_blank(text: str) -> bool:
    """Whether a reader sees nothing of it."""
    return all(char in _BLANKS or unicodedata.category(char)[0] in "CZM" for char in text)


def units(text: str) -> int:
    """Return the length of a text as Telegram counts it, in UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)


def shortened(text: str, limit: int) -> str:
    """Return a text on one line, cut to `limit` UTF-16 units with an ellipsis where it is longer."""
    line = " ".join(clean(text).split())
    if units(line) <= limit:
        return line
    kept, room = [], limit - 1
    for char in line:
        room -= units(char)
        if room < 0:
            break
        kept.append(char)
    return "".join(kept).rstrip(" ,;:.") + "…"


def _payload(text: str, document: Document) -> dict[str, Any]:
    payload: dict[str, Any] = {"text": text, "parse_mode": "HTML"}
    if not document.preview:
        payload["link_preview_options"] = {"is_disabled": True}
    if document.silent:
        payload["disable_notification"] = True
    return payload


# Blocks to pieces


def _pieces(blocks: Sequence[Block]) -> list[_Piece]:
    found: list[_Piece] = []
    before: Block | None = None
    for block in blocks:
        parts = [part for leaves in _parts(block) if (part := _cut(leaves))]
        if not parts:
            continue
        for n, part in enumerate(parts):
            border = _Border.PART if n or isinstance(before, Heading) else _Border.BLOCK
            glue = "\n" if n else _glue(before, block)
            found.append(_Piece(part[0].text, part[0].tags, border, glue))
            found.extend(part[1:])
        before = block
    return found


def _glue(before: Block | None, block: Block) -> str:
    """Headings stand close to what follows them, quotes to what leads into them."""
    return "\n" if isinstance(before, Heading) or isinstance(block, Quote) else "\n\n"


def _parts(block: Block) -> Iterator[Iterator[_Leaf]]:
    """Yield the parts of a block that stand on lines of their own, each as its leaves."""
    match block:
        case Heading(content):
            yield _leaves(content, (_Tag("b"),))
        case Paragraph(content):
            yield _leaves(content, ())
        case Quote(content, expandable):
            yield _leaves(content, (_Tag("blockquote", " expandable" if expandable else ""),))
        case Bullets(items):
            for item in items:
                if any(not is_blank(leaf.text) for leaf in _leaves(item, ())):
                    yield _leaves(("• ", *item), ())


def _leaves(content: Content, tags: _Tags) -> Iterator[_Leaf]:
    for inline in inlines(content):
        yield from _leaf(inline, tags)


def _leaf(inline: Inline, tags: _Tags) -> Iterator[_Leaf]:
    match inline:
        case str():
            yield _Leaf(clean(inline), tags)
        case Bold(content):
            yield from _leaves(content, _within(tags, "b"))
        case Italic(content):
            yield from _leaves(content, _within(tags, "i"))
        case Code(text):  # code may not stand in bold or italics
            yield _Leaf(clean(text), (*(t for t in tags if t.name == "blockquote"), _Tag("code")))
        case Link(text, url):
            yield _Leaf(clean(text), (*tags, _Tag("a", f' href="{_attribute(url)}"')) if is_address(url) else tags)
        case Instant():
            yield _instant(inline, tags)


def _within(tags: _Tags, name: str) -> _Tags:
    return tags if any(tag.name == name for tag in tags) else (*tags, _Tag(name))


def _instant(instant: Instant, tags: _Tags) -> _Leaf:
    """Return an instant as a tag that is not cut; as its plain words where Telegram could not show it."""
    words = " ".join(clean(instant.fallback).split())
    if is_blank(words):
        words = instant.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    unix = int(instant.at.timestamp())
    if not _FORM.fullmatch(instant.form) or not 0 <= unix <= _LATEST or units(words) > _FALLBACK:
        return _Leaf(words, tags)
    return _Leaf(words, (*tags, _Tag("tg-time", f' unix="{unix}" format="{instant.form}"')), whole=True)


def is_address(url: str) -> bool:
    """Whether Telegram makes a link of an address: http, https or tg, nothing odd in it, not too long."""
    return len(url) <= _ADDRESS_LIMIT and url == clean(url) and _ADDRESS.fullmatch(url) is not None


def _attribute(value: str) -> str:
    return html.escape(value, quote=False).replace('"', "&quot;")


def _cut(leaves: Iterator[_Leaf]) -> list[_Piece]:
    """Return leaves in pieces; none where a reader would see nothing."""
    found: list[_Piece] = []
    tail = ""
    for leaf in leaves:
        for text in [leaf.text] if leaf.whole else _words(leaf.text):
            if text:
                found.append(_Piece(text, leaf.tags, _border(tail)))
                tail = (tail + text)[-16:]
    return [] if all(is_blank(piece.text) for piece in found) else found


def _words(text: str) -> Iterator[str]:
    """Yield the words of a text with the space behind them; those without an end in several."""
    for found in _PIECES.finditer(text):
        word = found[0]
        start = 0
        while len(word) - start > _PIECE:
            end = start + _PIECE
            while end > start + _PIECE // 2 and _clings(word, end):
                end -= 1
            yield word[start:end]
            start = end
        yield word[start:]


def _clings(word: str, at: int) -> bool:
    """Whether the character at this place forms one sign with the one before it."""
    return word[at - 1] == "\u200d" or word[at] == "\u200d" or unicodedata.category(word[at])[0] == "M"


def _border(tail: str) -> _Border:
    if tail.endswith("\n"):
        return _Border.LINE
    if not tail[-1:].isspace():
        return _Border.CHARACTER
    return _Border.SENTENCE if _SENTENCE_END.search(tail) else _Border.WORD


# Pieces to messages


def _messages(pieces: Sequence[_Piece]) -> Iterator[Sequence[_Piece]]:
    start = 0
    while start < len(pieces):
        end = _end(pieces, start)
        message = pieces[start:end]
        if not all(is_blank(piece.text) for piece in message):
            yield message
        start = end


def _end(pieces: Sequence[_Piece], start: int) -> int:
    """Return where the message that begins at `start` ends: at the last border between blocks that still fits.

    Where there is none, at the best border in the second half of what fits.
    """
    reach, half = _reach(pieces, start)
    if reach == len(pieces):
        return reach
    inside = range(start + 1, reach + 1)
    between = [n for n in inside if pieces[n].border is _Border.BLOCK]
    if between:
        return between[-1]
    return max((n for n in inside if n >= half), key=lambda n: (pieces[n].border, n))


def _reach(pieces: Sequence[_Piece], start: int) -> tuple[int, int]:
    """Return the piece before which a message from `start` is full, and the one at which it is half full."""
    length = entities = 0
    half: int | None = None
    tags: _Tags = ()
    for n in range(start, len(pieces)):
        piece = pieces[n]
        length += units(piece.text) + (len(piece.glue) if n > start else 0)
        entities += len(piece.tags) - _shared(tags, piece.tags)
        tags = piece.tags
        if length > UNITS or entities > ENTITIES:
            return n, half if half is not None else n
        if half is None and (length > UNITS // 2 or entities > ENTITIES // 2):
            half = n
    return len(pieces), len(pieces)


def _shared(tags: _Tags, others: _Tags) -> int:
    """Return how many outer tags two pieces share."""
    shared = 0
    for tag, other in zip(tags, others, strict=False):
        if tag is not other:
            break
        shared += 1
    return shared


def _html(pieces: Sequence[_Piece]) -> str:
    """Return the HTML of a message; every tag opened in it is closed in it."""
    written: list[str] = []
    tags: _Tags = ()
    for piece, text in _trimmed(pieces):
        shared = _shared(tags, piece.tags)
        written += [tag.closing for tag in reversed(tags[shared:])]
        written += [piece.glue] if written else []
        written += [tag.opening for tag in piece.tags[shared:]]
        written.append(html.escape(text, quote=False))
        tags = piece.tags
    written += [tag.closing for tag in reversed(tags)]
    return "".join(written)


def _trimmed(pieces: Sequence[_Piece]) -> list[tuple[_Piece, str]]:
    """Return the pieces with their texts, no white space at either end of the message."""
    shown = [(piece, piece.text) for piece in pieces]
    while not shown[0][1].strip():
        del shown[0]
    while not shown[-1][1].strip():
        del shown[-1]
    shown[0] = shown[0][0], shown[0][1].lstrip()
    shown[-1] = shown[-1][0], shown[-1][1].rstrip()
    return shown


# Buttons


def _keyboard(given: Sequence[Row]) -> list[list[Mapping[str, str]]]:
    """Return the inline keyboard: wide rows broken, what is over the limit left out."""
    keyboard: list[list[Mapping[str, str]]] = []
    room = KEYBOARD
    for row in given:
        written = [made for button in row if (made := _button(button))][:room]
        room -= len(written)
        keyboard += [written[n : n + ROW] for n in range(0, len(written), ROW)]
    return keyboard


@lru_cache(maxsize=20_000)
def _button(button: Button) -> Mapping[str, str] | None:
    """Return a button as Telegram has it, None for one that leads nowhere."""
    text = shortened(button.text, BUTTON_UNITS)
    label = {"text": "…" if is_blank(text) else text}
    if button.press is not None:
        return {**label, "callback_data": encode(button.press)}
    if is_address(button.url) and _BUTTON_ADDRESS.fullmatch(button.url):
        return {**label, "url": button.url}
    return None

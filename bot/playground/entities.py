"""Entities: Telegram's HTML read into plain text and the spans that are marked in it, as strictly as it asks for.

See https://core.telegram.org/bots/api#html-style. Offsets and lengths of entities are UTF-16 units, those in refusals
bytes of UTF-8, as Telegram counts them. A lone & passes at Telegram; it is refused here, since the manual wants it
escaped and a text that is not escaped goes wrong sooner or later.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from bot.playground.refusal import Refusal, bad_request

Entity: TypeAlias = dict[str, Any]

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-time": "date_time",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_TOKEN = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>|<|&(?:\#x[0-9a-f]+|\#\d+|[a-z\d]+);|&|[^<&]+""", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([^\s/>]*)(.*?)/?>", re.DOTALL)
_ATTRIBUTE = re.compile(r"""\s*([^\s=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_TIME_FORM = re.compile(r"r|w?[dD]?[tT]?")
_ADDRESS = re.compile(r"(?:https?|tg|ton|tonsite|mailto|tel):\S+", re.IGNORECASE)
_TYPED = re.compile(
    r"(?P<mention>(?<![\w@/])@\w{3,32}\b)|(?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?)(?!\w)|(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)])"
)


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as a reader sees it, and its marks, outer before inner."""

    text: str
    entities: tuple[Entity, ...] = ()


@dataclass(slots=True)
class _Open:
    """A tag that is not closed yet; `start` is in units."""

    name: str
    start: int
    marks: Entity | None
    nested: bool = field(default=False)


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)


def parse_html(source: str) -> Formatted:
    """Return a text in Telegram's HTML without its markup, white space at both ends cut off.

    Raises Refusal for markup that cannot be read: unknown tags, unclosed or crossed ones, what is not escaped.
    """
    written: list[str] = []
    length, stack, found = 0, list[_Open](), list[Entity]()
    for token, offset in _tokens(source):
        if not token.startswith("<"):
            written.append(_character(token, offset) if token.startswith("&") else token)
            length += units(written[-1])
        elif token.startswith("</"):
            found += _closed(stack, token, offset, length)
        else:
            stack.append(_opened(token, offset, length, within=stack))
    if stack:
        raise _unreadable(f'Can\'t find end tag corresponding to start tag "{stack[-1].name}"')
    return _trimmed("".join(written), found)


def mark_typed(text: str) -> tuple[Entity, ...]:
    """Return what Telegram itself marks in a text that a person typed: commands and addresses."""
    return tuple(
        {"type": match.lastgroup, "offset": units(text[: match.start()]), "length": units(match[0])}
        for match in _TYPED.finditer(text)
    )


def _unreadable(reason: str) -> Refusal:
    return bad_request(f"can't parse entities: {reason}")


def _tokens(source: str) -> Iterator[tuple[str, int]]:
    """Yield each token with its offset in bytes."""
    offset = 0
    for match in _TOKEN.finditer(source):
        yield match[0], offset
        offset += len(match[0].encode("utf-8", "surrogatepass"))


def _character(token: str, offset: int) -> str:
    """Return the character that an HTML entity stands for."""
    name = token[1:-1].lower()
    if name in _NAMED:
        return _NAMED[name]
    digits = re.fullmatch(r"#(?:x([0-9a-f]+)|(\d+))", name)
    code = (int(digits[1], 16) if digits[1] else int(digits[2])) if digits else 0
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        raise _unreadable(f'Unescaped character "&" at byte offset {offset}')
    return chr(code)


def _opened(token: str, offset: int, start: int, *, within: list[_Open]) -> _Open:
    tag = _TAG.fullmatch(token)
    if tag is None:
        raise _unreadable(f"Unclosed start tag at byte offset {offset}")
    name = tag[2].lower()
    if name not in _KINDS:
        raise _unreadable(f'Unsupported start tag "{name}" at byte offset {offset}')
    marks = _marks(name, _attributes(tag[3]), offset)
    return _Open(name, start, marks, nested=_is_dropped(name, within))


def _is_dropped(name: str, within: list[_Open]) -> bool:
    """Whether Telegram forgets the mark: nothing stands in code, no quote in a quote."""
    names = {outer.name for outer in within}
    in_code = bool(names & {"code", "pre"}) and not (name == "code" and within[-1].name == "pre")
    return in_code or (name == "blockquote" and "blockquote" in names)


def _attributes(written: str) -> dict[str, str]:
    return {
        name.lower(): _unescaped((value or "").strip("\"'"))
        for name, value in (match.groups() for match in _ATTRIBUTE.finditer(written.strip()))
    }


def _unescaped(value: str) -> str:
    return re.sub(r"&(?:#x[0-9a-fA-F]+|#\d+|[a-zA-Z]+);", lambda match: _character(match[0], 0), value)


def _marks(name: str, attributes: dict[str, str], offset: int) -> Entity | None:
    """Return what an entity of this tag says, None where Telegram shows the bare text."""
    match name:
        case "span":
            if attributes.get("class") != "tg-spoiler":
                raise _unreadable(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
        case "a":
            url = attributes.get("href", "")
            return {"type": "text_link", "url": url} if _ADDRESS.fullmatch(url) else None
        case "blockquote":
            return {"type": "expandable_blockquote" if "expandable" in attributes else "blockquote"}
        case "tg-time":
            return _time_marks(attributes, offset)
        case "tg-emoji":
            if not attributes.get("emoji-id", "").isdecimal():
                raise _unreadable(f"Invalid custom emoji identifier specified at byte offset {offset}")
            return {"type": "custom_emoji", "custom_emoji_id": attributes["emoji-id"]}
        case "code" if attributes.get("class", "").startswith("language-"):
            return {"type": "code", "language": attributes["class"].removeprefix("language-")}
    return {"type": _KINDS[name]}


def _time_marks(attributes: dict[str, str], offset: int) -> Entity:
    unix, form = attributes.get("unix", ""), attributes.get("format", "")
    if not unix.isdecimal() or not 0 < int(unix) < 2**31:
        raise _unreadable(f"Invalid Unix time specified at byte offset {offset}")
    if not _TIME_FORM.fullmatch(form):
        raise _unreadable(f"Invalid date-time format specified at byte offset {offset}")
    return {"type": "date_time", "unix_time": int(unix), "date_time_format": form}


def _closed(stack: list[_Open], token: str, offset: int, end: int) -> list[Entity]:
    tag = _TAG.fullmatch(token)
    if tag is None:
        raise _unreadable(f"Unclosed end tag at byte offset {offset}")
    if not stack:
        raise _unreadable(f"Unexpected end tag at byte offset {offset}")
    opened, name = stack.pop(), tag[2].lower()
    if name and name != opened.name:
        expected = f'expected "</{opened.name}>", found "</{name}>"'
        raise _unreadable(f"Unmatched end tag at byte offset {offset}, {expected}")
    if opened.marks is None or opened.nested or end == opened.start:
        return []
    if opened.name == "code" and stack and stack[-1].name == "pre":
        stack[-1].marks = {"type": "pre", **{k: v for k, v in opened.marks.items() if k == "language"}}
        return []
    kind, rest = opened.marks["type"], {k: v for k, v in opened.marks.items() if k not in ("type", "language")}
    language = {"language": opened.marks["language"]} if kind == "pre" and "language" in opened.marks else {}
    return [{"type": kind, "offset": opened.start, "length": end - opened.start, **rest, **language}]


def _trimmed(text: str, entities: list[Entity]) -> Formatted:
    """Cut white space off both ends, from the entities too; those that held nothing else go."""
    shown = text.strip()
    cut, length = units(text) - units(text.lstrip()), units(shown)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        end = min(entity["offset"] + entity["length"] - cut, length)
        if start < end:
            kept.append({**entity, "offset": start, "length": end - start})
    return Formatted(shown, tuple(sorted(kept, key=lambda e: (e["offset"], -e["length"]))))

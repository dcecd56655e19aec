"""What Telegram takes and what it refuses, by its manual alone: https://core.telegram.org/bots/api#formatting-options."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

UNITS, ENTITIES = 4096, 100
ROWS_BUTTONS, KEYBOARD_BUTTONS, DATA_BYTES = 8, 100, 64

_ATTRIBUTES = {
    "b": set[str](),
    "i": set[str](),
    "code": set[str](),
    "a": {"href"},
    "blockquote": {"expandable"},
    "tg-time": {"unix", "format"},
}
_MAY_HOLD_ANYTHING = {"b", "i"}
_REFERENCES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")


@dataclass(slots=True)
class Entity:
    """One element of a message: its name, attributes, and the text in it."""

    name: str
    attributes: Mapping[str, str | None]
    within: tuple[str, ...]
    text: str = ""


@dataclass(slots=True)
class Message:
    """A message as a reader sees it."""

    text: str
    entities: list[Entity]
    buttons: list[list[Mapping[str, Any]]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.text = ""
        self.entities: list[Entity] = []
        self.open: list[Entity] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _ATTRIBUTES, f"unsupported tag {tag}"
        assert {name for name, _ in attrs} <= _ATTRIBUTES[tag], f"attributes of {tag}: {attrs}"
        entity = Entity(tag, dict(attrs), tuple(outer.name for outer in self.open))
        self.open.append(entity)
        self.entities.append(entity)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raise AssertionError(f"an element without an end: {tag} {attrs}")

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"nothing is open that </{tag}> could end"
        assert self.open.pop().name == tag, f"</{tag}> crosses another element"

    def handle_data(self, data: str) -> None:
        assert not set(data) & set("<>&"), f"not escaped: {data!r}"
        self._write(data)

    def handle_entityref(self, name: str) -> None:
        assert name in _REFERENCES, f"Telegram does not know &{name};"
        self._write(_REFERENCES[name])

    def handle_charref(self, name: str) -> None:
        self._write(chr(int(name[1:], 16) if name.startswith("x") else int(name)))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")

    def _write(self, text: str) -> None:
        self.text += text
        for entity in self.open:
            entity.text += text


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def is_visible(text: str) -> bool:
    """Whether a reader sees anything of a text."""
    return any(unicodedata.category(char)[0] not in "CZ" for char in text)


def read_message(payload: Mapping[str, Any]) -> Message:
    """Return a payload of sendMessage as its reader sees it; fails where Telegram would refuse or spoil it."""
    assert payload["parse_mode"] == "HTML"
    reader = _Reader()
    reader.feed(payload["text"])
    reader.close()
    assert not reader.open, f"never closed: {reader.open}"
    assert is_visible(reader.text), "an empty message"
    assert units(reader.text.strip()) <= UNITS
    assert len(reader.entities) <= ENTITIES
    assert not _TURNING.search(reader.text), "a character that turns text around"
    assert not _CONTROL.search(reader.text), "a control character"
    for entity in reader.entities:
        _check(entity)
    return Message(reader.text, reader.entities, _keyboard(payload.get("reply_markup")))


def _check(entity: Entity) -> None:
    assert entity.text, f"an empty {entity.name}"
    outer = set(entity.within) - _MAY_HOLD_ANYTHING
    if entity.name == "code":
        assert set(entity.within) <= {"blockquote"}, "code stands in nothing but a quote"
    assert "code" not in outer, "nothing stands in code"
    assert entity.name != "blockquote" or not entity.within, "a quote stands by itself"
    if entity.name not in _MAY_HOLD_ANYTHING:
        assert outer <= {"blockquote"}, f"{entity.name} stands in {outer}"
    if entity.name == "a":
        assert re.fullmatch(r"(https?://[^\s/?#]+|tg://[a-z]+)\S*", entity.attributes["href"] or "", re.IGNORECASE)
    if entity.name == "tg-time":
        _check_time(entity)


def _check_time(entity: Entity) -> None:
    assert re.fullmatch(r"[0-9]+", entity.attributes["unix"] or "")
    assert int(entity.attributes["unix"] or "") < 2**31
    assert re.fullmatch(r"r|(?=.)w?[dD]?[tT]?", entity.attributes["format"] or "")
    assert is_visible(entity.text), "old clients would show nothing"


def _keyboard(markup: Mapping[str, Any] | None) -> list[list[Mapping[str, Any]]]:
    if markup is None:
        return []
    rows: list[list[Mapping[str, Any]]] = markup["inline_keyboard"]
    assert all(0 < len(row) <= ROWS_BUTTONS for row in rows)
    buttons = [button for row in rows for button in row]
    assert 0 < len(buttons) <= KEYBOARD_BUTTONS
    for button in buttons:
        _check_button(button)
    return rows


def _check_button(button: Mapping[str, Any]) -> None:
    assert is_visible(button["text"])
    assert len(button.keys() & {"callback_data", "url"}) == 1
    if "callback_data" in button:
        assert 1 <= len(button["callback_data"].encode()) <= DATA_BYTES
    else:
        assert re.fullmatch(r"(https?://\S+\.\S+|tg://\S+)", button["url"], re.IGNORECASE)


def read_messages(payloads: Sequence[Mapping[str, Any]]) -> list[Message]:
    """Return the payloads of one document; fails where one would be refused, or has buttons that is not the last."""
    assert payloads
    messages = [read_message(payload) for payload in payloads]
    assert not any(message.buttons for message in messages[:-1]), "buttons above the last message"
    return messages


def text_of(payloads: Sequence[Mapping[str, Any]]) -> str:
    """Return all that a reader sees of a document."""
    return "\n\n".join(message.text for message in read_messages(payloads))


def buttons_of(payloads: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the callback data of each button by its label."""
    rows = read_messages(payloads)[-1].buttons
    return {button["text"]: button.get("callback_data", "") for row in rows for button in row}


def presses_of(payloads: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the callback data of the buttons, in order."""
    rows = read_messages(payloads)[-1].buttons
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]

"""Enclosures: a file that goes along with a message, as the outbox keeps it and as it is told apart again."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.views.plain import plain_text
from bot.views.render import units

CAPTION_UNITS = 1024
"""UTF-16 units that Telegram takes under a file."""

_ENCLOSED = "enclosed"
_ALBUM = ("caption", "parse_mode")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file to send: its name, its media type, its bytes. A PNG goes as a picture, all else as a document."""

    name: str
    kind: str
    data: bytes

    @property
    def is_picture(self) -> bool:
        """Whether a client shows it in the chat."""
        return self.kind == "image/png"


def sending(file: Enclosure, message: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the method and payload that send a file under a rendered message, whose text becomes the caption.

    A text that is too long for a caption is left out: it goes as a message of its own.
    """
    field = "photo" if file.is_picture else "document"
    return f"send{field.capitalize()}", {**captioned(message), _ENCLOSED: _kept(file, field)}


def replacing(file: Enclosure, message: Mapping[str, Any], message_id: int) -> tuple[str, dict[str, Any]]:
    """Return the method and payload that put a picture with its caption in the place of a sent one."""
    caption = captioned(message)
    media = {"type": "photo", "media": "attach://picture", **{name: caption.pop(name, "") for name in _ALBUM}}
    return "editMessageMedia", {**caption, "message_id": message_id, "media": media, _ENCLOSED: _kept(file, "picture")}


def sent_anew(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of `sendPhoto` for those of an edit whose message is gone."""
    kept = {name: value for name, value in params.items() if name not in ("message_id", "media")}
    caption = {name: params["media"][name] for name in _ALBUM}
    return {**kept, **caption, _ENCLOSED: {**params[_ENCLOSED], "field": "photo"}}


def fits(message: Mapping[str, Any]) -> bool:
    """Whether the text of a rendered message has room under a file."""
    return units(plain_text(str(message["text"]))) <= CAPTION_UNITS


def captioned(message: Mapping[str, Any]) -> dict[str, Any]:
    """Return a rendered message with its text as a caption, without what only texts have."""
    kept = {name: value for name, value in message.items() if name not in ("text", "link_preview_options")}
    return {**kept, "caption": message["text"]} if fits(message) else kept


def opened(params: Mapping[str, Any]) -> tuple[dict[str, Any], str, Enclosure | None]:
    """Return parameters without their file, the field that the file goes in, and the file, None where there is none."""
    said = {name: value for name, value in params.items() if name != _ENCLOSED}
    kept = params.get(_ENCLOSED)
    if kept is None:
        return said, "", None
    return said, kept["field"], Enclosure(kept["name"], kept["kind"], base64.b64decode(kept["bytes"]))


def _kept(file: Enclosure, field: str) -> dict[str, str]:
    return {"field": field, "name": file.name, "kind": file.kind, "bytes": base64.b64encode(file.data).decode("ascii")}

"""People with Telegram, and what they hand to the bot: posts of channels, files."""

import struct
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

Message: TypeAlias = dict[str, Any]

BOT = {
    "id": 1000,
    "is_bot": True,
    "first_name": "Dateline",
    "username": "dateline_playground_bot",
}

_PNG = b"\x89PNG\r\n\x1a\n"

READER = 1001
COLLEAGUE = 1002


@dataclass(slots=True)
class Person:
    """Somebody with Telegram; who has not started the bot cannot be written to."""

    id: int
    name: str
    language: str = "en"
    has_started: bool = False
    has_blocked: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    """What stands in the chat with the bot, by message id, in the order in which it came."""
    pinned: list[int] = field(default_factory=list)

    @property
    def user(self) -> dict[str, Any]:
        """The person as `from` in an update."""
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}

    @property
    def chat(self) -> dict[str, Any]:
        """The private chat with the person."""
        return {"id": self.id, "type": "private", "first_name": self.name}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a forwarded post comes from: a channel, and when it stood there."""

    channel: str
    date: datetime


@dataclass(frozen=True, slots=True)
class File:
    """A file at Telegram's, by its id; `path` is what getFile gives."""

    id: str
    name: str
    mime: str
    data: bytes
    path: str

    @property
    def ids(self) -> dict[str, Any]:
        """The file by its ids and size, as every kind of file has them."""
        return {"file_id": self.id, "file_unique_id": f"u-{self.id}", "file_size": len(self.data)}

    @property
    def document(self) -> dict[str, Any]:
        """The file as a document in a message."""
        return {**self.ids, "file_name": self.name, "mime_type": self.mime}

    @property
    def shown(self) -> dict[str, Any]:
        """The file as a client sends it: a picture as a photo, anything else as a document."""
        size = png_size(self.data) if self.mime == "image/png" else None
        if size is None:
            return {"document": self.document}
        return {"photo": [{**self.ids, "width": size[0], "height": size[1]}]}


def png_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG, in pixels; None for anything else."""
    if not data.startswith(_PNG) or len(data) < 24:
        return None
    width, height = struct.unpack(">II", data[16:24])
    return (width, height) if width and height else None

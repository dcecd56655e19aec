"""Raw updates: what is known of one before it is parsed, so that one that cannot be parsed still has its lane."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from core.model.delivery import JournalledUpdate
from core.model.ids import ChatId

Raw: TypeAlias = Mapping[str, Any]


def journalled(raw: Raw) -> JournalledUpdate:
    """Return a raw update as it is kept. Raises KeyError, TypeError or ValueError where it has no number."""
    return JournalledUpdate(int(raw["update_id"]), chat_in(raw), raw)


def chat_in(raw: Raw) -> ChatId | None:
    """Return the chat that an update comes from, else who sent it; None where it names neither."""
    for content in raw.values():
        if not isinstance(content, dict):
            continue
        message = content.get("message")
        places = [content.get("chat"), message.get("chat") if isinstance(message, dict) else None, content.get("from")]
        for place in places:
            if isinstance(place, dict) and isinstance(place.get("id"), int):
                return ChatId(place["id"])
    return None


def is_private_message(raw: Raw) -> bool:
    """Whether it is a message that a person sent in their own chat with the bot."""
    message = raw.get("message")
    chat = message.get("chat") if isinstance(message, dict) else None
    return isinstance(chat, dict) and chat.get("type") == "private"


def press_in(raw: Raw) -> str | None:
    """Return the id by which a press is answered, None where it is none."""
    query = raw.get("callback_query")
    id_ = query.get("id") if isinstance(query, dict) else None
    return id_ if isinstance(id_, str) else None

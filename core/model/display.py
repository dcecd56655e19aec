"""Displays: what stands somewhere and is edited when its facts change."""

from dataclasses import dataclass

from core.model.ids import ChatId


@dataclass(frozen=True, slots=True)
class Board:
    """A chat's one message with its open deadlines.

    `key` is the delivery that put or last edited it, `facts` the mark of what it shows; `message_id` is None until it
    is known.
    """

    chat: ChatId
    key: str
    facts: str
    thread: int | None = None
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class InlineCard:
    """A deadline that somebody sent from inline mode, by its inline message id, in their `language`.

    `link` is where *Alert me* leads.
    """

    message: str
    chat: ChatId
    deadline: int
    link: str
    facts: str
    language: str = "en"

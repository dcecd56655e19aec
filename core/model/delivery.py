"""Deliveries: the messages on their way out, and what can become of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any

from core.model.ids import ChatId


class Priority(IntEnum):
    """Replies go ahead of alerts, alerts ahead of digests."""

    REPLY = 0
    ALERT = 1
    DIGEST = 2


class DeliveryState(StrEnum):
    """The three states of an outbox row."""

    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to send. `key` is unique and stays the same on every attempt.

    `method` and `payload` are the Bot API's (without `chat_id`, `message_thread_id`); `due` is UTC on the clock that
    can be stepped. `shows` names what the message shows ("deadline:12"), so that it can be looked up and edited.
    `edits` names the delivery whose message this one edits. `attempts` counts sends begun, `unknowns` those whose
    outcome nobody knows.
    """

    key: str
    chat: ChatId
    payload: Mapping[str, Any]
    due: datetime
    priority: Priority = Priority.REPLY
    method: str = "sendMessage"
    thread: int | None = None
    shows: str = ""
    edits: str = ""
    attempts: int = 0
    unknowns: int = 0
    state: DeliveryState = DeliveryState.PENDING
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram took it; `message_id` is None where the method makes no message.

    It went `astray` where the topic it was meant for is gone.
    """

    message_id: int | None = None
    astray: bool = False


@dataclass(frozen=True, slots=True)
class Postponed:
    """Certainly not sent; to be tried again after `wait`. `chat_only` where the refusal is about this chat alone."""

    wait: timedelta
    reason: str = ""
    chat_only: bool = True


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """Refused for good. `gone` where the chat itself cannot be reached any more."""

    reason: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """Refused because the chat goes on under another id; all of it moves there, and the delivery with it."""

    to: ChatId


@dataclass(frozen=True, slots=True)
class Unknown:
    """The answer was lost: it may have arrived. Tried once more, counted."""

    reason: str


Outcome = Sent | Postponed | Undeliverable | Moved | Unknown


@dataclass(frozen=True, slots=True)
class JournalledUpdate:
    """A raw update as Telegram gave it, kept before it counts as read."""

    update_id: int
    chat: ChatId | None
    raw: Mapping[str, Any] = field(default_factory=dict)
    attempts: int = 0

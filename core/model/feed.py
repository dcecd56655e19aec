"""Feeds: the wires that are followed, and what one reading of them gave."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.model.article import Draft
from core.model.ids import ChatId, FeedId


@dataclass(frozen=True, slots=True)
class Feed:
    """A followed feed. `house` feeds come with the bot and are read for everybody; `next_due` is UTC.

    `adder` is the chat that brought it, None for house feeds; `failures` counts failed readings in a row.
    """

    id: FeedId
    url: str
    title: str = ""
    etag: str = ""
    modified: str = ""
    next_due: datetime | None = None
    failures: int = 0
    house: bool = False
    paused: bool = False
    first_read: datetime | None = None


@dataclass(frozen=True, slots=True)
class FeedReading:
    """What one fetch of a feed gave; `drafts` is empty where nothing changed. Newest entries first, as a rule.

    `patience` is how long the feed and its server ask to be left alone.
    """

    drafts: tuple[Draft, ...]
    title: str = ""
    etag: str = ""
    modified: str = ""
    moved_to: str = ""
    unchanged: bool = False
    patience: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Question:
    """Something the bot asked a chat and waits to hear: what is awaited, and what it is about (plain text or JSON)."""

    chat: ChatId
    awaits: str
    about: str
    asked_at: datetime

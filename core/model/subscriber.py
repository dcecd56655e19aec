"""Subscribers: the chats Dateline writes to, what they follow, and when they want to hear."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from core.model.ids import ChatId


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nothing unasked is sent, local to the chat; `start` may lie after `end` (over midnight)."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One chat's own settings. `zone` is an IANA name; `stopped` chats are sent nothing but replies.

    A `language` that was not chosen is what the person's client says. `thread` is the forum topic that digests and
    alerts go to, None for the general one and where there are none. Pictures are drawn `dark` or light.
    `rungs` are the steps of the ladder that it wants, None for all.
    """

    chat: ChatId
    zone: str = "UTC"
    zone_chosen: bool = False
    language: str = "en"
    quiet: Quiet | None = None
    stopped: bool = False
    since: datetime | None = None
    thread: int | None = None
    dark: bool = False
    language_chosen: bool = False
    rungs: frozenset["Rung"] | None = None


EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class DigestTime:
    """One daily briefing of a chat: local wall time, days (Monday = 0), minutes to read, and its next moment (UTC).

    With `review` the last of its days in a week also tells what became of the deadlines in that week.
    """

    chat: ChatId
    at: time
    days: frozenset[int] = EVERY_DAY
    minutes: int = 3
    next_due: datetime | None = None
    review: bool = False


class FollowKind(StrEnum):
    """What can be followed."""

    DEADLINE = "deadline"
    ACTOR = "actor"
    WORD = "word"
    TOPIC = "topic"
    ALL = "all"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Follow:
    """A chat follows something: `target` is a report id, a name, word, topic or feed id, or "" for all deadlines."""

    chat: ChatId
    kind: FollowKind
    target: str = ""


class Rung(StrEnum):
    """The steps of the alert ladder, farthest first."""

    HALFWAY = "halfway"
    DAYS_7 = "7d"
    DAYS_3 = "3d"
    DAY_1 = "1d"
    HOURS_3 = "3h"
    ZERO = "zero"
    DAY_AFTER = "after"


@dataclass(frozen=True, slots=True)
class Alert:
    """A planned alert: which rung of which date, and when (UTC). Its key stays the same however often it is planned."""

    chat: ChatId
    deadline: int
    rung: Rung
    target: str
    due: datetime

    @property
    def key(self) -> str:
        """The identity of the message: nobody is told twice."""
        return f"alert:{self.chat}:{self.deadline}:{self.target}:{self.rung}"

"""Belongings: all that is kept of one chat, told without ids, so that another store can take it in."""

from dataclasses import dataclass
from datetime import datetime, time

from core.model.article import Reading
from core.model.interest import RuleKind
from core.model.subscriber import EVERY_DAY, FollowKind, Quiet, Rung

VERSION = 1


@dataclass(frozen=True, slots=True)
class Habits:
    """A chat's own settings."""

    zone: str = "UTC"
    zone_chosen: bool = False
    language: str = "en"
    language_chosen: bool = False
    quiet: Quiet | None = None
    dark: bool = False
    rungs: frozenset[Rung] | None = None


@dataclass(frozen=True, slots=True)
class Hour:
    """A daily briefing."""

    at: time
    days: frozenset[int] = EVERY_DAY
    minutes: int = 3
    review: bool = False


@dataclass(frozen=True, slots=True)
class FeedLine:
    """A followed feed."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class FollowLine:
    """A followed actor, word or topic, or all deadlines."""

    kind: FollowKind
    target: str = ""


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic; its feeds are named by their addresses."""

    name: str
    words: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A filter; the feed that it is about is named by its address, "" where it is about none."""

    kind: RuleKind
    target: str
    feed: str = ""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A report, named by what it says: its article's address and time, and the sentence."""

    url: str
    published: datetime
    sentence: str


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text that the chat sent, as it was read."""

    title: str
    text: str
    published: datetime
    source: str
    url: str
    zone: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Belongings:
    """All of it. `taps` says how often stories of a source or topic were opened.

    `followed` are single deadlines, `rejected` what was said to be none, `counted` the reports that the chat counts by.
    """

    made_at: datetime
    version: int = VERSION
    habits: Habits = Habits()
    hours: tuple[Hour, ...] = ()
    feeds: tuple[FeedLine, ...] = ()
    follows: tuple[FollowLine, ...] = ()
    followed: tuple[Pointer, ...] = ()
    topics: tuple[TopicLine, ...] = ()
    rules: tuple[RuleLine, ...] = ()
    taps: tuple[tuple[str, int], ...] = ()
    rejected: tuple[Pointer, ...] = ()
    counted: tuple[Pointer, ...] = ()
    texts: tuple[OwnText, ...] = ()
    seen: tuple[str, ...] = ()
    """The headlines of stories that were sent: told, and not taken in again."""

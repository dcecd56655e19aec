"""Interests: what a reader is after, what they will not see, and why a story came to them."""

from dataclasses import dataclass
from enum import StrEnum

from core.model.ids import ChatId, FeedId


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject by its words and phrases, and by feeds that are all about it; people read and edit it as it stands."""

    name: str
    words: tuple[str, ...] = ()
    feeds: tuple[FeedId, ...] = ()


class RuleKind(StrEnum):
    """What a filter looks at. INCLUDE and EXCLUDE are about one feed, the others mute everywhere."""

    SOURCE = "source"
    WORD = "word"
    ACTOR = "actor"
    TOPIC = "topic"
    STORY = "story"
    INCLUDE = "include"
    EXCLUDE = "exclude"


@dataclass(frozen=True, slots=True)
class Rule:
    """One filter of a chat: `target` is a name, a word or phrase, or a story's id; `feed` is None but for one feed's.

    An article of a feed that has INCLUDE words passes with any of them; one EXCLUDE word keeps it out.
    """

    chat: ChatId
    kind: RuleKind
    target: str
    feed: FeedId | None = None


class ReasonKind(StrEnum):
    """What brings a story into a briefing."""

    SOURCES = "sources"
    FRESH = "fresh"
    TOPIC = "topic"
    WORD = "word"
    DEADLINE = "deadline"
    MOVED = "moved"
    VELOCITY = "velocity"
    TAPPED = "tapped"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a story is where it is: `weight` is what it added; `about` the topic, word, actor or source, or a count."""

    kind: ReasonKind
    weight: float
    about: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """What a chat is after.

    `feeds` are its own, beside the house's; `words` it follows; `taps` says how often it opened stories of a source
    ("source:…") or a topic ("topic:…").
    """

    topics: tuple[Topic, ...] = ()
    words: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    feeds: frozenset[FeedId] = frozenset()
    taps: tuple[tuple[str, int], ...] = ()

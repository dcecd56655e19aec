"""Briefings: what a reader is shown of stories and deadlines at one moment."""

from dataclasses import dataclass, field
from datetime import datetime

from core.model.deadline import Deadline
from core.model.ids import ArticleId, StoryId
from core.model.story import Story


@dataclass(frozen=True, slots=True)
class Line:
    """One verbatim sentence with the article it stands in."""

    text: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What a chat was last sent of a story: its sentences, and the date of each of its deadlines then."""

    story: StoryId
    sentences: frozenset[str]
    articles: frozenset[ArticleId] = frozenset()
    dues: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A story in a briefing: the lines to show (none where it is only a headline), its deadlines, whether an update."""

    story: Story
    lines: tuple[Line, ...]
    deadlines: tuple[Deadline, ...] = ()
    is_update: bool = False


@dataclass(frozen=True, slots=True)
class Briefing:
    """One composed briefing: the deadline strip (nearest first), the items, best first, and what was left out."""

    at: datetime
    strip: tuple[Deadline, ...] = ()
    items: tuple[Item, ...] = ()
    left_out: int = 0
    shown: tuple[Shown, ...] = field(default=())
    """The reader's memory once this briefing has been sent."""

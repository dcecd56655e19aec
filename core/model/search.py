"""Searching: what is asked for, and what was found."""

from dataclasses import dataclass
from datetime import datetime

from core.model.article import Article
from core.model.deadline import Deadline
from core.model.ids import StoryId


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: words in any order, phrases as tuples of words; all letters and figures, small.

    `source` is a part of a source's name; `since` (included) and `until` (excluded) bound the publication (aware).
    """

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    source: str = ""
    since: datetime | None = None
    until: datetime | None = None

    @property
    def terms(self) -> tuple[str, ...]:
        """Every word that is looked for."""
        return (*self.words, *(word for phrase in self.phrases for word in phrase))


@dataclass(frozen=True, slots=True)
class Hit:
    """A story that was found: its best article, a sentence of that which says what was looked for ("" where none)."""

    story: StoryId
    article: Article
    sentence: str = ""
    others: int = 0
    """Further articles of the story that fit too."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought: deadlines, nearest first, and stories, best first."""

    query: Query
    deadlines: tuple[Deadline, ...] = ()
    hits: tuple[Hit, ...] = ()

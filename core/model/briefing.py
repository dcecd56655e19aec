"""Briefings: what a reader is shown of stories and deadlines at one moment."""

from dataclasses import dataclass, field
from datetime import datetime

from core.model.deadline import Deadline, Entry
from core.model.ids import ArticleId, StoryId
from core.model.interest import Reason
from core.model.story import Story


@dataclass(frozen=True, slots=True)
class Line:
    """One verbatim sentence with the article it stands in."""

    text: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What a chat was last sent of a story: its sentences, and the date of each of its deadlines then.

    `reasons` say why it was in the last briefing that had it, weightiest first.
    """

    story: StoryId
    sentences: frozenset[str]
    articles: frozenset[ArticleId] = frozenset()
    dues: tuple[tuple[int, str], ...] = ()
    reasons: tuple[Reason, ...] = ()

    def and_then(self, later: "Shown") -> "Shown":
        """Return what a chat knows that was sent this and then more: dates replace the old ones, the rest adds up."""
        return Shown(
            later.story,
            self.sentences | later.sentences,
            self.articles | later.articles,
            tuple(sorted((dict(self.dues) | dict(later.dues)).items())),
            later.reasons or self.reasons,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A story in a briefing: the lines to show (none where it is only a headline), its deadlines, whether an update.

    `topic` is the name of the first topic that it is about, "" where there is none. One item is shared by all readers
    who are to see the same of a story.
    """

    story: Story
    lines: tuple[Line, ...]
    deadlines: tuple[Deadline, ...] = ()
    is_update: bool = False
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What became of deadlines in some days, the latest step of each kind: set, moved, met (withdrawn too), passed."""

    since: datetime
    set: tuple[tuple[Deadline, Entry], ...] = ()
    moved: tuple[tuple[Deadline, Entry], ...] = ()
    met: tuple[tuple[Deadline, Entry], ...] = ()
    passed: tuple[tuple[Deadline, Entry], ...] = ()


@dataclass(frozen=True, slots=True)
class Briefing:
    """One composed briefing: the deadline strip (nearest first), the items, best first, and what was left out.

    `also` are told by their headlines alone; `repeated` counts the stories that the reader knows and that were
    reported on again without anything new.
    """

    at: datetime
    strip: tuple[Deadline, ...] = ()
    items: tuple[Item, ...] = ()
    also: tuple[Item, ...] = ()
    left_out: int = 0
    repeated: int = 0
    review: Review | None = None
    shown: tuple[Shown, ...] = field(default=())
    """The reader's memory once this briefing has been sent."""

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to tell but the deadlines ahead."""
        return not self.items and self.review is None

"""The shelf: the stories that a reader may see, each prepared once for all who see the same of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from core.briefing.memory import has_changed, memory_of
from core.briefing.novelty import words_of
from core.briefing.phrases import says, spread
from core.briefing.ranking import standing, worth_of
from core.briefing.telling import first_lines, new_lines
from core.briefing.topics import first_house_topic
from core.model.briefing import Item, Line, Shown
from core.model.deadline import Deadline
from core.model.ids import ArticleId
from core.model.interest import Topic
from core.model.story import Story

_MARKS = 12
"""Words that a story costs beside its headline and sentences: its number, sources and badge."""

_MEMORIES = 1_000
"""What readers may know of one tale, each in another way, before all of it is worked out anew."""


class Tale:
    """One story as it is told: its lines for who is new to it, what speaks for it, and what it costs to read."""

    def __init__(self, story: Story, told: tuple[Deadline, ...], number: int, *, now: datetime) -> None:
        """`number` tells tales of one edition apart."""
        self.story, self.deadlines, self.number = story, told, number
        self.articles = frozenset(article.id for article in story.articles)
        self.lines = first_lines(story, told)
        self.reasons = standing(story, told, now=now)
        self.worth = worth_of(self.reasons, headline_only=not self.lines)
        self.words = words_of(" ".join([story.headline, *(line.text for line in self.lines)]))
        self._items: dict[tuple[str, tuple[Line, ...], bool], tuple[Item, Shown]] = {}
        self._news: dict[tuple[object, ...], tuple[Line, ...]] = {}
        self._house: str | None = None

    @property
    def house_topic(self) -> str:
        """The name of the first of the house's topics that its latest telling report is about, "" where none is."""
        if self._house is None:
            told = (first_house_topic(a.title, a.reading.summary) for a in reversed(self.story.articles))
            self._house = next((name for name in told if name), "")
        return self._house

    def news(self, seen: Shown) -> tuple[Line, ...]:
        """Return what is new in it to a reader who was sent it before, none where they know it all."""
        if self.articles <= seen.articles and not any(has_changed(deadline, seen) for deadline in self.deadlines):
            return ()
        key = (seen.sentences, seen.articles, seen.dues)
        if key not in self._news:
            if len(self._news) >= _MEMORIES:
                self._news.clear()
            self._news[key] = new_lines(self.story, self.deadlines, seen)
        return self._news[key]

    def has_more(self, seen: Shown) -> bool:
        """Whether it was reported on again since the reader was sent it."""
        return not self.articles <= seen.articles

    def item(self, lines: tuple[Line, ...], topic: str, *, is_update: bool) -> tuple[Item, Shown]:
        """Return the item that all readers share who are told these lines under this topic, and what they then know."""
        key = (topic, lines, is_update)
        if key not in self._items:
            item = Item(self.story, lines, self.deadlines, is_update=is_update, topic=topic)
            self._items[key] = item, memory_of(item)
        return self._items[key]

    def cost(self, lines: tuple[Line, ...]) -> int:
        """Return how many words it is to read with these lines."""
        return _MARKS + sum(len(text.split()) for text in (self.story.headline, *(line.text for line in lines)))


class Shelf:
    """The tales that some readers see, the worthiest first, later ones before earlier; and the deadlines."""

    def __init__(self, tales: Sequence[Tale], deadlines: Sequence[Deadline], muted: Sequence[str] = ()) -> None:
        """`muted` are the words that may not stand even in the name of a topic."""
        self.tales = tuple(sorted(tales, key=lambda t: (-t.worth, -t.story.updated_at.timestamp(), t.story.id)))
        self.deadlines, self._muted = tuple(deadlines), tuple(muted)
        self.places = {tale.story.id: place for place, tale in enumerate(self.tales)}
        self.holders = {article: place for place, tale in enumerate(self.tales) for article in tale.articles}
        self.numbers = {tale.number: place for place, tale in enumerate(self.tales)}
        self.worths = [tale.worth for tale in self.tales]
        self.topics = [self.named(tale.house_topic) for tale in self.tales]
        self.alike: dict[int, tuple[tuple[int, float], ...]] = {}
        self._costs = [tale.cost(tale.lines) for tale in self.tales]
        self._about: dict[Topic, tuple[int, ...]] = {}
        self._sources: dict[str, list[int]] = {}
        for place, tale in enumerate(self.tales):
            for source in tale.story.sources:
                self._sources.setdefault(source, []).append(place)

    def about(self, topic: Topic, hits: frozenset[ArticleId]) -> tuple[int, ...]:
        """Return the places of the tales that a topic is about, by the articles that it is about."""
        if topic not in self._about:
            found = [place for place, tale in enumerate(self.tales) if not hits.isdisjoint(tale.articles)]
            self._about[topic] = tuple(found)
        return self._about[topic]

    def named(self, topic: str) -> str:
        """Return the name of a topic as it may be shown: "" where a muted word is in it."""
        return "" if self._muted and any(says(spread(topic), word) for word in self._muted) else topic

    def of_source(self, source: str) -> Sequence[int]:
        """Return the places of the tales that a source reports."""
        return self._sources.get(source, ())

    def cost(self, place: int, update: tuple[Line, ...] | None = None) -> int:
        """Return how many words a tale is to read, with these lines where it is an update."""
        return self._costs[place] if update is None else self.tales[place].cost(update)


def deadlines_of(story: Story, by_article: Mapping[ArticleId, Iterable[Deadline]]) -> tuple[Deadline, ...]:
    """Return the deadlines that articles of a story report, each once, in the order of its articles."""
    found = [deadline for article in story.articles for deadline in by_article.get(article.id, ())]
    return tuple({int(deadline.id): deadline for deadline in found}.values())

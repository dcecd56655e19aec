"""The digest: of all stories those that are new or changed for one reader, best first, within a reading budget.

An `Edition` is prepared once for a moment; composing it for a reader chooses among what is prepared.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.briefing.memory import memory_of
from core.briefing.ranking import A_TOPIC, FOLLOWED_TOPIC, FOLLOWED_WORD, tapped, varied
from core.briefing.review import review
from core.briefing.shelf import Shelf, Tale
from core.briefing.stock import Stock
from core.briefing.topics import named
from core.model.briefing import Briefing, Item, Line, Shown
from core.model.deadline import Deadline, Status
from core.model.ids import FeedId, StoryId
from core.model.interest import Reader, Reason, ReasonKind, Topic
from core.model.story import Story

STRIP = 3
"""Deadlines in the strip."""

ALSO = 5
"""Stories told by their headlines alone, below the others."""

WORDS_A_MINUTE = 220

_SKIPPED = 12
"""Stories that are passed over as too long or too much alike before a briefing is closed."""

_TIGHT = 20
"""Words with which no story can be told."""


def compose(
    stories: Iterable[Story],
    deadlines: Sequence[Deadline],
    shown: Mapping[StoryId, Shown],
    *,
    now: datetime,
    minutes: int = 3,
    reader: Reader | None = None,
) -> Briefing:
    """Return one reader's briefing: an edition of its own, where nobody else is to be briefed."""
    return Edition(stories, deadlines, now=now).compose(reader or Reader(), shown, minutes=minutes)


@dataclass(slots=True)
class _Choice:
    """What a reader is to see of a tale, before it is known whether there is room."""

    place: int
    lines: tuple[Line, ...]
    is_update: bool
    topic: str = ""
    worth: float = 0.0
    reasons: list[Reason] = field(default_factory=list)


class Edition:
    """All that there is to tell at one moment, for the audience of one ledger."""

    def __init__(
        self,
        stories: Iterable[Story],
        deadlines: Sequence[Deadline],
        *,
        now: datetime,
        house: Collection[FeedId] | None = None,
    ) -> None:
        """`deadlines` come as the ledger has them: open ones first, nearest first.

        What people sent is no news and left out. `house` are the feeds that everybody reads; None for all.
        """
        self.now = now
        self._stock = Stock(stories, deadlines, now=now, house=house)
        self._likeness: dict[tuple[int, int], float] = {}

    def compose(
        self,
        reader: Reader,
        shown: Mapping[StoryId, Shown],
        *,
        minutes: int = 3,
        review_since: datetime | None = None,
    ) -> Briefing:
        """Return what is new to a reader: the next deadlines, then stories best first while the reading time lasts.

        Every line is a sentence of the article that it names. A story that was sent before comes again only with a
        sentence that says something new, or when a deadline of it was set, moved or ended since; then it holds only
        that. At least one story is given where any is new; those left out are counted, and stay new. What became of
        deadlines from `review_since` on is told too.
        """
        shelf = self._stock.shelf(reader)
        fresh, repeated = _fresh(shelf, shown)
        self._weigh(shelf, reader, fresh)
        chosen, also = self._fill(shelf, fresh, minutes * WORDS_A_MINUTE)
        items = [_item(shelf, choice, choice.lines) for choice in chosen]
        more = [_item(shelf, choice, ()) for choice in also]
        told = [(item, choice) for item, choice in zip([*items, *more], [*chosen, *also], strict=True)]
        known = [_glanced(shelf.tales[place]) for place in repeated]
        return Briefing(
            at=self.now,
            strip=_strip(shelf.deadlines),
            items=tuple(items),
            also=tuple(more),
            left_out=len(fresh) - len(told),
            repeated=len(repeated),
            review=review(shelf.deadlines, since=review_since, until=self.now) if review_since else None,
            shown=(*(memory_of(item, _weightiest(choice.reasons)) for item, choice in told), *known),
        )

    # -- what matters to the reader ---------------------------------------------------------------------------------

    def _weigh(self, shelf: Shelf, reader: Reader, fresh: Sequence[_Choice]) -> None:
        """Give each choice its worth, its reasons and its topic."""
        wishes: dict[int, list[Reason]] = {}
        for reason, places in self._wished(shelf, reader):
            for place in places:
                wishes.setdefault(place, []).append(reason)
        for choice in fresh:
            tale = shelf.tales[choice.place]
            wished = wishes.get(choice.place)
            choice.worth, choice.topic = tale.worth, tale.house_topic
            if wished:
                choice.worth += sum(reason.weight for reason in wished)
                choice.topic = next((r.about for r in wished if r.kind is ReasonKind.TOPIC), choice.topic)
                choice.reasons = wished

    def _wished(self, shelf: Shelf, reader: Reader) -> Iterator[tuple[Reason, Sequence[int]]]:
        for topic in reader.topics:
            yield Reason(ReasonKind.TOPIC, FOLLOWED_TOPIC, topic.name), self._stock.places(shelf, topic)
        for word in reader.words:
            yield Reason(ReasonKind.WORD, FOLLOWED_WORD, word), self._stock.places(shelf, Topic("", (word,)))
        for name, taps in reader.taps:
            kind, _, about = name.partition(":")
            topic_ = named(about, reader.topics) if kind == "topic" else None
            places = self._stock.places(shelf, topic_) if topic_ else shelf.of_source(about) if kind == "source" else ()
            yield tapped(about, taps), places

    # -- what there is room for -------------------------------------------------------------------------------------

    def _fill(self, shelf: Shelf, fresh: list[_Choice], words: int) -> tuple[list[_Choice], list[_Choice]]:
        """Return the stories told within the words, the worthiest one always, and those told by their headlines."""
        fresh.sort(key=lambda c: (-c.worth, -shelf.tales[c.place].story.updated_at.timestamp(), c.place))
        chosen: list[_Choice] = []
        passed: list[_Choice] = []
        topics: dict[str, int] = {}
        ranked = (fresh[n] for n in varied([c.worth for c in fresh], self._likeness_of(shelf, fresh)))
        for choice in ranked:
            cost = shelf.cost(choice.place, choice.lines)
            full = bool(choice.topic) and topics.get(choice.topic, 0) >= A_TOPIC
            if chosen and (full or cost > words):
                passed.append(choice)
            else:
                words -= cost
                topics[choice.topic] = topics.get(choice.topic, 0) + 1
                chosen.append(choice)
            if len(passed) >= _SKIPPED or (words < _TIGHT and len(passed) >= ALSO):
                break
        return chosen, passed[:ALSO]

    def _likeness_of(self, shelf: Shelf, fresh: Sequence[_Choice]) -> Callable[[int, int], float]:
        tales = [shelf.tales[choice.place] for choice in fresh]

        def likeness(one: int, other: int) -> float:
            first, second = tales[one], tales[other]
            key = (first.number, second.number)
            if key not in self._likeness:
                shorter = min(len(first.words), len(second.words)) or 1
                self._likeness[key] = len(first.words & second.words) / shorter
            return self._likeness[key]

        return likeness


def _item(shelf: Shelf, choice: _Choice, lines: tuple[Line, ...]) -> Item:
    """Return what is shown of a choice, and add what speaks for it whoever reads it to its reasons."""
    tale = shelf.tales[choice.place]
    choice.reasons = [*choice.reasons, *tale.reasons]
    return tale.item(lines, choice.topic, is_update=choice.is_update)


def _fresh(shelf: Shelf, shown: Mapping[StoryId, Shown]) -> tuple[list[_Choice], list[int]]:
    """Return what is new to a reader, and the places of stories that were reported on again with nothing new."""
    fresh: list[_Choice] = []
    repeated: list[int] = []
    for place, tale in enumerate(shelf.tales):
        seen = shown.get(tale.story.id)
        told = tale.told_to(seen)
        if told is not None:
            fresh.append(_Choice(place, *told))
        elif seen is not None and tale.has_more(seen):
            repeated.append(place)
    return fresh, repeated


def _glanced(tale: Tale) -> Shown:
    """Return the memory of a reader who was told that there is nothing new in a story."""
    return Shown(tale.story.id, frozenset(), tale.articles)


def _strip(deadlines: Sequence[Deadline]) -> tuple[Deadline, ...]:
    return tuple(d for d in deadlines if d.status is Status.OPEN and d.due is not None)[:STRIP]


def _weightiest(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(reasons, key=lambda reason: -reason.weight))

"""The digest: of all stories those that are new or changed for one reader, best first, within a reading budget.

An `Edition` is prepared once for a moment; composing it for a reader chooses among what is prepared.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

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

_FIRST = 25
"""Stories that are looked at, beside those for which there is room, whatever a reader is after."""

_STORY = 30
"""Words of a short story: so many more of them are looked at as there are words to read."""

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


_Wishes = Mapping[int, Sequence[Reason]]
"""What speaks for stories with one reader, by their places."""

_Updates = Mapping[int, tuple[Line, ...]]
"""The lines of stories that a reader knows, by their places."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What a reader was sent before, by places: all of it, what is new in some, and those with nothing new."""

    places: set[int]
    updates: dict[int, tuple[Line, ...]]
    repeated: list[int]


@dataclass(frozen=True, slots=True)
class _Told:
    """A story that a reader is told, and what they then know of it."""

    item: Item
    known: Shown


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
        shelf, words = self._stock.shelf(reader), minutes * WORDS_A_MINUTE
        known, wishes = _known(shelf, shown), self._wishes(shelf, reader)
        worths = _worths(shelf, known, wishes, _FIRST + words // _STORY)
        ranked = varied(worths, lambda place: self._stock.alike(shelf, place))
        chosen, also = _fill(shelf, ranked, known.updates, wishes, words)
        told = [_told(shelf, place, known.updates, wishes) for place in chosen]
        more = [_told(shelf, place, known.updates, wishes, headline_only=True) for place in also]
        repeated = [_glanced(shelf.tales[place]) for place in known.repeated]
        return Briefing(
            at=self.now,
            strip=_strip(shelf.deadlines),
            items=tuple(one.item for one in told),
            also=tuple(one.item for one in more),
            left_out=len(shelf.tales) - len(known.places) + len(known.updates) - len(told) - len(more),
            repeated=len(repeated),
            review=review(shelf.deadlines, since=review_since, until=self.now) if review_since else None,
            shown=(*(one.known for one in (*told, *more)), *repeated),
        )

    def _wishes(self, shelf: Shelf, reader: Reader) -> dict[int, list[Reason]]:
        wishes: dict[int, list[Reason]] = {}
        for reason, places in self._wished(shelf, reader):
            for place in places:
                wishes.setdefault(place, []).append(reason)
        return wishes

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


def _known(shelf: Shelf, shown: Mapping[StoryId, Shown]) -> _Known:
    known = _Known(set(), {}, [])
    for place, seen in _seen(shelf, shown).items():
        known.places.add(place)
        tale = shelf.tales[place]
        if lines := tale.news(seen):
            known.updates[place] = lines
        elif tale.has_more(seen):
            known.repeated.append(place)
    known.repeated.sort()
    return known


def _seen(shelf: Shelf, shown: Mapping[StoryId, Shown]) -> dict[int, Shown]:
    """Return what a reader was sent of the tale at each place, some of it perhaps as part of another story."""
    seen = {shelf.places[story]: shown[story] for story in shown.keys() & shelf.places.keys()}
    for story, memory in shown.items():
        places = {shelf.holders[article] for article in memory.articles & shelf.holders.keys()}
        for place in places - {shelf.places.get(story)}:
            seen[place] = memory.and_then(seen[place]) if place in seen else memory
    return seen


def _worths(shelf: Shelf, known: _Known, wishes: _Wishes, room: int) -> dict[int, float]:
    """Return what may be told with its worth: the first `room` for everybody, this reader's, and updates."""
    first = list(islice((place for place in range(len(shelf.tales)) if place not in known.places), room))
    worths = {place: shelf.worths[place] for place in (*first, *known.updates)}
    for place, reasons in wishes.items():
        if place in worths or place not in known.places:
            worths[place] = shelf.worths[place] + sum(reason.weight for reason in reasons)
    return worths


def _fill(
    shelf: Shelf, ranked: Iterable[int], updates: _Updates, wishes: _Wishes, words: int
) -> tuple[list[int], list[int]]:
    """Return the stories told within the words, the worthiest one always, and those told by their headlines."""
    chosen: list[int] = []
    passed: list[int] = []
    topics: dict[str, int] = {}
    for place in ranked:
        cost = shelf.cost(place, updates.get(place))
        topic = _topic(shelf, place, wishes.get(place, ()))
        full = bool(topic) and topics.get(topic, 0) >= A_TOPIC
        if chosen and (full or cost > words):
            passed.append(place)
        else:
            words -= cost
            topics[topic] = topics.get(topic, 0) + 1
            chosen.append(place)
        if len(passed) >= _SKIPPED or (words < _TIGHT and len(passed) >= ALSO):
            break
    return chosen, passed[:ALSO]


def _topic(shelf: Shelf, place: int, wished: Sequence[Reason]) -> str:
    """Return what a story is listed under: the first topic of the reader that it is about, else the house's."""
    for reason in wished:
        if reason.kind is ReasonKind.TOPIC:
            return shelf.named(reason.about)
    return shelf.topics[place]


def _told(shelf: Shelf, place: int, updates: _Updates, wishes: _Wishes, *, headline_only: bool = False) -> _Told:
    """Return a story as it is told, with the reasons that a reader can ask for."""
    tale, wished = shelf.tales[place], wishes.get(place, [])
    lines = () if headline_only else updates.get(place, tale.lines)
    item, known = tale.item(lines, _topic(shelf, place, wished), is_update=place in updates)
    reasons = tuple(sorted([*wished, *tale.reasons], key=lambda reason: -reason.weight))
    return _Told(item, Shown(known.story, known.sentences, known.articles, known.dues, reasons))


def _glanced(tale: Tale) -> Shown:
    """Return the memory of a reader who was told that there is nothing new in a story."""
    return Shown(tale.story.id, frozenset(), tale.articles)


def _strip(deadlines: Sequence[Deadline]) -> tuple[Deadline, ...]:
    return tuple(d for d in deadlines if d.status is Status.OPEN and d.due is not None)[:STRIP]

"""The choice: units of sentences taken one after another within a budget of sentences and words, no twins."""

from collections.abc import Iterable, Sequence

from core.model.prose import Sentence
from core.summary.budget import Budget
from core.summary.ranking import Bag, likeness
from core.summary.units import Leanings

Unit = tuple[int, tuple[int, ...]]
"""A sentence with those that it leans on, by index."""

_SHORTLIST = 300
"""Units looked at; a longer summary than this is not made of a longer text."""
_TWIN = 0.5
"""From this likeness on, a sentence says again what was said."""
_NOVELTY = 0.6
"""How much of its worth a sentence loses by being like one that was chosen."""
_COMPANION = 0.5
"""What a sentence that comes along only because another leans on it counts for."""


class Choice:
    """The sentences chosen so far, by index, and what is left of the budget."""

    def __init__(self, sentences: Sequence[Sentence], bags: Sequence[Bag], budget: Budget) -> None:
        self._bags = bags
        self._lengths = [len(sentence.text.split()) for sentence in sentences]
        self._count, self._words = budget.sentences, budget.words
        self._likest: dict[int, float] = {}
        self.places: set[int] = set()

    def hold(self, places: Iterable[int], leanings: Leanings, *, slack: float) -> None:
        """Take the first of these that fits with all that it leans on; the budget of words then grows by `slack`."""
        words = int(self._words * slack)
        for place in places:
            needs = leanings.of(place)
            if needs is not None and self._fits((place, *needs), words):
                self.places.update((place, *needs))
                self._words = words
                return

    def loosen(self) -> None:
        """Lift the limit of words: from now on the number of sentences alone counts."""
        self._words = sum(self._lengths)

    def fill(self, ratings: Sequence[float], leanings: Leanings, *, least: float = 0.0) -> None:
        """Take the best unit that fits until none does, or none is worth `least` of what the best of all is.

        The first sentence may be over the budget of words.
        """
        order = sorted(range(len(ratings)), key=lambda place: (-ratings[place], place))[:_SHORTLIST]
        units = [(place, needs) for place in order if (needs := leanings.of(place)) is not None]
        members = {p for head, needs in units for p in (head, *needs)}
        self._liken(self.places, members)
        floor = least * max((ratings[place] for place, _ in units), default=0.0)
        while unit := self._best(units, ratings, floor):
            self.places.update(unit)
            self._liken(unit, members)

    def _best(self, units: Sequence[Unit], ratings: Sequence[float], floor: float) -> list[int]:
        fitting = [
            (self._worth(place, unit, ratings), -place, unit)
            for place, needs in units
            if place not in self.places and self._fits(unit := self._new(place, needs), self._words)
        ]
        worth, _, best = max(fitting, default=(0.0, 0, []))
        return best if worth > (floor if self.places else 0.0) else []

    def _new(self, place: int, needs: Sequence[int]) -> list[int]:
        return [p for p in (place, *needs) if p not in self.places]

    def _fits(self, places: Sequence[int], words: int) -> bool:
        if len(self.places) + len(places) > self._count:
            return False
        spent = sum(self._lengths[place] for place in (*self.places, *places))
        return spent <= words or (not self.places and len(places) == 1)

    def _worth(self, place: int, unit: Sequence[int], ratings: Sequence[float]) -> float:
        """Return what a unit adds for each of its sentences; 0 for a twin."""
        if any(self._likest.get(p, 0.0) >= _TWIN for p in unit):
            return 0.0
        head = ratings[place] * (1 - _NOVELTY * self._likest.get(place, 0.0))
        others = [ratings[p] * _COMPANION for p in unit if p != place]
        return (head + sum(others)) / len(unit) ** 0.5 if others else head

    def _liken(self, chosen: Iterable[int], members: Iterable[int]) -> None:
        for place in chosen:
            for other in members:
                if other != place:
                    alike = likeness(self._bags[place], self._bags[other])
                    self._likest[other] = max(alike, self._likest.get(other, 0.0))

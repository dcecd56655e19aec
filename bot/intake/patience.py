"""Patience: how long to wait before the next attempt, longer each time, never at the same beat as others."""

import random


class Patience:
    """Seconds to wait, doubled from `first` up to `longest`, each a little more or less."""

    def __init__(self, *, first: float, longest: float) -> None:
        self._first, self._longest, self._next = first, longest, first

    def more(self) -> float:
        """Return how long to wait now."""
        pause, self._next = self._next, min(2 * self._next, self._longest)
        return pause * random.uniform(0.75, 1.25)  # noqa: S311 -- jitter

    def again(self) -> None:
        """Begin anew: something went well."""
        self._next = self._first

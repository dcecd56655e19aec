"""Vitals: when each part of this process last showed a sign of life, and what became of what it sent."""

import time
from bisect import bisect_left
from collections import Counter

from core.model.delivery import Outcome

STALE_SECONDS = 30.0
"""A part that was silent for longer is not ready; the slowest beats every 5 s."""

LATE_BUCKETS = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0, 3_600.0, 21_600.0, 86_400.0)
"""Seconds."""


class Vitals:
    """Signs of life by part, and the figures that Prometheus reads."""

    def __init__(self) -> None:
        self._seen: dict[str, float] = {}
        self.outcomes: Counter[str] = Counter()
        self.late = [0] * (len(LATE_BUCKETS) + 1)
        """How many were sent within each bound, and later than all."""
        self.late_seconds = 0.0

    def sign(self, part: str) -> None:
        """Note a sign of life."""
        self._seen[part] = time.monotonic()

    def settled(self, outcome: Outcome, *, late_seconds: float) -> None:
        """Count what became of a send; `late_seconds` counts where it arrived."""
        kind = type(outcome).__name__.lower()
        self.outcomes[kind] += 1
        if kind == "sent":
            late = max(0.0, late_seconds)
            self.late[bisect_left(LATE_BUCKETS, late)] += 1
            self.late_seconds += late

    def silent(self) -> list[str]:
        """Return the parts that have been silent for too long."""
        return sorted(part for part, age in self.ages().items() if age > STALE_SECONDS)

    def ages(self) -> dict[str, float]:
        """Return the seconds since each part's last sign."""
        now = time.monotonic()
        return {part: now - seen for part, seen in self._seen.items()}

"""Vitals: when each part of this process last showed a sign of life, and what became of what it sent."""

import time
from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from core.model.delivery import Outcome

STALE_SECONDS = 30.0
"""A part that was silent for longer is not ready; the slowest beats every 5 s."""

_LATE_BUCKETS = (1, 2, 5, 10, 30, 60, 300, 900, 3_600, 21_600, 86_400)


class Vitals:
    """Signs of life by part, and the figures that Prometheus reads."""

    def __init__(self) -> None:
        self._seen: dict[str, float] = {}
        self._registry = CollectorRegistry()
        self._outcomes = Counter(
            "dateline_deliveries", "Sends by what became of them.", ["outcome"], registry=self._registry
        )
        self._lateness = Histogram(
            "dateline_lateness_seconds",
            "How long after it fell due a message was sent.",
            buckets=_LATE_BUCKETS,
            registry=self._registry,
        )
        self._ages = Gauge(
            "dateline_sign_age_seconds", "Since a part last showed a sign of life.", ["part"], registry=self._registry
        )
        self._depth = Gauge(
            "dateline_outbox_depth", "Messages that wait, by priority.", ["priority"], registry=self._registry
        )
        self._feeds = Gauge("dateline_feeds", "Feeds by their state.", ["state"], registry=self._registry)

    def sign(self, part: str) -> None:
        """Note a sign of life."""
        self._seen[part] = time.monotonic()

    def settled(self, outcome: Outcome, *, late_seconds: float) -> None:
        """Count what became of a send; `late_seconds` counts where it arrived."""
        kind = type(outcome).__name__.lower()
        self._outcomes.labels(kind).inc()
        if kind == "sent":
            self._lateness.observe(max(0.0, late_seconds))

    def silent(self) -> list[str]:
        """Return the parts that have been silent for too long."""
        now = time.monotonic()
        return sorted(part for part, seen in self._seen.items() if now - seen > STALE_SECONDS)

    def text(self, *, depth: Mapping[str, int], feeds: Mapping[str, int]) -> bytes:
        """Return all figures in Prometheus' form."""
        now = time.monotonic()
        for part, seen in self._seen.items():
            self._ages.labels(part).set(now - seen)
        for priority, count in depth.items():
            self._depth.labels(priority).set(count)
        for state, count in feeds.items():
            self._feeds.labels(state).set(count)
        return generate_latest(self._registry)

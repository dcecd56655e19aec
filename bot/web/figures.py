"""Figures: what this process knows of itself and of the store, as Prometheus reads it."""

from collections.abc import Iterable, Mapping
from itertools import accumulate

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.vitals import LATE_BUCKETS, Vitals
from core.model.delivery import Priority

_NOTHING_WAITS = {priority.name.lower(): 0 for priority in Priority}


class Figures(Collector):
    """All figures at one moment: of a process, its connections to Telegram, the outbox by priority, feeds by state."""

    def __init__(
        self, vitals: Vitals, *, depth: Mapping[str, int], feeds: Mapping[str, int], pool: Mapping[str, int]
    ) -> None:
        self._vitals, self._depth, self._feeds, self._pool = vitals, depth, feeds, pool

    def text(self) -> bytes:
        """Return them in Prometheus' form."""
        registry = CollectorRegistry()
        registry.register(self)
        return generate_latest(registry)

    def collect(self) -> Iterable[Metric]:
        """Return the families."""
        sends = CounterMetricFamily("dateline_deliveries", "Sends by what became of them.", labels=["outcome"])
        for outcome, count in self._vitals.outcomes.items():
            sends.add_metric([outcome], count)
        bounds = [*(str(bound) for bound in LATE_BUCKETS), "+Inf"]
        lateness = HistogramMetricFamily(
            "dateline_lateness_seconds",
            "How long after it fell due a message was sent.",
            buckets=list(zip(bounds, accumulate(self._vitals.late), strict=True)),
            sum_value=self._vitals.late_seconds,
        )
        return [
            sends,
            lateness,
            _gauge("dateline_sign_age_seconds", "Since a part last showed life.", "part", self._vitals.ages()),
            _gauge("dateline_outbox_depth", "Messages that wait.", "priority", {**_NOTHING_WAITS, **self._depth}),
            _gauge("dateline_feeds", "Feeds by their state.", "state", self._feeds),
            _gauge("dateline_pool", "Connections to Telegram.", "state", self._pool),
        ]


def _gauge(name: str, words: str, label: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily(name, words, labels=[label])
    for value, figure in values.items():
        gauge.add_metric([value], figure)
    return gauge

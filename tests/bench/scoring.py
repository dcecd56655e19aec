"""How found deadlines are held against labels: exact day, coarser labels by their period, negatives by any alarm."""

import json
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

Passage = Mapping[str, Any]
Finder = Callable[[Passage], Sequence[Mapping[str, Any]]]

PASSAGES = Path(__file__).with_name("passages.jsonl")


def passages() -> list[Passage]:
    """Return the labelled passages: id, class, title, published, text, deadlines."""
    return [json.loads(line) for line in PASSAGES.read_text(encoding="utf-8").splitlines()]


@dataclass
class Score:
    """Counts over passages; `missed` and `false` hold (passage id, date) pairs."""

    hits: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)
    false: list[tuple[str, str]] = field(default_factory=list)
    found: int = 0
    with_deadline: int = 0
    alarmed: int = 0
    negatives: int = 0
    stale: int = 0

    @property
    def f1(self) -> float:
        """Date F1 over (passage, date) pairs."""
        return _f1(self.hits, len(self.missed), len(self.false))

    @property
    def detection(self) -> float:
        """F1 of "has any deadline"."""
        return _f1(self.found, self.with_deadline - self.found, self.alarmed)


def _f1(hits: int, missed: int, false: int) -> float:
    return 2 * hits / (2 * hits + missed + false) if hits else 0.0


def score(finder: Finder, items: Iterable[Passage]) -> Score:
    """Hold a finder's answers against the labels; superseded dates are asked of nobody, but must not be live."""
    total = Score()
    for item in items:
        _one(total, item, finder(item))
    return total


def _one(total: Score, item: Passage, found: Sequence[Mapping[str, Any]]) -> None:
    wanted = [d["due"] for d in item["deadlines"] if d["kind"] != "superseded"]
    old = [d["due"] for d in item["deadlines"] if d["kind"] == "superseded"]
    given = list(dict.fromkeys(d["due"] for d in found if d.get("due") and d.get("kind") != "superseded"))
    total.stale += sum(any(fits(o, g) for o in old) and not any(fits(w, g) for w in wanted) for g in given)
    rest = [g for g in given if not any(fits(o, g) for o in old)]
    for label in wanted:
        hit = next((g for g in rest if fits(label, g)), None)
        if hit is None:
            total.missed.append((item["id"], label))
        else:
            total.hits += 1
            rest.remove(hit)
    total.false += [(item["id"], g) for g in rest]
    if item["deadlines"]:
        total.with_deadline += 1
        total.found += bool(found)
    else:
        total.negatives += 1
        total.alarmed += bool(found)


def fits(label: str, due: str) -> bool:
    """Whether a due date lies in what the label gives: that day, or a day or period inside its period."""
    (first, last), (a, b) = span(label), span(due)
    return first <= a and b <= last


def span(text: str) -> tuple[date, date]:
    """Return the first and the last day of an ISO day, instant, month, quarter or year."""
    if len(text) == 4:
        return date(int(text), 1, 1), date(int(text), 12, 31)
    year = int(text[:4])
    if text[5] == "Q":
        month = 3 * int(text[6])
        return date(year, month - 2, 1), date(year, month, monthrange(year, month)[1])
    if len(text) == 7:
        month = int(text[5:7])
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    day = date.fromisoformat(text[:10])
    return day, day

"""The labelled set of stories: short reports of events that look alike on purpose, in six languages.

`english.toml` and `others.toml` hold them; each report is seen as a headline, as a headline with a snippet, and as a
full text, in which stock sentences that any report of its kind may have follow the snippet.
"""

import hashlib
import random
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from core.model.article import Article, Reading
from core.model.ids import ArticleId, StoryId

VIEWS = ("headlines", "snippets", "texts")

_START = datetime(2024, 3, 1, 6, tzinfo=UTC)
_STOCK = 4


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report with the number of its story; `stock` are sentences that reports of its kind share."""

    article: Article
    story: int
    kind: str
    stock: tuple[str, ...]

    @property
    def half(self) -> int:
        """Which half of the set it belongs to, 0 or 1: look-alikes to the same one."""
        return hashlib.sha256(self.kind.encode()).digest()[0] % 2


def labelled() -> list[Labelled]:
    """Return every report with its snippet, ids from 1."""
    return list(_read())


def _read() -> Iterator[Labelled]:
    number = story = 0
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for table in data["story"]:
            story += 1
            for report in table["reports"]:
                number += 1
                stock = tuple(data["stock"].get(table["kind"], ()))
                yield Labelled(_article(number, report, table.get("language", "en")), story, table["kind"], stock)


def _article(number: int, report: Sequence[Any], language: str) -> Article:
    hours, source, title, text = report
    moment = _START + timedelta(hours=hours)
    return Article(
        id=ArticleId(number),
        title=title,
        text=text,
        published=moment,
        known_at=moment,
        source=source,
        url=f"https://example.org/{number}",
        zone="UTC",
        reading=Reading(language),
        story=StoryId(number),
    )


def viewed(items: Sequence[Labelled], view: str) -> list[Labelled]:
    """Return the reports as one of the `VIEWS`."""
    if view == "snippets":
        return list(items)
    return [replace(item, article=replace(item.article, text=_text(item) if view == "texts" else "")) for item in items]


def _text(item: Labelled) -> str:
    shuffled = list(item.stock)
    random.Random(item.article.title).shuffle(shuffled)
    return "\n".join([item.article.text, *shuffled[:_STOCK]])


def b_cubed(groups: Sequence[Sequence[int]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of groups of story numbers, averaged over reports (Bagga and Baldwin, 1998)."""
    sizes = Counter(story for group in groups for story in group)
    total = sum(sizes.values())
    counts = [(len(group), Counter(group)) for group in groups]
    precision = sum(n * n / size for size, inside in counts for n in inside.values()) / total
    recall = sum(n * n / sizes[story] for _, inside in counts for story, n in inside.items()) / total
    return precision, recall, 2 * precision * recall / (precision + recall)

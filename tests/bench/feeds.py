"""Feeds: items found, titles, links and dates right, and speed, beside feedparser and fastfeedparser.

The sets are made here: feeds of each shape with long contents, whole and in every encoding, and the same damaged in
each of the ways of `papers.DAMAGES`.
"""

import math
import time
from calendar import timegm
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from typing import Any, cast

import fastfeedparser
import feedparser

from core.adapters.wire.feeds import parse_feed
from core.adapters.wire.plain import plain_line
from core.errors import NotAFeedError
from tests.core.adapters.wire.papers import (
    DAMAGES,
    ENCODINGS,
    PARAGRAPHS,
    Item,
    atom,
    escaped_rss,
    items,
    json_feed,
    rdf,
    rss,
)

Entry = tuple[str, str, float | None]
"""Title, link and moment (seconds since 1970) of an item."""

Reader = Callable[[bytes], list[Entry]]
XML = (rss, escaped_rss, atom, rdf)
_ITEMS = 30
_ROUNDS = 5
_LONG_SECONDS = 1
_FIRST = datetime(2025, 7, 20, 10, tzinfo=UTC).timestamp()


@dataclass(frozen=True)
class LongItem(Item):
    """An item with the whole of its article in it, some 6,000 characters, as most feeds of outlets have it."""

    @property
    def markup(self) -> str:
        image = '<figure class="wide"><img src="/i.jpg" srcset="/i-300.jpg 300w, /i-1024.jpg 1024w" alt=""/></figure>\n'
        story = "".join(
            f'<p class="t">{text} <a href="https://news.example/{n}?a=1&amp;b=2">More</a>&nbsp;<em>soon</em>.</p>\n'
            for n, text in enumerate(PARAGRAPHS)
        )
        return super().markup + (image + story) * 4


def table() -> list[str]:
    """Return how each reader does on whole and on damaged feeds, and how fast it is on long ones."""
    head = f"{'reader':<16}{'set':<9}{'items':>8}{'titles':>8}{'links':>8}{'dates':>8}{'MB/s':>8}{'items/s':>9}"
    return [head, *(line for name, reader in READERS.items() for line in _lines(name, reader))]


def _lines(name: str, reader: Reader) -> Iterator[str]:
    for kind, feeds in {"whole": list(whole()), "damaged": list(damaged())}.items():
        entries, seconds = timed(reader, [body for body, _ in feeds])
        shares = "".join(f"{100 * share:8.2f}" for share in scores(entries, [written for _, written in feeds]))
        megabytes = sum(len(body) for body, _ in feeds) / 1e6
        yield f"{name:<16}{kind:<9}{shares}{megabytes / seconds:8.1f}{sum(map(len, entries)) / seconds:9.0f}"


def whole() -> Iterator[tuple[bytes, Sequence[Item]]]:
    """Yield long feeds of each shape in each encoding that it can have, with what is in them."""
    written = [LongItem(item.title, item.link, item.guid, item.minute) for item in items(_ITEMS)]
    for format_, (name, encode) in product((*XML, json_feed), ENCODINGS.items()):
        if format_ is not json_feed or "1251" not in name:
            yield encode(format_(written)), written


def damaged() -> Iterator[tuple[bytes, Sequence[Item]]]:
    """Yield feeds of each shape in XML, each damaged in each way, with what is still in them."""
    for format_, damage in product(XML, DAMAGES.values()):
        yield damage(format_(items(_ITEMS))), items(_ITEMS)


def scores(read: Sequence[Sequence[Entry]], wanted: Sequence[Sequence[Item]]) -> tuple[float, float, float, float]:
    """Return the shares of items found and, of all that there are, of right titles, links and dates."""
    total = right_titles = right_links = right_dates = found = 0
    for entries, written in zip(read, wanted, strict=True):
        moments = {title: moment for title, _, moment in entries}
        links = {link for _, link, _ in entries}
        total += len(written)
        found += min(len(entries), len(written))
        for item in written:
            right_titles += item.title in moments
            right_links += item.link in links
            right_dates += moments.get(item.title) == _FIRST + 60 * item.minute
    return found / total, right_titles / total, right_links / total, right_dates / total


def timed(reader: Reader, bodies: Sequence[bytes]) -> tuple[list[list[Entry]], float]:
    """Return what a reader finds in each feed, and the CPU seconds for all: the least of some rounds if it is quick."""
    seconds = math.inf
    for _ in range(_ROUNDS):
        began = time.process_time()
        read = [reader(body) for body in bodies]
        took = time.process_time() - began
        seconds = min(seconds, took)
        if took > _LONG_SECONDS:
            break
    return read, seconds


def ours(body: bytes) -> list[Entry]:
    """Read with Dateline: titles and texts are plain then, and links absolute."""
    try:
        drafts = parse_feed(body, url="https://news.example/feed", content_type="").drafts
    except NotAFeedError:
        return []
    return [(d.title, d.url, d.published.timestamp() if d.published else None) for d in drafts]


def theirs(body: bytes) -> list[Entry]:
    """Read with feedparser."""
    try:
        entries = feedparser.parse(body).entries
    except Exception:  # noqa: BLE001 -- it fails on references to no character, and finds nothing then
        return []
    return [_patient_entry(entry) for entry in entries]


def _patient_entry(entry: Mapping[str, Any]) -> Entry:
    own = {name: entry[name] for name in dict.keys(cast("dict[str, Any]", entry))}
    moment = own.get("published_parsed") or own.get("updated_parsed")
    return plain_line(own.get("title", "")), own.get("link", ""), float(timegm(moment)) if moment else None


def fast(body: bytes) -> list[Entry]:
    """Read with fastfeedparser."""
    try:
        entries = fastfeedparser.parse(body).entries
    except Exception:  # noqa: BLE001 -- it fails in many ways, and finds nothing then
        return []
    return [_fast_entry(entry) for entry in entries]


def _fast_entry(entry: Mapping[str, Any]) -> Entry:
    moment = entry.get("published") or entry.get("updated")
    at = datetime.fromisoformat(moment).timestamp() if moment else None
    return plain_line(entry.get("title", "")), entry.get("link", ""), at


READERS: dict[str, Reader] = {"ours": ours, "fastfeedparser": fast, "feedparser": theirs}

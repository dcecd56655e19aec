"""JSON feeds (https://jsonfeed.org/version/1.1)."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from core.adapters.wire.dates import Calendar
from core.adapters.wire.entries import Entry, Parsed, said

_TEXTS = ("content_html", "content_text", "summary")
_ITEMS = re.compile(r'"items"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_TITLE = re.compile(r'"title"\s*:\s*("(?:[^"\\]|\\.)*+")')
_BEARING = json.JSONDecoder(strict=False)
"""It bears control characters, half characters and "NaN"."""


def parse_json(text: str, calendar: Calendar) -> Parsed | None:
    """Return the entries of a JSON feed, None where it is none; an item of the wrong type is passed over.

    Of one that is torn or has a comma too many, the items are read that are whole.
    """
    try:
        feed = _loaded(text)
    except (ValueError, RecursionError):
        feed = _rescued(text)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not (_is_named(feed) or any(map(_is_article, items))):
        return None
    entries = [_entry(item, calendar) for item in items if isinstance(item, dict)]
    return Parsed(said(feed.get("title")), entries, site=said(feed.get("home_page_url")))


def _loaded(text: str) -> Any:
    try:
        return orjson.loads(text)
    except ValueError:
        return _BEARING.decode(text)


def _rescued(text: str) -> dict[str, Any] | None:
    """Return a damaged feed's title, and its items up to the damage; None where there are none."""
    begins = _ITEMS.search(text)
    items = list(_whole_items(text, begins.end())) if begins else []
    title = _TITLE.search(text, 0, begins.start()) if begins else None
    return {"title": _BEARING.decode(title[1]) if title else "", "items": items} if items else None


def _whole_items(text: str, at: int) -> Iterator[Any]:
    while between := _BETWEEN.match(text, at):
        try:
            item, at = _BEARING.raw_decode(text, between.end())
        except (ValueError, RecursionError):
            return
        yield item


def _is_named(feed: Mapping[str, Any]) -> bool:
    return "jsonfeed.org" in said(feed.get("version")) or "title" in feed


def _is_article(item: object) -> bool:
    """Whether something has an address, and words."""
    return isinstance(item, dict) and "url" in item and not item.keys().isdisjoint({"title", *_TEXTS})


def _entry(item: Mapping[str, Any], calendar: Calendar) -> Entry:
    id_ = item.get("id")
    return Entry(
        title=said(item.get("title")),
        text=next(filter(None, (said(item.get(name)) for name in _TEXTS)), ""),
        link=next(filter(None, _links(item)), ""),
        guid=str(id_) if isinstance(id_, str | int | float) else "",
        published=calendar.first(item.get("date_published"), item.get("date_modified")),
    )


def _links(item: Mapping[str, Any]) -> Iterator[str]:
    """Yield what may be the address of an item's page, the likeliest first."""
    yield from (said(item.get(name)) for name in ("url", "external_url"))
    id_ = said(item.get("id"))
    yield id_ if id_.startswith("http") else ""
    attached = item.get("attachments")
    yield from (
        said(one.get("url")) for one in (attached if isinstance(attached, list) else ()) if isinstance(one, dict)
    )

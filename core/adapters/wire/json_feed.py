"""JSON feeds (https://jsonfeed.org/version/1.1)."""

import json
from collections.abc import Mapping
from typing import Any

import orjson

from core.adapters.wire.dates import Calendar
from core.adapters.wire.entries import Entry, Parsed, said


def parse_json(text: str, calendar: Calendar) -> Parsed | None:
    """Return the entries of a JSON feed, None where it is none; an item of the wrong type is passed over."""
    try:
        feed = _loaded(text)
    except (ValueError, RecursionError):
        return None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not ("jsonfeed.org" in said(feed.get("version")) or "title" in feed):
        return None
    return Parsed(said(feed.get("title")), [_entry(item, calendar) for item in items if isinstance(item, dict)])


def _loaded(text: str) -> Any:
    try:
        return orjson.loads(text)
    except ValueError:
        return json.loads(text, strict=False)  # it bears control characters, half characters and "NaN"


def _entry(item: Mapping[str, Any], calendar: Calendar) -> Entry:
    texts = (said(item.get(name)) for name in ("content_html", "content_text", "summary"))
    id_ = item.get("id")
    return Entry(
        title=said(item.get("title")),
        text=next(filter(None, texts), ""),
        link=said(item.get("url")) or said(item.get("external_url")),
        guid=str(id_) if isinstance(id_, str | int | float) else "",
        published=calendar.first(item.get("date_published"), item.get("date_modified")),
    )

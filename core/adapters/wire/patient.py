"""The patient parser: feedparser, asked where the fast one may have missed something."""

from collections.abc import Mapping
from typing import Any, cast

from core.adapters.wire.dates import Calendar
from core.adapters.wire.entries import Entry, Parsed, longest_text, said


def parse_patiently(data: bytes, calendar: Calendar) -> Parsed | None:
    """Return what feedparser finds in a document in UTF-8, None where it finds no feed; some 2 MB a second."""
    import feedparser  # seldom needed

    try:
        feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except Exception:  # noqa: BLE001 -- a parser of anything fails in any way
        return None
    if not feed.version and not feed.entries:
        return None
    return Parsed(said(feed.feed.get("title")), [_entry(entry, calendar) for entry in feed.entries])


def _entry(entry: Mapping[str, Any], calendar: Calendar) -> Entry:
    # Asked for "updated", an entry with only "published" gives that and warns; so its own keys are looked at.
    own = {name: entry[name] for name in dict.keys(cast("dict[str, Any]", entry))}
    return Entry(
        title=said(own.get("title")),
        text=longest_text(own, said(own.get("summary"))),
        link=said(own.get("link")),
        guid=said(own.get("id")),
        published=calendar.first(own.get("published"), own.get("updated"), own.get("created")),
    )

"""Feeds: from the bytes of a feed to its entries, by a cascade of parsers: the fast one, then the patient one."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from operator import itemgetter
from typing import Any, cast
from urllib.parse import urljoin, urlsplit

import fastfeedparser

from core.adapters.wire.dates import read_moment
from core.adapters.wire.decoding import decoded
from core.adapters.wire.discovery import find_feeds
from core.adapters.wire.mending import (
    has_capitals,
    is_deep,
    is_well_formed,
    mended,
    with_fewer_attributes,
    without_controls,
)
from core.adapters.wire.plain import plain_line, plain_text
from core.errors import NotAFeedError
from core.model.article import Draft
from core.model.feed import FeedReading
from core.model.wall import zone_of

MOST_ENTRIES = 10_000
LONGEST_TEXT = 200_000
"""Characters of markup read of one entry."""

MOST_RIDDLES = 30
"""Dates without sense in one feed; after so many, none is looked at in other languages, which is slow."""

_PATIENT_BYTES = 5_000_000
_PATIENT_ENTRIES = 3000
"""The patient parser reads some 2 MB and 5,000 entries a second: it is not asked about more than these."""

_DECLARATION = re.compile(r"<\?xml[^>]{0,400}\?>")
_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_PAGE = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_OPENING = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]")
_DATED = re.compile(
    r"<(?:\w+:)?(pubdate|published|updated|issued|modified|created|date)\b[^>]{0,200}>\s*(?:<!\[CDATA\[\s*)?([^<\]]{6,80})",
    re.IGNORECASE,
)
_LATER = frozenset({"updated", "modified"})
_ODD = re.compile(r"""\bxml:base\s*=|<summary[^>]{0,200}type\s*=\s*["']xhtml""")
"""What the fast parser passes over."""


class _Calendar:
    """Reads the dates of one feed, with less patience the more of them make no sense."""

    def __init__(self) -> None:
        self._riddles = 0

    def read(self, value: object) -> datetime | None:
        """Return the moment that a date names, None where it is no text or cannot be read."""
        text = _said(value)
        moment = read_moment(text, in_words=self._riddles < MOST_RIDDLES) if text else None
        self._riddles += bool(text) and moment is None
        return moment

    def first(self, *values: object) -> datetime | None:
        """Return the first that can be read."""
        return next(filter(None, map(self.read, values)), None)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry as its parser gave it: markup, a date as written or as known, an address that may be relative."""

    title: str
    text: str
    link: str
    guid: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class _Parsed:
    title: str
    entries: Sequence[_Entry]

    @property
    def filled(self) -> int:
        """How many links, dates, titles and texts there are."""
        return sum(bool(part) for e in self.entries for part in (e.link, e.published, e.title, e.text))


def parse_feed(body: bytes, *, url: str, content_type: str) -> FeedReading:
    """Return the entries of an RSS, Atom, RDF or JSON feed in any encoding, whole or damaged, in the feed's own order.

    Links are absolute by `url` (empty where nobody knows it), titles and texts plain, times with the offset they are
    written with. Raises NotAFeedError, with the feeds that the page points to where it is a page.
    """
    text = without_controls(decoded(body, content_type))
    calendar = _Calendar()
    parsed = _parse_json(text, calendar) if text.lstrip()[:1] == "{" else _parse_xml(text, calendar)
    if parsed is None:
        raise NotAFeedError(url, find_feeds(text, url))
    title = plain_line(parsed.title)
    source = title or urlsplit(url).hostname or ""
    drafts = (_draft(entry, source, url) for entry in parsed.entries[:MOST_ENTRIES])
    return FeedReading(tuple(draft for draft in drafts if draft.title or draft.text), title=title)


def _draft(entry: _Entry, source: str, url: str) -> Draft:
    link = absolute(entry.link, url)
    return Draft(
        text=plain_text(entry.text[:LONGEST_TEXT]),
        title=plain_line(entry.title[:LONGEST_TEXT]),
        published=entry.published,
        source=source,
        url=link,
        zone=zone_of(entry.published),
        guid=entry.guid or link,
    )


def absolute(link: str, base: str) -> str:
    """Return a link as an absolute http(s) address, empty where it is none; without a base it stays as it is."""
    address = link.strip().replace("&amp;", "&").replace(" ", "%20")
    if not address or (address.startswith(("https://", "http://")) and "[" not in address):
        return address
    try:
        joined = urljoin(base, address)
        return joined if urlsplit(joined).scheme in {"http", "https"} or not base else ""
    except ValueError:
        return ""


# -- XML -----------------------------------------------------------------------------------------------------------


def _parse_xml(text: str, calendar: _Calendar) -> _Parsed | None:
    """Parse with the fast parser, mended first where need be; where it may err, ask the patient one too."""
    if _PAGE.match(text[:4000]) or not _ROOT.search(text[:200_000]):
        return None
    text = with_fewer_attributes(_without_declaration(text))
    data = text.encode("utf-8", "replace")
    whole = is_well_formed(data)
    if not whole or has_capitals(text):
        text = mended(text)
        data = text.encode("utf-8", "replace")
        whole = is_well_formed(data)
    parsed = _parse_fast(data, _dates(text, calendar))
    doubtful = parsed is None or not whole or _misses_something(parsed, text)
    if doubtful and _is_bearable(text):
        parsed = _better(_parse_patiently(data, calendar), parsed)
    return parsed


def _is_bearable(text: str) -> bool:
    """Whether the patient parser can be asked about a document."""
    return len(text) <= _PATIENT_BYTES and len(_OPENING.findall(text)) <= _PATIENT_ENTRIES and not is_deep(text)


def _without_declaration(text: str) -> str:
    """Cut the XML declaration off, whose encoding is not the text's any more."""
    text = text.lstrip()
    declared = _DECLARATION.match(text)
    return text[declared.end() :].lstrip() if declared else text


def _dates(text: str, calendar: _Calendar) -> list[datetime | None]:
    """Return the date of each entry as it is written in the feed, in order.

    The fast parser tells all times in UTC, and an outlet's day is a day of its own zone.
    """
    starts = [opening.start() for opening in _OPENING.finditer(text)]
    return [_date(text, start, end, calendar) for start, end in pairwise([*starts, len(text)])]


def _date(text: str, start: int, end: int, calendar: _Calendar) -> datetime | None:
    """Return when the entry in `text[start:end]` was published, or else updated."""
    written = [(found[1].lower() in _LATER, found[2].strip()) for found in _DATED.finditer(text, start, end)]
    return calendar.first(*(date for _, date in sorted(written, key=itemgetter(0))))


def _parse_fast(data: bytes, dates: Sequence[datetime | None]) -> _Parsed | None:
    try:
        feed = fastfeedparser.parse(data, include_tags=False, include_media=False, include_enclosures=False)
    except Exception:  # noqa: BLE001 -- it fails on hostile input in many ways, and the patient parser takes over
        return None
    if len(dates) != len(feed.entries):
        dates = [None] * len(feed.entries)
    entries = [_fast_entry(entry, written) for entry, written in zip(feed.entries, dates, strict=True)]
    return _Parsed(_said(feed.feed.get("title")), entries)


def _fast_entry(entry: Mapping[str, Any], written: datetime | None) -> _Entry:
    return _Entry(
        title=_said(entry.get("title")),
        text=_longest_text(entry, _said(entry.get("description"))),
        link=_said(entry.get("link")),
        guid=_said(entry.get("id")),
        published=written or read_moment(_said(entry.get("published") or entry.get("updated")), in_words=False),
    )


def _misses_something(parsed: _Parsed, text: str) -> bool:
    return len(parsed.entries) < len(_OPENING.findall(text)) or bool(_ODD.search(text))


def _parse_patiently(data: bytes, calendar: _Calendar) -> _Parsed | None:
    import feedparser  # seldom needed

    try:
        feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except Exception:  # noqa: BLE001 -- a parser of anything fails in any way
        return None
    if not feed.version and not feed.entries:
        return None
    return _Parsed(_said(feed.feed.get("title")), [_patient_entry(entry, calendar) for entry in feed.entries])


def _patient_entry(entry: Mapping[str, Any], calendar: _Calendar) -> _Entry:
    # Asked for "updated", an entry with only "published" gives that and warns; so its own keys are looked at.
    own = {name: entry[name] for name in dict.keys(cast("dict[str, Any]", entry))}
    return _Entry(
        title=_said(own.get("title")),
        text=_longest_text(own, _said(own.get("summary"))),
        link=_said(own.get("link")),
        guid=_said(own.get("id")),
        published=calendar.first(own.get("published"), own.get("updated"), own.get("created")),
    )


def _longest_text(entry: Mapping[str, Any], summary: str) -> str:
    contents = [_said(content.get("value")) for content in entry.get("content") or () if isinstance(content, Mapping)]
    return max((summary, *contents), key=len)


def _better(one: _Parsed | None, other: _Parsed | None) -> _Parsed | None:
    """Return the one with more entries, then more links, dates and texts; the first where all is equal."""
    found = [parsed for parsed in (one, other) if parsed is not None]
    return max(found, key=lambda parsed: (len(parsed.entries), parsed.filled), default=None)


# -- JSON ----------------------------------------------------------------------------------------------------------


def _parse_json(text: str, calendar: _Calendar) -> _Parsed | None:
    """Parse a JSON Feed (https://jsonfeed.org/version/1.1); an item of the wrong type is passed over."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        return None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not ("jsonfeed.org" in _said(feed.get("version")) or "title" in feed):
        return None
    return _Parsed(_said(feed.get("title")), [_json_entry(item, calendar) for item in items if isinstance(item, dict)])


def _json_entry(item: Mapping[str, Any], calendar: _Calendar) -> _Entry:
    texts = (_said(item.get(name)) for name in ("content_html", "content_text", "summary"))
    id_ = item.get("id")
    return _Entry(
        title=_said(item.get("title")),
        text=next(filter(None, texts), ""),
        link=_said(item.get("url")) or _said(item.get("external_url")),
        guid=str(id_) if isinstance(id_, str | int | float) else "",
        published=calendar.first(item.get("date_published"), item.get("date_modified")),
    )


def _said(value: object) -> str:
    """Return a value that should be a text, empty where it is none."""
    return value if isinstance(value, str) else ""

"""Feeds: from the bytes of a feed to its entries: as it is, mended where need be, piece by piece, at last patiently."""

import codecs
import re
from itertools import islice
from urllib.parse import urljoin, urlsplit

from core.adapters.wire.dates import Calendar
from core.adapters.wire.decoding import decoded
from core.adapters.wire.discovery import find_feeds
from core.adapters.wire.entries import Entry, Parsed
from core.adapters.wire.json_feed import parse_json
from core.adapters.wire.mending import (
    is_deep,
    mended,
    with_fewer_attributes,
    without_controls,
)
from core.adapters.wire.patience import patience_of_feed
from core.adapters.wire.patient import parse_patiently
from core.adapters.wire.pieces import survey_pieces
from core.adapters.wire.snippets import snippet_line, snippet_text
from core.adapters.wire.survey import Survey, Written, survey
from core.adapters.wire.unpacking import unpacked
from core.errors import NotAFeedError, UnreachableError
from core.model.article import Draft
from core.model.feed import FeedReading
from core.model.wall import zone_of

MOST_ENTRIES = 10_000
LARGEST_FEED = 50_000_000
"""Bytes of a feed that came packed."""

LONGEST_TEXT = 200_000
"""Characters of markup read of one entry."""

_PATIENT_BYTES = 5_000_000
_PATIENT_ENTRIES = 3000
_PATIENT_TAGS = 100_000
"""The patient parser reads some 2 MB, 5,000 entries and 50,000 tags a second: it is not asked about more than these."""

_PLAIN_LINK = re.compile(r"https?://(?:[^\s&\[\u200b\ufeff]|&(?!amp;|#))+")
_UNSEEN = re.compile(r"[\t\u200b\ufeff]+")
_AMPERSAND = re.compile(r"&(?:amp;|#0?38;)(?:amp;)*")

_ZLIB = (b"x\x01", b"x\x5e", b"x\x9c", b"x\xda")
_HEAD = 4000
_HEAD_OF_FEED = 20_000
_DECLARATION = re.compile(r"<\?xml[^>]{0,400}\?>")
_DECLARED = re.compile(rb"<\?xml[^>]{0,400}\?>")
_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf|channel)\b", re.IGNORECASE)
_PAGE = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_FEED_ROOT = re.compile(r"<rss\s[^>]{0,400}version|<feed\s[^>]{0,400}www\.w3\.org/2005/Atom|<rdf:RDF\s")


def parse_feed(body: bytes, *, url: str, content_type: str) -> FeedReading:
    """Return the entries of an RSS, Atom, RDF or JSON feed in any encoding, whole or damaged, in the feed's own order.

    Links are absolute by `url` (empty where nobody knows it), titles and texts plain, times with the offset they are
    written with. Raises NotAFeedError, with the feeds that the page points to where it is a page.
    """
    body = _loose(body, url)
    calendar = Calendar()
    data = _without_mark(body)
    parsed = _parse_as_it_is(data, calendar)
    if parsed is None:
        text = decoded(body, content_type)
        parsed = parse_json(text, calendar) if text.lstrip()[:1] == "{" else _parse_xml(text, data, calendar)
        if parsed is None:
            raise NotAFeedError(url, find_feeds(without_controls(text), url))
        data = text[:_HEAD_OF_FEED].encode("utf-8", "replace")
    title = snippet_line(parsed.title)
    source = title or urlsplit(url).hostname or ""
    said_something = (entry for entry in parsed.entries if not entry.is_empty)
    base = _base(url, parsed.site)
    drafts = tuple(_draft(entry, source, base) for entry in islice(said_something, MOST_ENTRIES))
    return FeedReading(drafts, title=title, patience=patience_of_feed(data))


def _loose(body: bytes, url: str) -> bytes:
    """Return the bytes of a feed that is packed without a word about it; where they cannot be unpacked, as they are."""
    try:
        return unpacked(body, "deflate" if body.startswith(_ZLIB) else "", url=url, limit=LARGEST_FEED)
    except UnreachableError:
        return body


def _draft(entry: Entry, source: str, base: str) -> Draft:
    link = absolute(entry.link, absolute(entry.base, base) if entry.base else base)
    return Draft(
        text=snippet_text(entry.text[:LONGEST_TEXT]),
        title=snippet_line(entry.title[:LONGEST_TEXT]),
        published=entry.published,
        source=source,
        url=link,
        zone=zone_of(entry.published),
        guid=entry.guid or link,
    )


def absolute(link: str, base: str) -> str:
    """Return a link as an absolute http(s) address, empty where it is none; without a base it stays as it is."""
    if _PLAIN_LINK.fullmatch(link):
        return link
    address = "".join(map(str.strip, _UNSEEN.sub("", link).splitlines()))
    address = _AMPERSAND.sub("&", address).replace(" ", "%20")
    if address[:4].lower() == "www.":
        address = f"{urlsplit(base).scheme or 'http'}://{address}"
    if not address or (address.startswith(("https://", "http://")) and "[" not in address):
        return address
    try:
        joined = urljoin(base, address)
        return joined if urlsplit(joined).scheme in {"http", "https"} or not base else ""
    except ValueError:
        return ""


def _base(url: str, site: str) -> str:
    """Return what the links of a feed are relative to: its own address, or its site where that has another host."""
    try:
        site = urljoin(url, site)
        return site if urlsplit(site).hostname != urlsplit(url).hostname and site.startswith("http") else url
    except ValueError:
        return url


# -- XML -----------------------------------------------------------------------------------------------------------


def _parse_as_it_is(data: bytes, calendar: Calendar) -> Parsed | None:
    """Read a well-formed feed in UTF-8, as nearly all are, without decoding it first; None where it is none."""
    head = data[:_HEAD]
    if head[:1] != b"<" or b"<!DOCTYPE" in head or _PAGE.match(head.decode("latin-1")):
        return None  # with a document type it is well-formed whatever entities it names
    seen = survey(data)
    return _parsed(seen, calendar) if seen and seen.is_feed else None


def _parse_xml(text: str, seen_as: bytes, calendar: Calendar) -> Parsed | None:
    """Read a feed by its survey, mended first where need be; piece by piece, and patiently, where it is damaged.

    `seen_as` are bytes that have no survey.
    """
    if _PAGE.match(text, 0, _HEAD):
        return _parse_in_page(text, calendar)
    if not _ROOT.search(text, 0, 200_000):
        return None
    text = _without_declaration(text)
    data = text.encode("utf-8", "replace")
    seen = None if data == seen_as or b"<!DOCTYPE" in data[:_HEAD] else survey(data)
    if seen is None:
        text = mended(with_fewer_attributes(without_controls(text)))
        data = text.encode("utf-8", "replace")
        seen = survey(data)
    if seen is None:
        return _parse_damaged(text, data, calendar)
    return _parsed(seen, calendar) if seen.is_feed else None


def _parse_in_page(text: str, calendar: Calendar) -> Parsed | None:
    """Read a feed that stands in a page or behind one; None where there is none, or nothing in it."""
    root = _FEED_ROOT.search(text, 0, 200_000)
    parsed = _parse_xml(text[root.start() :], b"", calendar) if root else None
    return parsed if parsed and parsed.entries else None


def _without_mark(body: bytes) -> bytes:
    """Cut a byte order mark of UTF-8 off, and the XML declaration, whose encoding may not be the document's."""
    body = body.removeprefix(codecs.BOM_UTF8).lstrip()
    declared = _DECLARED.match(body)
    return body[declared.end() :].lstrip() if declared else body


def _without_declaration(text: str) -> str:
    """Cut the XML declaration off, whose encoding is not the text's any more."""
    text = text.lstrip()
    declared = _DECLARATION.match(text)
    return text[declared.end() :].lstrip() if declared else text


def _parsed(seen: Survey, calendar: Calendar) -> Parsed:
    return Parsed(seen.title, [_entry(written, calendar) for written in seen.entries], site=seen.site)


def _entry(written: Written, calendar: Calendar) -> Entry:
    return Entry(
        title=written.title,
        text=written.text,
        link=written.link,
        guid=written.guid,
        published=calendar.first(*written.dates),
        base=written.base,
    )


def _parse_damaged(text: str, data: bytes, calendar: Calendar) -> Parsed | None:
    """Parse what could not be mended piece by piece; by the patient parser too, where that answer is not whole."""
    parsed = _parsed(survey_pieces(text), calendar)
    if parsed.is_whole or is_deep(text) or not _is_bearable(data, len(parsed.entries)):
        return parsed
    return _better(parsed, parse_patiently(data, calendar))


def _is_bearable(data: bytes, entries: int) -> bool:
    """Whether the patient parser can be asked about a document."""
    return len(data) <= _PATIENT_BYTES and entries <= _PATIENT_ENTRIES and data.count(b"<") <= _PATIENT_TAGS


def _better(one: Parsed | None, other: Parsed | None) -> Parsed | None:
    """Return the one with more entries, then more links, dates and texts; the first where all is equal."""
    found = [parsed for parsed in (one, other) if parsed is not None]
    return max(found, key=lambda parsed: (len(parsed.entries), parsed.filled), default=None)

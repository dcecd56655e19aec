"""What workers are given to do: the parsers are imported there, and the main process does without them."""

from core.model.appointment import Diary
from core.model.article import Draft
from core.model.feed import FeedReading

PDF_MAGIC = b"%PDF-"
"""How a PDF begins."""


def parse_feed(data: bytes, *, url: str, content_type: str) -> FeedReading:
    """Return what a feed holds, as `core.adapters.wire.feeds.parse_feed` does."""
    from core.adapters.wire import feeds

    return feeds.parse_feed(data, url=url, content_type=content_type)


def parse_page(data: bytes, *, url: str, content_type: str) -> Draft:
    """Return the article of a page, as `core.adapters.wire.pages.parse_page` does."""
    from core.adapters.wire import pages

    return pages.parse_page(data, url=url, content_type=content_type)


def read_file(name: str, data: bytes) -> Draft:
    """Return the article in a file, as `core.adapters.wire.files.read_file` does."""
    from core.adapters.wire import files

    return files.read_file(name, data)


def read_calendar(name: str, data: bytes, *, zone: str) -> Diary:
    """Return the dates in an .ics file, as `core.adapters.wire.calendars.read_calendar` does."""
    from core.adapters.wire import calendars

    return calendars.read_calendar(name, data, zone=zone)


def read_opml(data: bytes) -> list[tuple[str, str]]:
    """Return the feeds of an OPML file, as `core.adapters.wire.opml.read_opml` does."""
    from core.adapters.wire import opml

    return opml.read_opml(data)

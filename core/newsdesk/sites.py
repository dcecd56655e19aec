"""Sites: from an address that a person gives to the feed behind it."""

import asyncio
import re
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import urljoin, urlsplit

from core.errors import NotAFeedError, WireError
from core.model.feed import Feed, FeedReading
from core.model.ids import FeedId
from core.newsdesk.room import Newsroom

FEEDS_LOOKED_AT = 5
"""Of the feeds that a page points to, how many are tried."""

USUAL_PATHS = ("/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml")
"""Where sites keep a feed that their pages do not point to."""

GUESSING_SECONDS = 20

_VIDEO_LIST = re.compile(
    r"https?://(?:www\.|m\.)?youtube\.com/(?:channel/(UC[\w-]{22})|playlist\?(?:.*&)?list=([\w-]+))"
)
_VIDEOS = "https://www.youtube.com/feeds/videos.xml"


async def look(room: Newsroom, address: str) -> tuple[str, FeedReading]:
    """Return the feed at an address, or behind the page there, with where it is.

    Tried are those that the page points to, then where sites usually have one, one after the other and not for long.
    Raises WireError.
    """
    address = video_feed(address) or address
    try:
        return address, await _read(room, address)
    except NotAFeedError as exc:
        missing = exc
    if found := await _first(room, missing.found[:FEEDS_LOOKED_AT]):
        return found
    with suppress(TimeoutError):
        async with asyncio.timeout(GUESSING_SECONDS):
            if found := await _first(room, usual_addresses(address)):
                return found
    raise missing


def usual_addresses(address: str) -> list[str]:
    """Return where the feed of a site may be: below the address itself, then at the site's root."""
    below = [f"{address.partition('?')[0].rstrip('/')}/feed"] if urlsplit(address).path.strip("/") else []
    return list(dict.fromkeys([*below, *(urljoin(address, path) for path in USUAL_PATHS)]))


def video_feed(address: str) -> str:
    """Return the feed of a channel or a playlist of YouTube that names its id, empty for all else."""
    named = _VIDEO_LIST.match(address)
    if named is None:
        return ""
    return f"{_VIDEOS}?channel_id={named[1]}" if named[1] else f"{_VIDEOS}?playlist_id={named[2]}"


async def _first(room: Newsroom, addresses: Sequence[str]) -> tuple[str, FeedReading] | None:
    """Return the first feed that can be read and its address."""
    for address in addresses:
        with suppress(WireError):
            return address, await _read(room, address)
    return None


async def _read(room: Newsroom, address: str) -> FeedReading:
    return await room.wire.read_feed(Feed(FeedId(0), address))

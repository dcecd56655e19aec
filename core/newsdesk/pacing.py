"""Pacing: when a feed is read again, by how often it changes and by what it and its server ask for."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise
from statistics import median
from urllib.parse import urlsplit
from zlib import crc32

from core.model.feed import Feed, FeedReading

INTERVAL = timedelta(minutes=15)
CALMEST = timedelta(hours=3)
"""What lies between two readings of a feed that hardly ever changes."""

LONGEST_WAIT = timedelta(hours=6)
"""What lies between two tries of a feed that fails, where its server does not ask for more."""

_LATEST_NEWS = 12
_SPREAD = 0.1


def wait_after(feed: Feed, reading: FeedReading, now: datetime) -> timedelta:
    """Return how long a feed is left alone after a reading: half of what usually lies between its news.

    From a quarter of an hour to three hours, and never less than the feed or its server asks for.
    """
    return max(spread(feed, min(max(_usual_gap(feed, reading, now) / 2, INTERVAL), CALMEST), now), reading.patience)


def wait_after_failure(feed: Feed, failures: int, now: datetime) -> timedelta:
    """Return how long a feed is left alone that failed this many times in a row: twice as long each time."""
    return spread(feed, min(INTERVAL * 2 ** min(failures, 10), LONGEST_WAIT), now)


def spread(feed: Feed, wait: timedelta, now: datetime) -> timedelta:
    """Return a wait shortened by up to a tenth, so that feeds that began together drift apart."""
    return wait * (1 - _SPREAD * (crc32(f"{feed.url} {now:%j%H%M}".encode("utf-8", "replace")) % 100) / 100)


def one_a_host(feeds: Sequence[Feed], limit: int) -> list[Feed]:
    """Return the first feed of each host, at most `limit`; the others wait until it has answered."""
    hosts: dict[str, Feed] = {}
    for feed in feeds:
        hosts.setdefault(urlsplit(feed.url).netloc.lower().removeprefix("www."), feed)
    return list(hosts.values())[:limit]


def _usual_gap(feed: Feed, reading: FeedReading, now: datetime) -> timedelta:
    """Return what usually lies between two changes, as far as the dates in the feed tell."""
    if reading.unchanged:
        return (now - _changed_at(feed, now)) / 2
    dated = sorted((d.published for d in reading.drafts if d.published and d.published <= now), reverse=True)
    news = [now, *dated[:_LATEST_NEWS]]
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(news)]
    return timedelta(seconds=median(gaps)) if gaps else INTERVAL


def _changed_at(feed: Feed, now: datetime) -> datetime:
    """Return when a feed last changed, by what its server said with the last answer that was not empty."""
    try:
        changed = parsedate_to_datetime(feed.modified)
    except ValueError:
        return now
    return changed if changed.tzinfo else now

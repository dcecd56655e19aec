"""Wires: the followed feeds, read when their time has come, with patience for those that fail."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from core.errors import DatelineError, FeedUnavailableError, WireError
from core.model.article import Article, Draft
from core.model.feed import Feed, FeedReading
from core.model.ids import ChatId
from core.model.subscriber import FollowKind
from core.newsdesk import pages, pauses
from core.newsdesk.grouping import group
from core.newsdesk.pacing import INTERVAL, one_a_host, wait_after, wait_after_failure
from core.newsdesk.reading import Read, keep, read_draft
from core.newsdesk.room import TEXT_LIMIT, Newsroom
from core.ports import Transaction

PAUSE_AFTER = 40
"""Failed readings in a row (about a week at the longest wait) after which a feed is paused."""

GONE = "HTTP 410"
"""What a server says of a feed that will not come back: it is paused at once."""

ENTRIES_A_ROUND = 25
"""New entries that are read in one round; the others wait for the next ones."""

MOST_UNDATED = 300
"""Entries without a date that are looked at, in the feed's own order: whatever is new stands among them."""

ARCHIVE_AFTER = timedelta(hours=6)
"""What a feed shows for the first time, although it was older than this when the feed was first read, is no news."""

_HOSTS_LOOKED_AT = 8


async def read_due(room: Newsroom, *, limit: int = 4) -> int:
    """Read the feeds whose time has come, side by side, each in units of work of its own; return how many were tried.

    Of each host one at a time. Each is put off before it is read, so that one that ends the process, or meets a bug,
    does not keep the others back.
    """
    now = room.clock.now()
    async with room.stores.begin() as tx:
        due = one_a_host(await tx.feeds.due(now=now, limit=limit * _HOSTS_LOOKED_AT), limit)
        for feed in due:
            await tx.feeds.save(replace(feed, next_due=now + INTERVAL))
    ends = await asyncio.gather(*(read_feed(room, feed) for feed in due), return_exceptions=True)
    kept = [article for end in ends if isinstance(end, list) for article in end]
    await group(room, kept)
    await pages.read_ahead(room, kept)
    if bugs := [end for end in ends if isinstance(end, Exception)]:
        raise ExceptionGroup("feeds could not be read", bugs)
    return len(due)


async def read_feed(room: Newsroom, feed: Feed) -> list[Article]:
    """Read one feed, keep what is new in it and return that; a failure is counted and the feed tried later."""
    try:
        reading = await room.wire.read_feed(feed)
    except DatelineError as exc:
        await _fail(room, feed, exc)
        return []
    fresh, waiting = await _fresh(room, reading.drafts, feed)
    items = await _read_entries(room, fresh, feed)
    now = room.clock.now()
    async with room.stores.begin() as tx:
        kept = await keep(tx, items, now=now, announce=feed.first_read is not None)
        await tx.feeds.save(_succeeded(feed, reading, now, waiting=waiting))
    return kept


async def _fresh(room: Newsroom, drafts: Sequence[Draft], feed: Feed) -> tuple[list[Draft], bool]:
    """Return the entries of this round, and whether others wait for the next: what is known in no place of any feed.

    The first reading takes the latest entries of a feed, and all others that a later one could not tell from news.
    An entry is known by its address, guid or words, so that one that was moved, retitled or given another guid is not
    read again.
    """
    fresh: list[Draft] = []
    now = room.clock.now()
    async with room.stores.begin() as tx:
        for draft in _looked_at(drafts):
            if not (draft.title or draft.text) or _is_archive(draft, feed.first_read):
                continue
            if len(fresh) >= ENTRIES_A_ROUND:
                if feed.first_read is not None:
                    return fresh, True
                if _is_archive(draft, now):
                    continue
            if await tx.articles.find(replace(draft, feed=feed.id)) is None:
                fresh.append(draft)
    return fresh, False


def _looked_at(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the entries with a date, the latest first, then those without in their own order."""
    dated = [(draft.published.timestamp(), draft) for draft in drafts if draft.published]
    undated = [draft for draft in drafts if not draft.published]
    latest_first = sorted(dated, key=lambda pair: -pair[0])
    return [draft for _, draft in latest_first] + undated[:MOST_UNDATED]


def _is_archive(draft: Draft, first_read: datetime | None) -> bool:
    """Whether an entry was old already when its feed was first read: the feed has grown backwards."""
    if first_read is None or draft.published is None:
        return False
    return draft.published < first_read - ARCHIVE_AFTER


async def _read_entries(room: Newsroom, fresh: Sequence[Draft], feed: Feed) -> list[Read]:
    """Read new entries; one that cannot be read is passed over, the others go on."""
    now = room.clock.now()
    items: list[Read] = []
    most = pages.PAGES_AT_FIRST if feed.first_read is None else pages.PAGES_A_ROUND
    for draft in await pages.filled(room, fresh, most=most):
        full = replace(draft, feed=feed.id, text=draft.text[:TEXT_LIMIT], published=_not_ahead(draft.published, now))
        if full.published is None and feed.first_read is not None:
            full = replace(full, published=now)  # it was not there a quarter of an hour ago
        try:
            item = await read_draft(room, full)
        except DatelineError:
            continue  # an entry without words, or one that costs more than it is worth
        if full.published is None and len(items) >= ENTRIES_A_ROUND:
            item = replace(item, draft=replace(full, published=now - pages.UNDATED_AGE))
        items.append(item)
    return items


def _not_ahead(published: datetime | None, now: datetime) -> datetime | None:
    """Return a time of publication, the present one where a feed's clock runs ahead."""
    return published if published is None or published <= now else now.astimezone(published.tzinfo)


async def _fail(room: Newsroom, feed: Feed, error: DatelineError) -> None:
    """Count a failure; the feed is tried when its server asks for, or later each time, and paused at last."""
    now = room.clock.now()
    cause = error.cause if isinstance(error, WireError) else ""
    failures = max(feed.failures + 1, PAUSE_AFTER if cause == GONE else 0)
    wait = wait_after_failure(feed, failures, now)
    if isinstance(error, FeedUnavailableError) and error.retry_at is not None:
        wait = max(wait, error.retry_at - room.clock.elapsed())
    failed = replace(feed, failures=failures, next_due=now + wait, paused=failures >= PAUSE_AFTER)
    async with room.stores.begin() as tx:
        await tx.feeds.save(failed)
        if failed.paused:
            await pauses.tell(room, tx, failed, cause, now=now)


def _succeeded(feed: Feed, reading: FeedReading, now: datetime, *, waiting: bool) -> Feed:
    """Return a feed after a good reading; where entries wait, its validators stay, so that they are given again."""
    if waiting:
        reading = replace(reading, etag=feed.etag, modified=feed.modified)
    return replace(
        feed,
        url=reading.moved_to or feed.url,
        title=feed.title or reading.title,
        etag=reading.etag or feed.etag,
        modified=reading.modified or feed.modified,
        failures=0,
        next_due=now + wait_after(feed, reading, now),
        first_read=feed.first_read or now,
    )


async def followed(tx: Transaction, chat: ChatId) -> list[Feed]:
    """Return the feeds that a chat follows by itself, in the order in which it began."""
    ids = [f.target for f in await tx.subscribers.follows(chat) if f.kind is FollowKind.FEED]
    feeds = {str(int(feed.id)): feed for feed in await tx.feeds.all()}
    return [feeds[id_] for id_ in ids if id_ in feeds]


async def open_house(tx: Transaction, feeds: Sequence[tuple[str, str]]) -> int:
    """Follow the starter feeds (address, title) where the store has none at all; return how many were added."""
    if await tx.feeds.all():
        return 0
    for url, title in feeds:
        await tx.feeds.add(url, title=title, house=True)
    return len(feeds)

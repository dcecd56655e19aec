"""Wires: the followed feeds, read when their time has come, with patience for those that fail."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from core.errors import DatelineError
from core.model.article import Article, Draft
from core.model.feed import Feed, FeedReading
from core.model.ids import ChatId
from core.model.subscriber import FollowKind
from core.newsdesk.grouping import group
from core.newsdesk.reading import Read, keep, read_draft
from core.newsdesk.room import TEXT_LIMIT, Newsroom
from core.ports import Transaction

INTERVAL = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=6)
PAUSE_AFTER = 40
"""Failed readings in a row (about a week at the longest wait) after which a feed is paused."""

ENTRIES_A_ROUND = 25
PAGES_A_ROUND = 3
SHORT_TEXT = 280
"""Characters under which an entry is a teaser, and its page is worth a look."""


async def read_due(room: Newsroom, *, limit: int = 4) -> int:
    """Read the feeds whose time has come, side by side, each in units of work of its own; return how many were tried.

    Each is put off before it is read, so that one that ends the process, or meets a bug, does not keep the others back.
    """
    now = room.clock.now()
    async with room.stores.begin() as tx:
        due = await tx.feeds.due(now=now, limit=limit)
        for feed in due:
            await tx.feeds.save(replace(feed, next_due=now + INTERVAL))
    ends = await asyncio.gather(*(read_feed(room, feed) for feed in due), return_exceptions=True)
    await group(room, [article for end in ends if isinstance(end, list) for article in end])
    if bugs := [end for end in ends if isinstance(end, Exception)]:
        raise ExceptionGroup("feeds could not be read", bugs)
    return len(due)


async def read_feed(room: Newsroom, feed: Feed) -> list[Article]:
    """Read one feed, keep what is new in it and return that; a failure is counted and the feed tried later."""
    try:
        reading = await room.wire.read_feed(feed)
    except DatelineError:
        await _save(room, _failed(feed, room.clock.now()))
        return []
    items = await _read_entries(room, reading.drafts[:ENTRIES_A_ROUND], feed)
    now = room.clock.now()
    async with room.stores.begin() as tx:
        kept = await keep(room, tx, items, now=now, announce=feed.first_read is not None)
        await tx.feeds.save(_succeeded(feed, reading, now))
    return kept


async def _read_entries(room: Newsroom, drafts: Sequence[Draft], feed: Feed) -> list[Read]:
    """Read the entries that are not known yet; one that cannot be read is passed over, the others go on."""
    async with room.stores.begin() as tx:
        fresh = [d for d in drafts if await tx.articles.find(replace(d, feed=feed.id)) is None]
    now = room.clock.now()
    items, pages = [], PAGES_A_ROUND
    for draft in fresh:
        full = replace(draft, feed=feed.id, text=draft.text[:TEXT_LIMIT], published=_not_ahead(draft.published, now))
        if len(full.text) < SHORT_TEXT and full.url and pages:
            pages -= 1
            full = await _with_page(room, full)
        if full.published is None and feed.first_read is not None:
            full = replace(full, published=now)  # it was not there a quarter of an hour ago
        try:
            items.append(await read_draft(room, full))
        except DatelineError:
            continue  # an entry without words, or one that costs more than it is worth
    return items


def _not_ahead(published: datetime | None, now: datetime) -> datetime | None:
    """Return a time of publication, the present one where a feed's clock runs ahead."""
    return published if published is None or published <= now else now.astimezone(published.tzinfo)


async def _with_page(room: Newsroom, draft: Draft) -> Draft:
    """Return the draft with its page's text, or as it is where the page gives none."""
    try:
        page = await room.wire.read_page(draft.url)
    except DatelineError:
        return draft
    longer = page.text if len(page.text) > len(draft.text) else draft.text
    return replace(draft, text=longer[:TEXT_LIMIT], published=draft.published or page.published)


def _failed(feed: Feed, now: datetime) -> Feed:
    failures = feed.failures + 1
    wait = min(INTERVAL * 2 ** min(failures, 10), LONGEST_WAIT)
    return replace(feed, failures=failures, next_due=now + wait, paused=failures >= PAUSE_AFTER)


def _succeeded(feed: Feed, reading: FeedReading, now: datetime) -> Feed:
    return replace(
        feed,
        url=reading.moved_to or feed.url,
        title=feed.title or reading.title,
        etag=reading.etag or feed.etag,
        modified=reading.modified or feed.modified,
        failures=0,
        next_due=now + INTERVAL,
        first_read=feed.first_read or now,
    )


async def _save(room: Newsroom, feed: Feed) -> None:
    async with room.stores.begin() as tx:
        await tx.feeds.save(feed)


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

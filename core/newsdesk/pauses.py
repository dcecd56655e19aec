"""Pauses: a feed that fails for days is left alone; its followers hear of it, and a tap wakes it."""

from dataclasses import replace
from datetime import datetime

from core.deadlines.reminders import after_quiet
from core.errors import NotFoundError
from core.model.delivery import Priority
from core.model.feed import Feed
from core.model.ids import FeedId
from core.model.subscriber import FollowKind
from core.newsdesk import planning
from core.newsdesk.room import Newsroom
from core.ports import Transaction


async def tell(room: Newsroom, tx: Transaction, feed: Feed, cause: str, *, now: datetime) -> None:
    """Put word of a pause into the outbox of each chat that follows the feed, at the end of its quiet hours."""
    mine = [f.chat for f in await tx.subscribers.followers([FollowKind.FEED]) if f.target == str(int(feed.id))]
    for chat in mine:
        subscriber = await planning.settings(tx, chat)
        due = after_quiet(now, subscriber.quiet, subscriber.zone)
        payloads = room.composer.feed_paused(feed, cause, subscriber)
        key = f"paused:{chat}:{int(feed.id)}:{now:%Y%m%d%H%M}"
        await tx.outbox.put(planning.deliveries(key, subscriber, payloads, due=due, priority=Priority.ALERT))


async def wake(tx: Transaction, id_: int, *, now: datetime) -> Feed:
    """Let a paused feed be read again, at once; one that is awake stays as it is. Raises NotFoundError."""
    feed = await tx.feeds.get(FeedId(id_))
    if feed is None:
        raise NotFoundError("feed", id_)
    if feed.paused:
        feed = replace(feed, paused=False, failures=0, next_due=now)
        await tx.feeds.save(feed)
    return feed

"""The followed feeds."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.adapters.sql.database import insert
from core.adapters.sql.tables import feeds
from core.model.feed import Feed
from core.model.ids import FeedId


class SqlFeeds:
    """The feeds, in one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, url: str, *, title: str = "", house: bool = False) -> Feed:
        """Add a feed, or return the one with this address."""
        fresh = _columns(Feed(FeedId(0), url, title=title, house=house))
        await self._connection.execute(insert(self._connection, feeds).on_conflict_do_nothing(), fresh)
        return _feed((await self._connection.execute(select(feeds).where(feeds.c.url == url))).one())

    async def get(self, feed: FeedId) -> Feed | None:
        """Return a feed."""
        row = (await self._connection.execute(select(feeds).where(feeds.c.id == feed))).one_or_none()
        return None if row is None else _feed(row)

    async def all(self) -> list[Feed]:
        """Return every feed by id."""
        return [_feed(row) for row in await self._connection.execute(select(feeds).order_by(feeds.c.id))]

    async def due(self, *, now: datetime, limit: int) -> list[Feed]:
        """Return unpaused feeds whose next reading has come, longest waiting first; a new one at once."""
        come = or_(feeds.c.next_due.is_(None), feeds.c.next_due <= now)
        query = select(feeds).where(feeds.c.paused.is_(False), come)
        ordered = query.order_by(feeds.c.next_due.is_not(None), feeds.c.next_due, feeds.c.id)
        return [_feed(row) for row in await self._connection.execute(ordered.limit(limit))]

    async def save(self, feed: Feed) -> None:
        """Write a feed back; an address that another feed has already is not taken over."""
        taken = await self._connection.scalar(select(feeds.c.id).where(feeds.c.url == feed.url, feeds.c.id != feed.id))
        values = _columns(feed)
        if taken is not None:
            del values["url"]
        await self._connection.execute(update(feeds).where(feeds.c.id == feed.id).values(values))

    async def next_due(self) -> datetime | None:
        """Return when the next feed is to be read (UTC)."""
        planned = and_(feeds.c.paused.is_(False), feeds.c.next_due.is_not(None))
        return await self._connection.scalar(
            select(feeds.c.next_due).where(planned).order_by(feeds.c.next_due).limit(1)
        )

    async def by_state(self) -> dict[str, int]:
        """Return how many feeds are well, failing and paused."""
        state = case((feeds.c.paused, "paused"), (feeds.c.failures > 0, "failing"), else_="well")
        rows = await self._connection.execute(
            select(state.label("state"), func.count().label("many")).group_by("state")
        )
        return {row.state: row.many for row in rows}


def _columns(feed: Feed) -> dict[str, Any]:
    return {
        "url": feed.url,
        "title": feed.title,
        "etag": feed.etag,
        "modified": feed.modified,
        "next_due": feed.next_due,
        "failures": feed.failures,
        "house": feed.house,
        "paused": feed.paused,
        "first_read": feed.first_read,
    }


def _feed(row: Row[Any]) -> Feed:
    return Feed(
        id=FeedId(row.id),
        url=row.url,
        title=row.title,
        etag=row.etag,
        modified=row.modified,
        next_due=row.next_due,
        failures=row.failures,
        house=row.house,
        paused=row.paused,
        first_read=row.first_read,
    )

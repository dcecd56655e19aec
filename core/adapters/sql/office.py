"""The office: counts and troubles for the owner, everybody's chats, and what is taken down."""

from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, delete, exists, func, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from core.adapters.sql.tables import (
    articles,
    chats,
    digest_times,
    feeds,
    follows,
    journal,
    outbox,
    reports,
    stories,
    verdicts,
)
from core.model.delivery import DeliveryState
from core.model.ids import ChatId
from core.model.office import Census, Troubles

_STOPPED = chats.c.stopped.is_(True)

MOST = 10
"""Reasons, and feeds, that are named."""


class SqlOffice:
    """What only the owner asks for, in one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def census(self) -> Census:
        """Return the counts; those of messages and feeds are asked for elsewhere."""
        stopped = await self._count(chats, _STOPPED)
        return Census(
            chats=len(await self.everybody()) + stopped,
            stopped=stopped,
            follows=await self._count(follows),
            digests=await self._count(digest_times),
            articles=await self._count(articles),
            reports=await self._count(reports),
        )

    async def _count(self, table: Table, *which: ColumnElement[bool]) -> int:
        return await self._connection.scalar(select(func.count()).select_from(table).where(*which)) or 0

    async def troubles(self, *, since: datetime) -> Troubles:
        """Return what went wrong since then, on the machine's own time."""
        failed = and_(journal.c.note != "", journal.c.kept_at >= since)
        dead = and_(outbox.c.state == DeliveryState.DEAD.value, outbox.c.settled_at >= since)
        paused = select(feeds.c.url).where(feeds.c.paused.is_(True)).order_by(feeds.c.id).limit(MOST)
        return Troubles(
            await self._reasons(journal.c.note, failed),
            await self._reasons(outbox.c.reason, dead),
            tuple(await self._connection.scalars(paused)),
        )

    async def _reasons(self, reason: ColumnElement[str], which: ColumnElement[bool]) -> tuple[tuple[str, int], ...]:
        many = func.count()
        query = select(reason, many).where(which).group_by(reason).order_by(many.desc(), reason).limit(MOST)
        return tuple((str(why), int(count)) for why, count in await self._connection.execute(query))

    async def everybody(self) -> list[ChatId]:
        """Return the chats that have settings, follows or briefings and are not stopped, in order."""
        known = union(*(select(table.c.chat) for table in (chats, follows, digest_times))).subquery()
        still = select(known.c.chat).where(known.c.chat.not_in(select(chats.c.chat).where(_STOPPED)))
        return [ChatId(chat) for chat in await self._connection.scalars(still.order_by(known.c.chat))]

    async def take_down(self, url: str) -> list[ChatId | None]:
        """Remove the articles at an address with their reports and verdicts; return the audience of each."""
        query = select(articles.c.id, articles.c.story, articles.c.audience).where(articles.c.url == url)
        found = (await self._connection.execute(query)).all()
        numbers = [row.id for row in found]
        told = select(reports.c.id).where(reports.c.article.in_(numbers))
        await self._connection.execute(delete(verdicts).where(verdicts.c.report.in_(told)))
        await self._connection.execute(delete(reports).where(reports.c.article.in_(numbers)))
        await self._connection.execute(delete(articles).where(articles.c.id.in_(numbers)))
        alias = stories.alias("alias")
        empty = ~exists().where(articles.c.story == stories.c.id)
        unnamed = ~exists().where(alias.c.joined == stories.c.id)
        touched = stories.c.id.in_([row.story for row in found])
        await self._connection.execute(delete(stories).where(touched, empty, unnamed))
        return [row.audience for row in found]

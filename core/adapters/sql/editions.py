"""Editions: the pages of what was sent, kept so that they can be turned, and earlier ones found again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.adapters.sql.database import insert
from core.adapters.sql.tables import editions
from core.model.ids import ChatId


class SqlEditions:
    """The editions of the chats, in one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def open(self, chat: ChatId, kind: str, *, now: datetime) -> int:
        """Return the id of a new edition, which has no pages yet."""
        statement = insert(self._connection, editions).returning(editions.c.id)
        values = {"chat": chat, "kind": kind, "made_at": now, "pages": ()}
        return int(await self._connection.scalar(statement, values) or 0)

    async def fill(self, edition: int, pages: Sequence[Mapping[str, Any]]) -> None:
        """Keep the pages of an edition."""
        await self._connection.execute(update(editions).where(editions.c.id == edition).values(pages=tuple(pages)))

    async def pages(self, chat: ChatId, edition: int) -> tuple[Mapping[str, Any], ...]:
        """Return the pages of a chat's edition, none where it is not there."""
        query = select(editions.c.pages).where(editions.c.chat == chat, editions.c.id == edition)
        found: tuple[Mapping[str, Any], ...] | None = await self._connection.scalar(query)
        return found or ()

    async def earlier(self, chat: ChatId, kind: str, *, than: int | None = None) -> int | None:
        """Return the last edition of this kind, the last one before `than` where that is given."""
        query = select(editions.c.id).where(editions.c.chat == chat, editions.c.kind == kind)
        if than is not None:
            query = query.where(editions.c.id < than)
        return await self._connection.scalar(query.order_by(editions.c.id.desc()).limit(1))

    async def later(self, chat: ChatId, kind: str, *, than: int) -> int | None:
        """Return the first edition of this kind after `than`."""
        mine = select(editions.c.id).where(editions.c.chat == chat, editions.c.kind == kind, editions.c.id > than)
        return await self._connection.scalar(mine.order_by(editions.c.id).limit(1))

    async def expire(self, *, before: datetime) -> int:
        """Remove the editions made before then; return how many."""
        return (await self._connection.execute(delete(editions).where(editions.c.made_at < before))).rowcount

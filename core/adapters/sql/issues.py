"""Issues: the pages of what was sent, kept so that they can be turned, and earlier ones found again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.adapters.sql.database import insert
from core.adapters.sql.tables import issues
from core.model.ids import ChatId
from core.model.issue import Issue


class SqlIssues:
    """The issues of the chats, in one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def open(self, chat: ChatId, kind: str, *, now: datetime) -> int:
        """Return the id of a new issue, which has no pages yet."""
        statement = insert(self._connection, issues).returning(issues.c.id)
        values = {"chat": chat, "kind": kind, "made_at": now, "pages": ()}
        return int(await self._connection.scalar(statement, values) or 0)

    async def fill(self, issue: int, pages: Sequence[Mapping[str, Any]]) -> None:
        """Keep the pages of an issue."""
        await self._connection.execute(update(issues).where(issues.c.id == issue).values(pages=tuple(pages)))

    async def get(self, chat: ChatId, issue: int) -> Issue | None:
        """Return an issue of a chat."""
        query = select(issues).where(issues.c.chat == chat, issues.c.id == issue)
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else Issue(row.id, row.kind, row.pages)

    async def earlier(self, chat: ChatId, kind: str, *, than: int | None = None) -> int | None:
        """Return the last issue of this kind, the last one before `than` where that is given."""
        query = select(issues.c.id).where(issues.c.chat == chat, issues.c.kind == kind)
        if than is not None:
            query = query.where(issues.c.id < than)
        return await self._connection.scalar(query.order_by(issues.c.id.desc()).limit(1))

    async def later(self, chat: ChatId, kind: str, *, than: int) -> int | None:
        """Return the first issue of this kind after `than`."""
        mine = select(issues.c.id).where(issues.c.chat == chat, issues.c.kind == kind, issues.c.id > than)
        return await self._connection.scalar(mine.order_by(issues.c.id).limit(1))

    async def expire(self, *, before: datetime) -> int:
        """Remove the issues made before then; return how many."""
        return (await self._connection.execute(delete(issues).where(issues.c.made_at < before))).rowcount

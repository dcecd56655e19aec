"""Issues: the pages of what was sent, kept so that they can be turned, and earlier ones found again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.adapters.sql.tables import issues
from core.model.ids import ChatId
from core.model.issue import Issue

_FILL = (
    update(issues).where(issues.c.id == bindparam("issue")).values(pages=bindparam("filled", type_=issues.c.pages.type))
)


class SqlIssues:
    """The issues of the chats, in one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def open(self, chats: Sequence[ChatId], kind: str, *, now: datetime) -> list[int]:
        """Return the ids of new issues, one for each of these chats (each named once); they have no pages yet."""
        if not chats:
            return []
        rows = [{"chat": chat, "kind": kind, "made_at": now, "pages": ()} for chat in chats]
        made = await self._connection.execute(insert(issues).returning(issues.c.id, issues.c.chat), rows)
        ids = {row.chat: row.id for row in made}  # by chat, since rows come back in any order
        return [int(ids[chat]) for chat in chats]

    async def fill(self, pages: Mapping[int, Sequence[Mapping[str, Any]]]) -> None:
        """Keep the pages of issues, by their ids."""
        if pages:
            rows = [{"issue": id_, "filled": tuple(made)} for id_, made in pages.items()]
            await self._connection.execute(_FILL, rows)

    async def get(self, chat: ChatId, issue: int) -> Issue | None:
        """Return an issue of a chat."""
        query = select(issues).where(issues.c.chat == chat, issues.c.id == issue)
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else Issue(row.id, row.kind, row.pages)

    async def last(self, chats: Iterable[ChatId], kind: str) -> dict[ChatId, int]:
        """Return the last issue of this kind of each of these chats that has any."""
        mine = select(issues.c.chat, func.max(issues.c.id).label("last"))
        query = mine.where(issues.c.chat.in_(list(chats)), issues.c.kind == kind).group_by(issues.c.chat)
        return {ChatId(row.chat): row.last for row in await self._connection.execute(query)}

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

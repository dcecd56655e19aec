"""The journal: raw updates, kept before they count as read."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.adapters.sql.database import insert
from core.adapters.sql.tables import journal
from core.model.delivery import JournalledUpdate
from core.model.ids import ChatId

_NOTHING: Mapping[str, Any] = {}


class SqlJournal:
    """The updates, in one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(self, updates: Sequence[JournalledUpdate], *, now: datetime) -> int:
        """Keep updates whose id is new; return how many were."""
        if not updates:
            return 0
        rows = [_columns(kept) | {"kept_at": now} for kept in updates]
        statement = insert(self._connection, journal).on_conflict_do_nothing().returning(journal.c.update_id)
        return len((await self._connection.scalars(statement, rows)).all())

    async def unread(self, *, limit: int) -> list[JournalledUpdate]:
        """Return updates not yet done, by id."""
        query = select(journal).where(journal.c.done.is_(False)).order_by(journal.c.update_id).limit(limit)
        return [_kept(row) for row in await self._connection.execute(query)]

    async def left_of(self, update_ids: Sequence[int]) -> set[int]:
        """Return those of these updates that are not done."""
        these = and_(journal.c.update_id.in_(update_ids), journal.c.done.is_(False))
        return set(await self._connection.scalars(select(journal.c.update_id).where(these)))

    async def done(self, update_id: int, *, note: str = "") -> None:
        """Mark an update as done (`note` says why, where it was skipped); of a forgotten chat no word stays."""
        mine = journal.c.update_id == update_id
        await self._connection.execute(update(journal).where(mine).values(done=True, note=note))
        gone = and_(mine, journal.c.forgotten.is_(True))
        await self._connection.execute(update(journal).where(gone).values(raw=_NOTHING, chat=None, note=""))

    async def failed(self, update_id: int, *, note: str) -> int:
        """Count a failure of an update and return how many there were."""
        counted = update(journal).where(journal.c.update_id == update_id)
        statement = counted.values(attempts=journal.c.attempts + 1, note=note).returning(journal.c.attempts)
        return await self._connection.scalar(statement) or 0

    async def expire(self, *, before: datetime) -> int:
        """Empty the raw words of done updates kept before then; their ids stay."""
        old = and_(journal.c.done.is_(True), journal.c.kept_at < before, journal.c.raw != _NOTHING)
        return (await self._connection.execute(update(journal).where(old).values(raw=_NOTHING))).rowcount


def _columns(kept: JournalledUpdate) -> dict[str, Any]:
    return {
        "update_id": kept.update_id,
        "chat": kept.chat,
        "raw": kept.raw,
        "attempts": kept.attempts,
        "done": False,
        "forgotten": False,
        "note": "",
    }


def _kept(row: Row[Any]) -> JournalledUpdate:
    chat = None if row.chat is None else ChatId(row.chat)
    return JournalledUpdate(row.update_id, chat, raw=row.raw, attempts=row.attempts)

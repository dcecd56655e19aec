"""A glance at what is due, once a second: one statement on a connection of its own, without a unit of work."""

from datetime import datetime
from typing import Any

import aiosqlite
from sqlalchemy import URL, Select, bindparam, exists, or_, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncEngine

from core.adapters.sql.columns import EPOCH, MICROSECOND, Moment
from core.adapters.sql.tables import PLANNED, alerts, digest_times


def _question() -> Select[tuple[bool]]:
    now, soon = bindparam("now", type_=Moment), bindparam("soon", type_=Moment)
    alert = exists().where(alerts.c.state == PLANNED, alerts.c.due <= now)
    digest = exists().where(digest_times.c.state == PLANNED, digest_times.c.next_due <= now)
    coming = (digest_times.c.state == PLANNED, digest_times.c.next_due > now, digest_times.c.next_due <= soon)
    crowd = select(digest_times.c.chat).where(*coming).limit(1).offset(bindparam("others"))
    return select(or_(alert, digest, crowd.exists()))


_QUESTION = _question()
_SQLITE = _QUESTION.compile(dialect=sqlite.dialect(paramstyle="named"))


class FileGlance:
    """A glance into a file of SQLite: a writer does not hold it up."""

    def __init__(self, where: URL) -> None:
        self._where = where
        self._connection: aiosqlite.Connection | None = None

    async def is_due(self, *, now: datetime, soon: datetime, crowd: int) -> bool:
        """Whether anything has fallen due, or a crowd of briefings will soon; one trip to the thread, not four."""
        if self._connection is None:
            self._connection = await aiosqlite.connect(self._where.database or "", isolation_level=None)
        driver: Any = self._connection
        moments = {"now": (now - EPOCH) // MICROSECOND, "soon": (soon - EPOCH) // MICROSECOND}
        asked = {**_SQLITE.params, **moments, "others": crowd - 1}
        ((due,),) = await driver._execute(lambda: driver._conn.execute(str(_SQLITE), asked).fetchall())
        return bool(due)

    async def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            await self._connection.close()


class ServerGlance:
    """A glance at a server, on a connection from the pool."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def is_due(self, *, now: datetime, soon: datetime, crowd: int) -> bool:
        """Whether anything has fallen due, or a crowd of briefings will soon."""
        async with self._engine.connect() as connection:
            asked = {"now": now, "soon": soon, "others": crowd - 1}
            return bool(await connection.scalar(_QUESTION, asked))

    async def close(self) -> None:
        """Nothing is kept."""

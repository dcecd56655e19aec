"""A glance at what is due, once a second: a look at the tables that is remembered until somebody plans anew."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import aiosqlite
from sqlalchemy import URL, Connection, Executable, Select, UpdateBase, bindparam, event, literal_column, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncEngine

from core.adapters.sql.columns import EPOCH, MICROSECOND, Moment
from core.adapters.sql.tables import PLANNED, alerts, digest_times, notices

LOOK_SECONDS = 20.0
"""How long a look is remembered at the most, whatever became of the word that others send when they plan."""

_PLANNED = "planned anew"
"""What a connection is marked with once its unit of work wrote to what falls due."""


def _question() -> Select[Any]:
    """Return the query for the first alert, briefing and notice, and the briefing that makes a crowd; None for none."""
    alert = select(alerts.c.due).where(alerts.c.state == PLANNED).order_by(alerts.c.due).limit(1)
    briefings = select(digest_times.c.next_due).where(digest_times.c.state == PLANNED).order_by(digest_times.c.next_due)
    crowd = briefings.limit(1).offset(bindparam("others"))
    first = briefings.limit(1)
    notice = select(literal_column("0", Moment)).select_from(notices).limit(1)  # always due: the clock may be set back
    asked = {"alert": alert, "briefing": first, "notice": notice, "crowded": crowd}
    return select(*(moment.scalar_subquery().label(name) for name, moment in asked.items()))


_QUESTION = _question()
_SQLITE = _QUESTION.compile(dialect=sqlite.dialect(paramstyle="named"))


@dataclass(frozen=True, slots=True)
class Horizon:
    """What lies ahead: when the first thing falls due, and when the briefing does that makes a `crowd`."""

    due: datetime | None
    crowded: datetime | None
    crowd: int
    seen: float

    def is_reached(self, now: datetime, soon: datetime) -> bool:
        """Whether it lies behind; true of any clock, since nothing here depends on when it was seen."""
        return (self.due is not None and self.due <= now) or (self.crowded is not None and self.crowded <= soon)


class Look(Protocol):
    """A way to the tables."""

    async def moments(self, others: int) -> Sequence[datetime | None]:
        """Return when the first alert, briefing and notice fall due, and the briefing after so many `others`."""

    async def close(self) -> None:
        """Let go of what is held."""


class Glance:
    """Tells whether anything is due. `hears` says whether word of what others plan would come, to `planned`."""

    def __init__(self, look: Look, hears: Callable[[], bool]) -> None:
        self._look, self._hears = look, hears
        self._horizon: Horizon | None = None
        self._plans = 0

    def planned(self) -> None:
        """Somebody planned anew: what was seen may hold no longer."""
        self._plans += 1
        self._horizon = None

    async def is_due(self, *, now: datetime, soon: datetime, crowd: int) -> bool:
        """Whether anything has fallen due, or a crowd of briefings will soon."""
        seen = self._horizon
        if seen is None or seen.crowd != crowd or time.monotonic() - seen.seen > LOOK_SECONDS or not self._hears():
            seen = await self._looked(crowd)
        return seen.is_reached(now, soon)

    async def _looked(self, crowd: int) -> Horizon:
        """Look; what was planned meanwhile may have been missed, so the look is then not remembered."""
        plans, began = self._plans, time.monotonic()
        *firsts, crowded = await self._look.moments(crowd - 1)
        first = min((due for due in firsts if due is not None), default=None)
        seen = Horizon(first, crowded, crowd, began)
        self._horizon = seen if plans == self._plans else None
        return seen

    async def close(self) -> None:
        """Let go of what is held."""
        await self._look.close()


class FileLook:
    """A look into a file of SQLite: a writer does not hold it up, and it takes one trip to the thread, not four."""

    def __init__(self, where: URL) -> None:
        self._where = where
        self._connection: aiosqlite.Connection | None = None

    async def moments(self, others: int) -> Sequence[datetime | None]:
        """Return when the first alert, briefing and notice fall due, and the briefing after so many `others`."""
        if self._connection is None:
            self._connection = await aiosqlite.connect(self._where.database or "", isolation_level=None)
        driver: Any = self._connection
        asked = {**_SQLITE.params, "others": others}
        (found,) = await driver._execute(lambda: driver._conn.execute(str(_SQLITE), asked).fetchall())
        return [None if at is None else EPOCH + at * MICROSECOND for at in found]

    async def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            await self._connection.close()


class ServerLook:
    """A look at a server, on a connection from the pool, without the trips that begin and end a unit of work."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def moments(self, others: int) -> Sequence[datetime | None]:
        """Return when the first alert, briefing and notice fall due, and the briefing after so many `others`."""
        async with self._engine.connect() as connection:
            found = (await connection.execute(_QUESTION, {"others": others})).one()
            return list(found)

    async def close(self) -> None:
        """Nothing is kept."""


def mark_plans(engine: AsyncEngine) -> None:
    """From now on mark each connection of an engine whose unit of work writes to what falls due."""

    @event.listens_for(engine.sync_engine, "after_execute")
    def mark(connection: Connection, statement: Executable, *_: Any) -> None:
        if isinstance(statement, UpdateBase) and statement.table in (alerts, digest_times, notices):
            connection.info[_PLANNED] = True


def has_planned(info: dict[Any, Any]) -> bool:
    """Return whether a connection was marked, and take the mark off."""
    return bool(info.pop(_PLANNED, False))

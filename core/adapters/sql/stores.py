"""The stores: units of work over one database."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from core.adapters.sql import database
from core.adapters.sql.articles import SqlArticles
from core.adapters.sql.calendars import SqlCalendars
from core.adapters.sql.decoded import Memory
from core.adapters.sql.displays import SqlDisplays
from core.adapters.sql.feeds import SqlFeeds
from core.adapters.sql.glance import FileLook, Glance, ServerLook, has_planned, mark_plans
from core.adapters.sql.interests import SqlInterests
from core.adapters.sql.issues import SqlIssues
from core.adapters.sql.journal import SqlJournal
from core.adapters.sql.ledger import SqlLedger
from core.adapters.sql.locks import FileLocks, ServerLocks
from core.adapters.sql.migrating import drop_old_copies, migrate
from core.adapters.sql.office import SqlOffice
from core.adapters.sql.outbox import SqlOutbox
from core.adapters.sql.subscribers import SqlSubscribers
from core.model.article import Article
from core.model.deadline import Report
from core.ports import (
    Articles,
    Calendars,
    Displays,
    Feeds,
    Interests,
    Issues,
    Journal,
    Ledger,
    Office,
    Outbox,
    Subscribers,
    Transaction,
)


class SqlTransaction:
    """One unit of work over all stores."""

    def __init__(
        self, connection: AsyncConnection, articles: Memory[Article], reports: Memory[Report], *, alone: bool
    ) -> None:
        self._alone = alone
        self._recalls = (articles_seen, reports_seen) = (articles.recall(), reports.recall())
        self.articles: Articles = SqlArticles(connection, articles_seen)
        self.ledger: Ledger = SqlLedger(connection, reports_seen)
        self.subscribers: Subscribers = SqlSubscribers(connection, self._forget)
        self.feeds: Feeds = SqlFeeds(connection)
        self.outbox: Outbox = SqlOutbox(connection, self._forget)
        self.interests: Interests = SqlInterests(connection)
        self.issues: Issues = SqlIssues(connection)
        self.journal: Journal = SqlJournal(connection)
        self.office: Office = SqlOffice(connection)
        self.displays: Displays = SqlDisplays(connection)
        self.calendars: Calendars = SqlCalendars(connection)
        self.has_forgotten = False

    def committed(self) -> None:
        """Share what was read with the units of work to come."""
        for recall in self._recalls:
            recall.committed()

    def _forget(self) -> None:
        """Forget what was read, before a chat is forgotten or moved. Raises RuntimeError where this is not alone."""
        if not self._alone:
            raise RuntimeError("others may write for this chat meanwhile; begin the unit of work alone")
        self.has_forgotten = True
        for recall in self._recalls:
            recall.forget()


class SqlStores:
    """Hands out units of work on one database. On SQLite they queue up, on PostgreSQL most run side by side."""

    def __init__(self, where: URL) -> None:
        """`where` comes from `database.address`. Raises ConfigurationError where the driver is not installed."""
        self._where, self._engine = where, database.engine(where)
        self._queue = database.Queue() if database.is_sqlite(where) else None
        mark_plans(self._engine)
        look = FileLook(where) if database.is_sqlite(where) else ServerLook(self._engine)
        self._glance = Glance(look, hears=lambda: self.locks.hears_plans)
        self.locks: FileLocks | ServerLocks = _locks(where, self._engine, self._glance.planned)
        self._articles: Memory[Article] = Memory()
        self._reports: Memory[Report] = Memory()

    @asynccontextmanager
    async def begin(self, *, alone: bool = False) -> AsyncIterator[Transaction]:
        """Open a unit of work: committed when the block ends well, rolled back when it raises. Raises StoreError."""
        async with AsyncExitStack() as stack:
            stack.enter_context(database.told_faults(self._where))
            if self._queue is not None:
                await stack.enter_async_context(self._queue.turn())
            connection = await stack.enter_async_context(self._engine.begin())
            await database.begin(connection, alone=alone)
            transaction = SqlTransaction(connection, self._articles, self._reports, alone=alone)
            yield transaction
            await self._commit(connection)
            transaction.committed()
            if transaction.has_forgotten and self._queue is not None:
                await _empty_log(connection)

    async def _commit(self, connection: AsyncConnection) -> None:
        """Commit; where it was planned anew what falls due, everybody who remembers it looks again."""
        planned = has_planned(connection.info)
        if planned:
            await self.locks.tell_plans(connection)
        try:
            await connection.commit()
        finally:
            if planned:
                self._glance.planned()

    async def is_due(self, *, now: datetime, soon: datetime, crowd: int) -> bool:
        """Whether an alert, a briefing or a notice is due, or `crowd` briefings will by `soon`. Raises StoreError."""
        with database.told_faults(self._where):
            return await self._glance.is_due(now=now, soon=soon, crowd=crowd)

    async def expire_copies(self, *, now: datetime) -> int:
        """Drop the copies made before migrations that are past their days; return how many."""
        return await asyncio.to_thread(drop_old_copies, self._where, now)

    async def close(self) -> None:
        """Let go of the database and of its locks."""
        await self.locks.close()
        await self._glance.close()
        await self._engine.dispose()


def _locks(where: URL, engine: AsyncEngine, on_plans: Callable[[], None]) -> FileLocks | ServerLocks:
    if database.is_sqlite(where):
        return FileLocks(Path(where.database or ""))
    return ServerLocks(engine, where, on_plans)


async def _empty_log(connection: AsyncConnection) -> None:
    """Empty SQLite's write-ahead log, where words that were deleted would stand until other words come over them."""
    driver: Any = (await connection.get_raw_connection()).driver_connection
    with suppress(sqlite3.Error):  # what was done is committed; the log is emptied another time
        await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")


async def open_stores(url: str) -> SqlStores:
    """Bring the store at an address up to date and open it. Raises ConfigurationError, StoreError."""
    await migrate(url)
    return SqlStores(database.address(url))


__all__ = ["SqlStores", "SqlTransaction", "open_stores"]

"""The driver under SQLite's engine: aiosqlite's thread, asked once for each statement.

SQLAlchemy's own adapter asks the thread four times a statement (cursor, execute, fetch, close) and once more to begin
and to roll back nothing; each time costs more than the statement itself.
"""

import sqlite3
from collections import deque
from collections.abc import Callable
from typing import Any

import aiosqlite
from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)

BEGIN = "BEGIN IMMEDIATE"
"""A unit of work may write from its first statement on: a reader that turns writer later can fail as locked."""


class Driver(AsyncAdapt_aiosqlite_dbapi):
    """What the engine takes for its `module`; connections want `isolation_level` None and `begin_at_first_use`."""

    def __init__(self) -> None:
        super().__init__(aiosqlite, sqlite3)

    def connect(self, *arg: Any, **kw: Any) -> "_Connection":
        """Connect as SQLAlchemy does, with cursors of our own."""
        return _Connection(self, super().connect(*arg, **kw)._connection)


def begin_at_first_use(connection: Connection) -> None:
    """Let a transaction begin together with its first statement (a listener to the engine's "begin")."""
    driver: Any = connection.connection.dbapi_connection
    driver.begins = True


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    """A cursor that is made, run, read and let go in one go; what it gave stays readable."""

    __slots__ = ()
    _adapt_connection: "_Connection"

    def __init__(self, adapt_connection: "_Connection") -> None:
        self._adapt_connection = adapt_connection
        self._connection = adapt_connection._connection
        self._cursor: Any = None
        self._rows = deque()

    @property
    def description(self) -> Any:
        return None if self._cursor is None else self._cursor.description

    async def _execute_async(self, operation: Any, parameters: Any) -> None:
        await self._run(lambda c: c.execute(operation, () if parameters is None else parameters))

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> None:
        await self._run(lambda c: c.executemany(operation, seq_of_parameters))

    async def _run(self, statement: Callable[[sqlite3.Connection], sqlite3.Cursor]) -> None:
        begins, self._adapt_connection.begins = self._adapt_connection.begins, False

        def run(connection: sqlite3.Connection) -> tuple[sqlite3.Cursor, list[Any]]:
            if begins:
                connection.execute(BEGIN)
            cursor = statement(connection)
            return cursor, cursor.fetchall()

        driver: Any = self._connection
        async with self._adapt_connection._execute_mutex:
            self._cursor, rows = await driver._execute(run, driver._conn)
        self._rows = deque(rows)

    async def _async_soft_close(self) -> None:
        """Nothing is left to close."""

    def close(self) -> None:
        self._rows.clear()


class _Connection(AsyncAdapt_aiosqlite_connection):
    """A connection that asks for an end only of what has begun."""

    __slots__ = ("begins",)
    _cursor_cls = _Cursor  # type: ignore[assignment]  # its cursors are made for this connection only

    def __init__(self, *arg: Any, **kw: Any) -> None:
        super().__init__(*arg, **kw)
        self.begins = False

    def commit(self) -> None:
        if self._ended():
            super().commit()

    def rollback(self) -> None:
        if self._ended():
            super().rollback()

    def _ended(self) -> bool:
        """Whether there is a transaction to end; one that has not begun yet never will."""
        self.begins = False
        driver: Any = self._connection
        return driver._connection is not None and bool(driver.in_transaction)

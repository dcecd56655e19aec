"""The database itself: its address, its engine, whose turn it is to write, and its faults in words."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, InvalidatePoolError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from core.adapters.sql.driver import BEGIN, Driver, begin_at_first_use
from core.errors import ConfigurationError, StoreError

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

IDLE_SECONDS = 1.0
"""How long a connection to a server may have lain idle and is used untried."""

_IDLE_SINCE = "idle since"

BUSY_MS = 5_000
"""How long a writer waits for others before it says that the store is locked: another process, all units of work."""

_BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED"  # so that each statement sees what was committed before it
_UNITS = "hashtextextended(current_schema() || 'units of work', 0)"
_BESIDE = f"SELECT pg_advisory_xact_lock_shared({_UNITS})"

_SQLITE_FAULTS = {
    sqlite3.SQLITE_BUSY: "is locked by another process; stop the other one, or wait until it has finished",
    sqlite3.SQLITE_LOCKED: "is locked by another process; stop the other one, or wait until it has finished",
    sqlite3.SQLITE_READONLY: "is read-only; give this user the right to write to the file and to its folder",
    sqlite3.SQLITE_PERM: "may not be opened; give this user the right to write to the file and to its folder",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check that its folder exists and that this user may write there",
    sqlite3.SQLITE_FULL: "cannot grow, the disk is full; free some space, nothing that was confirmed is lost",
    sqlite3.SQLITE_IOERR: "cannot be read or written, the disk reports a fault; check the disk",
    sqlite3.SQLITE_CORRUPT: "is damaged; put a backup in its place (the files named .backup- beside it)",
    sqlite3.SQLITE_NOTADB: "is not a database; put a backup in its place, or name another file",
}
_POSTGRES_FAULTS = {
    "08": "cannot be reached; check that the server runs and that the address is right",
    "28": "refuses this user; check name and password in the address",
    "3D": "does not exist; create the database, or name another one",
    "40": "had two writers in each other's way; the work was undone and can be done again",
    "42501": "refuses this user the right to do this; grant it, or use another user",
    "25006": "is read-only; connect to the primary server",
    "53100": "cannot grow, the disk is full; free some space, nothing that was confirmed is lost",
    "53": "has run out of connections or memory; raise the server's limits or run fewer processes",
    "55P03": "is locked by another process; wait until it has finished",
    "57": "is shutting down or starting; try again in a moment",
    "58": "cannot be read or written, the server's disk reports a fault; check the disk",
    "XX": "is damaged; restore a backup",
}

Insert: TypeAlias = "sqlite.Insert | postgresql.Insert"


def address(url: str) -> URL:
    """Return the address of `sqlite:///path`, a plain path or `postgresql://…`. Raises ConfigurationError."""
    if "://" not in url:
        return URL.create("sqlite", database=str(Path(url).expanduser()))
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as exc:
        raise ConfigurationError("the database address cannot be read; write sqlite:///path or postgresql://…") from exc
    match parsed.get_backend_name():
        case "sqlite" if parsed.database and parsed.database != ":memory:":
            return parsed.set(drivername="sqlite")
        case "postgresql" | "postgres":
            return parsed.set(drivername="postgresql+psycopg")
        case _:
            raise ConfigurationError(
                f"no such kind of database: {name(parsed)}; write sqlite:///path or postgresql://…"
            )


def name(where: URL) -> str:
    """Return an address as it may stand in a log: the file, or the server without its password."""
    if where.get_backend_name() == "sqlite":
        return where.database or "sqlite"
    return where.render_as_string(hide_password=True)


def is_sqlite(where: URL) -> bool:
    """Whether it is a file of SQLite."""
    return where.get_backend_name() == "sqlite"


def engine(where: URL) -> AsyncEngine:
    """Return the engine that the stores work on. Raises ConfigurationError where the driver is not installed."""
    if not is_sqlite(where):
        with _driver(where):
            made = create_async_engine(where, pool_size=8, isolation_level="AUTOCOMMIT")  # `begin` begins, nobody else
        _check_idle(made.sync_engine)
        return made
    made = create_async_engine(where.set(drivername="sqlite+aiosqlite"), module=Driver(), pool_size=1, max_overflow=1)
    event.listen(made.sync_engine, "connect", _set_pragmas)
    event.listen(made.sync_engine, "begin", begin_at_first_use)
    return made


def plain_engine(where: URL) -> Engine:
    """Return an engine without asyncio, as migrations need it. Raises as `engine`."""
    with _driver(where):
        made = create_engine(where)
    if is_sqlite(where):
        event.listen(made, "connect", _set_pragmas)
        event.listen(made, "begin", _begin)
    return made


def _check_idle(engine: Engine) -> None:
    """Let connections that lay idle be tried before they are used; to try each of them costs a trip a unit of work."""

    @event.listens_for(engine, "checkin")
    def note(_: Any, record: ConnectionPoolEntry) -> None:
        record.info[_IDLE_SINCE] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def check(connection: DBAPIConnection, record: ConnectionPoolEntry, _: Any) -> None:
        if time.monotonic() - record.info.get(_IDLE_SINCE, inf) < IDLE_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as exc:
            raise InvalidatePoolError from exc  # all are made anew


@contextmanager
def _driver(where: URL) -> Iterator[None]:
    try:
        yield
    except (ModuleNotFoundError, NoSuchModuleError) as exc:
        words = f"no driver for {where.get_backend_name()}; install the package with its extra: dateline[postgres]"
        raise ConfigurationError(words) from exc


def _set_pragmas(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by us: sqlite3 itself begins them late
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    _write_ahead(cursor)
    # In WAL mode NORMAL keeps every commit over a killed process; a power cut may cost the last ones, never the file.
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten in the file
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    """Ask for WAL mode. Of two processes that ask for it at once one is refused, and finds it done."""
    try:
        cursor.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as exc:
        if exc.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(BEGIN)


def insert(connection: AsyncConnection, table: Table) -> Insert:
    """Return the database's own INSERT, the one that knows ON CONFLICT."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # slow to load, and not for who has a file

    return postgresql.insert(table)


@contextmanager
def told_faults(where: URL) -> Iterator[None]:
    """Raise StoreError, saying what to do, for a fault of the database; mistakes of our own stay what they are."""
    try:
        yield
    except DBAPIError as exc:
        words = advice(exc)
        if words is None:
            raise
        raise StoreError(f"the store {name(where)} {words}") from exc
    except sqlite3.Error as exc:  # from the file's own backup, which no engine stands before
        words = _SQLITE_FAULTS.get(getattr(exc, "sqlite_errorcode", 0) & 0xFF)
        if words is None:
            raise
        raise StoreError(f"the store {name(where)} {words}") from exc


def advice(exc: DBAPIError) -> str | None:
    """Return what a fault means and what to do, None for what is no fault of the database."""
    code = getattr(exc.orig, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE_FAULTS.get(code & 0xFF)  # the upper bits only say which kind of it
    state = getattr(exc.orig, "sqlstate", None)
    if state is not None:
        return next((_POSTGRES_FAULTS[n] for n in (state, state[:2]) if n in _POSTGRES_FAULTS), None)
    lost = type(exc.orig).__name__ == "OperationalError" and type(exc.orig).__module__.startswith("psycopg")
    return _POSTGRES_FAULTS["08"] if lost or exc.connection_invalidated else None


async def begin(connection: AsyncConnection, *, alone: bool) -> None:
    """Begin a unit of work: on a server beside others, or `alone`, once those have ended and before any other.

    Each holds one lock to its end, together with the others or alone. It is the first thing that each of them does, so
    that nobody waits for it who is waited for; and it comes along with the BEGIN, so that it costs no trip. On SQLite
    every one is alone.
    """
    if connection.dialect.name != "sqlite":
        await connection.exec_driver_sql(f"{_BEGIN}; {_alone() if alone else _BESIDE}")


def _alone() -> str:
    return f"SET LOCAL lock_timeout = {BUSY_MS}; SELECT pg_advisory_xact_lock({_UNITS})"


class Queue:
    """Whose turn it is: units of work on one SQLite file queue up in this process instead of failing as locked."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._holder: asyncio.Task[Any] | None = None

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for one's turn. Raises RuntimeError within a unit of work of the same task: it would never come."""
        task = asyncio.current_task()
        if task is not None and task is self._holder:
            raise RuntimeError("a unit of work is open in this task already; pass its transaction on")
        async with self._lock:
            self._holder = task
            try:
                yield
            finally:
                self._holder = None

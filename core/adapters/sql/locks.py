"""Locks and bells between the processes that share one database."""

import asyncio
import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from sqlalchemy import URL, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from core.adapters.sql import database
from core.errors import StoreError

_CHANNEL = "dateline"
_PLANS = "plans"
_PAUSE_SECONDS = 1.0


class FileLocks:
    """The locks of a file of SQLite, which one process at a time works on: who has the file has them all."""

    def __init__(self, file: Path) -> None:
        self._path = file.with_name(f"{file.name}.lock")
        self._held: IO[bytes] | None = None

    @property
    def hears_plans(self) -> bool:
        """Whether word of what others plan would come: nobody else is there to plan."""
        return True

    async def tell_plans(self, connection: AsyncConnection) -> None:
        """Nothing: there is nobody else to hear it."""

    async def acquire(self, name: str) -> bool:  # noqa: ARG002 -- one lock for all names
        """Take a lock; False where another process has it. Raises StoreError where no lock can be made."""
        return self._held is not None or await asyncio.to_thread(self._take)

    def _take(self) -> bool:
        try:
            opened = self._path.open("ab")
        except OSError as exc:
            words = "cannot be made; give this user the right to write to its folder"
            raise StoreError(f"the lock {self._path} {words}") from exc
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            opened.close()
            return False
        self._held = opened
        return True

    async def release(self, name: str) -> None:
        """Nothing: the file stays ours until the end."""

    async def ring(self, topic: str) -> None:
        """Nothing: there is nobody else to hear it."""

    async def hear(self, heard: Callable[[str], None]) -> None:  # noqa: ARG002 -- as above
        """Hear nothing, for ever."""
        await asyncio.Event().wait()

    async def close(self) -> None:
        """Let go of the file."""
        if self._held is not None:
            self._held.close()
            self._held = None


class ServerLocks:
    """Advisory locks of PostgreSQL on a connection of their own: they end with it, so with the process too."""

    def __init__(self, engine: AsyncEngine, where: URL, on_plans: Callable[[], None]) -> None:
        """`on_plans` is called when a process, this one included, has planned anew what falls due."""
        self._engine, self._where, self._on_plans = engine, where, on_plans
        self._hears = False
        self._connection: AsyncConnection | None = None
        self._held: set[str] = set()
        self._turn = asyncio.Lock()

    async def acquire(self, name: str) -> bool:
        """Take a lock; False where another process has it. Raises StoreError where the server cannot be reached."""
        async with self._turn:
            if name in self._held and await self._is_alive():
                return True
            if await self._ask(func.pg_try_advisory_lock, name):
                self._held.add(name)
                return True
            return False

    async def release(self, name: str) -> None:
        """Give a lock back. Raises StoreError where the server cannot be reached."""
        async with self._turn:
            if name in self._held:
                self._held.discard(name)
                await self._ask(func.pg_advisory_unlock, name)

    async def _is_alive(self) -> bool:
        """Whether the connection that holds the locks is still there; they are gone with it."""
        try:
            await (await self._open()).scalar(select(1))
        except DBAPIError:
            await self._drop()
            return False
        return True

    async def _ask(self, ask: Any, name: str) -> bool:
        with database.told_faults(self._where):
            try:
                connection = await self._open()
                return bool(
                    await connection.scalar(select(ask(func.hashtextextended(func.current_schema().concat(name), 0))))
                )
            except (
                BaseException
            ):  # cut short, the answer is lost: who keeps the connection may hold what it does not know of
                await self._drop()
                raise

    async def _open(self) -> AsyncConnection:
        if self._connection is None:
            self._connection = await self._engine.connect()
        return self._connection

    async def _drop(self) -> None:
        """Forget a connection that broke; its locks are gone with it."""
        self._held.clear()
        if self._connection is not None:
            broken, self._connection = self._connection, None
            with suppress(DBAPIError):
                await broken.invalidate()
                await broken.close()

    @property
    def hears_plans(self) -> bool:
        """Whether word of what others plan would come."""
        return self._hears

    async def tell_plans(self, connection: AsyncConnection) -> None:
        """Tell every process that hears that plans were made anew, once the unit of work of a connection commits."""
        await connection.execute(select(func.pg_notify(_CHANNEL, _PLANS)))

    async def ring(self, topic: str) -> None:
        """Tell every process that hears. Raises StoreError."""
        with database.told_faults(self._where):
            async with self._engine.connect() as connection:
                await connection.execute(select(func.pg_notify(_CHANNEL, topic)))

    async def hear(self, heard: Callable[[str], None]) -> None:
        """Call `heard` with each topic that is rung, for ever; a lost connection is made anew."""
        import psycopg

        address = self._where.set(drivername="postgresql").render_as_string(hide_password=False)
        while True:
            with suppress(psycopg.OperationalError):
                async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
                    await connection.execute(f"LISTEN {_CHANNEL}")
                    with self._listening():
                        async for rung in connection.notifies():
                            self._on_plans() if rung.payload == _PLANS else heard(rung.payload)
            await asyncio.sleep(_PAUSE_SECONDS)

    @contextmanager
    def _listening(self) -> Iterator[None]:
        """Count as hearing until the block ends; what was told before was missed."""
        self._on_plans()
        self._hears = True
        try:
            yield
        finally:
            self._hears = False

    async def close(self) -> None:
        """Give every lock back; a server that is only hung up on frees them a moment later, one that is gone anyway."""
        async with self._turn:
            if self._held and self._connection is not None:
                with suppress(DBAPIError, TimeoutError):
                    async with asyncio.timeout(_PAUSE_SECONDS):
                        await self._connection.execute(select(func.pg_advisory_unlock_all()))
            await self._drop()

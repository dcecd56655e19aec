"""Migrating: bringing a store up to date, with a copy of it kept first."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import URL, Connection, column, inspect, select, table

from core.adapters.clock import SystemClock
from core.adapters.sql import database
from core.errors import StoreError

BACKUPS_KEPT = timedelta(days=14)
_SCRIPTS = Path(__file__).with_name("migrations")
_LOCK = 0x64617465
"""The advisory lock under which one process at a time migrates on PostgreSQL."""


async def migrate(url: str) -> None:
    """Bring the store at an address up to date; a copy of a file that changes is kept beside it for 14 days.

    Raises ConfigurationError, StoreError (also where a newer version of the program has written the store).
    """
    await asyncio.to_thread(_migrate, database.address(url), SystemClock().now())


async def is_current(url: str) -> bool:
    """Whether the store is there and up to date. Raises ConfigurationError, StoreError (as `migrate` does)."""
    return await asyncio.to_thread(_is_current, database.address(url))


def _is_current(where: URL) -> bool:
    if (file := _file(where)) is not None and not file.exists():
        return False
    engine = database.plain_engine(where)
    try:
        with database.told_faults(where), engine.connect() as connection:
            present = _revision(connection)
            _refuse_newer(where, present)
            return present == head()
    finally:
        engine.dispose()


def _migrate(where: URL, now: datetime) -> None:
    file = _file(where)
    if file is not None:
        _make_room(file)
        drop_old_copies(where, now)
    engine = database.plain_engine(where)
    try:
        with database.told_faults(where), engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
            present = _revision(connection)
            if present == head():
                return
            _refuse_newer(where, present)
            if file is not None and present is not None:
                _back_up(file, now)
            bring_to(connection, head())
    finally:
        engine.dispose()


def _file(where: URL) -> Path | None:
    return Path(where.database) if database.is_sqlite(where) and where.database else None


def _make_room(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        words = "cannot be made; name a folder in which this user may write"
        raise StoreError(f"the folder {file.parent} {words}") from exc


def bring_to(connection: Connection, revision: str) -> None:
    """Bring a store to a revision of this program, forward or back, in the transaction of its connection.

    On the way back what later revisions brought is lost.
    """
    from alembic import command  # a store that is up to date does without it
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    change = command.upgrade if revision >= (_revision(connection) or "") else command.downgrade
    change(config, revision)


def head() -> str:
    """Return the revision that this program works with."""
    known = revisions()
    if not known:
        raise StoreError("the program came without its migrations; install it anew")
    return known[-1]


def revisions() -> list[str]:
    """Return the revisions of this program, in order: they are numbered, and their files are named by them."""
    return sorted(script.name.split("_")[0] for script in (_SCRIPTS / "versions").glob("[0-9]*.py"))


def _revision(connection: Connection) -> str | None:
    """Return the revision of a store, None where it has none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(select(column("version_num")).select_from(table("alembic_version"))).scalar_one_or_none()


def _refuse_newer(where: URL, present: str | None) -> None:
    if present is not None and present not in revisions():
        words = "was written by a newer version of the program; install that one, or name another store"
        raise StoreError(f"the store {database.name(where)} {words}")


def drop_old_copies(where: URL, now: datetime) -> int:
    """Drop the copies of a file that are past their days; return how many. What cannot be dropped is left."""
    file = _file(where)
    if file is None:
        return 0
    before = (now - BACKUPS_KEPT).timestamp()
    return sum(_drop_older(copy, before) for copy in list(file.parent.glob(f"{file.name}.backup-*")))


def _drop_older(copy: Path, before: float) -> bool:
    try:
        old = copy.stat().st_mtime < before
        if old:
            copy.unlink()
    except OSError:  # another process was first, or it is another user's: no reason not to start
        return False
    return old


def _back_up(file: Path, now: datetime) -> None:
    """Copy the file as it stands; a copy has its name only once it is whole."""
    copy = file.with_name(f"{file.name}.backup-{now:%Y%m%dT%H%M%SZ}")
    partial = copy.with_name(f"{copy.name}.partial")
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(partial)) as target:
        source.backup(target)
    partial.replace(copy)

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from core.adapters.clock import SystemClock
from core.adapters.sql import database, migrating
from core.adapters.sql.migrating import is_current, migrate
from core.adapters.sql.stores import SqlStores, open_stores
from core.adapters.sql.tables import metadata
from core.errors import ConfigurationError, StoreError
from core.model.delivery import JournalledUpdate
from core.model.ids import ChatId
from core.model.subscriber import Subscriber
from tests.core.adapters.sql.conftest import new_schema
from tests.core.adapters.sql.living import NOW


async def test_the_migrations_lead_to_the_tables_of_the_program(empty_url: str) -> None:
    await migrate(empty_url)
    engine = database.plain_engine(database.address(empty_url))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": _is_plain})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def _is_plain(name: str | None, kind: str, parents: Any) -> bool:
    """Whether Alembic can compare it: the index of words is each database's own, and compared below."""
    return not (name or "").startswith("article_words")


async def test_on_sqlite_they_lead_there_to_the_letter(tmp_path: Path) -> None:
    migrated, made = tmp_path / "migrated.sqlite3", tmp_path / "made.sqlite3"
    await migrate(str(migrated))
    engine = create_engine(f"sqlite:///{made}")
    metadata.create_all(engine)
    engine.dispose()
    assert _definitions(migrated) == _definitions(made)
    assert len(_definitions(made)) > 30


def _definitions(file: Path) -> dict[str, str]:
    """Return what makes each table and index, white space and needless quotes aside."""
    query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT IN ('alembic_version')"
    with closing(sqlite3.connect(file)) as connection:
        return {name: " ".join(sql.replace('"', "").split()) for name, sql in connection.execute(query)}


async def test_on_postgresql_they_lead_to_the_same_indexes(migrated: str, postgres: str) -> None:
    made = new_schema(postgres)
    engine = database.plain_engine(database.address(made))
    metadata.create_all(engine)
    engine.dispose()
    assert _indexes(migrated) == _indexes(made)
    assert len(_indexes(made)) > 30


def _indexes(url: str) -> set[str]:
    query = "SELECT indexdef, schemaname FROM pg_indexes WHERE schemaname = current_schema()"
    with psycopg.connect(url) as connection:
        return {made.replace(f"{schema}.", "") for made, schema in connection.execute(query) if "alembic" not in made}


async def test_a_store_is_current_once_migrated_and_migrating_again_changes_nothing(tmp_path: Path) -> None:
    url = str(tmp_path / "new" / "store.sqlite3")
    assert not await is_current(url)
    assert not (tmp_path / "new").exists()
    await migrate(url)
    await migrate(url)
    assert await is_current(url)
    assert _backups(tmp_path / "new" / "store.sqlite3") == []


async def test_processes_that_start_together_migrate_once(empty_url: str) -> None:
    await asyncio.gather(*(migrate(empty_url) for _ in range(3)))
    assert await is_current(empty_url)


def test_leases_move_to_their_table_and_back(empty_url: str) -> None:
    engine = database.plain_engine(database.address(empty_url))
    with engine.begin() as connection:
        migrating.bring_to(connection, "0009")
        connection.exec_driver_sql(
            "INSERT INTO outbox"
            " (key, chat, method, payload, priority, due, waits, state, leased_until, attempts, unknowns) VALUES"
            " ('a', 7, 'm', '', 0, 1, false, 'pending', 5, 2, 0), ('b', 7, 'm', '', 0, 1, false, 'sent', NULL, 1, 0)"
        )
        before = connection.exec_driver_sql("SELECT key, leased_until, attempts FROM outbox ORDER BY id").all()
        migrating.bring_to(connection, "0010")
        assert connection.exec_driver_sql("SELECT id, chat, until FROM leases").all() == [(1, 7, 5)]
        assert connection.exec_driver_sql("SELECT attempts FROM outbox ORDER BY id").all() == [(1,), (1,)]
        migrating.bring_to(connection, "0009")
        assert connection.exec_driver_sql("SELECT key, leased_until, attempts FROM outbox ORDER BY id").all() == before
    engine.dispose()


NEXT = """
from alembic import op

revision, down_revision = "9999", "{present}"


def upgrade() -> None:
    op.execute("CREATE TABLE keepsake (word TEXT)")
"""


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the program have one migration more, with these words."""

    def add(words: str) -> None:
        scripts = tmp_path / "migrations"
        shutil.copytree(migrating._SCRIPTS, scripts)
        (scripts / "versions" / "9999_next.py").write_text(words.format(present=migrating.head()))
        monkeypatch.setattr(migrating, "_SCRIPTS", scripts)

    return add


async def test_before_a_migration_a_copy_is_kept(tmp_path: Path, next_version: Callable[[str], None]) -> None:
    file = tmp_path / "store.sqlite3"
    stores = await open_stores(str(file))
    await _save(stores)
    await stores.close()
    present = migrating.head()
    next_version(NEXT)
    assert not await is_current(str(file))
    await migrate(str(file))
    (copy,) = _backups(file)
    assert [_revision(file), _revision(copy)] == ["9999", present]
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT chat FROM chats").fetchall() == [(1,)]


async def test_a_migration_that_fails_leaves_the_store_as_it_was(
    tmp_path: Path, next_version: Callable[[str], None]
) -> None:
    file = tmp_path / "store.sqlite3"
    await migrate(str(file))
    before, present = _definitions(file), migrating.head()
    next_version(NEXT + "    raise ZeroDivisionError\n")
    with pytest.raises(ZeroDivisionError):
        await migrate(str(file))
    assert _definitions(file) == before
    assert _revision(file) == present


async def test_copies_go_after_14_days_at_a_start_and_while_the_bot_runs(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite3"
    old, young, other = (tmp_path / name for name in ("store.sqlite3.backup-1", "store.sqlite3.backup-2", "kept"))
    now = SystemClock().elapsed()
    for copy, days in ((old, 15), (young, 13), (other, 15)):
        copy.touch()
        os.utime(copy, (0, (now - timedelta(days=days)).timestamp()))
    stores = await open_stores(str(file))
    assert [path.exists() for path in (old, young, other)] == [False, True, True]
    assert await stores.expire_copies(now=now + timedelta(days=2)) == 1
    assert [path.exists() for path in (young, other)] == [False, True]
    await stores.close()


def _backups(file: Path) -> list[Path]:
    return sorted(file.parent.glob(f"{file.name}.backup-*"))


def _revision(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        found: str = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        return found


async def test_a_store_of_a_newer_version_is_refused_untouched(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite3"
    await migrate(str(file))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    for asked in (open_stores, is_current):
        with pytest.raises(StoreError, match="newer version of the program"):
            await asked(str(file))


async def test_a_damaged_file_is_said_to_be_one(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite3"
    file.write_bytes(b"this is no database at all, " * 100)
    with pytest.raises(StoreError, match="is not a database"):
        await open_stores(str(file))


async def test_a_torn_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite3"
    stores = await open_stores(str(file))
    async with stores.begin() as tx:
        await tx.journal.keep([JournalledUpdate(n, ChatId(1), {"text": "x" * 2_000}) for n in range(200)], now=NOW)
    await stores.close()
    with file.open("r+b") as torn:
        torn.seek(file.stat().st_size // 3)
        torn.write(b"\xff" * (file.stat().st_size // 3))
    stores = SqlStores(database.address(str(file)))
    with pytest.raises(StoreError, match="is damaged; put a backup in its place"):
        async with stores.begin() as tx:
            await tx.journal.unread(limit=1_000)
    await stores.close()


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with pytest.raises(StoreError, match="cannot be made; name a folder"):
        await open_stores(str(tmp_path / "taken" / "store.sqlite3"))


async def test_a_folder_in_the_place_of_the_file_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened; check"):
        await open_stores(str(tmp_path))


async def test_a_full_disk_undoes_the_unit_and_says_so_and_goes_on_once_there_is_room(tmp_path: Path) -> None:
    stores = await open_stores(str(tmp_path / "store.sqlite3"))
    driver = await _with_pragma(stores, "max_page_count = 40")
    with pytest.raises(StoreError, match="the disk is full; free some space"):
        await _save(stores, updates=99)
    async with stores.begin() as tx:
        assert await tx.subscribers.get(ChatId(1)) is None
    await driver.execute_fetchall("PRAGMA max_page_count = 100000")
    await _save(stores)
    await stores.close()


async def test_a_read_only_store_says_so(tmp_path: Path) -> None:
    stores = await open_stores(str(tmp_path / "store.sqlite3"))
    await _with_pragma(stores, "query_only = ON")
    with pytest.raises(StoreError, match="is read-only; give this user the right"):
        await _save(stores)
    await stores.close()


async def _with_pragma(stores: SqlStores, setting: str) -> Any:
    """Set something on the one connection that the pool keeps, and return its driver."""
    async with stores._engine.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        await driver.execute_fetchall(f"PRAGMA {setting}")
        return driver


async def test_a_server_that_is_not_there_is_said_to_be_out_of_reach() -> None:
    with pytest.raises(StoreError, match="cannot be reached; check that the server runs"):
        await open_stores("postgresql://dateline:secret@127.0.0.1:1/dateline")


async def test_no_fault_tells_the_password() -> None:
    with pytest.raises(StoreError) as told:
        await open_stores("postgresql://dateline:secret@127.0.0.1:1/dateline")
    assert "secret" not in str(told.value)


async def test_a_connection_that_the_server_cut_is_told_and_replaced(migrated: str) -> None:
    stores = await open_stores(migrated)
    with pytest.raises(StoreError, match="try again in a moment"):
        await _read_while_cut_off(stores, migrated)
    async with stores.begin() as tx:
        assert await tx.subscribers.get(ChatId(1)) is None
    await stores.close()


async def _read_while_cut_off(stores: SqlStores, server: str) -> None:
    others = "FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
    async with stores.begin() as tx:
        await tx.subscribers.get(ChatId(1))
        with psycopg.connect(server, autocommit=True) as other:
            other.execute(f"SELECT pg_terminate_backend(pid) {others}")
        await tx.subscribers.get(ChatId(1))


async def test_an_address_of_no_known_database_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="no such kind of database"):
        await open_stores("mysql://example.org/x")


async def test_a_store_locked_by_another_process_says_so_and_recovers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_MS", 50)
    file = tmp_path / "store.sqlite3"
    stores = await open_stores(str(file))
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="locked by another process"):
            await _save(stores)
        other.rollback()
    await _save(stores)
    await stores.close()


async def _save(stores: SqlStores, *, updates: int = 0) -> None:
    kept = [JournalledUpdate(n, ChatId(1), {"text": "x" * 4_000}) for n in range(updates)]
    async with stores.begin() as tx:
        await tx.subscribers.save(Subscriber(ChatId(1)))
        await tx.journal.keep(kept, now=NOW)


def test_the_numbers_of_the_files_are_the_order_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrating._SCRIPTS))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert migrating.revisions() == [script.revision for script in reversed(list(scripts.walk_revisions()))]
    assert migrating.head() == scripts.get_current_head()

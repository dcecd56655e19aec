"""Locks and bells: one process at a time, and word to the others."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import psycopg
import pytest

from core.adapters.sql.stores import SqlStores, open_stores
from core.errors import StoreError


@pytest.fixture
async def other(store_url: str, stores: SqlStores) -> AsyncIterator[SqlStores]:
    """The stores as another process sees them."""
    other = await open_stores(store_url)
    yield other
    await other.close()


async def test_a_lock_is_held_by_one_until_it_ends(stores: SqlStores, other: SqlStores) -> None:
    assert await stores.locks.acquire("clock")
    assert await stores.locks.acquire("clock")
    assert not await other.locks.acquire("clock")
    await stores.close()
    assert await other.locks.acquire("clock")


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
async def test_on_a_server_each_name_is_a_lock_and_can_be_given_back(stores: SqlStores, other: SqlStores) -> None:
    assert await stores.locks.acquire("lane:1")
    assert await other.locks.acquire("lane:2")
    await stores.locks.release("lane:1")
    await stores.locks.release("never held")
    assert await other.locks.acquire("lane:1")


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
async def test_a_lock_whose_connection_was_lost_is_ours_only_where_nobody_else_took_it(
    store_url: str, stores: SqlStores, other: SqlStores
) -> None:
    assert await stores.locks.acquire("clock")
    _cut_locks(store_url)
    assert await stores.locks.acquire("clock")
    _cut_locks(store_url)
    assert await other.locks.acquire("clock")
    assert not await stores.locks.acquire("clock")
    assert not await stores.locks.acquire("clock")


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
async def test_who_was_cut_short_while_it_asked_holds_no_lock_that_it_does_not_know_of(
    stores: SqlStores, other: SqlStores
) -> None:
    assert await stores.locks.acquire("clock")
    asking = asyncio.create_task(stores.locks.acquire("lane:1"))
    await asyncio.sleep(0)
    asking.cancel()
    await asyncio.wait([asking])
    assert await stores.locks.acquire("lane:2")
    assert await other.locks.acquire("lane:1")
    assert await stores.locks.acquire("clock")
    assert not await other.locks.acquire("clock")


def _cut_locks(url: str) -> None:
    """Cut the connections that hold locks, as a server does that starts anew."""
    query = "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(query)


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
async def test_what_is_rung_is_heard_by_every_process(stores: SqlStores, other: SqlStores) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()
    hearing = asyncio.create_task(stores.locks.hear(heard.put_nowait))
    async with asyncio.timeout(10):
        while heard.empty():  # the first may be rung before anybody listens
            await other.locks.ring("outbox")
            await asyncio.sleep(0.02)
    hearing.cancel()
    assert await heard.get() == "outbox"


async def test_where_no_lock_can_be_made_the_error_says_what_to_do(tmp_path: Path) -> None:
    stores = await open_stores(str(tmp_path / "store.sqlite3"))
    (tmp_path / "store.sqlite3.lock").mkdir()
    with pytest.raises(StoreError, match="right to write"):
        await stores.locks.acquire("bot")
    await stores.close()

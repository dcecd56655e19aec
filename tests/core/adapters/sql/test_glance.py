"""The glance: a look is remembered until somebody, here or elsewhere, plans anew what falls due."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta

import psycopg
import pytest

from core.adapters.sql.glance import Glance
from core.adapters.sql.stores import SqlStores, open_stores
from core.model.ids import ChatId
from core.model.subscriber import Alert, DigestTime, Rung

ANNA = ChatId(1)
NOW, HOUR = datetime(2026, 3, 2, 8, tzinfo=UTC), timedelta(hours=1)


class Table:
    """What falls due, how often it was looked at, and who breaks in on a look."""

    def __init__(self, first: datetime | None) -> None:
        self.first, self.looks = first, 0
        self.glance = Glance(self, lambda: self.hears)
        self.hears, self.is_planned_meanwhile = True, False

    async def moments(self, others: int) -> Sequence[datetime | None]:
        """Look."""
        assert others == 4
        self.looks += 1
        seen = self.first
        if self.is_planned_meanwhile:
            self.first = NOW
            self.glance.planned()
        return [None, seen, None]

    async def close(self) -> None:
        """Nothing is held."""

    async def is_due(self, now: datetime) -> bool:
        """Ask the glance."""
        return await self.glance.is_due(now=now, soon=now + HOUR, crowd=5)


async def test_while_nobody_plans_the_tables_are_looked_at_once_whatever_the_clock_says() -> None:
    table = Table(NOW + HOUR)
    asked = [NOW, NOW + HOUR - timedelta(microseconds=1), NOW + HOUR, NOW - 9 * HOUR, NOW + 9 * HOUR]
    assert [await table.is_due(now) for now in asked] == [False, False, True, False, True]
    assert table.looks == 1


async def test_a_look_that_a_plan_overtook_is_not_remembered() -> None:
    table = Table(None)
    table.is_planned_meanwhile = True
    assert [await table.is_due(NOW), await table.is_due(NOW)] == [False, True]


async def test_who_would_not_hear_what_others_plan_looks_each_time() -> None:
    table = Table(None)
    table.hears = False
    assert [await table.is_due(NOW) for _ in range(3)] == [False] * 3
    assert table.looks == 3


@pytest.fixture
async def heard(stores: SqlStores) -> AsyncIterator["asyncio.Queue[str]"]:
    """What these stores hear, once they do."""
    heard: asyncio.Queue[str] = asyncio.Queue()
    hearing = asyncio.create_task(stores.locks.hear(heard.put_nowait))
    await _until(lambda: stores.locks.hears_plans)
    yield heard
    hearing.cancel()


async def _until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not is_so():  # noqa: ASYNC110 -- nobody tells when it is
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
async def test_what_another_process_plans_is_due_as_soon_as_it_is_heard(
    store_url: str, stores: SqlStores, heard: "asyncio.Queue[str]"
) -> None:
    other = await open_stores(store_url)
    await _plan_briefing(stores, NOW + HOUR)
    assert not await _is_due(stores)
    await _plan_alert(other)
    await other.locks.ring("after that")
    assert await heard.get() == "after that"
    assert await _is_due(stores)
    await other.close()


@pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
@pytest.mark.usefixtures("heard")
async def test_what_was_planned_while_nobody_could_hear_is_due_all_the_same(store_url: str, stores: SqlStores) -> None:
    other = await open_stores(store_url)
    assert not await _is_due(stores)
    _cut_listeners(store_url)
    await _plan_alert(other)
    await _until(lambda: not stores.locks.hears_plans)
    assert await _is_due(stores)
    await _until(lambda: stores.locks.hears_plans)
    assert await _is_due(stores)
    await other.close()


async def test_what_is_planned_here_is_due_at_once_and_what_was_undone_never(stores: SqlStores) -> None:
    assert not await _is_due(stores)
    with suppress(ZeroDivisionError):
        async with stores.begin() as tx:
            await tx.subscribers.plan(ANNA, [7], [Alert(ANNA, 7, Rung.DAY_1, "2026-03-20", NOW)])
            raise ZeroDivisionError
    assert not await _is_due(stores)
    await _plan_alert(stores)
    assert await _is_due(stores)


async def _is_due(stores: SqlStores) -> bool:
    return await stores.is_due(now=NOW, soon=NOW, crowd=2)


async def _plan_briefing(stores: SqlStores, due: datetime) -> None:
    async with stores.begin() as tx:
        await tx.subscribers.set_digest_times(ANNA, [DigestTime(ANNA, time(8), next_due=due)])


async def _plan_alert(stores: SqlStores) -> None:
    async with stores.begin() as tx:
        await tx.subscribers.plan(ANNA, [7], [Alert(ANNA, 7, Rung.DAY_1, "2026-03-20", NOW)])


def _cut_listeners(url: str) -> None:
    """Cut the connections that listen, as a server does that starts anew."""
    query = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(query)

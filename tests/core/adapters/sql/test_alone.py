"""Alone: whoever reads and writes for a chat is done before it is forgotten or moved, or begins after that."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import date, time
from typing import Any

import psycopg
import pytest

from core.adapters.sql import database
from core.adapters.sql.stores import SqlStores
from core.errors import StoreError
from core.model.delivery import Delivery, JournalledUpdate, Moved, Outcome, Postponed, Undeliverable
from core.model.ids import ChatId
from core.model.subscriber import DigestTime, Follow, FollowKind, Subscriber
from core.newsdesk import firing
from core.newsdesk.reading import keep
from tests.core.adapters.sql.living import ANNA, BORIS, HOUR, NOW, live
from tests.core.adapters.sql.test_moving import GROUP, SUPERGROUP, rows_of
from tests.core.newsdesk.desk import Desk, at, told

on_a_server = pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
of_each_kind = pytest.mark.parametrize("kind", [0, 1, 2], ids=["alerts", "briefings", "notices"])


class Rival:
    """A unit of work that gets ahead of another one in the midst of it, unless it has to wait for it."""

    def __init__(self, unit: Coroutine[Any, Any, object], url: str) -> None:
        self._unit, self._url = unit, url
        self._task: asyncio.Task[object] | None = None

    async def get_ahead(self) -> None:
        """Let it come to its end, or to where it waits for a lock."""
        self._task = asyncio.create_task(self._unit)
        async with await psycopg.AsyncConnection.connect(self._url, autocommit=True) as connection:
            while not self._task.done():
                waiting = await connection.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                if await waiting.fetchone() != (0,):
                    return

    async def end(self) -> None:
        assert self._task is not None
        await self._task


async def forget(stores: SqlStores, chat: ChatId) -> None:
    async with stores.begin(alone=True) as tx:
        await tx.subscribers.forget(chat)


async def move(stores: SqlStores) -> None:
    async with stores.begin(alone=True) as tx:
        await tx.subscribers.move(GROUP, SUPERGROUP)


async def expectant(stores: SqlStores, chat: ChatId) -> Desk:
    """Return a newsdesk at which an alert, a briefing and a notice have fallen due for a chat."""
    desk = Desk(stores)
    async with stores.begin() as tx:
        await tx.subscribers.save(Subscriber(chat, since=desk.now))
        await tx.subscribers.follow(Follow(chat, FollowKind.ALL, ""))
    await desk.keep(told(date(2025, 9, 2)))
    desk.clock.step_to(at(3, month=9))
    async with stores.begin() as tx:
        await tx.subscribers.set_digest_times(chat, [DigestTime(chat, time(8), next_due=desk.now)])
        await keep(tx, [told(date(2025, 9, 12), published=desk.now)], now=desk.now)
    return desk


async def fire(desk: Desk, number: int, rival: Rival) -> None:
    """Fire what is due of a kind; its rival gets ahead when all is read and the messages are to be written."""
    kind = firing._kinds(desk.room)[number]
    async with desk.begin() as tx:
        put = tx.outbox.put

        async def put_late(deliveries: list[Delivery]) -> int:
            assert deliveries
            await rival.get_ahead()
            return await put(deliveries)

        tx.outbox.put = put_late  # type: ignore[method-assign, assignment]
        assert await kind.fire(tx, kind.most) > 0
    await rival.end()


@on_a_server
@of_each_kind
async def test_what_is_fired_while_a_chat_is_forgotten_leaves_no_row(
    stores: SqlStores, store_url: str, kind: int
) -> None:
    desk = await expectant(stores, ANNA)
    await fire(desk, kind, Rival(forget(stores, ANNA), store_url))
    assert await rows_of(stores, ANNA) == {}


@on_a_server
@of_each_kind
async def test_what_is_fired_while_a_group_moves_goes_to_its_new_id(
    stores: SqlStores, store_url: str, kind: int
) -> None:
    desk = await expectant(stores, GROUP)
    await fire(desk, kind, Rival(move(stores), store_url))
    assert await rows_of(stores, GROUP) == {}
    assert "outbox" in await rows_of(stores, SUPERGROUP)


@on_a_server
@pytest.mark.parametrize("outcome", [Postponed(HOUR), Undeliverable("bot was blocked by the user", gone=True)])
async def test_an_outcome_that_is_written_while_its_chat_is_forgotten_leaves_no_row(
    stores: SqlStores, store_url: str, outcome: Outcome
) -> None:
    rival = Rival(forget(stores, ANNA), store_url)
    async with stores.begin() as tx:
        await tx.outbox.put([Delivery("word", ANNA, {"text": "words"}, NOW)])
    async with stores.begin() as tx:
        await tx.outbox.settle({"word": outcome}, elapsed=NOW)
        await tx.outbox.allow({ANNA: NOW})
        await rival.get_ahead()
    await rival.end()
    assert await rows_of(stores, ANNA) == {}


@on_a_server
async def test_an_update_that_is_journalled_while_its_chat_is_forgotten_is_emptied_once_it_is_done(
    stores: SqlStores, store_url: str
) -> None:
    rival = Rival(forget(stores, ANNA), store_url)
    async with stores.begin() as tx:
        await tx.journal.keep([JournalledUpdate(1, ANNA, {"text": "words"})], now=NOW)
        await rival.get_ahead()
    await rival.end()
    async with stores.begin() as tx:
        await tx.journal.done(1)
    assert await rows_of(stores, ANNA) == {}


@on_a_server
async def test_whoever_begins_while_a_chat_is_forgotten_finds_nothing_of_it(stores: SqlStores, store_url: str) -> None:
    desk = await expectant(stores, ANNA)
    rival = Rival(desk.fire(), store_url)
    async with stores.begin(alone=True) as tx:
        assert await tx.subscribers.get(ANNA) is not None
        await rival.get_ahead()
        await tx.subscribers.forget(ANNA)
    await rival.end()
    assert await rows_of(stores, ANNA) == {}


async def test_chats_that_are_forgotten_at_once_wait_for_each_other(stores: SqlStores) -> None:
    async with stores.begin() as tx:
        for chat in (ANNA, BORIS):
            await live(tx, chat, f"words of {int(chat)}")
    await asyncio.gather(*(forget(stores, chat) for chat in (ANNA, BORIS, ANNA, BORIS)))
    assert await rows_of(stores, ANNA) == await rows_of(stores, BORIS) == {}


@on_a_server
async def test_a_unit_of_work_that_does_not_end_keeps_nobody_waiting_for_ever(
    stores: SqlStores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_MS", 1)
    async with stores.begin() as tx:
        await tx.subscribers.save(Subscriber(ANNA))
        with pytest.raises(StoreError, match="is locked"):
            await forget(stores, ANNA)
        async with stores.begin() as beside:
            assert await beside.subscribers.get(BORIS) is None
    assert await rows_of(stores, ANNA) == {"chats": 1}


async def _forgotten(stores: SqlStores) -> None:
    async with stores.begin() as tx:
        await tx.subscribers.forget(GROUP)


async def _moved(stores: SqlStores) -> None:
    async with stores.begin() as tx:
        await tx.subscribers.move(GROUP, SUPERGROUP)


async def _settled(stores: SqlStores) -> None:
    async with stores.begin() as tx:
        await tx.outbox.settle({"words": Moved(SUPERGROUP)}, elapsed=NOW)


@pytest.mark.parametrize("do", [_forgotten, _moved, _settled])
async def test_forgetting_and_moving_are_refused_to_who_is_not_alone(
    stores: SqlStores, do: Callable[[SqlStores], Awaitable[None]]
) -> None:
    async with stores.begin() as tx:
        await live(tx, GROUP, "words")
    before = await rows_of(stores, GROUP)
    with pytest.raises(RuntimeError, match="alone"):
        await do(stores)
    assert await rows_of(stores, GROUP) == before

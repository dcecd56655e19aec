"""What befalls machines: kills without end, a store that is locked or full, storms of refusals."""

import asyncio
import random
import resource
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from functools import partial

import aiohttp

from core.model.delivery import DeliveryState
from tests.e2e.process.conftest import Scene
from tests.e2e.process.test_ends import in_flight, put_alerts, texts
from tests.e2e.process.test_roles import free_port

KILLS = 20
RATE = 400.0


async def test_killed_twenty_times_amid_a_thousand_alerts_it_reaches_all_and_doubles_at_most_those_in_flight(
    scene: Scene,
) -> None:
    promised, draw, in_doubt = await put_alerts(scene, 1000), random.Random(20), 0
    for _ in range(KILLS):
        least = min(len(scene.telegram.sent) + draw.randint(1, 40), 1000)
        async with scene.running(send_rate=RATE) as run:
            await scene.until(partial(_has_sent, scene, least))
            run.kill()
            await run.ended()
        begun = _begun(scene)
        assert begun <= 2 * in_flight(RATE)  # a busy machine is slow to answer
        in_doubt += begun
    async with scene.running(send_rate=RATE):
        await scene.until(lambda: set(texts(scene)) == set(promised))
        await scene.until(lambda: _recorded(scene) == 1000)
    counted = Counter(texts(scene))
    assert set(counted) == set(promised)
    assert sum(counted.values()) - 1000 <= in_doubt


def _begun(scene: Scene) -> int:
    """Return how many sends were under way when the bot was killed."""
    with closing(sqlite3.connect(scene.store_file)) as store:
        return int(store.execute("SELECT count(*) FROM leases").fetchone()[0])


def _has_sent(scene: Scene, least: int) -> bool:
    return len(scene.telegram.sent) >= least


async def test_each_answer_that_is_lost_costs_at_most_one_repeat_and_no_message(scene: Scene) -> None:
    promised, faults = await put_alerts(scene, 60), scene.telegram.faults
    obeyed: list[Callable[..., None]] = [faults.lose_answer, faults.garble_next, partial(faults.delay_next, 600)]
    refused = [partial(faults.refuse_next, code, "Server Error") for code in (500, 502, 504)]
    every: list[Callable[..., None]] = [*obeyed, faults.reset_next, *refused]
    async with scene.running(send_rate=40) as run:
        for befall in every:
            befall(method="sendMessage")
            await scene.until(partial(_has_sent, scene, len(scene.telegram.sent) + 6))
        await scene.until(lambda: set(texts(scene)) == set(promised))
        await scene.until(lambda: _recorded(scene) == 60)
        assert (await run.terminate())[0] == 0
    repeats = [count - 1 for count in Counter(texts(scene)).values() if count > 1]
    assert repeats == [1] * len(obeyed)  # what the server did not obey is sent again, and there once


async def test_while_the_store_is_locked_nothing_is_sent_and_afterwards_everything_once(scene: Scene) -> None:
    promised, port = await put_alerts(scene, 12), free_port()
    async with scene.running(send_rate=3, http_port=port) as run:
        await scene.until(lambda: len(scene.telegram.sent) >= 2)
        with closing(sqlite3.connect(scene.store_file, isolation_level=None)) as holder:
            holder.execute("BEGIN EXCLUSIVE")
            await run.logs("is locked by another process")
            async with aiohttp.ClientSession() as watcher, watcher.get(f"http://127.0.0.1:{port}/readyz") as answer:
                assert (answer.status, "is locked by another process" in await answer.text()) == (503, True)
            sent = len(scene.telegram.sent)
            holder.execute("ROLLBACK")
        await scene.until(lambda: set(texts(scene)) == set(promised))
    assert sent <= 4
    assert Counter(texts(scene)) == Counter(promised)


async def test_on_a_full_disk_nothing_is_sent_that_cannot_be_recorded_and_it_goes_on_once_there_is_room(
    scene: Scene,
) -> None:
    promised = await put_alerts(scene, 40)
    full = scene.store_file.stat().st_size
    async with scene.running(send_rate=20, limits={resource.RLIMIT_FSIZE: full}) as run:
        await run.logs("disk")
        await asyncio.sleep(1)
        assert len(scene.telegram.sent) <= in_flight(20) + _recorded(scene)
        run.lift(resource.RLIMIT_FSIZE)
        await scene.until(lambda: set(texts(scene)) == set(promised))
        assert (await run.terminate())[0] == 0
    assert Counter(texts(scene)) == Counter(promised)


def _recorded(scene: Scene) -> int:
    with closing(sqlite3.connect(scene.store_file)) as store:
        return int(store.execute("SELECT count(*) FROM outbox WHERE state = 'sent'").fetchone()[0])


async def test_a_storm_of_refusals_loses_nothing_and_doubles_nothing(scene: Scene) -> None:
    promised = await put_alerts(scene, 30)
    scene.telegram.faults.refuse_next(
        429, "Too Many Requests: retry after 1", retry_after=1, method="sendMessage", times=25
    )
    async with scene.running(send_rate=100) as run:
        await scene.until(lambda: len(scene.telegram.sent) >= 30)
        assert (await run.terminate())[0] == 0
    assert Counter(texts(scene)) == Counter(promised)
    async with scene.store() as stores, stores.begin() as tx:
        found = [await tx.outbox.find(f"alert:{5000 + n}") for n in range(30)]
    assert {delivery.state for delivery in found if delivery is not None} == {DeliveryState.SENT}


async def test_a_torn_store_ends_it_with_a_word_what_to_do_and_nothing_is_sent(scene: Scene) -> None:
    await put_alerts(scene, 3)
    with scene.store_file.open("r+b") as torn:
        torn.write(b"torn" * 1000)
    async with scene.running() as run:
        assert await run.ended(60) == 2
    assert "put a backup in its place" in run.logged
    assert "Traceback" not in run.logged
    assert not scene.telegram.sent

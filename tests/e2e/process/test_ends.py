"""What a run of the bot owes to people however the run before it ended."""

import asyncio
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import timedelta

from bot.delivery.pacing import Flight
from bot.delivery.sender import MOST_IN_FLIGHT
from bot.playground.people import READER
from core.adapters.clock import SystemClock
from core.model.delivery import Delivery, Priority
from core.model.ids import ChatId
from tests.e2e.process.conftest import TOKEN, Scene


def in_flight(rate: float) -> int:
    """Return how many sends are under way at the most, at a latency no longer than is expected at first."""
    return Flight(rate, most=MOST_IN_FLIGHT).limit


async def put_alerts(scene: Scene, count: int) -> list[str]:
    """Let `count` people wait for an alert each; return the texts."""
    people = [scene.telegram.add_person(f"Reader {n}", 5000 + n, has_started=True) for n in range(count)]
    due = SystemClock().now() - timedelta(minutes=1)
    alerts = [
        Delivery(f"alert:{p.id}", ChatId(p.id), {"text": f"alert of {p.name}"}, due, priority=Priority.ALERT)
        for p in people
    ]
    async with scene.store() as stores, stores.begin() as tx:
        assert await tx.outbox.put(alerts) == count
    return [str(alert.payload["text"]) for alert in alerts]


def texts(scene: Scene) -> list[str]:
    return [text for _, text in scene.telegram.sent]


async def test_killed_amid_200_alerts_it_delivers_all_and_doubles_at_most_those_in_flight(scene: Scene) -> None:
    promised = await put_alerts(scene, 200)
    async with scene.running(send_rate=100) as first:
        await scene.until(lambda: len(scene.telegram.sent) >= 60)
        first.kill()
        await first.ended()
    assert 60 <= len(scene.telegram.sent) < 200
    async with scene.running(send_rate=100):
        await scene.until(lambda: set(texts(scene)) == set(promised))
    counted = Counter(texts(scene))
    assert set(counted) == set(promised)
    assert sum(counted.values()) - 200 <= in_flight(100)
    assert max(counted.values()) <= 2


async def test_killed_after_two_of_ten_answers_it_obeys_and_answers_all_ten(scene: Scene) -> None:
    commands = [f"/digest 0{n}:15" for n in range(10)]
    for command in commands:
        scene.telegram.say(command)
    async with scene.running(send_rate=5) as first:
        await scene.until(lambda: len(scene.telegram.sent) >= 2)
        first.kill()
        await first.ended()
    answered = len(scene.telegram.sent)
    assert answered < 10
    async with scene.running():
        await scene.until(lambda: len(set(texts(scene))) == 10)
    assert len(scene.telegram.sent) <= 10 + in_flight(5)
    assert [sum(f"0{n}:15 every day" in text for text in set(texts(scene))) for n in range(10)] == [1] * 10
    async with scene.store() as stores, stores.begin() as tx:
        (left,) = await tx.subscribers.digest_times(ChatId(READER))
        assert left.at.hour == 9
        assert not await tx.journal.unread(limit=10)


async def test_told_to_end_it_is_gone_within_five_seconds_and_repeats_nothing(scene: Scene) -> None:
    promised = await put_alerts(scene, 60)
    async with scene.running(send_rate=40) as first:
        await scene.until(lambda: len(scene.telegram.sent) >= 10)
        status, seconds = await first.terminate()
    assert status == 0
    assert seconds <= 5
    assert len(scene.telegram.sent) < 60
    async with scene.running(send_rate=100):
        await scene.until(lambda: len(scene.telegram.sent) >= 60)
    assert sorted(texts(scene)) == sorted(promised)


async def test_told_to_end_while_telegram_is_slow_it_still_ends_in_time(scene: Scene) -> None:
    await put_alerts(scene, 4)
    scene.telegram.faults.delay_next(30, method="sendMessage", times=4)
    async with scene.running() as run:
        await scene.until(lambda: len(scene.telegram.sent) == 4)
        status, seconds = await run.terminate()
    assert status == 0
    assert seconds <= 5


async def test_told_to_end_several_times_it_ends_as_if_told_once(scene: Scene) -> None:
    promised = await put_alerts(scene, 4)
    scene.telegram.faults.delay_next(1, method="sendMessage", times=4)
    async with scene.running() as run:
        await scene.until(lambda: len(scene.telegram.sent) == 4)
        status, seconds = await run.terminate(times=6)
    assert (status, seconds <= 5) == (0, True)
    assert "Traceback" not in run.logged
    async with scene.running() as again:
        await again.logs("at work")
        assert (await again.terminate())[0] == 0
    assert Counter(texts(scene)) == Counter(promised)


async def test_told_to_end_while_the_store_is_locked_it_still_ends_in_time(scene: Scene) -> None:
    await put_alerts(scene, 20)
    async with scene.running(send_rate=5) as run:
        await scene.until(lambda: scene.telegram.sent)
        with closing(sqlite3.connect(scene.store_file, isolation_level=None)) as holder:
            holder.execute("BEGIN EXCLUSIVE")
            await asyncio.sleep(0.5)
            _, seconds = await run.terminate()
    assert seconds <= 5
    assert "Traceback" not in run.logged


async def test_told_to_end_before_telegram_answers_it_ends(scene: Scene) -> None:
    scene.telegram.faults.outage = True
    async with scene.running() as run:
        await run.logs("does not answer")
        status, seconds = await run.terminate()
    assert status == 0
    assert seconds <= 5


async def test_a_refused_token_ends_it_with_a_word_what_to_do(scene: Scene) -> None:
    async with scene.running(token=TOKEN + "x") as run:
        assert await run.ended(60) == 2
    assert "Telegram refuses the token (401 Unauthorized): check DATELINE_TOKEN" in run.logged
    assert TOKEN not in run.logged


async def test_a_token_that_is_taken_back_while_it_runs_ends_it_within_a_minute(scene: Scene) -> None:
    async with scene.running() as run:
        await run.logs("at work")
        scene.telegram.faults.refuse_next(401, "Unauthorized", method="getUpdates", times=1000)
        assert await run.ended(60) == 2
    assert "Telegram refuses the token (401 Unauthorized): check DATELINE_TOKEN" in run.logged


async def test_a_store_that_cannot_be_opened_ends_it_with_a_word_what_to_do(scene: Scene) -> None:
    async with scene.running(database_url="sqlite:////proc/nowhere/store.sqlite3") as run:
        assert await run.ended(60) == 2
    assert "/proc/nowhere" in run.logged
    assert "Traceback" not in run.logged

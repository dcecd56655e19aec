"""Ticks: they go on whatever befalls one of them, and end in order."""

import asyncio
from datetime import timedelta

from bot.jobs import Heart
from core.adapters.clock import SystemClock

NOW = SystemClock().now
OFTEN = timedelta(milliseconds=20)


async def test_a_tick_that_fails_is_followed_by_the_next() -> None:
    beaten: list[int] = []
    third = asyncio.Event()

    async def tick() -> None:
        beaten.append(len(beaten))
        if len(beaten) == 3:
            third.set()
        raise ZeroDivisionError

    heart = Heart({"failing": (OFTEN, tick)}, NOW)
    heart.start()
    async with asyncio.timeout(5):
        await third.wait()
    await heart.stop(seconds=1)
    assert beaten[:3] == [0, 1, 2]


async def test_a_slow_tick_does_not_run_beside_itself_and_holds_no_other_up() -> None:
    slow, free, others = 0, asyncio.Event(), asyncio.Event()
    count = 0

    async def wait() -> None:
        nonlocal slow
        slow += 1
        await free.wait()

    async def go() -> None:
        nonlocal count
        count += 1
        if count == 4:
            others.set()

    heart = Heart({"slow": (OFTEN, wait), "quick": (OFTEN, go)}, NOW)
    heart.start()
    async with asyncio.timeout(5):
        await others.wait()
    assert slow == 1
    free.set()
    await heart.stop(seconds=1)


async def test_the_end_waits_for_a_tick_under_way_and_undoes_one_that_takes_too_long() -> None:
    begun = asyncio.Event()
    done: list[int] = []
    undone: list[int] = []

    async def short() -> None:
        begun.set()
        await asyncio.sleep(0)
        done.append(1)

    async def long() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            undone.append(1)
            raise

    heart = Heart({"long": (OFTEN, long), "short": (OFTEN, short)}, NOW)
    heart.start()
    async with asyncio.timeout(5):
        await begun.wait()
        await heart.stop(seconds=0.05)
    assert done
    assert undone == [1]

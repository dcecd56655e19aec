"""What the wall clock does to a running bot, and what a time without the bot does: nothing is dropped or doubled."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, time, timedelta

from bot.playground.people import COLLEAGUE, READER
from core.adapters.clock import SystemClock
from core.model.delivery import Delivery, Priority
from core.model.ids import ChatId
from core.model.subscriber import DigestTime
from tests.e2e.process.conftest import Scene

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MORNING = datetime(2026, 3, 10, 7, 50, tzinfo=UTC)


async def brief(scene: Scene, digests: dict[int, datetime]) -> None:
    """Let people have a daily briefing each, the next one at this moment; all have started the bot."""
    for person in scene.telegram.people.values():
        person.has_started = True
    async with scene.store() as stores, stores.begin() as tx:
        for chat, due in digests.items():
            at = time(due.hour, due.minute, due.second)
            await tx.subscribers.set_digest_times(ChatId(chat), [DigestTime(ChatId(chat), at, next_due=due)])


async def promise(scene: Scene, *moments: datetime) -> None:
    async with scene.store() as stores, stores.begin() as tx:
        await tx.outbox.put(
            [
                Delivery(f"{at}", ChatId(READER), {"text": f"{at:%d %H:%M}"}, at, priority=Priority.ALERT)
                for at in moments
            ]
        )


def heard(scene: Scene) -> Counter[tuple[int, str]]:
    """Return how often each chat was sent each first line."""
    return Counter((chat, text.splitlines()[0]) for chat, text in scene.telegram.sent)


async def test_a_wall_clock_that_is_set_forward_or_back_drops_nothing_and_doubles_nothing(scene: Scene) -> None:
    scene.set_clock(MORNING)
    eight, later = MORNING.replace(hour=8, minute=0, second=0), MORNING.replace(hour=8, minute=1, second=0)
    await brief(scene, {READER: eight, COLLEAGUE: later})
    alerts = [eight + 30 * timedelta(minutes=1), eight + 12 * HOUR]
    await promise(scene, *alerts)
    async with scene.running() as run:
        await run.logs("at work")
        assert not scene.telegram.sent
        scene.set_clock(eight - timedelta(seconds=2))
        await asyncio.sleep(0.2)
        scene.set_clock(eight + timedelta(seconds=2))
        await scene.until(lambda: len(scene.telegram.sent) == 1)
        scene.set_clock(eight - HOUR)
        await asyncio.sleep(1)
        scene.set_clock(later - timedelta(seconds=1))  # an hour forward and back again: the ticks still come
        await scene.until(lambda: len(scene.telegram.sent) == 2, seconds=30)
        scene.set_clock(later + HOUR)
        await scene.until(lambda: len(scene.telegram.sent) == 3)
        scene.set_clock(later + DAY)
        await scene.until(lambda: len(scene.telegram.sent) == 6)
        scene.set_clock(later)
        await asyncio.sleep(1)
        scene.set_clock(later + DAY + HOUR)
        await asyncio.sleep(1.5)
        assert (await run.terminate())[0] == 0
    quiet = "Nothing new"
    said = Counter((chat, quiet if text.startswith(quiet) else text) for chat, text in heard(scene).elements())
    assert said == {(READER, quiet): 2, (COLLEAGUE, quiet): 2, **{(READER, f"{at:%d %H:%M}"): 1 for at in alerts}}


async def test_down_over_the_hour_or_for_three_days_one_briefing_comes_and_says_that_it_is_late(scene: Scene) -> None:
    now = SystemClock().now().replace(microsecond=0)
    await brief(scene, {READER: now - 2 * HOUR, COLLEAGUE: now - 3 * DAY})
    async with scene.running():
        await scene.until(lambda: len(scene.telegram.sent) == 2)
        await asyncio.sleep(1.2)
    assert sorted(chat for chat, _ in scene.telegram.sent) == [READER, COLLEAGUE]
    assert all("This comes late: it was due on" in text for _, text in scene.telegram.sent)

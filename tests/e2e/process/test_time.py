"""What the wall clock does to a running bot, and what a time without the bot does: nothing is dropped or doubled."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from functools import partial

import pytest

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


async def test_through_ten_minutes_of_outage_nothing_is_lost_or_doubled_and_after_it_all_is_heard(scene: Scene) -> None:
    scene.set_clock(MORNING)
    minute, telegram = timedelta(minutes=1), scene.telegram
    await brief(scene, {READER: MORNING + 3 * minute, COLLEAGUE: MORNING + 6 * minute})
    await promise(scene, *(MORNING + n * minute for n in range(1, 10)))
    async with scene.running() as run:
        await run.logs("at work")
        telegram.faults.outage = True
        telegram.say("/privacy", COLLEAGUE)
        for n in range(1, 11):
            scene.set_clock(MORNING + n * minute)
            await asyncio.sleep(1)
        await run.logs("cannot hear telegram")
        await run.logs("telegram does not answer")
        assert not telegram.sent
        telegram.faults.outage = False
        await scene.until(lambda: telegram.said_to(COLLEAGUE), seconds=6)
        await scene.until(lambda: len(telegram.sent) == 12, seconds=30)
        assert (await run.terminate())[0] == 0
    alerts = [f"{MORNING + n * minute:%d %H:%M}" for n in range(1, 10)]
    assert sorted(text for text in telegram.said_to() if text in alerts) == alerts
    assert [sum("Nothing new" in text for text in telegram.said_to(one)) for one in (READER, COLLEAGUE)] == [1, 1]


@pytest.mark.parametrize(
    ("zone", "at", "first", "following"),
    [
        ("Europe/Berlin", "02:30", "2026-03-29T01:00Z", "2026-03-30T00:30Z"),  # 02:30 is not there
        ("Europe/Berlin", "02:30", "2026-10-25T00:30Z", "2026-10-26T01:30Z"),  # it is there twice
        ("Australia/Lord_Howe", "01:45", "2026-04-04T14:45Z", "2026-04-05T15:15Z"),  # twice, half an hour apart
        ("America/Havana", "00:30", "2026-03-08T05:00Z", "2026-03-09T04:30Z"),  # midnight is not there
        ("America/Santiago", "00:15", "2026-09-06T04:00Z", "2026-09-07T03:15Z"),
        ("Africa/Cairo", "00:10", "2026-04-23T22:00Z", "2026-04-24T21:10Z"),
    ],
)
async def test_on_the_day_on_which_the_clocks_change_one_briefing_comes_at_its_hour(
    scene: Scene, zone: str, at: str, first: str, following: str
) -> None:
    minute, telegram, counted = timedelta(minutes=1), scene.telegram, []
    due, next_due = datetime.fromisoformat(first), datetime.fromisoformat(following)
    scene.set_clock(due - 4 * HOUR)
    async with scene.running() as run:
        for said in (f"/timezone {zone}", f"/digest {at}"):
            before = len(telegram.said_to())
            telegram.say(said)
            await scene.until(partial(_has_more, scene, before))
        await run.logs("at work")
        answered = len(telegram.said_to())
        for look in (due - minute, due + minute, due + 2 * HOUR, next_due - minute, next_due + minute):
            scene.set_clock(look)
            await _all_is_told(scene, by=look)
            counted.append(len(telegram.said_to()) - answered)
        assert (await run.terminate())[0] == 0
    assert counted == [0, 1, 1, 1, 2]


async def _all_is_told(scene: Scene, *, by: datetime) -> None:
    """Wait until nothing that was due by then is left."""
    async with scene.store() as stores, asyncio.timeout(30):
        left = True
        while left:
            await asyncio.sleep(0.1)  # a row in a table rings no bell
            async with stores.begin() as tx:
                left = bool(await tx.subscribers.due_digests(now=by, limit=1) or await tx.outbox.pending(now=by))


def _has_more(scene: Scene, than: int) -> bool:
    return len(scene.telegram.said_to()) > than

"""The table of planning: a crowd's digests before their hour, an idle tick over a million reminders, and memory."""

import asyncio
import gc
import random
import resource
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from multiprocessing import get_context
from typing import Any

from sqlalchemy import Table, insert

from bot.views.composer import TelegramComposer
from core.adapters.clock import SteppedClock
from core.adapters.sql import database
from core.adapters.sql.locks import FileLocks, ServerLocks
from core.adapters.sql.stores import SqlStores, open_stores
from core.adapters.sql.tables import PLANNED, alerts, chats, digest_times, follows
from core.adapters.workers import InlineWorkers
from core.model.article import Draft, Reading
from core.model.deadline import Kind
from core.model.ids import ChatId
from core.model.subscriber import Alert, FollowKind, Rung
from core.newsdesk import digests, firing
from core.newsdesk.reading import keep
from core.newsdesk.room import Newsroom
from tests.bench.stories import labelled
from tests.core.newsdesk.desk import Papers, told
from tests.postgres import NoPostgresError, running

SUBSCRIBERS, STORIES, REMINDERS, TICKS = 100_000, 300, 1_000_000, 500
_HOUR = datetime(2026, 3, 2, 8, tzinfo=UTC)
_SECOND, _DAY = timedelta(seconds=1), timedelta(days=1)
_FIRST = 200
_AT_ONCE = 10_000


def table() -> list[str]:
    """Return the lines of the table."""
    with tempfile.TemporaryDirectory() as folder:
        lines = asyncio.run(_lines("SQLite", f"sqlite:///{folder}/store.sqlite3"))
    try:
        with running() as url:
            return [*lines, *asyncio.run(_lines("PostgreSQL", url))]
    except NoPostgresError as exc:
        return [*lines, f"{'PostgreSQL':44}{exc}"]


async def _lines(name: str, url: str) -> list[str]:
    stores = await open_stores(url)
    clock = SteppedClock(_HOUR - _DAY)
    room = Newsroom(stores, clock, InlineWorkers(), Papers(), TelegramComposer())
    await _news(stores)
    _subscribe(url, range(-_FIRST, 0), _HOUR - _DAY)
    await _fire(room)  # what a first time costs is not asked
    gc.freeze()  # as the bot does once it has begun
    before = _resident()
    await _filled(stores, _subscribe, url, range(1, SUBSCRIBERS + 1), _HOUR)
    clock.step_to(_HOUR - digests.AHEAD)
    lines = [
        await _crowd(name, room),
        f"{'  memory':44}{_resident() - before:.1f} MB more for {SUBSCRIBERS:,} subscribers",
    ]
    clock.step_to(_HOUR)
    await _fire(room)
    lines.append(await _moved(url, room))
    await _filled(stores, _remind, url)
    lines.append(await _idle(name, stores, room))
    await stores.close()
    return lines


async def _filled(stores: SqlStores, fill: Callable[..., None], *args: Any) -> None:
    """Fill the store from another process, whose memory is not asked for; it tells nobody, so that is done here."""
    process = get_context("spawn").Process(target=fill, args=args)
    process.start()
    await asyncio.to_thread(process.join)
    async with stores.begin() as tx:
        await tx.subscribers.plan(ChatId(0), [0], [])


async def _fire(room: Newsroom) -> int:
    return sum([count async for count in firing.fire_due(room)])


def _resident() -> float:
    """Return the most that this process held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def _news(stores: SqlStores) -> None:
    """Keep stories to tell, of our own reports."""
    draw, ours = random.Random(1), [item.article for item in labelled()]
    async with stores.begin() as tx:
        for number in range(STORIES):
            like = ours[number % len(ours)]
            words = f"{like.title} {like.text}".split()
            lines = tuple(f"{' '.join(draw.choices(words, k=20))} {number}." for _ in range(3))
            draft = Draft(" ".join(lines), f"{like.title} {number}", source=like.source)
            published = _HOUR - timedelta(minutes=1_450 + draw.randint(1, 2_000))
            reading = Reading("en", summary=lines, sentences=lines)
            await tx.articles.add(draft, reading, published=published, known_at=published)


def _subscribe(url: str, ids: Sequence[int], hour: datetime) -> None:
    settings = {"zone": "UTC", "zone_chosen": False, "language": "en", "stopped": False, "since": _HOUR}
    digest = {"at": _HOUR.time(), "days": 127, "minutes": 3, "next_due": hour, "state": PLANNED, "review": False}
    _add(url, chats, ({"chat": n, **settings} for n in ids))
    _add(url, digest_times, ({"chat": n, **digest} for n in ids))


async def _moved(url: str, room: Newsroom) -> str:
    """Let a deadline that everybody follows be set and then moved, and time the second."""
    every = ({"chat": n, "kind": FollowKind.ALL.value, "target": ""} for n in range(1, SUBSCRIBERS + 1))
    _add(url, follows, every)
    first = told(_HOUR.date() + 30 * _DAY, published=_HOUR)
    later = told(_HOUR.date() + 40 * _DAY, published=_HOUR + _SECOND, kind=Kind.EXTENDED, source="Example Post")
    async with room.stores.begin() as tx:
        await keep(tx, [first], now=_HOUR, announce=False)
    await _fire(room)
    waits: list[float] = []
    began, cpu = time.perf_counter(), time.process_time()
    async with _waiting(room, waits):
        async with room.stores.begin() as tx:
            await keep(tx, [later], now=_HOUR)
        await _fire(room)
    spent, cpu = time.perf_counter() - began, time.process_time() - cpu
    return (
        f"{f'  a deadline moved, {SUBSCRIBERS:,} followers':44}{spent:.1f} s till all are told, planned anew"
        f" ({1e6 * cpu / SUBSCRIBERS:.0f} µs of CPU each); others waited {1e3 * max(waits):.0f} ms at most"
    )


@asynccontextmanager
async def _waiting(room: Newsroom, waits: list[float]) -> AsyncIterator[None]:
    """Ask for the next turn to send again and again, as a sender does; note how long each answer took, in seconds."""

    async def ask() -> None:
        while True:
            asked = time.perf_counter()
            async with room.stores.begin() as tx:
                await tx.outbox.next_turn(elapsed=_HOUR)
            waits.append(time.perf_counter() - asked)
            await asyncio.sleep(0.05)

    task = asyncio.create_task(ask())
    yield
    task.cancel()
    await asyncio.wait([task])


def _remind(url: str) -> None:
    same = {"rung": "day 1", "target": "2027-01-01", "snoozed": False, "state": PLANNED}
    first = _HOUR + timedelta(days=40)
    rows = ({"key": f"k{n}", "chat": n, "deadline": n, "due": first + n * _SECOND, **same} for n in range(REMINDERS))
    _add(url, alerts, rows)


def _add(url: str, into: Table, rows: Iterator[dict[str, Any]]) -> None:
    with database.plain_engine(database.address(url)).begin() as connection:
        while some := list(islice(rows, _AT_ONCE)):
            connection.execute(insert(into), some)


async def _crowd(name: str, room: Newsroom) -> str:
    """Let the digests of one hour be composed, as the tick does, and watch how long the loop is held."""
    stalls: list[float] = []
    began, cpu = time.perf_counter(), time.process_time()
    async with _watched(stalls):
        fired = await _fire(room)
    spent, cpu = time.perf_counter() - began, time.process_time() - cpu
    async with room.stores.begin() as tx:
        there = await tx.outbox.pending(now=_HOUR)
    early = digests.AHEAD.total_seconds() - spent
    return (
        f"{f'{fired:,} digests of one hour, {name}':44}{there:,} rows in the outbox {early:.0f} s before it"
        f" ({fired / spent:,.0f}/s, {1e6 * cpu / fired:.0f} µs of CPU each);"
        f" loop held {1e3 * max(stalls):.0f} ms at most"
    )


@asynccontextmanager
async def _watched(stalls: list[float]) -> AsyncIterator[None]:
    async def watch() -> None:
        while True:
            asked = time.perf_counter()
            await asyncio.sleep(0.001)
            stalls.append(time.perf_counter() - asked - 0.001)

    task = asyncio.create_task(watch())
    yield
    task.cancel()


async def _idle(name: str, stores: SqlStores, room: Newsroom) -> str:
    """Time the tick that finds nothing due: again and again, and each time after somebody has planned."""
    async with _hearing(stores.locks):
        remembered = [await _tick(room) for _ in range(TICKS)]
        looked = [await _tick_after_planning(room, n) for n in range(TICKS // 5)]
    return (
        f"{f'  idle tick, {REMINDERS:,} reminders':44}{_centile(remembered, 50):.0f} µs,"
        f" {_centile(remembered, 95):.0f} µs at the 95th centile; {_centile(looked, 50):.0f} µs,"
        f" {_centile(looked, 95):.0f} µs after somebody planned"
    )


@asynccontextmanager
async def _hearing(locks: FileLocks | ServerLocks) -> AsyncIterator[None]:
    """Hear what other processes plan, as the bot does."""
    task = asyncio.create_task(locks.hear(lambda _: None))
    while not locks.hears_plans:  # noqa: ASYNC110 -- it tells nobody when it does
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        task.cancel()


async def _tick_after_planning(room: Newsroom, n: int) -> float:
    later = _HOUR + timedelta(days=30)
    async with room.stores.begin() as tx:
        await tx.subscribers.plan(ChatId(n + 1), [n], [Alert(ChatId(n + 1), n, Rung.DAY_1, "2027-01-01", later)])
    return await _tick(room)


async def _tick(room: Newsroom) -> float:
    """Return the microseconds of one tick."""
    began = time.perf_counter()
    async for _fired in firing.fire_due(room):
        raise RuntimeError("something is due")
    return 1e6 * (time.perf_counter() - began)


def _centile(values: Sequence[float], share: int) -> float:
    return sorted(values)[len(values) * share // 100]

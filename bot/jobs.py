"""APScheduler's few ticks: heartbeats over what the tables hold, so that a late or lost run loses nothing."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from core.newsdesk import housekeeping, planning, wires
from core.newsdesk.room import Newsroom

log = structlog.get_logger(__name__)

Tick = Callable[[], Awaitable[object]]


def ticks(room: Newsroom, *, wake: Callable[[], None], after_reading: Tick) -> dict[str, tuple[timedelta, Tick]]:
    """Return the bot's heartbeats by name: what falls due, the feeds, and the broom."""

    async def fire() -> None:
        if await planning.fire_due(room):
            wake()

    async def read() -> None:
        if await wires.read_due(room):
            await after_reading()

    async def sweep() -> None:
        await housekeeping.sweep(room)

    return {
        "fire": (timedelta(seconds=1), fire),
        "read": (timedelta(seconds=5), read),
        "sweep": (timedelta(hours=1), sweep),
    }


def schedule(beats: dict[str, tuple[timedelta, Tick]]) -> AsyncIOScheduler:
    """Return a scheduler with one interval job a tick; it is not started yet."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    for name, (interval, tick) in beats.items():
        scheduler.add_job(
            guarded(name, tick),
            "interval",
            seconds=interval.total_seconds(),
            id=name,
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
    return scheduler


def guarded(name: str, tick: Tick) -> Callable[[], Awaitable[None]]:
    """Wrap a tick so that a fault reaches the log whole and the next beat comes all the same."""

    async def run() -> None:
        try:
            await tick()
        except Exception:
            log.exception("tick failed", tick=name)

    return run

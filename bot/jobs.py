"""APScheduler's few ticks: heartbeats over what the tables hold, so that a late or lost run loses nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.watch import tell_owner
from core.model.ids import ChatId
from core.newsdesk import displays, firing, housekeeping, wires
from core.newsdesk.room import Newsroom

log = structlog.get_logger(__name__)

Tick = Callable[[], Awaitable[object]]

SIGN_INTERVAL = timedelta(seconds=10)

LOOK_SECONDS = 2.0
"""How often it is made sure that no tick waits for a time from which the wall clock was taken back."""


def ticks(
    room: Newsroom, *, wake: Callable[[], None], after_reading: Tick, owner: ChatId | None = None
) -> dict[str, tuple[timedelta, Tick]]:
    """Return the bot's heartbeats by name: what falls due, the feeds, and the broom."""

    async def fire() -> None:
        async for _ in firing.fire_due(room):
            wake()

    async def read() -> None:
        if await wires.read_due(room):
            await after_reading()

    async def show() -> None:
        if await displays.refresh(room):
            wake()

    async def sweep() -> None:
        await housekeeping.sweep(room)
        if owner is not None and await tell_owner(room, owner):
            wake()

    return {
        "fire": (timedelta(seconds=1), fire),
        "read": (timedelta(seconds=5), read),
        "show": (timedelta(seconds=30), show),
        "sweep": (timedelta(hours=1), sweep),
    }


class _Beat(IntervalTrigger):  # type: ignore[misc]  # the library has no types
    """An interval counted from now: a clock that was set on by a year brings one beat, not 30 million to leave out."""

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:  # noqa: ARG002 -- theirs
        """Return when it beats next."""
        return now + timedelta(seconds=self.interval_length)


class Heart:
    """A scheduler with an interval job a tick; a fault reaches the log whole, and the next beat comes all the same."""

    def __init__(
        self,
        beats: dict[str, tuple[timedelta, Tick]],
        now: Callable[[], datetime],
        *,
        sign: Callable[[str], None] = lambda _: None,
    ) -> None:
        """`beats` are ticks with their intervals, by name; `now` tells the machine's time (UTC); `sign` is called with
        the name at each beat.

        It is not for those that come more seldom than a watcher looks: they would seem dead.
        """
        self._sign, self._now = sign, now
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._under_way: set[asyncio.Task[None]] = set()
        self._looking: asyncio.Task[None] | None = None
        for name, (interval, tick) in beats.items():
            self._scheduler.add_job(
                self._guarded(name, tick, signs=interval <= SIGN_INTERVAL),
                _Beat(seconds=interval.total_seconds(), timezone="UTC"),
                id=name,
                misfire_grace_time=None,
                coalesce=True,
                max_instances=1,
            )

    def start(self) -> None:
        """Beat from now on."""
        self._scheduler.start()
        self._looking = asyncio.create_task(self._look_at_the_clock(), name="clock")

    async def stop(self, *, seconds: float) -> None:
        """Begin no other tick; give those under way `seconds`, then undo them."""
        self._scheduler.pause()
        if self._looking is not None:
            self._looking.cancel()
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        self._scheduler.shutdown(wait=False)

    async def _look_at_the_clock(self) -> None:
        """See to it that nothing waits for longer than its interval: the scheduler goes by the wall clock."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            now = self._now()
            for job in self._scheduler.get_jobs():
                if job.next_run_time - now > timedelta(seconds=job.trigger.interval_length + 1):
                    log.warning("the clock was set back", tick=job.id)
                    job.modify(next_run_time=now)
            self._scheduler.wakeup()  # its own alarm may have been set by another time

    def _guarded(self, name: str, tick: Tick, *, signs: bool) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            if signs:
                self._sign(name)
            task = asyncio.create_task(_logged(name, tick), name=f"tick {name}")
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
            await asyncio.wait([task])

        return run


async def _logged(name: str, tick: Tick) -> None:
    try:
        await tick()
    except Exception:
        log.exception("tick failed", tick=name)

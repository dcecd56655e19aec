"""Stepping: the story clock moved from one due instant to the next, each drained before the next is visited."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Protocol

from core.model.article import Draft
from core.newsdesk import displays, firing
from core.newsdesk.grouping import group
from core.newsdesk.reading import keep, read_draft
from core.newsdesk.room import Newsroom


class StoryClock(Protocol):
    """A clock whose story time can be set."""

    def now(self) -> datetime:
        """Return the story's time (UTC)."""

    def elapsed(self) -> datetime:
        """Return the machine's own time (UTC)."""

    def step_to(self, moment: datetime) -> None:
        """Set the story's time; never backwards."""


class Stepper:
    """Visits each moment at which something is published or falls due, in order, up to the one asked for."""

    def __init__(
        self,
        room: Newsroom,
        clock: StoryClock,
        recorded: Sequence[Draft],
        *,
        drain: Callable[[], Awaitable[None]],
    ) -> None:
        """`recorded` come earliest first, each with its time; `drain` sends until nothing is due."""
        self._room, self._clock, self._drain = room, clock, drain
        self._coming = [draft for draft in recorded if draft.published is not None]
        self._lock = asyncio.Lock()

    async def step_to(self, moment: datetime) -> None:
        """Move the story to `moment`; steps asked for at once are taken one after the other."""
        async with self._lock:
            while (due := await self.next_due()) is not None and due <= moment:
                self._clock.step_to(max(due, self._clock.now()))
                await self._round()
            self._clock.step_to(max(moment, self._clock.now()))
            await self._round()

    async def next_due(self) -> datetime | None:
        """Return when something is published or falls due next (UTC), None where nothing is."""
        async with self._room.stores.begin() as tx:
            moments = [await tx.subscribers.next_due(), await tx.outbox.next_due()]
        published = [draft.published for draft in self._coming[:1]]
        return min((m for m in [*moments, *published] if m is not None), default=None)

    async def _round(self) -> None:
        await self._publish()
        async for _ in firing.fire_due(self._room):
            await self._drain()
        await self._drain()
        if await displays.refresh(self._room):
            await self._drain()

    async def _publish(self) -> None:
        """Read the recorded articles whose time has come, in the order of their publication."""
        now = self._clock.now()
        while self._coming and (published := self._coming[0].published) is not None and published <= now:
            item = await read_draft(self._room, self._coming.pop(0))
            async with self._room.stores.begin() as tx:
                kept = await keep(tx, [item], now=now)
            await group(self._room, kept)

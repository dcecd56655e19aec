"""Bells: who is to look at what, in this process and, where a store is shared, in all others."""

import asyncio
from collections.abc import Callable

import structlog

from core.errors import StoreError
from core.ports import Locks

log = structlog.get_logger(__name__)

OUTBOX, JOURNAL = "outbox", "journal"


def _nobody() -> None:
    """Wake nobody."""


class Bells:
    """Rings for the sender when there is something to send, and for the lanes when there is something to obey."""

    def __init__(self, locks: Locks, *, shared: bool) -> None:
        self._locks, self.shared = locks, shared
        self.sender: Callable[[], None] = _nobody
        self.lanes: Callable[[], None] = _nobody
        self._ringing: set[asyncio.Task[None]] = set()

    def outbox(self) -> None:
        """Something is to be sent."""
        self.sender()
        self._tell(OUTBOX)

    def journal(self) -> None:
        """Something is to be obeyed."""
        self.lanes()
        self._tell(JOURNAL)

    async def hear(self) -> None:
        """Ring here what is rung elsewhere, for ever."""
        await self._locks.hear(self._heard)

    def _heard(self, topic: str) -> None:
        match topic:
            case "outbox":
                self.sender()
            case "journal":
                self.lanes()

    def _tell(self, topic: str) -> None:
        """Tell the other processes in the background: they look by themselves soon, should that fail."""
        if self.shared:
            task = asyncio.create_task(self._ring(topic))
            self._ringing.add(task)
            task.add_done_callback(self._ringing.discard)

    async def _ring(self, topic: str) -> None:
        try:
            await self._locks.ring(topic)
        except StoreError as exc:
            log.warning("nobody was woken", topic=topic, error=str(exc))

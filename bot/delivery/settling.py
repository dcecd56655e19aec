"""Settling: outcomes that come in while others are written go together into the next transaction."""

import asyncio

import structlog

from core.errors import StoreError
from core.model.delivery import Moved, Outcome
from core.ports import Clock, Stores

log = structlog.get_logger(__name__)

_PAUSE_SECONDS = 2.0


class Settler:
    """Writes what became of deliveries. `gather_seconds` is how long a writer waits for company."""

    def __init__(self, stores: Stores, clock: Clock, *, gather_seconds: float = 0.0) -> None:
        self._stores, self._clock, self._gather = stores, clock, gather_seconds
        self._waiting: dict[str, Outcome] = {}
        self._turn = asyncio.Lock()

    async def settle(self, key: str, outcome: Outcome) -> None:
        """Return once it is written, however long that takes."""
        self._waiting[key] = outcome
        async with self._turn:
            if key not in self._waiting:
                return  # it went with an earlier one
            if self._gather:
                await asyncio.sleep(self._gather)
            batch, self._waiting = self._waiting, {}
            try:
                await self._write(batch)
            except BaseException:  # cut short: the others of the batch find theirs unwritten
                self._waiting = batch | self._waiting
                raise

    async def _write(self, batch: dict[str, Outcome]) -> None:
        moves = any(isinstance(outcome, Moved) for outcome in batch.values())
        while True:
            try:
                async with self._stores.begin(alone=moves) as tx:
                    await tx.outbox.settle(batch, elapsed=self._clock.elapsed())
            except StoreError as exc:
                log.error("outcomes cannot be kept yet", count=len(batch), error=str(exc))  # noqa: TRY400 -- has advice
                await asyncio.sleep(_PAUSE_SECONDS)
            else:
                return

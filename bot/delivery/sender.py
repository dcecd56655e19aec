"""The sender: claims what is due, sends it at an even pace, and settles each delivery by itself."""

import asyncio
import random
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import structlog

from bot.delivery.outcomes import FLOOD, NO_CONNECTION, deliver
from bot.delivery.pacing import Pacing
from bot.delivery.transport import BotApi, TransportError
from bot.views.lateness import with_lateness
from core.errors import StoreError
from core.model.delivery import Delivery, Outcome, Postponed, Sent, Undeliverable, Unknown
from core.model.ids import ChatId
from core.ports import Clock, Stores

log = structlog.get_logger(__name__)

IN_FLIGHT = 4
LEASE = timedelta(minutes=2)
"""Longer than any send can take, with all that is tried instead."""

IDLE_SECONDS = 1.0
"""How long after the last look the outbox is looked at again when nobody wakes the sender."""

PROBE_SECONDS = 2.5
"""How long the question whether Telegram is there may take."""

_OWN_PACE = "the chat's own pace"
_LONGEST_PAUSE_SECONDS = 2.0
_STORE_PAUSE_SECONDS = 2.0


class Sender:
    """The only sender of a process. `await run()` in a task of its own; it ends after `stop()`."""

    def __init__(
        self,
        stores: Stores,
        clock: Clock,
        api: BotApi,
        *,
        rate: float,
        in_flight: int = IN_FLIGHT,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """`rate` is in messages a second, over all chats; `seconds` reads the clock by which the pace is kept."""
        self._stores, self._clock, self._api = stores, clock, api
        self._pacing, self._limit = Pacing(rate, seconds=seconds), in_flight
        self._flying: set[asyncio.Task[None]] = set()
        self._woken, self._settled = asyncio.Event(), asyncio.Event()
        self._stopping = self._in_doubt = False
        self._flooded: set[ChatId] = set()

    def wake(self) -> None:
        """Look at the outbox now."""
        self._woken.set()

    async def run(self) -> None:
        """Send until stopped; what a dead process had begun to send is given back first."""
        await self._release()
        while not self._stopping:
            await self._free_slot()
            if self._in_doubt:
                await self._until_answered()
            await asyncio.sleep(self._pacing.wait())
            self._woken.clear()
            if self._stopping:
                return
            delivery = await self._claimed()
            if delivery is None:
                await self._something_new(IDLE_SECONDS)
            else:
                await self._launch(delivery)

    async def stop(self, *, seconds: float) -> None:
        """Claim nothing more; give the sends in flight `seconds` to be settled, then let go of them."""
        self._stopping = True
        self.wake()
        if self._flying:
            _, late = await asyncio.wait(self._flying, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def drain(self) -> None:
        """Return once nothing that is due is unsettled."""
        while not self._stopping:
            self._settled.clear()
            async with self._stores.begin() as tx:
                if not await tx.outbox.pending(now=self._clock.now()):
                    return
            self.wake()
            with suppress(TimeoutError):
                async with asyncio.timeout(IDLE_SECONDS / 4):
                    await self._settled.wait()

    async def _release(self) -> None:
        async with self._stores.begin() as tx:
            given_back = await tx.outbox.release_leases()
        if given_back:
            log.warning("sends were cut short; each is sent once more", count=given_back)

    async def _free_slot(self) -> None:
        while len(self._flying) >= self._limit:
            await asyncio.wait(self._flying, return_when=asyncio.FIRST_COMPLETED)

    async def _something_new(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._woken.wait()

    async def _claimed(self) -> Delivery | None:
        """Lease the next delivery, None where nothing is due or the store cannot be used just now."""
        try:
            async with self._stores.begin() as tx:
                found = await tx.outbox.claim_due(
                    now=self._clock.now(), elapsed=self._clock.elapsed(), lease=LEASE, limit=1
                )
                return found[0] if found else None
        except StoreError as exc:
            log.error("outbox cannot be read", error=str(exc))  # noqa: TRY400 -- the advice is in the words
            await self._something_new(_STORE_PAUSE_SECONDS)
            return None

    async def _launch(self, delivery: Delivery) -> None:
        """Begin a send; give the delivery back where another one fell into doubt meanwhile, or its chat has to wait."""
        if self._in_doubt:
            await self._settle(delivery, Postponed(timedelta(), NO_CONNECTION))
            return
        wait = self._pacing.admit(delivery.chat)
        if wait:
            await self._settle(delivery, Postponed(wait, _OWN_PACE))
            return
        self._pacing.begin()
        task = asyncio.create_task(self._send(delivery), name=f"send {delivery.key}")
        self._flying.add(task)
        task.add_done_callback(self._landed)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._flying.discard(task)
        self._settled.set()

    async def _send(self, delivery: Delivery) -> None:
        try:
            outcome = await deliver(self._api, with_lateness(delivery, self._clock.now()))
        except Exception as exc:
            log.exception("send failed", key=delivery.key)
            outcome = Unknown(type(exc).__name__)
        await self._settle(delivery, self._weighed(delivery, outcome))

    def _weighed(self, delivery: Delivery, outcome: Outcome) -> Outcome:
        """Note what an outcome says about all the others, and whom flood control is about.

        One refusal is about its chat; a second one in another chat, with nothing sent in between, is about all.
        """
        match outcome:
            case Sent():
                self._flooded.clear()
            case Unknown():
                self._in_doubt = True
            case Postponed(reason=reason) if reason.startswith(NO_CONNECTION):
                self._in_doubt = True
            case Postponed(reason=reason) if reason.startswith(FLOOD):
                self._flooded.add(delivery.chat)
                return replace(outcome, chat_only=len(self._flooded) < 2)
        return outcome

    async def _until_answered(self) -> None:
        """After a lost answer, ask until Telegram is there: an outage costs a delivery at most one try."""
        pause = 0.25
        while self._in_doubt and not self._stopping:
            try:
                await self._api.call("getMe", {}, seconds=PROBE_SECONDS)
                self._in_doubt = False
            except TransportError as exc:
                log.warning("telegram does not answer", error=str(exc))
                await asyncio.sleep(pause * random.uniform(0.7, 1.3))  # noqa: S311 -- jitter
                pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)

    async def _settle(self, delivery: Delivery, outcome: Outcome) -> None:
        """Write down what became of a delivery, however long that takes: its place in flight is kept until then."""
        while True:
            try:
                async with self._stores.begin() as tx:
                    await tx.outbox.settle(delivery.key, outcome, elapsed=self._clock.elapsed())
                break
            except StoreError as exc:
                log.error("outcome cannot be kept yet", key=delivery.key, error=str(exc))  # noqa: TRY400 -- as above
                await asyncio.sleep(_STORE_PAUSE_SECONDS)
        _report(delivery, outcome)


def _report(delivery: Delivery, outcome: Outcome) -> None:
    match outcome:
        case Sent():
            log.debug("sent", key=delivery.key, attempts=delivery.attempts)
        case Postponed(wait, reason) if reason == _OWN_PACE:
            log.debug("paced", key=delivery.key, seconds=wait.total_seconds())
        case Postponed(wait, reason, chat_only):
            log.warning("postponed", key=delivery.key, seconds=wait.total_seconds(), reason=reason, chat_only=chat_only)
        case Undeliverable(reason, gone):
            log.warning("undeliverable", key=delivery.key, reason=reason, gone=gone)
        case Unknown(reason):
            log.warning("outcome unknown", key=delivery.key, reason=reason, unknowns=delivery.unknowns + 1)

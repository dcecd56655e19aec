"""The sender: claims what is due, sends each message in its turn, and settles each by itself."""

import asyncio
import logging
import random
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.delivery.aftermath import Aftermath
from bot.delivery.outcomes import FLOOD, NO_CONNECTION, deliver
from bot.delivery.pacing import Allowances, Flight
from bot.delivery.settling import Settler
from bot.delivery.transport import BotApi, TransportError
from bot.views.language import speaking
from bot.views.lateness import is_late, with_lateness
from bot.vitals import Vitals
from core.errors import StoreError
from core.model.delivery import Delivery, Moved, Outcome, Postponed, Sent, Undeliverable, Unknown
from core.model.ids import ChatId
from core.model.subscriber import Subscriber
from core.ports import Clock, Stores, Transaction

log = structlog.get_logger(__name__)
_TALKS = logging.getLogger(__name__)

MOST_IN_FLIGHT = 512
LEASE = timedelta(minutes=2)
"""Longer than any send can take, with all that is tried instead."""

IDLE_SECONDS = 1.0
"""How long after the last look the outbox is looked at again when nobody wakes the sender."""

PROBE_SECONDS = 2.5
"""How long the question whether Telegram is there may take."""

GATHER_SECONDS = 0.01
"""How long outcomes wait for each other where many sends are under way; none where sends are claimed one by one."""

LEAD = timedelta(milliseconds=3)
"""How long before the next turn is claimed: a reply that comes in before that goes first."""

_OWN_PACE = "the chat's own pace"
_LONGEST_PAUSE_SECONDS = 2.0
_STORE_PAUSE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Claim:
    """What is to be sent, and when each send may begin; how many were `due`; how far off the next turn still was."""

    turns: Sequence[tuple[Delivery, datetime]] = ()
    due: int = 0
    ahead: timedelta = timedelta()


def _over(found: Sequence[Delivery], allowances: Allowances, now: datetime) -> dict[str, timedelta]:
    return {one.key: wait for one in found if (wait := allowances.admit(one.chat, now=now))}


class Sender:
    """One of the senders of a store. `await run()` in a task of its own; it ends after `stop()`."""

    def __init__(
        self,
        stores: Stores,
        clock: Clock,
        api: BotApi,
        *,
        rate: float,
        most: int = MOST_IN_FLIGHT,
        paced_by: Callable[[], datetime] | None = None,
        alone: bool = True,
        paid: bool = False,
        vitals: Vitals | None = None,
    ) -> None:
        """`rate` is in messages a second, over all chats and all senders of the store; at most `most` are under way.

        `paced_by` tells the time by which the pace is kept, the machine's own where none is given. Who is not `alone`
        leaves what a dead process had begun to its leases. With `paid` a faster rate than 30/s costs the owner Stars.
        """
        self._stores, self._clock, self._api = stores, clock, api
        self._paced_by, self._vitals = paced_by or clock.elapsed, vitals or Vitals()
        self._alone, self._paid = alone, paid
        self._space, self._allowances, self._flight = timedelta(seconds=1 / rate), Allowances(), Flight(rate, most=most)
        self._settler = Settler(stores, clock, gather_seconds=GATHER_SECONDS if self._flight.batch > 1 else 0)
        self._aftermath = Aftermath(stores, clock, api)
        self._flying: set[asyncio.Task[None]] = set()
        self._woken, self._settled, self._ended = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._ended.set()
        self._stopping = self._in_doubt = False
        self._flooded: set[ChatId] = set()

    def wake(self) -> None:
        """Look at the outbox now."""
        self._woken.set()

    async def run(self) -> None:
        """Send until stopped; what a dead process had begun to send is given back first."""
        self._ended.clear()
        try:
            if self._alone:
                await self._release()
            while not self._stopping:
                await self._send_some()
        finally:
            self._ended.set()

    async def stop(self, *, seconds: float) -> None:
        """Claim nothing more; give the sends in flight `seconds` to be settled, then let go of them."""
        self._stopping = True
        self.wake()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._ended.wait()
                if self._flying:
                    await asyncio.wait(self._flying)
        late = list(self._flying)
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

    async def _send_some(self) -> None:
        """Claim as many as may be under way, and begin each in its turn; wait for news where nothing is due."""
        self._vitals.sign("sender")
        await self._room_for_a_batch()
        if self._in_doubt:
            await self._until_answered()
        self._woken.clear()
        if self._stopping:
            return
        claim = await self._claimed(min(self._flight.batch, self._flight.limit - len(self._flying)))
        if claim.ahead:
            await asyncio.sleep(claim.ahead.total_seconds())
        elif not claim.due:
            await self._something_new(IDLE_SECONDS)
        for delivery, turn in claim.turns:
            if (ahead := turn - self._paced_by()) > timedelta():
                await asyncio.sleep(ahead.total_seconds())
            await self._launch(delivery)

    async def _room_for_a_batch(self) -> None:
        while self._flying and len(self._flying) > self._flight.limit - self._flight.batch:
            self._settled.clear()
            await self._settled.wait()

    async def _something_new(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._woken.wait()

    async def _claimed(self, limit: int) -> Claim:
        """Claim; nothing where the store cannot be used just now."""
        try:
            async with self._stores.begin() as tx:
                return await self._claim(tx, limit)
        except StoreError as exc:
            log.error("outbox cannot be read", error=str(exc))  # noqa: TRY400 -- the advice is in the words
            await self._something_new(_STORE_PAUSE_SECONDS)
            return Claim()

    async def _claim(self, tx: Transaction, limit: int) -> Claim:
        """Lease what comes next with its turns, once the next turn is near; what a chat does not take yet waits."""
        elapsed, paced = self._clock.elapsed(), self._paced_by()
        ahead = await tx.outbox.next_turn(elapsed=paced) - paced - LEAD
        if ahead > timedelta():
            return Claim(ahead=ahead)
        found = await tx.outbox.claim_due(now=self._clock.now(), elapsed=elapsed, lease=LEASE, limit=limit)
        waits = await self._waits(tx, found, paced)
        if waits:
            postponed = {key: Postponed(wait, _OWN_PACE) for key, wait in waits.items()}
            await tx.outbox.settle(postponed, elapsed=elapsed)
        ready = [one for one in found if one.key not in waits]
        turns = await tx.outbox.take_turns(len(ready), elapsed=paced, space=self._space) if ready else []
        return Claim(list(zip(ready, turns, strict=True)), due=len(found))

    async def _waits(self, tx: Transaction, found: Sequence[Delivery], paced: datetime) -> dict[str, timedelta]:
        """Return how long each of those has to wait that its chat does not take yet; several senders count together."""
        if self._alone or not found:
            return _over(found, self._allowances, paced)
        shared = Allowances(await tx.outbox.allowances({one.chat for one in found}))
        waits = _over(found, shared, paced)
        await tx.outbox.allow(shared.full)
        return waits

    async def _launch(self, delivery: Delivery) -> None:
        """Begin a send; give the delivery back where another one fell into doubt meanwhile, or the end has come."""
        if self._in_doubt or self._stopping:
            await self._settle(delivery, Postponed(timedelta(), NO_CONNECTION))
            return
        task = asyncio.create_task(self._send(delivery), name=f"send {delivery.key}")
        self._flying.add(task)
        task.add_done_callback(self._landed)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._flying.discard(task)
        self._settled.set()
        self.wake()  # the chat may have more waiting

    async def _send(self, delivery: Delivery) -> None:
        begun = time.monotonic()
        try:
            outcome = await deliver(self._api, await self._as_told(delivery), paid=self._paid)
        except Exception as exc:
            log.exception("send failed", key=delivery.key)
            outcome = Unknown(type(exc).__name__)
        self._flight.landed(time.monotonic() - begun)
        await self._settle(delivery, self._weighed(delivery, outcome))
        with suppress(StoreError):  # what it would say is no promise
            if await self._aftermath.note(delivery, outcome):
                self.wake()

    async def _as_told(self, delivery: Delivery) -> Delivery:
        """Return a delivery as it is to be sent: what is late says so, in the language of its chat."""
        now = self._clock.now()
        if not is_late(delivery, now):
            return delivery
        subscriber = None
        with suppress(StoreError):  # English will do then
            async with self._stores.begin() as tx:
                subscriber = await tx.subscribers.get(delivery.chat)
        with speaking((subscriber or Subscriber(delivery.chat)).language):
            return with_lateness(delivery, now)

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
        await self._settler.settle(delivery.key, outcome)
        late = self._clock.now() - delivery.due
        self._vitals.settled(outcome, late_seconds=late.total_seconds())
        _report(delivery, outcome)


def _report(delivery: Delivery, outcome: Outcome) -> None:
    match outcome:
        case Sent():
            if _TALKS.isEnabledFor(logging.DEBUG):  # of thousands a second, each line that nobody sees would cost
                log.debug("sent", key=delivery.key, attempts=delivery.attempts)
        case Postponed(wait, reason, chat_only):
            log.warning("postponed", key=delivery.key, seconds=wait.total_seconds(), reason=reason, chat_only=chat_only)
        case Undeliverable(reason, gone):
            log.warning("undeliverable", key=delivery.key, reason=reason, gone=gone)
        case Moved(to):
            log.warning("chat goes on under another id", key=delivery.key, chat=delivery.chat, to=to)
        case Unknown(reason):
            log.warning("outcome unknown", key=delivery.key, reason=reason, unknowns=delivery.unknowns + 1)

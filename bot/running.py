"""One bot at work: its desk, lanes, intake, sender and ticks, begun together and ended in order."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

import structlog

from bot.context import Bureau, Desk
from bot.delivery.sender import Sender
from bot.delivery.transport import BotApi
from bot.desk import make_desk, open_and_greet
from bot.handlers import MENUS, handlers
from bot.intake.lanes import Lanes
from bot.intake.polling import Poller
from bot.jobs import Heart, Tick, ticks
from bot.roles import Role
from bot.views.menu import menus
from bot.vitals import Vitals
from bot.waking import Bells
from core.errors import StoreError
from core.model.ids import ChatId
from core.newsdesk import briefs
from core.newsdesk.room import Newsroom
from core.ports import Locks

log = structlog.get_logger(__name__)

GRACE_SECONDS = 2.0
"""What handlers and sends under way are given at the end."""

STANDBY_SECONDS = 1.0
"""How often one that stands by looks whether it is its turn."""

_TICK_SECONDS = 0.5
_ASIDE_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Orders:
    """How a bot is to work: which role it plays, messages a second, which chats it answers, whether its clock ticks.

    With `hook` set, Telegram brings the updates, and it is called once everything stands ready; else they are polled.
    """

    rate: float = 28.0
    paced_by: Callable[[], datetime] | None = None
    """The time by which messages are paced; the machine's own where none is given."""
    admits: Callable[[ChatId | None], bool] = lambda _: True
    ticking: bool = True
    role: Role = Role.ALL
    hook: "Hook | None" = None
    paid: bool = False
    owner: ChatId | None = None
    public_url: str = ""
    vitals: Vitals = field(default_factory=Vitals)


class Hook(Protocol):
    """What brings updates in place of the poller."""

    async def open(self, wake: Callable[[], None]) -> None:
        """Let Telegram bring them from now on; `wake` is called when one is kept."""

    async def watch(self) -> None:
        """See to it for ever that it does. Raises ConfigurationError where it never will again."""


@dataclass(frozen=True, slots=True)
class Crew:
    """A bot at work. `ended` is done when a part of it failed, with the reason."""

    room: Newsroom
    sender: Sender
    ended: asyncio.Future[None]


class Part(Protocol):
    """What runs until it is stopped."""

    async def run(self) -> None:
        """Work until stopped."""

    async def stop(self, *, seconds: float) -> None:
        """Begin nothing more; finish within `seconds`, or let go."""


@asynccontextmanager
async def at_work(room: Newsroom, api: BotApi, orders: Orders) -> AsyncIterator[Crew]:
    """Let a bot work until the block ends; then what is under way is finished, or undone and left for the next start.

    Raises ConfigurationError where Telegram refuses the token.
    """
    alone = orders.role is Role.ALL
    bells = Bells(room.stores.locks, shared=not alone)
    sender = Sender(
        room.stores,
        room.clock,
        api,
        rate=orders.rate,
        paced_by=orders.paced_by,
        alone=alone,
        paid=orders.paid,
        vitals=orders.vitals,
    )
    bureau = Bureau(room, api, bells.outbox, owner=orders.owner, public_url=orders.public_url)
    desk = make_desk(bureau, handlers())
    ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    try:
        async with AsyncExitStack() as stack:
            # Telegram is asked for updates while it is asked who the bot is: what it brings waits in the journal.
            await stack.enter_async_context(_under_way({}, _listening(room, api, bells, orders), ended))
            await open_and_greet(desk, api)
            await stack.enter_async_context(_parts_at_work(room, desk, sender, bells, orders, ended))
            if orders.role.plays(Role.INTAKE):
                bureau.asides("setMyCommands", menus(MENUS))
            if orders.ticking:
                await stack.enter_async_context(_ticking(room, bells, orders))
            gc.freeze()  # what the start made stays: to look through it again and again held the loop for 60 ms
            yield Crew(room, sender, ended)
    finally:
        ended.cancel()
        await bureau.aside_done(seconds=_ASIDE_SECONDS)
        await desk.shutdown()


@asynccontextmanager
async def _parts_at_work(
    room: Newsroom, desk: Desk, sender: Sender, bells: Bells, orders: Orders, ended: "asyncio.Future[None]"
) -> AsyncIterator[None]:
    """Run the parts of a role until the block ends; where one of them fails, `ended` holds the reason."""
    parts: dict[str, Part] = {}
    if orders.role.plays(Role.SENDER):
        parts["sender"], bells.sender = sender, sender.wake
    if orders.role.plays(Role.WORKER):
        lanes = Lanes(desk, locks=room.stores.locks if bells.shared else None)
        parts["lanes"], bells.lanes = lanes, lanes.wake
    hooks = [orders.hook] if orders.hook is not None and orders.role.plays(Role.INTAKE) else []
    async with _under_way(parts, [bells.hear(), *(hook.watch() for hook in hooks)], ended):
        for hook in hooks:
            await hook.open(bells.journal)
        yield


def _listening(room: Newsroom, api: BotApi, bells: Bells, orders: Orders) -> list[Coroutine[Any, Any, None]]:
    """Return the polling for updates, nothing where this role does not poll."""
    if orders.hook is not None or not orders.role.plays(Role.INTAKE):
        return []
    poller = Poller(room.stores, room.clock, api, wake=bells.journal, admits=orders.admits)
    return [_in_turn(room.stores.locks, "poll", poller.run()) if bells.shared else poller.run()]


async def _in_turn(locks: Locks, name: str, work: Coroutine[Any, Any, None]) -> None:
    """Do a work that one process at a time does; stand by while another one does it."""
    try:
        await stand_by(locks, name)
    except BaseException:
        work.close()
        raise
    await work


async def stand_by(locks: Locks, name: str) -> None:
    """Return once a lock is ours."""
    told = False
    while not await _acquired(locks, name):
        if not told:
            log.warning("another process does this; standing by", work=name)
        told = True
        await asyncio.sleep(STANDBY_SECONDS)


async def _acquired(locks: Locks, name: str) -> bool:
    try:
        return await locks.acquire(name)
    except StoreError as exc:
        log.error("the store cannot be locked", error=str(exc))  # noqa: TRY400 -- the advice is in the words
        return False


@asynccontextmanager
async def _under_way(
    parts: dict[str, Part], work: list[Coroutine[Any, Any, None]], ended: "asyncio.Future[None]"
) -> AsyncIterator[None]:
    """Run parts, which are stopped at the end, and work that may be cancelled at any time, which is ended before."""
    running = [asyncio.create_task(part.run(), name=name) for name, part in parts.items()]
    free = [asyncio.create_task(one) for one in work]
    for task in [*running, *free]:
        task.add_done_callback(lambda done: _note_failure(done, ended))
    try:
        yield
    finally:
        for task in free:
            task.cancel()
        await asyncio.gather(*(part.stop(seconds=GRACE_SECONDS) for part in parts.values()))
        for task in running:
            task.cancel()
        await asyncio.gather(*running, *free, return_exceptions=True)


def _note_failure(task: "asyncio.Task[None]", ended: "asyncio.Future[None]") -> None:
    failure = None if task.cancelled() else task.exception()
    if failure is not None and not ended.done():
        ended.set_exception(failure)


@asynccontextmanager
async def _ticking(room: Newsroom, bells: Bells, orders: Orders) -> AsyncIterator[None]:
    """Let the ticks of a role run until the block ends."""

    async def deliver_first() -> None:
        if await briefs.deliver_first(room):
            bells.outbox()

    beats = {
        name: (interval, _shared(room.stores.locks, name, tick) if bells.shared else tick)
        for name, (interval, tick) in ticks(
            room, wake=bells.outbox, after_reading=deliver_first, owner=orders.owner
        ).items()
        if orders.role.plays(Role.WORKER if name == "read" else Role.CLOCK)
    }
    heart = Heart(beats, room.clock.now, sign=orders.vitals.sign)
    heart.start()
    try:
        yield
    finally:
        await heart.stop(seconds=_TICK_SECONDS)


def _shared(locks: Locks, name: str, tick: Tick) -> Tick:
    """Let one process at a time have a tick."""

    async def run() -> None:
        if await locks.acquire(f"tick:{name}"):
            await tick()

    return run

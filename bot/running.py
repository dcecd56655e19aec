"""One bot at work: its desk, lanes, poller, sender and ticks, begun together and ended in order."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime

from bot.context import Bureau
from bot.delivery.sender import Sender
from bot.delivery.transport import BotApi
from bot.desk import greet, make_desk, open_desk
from bot.handlers import MENU, handlers
from bot.intake.lanes import Lanes
from bot.intake.polling import Poller
from bot.jobs import Heart, ticks
from bot.views.menu import menu
from core.model.ids import ChatId
from core.newsdesk import briefs
from core.newsdesk.room import Newsroom

GRACE_SECONDS = 2.0
"""What handlers and sends under way are given at the end."""

_TICK_SECONDS = 0.5
_ASIDE_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Orders:
    """How a bot is to work: messages a second, which chats it answers, and whether its own clock ticks."""

    rate: float = 28.0
    paced_by: Callable[[], datetime] | None = None
    """The time by which messages are paced; the machine's own where none is given."""
    admits: Callable[[ChatId | None], bool] = lambda _: True
    ticking: bool = True


@dataclass(frozen=True, slots=True)
class Crew:
    """A bot at work. `ended` is done when a part of it failed, with the reason."""

    room: Newsroom
    sender: Sender
    ended: asyncio.Future[None]


@asynccontextmanager
async def at_work(room: Newsroom, api: BotApi, orders: Orders) -> AsyncIterator[Crew]:
    """Let a bot work until the block ends; then what is under way is finished, or undone and left for the next start.

    Raises ConfigurationError where Telegram refuses the token.
    """
    await greet(api)
    sender = Sender(room.stores, room.clock, api, rate=orders.rate, paced_by=orders.paced_by)
    bureau = Bureau(room, api, sender.wake)
    desk = make_desk(bureau, handlers())
    await open_desk(desk)
    lanes = Lanes(desk)
    poller = Poller(room.stores, room.clock, api, wake=lanes.wake, admits=orders.admits)
    try:
        async with _under_way(sender, lanes, poller) as ended:
            bureau.aside("setMyCommands", {"commands": menu(MENU)})
            async with _ticking(room, sender) if orders.ticking else nullcontext():
                yield Crew(room, sender, ended)
    finally:
        await bureau.aside_done(seconds=_ASIDE_SECONDS)
        await desk.shutdown()


@asynccontextmanager
async def _under_way(sender: Sender, lanes: Lanes, poller: Poller) -> AsyncIterator["asyncio.Future[None]"]:
    """Run the three until the block ends; gives the future that holds the reason where one of them fails."""
    ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    tasks = [asyncio.create_task(part.run(), name=type(part).__name__) for part in (sender, lanes, poller)]
    for task in tasks:
        task.add_done_callback(lambda done: _note_failure(done, ended))
    try:
        yield ended
    finally:
        tasks[-1].cancel()
        await asyncio.gather(lanes.stop(seconds=GRACE_SECONDS), sender.stop(seconds=GRACE_SECONDS))
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        ended.cancel()


def _note_failure(task: "asyncio.Task[None]", ended: "asyncio.Future[None]") -> None:
    failure = None if task.cancelled() else task.exception()
    if failure is not None and not ended.done():
        ended.set_exception(failure)


@asynccontextmanager
async def _ticking(room: Newsroom, sender: Sender) -> AsyncIterator[None]:
    """Let the clock's own ticks run until the block ends."""

    async def deliver_first() -> None:
        if await briefs.deliver_first(room):
            sender.wake()

    heart = Heart(ticks(room, wake=sender.wake, after_reading=deliver_first))
    heart.start()
    try:
        yield
    finally:
        await heart.stop(seconds=_TICK_SECONDS)

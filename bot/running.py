"""One bot at work: its desk, lanes, poller, sender and ticks, begun together and ended in order."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import structlog

from bot.context import Bureau
from bot.delivery.sender import Sender
from bot.delivery.transport import BotApi
from bot.desk import greet, make_desk, open_desk
from bot.handlers import MENU, handlers
from bot.intake.lanes import Lanes
from bot.intake.polling import Poller
from bot.jobs import schedule, ticks
from bot.views.menu import menu
from core.model.ids import ChatId
from core.newsdesk import briefs
from core.newsdesk.room import Newsroom

log = structlog.get_logger(__name__)

GRACE_SECONDS = 2.5
"""What handlers and sends under way are given at the end."""

_ASIDE_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Orders:
    """How a bot is to work: messages a second, which chats it answers, and whether its own clock ticks."""

    rate: float = 28.0
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
    sender = Sender(room.stores, room.clock, api, rate=orders.rate)
    bureau = Bureau(room, api, sender.wake)
    desk = make_desk(bureau, handlers())
    await open_desk(desk)
    lanes = Lanes(desk)
    poller = Poller(room.stores, room.clock, api, wake=lanes.wake, admits=orders.admits)
    crew = Crew(room, sender, asyncio.get_running_loop().create_future())
    parts = {"sender": sender.run(), "lanes": lanes.run(), "poller": poller.run()}
    tasks = {name: asyncio.create_task(part, name=name) for name, part in parts.items()}
    for task in tasks.values():
        task.add_done_callback(lambda done: _note_end(done, crew.ended))
    bureau.aside("setMyCommands", {"commands": menu(MENU)})
    scheduler = schedule(ticks(room, wake=sender.wake, after_reading=_after_reading(room, sender)))
    if orders.ticking:
        scheduler.start()
    try:
        yield crew
    finally:
        if orders.ticking:
            scheduler.shutdown(wait=False)
        tasks["poller"].cancel()
        await asyncio.gather(lanes.stop(seconds=GRACE_SECONDS), sender.stop(seconds=GRACE_SECONDS))
        await bureau.aside_done(seconds=_ASIDE_SECONDS)
        for task in tasks.values():
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)
        await desk.shutdown()


def _note_end(task: asyncio.Task[None], ended: asyncio.Future[None]) -> None:
    if task.cancelled() or ended.done():
        return
    failure = task.exception()
    if failure is not None:
        ended.set_exception(failure)


def _after_reading(room: Newsroom, sender: Sender) -> Callable[[], Any]:
    async def deliver() -> None:
        if await briefs.deliver_first(room):
            sender.wake()

    return deliver

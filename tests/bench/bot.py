"""The table of the bot: from an update's arrival to its reply, idle and in a broadcast.

The whole bot works on SQLite against the playground's server, all in this process; the story's first two reports are
read.
"""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from bot.delivery.transport import BotApi
from bot.logs import configure_logs
from bot.playground import PlaygroundServer
from bot.playground.people import READER
from bot.recorded import recorded_days
from bot.settings import Settings
from bot.stage import Script, Stage
from bot.views.charts import ROWS, draw, timeline_chart
from bot.views.composer import TelegramComposer
from core.adapters.clock import SteppedClock, SystemClock
from core.adapters.sql.stores import open_stores
from core.adapters.workers import InlineWorkers
from core.model.deadline import Due
from core.model.delivery import Delivery, Priority
from core.model.ids import ChatId
from core.newsdesk.room import Newsroom
from core.ports import Clock
from tests.bot.views.samples import NOW, deadline, finding, report
from tests.bot.views.samples import READER as SUBSCRIBER
from tests.core.newsdesk.desk import Papers

COMMANDS = (
    "/start", "/brief", "/deadlines", "/deadline ultimatum", "/digest 08:00", "/alerts", "/search Patriot", "/settings",
    "/help", "when does the ultimatum end?",
)  # fmt: skip
"""What people send most."""

ROUNDS, AUDIENCE = 10, 4_500
_BEGINS = datetime(2025, 7, 20, 13, tzinfo=UTC)
_FIRST = 50_000


def table() -> list[str]:
    """Return the lines of the table."""
    configure_logs(Settings(log_level="WARNING"))
    return asyncio.run(_lines())


async def _lines() -> list[str]:
    async with _at_work() as (server, rooms):
        idle = {text: await _answered(server, text) for text in COMMANDS}
        asides = await _asides(server)
        await _broadcast(server, rooms[-1])
        busy = {text: await _answered(server, text) for text in COMMANDS}
        busy_asides = await _asides(server)
        async with rooms[-1].stores.begin() as tx:
            left = await tx.outbox.pending(now=rooms[-1].clock.now())
    idle, busy = {**idle, **asides}, {**busy, **busy_asides}
    rows = [
        f"{text:32}{_centile(idle[text], 50):>9.0f}{_centile(idle[text], 95):>9.0f}"
        f"{_centile(busy[text], 50):>12.0f}{_centile(busy[text], 95):>9.0f}"
        for text in idle
    ]
    head = f"{'update to reply, ms':32}{'idle p50':>9}{'p95':>9}{'busy p50':>12}{'p95':>9}"
    return [
        head,
        *rows,
        _pictures(),
        f"busy: a broadcast to {AUDIENCE:,} chats at 28/s, {left:,} of it still to be sent at the end",
    ]


def _pictures() -> str:
    """Return the milliseconds of CPU that a picture of the open deadlines takes, as full as one gets."""
    days = [Due.on(NOW.date() + timedelta(days=12 * n), "Europe/Kyiv") for n in range(1, ROWS + 1)]
    chart = timeline_chart([deadline(due, reports=(report(1, finding(due)),)) for due in days], SUBSCRIBER, NOW)
    draw(chart)
    spent: list[float] = []
    for n in range(ROUNDS):
        began = time.process_time()
        draw(chart, dark=bool(n % 2))
        spent.append(1000 * (time.process_time() - began))
    return f"{'/timeline, the picture alone':32}{_centile(spent, 50):>9.0f}{_centile(spent, 95):>9.0f}"


@asynccontextmanager
async def _at_work() -> AsyncIterator[tuple[PlaygroundServer, list[Newsroom]]]:
    """Let the bot work in the story, with its rooms as they are opened."""
    rooms: list[Newsroom] = []
    numbers = count(1)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))

        @asynccontextmanager
        async def open_room(clock: Clock, _follows_feeds: bool) -> AsyncIterator[Newsroom]:
            stores = await open_stores(f"sqlite:///{folder}/{next(numbers)}.sqlite3")
            rooms.append(Newsroom(stores, clock, InlineWorkers(), Papers(), TelegramComposer()))
            yield rooms[-1]
            await stores.close()

        broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        script = Script(recorded_days(), _BEGINS)
        stage = Stage(script, open_room, real=SystemClock(), stepped=SteppedClock, fault=broken.set_exception)
        server = PlaygroundServer(0, now=stage.now, on_step=stage.step, on_mode=stage.open)
        await server.start()
        stack.push_async_callback(server.stop)
        stage.api = await stack.enter_async_context(BotApi(server.api_url, server.token))
        stack.push_async_callback(stage.close)
        await server.begin()
        yield server, rooms


async def _answered(server: PlaygroundServer, text: str) -> list[float]:
    """Return the milliseconds that each of some answers took."""
    telegram, spent = server.telegram, list[float]()
    for _ in range(ROUNDS):
        heard = len(telegram.said_to(READER))
        began = time.perf_counter()
        telegram.say(text, READER)
        await telegram.until(lambda heard=heard: len(telegram.said_to(READER)) > heard, timeout=30)  # type: ignore[misc]
        spent.append(1000 * (time.perf_counter() - began))
        await asyncio.sleep(1.05)  # one message a second is what a chat is granted
    return spent


async def _asides(server: PlaygroundServer) -> dict[str, list[float]]:
    """Return the milliseconds until what is asked beside messages is answered: a press, and words typed inline."""
    telegram = server.telegram
    telegram.say("/deadline ultimatum", READER)
    await telegram.until(lambda: "Why?" in str(telegram.messages(READER)[-1].get("reply_markup")), timeout=30)
    asks = {
        "a press: Why?": lambda: telegram.press_labelled("Why?", READER),
        "inline: @bot ultimatum": lambda: telegram.inline.type("ultimatum", READER),
    }
    return {name: [await _aside(server, ask) for _ in range(ROUNDS)] for name, ask in asks.items()}


async def _aside(server: PlaygroundServer, ask: Callable[[], str]) -> float:
    began = time.perf_counter()
    query = ask()
    await server.telegram.until(lambda: server.telegram.is_answered(query), timeout=30)
    spent = 1000 * (time.perf_counter() - began)
    await asyncio.sleep(1.05)
    return spent


async def _broadcast(server: PlaygroundServer, room: Newsroom) -> None:
    """Let a digest for each of many chats wait in the outbox."""
    for n in range(AUDIENCE):
        server.telegram.add_person(f"Reader {n}", _FIRST + n, has_started=True)
    payload, now = {"text": "The port of Varna reopens on Monday. " * 20}, room.clock.now()
    waiting = [
        Delivery(f"broadcast {n}", ChatId(_FIRST + n), payload, now, priority=Priority.DIGEST) for n in range(AUDIENCE)
    ]
    async with room.stores.begin() as tx:
        await tx.outbox.put(waiting)


def _centile(values: Sequence[float], share: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * share // 100)]

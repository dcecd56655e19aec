"""A newsroom on a real store, the stand-in for Telegram, and a desk whose handlers a test brings along."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, cast

import pytest
from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, MessageHandler, filters

from bot.context import Bureau, DatelineContext
from bot.delivery.sender import Sender
from bot.delivery.transport import BotApi
from bot.desk import make_desk, open_desk
from bot.intake.lanes import Lanes
from bot.intake.polling import Poller
from bot.intake.quotas import Quotas
from bot.playground import PlaygroundServer
from bot.views.composer import TelegramComposer
from core.adapters.clock import SystemClock
from core.adapters.sql.stores import SqlStores, open_stores
from core.adapters.workers import InlineWorkers
from core.model.delivery import JournalledUpdate
from core.newsdesk.room import Newsroom
from core.ports import Wire

Handle = Callable[[Update, DatelineContext], Coroutine[Any, Any, None]]


class Bench:
    """One bot with the handlers of a test: what it keeps, and what people see of it."""

    def __init__(self, stores: SqlStores, server: PlaygroundServer, api: BotApi) -> None:
        self.stores, self.server, self.telegram, self.api = stores, server, server.telegram, api
        nowhere = cast("Wire", None)  # these tests fetch nothing
        self.room = Newsroom(stores, SystemClock(), InlineWorkers(), nowhere, TelegramComposer())

    @asynccontextmanager
    async def working(self, handle: Handle, *, quotas: Quotas | None = None, **how: Any) -> AsyncIterator[Lanes]:
        """Let poller, lanes and sender work with one handler for messages and presses until the block ends."""
        sender = Sender(self.stores, self.room.clock, self.api, rate=500)
        bureau = Bureau(self.room, self.api, sender.wake)
        both: list[BaseHandler[Any, DatelineContext, Any]] = [
            MessageHandler(filters.ALL, handle),
            CallbackQueryHandler(handle),
        ]
        desk = make_desk(bureau, both)
        await open_desk(desk)
        lanes = Lanes(desk, quotas=quotas)
        poller = Poller(self.stores, self.room.clock, self.api, wake=lanes.wake, **how)
        tasks = [asyncio.create_task(part) for part in (sender.run(), lanes.run(), poller.run())]
        try:
            yield lanes
        finally:
            tasks[-1].cancel()
            await lanes.stop(seconds=1)
            await sender.stop(seconds=1)
            await bureau.aside_done(seconds=1)
            await asyncio.gather(*tasks, return_exceptions=True)
            await desk.shutdown()

    async def unread(self) -> list[JournalledUpdate]:
        async with self.stores.begin() as tx:
            return await tx.journal.unread(limit=100)


@pytest.fixture
async def server() -> AsyncIterator[PlaygroundServer]:
    server = PlaygroundServer(0, now=SystemClock().now)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def bench(server: PlaygroundServer, tmp_path: Path) -> AsyncIterator[Bench]:
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(BotApi(server.api_url, server.token))
        stores = await open_stores(f"sqlite:///{tmp_path}/store.sqlite3")
        stack.push_async_callback(stores.close)
        yield Bench(stores, server, api)


async def eventually(is_so: Callable[[], Coroutine[Any, Any, object]], seconds: float = 10) -> None:
    """Wait until something is so, looking again whenever the loop has gone round."""
    async with asyncio.timeout(seconds):
        while not await is_so():  # noqa: ASYNC110 -- a row in a table rings no bell
            await asyncio.sleep(0.005)

"""A store, the stand-in for Telegram, and a sender between them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.sender import Sender
from bot.delivery.transport import BotApi
from bot.playground import PlaygroundServer
from bot.playground.people import COLLEAGUE, READER
from bot.playground.telegram import Telegram
from core.adapters.clock import SystemClock
from core.adapters.sql.stores import SqlStores, open_stores
from core.model.delivery import Delivery, DeliveryState, Priority
from core.model.ids import ChatId

CHAT = ChatId(READER)
OTHER = ChatId(COLLEAGUE)


class Post:
    """What a test does with the outbox and sees of it."""

    def __init__(self, stores: SqlStores, server: PlaygroundServer, api: BotApi) -> None:
        self.stores, self.telegram, self.api, self.clock = stores, server.telegram, api, SystemClock()

    @asynccontextmanager
    async def sending(self, **how: Any) -> AsyncIterator[Sender]:
        """Let a sender work until the block ends."""
        sender = Sender(self.stores, self.clock, self.api, **{"rate": 500, **how})
        task = asyncio.create_task(sender.run())
        try:
            yield sender
        finally:
            await sender.stop(seconds=1)
            await task

    async def put(self, key: str, text: str = "", *, chat: ChatId = CHAT, **more: Any) -> None:
        """Put a message into the outbox; its text is its key where none is given."""
        payload = more.pop("payload", {"text": text or key})
        plain = {"priority": Priority.ALERT, "due": self.clock.now()}
        delivery = Delivery(key, chat, payload, **{**plain, **more})
        async with self.stores.begin() as tx:
            assert await tx.outbox.put([delivery]) == 1

    async def found(self, key: str) -> Delivery:
        async with self.stores.begin() as tx:
            found = await tx.outbox.find(key)
        assert found is not None
        return found

    async def state(self, key: str) -> DeliveryState:
        return (await self.found(key)).state


async def eventually(is_so: Callable[[], Awaitable[object]], seconds: float = 10) -> None:
    """Wait until something is so, looking again whenever the loop has gone round."""
    async with asyncio.timeout(seconds):
        while not await is_so():  # noqa: ASYNC110 -- a row in a table rings no bell
            await asyncio.sleep(0.005)


@pytest.fixture
async def server() -> AsyncIterator[PlaygroundServer]:
    """A server where both people have started the bot."""
    server = PlaygroundServer(0, now=SystemClock().now)
    for person in server.telegram.people.values():
        person.has_started = True
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def post(server: PlaygroundServer, tmp_path: Path) -> AsyncIterator[Post]:
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(BotApi(server.api_url, server.token))
        stores = await open_stores(f"sqlite:///{tmp_path}/store.sqlite3")
        stack.push_async_callback(stores.close)
        yield Post(stores, server, api)


@pytest.fixture
def telegram(server: PlaygroundServer) -> Telegram:
    return server.telegram

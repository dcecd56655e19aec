"""The whole bot in one process against the stand-in for Telegram: its clock is stepped, its wire is the test's own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.transport import BotApi
from bot.playground import PlaygroundServer
from bot.playground.people import COLLEAGUE, READER
from bot.playground.telegram import Telegram
from bot.running import Orders, at_work
from core.adapters.sql.stores import open_stores
from core.model.ids import ChatId
from tests.core.newsdesk.desk import Desk

ME = ChatId(READER)
OWNER = ChatId(COLLEAGUE)


class Chat:
    """One person's chat with the bot; each act returns once all that it leads to is done."""

    def __init__(self, desk: Desk, telegram: Telegram, person: int = READER) -> None:
        self.desk, self.telegram, self.person = desk, telegram, person

    def of(self, person: int) -> "Chat":
        """Return another person's chat with the same bot."""
        return Chat(self.desk, self.telegram, person)

    async def say(self, text: str, **more: Any) -> list[str]:
        """Send a text; return what is answered."""
        return await self._answers(lambda: self.telegram.say(text, self.person, **more))

    async def upload(self, name: str, data: bytes) -> list[str]:
        return await self._answers(lambda: self.telegram.send_file(name, data, self.person))

    async def receive(self, kind: str, **content: Any) -> list[str]:
        """Let an update of any shape arrive, as Telegram would send it."""
        who = self.telegram.people[self.person]
        who.has_started = True
        whole = {"message_id": 9_000, "date": 0, "chat": who.chat, "from": who.user, **content}
        return await self._answers(lambda: self.telegram.updates.put(kind, whole))

    async def press(self, label: str) -> list[str]:
        """Press the newest button with this label; return what is said beside the words over the chat."""
        return await self._answers(lambda: self.telegram.press_labelled(label, self.person))

    async def forge(self, data: str) -> str:
        """Press a button that carries this data; return the words over the chat."""
        last = self.telegram.messages(self.person)[-1]["message_id"]
        await self._answers(lambda: self.telegram.press(last, data, self.person))
        return self.telegram.toasts(self.person)[-1]

    @property
    def toast(self) -> str:
        """The words with which the last press was answered."""
        return self.telegram.toasts(self.person)[-1]

    @property
    def last(self) -> str:
        """What the bot's last message says now."""
        return self.telegram.said_to(self.person)[-1]

    @property
    def buttons(self) -> dict[str, str]:
        """The buttons of the last message that has any, with what they carry."""
        for message in reversed(self.telegram.messages(self.person)):
            if rows := message.get("reply_markup", {}).get("inline_keyboard", []):
                return {button["text"]: button["callback_data"] for row in rows for button in row}
        return {}

    async def _answers(self, act: Any) -> list[str]:
        before = len(self.telegram.sent)
        act()
        await self.settled()
        return [text for _, text in list(self.telegram.sent)[before:]]

    async def settled(self) -> None:
        """Wait until every update is obeyed and every message sent."""
        async with asyncio.timeout(10):
            while self.telegram.updates.waiting or not await self._is_quiet():  # noqa: ASYNC110 -- tables ring no bell
                await asyncio.sleep(0.005)

    async def _is_quiet(self) -> bool:
        async with self.desk.begin() as tx:
            unread, pending = await tx.journal.unread(limit=1), await tx.outbox.pending(now=self.desk.now)
        pressed = self.telegram._queries
        return not unread and not pending and not pressed


@pytest.fixture
async def chat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Chat]:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # as the command line sets it
    async with chatting(tmp_path) as chat:
        yield chat


@asynccontextmanager
async def chatting(tmp_path: Path, **orders: Any) -> AsyncIterator[Chat]:
    """Let a bot with these orders work until the block ends; give the chat of somebody with it."""
    async with AsyncExitStack() as stack:
        stores = await open_stores(str(tmp_path / "store.sqlite3"))
        stack.push_async_callback(stores.close)
        desk = Desk(stores)
        server = PlaygroundServer(0, now=desk.clock.now)
        await server.start()
        stack.push_async_callback(server.stop)
        api = await stack.enter_async_context(BotApi(server.api_url, server.token))
        await stack.enter_async_context(
            at_work(desk.room, api, Orders(rate=1000, ticking=False, owner=OWNER, **orders))
        )
        yield Chat(desk, server.telegram)

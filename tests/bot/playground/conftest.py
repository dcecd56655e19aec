"""The stand-in for Telegram, listening, and a client that asks it what a bot would."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from bot.playground import PlaygroundServer
from bot.playground.people import READER

NOON = datetime(2025, 7, 20, 12, tzinfo=UTC)


class Asking:
    """Calls methods of the Bot API and gives the status with the answer."""

    def __init__(self, server: PlaygroundServer, session: aiohttp.ClientSession) -> None:
        self.server, self.session = server, session

    async def call(self, method: str, **params: Any) -> Any:
        """Return the result of a method that is obeyed."""
        status, answer = await self.ask(method, **params)
        assert status == 200, answer
        return answer["result"]

    async def ask(self, method: str, **params: Any) -> tuple[int, dict[str, Any]]:
        async with self.session.post(self.address(method), json=params) as response:
            return response.status, await response.json()

    async def refusal(self, method: str, **params: Any) -> str:
        """Return what a method is refused for."""
        status, answer = await self.ask(method, **params)
        assert not answer["ok"]
        assert answer["error_code"] == status
        return f"{status} {answer['description']}"

    async def say(self, text: str, **params: Any) -> dict[str, Any]:
        result: dict[str, Any] = await self.call("sendMessage", chat_id=READER, text=text, **params)
        return result

    def address(self, method: str, token: str | None = None) -> str:
        return f"{self.server.api_url}/bot{token or self.server.token}/{method}"


@pytest.fixture
async def server() -> AsyncIterator[PlaygroundServer]:
    """A server whose reader has started the bot."""
    server = PlaygroundServer(0, now=lambda: NOON)
    server.telegram.people[READER].has_started = True
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def asking(server: PlaygroundServer) -> AsyncIterator[Asking]:
    async with aiohttp.ClientSession() as session:
        yield Asking(server, session)

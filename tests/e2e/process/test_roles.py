"""The bot in several processes: by roles on a real PostgreSQL, and a second one that stands by."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from bot.playground.people import COLLEAGUE, READER
from bot.web.webhook import SECRET_HEADER, hook_path, hook_secret
from core.adapters.sql.stores import SqlStores, open_stores
from tests.e2e.process.conftest import TOKEN, Scene
from tests.postgres import NoPostgresError, running


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    try:
        with running() as url:
            yield url
    except NoPostgresError as exc:
        pytest.skip(str(exc))


@pytest.fixture
async def shared(postgres: str) -> AsyncIterator[SqlStores]:
    """A store on the server that follows one feed that cannot be read."""
    stores = await open_stores(postgres)
    async with stores.begin() as tx:
        await tx.feeds.add("http://127.0.0.1:9/feed", title="Nothing", house=True)
    yield stores
    await stores.close()


class Hook:
    """What Telegram does to a webhook, and what a watcher asks of a process."""

    def __init__(self, client: aiohttp.ClientSession, port: int) -> None:
        self._client, self._url = client, f"http://127.0.0.1:{port}"

    async def bring(
        self, number: int, text: str, chat: int = READER, *, secret: str = hook_secret(TOKEN), path: str = ""
    ) -> int:
        """Bring a message and return the status of the answer."""
        sender = {"id": chat, "is_bot": False, "first_name": "Anna"}
        entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        message = {"message_id": number, "date": 1_790_000_000, "chat": {"id": chat, "type": "private"}, "from": sender}
        update = {"update_id": number, "message": {**message, "text": text, "entities": entities}}
        return await self.post(update, secret=secret, path=path)

    async def post(self, body: Any, *, secret: str = hook_secret(TOKEN), path: str = "") -> int:
        address = f"{self._url}/telegram/{path or hook_path(TOKEN)}"
        async with self._client.post(
            address, data=BytesIO(json.dumps(body).encode()), headers={SECRET_HEADER: secret}
        ) as answer:
            return answer.status

    async def ask(self, page: str) -> tuple[int, str]:
        async with self._client.get(f"{self._url}/{page}") as answer:
            return answer.status, await answer.text()


@pytest.fixture(autouse=True)
def started(scene: Scene) -> None:
    """Let both people have started the bot: they speak through the webhook alone."""
    for person in scene.telegram.people.values():
        person.has_started = True


async def test_by_roles_each_command_is_obeyed_once_also_when_a_worker_dies(
    scene: Scene, postgres: str, shared: SqlStores
) -> None:
    port = free_port()
    common: dict[str, Any] = {"database_url": postgres}
    public: dict[str, Any] = {"webhook_url": "https://bot.example.org", "http_port": port}
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(aiohttp.ClientSession())
        hook = Hook(client, port)
        worker, *_ = [
            await stack.enter_async_context(scene.running("--role", role, **common, **more))
            for role, more in [("worker", {}), ("worker", {}), ("clock", {}), ("sender", {}), ("intake", public)]
        ]
        await scene.until(lambda: any(call.method == "setWebhook" for call in scene.telegram.calls))
        assert [await hook.bring(n, "/help", READER + n % 2) for n in range(1, 5)] == [200] * 4
        assert await hook.bring(4, "/help", READER) == 200  # the same number again
        await scene.until(lambda: len(scene.telegram.sent) == 4)
        worker.kill()
        await worker.ended()
        await asyncio.gather(*(hook.bring(n, "/privacy", READER) for n in range(10, 15)))
        await scene.until(lambda: len(scene.telegram.sent) == 9)
        assert (await hook.ask("readyz"))[0] == 200
    assert sorted(chat for chat, _ in scene.telegram.sent) == [READER] * 7 + [COLLEAGUE] * 2
    async with shared.begin() as tx:
        assert not await tx.journal.unread(limit=10)


async def test_a_webhook_takes_nothing_from_strangers_and_says_how_the_bot_is(scene: Scene) -> None:
    port = free_port()
    async with (
        scene.running(webhook_url="https://bot.example.org", http_port=port),
        aiohttp.ClientSession() as client,
    ):
        await scene.until(lambda: any(call.method == "setWebhook" for call in scene.telegram.calls))
        hook = Hook(client, port)
        assert await hook.bring(1, "/help", secret="guessed") == 403
        assert await hook.bring(1, "/help", path="guessed") == 403
        assert await hook.post({"message": {}}) == 400
        assert await hook.post({"update_id": 1, "padding": "x" * 1_100_000}) == 413
        assert await hook.bring(2, "/help") == 200
        await scene.until(lambda: len(scene.telegram.sent) == 1)
        assert await hook.ask("healthz") == (200, "alive\n")
        assert await hook.ask("readyz") == (200, "ready\n")
        figures = ""
        async with asyncio.timeout(30):
            while 'part="fire"' not in figures:
                await asyncio.sleep(0.1)  # until the tick has beaten once
                _, figures = await hook.ask("metrics")
    assert 'dateline_deliveries_total{outcome="sent"} 1.0' in figures
    assert "dateline_feeds{state=" in figures
    assert 'dateline_sign_age_seconds{part="sender"}' in figures
    assert 'dateline_sign_age_seconds{part="fire"}' in figures
    assert 'dateline_lateness_seconds_bucket{le="1.0"} 1.0' in figures
    assert 'dateline_outbox_depth{priority="reply"} 0.0' in figures
    assert 'dateline_pool{state="in use"}' in figures
    assert TOKEN not in figures


async def test_a_second_bot_on_one_store_stands_by_and_takes_over(scene: Scene) -> None:
    async with scene.running() as first:
        scene.telegram.say("/help")
        await scene.until(lambda: len(scene.telegram.sent) == 1)
        async with scene.running() as second:
            await second.logs("standing by")
            first.kill()
            await first.ended()
            scene.telegram.say("/privacy")
            await scene.until(lambda: len(scene.telegram.sent) == 2, seconds=20)
            assert (await second.terminate())[0] == 0

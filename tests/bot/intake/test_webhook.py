"""The webhook: it is kept set, and a bot that Telegram will bring nothing any more does not live on in silence."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.web.webhook import Webhook, hook_path
from core.errors import ConfigurationError
from tests.bot.intake.conftest import Bench

URL = "https://bot.example.org"


@asynccontextmanager
async def watched(bench: Bench) -> AsyncIterator["asyncio.Task[None]"]:
    """Let Telegram bring updates, and somebody watch that it does, until the block ends."""
    hook = Webhook(bench.stores, bench.room.clock, bench.api, url=URL, watch_seconds=0.05)
    await hook.open(lambda: None)
    task = asyncio.create_task(hook.watch())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_a_webhook_that_somebody_took_away_is_set_again(bench: Bench) -> None:
    address = f"{URL}/telegram/{hook_path(bench.api.token)}"
    async with watched(bench):
        assert bench.telegram.updates.webhook == address
        for other in ("", "https://elsewhere.example.org"):
            bench.telegram.updates.webhook = other
            await bench.telegram.until(lambda: bench.telegram.updates.webhook == address)


@pytest.mark.parametrize(("status", "description"), [(401, "Unauthorized"), (404, "Not Found")])
async def test_a_token_that_is_refused_twice_running_ends_it_with_advice(
    bench: Bench, status: int, description: str
) -> None:
    async with watched(bench) as task, asyncio.timeout(5):
        bench.telegram.faults.refuse_next(status, description, times=100)
        with pytest.raises(ConfigurationError, match=f"refuses the token.*{status}.*DATELINE_TOKEN"):
            await task


async def test_a_token_that_is_refused_for_a_moment_and_an_outage_are_borne(bench: Bench) -> None:
    async with watched(bench) as task:
        bench.telegram.faults.refuse_next(401, "Unauthorized", method="getWebhookInfo")
        bench.telegram.faults.reset_next(method="getWebhookInfo", times=3)
        bench.telegram.updates.webhook = ""
        await bench.telegram.until(lambda: bench.telegram.updates.webhook)
        assert not task.done()

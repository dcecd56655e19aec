"""Polling: nothing is confirmed before it is kept, and a bot that cannot hear does not live on in silence."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.delivery.transport import Answer, TransportError
from bot.intake.polling import Poller
from bot.playground.people import COLLEAGUE, READER
from core.errors import ConfigurationError, StoreError
from core.model.ids import ChatId
from tests.bot.intake.conftest import Bench, eventually


@asynccontextmanager
async def polling(bench: Bench, **how: Any) -> AsyncIterator["asyncio.Task[None]"]:
    poller = Poller(bench.stores, bench.room.clock, bench.api, wake=lambda: None, **how)
    task = asyncio.create_task(poller.run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def kept(bench: Bench) -> list[str]:
    return [update.raw["message"]["text"] for update in await bench.unread()]


async def is_kept(bench: Bench, *texts: str) -> bool:
    return await kept(bench) == list(texts)


async def test_an_update_is_in_the_journal_before_it_is_confirmed(bench: Bench) -> None:
    bench.telegram.faults.delay_next(0.1, method="getUpdates")
    bench.telegram.say("hello")
    async with polling(bench):
        await bench.telegram.until(lambda: bench.telegram.updates.confirmed)
        assert await kept(bench) == ["hello"]


async def test_while_the_journal_cannot_be_written_nothing_is_confirmed(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin, locked = bench.stores.begin, True

    @asynccontextmanager
    async def locked_at_first() -> AsyncIterator[Any]:
        if locked:
            raise StoreError("the store is locked by another process")
        async with begin() as tx:
            yield tx

    monkeypatch.setattr(bench.stores, "begin", locked_at_first)
    bench.telegram.say("hello")
    async with polling(bench):
        await bench.telegram.until(lambda: sum(c.method == "getUpdates" for c in bench.telegram.calls) > 1)
        assert bench.telegram.updates.confirmed == 0
        locked = False
        await bench.telegram.until(lambda: bench.telegram.updates.confirmed)
    assert await kept(bench) == ["hello"]


async def test_after_an_outage_it_hears_again(bench: Bench) -> None:
    bench.telegram.faults.outage = True
    bench.telegram.say("during")
    outcomes: list[TransportError] = []
    call = bench.api.call

    async def noted(method: str, params: Mapping[str, Any], *, seconds: float = 5) -> Answer:
        try:
            return await call(method, params, seconds=seconds)
        except TransportError as exc:
            outcomes.append(exc)
            raise

    bench.api.call = noted  # type: ignore[method-assign]
    async with polling(bench):
        await eventually(lambda: _is_at_least(outcomes, 3))
        bench.telegram.faults.outage = False
        await eventually(lambda: is_kept(bench, "during"), seconds=6)


async def _is_at_least(found: list[Any], count: int) -> bool:
    return len(found) >= count


@pytest.mark.parametrize("method", ["reset_next", "lose_answer", "garble_next"])
async def test_a_poll_that_is_lost_loses_nothing(bench: Bench, method: str) -> None:
    getattr(bench.telegram.faults, method)(method="getUpdates", times=2)
    bench.telegram.say("hello")
    async with polling(bench):
        await eventually(lambda: is_kept(bench, "hello"))


@pytest.mark.parametrize(("status", "description"), [(401, "Unauthorized"), (404, "Not Found")])
async def test_a_token_that_is_refused_ends_it_with_advice(bench: Bench, status: int, description: str) -> None:
    bench.telegram.faults.refuse_next(status, description, method="getUpdates", times=100)
    async with polling(bench, refused_seconds=0.3) as task, asyncio.timeout(5):
        with pytest.raises(ConfigurationError, match=f"refuses the token.*{status}.*DATELINE_TOKEN"):
            await task


async def test_a_token_that_is_refused_for_a_moment_is_borne(bench: Bench) -> None:
    bench.telegram.faults.refuse_next(401, "Unauthorized", method="getUpdates")
    bench.telegram.say("hello")
    async with polling(bench):
        await eventually(lambda: is_kept(bench, "hello"))


async def test_flood_control_of_polls_is_waited_out(bench: Bench) -> None:
    bench.telegram.faults.refuse_next(429, "Too Many Requests: retry after 1", retry_after=1, method="getUpdates")
    bench.telegram.say("hello")
    async with polling(bench):
        await eventually(lambda: is_kept(bench, "hello"))


async def test_a_webhook_that_is_set_is_removed(bench: Bench) -> None:
    bench.telegram.updates.webhook = "https://bot.example.org"
    bench.telegram.say("hello")
    async with polling(bench):
        await eventually(lambda: is_kept(bench, "hello"))


async def test_a_second_poller_stands_by_for_some_seconds(bench: Bench) -> None:
    bench.telegram.faults.conflict_next()
    conflict = await bench.api.call("getUpdates", {})
    poller = Poller(bench.stores, bench.room.clock, bench.api, wake=lambda: None)
    assert 5 <= await poller._refused(conflict) <= 10


async def test_chats_that_are_not_admitted_are_passed_over_and_confirmed(bench: Bench) -> None:
    bench.telegram.say("mine")
    bench.telegram.say("not mine", COLLEAGUE)
    async with polling(bench, admits=lambda chat: chat == ChatId(READER)):
        await bench.telegram.until(lambda: bench.telegram.updates.confirmed == 2)
    assert await kept(bench) == ["mine"]


async def test_numbers_that_begin_anew_at_a_lower_one_are_heard(bench: Bench) -> None:
    async with polling(bench, poll_seconds=1):
        bench.telegram.say("before the quiet week")
        await bench.telegram.until(lambda: bench.telegram.updates.confirmed)
        await bench.telegram.until(lambda: "offset" not in bench.telegram.calls[-1].params)
        bench.telegram.updates.waiting.append({"update_id": 5, "message": {"text": "after it", "chat": {"id": READER}}})
        bench.telegram.updates._bell.ring()
        await eventually(lambda: is_kept(bench, "after it", "before the quiet week"))


async def test_something_that_is_no_update_is_passed_over(bench: Bench) -> None:
    poller = Poller(bench.stores, bench.room.clock, bench.api, wake=lambda: None)
    odd = [{"message": {"text": "no number"}}, {"update_id": "x"}, None, 5]
    await poller._keep([*odd, {"update_id": 9, "message": {"text": "a number"}}])
    assert await kept(bench) == ["a number"]

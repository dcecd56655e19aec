"""Settling: outcomes go together where they come together, and none is lost where a writer is cut short."""

import asyncio

import pytest

from bot.delivery.settling import Settler
from core.model.delivery import DeliveryState, Moved, Sent
from core.model.ids import ChatId
from tests.bot.delivery.conftest import Post

KEYS = [f"{n}" for n in range(5)]


async def _put_all(post: Post) -> None:
    for n, key in enumerate(KEYS):
        await post.put(key, chat=ChatId(n + 1))


async def _states(post: Post) -> set[DeliveryState]:
    return {await post.state(key) for key in KEYS}


async def test_outcomes_that_come_together_are_written_in_two_goes(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    await _put_all(post)
    begun, begin = [], post.stores.begin
    monkeypatch.setattr(post.stores, "begin", lambda *, alone=False: begun.append(alone) or begin())  # type: ignore[func-returns-value]
    settler = Settler(post.stores, post.clock)
    await asyncio.gather(*(settler.settle(key, Sent(n)) for n, key in enumerate(KEYS)))
    assert begun in ([False], [False, False])
    assert await _states(post) == {DeliveryState.SENT}


async def test_a_chat_that_moved_is_moved_together_with_what_became_of_others(post: Post) -> None:
    await _put_all(post)
    settler = Settler(post.stores, post.clock)
    await asyncio.gather(*(settler.settle(key, Moved(ChatId(-7)) if key == "2" else Sent(1)) for key in KEYS))
    assert [await post.state(key) for key in KEYS].count(DeliveryState.SENT) == 4
    async with post.stores.begin() as tx:
        moved = await tx.outbox.find("2")
    assert moved is not None
    assert moved.chat == ChatId(-7)


async def test_what_a_writer_who_was_cut_short_left_is_written_by_the_next(post: Post) -> None:
    await _put_all(post)
    settler = Settler(post.stores, post.clock, gather_seconds=0.01)
    first, *others = [asyncio.create_task(settler.settle(key, Sent(n))) for n, key in enumerate(KEYS)]
    async with post.stores.begin():  # nobody else writes now
        await asyncio.sleep(0.02)
        first.cancel()
        await asyncio.wait([first])
    await asyncio.gather(*others)
    assert first.cancelled()
    assert await _states(post) == {DeliveryState.SENT}

"""The sender: from an outbox row to a message that is there once."""

import asyncio
from datetime import timedelta

import pytest

from bot.delivery.pacing import PRIVATE
from bot.playground.people import COLLEAGUE, READER
from core.model.delivery import DeliveryState, Priority
from core.model.ids import ChatId
from tests.bot.delivery.conftest import CHAT, OTHER, Post, eventually

SENT, PENDING, DEAD = DeliveryState.SENT, DeliveryState.PENDING, DeliveryState.DEAD


async def test_what_is_due_is_sent_once_and_what_is_not_waits(post: Post) -> None:
    await post.put("now")
    await post.put("tomorrow", due=post.clock.now() + timedelta(days=1))
    async with post.sending() as sender:
        await sender.drain()
    assert post.telegram.said_to() == ["now"]
    assert (await post.found("now")).message_id == post.telegram.messages()[-1]["message_id"]


async def test_a_message_put_later_goes_out_as_soon_as_the_sender_is_woken(post: Post) -> None:
    async with post.sending() as sender:
        await sender.drain()
        await post.put("later")
        sender.wake()
        async with asyncio.timeout(0.9):  # less than a look without a wake-up takes
            await post.telegram.until(lambda: post.telegram.sent)


async def test_the_messages_of_one_chat_come_in_their_order(post: Post) -> None:
    for n in range(8):
        await post.put(f"{n}")
    async with post.sending() as sender:
        await sender.drain()
    assert post.telegram.said_to() == [f"{n}" for n in range(8)]


async def test_replies_go_ahead_of_what_nobody_asked_for(post: Post) -> None:
    for n in range(3):
        await post.put(f"digest {n}", priority=Priority.DIGEST)
    await post.put("reply", chat=OTHER, priority=Priority.REPLY)
    async with post.sending(most=1) as sender:
        await sender.drain()
    assert post.telegram.sent[0] == (COLLEAGUE, "reply")


async def test_an_alert_refused_for_flood_is_sent_later_and_once(post: Post) -> None:
    post.telegram.faults.refuse_next(429, "Too Many Requests: retry after 1", retry_after=1)
    await post.put("7 days left")
    async with post.sending() as sender:
        await sender.drain()
    assert post.telegram.said_to() == ["7 days left"]
    assert (await post.found("7 days left")).attempts == 2


async def test_flood_control_in_one_chat_keeps_no_other_waiting(post: Post) -> None:
    await post.put("held")
    post.telegram.faults.refuse_next(429, "Too Many Requests: retry after 30", retry_after=30)
    async with post.sending() as sender:
        await eventually(lambda: _attempted(post, "held"))
        await post.put("free", chat=OTHER)
        sender.wake()
        await post.telegram.until(lambda: post.telegram.sent)
        assert post.telegram.sent == [(COLLEAGUE, "free")]


async def test_flood_control_in_a_second_chat_is_taken_to_be_for_all(post: Post) -> None:
    post.telegram.faults.refuse_next(429, "Too Many Requests: retry after 30", retry_after=30, times=2)
    third = post.telegram.add_person("Third", 1003, has_started=True)
    await post.put("a")
    await post.put("b", chat=OTHER)
    async with post.sending(most=1):
        await eventually(lambda: _attempted(post, "b"))
        await post.put("c", chat=ChatId(third.id))
        async with post.stores.begin() as tx:
            now, elapsed = post.clock.now(), post.clock.elapsed()
            assert await tx.outbox.claim_due(now=now, elapsed=elapsed, lease=timedelta(1), limit=9) == []


async def _attempted(post: Post, key: str) -> bool:
    """Whether a delivery was tried and is back in the queue: it can be claimed once its hold is over."""
    async with post.stores.begin() as tx:
        found = await tx.outbox.find(key)
        return found is not None and found.attempts > 0 and len(post.telegram.faults._coming) == 0


async def test_a_lost_answer_brings_the_message_at_most_once_more(post: Post) -> None:
    post.telegram.faults.lose_answer(method="sendMessage")
    await post.put("once or twice")
    async with post.sending() as sender:
        await sender.drain()
    assert post.telegram.said_to() == ["once or twice"] * 2
    assert await post.state("once or twice") is SENT


async def test_two_lost_answers_end_it(post: Post) -> None:
    post.telegram.faults.lose_answer(method="sendMessage", times=5)
    await post.put("twice")
    async with post.sending() as sender:
        await sender.drain()
    assert post.telegram.said_to() == ["twice"] * 2
    assert await post.state("twice") is DEAD


async def test_an_outage_loses_nothing_and_doubles_nothing(post: Post) -> None:
    post.telegram.faults.outage = True
    for n in range(6):
        await post.put(f"{n}", chat=CHAT if n % 2 else OTHER)
    async with post.sending() as sender:
        await eventually(lambda: _is_tried(post, "0"))
        post.telegram.faults.outage = False
        await sender.drain()
    assert sorted(text for _, text in post.telegram.sent) == [f"{n}" for n in range(6)]


async def _is_tried(post: Post, key: str) -> bool:
    return (await post.found(key)).unknowns > 0


async def test_a_server_that_is_gone_for_a_while_costs_no_attempt_its_message(post: Post) -> None:
    await post.put("patient")
    url, post.api.url = post.api.url, "http://127.0.0.1:1"
    async with post.sending() as sender:
        await eventually(lambda: _is_attempted(post, "patient"))
        post.api.url = url
        await sender.drain()
    found = await post.found("patient")
    assert post.telegram.said_to() == ["patient"]
    assert (found.state, found.unknowns) == (SENT, 0)


async def _is_attempted(post: Post, key: str) -> bool:
    return (await post.found(key)).attempts > 0


async def test_who_blocked_the_bot_is_tried_once_and_then_left_alone(post: Post) -> None:
    post.telegram.block(READER)
    for n in range(5):
        await post.put(f"{n}")
    await post.put("for the other", chat=OTHER)
    async with post.sending() as sender:
        await sender.drain()
    assert [await post.state(f"{n}") for n in range(5)] == [DEAD] * 5
    assert post.telegram.sent == [(COLLEAGUE, "for the other")]
    assert sum(call.method == "sendMessage" and call.params["chat_id"] == READER for call in post.telegram.calls) == 1


async def test_an_alert_that_comes_hours_late_says_so(post: Post) -> None:
    await post.put("7 days left", due=post.clock.now() - timedelta(hours=3))
    async with post.sending() as sender:
        await sender.drain()
    (text,) = post.telegram.said_to()
    assert text.startswith("7 days left")
    assert "This comes late: it was due on" in text


async def test_more_than_a_chat_takes_at_once_comes_at_its_pace_and_others_go_ahead(post: Post) -> None:
    for n in range(10):
        await post.put(f"{n}")
    await post.put("other", chat=OTHER, due=post.clock.now() + timedelta(seconds=0.2))
    async with post.sending() as sender:
        await post.telegram.until(lambda: (COLLEAGUE, "other") in post.telegram.sent)
        assert len(post.telegram.said_to()) < 10
        await sender.drain()
    assert post.telegram.said_to() == [f"{n}" for n in range(10)]


async def test_senders_of_one_store_keep_a_chats_pace_together(post: Post) -> None:
    for n in range(10):
        await post.put(f"{n}")
    begun = post.clock.elapsed()
    async with post.sending(alone=False), post.sending(alone=False) as sender:
        await sender.drain()
    assert post.telegram.said_to() == [f"{n}" for n in range(10)]
    assert post.clock.elapsed() - begun >= timedelta(seconds=1.9)  # eight at once, then one a second


async def test_an_edit_follows_the_message_that_it_edits(post: Post) -> None:
    await post.put("card", "not met")
    await post.put("card edited", "met", method="editMessageText", edits="card")
    async with post.sending() as sender:
        await sender.drain()
    assert post.telegram.said_to() == ["met"]


async def test_an_edit_counts_like_a_message_in_its_chats_pace(post: Post) -> None:
    for n in range(PRIVATE.at_once):
        await post.put(f"{n}")
    await post.put("edited", method="editMessageText", edits="0")
    begun = post.clock.elapsed()
    async with post.sending() as sender:
        await sender.drain()
    assert post.telegram.said_to()[0] == "edited"
    assert post.clock.elapsed() - begun >= 0.9 * PRIVATE.every


async def test_a_send_under_way_is_settled_before_the_sender_ends(post: Post) -> None:
    post.telegram.faults.delay_next(0.3, method="sendMessage")
    await post.put("slow")
    await post.put("next")
    async with post.sending():
        await post.telegram.until(lambda: post.telegram.sent)
    assert await post.state("slow") is SENT
    assert await post.state("next") is PENDING


async def test_a_send_that_outlasts_the_end_is_sent_once_more_by_the_next_sender(post: Post) -> None:
    post.telegram.faults.delay_next(5, method="sendMessage")
    await post.put("cut short")
    async with post.sending() as sender:
        await post.telegram.until(lambda: post.telegram.sent)
        await sender.stop(seconds=0)
    async with post.sending() as sender:
        await sender.drain()
    assert post.telegram.said_to() == ["cut short"] * 2
    assert await post.state("cut short") is SENT


async def test_a_fault_of_our_own_costs_one_message_and_not_the_sender(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = post.api.call

    async def stumbling(method: str, params: dict[str, object], **more: float) -> object:
        if params.get("text") == "odd":
            raise ZeroDivisionError
        return await call(method, params, **more)

    monkeypatch.setattr(post.api, "call", stumbling)
    await post.put("odd")
    await post.put("even", chat=OTHER)
    async with post.sending() as sender:
        await sender.drain()
    assert post.telegram.sent == [(COLLEAGUE, "even")]
    assert await post.state("odd") is DEAD

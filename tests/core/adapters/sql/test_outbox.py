import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from core.adapters.sql.stores import SqlStores, open_stores
from core.model.delivery import Delivery, DeliveryState, Outcome, Postponed, Priority, Sent, Undeliverable, Unknown
from core.model.ids import ChatId
from core.model.subscriber import DigestTime, Subscriber
from tests.core.adapters.sql.living import ANNA, BORIS, NOW

LEASE = timedelta(minutes=1)


def message(key: str, chat: ChatId = ANNA, *, due: datetime = NOW, priority: Priority = Priority.REPLY) -> Delivery:
    return Delivery(key, chat, {"text": key}, due, priority=priority)


def edit(key: str, edited: str) -> Delivery:
    return Delivery(key, ANNA, {"text": key}, NOW, method="editMessageText", edits=edited)


async def put(stores: SqlStores, *deliveries: Delivery) -> int:
    async with stores.begin() as tx:
        return await tx.outbox.put(deliveries)


async def claim(stores: SqlStores, *, at: datetime = NOW, elapsed: datetime = NOW, limit: int = 10) -> list[str]:
    async with stores.begin() as tx:
        claimed = await tx.outbox.claim_due(now=at, elapsed=elapsed, lease=LEASE, limit=limit)
    return [delivery.key for delivery in claimed]


async def settle(stores: SqlStores, key: str, outcome: Outcome, *, elapsed: datetime = NOW) -> None:
    async with stores.begin() as tx:
        await tx.outbox.settle({key: outcome}, elapsed=elapsed)


async def find(stores: SqlStores, key: str) -> Delivery:
    async with stores.begin() as tx:
        found = await tx.outbox.find(key)
    assert found is not None
    return found


async def test_a_delivery_put_twice_is_one(stores: SqlStores) -> None:
    assert await put(stores, message("k"), message("other")) == 2
    assert await put(stores, message("k", BORIS)) == 0
    assert (await find(stores, "k")).chat == ANNA


async def test_replies_go_first_then_alerts_then_digests_each_by_age(stores: SqlStores) -> None:
    early, late = NOW - timedelta(hours=1), NOW
    await put(
        stores,
        message("digest", ChatId(1), due=early, priority=Priority.DIGEST),
        message("alert", ChatId(2), due=early, priority=Priority.ALERT),
        message("late reply", ChatId(3), due=late),
        message("early reply", ChatId(4), due=early),
    )
    assert await claim(stores) == ["early reply", "late reply", "alert", "digest"]


async def test_nothing_is_claimed_before_it_is_due(stores: SqlStores) -> None:
    await put(stores, message("k", due=NOW + timedelta(seconds=1)))
    assert await claim(stores) == []
    async with stores.begin() as tx:
        assert await tx.outbox.next_due() == NOW + timedelta(seconds=1)
        assert await tx.outbox.pending(now=NOW) == 0
    assert await claim(stores, at=NOW + timedelta(seconds=1)) == ["k"]


async def test_a_chat_has_one_message_in_flight_and_the_others_in_order(stores: SqlStores) -> None:
    await put(stores, message("1"), message("2"), message("elsewhere", BORIS))
    assert await claim(stores) == ["1", "elsewhere"]
    assert await claim(stores) == []
    await settle(stores, "1", Sent(10))
    assert await claim(stores) == ["2"]


async def test_what_is_in_flight_at_crash_after_crash_is_tried_again_each_time(stores: SqlStores) -> None:
    await put(stores, message("k"))
    for crash in range(5):
        assert await claim(stores, elapsed=NOW + crash * LEASE) == ["k"]
    again = await find(stores, "k")
    assert (again.attempts, again.unknowns) == (5, 0)


async def test_a_sent_delivery_is_never_claimed_again_and_can_be_looked_up_by_what_it_shows(stores: SqlStores) -> None:
    await put(stores, Delivery("card", ANNA, {"text": "card"}, NOW, shows="deadline:7"))
    await claim(stores)
    await settle(stores, "card", Sent(42))
    assert await claim(stores, elapsed=NOW + timedelta(days=1)) == []
    async with stores.begin() as tx:
        shown = await tx.outbox.showing(ANNA, "deadline:7")
        assert await tx.outbox.showing(BORIS, "deadline:7") is None
        assert await tx.outbox.last_due([ANNA, BORIS], "deadline:7") == {ANNA: NOW}
    assert shown is not None
    assert (shown.key, shown.message_id, shown.state) == ("card", 42, DeliveryState.SENT)


async def test_briefings_composed_ahead_are_taken_back_and_nothing_else(stores: SqlStores) -> None:
    ahead = NOW + timedelta(minutes=1)
    await put(
        stores,
        message("ahead", due=ahead, priority=Priority.DIGEST),
        message("due", priority=Priority.DIGEST),
        message("alert", due=ahead, priority=Priority.ALERT),
        message("elsewhere", BORIS, due=ahead, priority=Priority.DIGEST),
    )
    async with stores.begin() as tx:
        assert await tx.outbox.take_back(ANNA, now=NOW) == 1
        assert await tx.outbox.find("ahead") is None
    assert await put(stores, message("ahead", due=ahead, priority=Priority.DIGEST)) == 1
    assert len([key for key in ("due", "alert", "elsewhere") if await find(stores, key)]) == 3


async def test_a_postponed_chat_waits_and_others_go_on(stores: SqlStores) -> None:
    await put(stores, message("1"), message("2"), message("elsewhere", BORIS))
    await claim(stores, limit=1)
    await settle(stores, "1", Postponed(timedelta(seconds=30), "retry after 30"))
    assert await claim(stores) == ["elsewhere"]
    assert await claim(stores, elapsed=NOW + timedelta(seconds=31)) == ["1"]


async def test_a_global_refusal_holds_everybody(stores: SqlStores) -> None:
    await put(stores, message("1"), message("elsewhere", BORIS))
    await claim(stores, limit=1)
    await settle(stores, "1", Postponed(timedelta(seconds=30), chat_only=False))
    assert await claim(stores, elapsed=NOW + timedelta(seconds=29)) == []
    assert await claim(stores, elapsed=NOW + timedelta(seconds=30)) == ["1", "elsewhere"]


async def test_a_hold_outlasts_the_process(stores: SqlStores, store_url: str) -> None:
    await put(stores, message("1"))
    await claim(stores, limit=1)
    await settle(stores, "1", Postponed(timedelta(seconds=30), "retry after 30"))
    again = await open_stores(store_url)
    async with again.begin() as tx:
        assert await tx.outbox.release_leases() == 0
    assert await claim(again, elapsed=NOW + timedelta(seconds=29)) == []
    assert await claim(again, elapsed=NOW + timedelta(seconds=30)) == ["1"]
    await again.close()


async def test_a_shorter_hold_does_not_cut_a_longer_one(stores: SqlStores) -> None:
    await put(stores, message("1"), message("2"))
    await claim(stores)
    await settle(stores, "1", Postponed(timedelta(seconds=60)))
    await settle(stores, "1", Postponed(timedelta(seconds=5)))
    assert await claim(stores, elapsed=NOW + timedelta(seconds=10)) == []


async def test_an_unknown_outcome_is_tried_once_more_and_then_given_up(stores: SqlStores) -> None:
    await put(stores, message("k"))
    await claim(stores)
    await settle(stores, "k", Unknown("read time-out"))
    assert await claim(stores) == ["k"]
    await settle(stores, "k", Unknown("read time-out"))
    assert await claim(stores) == []
    assert (await find(stores, "k")).state is DeliveryState.DEAD


async def test_a_chat_that_is_gone_is_sent_nothing_more_and_its_plans_rest(stores: SqlStores) -> None:
    async with stores.begin() as tx:
        await tx.subscribers.save(Subscriber(ANNA))
        await tx.subscribers.set_digest_times(ANNA, [DigestTime(ANNA, NOW.time(), next_due=NOW)])
    await put(stores, message("1"), message("2"), message("elsewhere", BORIS))
    await claim(stores, limit=1)
    await settle(stores, "1", Undeliverable("bot was blocked", gone=True))
    assert await claim(stores) == ["elsewhere"]
    async with stores.begin() as tx:
        subscriber = await tx.subscribers.get(ANNA)
        assert subscriber is not None
        assert subscriber.stopped
        assert await tx.subscribers.due_digests(now=NOW, limit=10) == []


async def test_an_edit_waits_for_its_message_and_then_carries_its_id(stores: SqlStores) -> None:
    await put(stores, message("card"), edit("e", "card"))
    assert await claim(stores) == ["card"]
    await settle(stores, "card", Sent(42))
    async with stores.begin() as tx:
        (claimed,) = await tx.outbox.claim_due(now=NOW, elapsed=NOW, lease=LEASE, limit=10)
    assert claimed.payload == {"text": "e", "message_id": 42}


async def test_a_newer_edit_takes_the_place_of_one_that_was_not_begun(stores: SqlStores) -> None:
    await put(stores, message("card"), *(edit(f"e{n}", "card") for n in range(3)))
    await claim(stores)
    await settle(stores, "card", Sent(42))
    assert await claim(stores) == ["e2"]


async def test_after_a_crash_leases_are_given_back(stores: SqlStores) -> None:
    await put(stores, message("1"), message("elsewhere", BORIS))
    await claim(stores)
    async with stores.begin() as tx:
        assert await tx.outbox.release_leases() == 2
    assert sorted(await claim(stores)) == ["1", "elsewhere"]


async def test_what_is_given_back_goes_before_what_is_less_urgent(stores: SqlStores) -> None:
    await put(stores, message("reply"))
    await claim(stores)
    await put(stores, message("digest", BORIS, priority=Priority.DIGEST))
    assert await claim(stores, elapsed=NOW + LEASE, limit=1) == ["reply"]


async def test_a_stopped_chat_keeps_its_replies_only(stores: SqlStores) -> None:
    await put(stores, message("reply"), message("alert", priority=Priority.ALERT))
    async with stores.begin() as tx:
        assert await tx.outbox.stop_chat(ANNA) == 1
    assert await claim(stores) == ["reply"]
    await settle(stores, "reply", Sent(1))
    assert await claim(stores) == []


async def test_settling_what_was_forgotten_meanwhile_is_no_fault(stores: SqlStores) -> None:
    await settle(stores, "gone", Sent(1))
    assert await claim(stores) == []


async def test_edits_end_with_their_message(stores: SqlStores) -> None:
    await put(stores, message("card"), edit("early", "card"))
    await claim(stores)
    await settle(stores, "card", Undeliverable("too long"))
    await put(stores, edit("late", "card"))
    for key in ("early", "late"):
        assert (await find(stores, key)).state is DeliveryState.DEAD
    async with stores.begin() as tx:
        assert await tx.outbox.pending(now=NOW) == 0
        assert await tx.outbox.next_due() is None


async def test_edits_end_with_a_message_of_which_nobody_knows_whether_it_arrived(stores: SqlStores) -> None:
    await put(stores, message("card"), edit("e", "card"))
    for _ in range(2):
        assert await claim(stores) == ["card"]
        await settle(stores, "card", Unknown("read time-out"))
    assert (await find(stores, "e")).state is DeliveryState.DEAD


async def test_an_edit_that_waits_holds_up_no_later_message(stores: SqlStores) -> None:
    tomorrow = message("digest", due=NOW + timedelta(days=1), priority=Priority.DIGEST)
    await put(stores, tomorrow, edit("e", "digest"), message("reply"))
    assert await claim(stores) == ["reply"]


async def test_what_was_in_flight_when_its_chat_was_stopped_is_not_tried_again_but_a_reply_is(
    stores: SqlStores,
) -> None:
    await put(stores, message("alert", priority=Priority.ALERT), message("reply", BORIS))
    assert sorted(await claim(stores)) == ["alert", "reply"]
    async with stores.begin() as tx:
        for chat in (ANNA, BORIS):
            await tx.subscribers.save(Subscriber(chat, stopped=True))
            await tx.outbox.stop_chat(chat)
    for key in ("alert", "reply"):
        await settle(stores, key, Postponed(timedelta(seconds=1)))
    assert await claim(stores, elapsed=NOW + timedelta(seconds=2)) == ["reply"]


async def test_a_late_answer_is_believed(stores: SqlStores) -> None:
    await put(stores, message("k"))
    await claim(stores)
    for n in (1, 2):
        await claim(stores, elapsed=NOW + n * LEASE)
    await settle(stores, "k", Sent(5))
    await settle(stores, "k", Undeliverable("no"))
    await settle(stores, "k", Postponed(timedelta()))
    late = await find(stores, "k")
    assert (late.state, late.message_id) == (DeliveryState.SENT, 5)


async def test_two_senders_never_have_the_same_message_nor_the_same_chat(migrated: str) -> None:
    """On PostgreSQL a second claim runs while the first one is not committed."""
    stores = await open_stores(migrated)
    alert = message("alert of the first", ChatId(1), priority=Priority.ALERT)
    await put(stores, *(message(f"{n}", ChatId(n)) for n in (1, 2, 3, 4)), alert)
    async with stores.begin() as one, asyncio.timeout(10):
        first = await one.outbox.claim_due(now=NOW, elapsed=NOW, lease=LEASE, limit=2)
        async with stores.begin() as other:
            second = await other.outbox.claim_due(now=NOW, elapsed=NOW, lease=LEASE, limit=10)
    taken = [delivery.key for delivery in (*first, *second)]
    chats = [delivery.chat for delivery in (*first, *second)]
    async with stores.begin() as tx:
        for key in ("1", "2", "3", "4", "alert of the first"):
            await tx.outbox.settle({key: Sent(1)}, elapsed=NOW)
    await stores.close()
    assert len(first) == 2
    assert len(taken) == len(set(taken))
    assert len(chats) == len(set(chats))
    assert "alert of the first" not in taken


async def test_outcomes_of_one_batch_are_written_together(stores: SqlStores) -> None:
    await put(stores, message("sent"), message("refused", BORIS), message("lost", ChatId(3)), edit("edit", "sent"))
    assert await claim(stores) == ["sent", "refused", "lost"]
    async with stores.begin() as tx:
        outcomes: dict[str, Outcome] = {
            "sent": Sent(7),
            "refused": Undeliverable("no"),
            "lost": Unknown("reset"),
            "forgotten": Sent(8),
        }
        await tx.outbox.settle(outcomes, elapsed=NOW)
    assert [(await find(stores, key)).state for key in ("sent", "refused", "lost")] == [
        DeliveryState.SENT,
        DeliveryState.DEAD,
        DeliveryState.PENDING,
    ]
    assert await claim(stores) == ["lost", "edit"]


async def test_what_was_settled_long_ago_goes_and_what_waits_stays(stores: SqlStores) -> None:
    old = NOW - timedelta(days=31)
    await put(stores, message("sent", due=old), message("waits", BORIS, due=old), message("new", ChatId(3)))
    await settle(stores, "sent", Sent(1))
    await settle(stores, "new", Sent(2))
    async with stores.begin() as tx:
        assert await tx.outbox.expire(before=NOW - timedelta(days=30)) == 1
        assert await tx.outbox.find("sent") is None
    assert (await find(stores, "waits")).state is DeliveryState.PENDING
    assert (await find(stores, "new")).state is DeliveryState.SENT


async def test_what_carried_a_file_goes_sooner(stores: SqlStores) -> None:
    old = NOW - timedelta(days=2)
    waiting = replace(message("waits", BORIS, due=old), method="sendPhoto")
    await put(stores, replace(message("file", due=old), method="sendDocument"), message("text", due=old), waiting)
    for key in ("file", "text"):
        await settle(stores, key, Sent(1))
    async with stores.begin() as tx:
        assert await tx.outbox.expire_files(before=NOW - timedelta(days=1)) == 1
        assert await tx.outbox.find("file") is None
    assert (await find(stores, "text")).state is DeliveryState.SENT
    assert (await find(stores, "waits")).state is DeliveryState.PENDING


SPACE = timedelta(milliseconds=40)


async def turns(stores: SqlStores, count: int, elapsed: datetime) -> list[timedelta]:
    async with stores.begin() as tx:
        return [turn - NOW for turn in await tx.outbox.take_turns(count, elapsed=elapsed, space=SPACE)]


async def test_turns_are_evenly_apart_whoever_takes_them(stores: SqlStores) -> None:
    assert await turns(stores, 2, NOW) == [0 * SPACE, 1 * SPACE]
    assert await turns(stores, 1, NOW + SPACE / 2) == [2 * SPACE]
    assert await turns(stores, 2, NOW + 9 * SPACE) == [9 * SPACE, 10 * SPACE]


async def test_senders_that_take_turns_at_once_share_no_turn(stores: SqlStores) -> None:
    taken = await asyncio.gather(*(turns(stores, 3, NOW) for _ in range(4)))
    assert sorted(turn for some in taken for turn in some) == [n * SPACE for n in range(12)]


async def test_a_machine_time_that_was_set_back_holds_up_nobody(stores: SqlStores) -> None:
    await turns(stores, 1, NOW + timedelta(hours=1))
    assert await turns(stores, 1, NOW) == [0 * SPACE]

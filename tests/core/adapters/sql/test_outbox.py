from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from core.adapters.sql.stores import SqlStores, open_stores
from core.model.delivery import Delivery, DeliveryState, Outcome, Postponed, Priority, Sent, Undeliverable, Unknown
from core.model.ids import ChatId
from core.model.subscriber import DigestTime, Subscriber

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
LEASE = timedelta(minutes=1)
ANNA, BORIS = ChatId(1), ChatId(2)


def message(key: str, chat: ChatId = ANNA, *, due: datetime = NOW, priority: Priority = Priority.REPLY) -> Delivery:
    return Delivery(key, chat, {"text": key}, due, priority=priority)


async def put(stores: SqlStores, *deliveries: Delivery) -> int:
    async with stores.begin() as tx:
        return await tx.outbox.put(deliveries)


async def claim(stores: SqlStores, *, at: datetime = NOW, elapsed: datetime = NOW, limit: int = 10) -> list[str]:
    async with stores.begin() as tx:
        claimed = await tx.outbox.claim_due(now=at, elapsed=elapsed, lease=LEASE, limit=limit)
    return [delivery.key for delivery in claimed]


async def settle(stores: SqlStores, key: str, outcome: Outcome, *, elapsed: datetime = NOW) -> None:
    async with stores.begin() as tx:
        await tx.outbox.settle(key, outcome, elapsed=elapsed)


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


async def test_a_lease_that_ran_out_is_an_unknown_outcome_and_is_tried_once_more(stores: SqlStores) -> None:
    await put(stores, message("k"))
    assert await claim(stores) == ["k"]
    assert await claim(stores, elapsed=NOW + LEASE) == ["k"]
    again = await find(stores, "k")
    assert (again.attempts, again.unknowns) == (2, 1)
    assert await claim(stores, elapsed=NOW + 2 * LEASE) == []
    assert (await find(stores, "k")).state is DeliveryState.DEAD


async def test_a_sent_delivery_is_never_claimed_again_and_can_be_looked_up_by_what_it_shows(stores: SqlStores) -> None:
    await put(stores, Delivery("card", ANNA, {"text": "card"}, NOW, shows="deadline:7"))
    await claim(stores)
    await settle(stores, "card", Sent(42))
    assert await claim(stores, elapsed=NOW + timedelta(days=1)) == []
    async with stores.begin() as tx:
        shown = await tx.outbox.showing(ANNA, "deadline:7")
        assert await tx.outbox.showing(BORIS, "deadline:7") is None
    assert shown is not None
    assert (shown.key, shown.message_id, shown.state) == ("card", 42, DeliveryState.SENT)


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
    edit = Delivery("e", ANNA, {"text": "new"}, NOW, method="editMessageText", edits="card", priority=Priority.REPLY)
    await put(stores, message("card"), edit)
    assert await claim(stores) == ["card"]
    await settle(stores, "card", Sent(42))
    async with stores.begin() as tx:
        (claimed,) = await tx.outbox.claim_due(now=NOW, elapsed=NOW, lease=LEASE, limit=10)
    assert claimed.payload == {"text": "new", "message_id": 42}


async def test_a_newer_edit_takes_the_place_of_one_that_was_not_begun(stores: SqlStores) -> None:
    edits = [Delivery(f"e{n}", ANNA, {"text": f"{n}"}, NOW, method="editMessageText", edits="card") for n in range(3)]
    await put(stores, message("card"), *edits)
    await claim(stores)
    await settle(stores, "card", Sent(42))
    assert await claim(stores) == ["e2"]


async def test_after_a_crash_leases_are_given_back_as_unknown(stores: SqlStores) -> None:
    await put(stores, message("1"), message("elsewhere", BORIS))
    await claim(stores)
    async with stores.begin() as tx:
        assert await tx.outbox.release_leases() == 2
    assert sorted(await claim(stores)) == ["1", "elsewhere"]


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


OUTCOMES = st.one_of(
    st.just(Sent(1)),
    st.just(Unknown("lost")),
    st.just(Undeliverable("no")),
    st.integers(0, 90).map(lambda s: Postponed(timedelta(seconds=s))),
    st.none(),
)


PLANS = st.lists(st.tuples(st.integers(1, 3), st.sampled_from(Priority)), max_size=6)


@given(plan=PLANS, outcomes=st.data())
@settings(max_examples=15)
async def test_whatever_happens_each_delivery_ends_and_is_begun_at_most_twice(
    plan: Sequence[tuple[int, Priority]], outcomes: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        stores = await open_stores(f"{folder}/store.sqlite3")
        try:
            await put(stores, *(message(f"{n}", ChatId(chat), priority=p) for n, (chat, p) in enumerate(plan)))
            begun = await _until_nothing_is_left(stores, outcomes)
            states = [(await find(stores, str(n))).state for n in range(len(plan))]
        finally:
            await stores.close()
    assert DeliveryState.PENDING not in states
    assert all(times <= 2 for times in begun.values())


async def _until_nothing_is_left(stores: SqlStores, outcomes: st.DataObject) -> Counter[str]:
    """Settle each claim as drawn (not at all for None); return how often each delivery may have reached Telegram."""
    begun: Counter[str] = Counter()
    elapsed = NOW
    for round_ in range(60):
        elapsed += timedelta(seconds=100)
        keys = await claim(stores, elapsed=elapsed, limit=2)
        for key in keys:
            outcome = outcomes.draw(OUTCOMES) if round_ < 20 else Sent(1)
            begun[key] += not isinstance(outcome, Postponed)
            if outcome is not None:
                await settle(stores, key, outcome, elapsed=elapsed)
        if not keys and round_ > 20:
            break
    return begun

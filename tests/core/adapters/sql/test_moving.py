"""Moving: a group that became another chat finds everything where it left it."""

from sqlalchemy import or_, select

from core.adapters.sql.stores import SqlStores
from core.adapters.sql.tables import metadata
from core.model.delivery import Delivery, Moved, Sent
from core.model.ids import ChatId
from core.model.subscriber import Alert, Rung, Subscriber
from tests.core.adapters.sql.living import ANNA, BORIS, HOUR, NOW, live

GROUP, SUPERGROUP = ChatId(-5), ChatId(-1_000_000_000_005)


async def rows_of(stores: SqlStores, chat: ChatId) -> dict[str, int]:
    """Return how many rows of each table belong to a chat."""
    counted = {}
    async with stores._engine.connect() as connection:
        for table in metadata.sorted_tables:
            owners = [table.c[name] == chat for name in ("chat", "audience") if name in table.c]
            if owners and (rows := (await connection.execute(select(table).where(or_(*owners)))).all()):
                counted[table.name] = len(rows)
    return counted


async def test_everything_of_a_chat_moves_and_nothing_of_others(stores: SqlStores) -> None:
    async with stores.begin() as tx:
        await live(tx, GROUP, "words")
        await live(tx, ANNA, "other words")
    before, annas = await rows_of(stores, GROUP), await rows_of(stores, ANNA)
    async with stores.begin(alone=True) as tx:
        assert await tx.subscribers.move(GROUP, SUPERGROUP) == sum(before.values())
        assert await tx.subscribers.move(GROUP, SUPERGROUP) == 0
    assert len(before) > 10
    assert await rows_of(stores, SUPERGROUP) == before
    assert await rows_of(stores, GROUP) == {}
    assert await rows_of(stores, ANNA) == annas


async def test_what_the_chat_chose_before_stands_over_what_is_there_already(stores: SqlStores) -> None:
    async with stores.begin(alone=True) as tx:
        await live(tx, GROUP, "words")
        await live(tx, BORIS, "words of the new chat")
        await tx.subscribers.save(Subscriber(GROUP, zone="Asia/Tokyo"))
        await tx.subscribers.save(Subscriber(BORIS, zone="Europe/Paris"))
        await tx.subscribers.move(GROUP, BORIS)
        settings = await tx.subscribers.get(BORIS)
        digests = await tx.subscribers.digest_times(BORIS)
    assert settings == Subscriber(BORIS, zone="Asia/Tokyo")
    assert len(digests) == 1


async def test_an_alert_that_was_sent_before_is_not_sent_again_after_the_move(stores: SqlStores) -> None:
    old, new = (Alert(chat, 1, Rung.ZERO, "2026-03-20", NOW) for chat in (GROUP, SUPERGROUP))
    async with stores.begin(alone=True) as tx:
        await tx.subscribers.save(Subscriber(GROUP))
        await tx.subscribers.plan(GROUP, [1], [old])
        await tx.subscribers.mark_alerted([old.key], now=NOW)
        await tx.subscribers.move(GROUP, SUPERGROUP)
        await tx.subscribers.plan(SUPERGROUP, [1], [new])
        assert await tx.subscribers.due_alerts(now=NOW, limit=5) == []


async def test_a_delivery_refused_because_its_chat_moved_goes_to_the_new_id_and_counts_no_doubt(
    stores: SqlStores,
) -> None:
    async with stores.begin(alone=True) as tx:
        await tx.outbox.put([Delivery("alert", GROUP, {"text": "7 days left"}, NOW)])
        await tx.outbox.claim_due(now=NOW, elapsed=NOW, lease=HOUR, limit=1)
        await tx.outbox.settle({"alert": Moved(SUPERGROUP)}, elapsed=NOW)
        (again,) = await tx.outbox.claim_due(now=NOW, elapsed=NOW, lease=HOUR, limit=1)
    assert (again.key, again.chat, again.unknowns) == ("alert", SUPERGROUP, 0)


async def test_what_the_new_chat_was_told_or_promised_already_is_not_said_twice(stores: SqlStores) -> None:
    old, new = (Alert(chat, 1, Rung.ZERO, "2026-03-20", NOW) for chat in (GROUP, SUPERGROUP))
    async with stores.begin(alone=True) as tx:
        for alert in (old, new):
            await tx.subscribers.save(Subscriber(alert.chat))
            await tx.subscribers.plan(alert.chat, [1], [alert])
            await tx.outbox.put([Delivery(alert.key, alert.chat, {"text": "today"}, NOW)])
        await tx.outbox.claim_due(now=NOW, elapsed=NOW, lease=HOUR, limit=2)
        await tx.outbox.settle({old.key: Moved(SUPERGROUP), new.key: Sent(7)}, elapsed=NOW)
    async with stores.begin() as tx:
        assert [alert.chat for alert in await tx.subscribers.due_alerts(now=NOW, limit=5)] == [SUPERGROUP]
        assert await tx.outbox.claim_due(now=NOW, elapsed=NOW, lease=HOUR, limit=2) == []


async def test_a_send_under_way_to_the_old_id_holds_up_nothing_that_waits_for_the_new_one(stores: SqlStores) -> None:
    old, new = (Alert(chat, 1, Rung.ZERO, "2026-03-20", NOW) for chat in (GROUP, SUPERGROUP))
    async with stores.begin(alone=True) as tx:
        await tx.outbox.put([Delivery(old.key, old.chat, {"text": "today"}, NOW)])
        assert len(await tx.outbox.claim_due(now=NOW, elapsed=NOW, lease=HOUR, limit=2)) == 1
        await tx.outbox.put([Delivery(new.key, new.chat, {"text": "today"}, NOW)])
        await tx.subscribers.move(GROUP, SUPERGROUP)
        (left,) = await tx.outbox.claim_due(now=NOW, elapsed=NOW, lease=HOUR, limit=2)
    assert (left.key, left.chat, left.attempts) == (new.key, SUPERGROUP, 1)

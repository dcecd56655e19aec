"""The outbox: the messages on their way out, leased one by one and settled each by itself."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.adapters.sql import subscribers
from core.adapters.sql.database import insert
from core.adapters.sql.tables import EVERYBODY, holds, outbox
from core.model.delivery import Delivery, DeliveryState, Outcome, Postponed, Priority, Sent, Undeliverable, Unknown
from core.model.ids import ChatId

UNKNOWNS = 2
"""Sends with an unknown outcome after which a delivery is given up: it was tried once more."""

_PENDING = outbox.c.state == DeliveryState.PENDING.value
_FREE = and_(_PENDING, outbox.c.leased_until.is_(None))


class SqlOutbox:
    """The deliveries, in one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, deliveries: Sequence[Delivery]) -> int:
        """Add deliveries; one whose key is there already is left as it is. Return how many were new.

        A new edit takes the place of an older one of the same message that nobody has begun to send.
        """
        fresh = 0
        plain = [delivery for delivery in deliveries if not delivery.edits]
        if plain:
            statement = insert(self._connection, outbox).on_conflict_do_nothing().returning(outbox.c.id)
            added = await self._connection.scalars(statement, [_columns(delivery, waits=False) for delivery in plain])
            fresh += len(added.all())
        for delivery in deliveries:
            if delivery.edits:
                fresh += await self._put_edit(delivery)
        return fresh

    async def _put_edit(self, delivery: Delivery) -> int:
        edited = await self.find(delivery.edits)
        waits = edited is not None and edited.state is DeliveryState.PENDING
        statement = insert(self._connection, outbox).on_conflict_do_nothing().returning(outbox.c.id)
        added = await self._connection.scalar(statement, _columns(delivery, waits=waits))
        if added is None:
            return 0
        older = and_(_FREE, outbox.c.edits == delivery.edits, outbox.c.id < added)
        await self._connection.execute(
            update(outbox).where(older).values(state=DeliveryState.DEAD.value, reason="a newer edit takes its place")
        )
        return 1

    async def claim_due(self, *, now: datetime, elapsed: datetime, lease: timedelta, limit: int) -> list[Delivery]:
        """Lease the due deliveries, by priority and age, counting the attempt; chats under a hold are passed over.

        A later message of a chat waits while an earlier one of it is leased or held; one never settled is due again
        after `lease`, with its `unknowns` raised by one.
        """
        await self._doubt(outbox.c.leased_until <= elapsed)
        if await self._is_held(elapsed):
            return []
        rows: list[Row[Any]] = []
        for priority in Priority:
            if len(rows) < limit:
                rows += await self._first_of_chats(priority, rows, now=now, elapsed=elapsed, limit=limit - len(rows))
        if not rows:
            return []
        leased = update(outbox).where(outbox.c.id.in_([row.id for row in rows]))
        await self._connection.execute(leased.values(leased_until=elapsed + lease, attempts=outbox.c.attempts + 1))
        return [await self._addressed(_delivery(row, attempts=row.attempts + 1)) for row in rows]

    async def _is_held(self, elapsed: datetime) -> bool:
        """Whether all chats are held."""
        query = select(holds.c.chat).where(holds.c.chat == EVERYBODY, holds.c.until > elapsed)
        return await self._connection.scalar(query) is not None

    async def _first_of_chats(
        self, priority: Priority, taken: Sequence[Row[Any]], *, now: datetime, elapsed: datetime, limit: int
    ) -> list[Row[Any]]:
        """Return the first due delivery of each free chat in one priority class, oldest first."""
        other = outbox.alias("other")
        mine = and_(other.c.chat == outbox.c.chat, other.c.state == DeliveryState.PENDING.value)
        earlier = or_(other.c.due < outbox.c.due, and_(other.c.due == outbox.c.due, other.c.id < outbox.c.id))
        query = (
            select(outbox)
            .where(_FREE, outbox.c.priority == int(priority), outbox.c.due <= now, outbox.c.waits.is_(False))
            .where(outbox.c.chat.not_in([row.chat for row in taken]))
            .where(~exists().where(mine, other.c.leased_until.is_not(None)))
            .where(~exists().where(mine, other.c.priority == int(priority), other.c.waits.is_(False), earlier))
            .where(~exists().where(holds.c.chat == outbox.c.chat, holds.c.until > elapsed))
            .order_by(outbox.c.due, outbox.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True, of=outbox)
        )
        return list((await self._connection.execute(query)).all())

    async def _addressed(self, delivery: Delivery) -> Delivery:
        """Return an edit with the id of the message that it edits, where that is known; others as they are."""
        if not delivery.edits or "message_id" in delivery.payload:
            return delivery
        edited = await self.find(delivery.edits)
        if edited is None or edited.message_id is None:
            return delivery
        return replace(delivery, payload={**delivery.payload, "message_id": edited.message_id})

    async def settle(self, key: str, outcome: Outcome, *, elapsed: datetime) -> None:
        """Write what became of a delivery; one that was forgotten meanwhile is passed over.

        Postponed holds the chat (or all); Unknown is tried once more, then dead; Undeliverable ends it, and where the
        chat is gone also all else that waits for it.
        """
        row = (await self._connection.execute(select(outbox).where(outbox.c.key == key))).one_or_none()
        if row is None:
            return
        match outcome:
            case Sent(message_id):
                await self._close(row, DeliveryState.SENT, elapsed=elapsed, message_id=message_id)
            case Undeliverable(reason, gone):
                await self._close(row, DeliveryState.DEAD, elapsed=elapsed, reason=reason)
                if gone:
                    await self._leave(ChatId(row.chat), reason)
            case Postponed(wait, _, chat_only):
                await self._connection.execute(update(outbox).where(outbox.c.id == row.id).values(leased_until=None))
                await self._hold(row.chat if chat_only else EVERYBODY, elapsed + wait)
            case Unknown():
                await self._doubt(outbox.c.id == row.id)

    async def _close(
        self,
        row: Row[Any],
        state: DeliveryState,
        *,
        elapsed: datetime,
        message_id: int | None = None,
        reason: str | None = None,
    ) -> None:
        values: dict[str, Any] = {"state": state.value, "leased_until": None, "settled_at": elapsed, "reason": reason}
        if message_id is not None:
            values["message_id"] = message_id
        await self._connection.execute(update(outbox).where(outbox.c.id == row.id).values(values))
        waiting = and_(outbox.c.edits == row.key, outbox.c.waits.is_(True))
        await self._connection.execute(update(outbox).where(waiting).values(waits=False))

    async def _doubt(self, which: ColumnElement[bool]) -> int:
        """Count an unknown outcome of leased deliveries; those that had one before are given up."""
        leased = and_(_PENDING, outbox.c.leased_until.is_not(None), which)
        values = {"leased_until": None, "unknowns": outbox.c.unknowns + 1}
        doubted = await self._connection.execute(update(outbox).where(leased).values(values))
        if doubted.rowcount:
            given_up = and_(_PENDING, outbox.c.leased_until.is_(None), outbox.c.unknowns >= UNKNOWNS)
            dead = {"state": DeliveryState.DEAD.value, "reason": "nobody knows whether it arrived, twice"}
            await self._connection.execute(update(outbox).where(given_up).values(dead))
        return doubted.rowcount

    async def _hold(self, chat: int, until: datetime) -> None:
        statement = insert(self._connection, holds).values(chat=chat, until=until)
        longer = statement.on_conflict_do_update(
            index_elements=["chat"], set_={"until": until}, where=holds.c.until < until
        )
        await self._connection.execute(longer)

    async def _leave(self, chat: ChatId, reason: str) -> None:
        """End all that waits for a chat that is gone, and let its plans rest."""
        mine = and_(_FREE, outbox.c.chat == chat)
        await self._connection.execute(update(outbox).where(mine).values(state=DeliveryState.DEAD.value, reason=reason))
        await subscribers.stop(self._connection, chat)

    async def find(self, key: str) -> Delivery | None:
        """Return a delivery."""
        row = (await self._connection.execute(select(outbox).where(outbox.c.key == key))).one_or_none()
        return None if row is None else _delivery(row, attempts=row.attempts)

    async def showing(self, chat: ChatId, shows: str) -> Delivery | None:
        """Return the last sent message of a chat that shows this."""
        query = select(outbox).where(outbox.c.chat == chat, outbox.c.shows == shows, outbox.c.message_id.is_not(None))
        row = (await self._connection.execute(query.order_by(outbox.c.id.desc()).limit(1))).one_or_none()
        return None if row is None else _delivery(row, attempts=row.attempts)

    async def release_leases(self) -> int:
        """At the start of the only sender: give back what a dead process had leased, as unknown. Return how many."""
        return await self._doubt(outbox.c.leased_until.is_not(None))

    async def pending(self, *, now: datetime) -> int:
        """Return how many due deliveries are not settled."""
        query = select(func.count()).select_from(outbox).where(_PENDING, outbox.c.due <= now)
        return await self._connection.scalar(query) or 0

    async def next_due(self) -> datetime | None:
        """Return the earliest due time (UTC) among pending deliveries, None when there are none."""
        firsts = [
            await self._connection.scalar(
                select(outbox.c.due).where(_PENDING, outbox.c.priority == int(p)).order_by(outbox.c.due).limit(1)
            )
            for p in Priority
        ]
        return min((first for first in firsts if first is not None), default=None)

    async def stop_chat(self, chat: ChatId) -> int:
        """Drop a chat's pending alerts and digests (replies stay); return how many."""
        unasked = and_(_FREE, outbox.c.chat == chat, outbox.c.priority != int(Priority.REPLY))
        values = {"state": DeliveryState.DEAD.value, "reason": "the chat was stopped"}
        return (await self._connection.execute(update(outbox).where(unasked).values(values))).rowcount


def _columns(delivery: Delivery, *, waits: bool) -> dict[str, Any]:
    return {
        "key": delivery.key,
        "chat": delivery.chat,
        "thread": delivery.thread,
        "method": delivery.method,
        "payload": delivery.payload,
        "priority": int(delivery.priority),
        "due": delivery.due,
        "shows": delivery.shows,
        "edits": delivery.edits or None,
        "waits": waits,
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "unknowns": delivery.unknowns,
        "message_id": delivery.message_id,
    }


def _delivery(row: Row[Any], *, attempts: int) -> Delivery:
    return Delivery(
        key=row.key,
        chat=ChatId(row.chat),
        payload=row.payload,
        due=row.due,
        priority=Priority(row.priority),
        method=row.method,
        thread=row.thread,
        shows=row.shows,
        edits=row.edits or "",
        attempts=attempts,
        unknowns=row.unknowns,
        state=DeliveryState(row.state),
        message_id=row.message_id,
    )

"""The outbox: the messages on their way out, leased one by one and settled each by itself."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    BindParameter,
    ColumnElement,
    Delete,
    Executable,
    FromClause,
    Insert,
    Integer,
    Row,
    ScalarSelect,
    Select,
    TableValuedAlias,
    Text,
    Update,
    and_,
    any_,
    bindparam,
    case,
    cast,
    delete,
    exists,
    func,
    literal,
    literal_column,
    select,
    true,
    type_coerce,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from core.adapters.sql import subscribers
from core.adapters.sql.columns import MICROSECOND, Moment
from core.adapters.sql.database import insert
from core.adapters.sql.many import insert_new
from core.adapters.sql.moving import move
from core.adapters.sql.tables import EVERYBODY, allowances, budget, chats, holds, leases, outbox
from core.model.delivery import Delivery, DeliveryState, Moved, Outcome, Postponed, Priority, Sent, Undeliverable
from core.model.ids import ChatId

_PRIORITIES = {int(priority): priority for priority in Priority}
_STATES = {state.value: state for state in DeliveryState}  # looked up: an enum is slower to call

AHEAD = timedelta(minutes=1)
"""No turn lies further ahead than this; where one does, the machine's time was set back."""

_WITH_FILES = ("sendDocument", "sendPhoto", "editMessageMedia")

UNKNOWNS = 2
"""Lost answers after which a delivery is given up: it was tried once more."""

# The statements stand ready, since building one takes longer than running it.
_NOW, _ELAPSED = bindparam("now", type_=Moment), bindparam("elapsed", type_=Moment)
_MOST: BindParameter[int] = bindparam("most")
_UNTIL = bindparam("until", type_=Moment)
_MINE = outbox.c.key == bindparam("mine")
_PENDING = outbox.c.state == DeliveryState.PENDING.value
_LEASED = outbox.c.id.in_(select(leases.c.id))
_FREE = and_(_PENDING, ~_LEASED)
_BEGUN = outbox.c.attempts + case((_LEASED, 1), else_=0)
"""How many sends were begun: one under way stands in its lease, and is counted where the row is written anyway."""

_FIELDS = ("key", "chat", "payload", "due", "priority", "method", "thread", "shows", "edits", "unknowns", "state")
_PLAIN = (*(outbox.c[name] for name in _FIELDS), outbox.c.message_id)
_DELIVERY = (*_PLAIN, _BEGUN.label("attempts"))
"""The columns of which `_delivery` makes a delivery, in its order."""

_FIND = select(*_DELIVERY).where(_MINE)
_END = update(outbox).where(_MINE, _LEASED).values(attempts=outbox.c.attempts + 1).returning(outbox.c.id)
_DROP = delete(leases).where(leases.c.id == bindparam("ended"))
_DOUBT = update(outbox).where(_MINE).values(unknowns=outbox.c.unknowns + 1).returning(outbox.c.unknowns)


def _first_of_chats(priority: int | ColumnElement[int]) -> Select[Any]:
    """Return the query for the first due delivery of each free chat, of those in one priority class, oldest first."""
    other = outbox.alias()
    ready = and_(other.c.state == DeliveryState.PENDING.value, other.c.waits.is_(False), other.c.due <= _NOW)
    first = select(other.c.id).where(other.c.chat == outbox.c.chat, ready)
    in_order = first.order_by(other.c.priority, other.c.due, other.c.id).limit(1)
    return (
        select(*_PLAIN, (outbox.c.attempts + 1).label("attempts"), outbox.c.id)
        .where(_FREE, outbox.c.priority == priority, outbox.c.due <= _NOW, outbox.c.waits.is_(False))
        .where(outbox.c.id == in_order.scalar_subquery())
        .where(outbox.c.chat.not_in(select(leases.c.chat).where(leases.c.until > _ELAPSED)))
        .where(~exists().where(holds.c.chat == outbox.c.chat, holds.c.until > _ELAPSED))
        .where(~exists().where(holds.c.chat == EVERYBODY, holds.c.until > _ELAPSED))
        .order_by(outbox.c.due, outbox.c.id)
        .limit(_MOST)
        .with_for_update(skip_locked=True, of=outbox)
    )


_FIRST_LEASE = select(func.min(leases.c.until, type_=Moment))
_LEASES = ("id", "chat", "until")


def _in_order(due: FromClause) -> tuple[ColumnElement[Any], ...]:
    return due.c.priority, due.c.due, due.c.id


def _due_of_all_classes() -> Select[Any]:
    """Return the query for the first due deliveries of all classes, each as it will be once it is claimed."""
    due = union_all(*(select(_first_of_chats(int(priority)).subquery()) for priority in Priority)).subquery()
    first_lease = _FIRST_LEASE.scalar_subquery().label("first_lease")
    return select(due, first_lease).order_by(*_in_order(due)).limit(_MOST)


_DUE = _due_of_all_classes()


def _lease() -> Insert:
    """Return what leases the deliveries with these ids."""
    found = func.json_each(bindparam("found")).table_valued("value")
    rows = select(outbox.c.id, outbox.c.chat, _UNTIL).where(outbox.c.id.in_(select(found.c.value)))
    return leases.insert().from_select(_LEASES, rows)


_LEASE = _lease()


@cache
def _claim() -> Select[Any]:
    """Return what leases the first due deliveries in one trip.

    Their rows are locked, not written: whoever comes with an older look at them finds that they were settled
    meanwhile, or else that the lease is there already. It asks by class in a loop since psycopg reads a statement of
    more than 4,096 characters anew each time, and names the classes since PostgreSQL plans anew what it cannot count.
    """
    from sqlalchemy.dialects import postgresql  # slow to load, and not for who has a file

    each = postgresql.array([literal_column(str(int(priority)), Integer) for priority in Priority])
    classes = func.unnest(each).table_valued("priority", name="classes").render_derived()
    due = _first_of_chats(classes.c.priority).lateral("due")
    of_all = select(due).select_from(classes.join(due, true()))
    first = of_all.order_by(*_in_order(due)).limit(_MOST).cte("first")
    rows = select(first.c.id, first.c.chat, _UNTIL)
    added = postgresql.insert(leases).from_select(_LEASES, rows).on_conflict_do_nothing().returning(leases.c.id)
    is_leased = first.c.id.in_(select(added.cte("leased").c.id))
    query = select(first, _FIRST_LEASE.scalar_subquery().label("first_lease"))
    by_hash = is_leased.is_(True)  # a join would loop, since one row is foreseen
    return query.where(by_hash).order_by(*_in_order(first))


def _note_sent(arrived: TableValuedAlias) -> Update:
    """Return what notes the deliveries with these keys as sent, with their messages as values."""
    message = func.coalesce(cast(arrived.c.value, BigInteger), outbox.c.message_id)
    ended = {"state": DeliveryState.SENT.value, "reason": None, "settled_at": _ELAPSED, "attempts": _BEGUN}
    return update(outbox).where(outbox.c.key == arrived.c.key).values(**ended, message_id=message)


def _end(of: Select[tuple[int]]) -> Delete:
    return delete(leases).where(leases.c.id.in_(of))


def _wake(edits: ColumnElement[bool]) -> Update:
    return update(outbox).where(edits, outbox.c.waits.is_(True)).values(waits=False)


def _settled_on_sqlite() -> tuple[Executable, ...]:
    arrived = func.json_each(bindparam("sent")).table_valued("key", "value", name="arrived")
    keys = select(arrived.c.key)
    ended = _end(select(outbox.c.id).where(outbox.c.key.in_(keys)))
    return _note_sent(arrived), ended, _wake(outbox.c.edits.in_(keys))


def _settled_on_a_server() -> tuple[Executable, ...]:
    """Return the same in one trip."""
    given = cast(bindparam("sent", type_=Text), JSON)
    arrived = func.json_each_text(given).table_valued("key", "value", name="arrived")
    sent = _note_sent(arrived).returning(outbox.c.id, outbox.c.key).cte("sent")
    keys = select(func.array_agg(sent.c.key)).scalar_subquery()
    ended = _end(select(sent.c.id)).cte("ended")
    return (_wake(outbox.c.edits == any_(cast(keys, ARRAY(Text)))).add_cte(ended),)


_ON_SQLITE, _ON_A_SERVER = _settled_on_sqlite(), _settled_on_a_server()
"""What notes deliveries as sent, ends their leases and wakes their edits. Keys and messages are given as one value, in
JSON: a value for each would be written into the statement, which would then be read anew each time."""


def _first_due(priority: Priority) -> ScalarSelect[datetime]:
    mine = and_(_PENDING, outbox.c.priority == int(priority))
    return select(outbox.c.due).where(mine).order_by(outbox.c.due).limit(1).scalar_subquery()


_NEXT_DUE = select(*(_first_due(priority) for priority in Priority))
_COUNT_DUE = select(func.count()).where(
    _PENDING, outbox.c.priority.in_([int(p) for p in Priority]), outbox.c.due <= _NOW
)


_BUDGET = 1
_TURN = select(budget.c.next).where(budget.c.id == _BUDGET)


class SqlOutbox:
    """The deliveries, in one unit of work. `on_move` is called before a chat goes on under another id."""

    def __init__(self, connection: AsyncConnection, on_move: Callable[[], None]) -> None:
        self._connection, self._on_move = connection, on_move

    async def put(self, deliveries: Sequence[Delivery]) -> int:
        """Add deliveries; one whose key is there already is left as it is. Return how many were new.

        A new edit takes the place of an older one of the same message that nobody has begun to send; an edit of a
        message that was given up is given up too.
        """
        plain = [_columns(delivery, waits=False) for delivery in deliveries if not delivery.edits]
        edits = [delivery for delivery in deliveries if delivery.edits]
        fresh = await self._insert(plain) if plain else 0
        return fresh + sum([await self._put_edit(edit) for edit in edits])

    async def _insert(self, rows: list[dict[str, Any]]) -> int:
        return await insert_new(self._connection, outbox, rows)

    async def _put_edit(self, edit: Delivery) -> int:
        edited = await self.find(edit.edits)
        state = DeliveryState.SENT if edited is None else edited.state
        if not await self._insert([_columns(edit, waits=state is DeliveryState.PENDING)]):
            return 0
        if state is DeliveryState.DEAD:
            await self._give_up([edit.key], "its message was never sent")
        older = and_(_FREE, outbox.c.edits == edit.edits, outbox.c.key != edit.key)
        await self._bury(update(outbox).where(older), "a newer edit takes its place")
        return 1

    async def claim_due(self, *, now: datetime, elapsed: datetime, lease: timedelta, limit: int) -> list[Delivery]:
        """Lease the due deliveries, by priority and age, counting the attempt; chats under a hold are passed over.

        A later message of a chat waits while an earlier one of it is leased or held; one never settled is due again
        after `lease`.
        """
        given = {"now": now, "elapsed": elapsed, "until": elapsed + lease, "most": limit}
        rows = await self._leased(given)
        first = rows[0].first_lease if rows else await self._connection.scalar(_FIRST_LEASE)
        if first is not None and first <= elapsed:
            await self._connection.execute(delete(leases).where(leases.c.id.in_([row.id for row in rows])))
            await self._take_back(leases.c.until <= elapsed)
            rows = await self._leased(given)  # anew: what was taken back may come before them
        return [await self._addressed(_delivery(row)) for row in rows]

    async def _leased(self, given: Mapping[str, Any]) -> Sequence[Row[Any]]:
        """Lease, and return each with the lease that runs out first of all that stood before."""
        if self._connection.dialect.name != "sqlite":
            return list(await self._connection.execute(_claim(), given))
        rows = list(await self._connection.execute(_DUE, given))
        if rows:  # nobody else writes in between
            found = json.dumps([row.id for row in rows])
            await self._connection.execute(_LEASE, {"found": found, "until": given["until"]})
        return rows

    async def next_turn(self, *, elapsed: datetime) -> datetime:
        """Return when the next turn of the budget is; `elapsed` where it has come already."""
        following = await self._connection.scalar(_TURN)
        return elapsed if following is None or following - elapsed > AHEAD else max(following, elapsed)

    async def take_turns(self, count: int, *, elapsed: datetime, space: timedelta) -> list[datetime]:
        """Take the next `count` turns of the budget that all senders share: when each send may begin, `space` apart."""
        standing = and_(budget.c.next > elapsed, budget.c.next <= elapsed + AHEAD)
        first = case((standing, budget.c.next), else_=literal(elapsed, Moment))
        taken = insert(self._connection, budget).values(id=_BUDGET, next=elapsed + count * space)
        later = type_coerce(first, BigInteger) + count * (space // MICROSECOND)
        statement = taken.on_conflict_do_update(index_elements=["id"], set_={"next": later})
        following = (await self._connection.execute(statement.returning(budget.c.next))).scalar_one()
        return [following - n * space for n in range(count, 0, -1)]

    async def allowances(self, chats_: Iterable[ChatId]) -> dict[ChatId, datetime]:
        """Return when each of these chats has its whole allowance again, as far as that is known."""
        rows = await self._connection.execute(select(allowances).where(allowances.c.chat.in_(list(chats_))))
        return {ChatId(row.chat): row.full for row in rows}

    async def allow(self, full: Mapping[ChatId, datetime]) -> None:
        """Note when these chats will have their whole allowances again."""
        rows = [{"chat": chat, "full": moment} for chat, moment in full.items()]
        statement = insert(self._connection, allowances)
        latest = statement.on_conflict_do_update(index_elements=["chat"], set_={"full": statement.excluded.full})
        await self._connection.execute(latest, rows)

    async def _addressed(self, delivery: Delivery) -> Delivery:
        """Return an edit with the id of the message that it edits, where that is known; others as they are."""
        if not delivery.edits or "message_id" in delivery.payload:
            return delivery
        edited = await self.find(delivery.edits)
        if edited is None or edited.message_id is None:
            return delivery
        return replace(delivery, payload={**delivery.payload, "message_id": edited.message_id})

    async def settle(self, outcomes: Mapping[str, Outcome], *, elapsed: datetime) -> None:
        """Write what became of deliveries, by key; one that was forgotten meanwhile is passed over.

        Postponed holds the chat (or all); Unknown is tried once more, then dead; Undeliverable ends it, and where the
        chat is gone also all else that waits for it. Of a chat that was stopped meanwhile only replies are tried again.
        """
        sent = {key: outcome for key, outcome in outcomes.items() if isinstance(outcome, Sent)}
        if sent:
            await self._note_sent(sent, elapsed)
        for key, outcome in outcomes.items():
            if key not in sent:
                await self._note_unsent(key, outcome, elapsed)

    async def _note_sent(self, sent: Mapping[str, Sent], elapsed: datetime) -> None:
        messages = json.dumps({key: one.message_id for key, one in sent.items()})
        for statement in _ON_SQLITE if self._connection.dialect.name == "sqlite" else _ON_A_SERVER:
            await self._connection.execute(statement, {"sent": messages, "elapsed": elapsed})

    async def _note_unsent(self, key: str, outcome: Outcome, elapsed: datetime) -> None:
        was_leased = await self._free(key)
        match outcome:
            case Undeliverable(reason, gone):
                await self._give_up([key], reason, elapsed=elapsed)
                if gone:
                    await self._leave(key, reason)
            case Postponed(wait, _, chat_only):
                await self._hold(key if chat_only else None, elapsed, wait)
                await self._drop_stopped([key])
            case Moved(to):
                await self._move(key, to)
            case _:
                if was_leased:
                    await self._doubt(key)
                await self._drop_stopped([key])

    async def _free(self, key: str) -> bool:
        """End the lease of a delivery, counting the attempt; return whether there was one."""
        ended = await self._connection.scalar(_END, {"mine": key})
        if ended is not None:
            await self._connection.execute(_DROP, {"ended": ended})
        return ended is not None

    async def _doubt(self, key: str) -> None:
        """Count a lost answer to a delivery; the second one is its last."""
        unknowns = await self._connection.scalar(_DOUBT, {"mine": key})
        if unknowns is not None and unknowns >= UNKNOWNS:
            await self._give_up([key], "nobody knows whether it arrived, twice")

    async def _take_back(self, which: ColumnElement[bool]) -> int:
        """End leases of dead processes, counting the attempts; return how many. A crash is no fault of the message."""
        mine = outbox.c.id.in_(select(leases.c.id).where(which))
        counted = update(outbox).where(_PENDING, mine).values(attempts=outbox.c.attempts + 1)
        freed = list(await self._connection.scalars(counted.returning(outbox.c.key)))
        await self._connection.execute(delete(leases).where(which))
        if freed:
            await self._drop_stopped(freed)
        return len(freed)

    async def _give_up(self, keys: Sequence[str], reason: str, *, elapsed: datetime | None = None) -> None:
        """End deliveries unsent, and with them the edits that wait for their messages."""
        given_up = update(outbox).where(_PENDING, outbox.c.key.in_(list(keys))).values(settled_at=elapsed)
        await self._bury(given_up, reason)
        orphans = and_(_FREE, outbox.c.edits.in_(keys), outbox.c.waits.is_(True))
        await self._bury(update(outbox).where(orphans), "its message was never sent")

    async def _bury(self, which: Update, reason: str) -> int:
        buried = which.values(state=DeliveryState.DEAD.value, reason=reason)
        return (await self._connection.execute(buried)).rowcount

    async def _drop_stopped(self, keys: Sequence[str]) -> None:
        """Give up what was in flight, unasked, while its chat was stopped."""
        stopped = exists().where(chats.c.chat == outbox.c.chat, chats.c.stopped.is_(True))
        unasked = and_(_FREE, outbox.c.key.in_(list(keys)), outbox.c.priority != int(Priority.REPLY), stopped)
        dropped = list(await self._connection.scalars(select(outbox.c.key).where(unasked)))
        if dropped:
            await self._give_up(dropped, "the chat was stopped")

    async def _hold(self, key: str | None, elapsed: datetime, wait: timedelta) -> None:
        """Hold the chat of a delivery, or all where none is given; the longer of two holds stands."""
        chat = (
            EVERYBODY
            if key is None
            else await self._connection.scalar(select(outbox.c.chat).where(outbox.c.key == key))
        )
        if chat is None:
            return
        until = elapsed + wait
        statement = insert(self._connection, holds).values(chat=chat, until=until)
        longer = statement.on_conflict_do_update(
            index_elements=["chat"], set_={"until": until}, where=holds.c.until < until
        )
        await self._connection.execute(longer)

    async def _move(self, key: str, to: ChatId) -> None:
        """Move the chat of a delivery, which is free again to be sent there."""
        chat = await self._connection.scalar(select(outbox.c.chat).where(outbox.c.key == key))
        if chat is not None:
            self._on_move()
            await move(self._connection, ChatId(chat), to)

    async def _leave(self, key: str, reason: str) -> None:
        """End all that waits for the chat of a delivery, which is gone, and let the chat's plans rest."""
        chat = await self._connection.scalar(select(outbox.c.chat).where(outbox.c.key == key))
        if chat is not None:
            await self._bury(update(outbox).where(_FREE, outbox.c.chat == chat), reason)
            await subscribers.stop(self._connection, ChatId(chat))

    async def find(self, key: str) -> Delivery | None:
        """Return a delivery."""
        row = (await self._connection.execute(_FIND, {"mine": key})).one_or_none()
        return None if row is None else _delivery(row)

    async def known(self, keys: Iterable[str]) -> set[str]:
        """Return those of these keys under which there is a delivery."""
        return set(await self._connection.scalars(select(outbox.c.key).where(outbox.c.key.in_(list(keys)))))

    async def showing(self, chat: ChatId, shows: str) -> Delivery | None:
        """Return the last sent message of a chat that shows this."""
        query = select(*_DELIVERY).where(
            outbox.c.chat == chat, outbox.c.shows == shows, outbox.c.message_id.is_not(None)
        )
        row = (await self._connection.execute(query.order_by(outbox.c.id.desc()).limit(1))).one_or_none()
        return None if row is None else _delivery(row)

    async def shown_in(self, chat: ChatId, message: int) -> Delivery | None:
        """Return what was last sent as, or edited into, this message of a chat."""
        query = select(*_DELIVERY).where(outbox.c.chat == chat, outbox.c.message_id == message)
        row = (await self._connection.execute(query.order_by(outbox.c.id.desc()).limit(1))).one_or_none()
        return None if row is None else _delivery(row)

    async def last_due(self, chats: Iterable[ChatId], shows: str) -> dict[ChatId, datetime]:
        """Return when the last sent message that shows this was due, of each of these chats that has one."""
        sent = (outbox.c.chat.in_(list(chats)), outbox.c.shows == shows, outbox.c.message_id.is_not(None))
        query = select(outbox.c.chat, func.max(outbox.c.due, type_=Moment).label("last")).where(*sent)
        return {ChatId(row.chat): row.last for row in await self._connection.execute(query.group_by(outbox.c.chat))}

    async def release_leases(self) -> int:
        """At the start of the only sender: give back what a dead process had leased. Return how many."""
        return await self._take_back(true())

    async def pending(self, *, now: datetime) -> int:
        """Return how many due deliveries are not settled."""
        return await self._connection.scalar(_COUNT_DUE, {"now": now}) or 0

    async def depth(self) -> dict[str, int]:
        """Return how many deliveries wait, due or not, by the name of their priority."""
        counted = select(outbox.c.priority, func.count().label("many")).where(_PENDING).group_by(outbox.c.priority)
        return {_PRIORITIES[row.priority].name.lower(): row.many for row in await self._connection.execute(counted)}

    async def next_due(self) -> datetime | None:
        """Return the earliest due time (UTC) among pending deliveries, None when there are none."""
        firsts = (await self._connection.execute(_NEXT_DUE)).one()
        return min((first for first in firsts if first is not None), default=None)

    async def expire(self, *, before: datetime) -> int:
        """Remove the settled deliveries that were due before then, and old allowances; return how many of the first."""
        await self._connection.execute(delete(allowances).where(allowances.c.full < before))
        return (await self._connection.execute(delete(outbox).where(_settled(before)))).rowcount

    async def expire_files(self, *, before: datetime) -> int:
        """Remove those of them that carry files; return how many."""
        files = delete(outbox).where(_settled(before), outbox.c.method.in_(_WITH_FILES))
        return (await self._connection.execute(files)).rowcount

    async def take_back(self, chat: ChatId, *, now: datetime) -> int:
        """Remove a chat's briefings that were composed ahead and are not due yet; return how many."""
        ahead = and_(_FREE, outbox.c.chat == chat, outbox.c.priority == int(Priority.DIGEST), outbox.c.due > now)
        return (await self._connection.execute(delete(outbox).where(ahead))).rowcount

    async def stop_chat(self, chat: ChatId) -> int:
        """Drop a chat's pending alerts and digests (replies stay); return how many."""
        unasked = and_(_FREE, outbox.c.chat == chat, outbox.c.priority != int(Priority.REPLY))
        keys = list(await self._connection.scalars(select(outbox.c.key).where(unasked)))
        if keys:
            await self._give_up(keys, "the chat was stopped")
        return len(keys)


def _settled(before: datetime) -> ColumnElement[bool]:
    """Return the condition for what is settled and was due before then."""
    settled = outbox.c.state.in_([DeliveryState.SENT.value, DeliveryState.DEAD.value])
    every = outbox.c.priority.in_([int(priority) for priority in Priority])  # for the index's sake
    return and_(settled, every, outbox.c.due < before)


def _columns(delivery: Delivery, *, waits: bool) -> dict[str, Any]:
    return {
        "key": delivery.key,
        "chat": delivery.chat,
        "thread": delivery.thread,
        "method": delivery.method,
        "payload": delivery.payload,
        "priority": int(delivery.priority),
        "due": delivery.due,
        "shows": delivery.shows or None,
        "edits": delivery.edits or None,
        "waits": waits,
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "unknowns": delivery.unknowns,
        "message_id": delivery.message_id,
    }


def _delivery(row: Sequence[Any]) -> Delivery:
    """Return the delivery of a row, which begins with its columns."""
    key, chat, payload, due, priority, method, thread, shows, edits, unknowns, state, message_id, attempts, *_ = row
    return Delivery(
        key=key,
        chat=ChatId(chat),
        payload=payload,
        due=due,
        priority=_PRIORITIES[priority],
        method=method,
        thread=thread,
        shows=shows or "",
        edits=edits or "",
        attempts=attempts,
        unknowns=unknowns,
        state=_STATES[state],
        message_id=message_id,
    )

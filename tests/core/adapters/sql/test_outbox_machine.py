"""The outbox against a plain model of itself, under any order of what can happen."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import delete

from core.adapters.sql.stores import SqlStores, open_stores
from core.adapters.sql.tables import chats, holds, leases, outbox
from core.model.delivery import Delivery, DeliveryState, Outcome, Postponed, Priority, Sent, Undeliverable, Unknown
from core.model.ids import ChatId
from core.model.subscriber import Subscriber
from tests.core.adapters.sql.living import NOW

LEASE = timedelta(minutes=2)
PENDING, SENT, DEAD = DeliveryState.PENDING, DeliveryState.SENT, DeliveryState.DEAD


@dataclass
class Row:
    """A delivery as the model knows it; `number` counts rows as they were put."""

    number: int
    chat: int
    priority: Priority
    due: datetime
    edits: str = ""
    state: DeliveryState = PENDING
    leased_until: datetime | None = None
    waits: bool = False
    unknowns: int = 0

    @property
    def key(self) -> str:
        return f"k{self.number}"

    @property
    def is_free(self) -> bool:
        return self.state is PENDING and self.leased_until is None


@dataclass
class Model:
    """What the outbox promises, with no thought of speed."""

    rows: dict[str, Row] = field(default_factory=dict)
    holds: dict[int, datetime] = field(default_factory=dict)
    stopped: set[int] = field(default_factory=set)

    def put(self, row: Row) -> None:
        self.rows[row.key] = row
        if row.edits:
            row.waits = self.rows[row.edits].state is PENDING
            if self.rows[row.edits].state is DEAD:
                row.state = DEAD
            self.bury(r for r in self.rows.values() if r.is_free and r.edits == row.edits and r is not row)

    def claim(self, now: datetime, elapsed: datetime, limit: int) -> list[str]:
        self.take_back(r for r in self.rows.values() if r.leased_until is not None and r.leased_until <= elapsed)
        if self.is_held(0, elapsed):
            return []
        busy = {r.chat for r in self.rows.values() if r.leased_until is not None}
        claimed: list[Row] = []
        for row in sorted(self.rows.values(), key=lambda r: (r.priority, r.due, r.number)):
            ready = row.is_free and not row.waits and row.due <= now and not self.is_held(row.chat, elapsed)
            if ready and row.chat not in busy and len(claimed) < limit:
                row.leased_until = elapsed + LEASE
                busy.add(row.chat)
                claimed.append(row)
        return [row.key for row in claimed]

    def settle(self, row: Row, outcome: Outcome, elapsed: datetime) -> None:
        match outcome:
            case Sent():
                row.state, row.leased_until = SENT, None
                for waiting in self.rows.values():
                    waiting.waits = waiting.waits and waiting.edits != row.key
            case Undeliverable(_, gone):
                self.bury([row])
                if gone:
                    self.bury(r for r in self.rows.values() if r.is_free and r.chat == row.chat)
                    self.stopped.add(row.chat)
            case Postponed(wait, _, chat_only):
                row.leased_until = None
                held = row.chat if chat_only else 0
                self.holds[held] = max(self.holds.get(held, elapsed), elapsed + wait)
                self.drop_stopped([row])
            case Unknown():
                self.doubt([row])

    def stop(self, chat: int) -> None:
        self.stopped.add(chat)
        self.drop_stopped(r for r in self.rows.values() if r.chat == chat)

    def doubt(self, rows: Iterable[Row]) -> None:
        doubted = list(rows)
        for row in doubted:
            row.leased_until, row.unknowns = None, row.unknowns + 1
        self.bury(row for row in doubted if row.unknowns == 2)
        self.drop_stopped(doubted)

    def take_back(self, rows: Iterable[Row]) -> None:
        freed = list(rows)
        for row in freed:
            row.leased_until = None
        self.drop_stopped(freed)

    def drop_stopped(self, rows: Iterable[Row]) -> None:
        self.bury(r for r in rows if r.is_free and r.priority is not Priority.REPLY and r.chat in self.stopped)

    def bury(self, rows: Iterable[Row]) -> None:
        buried = list(rows)
        for row in buried:
            row.state, row.leased_until = DEAD, None
        keys = {row.key for row in buried}
        for orphan in self.rows.values():
            if orphan.waits and orphan.is_free and orphan.edits in keys:
                orphan.state = DEAD

    def is_held(self, chat: int, elapsed: datetime) -> bool:
        return self.holds.get(chat, elapsed) > elapsed


class OutboxMachine(RuleBasedStateMachine):
    """Three chats, all that can become of a message, two clocks."""

    def __init__(self, runner: asyncio.Runner, stores: SqlStores) -> None:
        super().__init__()
        self.runner, self.stores = runner, stores
        self.model, self.now, self.elapsed = Model(), NOW, NOW
        self.runner.run(self._empty())

    async def _empty(self) -> None:
        async with self.stores._engine.begin() as connection:
            for table in (outbox, leases, holds, chats):
                await connection.execute(delete(table))

    @rule(chat=st.integers(1, 3), priority=st.sampled_from(Priority), minutes=st.integers(-3, 3))
    def put(self, chat: int, priority: Priority, minutes: int) -> None:
        self._put(Row(len(self.model.rows), chat, priority, self.now + timedelta(minutes=minutes)))

    @precondition(lambda self: any(not row.edits for row in self.model.rows.values()))
    @rule(data=st.data())
    def put_edit(self, data: st.DataObject) -> None:
        edited = data.draw(st.sampled_from([row for row in self.model.rows.values() if not row.edits]))
        self._put(Row(len(self.model.rows), edited.chat, Priority.REPLY, self.now, edits=edited.key))

    def _put(self, row: Row) -> None:
        delivery = Delivery(row.key, ChatId(row.chat), {}, row.due, priority=row.priority, edits=row.edits)

        async def put_twice() -> list[int]:
            async with self.stores.begin() as tx:
                return [await tx.outbox.put([delivery]) for _ in range(2)]

        self.model.put(row)
        assert self.runner.run(put_twice()) == [1, 0]

    @rule(limit=st.integers(1, 4))
    def claim(self, limit: int) -> None:
        async def claim() -> list[Delivery]:
            async with self.stores.begin() as tx:
                return await tx.outbox.claim_due(now=self.now, elapsed=self.elapsed, lease=LEASE, limit=limit)

        claimed = [delivery.key for delivery in self.runner.run(claim())]
        assert claimed == self.model.claim(self.now, self.elapsed, limit)

    @precondition(lambda self: any(row.leased_until for row in self.model.rows.values()))
    @rule(
        data=st.data(),
        outcome=st.one_of(
            st.just(Sent(7)),
            st.just(Unknown("lost")),
            st.builds(Undeliverable, st.just("no"), st.booleans()),
            st.builds(Postponed, st.integers(0, 240).map(lambda s: timedelta(seconds=s)), chat_only=st.booleans()),
        ),
    )
    def settle(self, data: st.DataObject, outcome: Outcome) -> None:
        row = data.draw(st.sampled_from([row for row in self.model.rows.values() if row.leased_until]))

        async def settle() -> None:
            async with self.stores.begin() as tx:
                await tx.outbox.settle({row.key: outcome}, elapsed=self.elapsed)

        self.runner.run(settle())
        self.model.settle(row, outcome, self.elapsed)

    @rule(seconds=st.integers(1, 200))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        self.elapsed += timedelta(seconds=seconds)

    @rule(chat=st.integers(1, 3))
    def stop(self, chat: int) -> None:
        async def stop() -> None:
            async with self.stores.begin() as tx:
                await tx.subscribers.save(Subscriber(ChatId(chat), stopped=True))
                await tx.outbox.stop_chat(ChatId(chat))

        self.runner.run(stop())
        self.model.stop(chat)

    @rule()
    def crash(self) -> None:
        async def release() -> int:
            async with self.stores.begin() as tx:
                return await tx.outbox.release_leases()

        leased = [row for row in self.model.rows.values() if row.leased_until]
        assert self.runner.run(release()) == len(leased)
        self.model.take_back(leased)

    @invariant()
    def both_say_the_same(self) -> None:
        async def say() -> tuple[dict[str, tuple[DeliveryState, int]], int, datetime | None]:
            async with self.stores.begin() as tx:
                found = [await tx.outbox.find(key) for key in self.model.rows]
                rows = {row.key: (row.state, row.unknowns) for row in found if row is not None}
                return rows, await tx.outbox.pending(now=self.now), await tx.outbox.next_due()

        pending = [row for row in self.model.rows.values() if row.state is PENDING]
        assert self.runner.run(say()) == (
            {row.key: (row.state, row.unknowns) for row in self.model.rows.values()},
            sum(row.due <= self.now for row in pending),
            min((row.due for row in pending), default=None),
        )


def test_the_outbox_does_what_its_model_does_whatever_happens(store_url: str) -> None:
    with asyncio.Runner() as runner:
        stores = runner.run(open_stores(store_url))
        run_state_machine_as_test(
            lambda: OutboxMachine(runner, stores),  # type: ignore[arg-type]  # any factory will do, says its guide
            settings=settings(max_examples=25, stateful_step_count=25),
        )
        runner.run(stores.close())

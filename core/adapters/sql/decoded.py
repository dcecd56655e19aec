"""What was read from rows that hardly ever change, kept in this process so that it is decoded once."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import Row, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

T = TypeVar("T")

KEPT = 20_000
"""Values kept of one table; past that we start anew."""

_BATCH = 500


class Memory(Generic[T]):
    """The values that committed rows hold, by id, for all units of work of this process."""

    def __init__(self) -> None:
        self._known: dict[int, T] = {}

    def recall(self) -> "Recall[T]":
        """Return the memory for one unit of work."""
        return Recall(self)

    def get(self, id_: int) -> T | None:
        """Return what is known under an id."""
        return self._known.get(id_)

    def learn(self, values: dict[int, T]) -> None:
        """Keep values of committed rows."""
        if len(self._known) + len(values) > KEPT:
            self._known.clear()
        self._known.update(values)

    def clear(self) -> None:
        """Know nothing any more."""
        self._known.clear()


class Recall(Generic[T]):
    """The memory as one unit of work sees it: what it reads is shared once it has committed.

    A row that is rolled back gives its id to another one, so nothing may be learnt from it.
    """

    def __init__(self, memory: Memory[T]) -> None:
        self._memory = memory
        self._fresh: dict[int, T] = {}

    async def read(
        self, connection: AsyncConnection, table: Table, ids: Sequence[int], decode: Callable[[Row[Any]], T]
    ) -> dict[int, T]:
        """Return the values of these rows by id; only those not known yet are fetched, and decoded.

        Units of work that run beside this one may clear the memory, or remove a row, meanwhile.
        """
        known = {id_: value for id_ in ids if (value := self._value(id_)) is not None}
        missing = [id_ for id_ in ids if id_ not in known]
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            rows = await connection.execute(select(table).where(table.c.id.in_(batch)))
            known |= (fresh := {row.id: decode(row) for row in rows})
            self._fresh |= fresh
        return known

    async def renew(self, connection: AsyncConnection, table: Table, id_: int, decode: Callable[[Row[Any]], T]) -> None:
        """Read a row that has changed after all; other processes go on with what they know."""
        row = (await connection.execute(select(table).where(table.c.id == id_))).one()
        self._fresh[id_] = decode(row)

    def _value(self, id_: int) -> T | None:
        fresh = self._fresh.get(id_)
        return self._memory.get(id_) if fresh is None else fresh

    def committed(self) -> None:
        """Share what this unit of work read."""
        if self._fresh:
            self._memory.learn(self._fresh)

    def forget(self) -> None:
        """Know nothing any more, here and for all."""
        self._fresh.clear()
        self._memory.clear()

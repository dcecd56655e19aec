"""What is decoded once: it stays whole for who reads it, whatever others do meanwhile."""

from typing import Any

from sqlalchemy import Column, Integer, MetaData, Row, Table, insert
from sqlalchemy.ext.asyncio import create_async_engine

from core.adapters.sql.decoded import Memory

ROWS = Table("rows", MetaData(), Column("id", Integer, primary_key=True))


async def test_a_reader_keeps_what_it_knew_when_another_clears_the_memory_while_it_reads_the_rest() -> None:
    memory: Memory[str] = Memory()
    memory.learn({1: "known"})

    def decode_while_another_forgets(row: Row[Any]) -> str:
        memory.clear()
        return f"read {row.id}"

    engine = create_async_engine("sqlite+aiosqlite://")
    async with engine.begin() as connection:
        await connection.run_sync(ROWS.metadata.create_all)
        await connection.execute(insert(ROWS), [{"id": 1}, {"id": 2}])
        found = await memory.recall().read(connection, ROWS, [1, 2, 3], decode_while_another_forgets)
    await engine.dispose()
    assert found == {1: "known", 2: "read 2"}

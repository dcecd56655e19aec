"""Transfer: a whole store to a file of JSON lines and back, from one kind of database to another.

The first line names the format and the revision of the tables, the last one says how many rows stand between: a torn
file is known by its end. Rows of an earlier revision go into its tables, and are migrated with them.
"""

import asyncio
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby, islice
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Column, Connection, MetaData, Select, Table, func, insert, select
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.types import TypeDecorator, TypeEngine

from core.adapters.sql import database
from core.adapters.sql.migrating import bring_to, head, is_current, migrate, revisions
from core.adapters.sql.tables import metadata
from core.errors import ConfigurationError

FORMAT = "dateline store 1"
_BATCH = 500

_Row = tuple[str, Mapping[str, Any]]


async def export_rows(url: str, target: Path) -> int:
    """Write every row of the store to `target`, one JSON line each, parents first; return how many.

    Raises ConfigurationError where the store is not there or older than this program, StoreError.
    """
    if not await is_current(url):
        raise ConfigurationError("the store is not there yet, or older than this program: run dateline migrate first")
    return await asyncio.to_thread(_export, url, target)


async def import_rows(url: str, source: Path) -> int:
    """Read every row that `export_rows` wrote, here or in an earlier version, into a store without rows, all or none.

    Return how many. Raises ConfigurationError where the file cannot be used or the store holds something, StoreError.
    """
    await migrate(url)
    return await asyncio.to_thread(_import, url, source)


def _export(url: str, target: Path) -> int:
    where = database.address(url)
    engine = database.plain_engine(where)
    if not database.is_sqlite(where):
        engine = engine.execution_options(isolation_level="REPEATABLE READ")  # all tables as of one moment
    try:
        with database.told_faults(where), engine.begin() as connection, target.open("w", encoding="utf-8") as out:
            return _write(connection, out)
    except OSError as exc:
        raise ConfigurationError(f"{target} cannot be written: {exc.strerror}") from exc
    finally:
        engine.dispose()


def _write(connection: Connection, out: TextIO) -> int:
    rows = 0
    out.write(_line({"format": FORMAT, "revision": head()}))
    for table in _PLAIN:
        for row in connection.execute(_ordered(table), execution_options={"yield_per": _BATCH}).mappings():
            out.write(_line({"table": table.name, "row": dict(row)}))
            rows += 1
    out.write(_line({"rows": rows}))
    return rows


def _line(said: Mapping[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False) + "\n"


def _ordered(table: Table) -> Select[Any]:
    """Return the query for all rows of a table, those before their children that are of the same table."""
    query = select(table)
    if "joined" in table.columns:
        query = query.order_by(table.c.joined.is_not(None))
    return query.order_by(*metadata.tables[table.name].primary_key.columns.keys())


def _import(url: str, source: Path) -> int:
    where = database.address(url)
    engine = database.plain_engine(where)
    try:
        with database.told_faults(where), engine.begin() as connection, source.open(encoding="utf-8") as lines:
            _refuse_used(connection)
            revision = _revision(source, next(lines, ""))
            with _tables_of(connection, revision) as tables:
                rows = _insert_all(connection, tables, _rows(source, lines, tables))
            if connection.dialect.name == "postgresql":
                _count_on(connection)
            return rows
    except (OSError, UnicodeDecodeError) as exc:
        raise ConfigurationError(f"{source} cannot be read as a file of text") from exc
    finally:
        engine.dispose()


def _refuse_used(connection: Connection) -> None:
    for table in _PLAIN:
        if connection.scalar(select(func.count()).select_from(table)):
            raise ConfigurationError("the store is not empty: name another one with DATELINE_DATABASE_URL")


def _revision(source: Path, first: str) -> str:
    """Return the revision that a file says it is of. Raises ConfigurationError where it is no such file."""
    said = _said(first)
    if said.get("format") != FORMAT:
        raise ConfigurationError(f"{source} is not a file that dateline export wrote")
    revision = said.get("revision", head())
    if revision not in revisions():
        raise ConfigurationError(f"{source} was written by a newer version of the program; install that one")
    return str(revision)


@contextmanager
def _tables_of(connection: Connection, revision: str) -> Iterator[Mapping[str, Table]]:
    """Give the tables as they were at a revision; at the end of the block they are those of this program again."""
    if revision == head():
        yield {table.name: table for table in _PLAIN}
        return
    bring_to(connection, revision)
    earlier = MetaData()
    earlier.reflect(connection, only=lambda name, _: name in metadata.tables)
    yield earlier.tables
    bring_to(connection, head())


def _rows(source: Path, lines: Iterator[str], tables: Mapping[str, Table]) -> Iterator[_Row]:
    """Yield the rows of a file. Raises ConfigurationError where it is not whole."""
    for count, line in enumerate(lines):
        said = _said(line)
        if said == {"rows": count}:
            return
        yield _parsed(source, count + 2, said, tables)
    raise ConfigurationError(f"{source} is torn, its end is missing: export the store again")


def _said(line: str) -> Mapping[str, Any]:
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _parsed(source: Path, number: int, said: Mapping[str, Any], tables: Mapping[str, Table]) -> _Row:
    table, row = said.get("table"), said.get("row")
    known = tables.get(str(table))
    if known is not None and isinstance(row, dict) and row.keys() == set(known.columns.keys()):
        return known.name, row
    raise ConfigurationError(f"line {number} of {source} holds no row of a table that this program knows")


def _insert_all(connection: Connection, tables: Mapping[str, Table], rows: Iterable[_Row]) -> int:
    count = 0
    for name, group in groupby(rows, key=lambda row: row[0]):
        while batch := [dict(row) for _, row in islice(group, _BATCH)]:
            _insert(connection, tables[name], batch)
            count += len(batch)
    return count


def _insert(connection: Connection, table: Table, batch: list[dict[str, Any]]) -> None:
    try:
        connection.execute(insert(table), batch)
    except StatementError as exc:
        if isinstance(exc, DBAPIError) and database.advice(exc) is not None:
            raise
        raise ConfigurationError(f"rows of the table {table.name} do not fit: export the store again") from exc


def _plain(table: Table) -> Table:
    """Return a table without our own types: rows go as the database holds them, booleans as such."""
    return Table(table.name, _UNTYPED, *(Column(column.name, _bare(column.type)) for column in table.columns))


def _bare(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    return kind.impl_instance if isinstance(kind, TypeDecorator) else kind


def _count_on(connection: Connection) -> None:
    """Let PostgreSQL count ids on from the largest that came in."""
    for table in _PLAIN:
        if "id" in table.columns:
            sequence = func.pg_get_serial_sequence(table.name, "id")
            connection.execute(select(func.setval(sequence, func.max(table.c.id))))


_UNTYPED = MetaData()
_PLAIN = tuple(_plain(table) for table in metadata.sorted_tables)
"""All tables, parents first."""

"""Transfer: a whole store to a file of JSON lines and back, from one kind of database to another."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Column, Connection, Table, func, insert, select, text
from sqlalchemy.types import TypeDecorator

from core.adapters.sql import database
from core.adapters.sql.migrating import is_current, migrate
from core.adapters.sql.tables import metadata
from core.errors import ConfigurationError

FORMAT = "dateline store 1"
_BATCH = 500


async def export_rows(url: str, target: Path) -> int:
    """Write every row of the store to `target`, one JSON line each, parents first; return how many.

    Raises ConfigurationError where the store is not there or older than this program, StoreError.
    """
    if not await is_current(url):
        raise ConfigurationError("the store is not there yet, or older than this program: run dateline migrate first")
    return await asyncio.to_thread(_export, url, target)


async def import_rows(url: str, source: Path) -> int:
    """Read every row that `export_rows` wrote into a store without rows, all or none; return how many.

    Raises ConfigurationError where the file cannot be used or the store holds something, StoreError.
    """
    await migrate(url)
    return await asyncio.to_thread(_import, url, source)


def _export(url: str, target: Path) -> int:
    where = database.address(url)
    engine = database.plain_engine(where)
    rows = 0
    try:
        with database.told_faults(where), engine.begin() as connection, target.open("w", encoding="utf-8") as out:
            out.write(json.dumps({"format": FORMAT}) + "\n")
            for table in metadata.sorted_tables:
                for row in _raw_rows(connection, table):
                    out.write(json.dumps({"table": table.name, "row": row}, ensure_ascii=False) + "\n")
                    rows += 1
    except OSError as exc:
        raise ConfigurationError(f"{target} cannot be written: {exc.strerror}") from exc
    finally:
        engine.dispose()
    return rows


def _raw_rows(connection: Connection, table: Table) -> Iterator[Mapping[str, Any]]:
    """Yield rows as the database holds them, parents of their own table first; booleans as such."""
    order = ", ".join(f'"{column.name}"' for column in table.primary_key.columns)
    if "joined" in table.columns:
        order = f"joined IS NOT NULL, {order}"
    names = [column.name for column in table.columns]
    flags = {column.name for column in table.columns if column.type.python_type is bool}
    columns = ", ".join(f'"{name}"' for name in names)
    for row in connection.execute(text(f'SELECT {columns} FROM "{table.name}" ORDER BY {order}')):  # noqa: S608 -- names of our own tables
        yield {n: bool(v) if n in flags and v is not None else v for n, v in zip(names, row, strict=True)}


def _import(url: str, source: Path) -> int:
    where = database.address(url)
    engine = database.plain_engine(where)
    try:
        with database.told_faults(where), engine.begin() as connection, source.open(encoding="utf-8") as lines:
            _refuse_used(connection)
            _read_head(source, lines)
            rows = _insert_all(connection, source, lines)
            if connection.dialect.name == "postgresql":
                _count_on(connection)
            return rows
    except (OSError, UnicodeDecodeError) as exc:
        raise ConfigurationError(f"{source} cannot be read as a file of text") from exc
    finally:
        engine.dispose()


def _refuse_used(connection: Connection) -> None:
    for table in metadata.sorted_tables:
        if connection.scalar(select(func.count()).select_from(table)):
            raise ConfigurationError("the store is not empty: name another one with DATELINE_DATABASE_URL")


def _read_head(source: Path, lines: TextIO) -> None:
    try:
        known = json.loads(lines.readline()).get("format") == FORMAT
    except (ValueError, AttributeError):
        known = False
    if not known:
        raise ConfigurationError(f"{source} is not a file that dateline export wrote")


def _insert_all(connection: Connection, source: Path, lines: TextIO) -> int:
    rows, batch, name = 0, list[Mapping[str, Any]](), ""
    for number, line in enumerate(lines, 2):
        table, row = _parsed(source, number, line)
        if batch and (table != name or len(batch) >= _BATCH):
            _insert(connection, name, batch)
            batch = []
        name = table
        batch.append(row)
        rows += 1
    if batch:
        _insert(connection, name, batch)
    return rows


def _parsed(source: Path, number: int, line: str) -> tuple[str, Mapping[str, Any]]:
    try:
        said = json.loads(line)
        table, row = said["table"], said["row"]
        if row.keys() <= {column.name for column in metadata.tables[table].columns}:
            return table, row
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    raise ConfigurationError(f"line {number} of {source} holds no row of a table that this program knows")


def _insert(connection: Connection, name: str, rows: list[Mapping[str, Any]]) -> None:
    plain = Table(name, type(metadata)(), *(_plain(column) for column in metadata.tables[name].columns))
    connection.execute(insert(plain), [dict(row) for row in rows])


def _plain(column: Column[Any]) -> Column[Any]:
    """Return a column without our own types: rows go in as they came out."""
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    return Column(column.name, kind)


def _count_on(connection: Connection) -> None:
    """Let PostgreSQL count ids on from the largest that came in."""
    for table in metadata.sorted_tables:
        if "id" in table.columns:
            statement = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name}"  # noqa: S608 -- as above
            connection.execute(text(statement))

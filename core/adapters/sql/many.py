"""Much that is given to a statement as one value: JSON on SQLite, arrays on PostgreSQL.

A value for each would be written into the statement, which would then be rendered and read anew each time.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    ColumnElement,
    Dialect,
    Select,
    Table,
    Text,
    any_,
    bindparam,
    func,
    literal,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeDecorator, TypeEngine

from core.adapters.sql.database import insert

Row = Mapping[str, Any]


def among(connection: AsyncConnection, column: Column[int], values: Collection[int]) -> ColumnElement[bool]:
    """Return the condition that a column has one of these numbers."""
    if connection.dialect.name == "sqlite":
        return column.in_(select(func.json_each(json.dumps(list(values))).table_valued("value").c.value))
    return column == any_(literal(list(values), ARRAY(BigInteger)))


async def insert_new(connection: AsyncConnection, table: Table, rows: Sequence[Row]) -> int:
    """Insert rows, which have the same columns; what stands there already stays as it is. Return how many were new."""
    if not rows:
        return 0
    names, dialect = tuple(rows[0]), connection.dialect
    columns = [_written(table.c[name], [row[name] for row in rows], dialect) for name in names]
    if dialect.name == "sqlite":
        source = _in_json(names)
        given: dict[str, Any] = {"rows": json.dumps(list(zip(*columns, strict=True)), ensure_ascii=False)}
    else:
        source, given = _in_arrays(table, names), dict(zip(names, columns, strict=True))
    statement = insert(connection, table).from_select(names, source).on_conflict_do_nothing()
    return (await connection.execute(statement, given, execution_options={"preserve_rowcount": True})).rowcount


def _written(column: Column[Any], values: list[Any], dialect: Dialect) -> list[Any]:
    """Return values of a column as the database holds them."""
    write = column.type.dialect_impl(dialect).bind_processor(dialect)
    return values if write is None else [write(value) for value in values]


@cache
def _in_json(names: tuple[str, ...]) -> Select[Any]:
    each = func.json_each(bindparam("rows", type_=Text)).table_valued("key", "value")
    values = [func.json_extract(each.c.value, f"$[{n}]").label(name) for n, name in enumerate(names)]
    return select(*values).where(each.c.key.is_not(None))  # else ON CONFLICT would be read as the ON of a join


@cache
def _in_arrays(table: Table, names: tuple[str, ...]) -> Select[Any]:
    arrays = [bindparam(name, type_=ARRAY(_plain(table.c[name].type))) for name in names]
    return select(func.unnest(*arrays).table_valued(*names).render_derived())


def _plain(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    return kind.impl_instance if isinstance(kind, TypeDecorator) else kind

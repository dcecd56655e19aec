"""Moving: a group that became another chat takes along all that is kept under its old id."""

from sqlalchemy import Column, Table, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.adapters.sql.tables import (
    alerts,
    allowances,
    articles,
    boards,
    calendars,
    chats,
    digest_times,
    follows,
    holds,
    inline_cards,
    issues,
    journal,
    leases,
    outbox,
    questions,
    reports,
    rules,
    shown,
    taps,
    topics,
    verdicts,
)
from core.model.ids import ChatId

_IDENTIFIED = {
    chats: (),
    digest_times: ("at",),
    follows: ("kind", "target"),
    shown: ("story",),
    questions: ("awaits",),
    verdicts: ("kind", "report"),
    holds: (),
    allowances: (),
    topics: ("name",),
    rules: ("kind", "target", "feed"),
    taps: ("about",),
    boards: (),
    calendars: (),
}
"""The tables in which a row stands once a chat, and what else tells such rows apart."""

_OWNED = {
    alerts: alerts.c.chat,
    outbox: outbox.c.chat,
    leases: leases.c.chat,
    journal: journal.c.chat,
    issues: issues.c.chat,
    inline_cards: inline_cards.c.chat,
    articles: articles.c.audience,
    reports: reports.c.audience,
}

_KEYS = (alerts.c.key, outbox.c.key, outbox.c.edits, boards.c.key)
"""What holds the chat's id in its midst, so that nobody is told twice."""


async def move(connection: AsyncConnection, chat: ChatId, to: ChatId) -> int:
    """Put every row of `chat` under `to` and return how many rows moved; moving again moves nothing.

    Where both have a row, the one of `chat` stands: it is the older one, and people chose it.
    """
    if chat == to:
        return 0
    moved = 0
    for table, names in _IDENTIFIED.items():
        await _make_way(connection, table, names, chat=chat, to=to)
        moved += (await connection.execute(update(table).where(table.c.chat == chat).values(chat=to))).rowcount
    for column in _KEYS[:2]:
        await _drop_twins(connection, column, chat=chat, to=to)
    for column in _KEYS:
        renamed = func.replace(column, f":{int(chat)}:", f":{int(to)}:")
        await connection.execute(update(column.table).where(column.table.c.chat == chat).values({column.name: renamed}))
    for table, column in _OWNED.items():
        moved += (await connection.execute(update(table).where(column == chat).values({column.name: to}))).rowcount
    await _drop_leases_of_twins(connection, to)
    return moved


async def _drop_leases_of_twins(connection: AsyncConnection, chat: ChatId) -> None:
    left = select(outbox.c.id).where(outbox.c.chat == chat)
    await connection.execute(delete(leases).where(leases.c.chat == chat, leases.c.id.not_in(left)))


async def _drop_twins(connection: AsyncConnection, key: Column[str], *, chat: ChatId, to: ChatId) -> None:
    """Of two rows that come to have one key, keep the one that was sent, else the one of `to`."""
    table, twin = key.table, key.table.alias("twin")
    moved = func.replace(twin.c.key, f":{int(chat)}:", f":{int(to)}:")
    told = exists().where(twin.c.chat == chat, twin.c.state == "sent", moved == table.c.key)
    await connection.execute(delete(table).where(table.c.chat == to, table.c.state != "sent", told))
    mine = func.replace(table.c.key, f":{int(chat)}:", f":{int(to)}:")
    there = exists().where(twin.c.chat == to, twin.c.key == mine)
    await connection.execute(delete(table).where(table.c.chat == chat, there))


async def _make_way(
    connection: AsyncConnection, table: Table, names: tuple[str, ...], *, chat: ChatId, to: ChatId
) -> None:
    """Remove the rows of `to` whose place a row of `chat` is to take."""
    old = table.alias("old")
    taken = exists().where(old.c.chat == chat, *(old.c[name] == table.c[name] for name in names))
    await connection.execute(delete(table).where(table.c.chat == to, taken))

"""Calendars: the private address of each chat that has one."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.adapters.sql.database import insert
from core.adapters.sql.tables import calendars
from core.model.ids import ChatId


class SqlCalendars:
    """The addresses, in one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def secret(self, chat: ChatId) -> str | None:
        """Return the secret in a chat's address, None where it has none yet."""
        return await self._connection.scalar(select(calendars.c.secret).where(calendars.c.chat == chat))

    async def save(self, chat: ChatId, secret: str, mark: str) -> None:
        """Give a chat its address, in place of the one that it had."""
        values = {"chat": chat, "secret": secret, "mark": mark}
        statement = insert(self._connection, calendars).values(values)
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["chat"], set_=values))

    async def owner(self, mark: str) -> ChatId | None:
        """Return whose address has this mark."""
        found = await self._connection.scalar(select(calendars.c.chat).where(calendars.c.mark == mark))
        return None if found is None else ChatId(found)

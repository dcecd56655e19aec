"""Displays: the boards of the chats and the cards sent from inline mode."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.adapters.sql.database import insert
from core.adapters.sql.tables import boards, chats, inline_cards
from core.model.display import Board, InlineCard
from core.model.ids import ChatId


class SqlDisplays:
    """The displays, in one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def boards(self) -> list[Board]:
        """Return the boards of the chats that are not stopped."""
        stopped = select(chats.c.chat).where(chats.c.stopped.is_(True))
        query = select(boards).where(boards.c.chat.not_in(stopped)).order_by(boards.c.chat)
        return [_board(row) for row in await self._connection.execute(query)]

    async def board(self, chat: ChatId) -> Board | None:
        """Return a chat's board."""
        row = (await self._connection.execute(select(boards).where(boards.c.chat == chat))).one_or_none()
        return None if row is None else _board(row)

    async def save_board(self, board: Board) -> None:
        """Insert or replace a chat's board."""
        values = asdict(board)
        statement = insert(self._connection, boards).values(values)
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["chat"], set_=values))

    async def drop_board(self, chat: ChatId) -> bool:
        """Remove a chat's board; False when there was none."""
        return (await self._connection.execute(delete(boards).where(boards.c.chat == chat))).rowcount > 0

    async def cards(self) -> list[InlineCard]:
        """Return the cards that can be edited."""
        rows = await self._connection.execute(select(inline_cards).order_by(inline_cards.c.message))
        return [_card(row) for row in rows]

    async def save_card(self, card: InlineCard) -> None:
        """Insert or replace a card."""
        values = asdict(card)
        statement = insert(self._connection, inline_cards).values(values)
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["message"], set_=values))

    async def drop_card(self, message: str) -> bool:
        """Remove a card; False when there was none."""
        return (
            await self._connection.execute(delete(inline_cards).where(inline_cards.c.message == message))
        ).rowcount > 0


def _board(row: Row[Any]) -> Board:
    return Board(ChatId(row.chat), row.key, row.facts, row.thread, row.message_id)


def _card(row: Row[Any]) -> InlineCard:
    return InlineCard(row.message, ChatId(row.chat), row.deadline, row.link, row.facts, row.language)


__all__ = ["SqlDisplays"]

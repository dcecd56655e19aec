"""Displays: a chat's board and the cards sent from inline mode, edited when, and only when, their facts change."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from core.deadlines.ledger import find
from core.model.deadline import Deadline, Status
from core.model.delivery import Delivery, DeliveryState
from core.model.display import Board, InlineCard
from core.model.ids import ChatId
from core.newsdesk import planning, tracking
from core.newsdesk.room import Newsroom
from core.ports import Transaction

_SILENT = {"disable_notification": True}


def facts_of(payload: Mapping[str, Any]) -> str:
    """Return the mark of what a display shows: its messages hold nothing that changes by itself."""
    return hashlib.sha256(json.dumps(payload, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


async def put_board(room: Newsroom, tx: Transaction, chat: ChatId, *, thread: int | None, now: datetime) -> None:
    """Give a chat its board, in place of one it had, and pin it without a sound."""
    await drop_board(tx, chat, now=now)
    subscriber = await planning.settings(tx, chat)
    payload = room.composer.board(await tracking.open_deadlines(tx, chat, now=now), subscriber, now=now)
    key = _key(room, chat, facts_of(payload))
    silent = {**payload, **_SILENT}
    await tx.outbox.put(
        [
            Delivery(key, chat, silent, now, thread=thread, shows="board"),
            Delivery(f"{key}:pin", chat, _SILENT, now, method="pinChatMessage", edits=key),
        ]
    )
    await tx.displays.save_board(Board(chat, key, facts_of(payload), thread))


async def drop_board(tx: Transaction, chat: ChatId, *, now: datetime) -> bool:
    """Take a chat's board from its pins; what it says stays as it was. False where there is none."""
    board = await tx.displays.board(chat)
    if board is None:
        return False
    await tx.displays.drop_board(chat)
    sent = await tx.outbox.find(board.key)
    message = sent.message_id if sent is not None and sent.message_id is not None else board.message_id
    if message is not None:
        payload = {"message_id": message}
        await tx.outbox.put([Delivery(f"{board.key}:unpin", chat, payload, now, method="unpinChatMessage")])
    return True


async def refresh(room: Newsroom) -> int:
    """Edit the boards and cards whose facts have changed; return how many that were."""
    now = room.clock.now()
    async with room.stores.begin() as tx:
        boards, cards = await tx.displays.boards(), await tx.displays.cards()
        if not boards and not cards:
            return 0
        chats = {board.chat for board in boards} | {card.chat for card in cards}
        views = await tracking.views(tx, now=now, chats=chats)
        edited = [await _refresh_board(room, tx, board, views.of(board.chat), now=now) for board in boards]
        edited += [await _refresh_card(room, tx, card, views.of(card.chat), now=now) for card in cards]
    return sum(edited)


async def _refresh_board(
    room: Newsroom, tx: Transaction, board: Board, seen: tuple[Deadline, ...], *, now: datetime
) -> bool:
    known = await _located(tx, board, now=now)
    if known is None or known.message_id is None:
        return False
    subscriber = await planning.settings(tx, board.chat)
    payload = room.composer.board([d for d in seen if d.status is Status.OPEN], subscriber, now=now)
    facts = facts_of(payload)
    if facts != known.facts:
        key = _key(room, board.chat, facts)
        edit = {**payload, "message_id": known.message_id}
        await tx.outbox.put([Delivery(key, board.chat, edit, now, method="editMessageText", thread=board.thread)])
        known = replace(known, key=key, facts=facts)
    if known != board:
        await tx.displays.save_board(known)
    return facts != board.facts


async def _located(tx: Transaction, board: Board, *, now: datetime) -> Board | None:
    """Return a board with its message, None while that is on its way.

    Where somebody deleted it, the edit went out as a new message, which is pinned in its place.
    """
    last, pin = await tx.outbox.find(board.key), await tx.outbox.find(f"{board.key}:pin")
    if any(one is not None and one.state is DeliveryState.PENDING for one in (last, pin)):
        return None
    if last is None or last.message_id is None or last.message_id == board.message_id:
        return board
    if board.message_id is not None:
        payload = {**_SILENT, "message_id": last.message_id}
        await tx.outbox.put([Delivery(f"{board.key}:pin", board.chat, payload, now, method="pinChatMessage")])
    return replace(board, message_id=last.message_id)


async def _refresh_card(
    room: Newsroom, tx: Transaction, card: InlineCard, seen: tuple[Deadline, ...], *, now: datetime
) -> bool:
    deadline = find(seen, card.deadline)
    if deadline is None:
        return False
    payload = room.composer.shared(deadline, language=card.language, link=card.link, now=now)
    facts = facts_of(payload)
    if facts == card.facts:
        return False
    edit = {**payload, "inline_message_id": card.message}
    key = f"inline:{card.chat}:{card.message}:{facts}:{int(room.clock.elapsed().timestamp())}"
    await tx.outbox.put([Delivery(key, card.chat, edit, now, method="editMessageText")])
    await tx.displays.save_card(replace(card, facts=facts))
    return True


def _key(room: Newsroom, chat: ChatId, facts: str) -> str:
    """Return the key of a board's next delivery; the machine's own time never stands still."""
    return f"board:{chat}:{facts}:{int(room.clock.elapsed().timestamp() * 1_000_000)}"

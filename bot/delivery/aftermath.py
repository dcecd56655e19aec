"""Aftermath: what an admin is told once, where Telegram did not let something be as it was set up in their chat."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from bot.delivery.transport import BotApi, TransportError
from bot.views import losses
from bot.views.document import Document
from bot.views.language import speaking
from bot.views.render import render
from core.model.delivery import Delivery, Outcome, Sent, Undeliverable
from core.model.ids import ChatId
from core.newsdesk import planning
from core.ports import Clock, Stores

ASK_SECONDS = 5.0
"""How long each question to Telegram about a chat's admins may take."""

ADMINS = 5
"""How many of them are tried."""

_MUTED = re.compile(
    r"(?:not enough|have no) rights to send|CHAT_WRITE_FORBIDDEN|CHAT_\w+_FORBIDDEN"
    r"|need administrator rights in the channel"
)

View = Callable[[str], Document]


@dataclass(frozen=True, slots=True)
class Aftermath:
    """Sees to what an outcome means beside itself. Admins are those of the moment, as Telegram names them."""

    stores: Stores
    clock: Clock
    api: BotApi

    async def note(self, delivery: Delivery, outcome: Outcome) -> bool:
        """Return whether something is to be sent. Raises StoreError."""
        match outcome:
            case Sent(astray=True):
                return await self._topic_lost(delivery)
            case Undeliverable(gone=False) if delivery.method == "pinChatMessage":
                return await self._tell(delivery, losses.pin_refused, f"unpinned:{delivery.chat}:{delivery.key}")
            case Undeliverable(reason, gone=False) if delivery.chat < 0 and _MUTED.search(reason):
                return await self._tell(delivery, losses.writing_refused, f"unwritable:{delivery.chat}", aloud=False)
            case Undeliverable() if "inline_message_id" in delivery.payload:
                async with self.stores.begin() as tx:
                    await tx.displays.drop_card(str(delivery.payload["inline_message_id"]))
        return False

    async def _topic_lost(self, delivery: Delivery) -> bool:
        """Let a chat's messages go to its general topic, where they were meant for one that is gone."""
        async with self.stores.begin() as tx:
            subscriber = await tx.subscribers.get(delivery.chat)
            if subscriber is None or subscriber.thread != delivery.thread:
                return False
            await tx.subscribers.save(replace(subscriber, thread=None))
        return await self._tell(delivery, losses.topic_gone, f"topic:{delivery.chat}:{delivery.thread}")

    async def _tell(self, delivery: Delivery, view: View, key: str, *, aloud: bool = True) -> bool:
        """Tell an admin who has started the bot; where there is none the chat itself, `aloud` alone."""
        admin = await self._reachable_admin(delivery.chat)
        title = await self._title(delivery.chat) if admin is not None else ""
        to = admin if title else delivery.chat if aloud else None
        if to is None:
            return False
        async with self.stores.begin() as tx:
            with speaking((await planning.settings(tx, to)).language):
                payloads = render(view(title))
            said = [Delivery(f"{key}:{n}", to, payload, self.clock.now()) for n, payload in enumerate(payloads)]
            return await tx.outbox.put(said) > 0

    async def _reachable_admin(self, chat: ChatId) -> ChatId | None:
        """Return an admin who has begun a chat with the bot and not ended it: Telegram lets it type there."""
        admins = (await self._admins(chat))[:ADMINS]
        async with self.stores.begin() as tx:
            known = await tx.subscribers.several(admins)
        for admin in admins:
            stopped = admin in known and known[admin].stopped
            if not stopped and await self._ask("sendChatAction", admin, action="typing"):
                return admin
        return None

    async def _admins(self, chat: ChatId) -> list[ChatId]:
        """Return who the admins of a group are, its creator first; nobody where Telegram does not tell."""
        members = await self._ask("getChatAdministrators", chat) if chat < 0 else None
        people = [one for one in members or [] if not one["user"].get("is_bot")]
        people.sort(key=lambda one: one.get("status") != "creator")
        return [ChatId(one["user"]["id"]) for one in people]

    async def _title(self, chat: ChatId) -> str:
        return str((await self._ask("getChat", chat) or {}).get("title") or "")

    async def _ask(self, method: str, chat: ChatId, **more: str) -> Any:
        """Return what Telegram answers, None where it does not."""
        try:
            answer = await self.api.call(method, {"chat_id": chat, **more}, seconds=ASK_SECONDS)
        except TransportError:
            return None
        return answer.result if answer.ok else None

"""Aftermath: what a chat is told once, where Telegram did not let something be as it was set up."""

from collections.abc import Callable
from dataclasses import replace

from bot import views
from bot.views.document import Document
from bot.views.language import speaking
from bot.views.render import render
from core.model.delivery import Delivery, Outcome, Sent, Undeliverable
from core.newsdesk import planning
from core.ports import Clock, Stores


async def note(stores: Stores, clock: Clock, delivery: Delivery, outcome: Outcome) -> bool:
    """See to what an outcome means beside itself; return whether something is to be sent."""
    match outcome:
        case Sent(astray=True):
            return await _topic_lost(stores, clock, delivery)
        case Undeliverable(gone=False) if delivery.method == "pinChatMessage":
            return await _tell(stores, clock, delivery, views.pin_refused, f"unpinned:{delivery.chat}:{delivery.key}")
        case Undeliverable() if "inline_message_id" in delivery.payload:
            async with stores.begin() as tx:
                await tx.displays.drop_card(str(delivery.payload["inline_message_id"]))
    return False


async def _topic_lost(stores: Stores, clock: Clock, delivery: Delivery) -> bool:
    """Let a chat's messages go to its general topic, where they were meant for one that is gone."""
    async with stores.begin() as tx:
        subscriber = await tx.subscribers.get(delivery.chat)
        if subscriber is None or subscriber.thread != delivery.thread:
            return False
        await tx.subscribers.save(replace(subscriber, thread=None))
    return await _tell(stores, clock, delivery, views.topic_gone, f"topic:{delivery.chat}:{delivery.thread}")


async def _tell(stores: Stores, clock: Clock, delivery: Delivery, view: Callable[[], Document], key: str) -> bool:
    async with stores.begin() as tx:
        subscriber = await planning.settings(tx, delivery.chat)
        with speaking(subscriber.language):
            payloads = render(view())
        said = [Delivery(f"{key}:{n}", delivery.chat, payload, clock.now()) for n, payload in enumerate(payloads)]
        return await tx.outbox.put(said) > 0

"""The watch: the owner hears, at most once an hour, when something needs a hand."""

from dataclasses import replace
from datetime import timedelta

from bot.views.language import speaking
from bot.views.owner import troubles
from bot.views.render import render
from core.model.delivery import Delivery, Priority
from core.model.ids import ChatId
from core.newsdesk import planning
from core.newsdesk.room import Newsroom

HOUR = timedelta(hours=1)


async def tell_owner(room: Newsroom, owner: ChatId) -> int:
    """Put word of the last hour's troubles into the outbox; return 1 where there is any, which is told once."""
    elapsed = room.clock.elapsed()
    async with room.stores.begin() as tx:
        found = replace(await tx.office.troubles(since=elapsed - HOUR), paused_feeds=())
        if not found:
            return 0
        key = f"owner:{owner}:{elapsed:%Y%m%dT%H}"
        with speaking((await planning.settings(tx, owner)).language):
            messages = render(troubles(found, hours=1))
        return await tx.outbox.put(
            [
                Delivery(f"{key}:{n}", owner, payload, room.clock.now(), priority=Priority.ALERT)
                for n, payload in enumerate(messages)
            ]
        )

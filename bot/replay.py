"""Replay: recorded days run at speed on an empty store, and every message that would be sent, with its time."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from bot.stepping import Stepper, StoryClock
from bot.views.plain import plain_text
from core.model.article import Draft
from core.model.deadline import Status
from core.model.delivery import Delivery, Sent
from core.model.ids import ChatId
from core.model.subscriber import DigestTime, FollowKind
from core.newsdesk import subscribing, tracking
from core.newsdesk.room import Newsroom

READER = ChatId(1)
BRIEFING = time(8)
AFTERWARDS = timedelta(days=2)
"""How long the story runs on after its last article and its last open deadline."""

_LEASE = timedelta(minutes=5)


class Printer:
    """Stands where Telegram would: prints each delivery when it is sent."""

    def __init__(self, room: Newsroom, out: TextIO, zone: str) -> None:
        """`zone` is that of the times printed."""
        self._room, self._out, self._zone = room, out, ZoneInfo(zone)
        self.printed = 0

    async def drain(self) -> None:
        """Send all that is due."""
        now, elapsed = self._room.clock.now(), self._room.clock.elapsed()
        while True:
            async with self._room.stores.begin() as tx:
                claimed = await tx.outbox.claim_due(now=now, elapsed=elapsed, lease=_LEASE, limit=20)
                for delivery in claimed:
                    self._print(delivery, now)
                    await tx.outbox.settle({delivery.key: Sent(self.printed)}, elapsed=elapsed)
            if not claimed:
                return

    def _print(self, delivery: Delivery, now: datetime) -> None:
        self.printed += 1
        self._out.write(f"── {now.astimezone(self._zone):%A %-d %B %Y, %H:%M %Z} ──\n{_shown(delivery.payload)}\n\n")


def _shown(payload: Mapping[str, Any]) -> str:
    """Return a message as plain text, its buttons in brackets beneath."""
    rows = payload.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = ["  ".join(f"[{button['text']}]" for button in row) for row in rows]
    return "\n".join([plain_text(str(payload.get("text", ""))), *buttons])


async def replay(room: Newsroom, clock: StoryClock, drafts: Sequence[Draft], *, zone: str, out: TextIO) -> int:
    """Run the drafts (earliest first, each dated) before one reader who follows all; return the messages printed.

    The reader has the daily briefing at 08:00 in `zone` and hears of every deadline. The story ends two days after
    its last article, or after its last open deadline where that is later.
    """
    printer = Printer(room, out, zone)
    async with room.stores.begin() as tx:
        await subscribing.set_zone(tx, READER, zone, now=clock.now())
        await subscribing.set_digests(tx, READER, [DigestTime(READER, BRIEFING)], now=clock.now())
        await subscribing.follow(tx, READER, FollowKind.ALL, "", now=clock.now())
    stepper = Stepper(room, clock, drafts, drain=printer.drain)
    last = max(draft.published for draft in drafts if draft.published is not None)
    await stepper.step_to(last)
    await stepper.step_to(max(last, await _last_due(room)) + AFTERWARDS)
    return printer.printed


async def _last_due(room: Newsroom) -> datetime:
    now = room.clock.now()
    async with room.stores.begin() as tx:
        standing = await tracking.ledger(tx, READER, now=now)
    dues = [d.due.lapses_at for d in standing if d.due is not None and d.status is Status.OPEN]
    return min(max([now, *dues]), now + timedelta(days=400))

"""Updates: what waits for the bot, handed out by long polling until it is confirmed by a higher offset."""

from collections.abc import Sequence
from itertools import count
from typing import Any, TypeAlias

from bot.playground.bell import Bell
from bot.playground.faults import conflict

Update: TypeAlias = dict[str, Any]

LONGEST_POLL = 50
"""Seconds."""

MOST = 100
"""Updates in one answer."""

_UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that come only where a bot names them."""


class Updates:
    """The queue of a bot. A poll that begins ends the one before it, as Telegram does."""

    def __init__(self) -> None:
        self.waiting: list[Update] = []
        self.confirmed = 0
        self.webhook = ""
        self._allowed: frozenset[str] = frozenset()
        self._ids = count(1001)
        self._polls = 0
        self._bell = Bell()

    def put(self, kind: str, content: dict[str, Any]) -> int:
        """Add an update; return its id, 0 where the bot does not ask for this kind."""
        if kind not in self._allowed if self._allowed else kind in _UNASKED:
            return 0
        update_id = next(self._ids)
        self.waiting.append({"update_id": update_id, kind: content})
        self._bell.ring()
        return update_id

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Hand out these kinds alone from now on; None leaves it as it is, an empty list means the usual ones."""
        if kinds is not None:
            self._allowed = frozenset(kinds)

    async def poll(self, offset: int, *, limit: int, wait: int) -> list[Update]:
        """Return what waits from `offset` on, after at most `wait` seconds. Raises Refusal 409 when another begins.

        An offset confirms all below it; a negative one keeps that many at the end and confirms the rest.
        """
        self._polls += 1
        mine = self._polls
        self._bell.ring()
        self._confirm(offset)
        await self._bell.until(lambda: self.waiting or mine != self._polls, min(max(wait, 0), LONGEST_POLL))
        if mine != self._polls:
            raise conflict()
        return self.waiting[: min(max(limit, 1), MOST)]

    def drop(self) -> None:
        """Forget what waits."""
        self.waiting.clear()

    def close(self) -> None:
        """End every poll."""
        self._bell.close()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            offset = self.waiting[offset:][0]["update_id"] if self.waiting else 0
        kept = [update for update in self.waiting if update["update_id"] >= offset]
        self.confirmed += len(self.waiting) - len(kept)
        self.waiting = kept

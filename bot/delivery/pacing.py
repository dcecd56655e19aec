"""Pacing: even spaces between all sends, and an allowance for each chat, by a clock that never goes back."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from core.model.ids import ChatId


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one chat takes: so many messages at once, then one every `every` seconds."""

    at_once: int
    every: float


PRIVATE = Allowance(at_once=8, every=1.0)
GROUP = Allowance(at_once=5, every=4.0)
"""Twenty a minute, also in the first one."""

_REMEMBERED = 10_000


class Pacing:
    """Tells how long to wait, and is told of each send. `seconds` reads the clock."""

    def __init__(self, rate: float, *, seconds: Callable[[], float] = time.monotonic) -> None:
        """`rate` is in messages a second over all chats; no second ever holds more than that, rounded up."""
        self._space, self._seconds = 1 / rate, seconds
        self._next = seconds()
        self._full: dict[ChatId, float] = {}
        """When each chat will have its whole allowance again."""

    def wait(self) -> float:
        """Return the seconds until the next send may begin."""
        return max(0.0, self._next - self._seconds())

    def begin(self) -> None:
        """Count one request that begins now."""
        self._next = max(self._next, self._seconds()) + self._space

    def admit(self, chat: ChatId) -> timedelta:
        """Count one message to a chat and return nought, or return how long the chat has to wait and count nothing."""
        allowance, now = GROUP if chat < 0 else PRIVATE, self._seconds()
        full = max(self._full.get(chat, now), now) + allowance.every
        over = full - now - allowance.at_once * allowance.every
        if over > 1e-9:
            return timedelta(seconds=over)
        if len(self._full) >= _REMEMBERED:
            self._full = {c: at for c, at in self._full.items() if at > now}
        self._full[chat] = full
        return timedelta()

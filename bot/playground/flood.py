"""Floods: how much Telegram takes from a bot within a time, over all chats and to one of them."""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

from bot.playground.refusal import too_many


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages: at most `overall` in any second; to one chat `burst` at once, then one a second."""

    overall: int = 30
    burst: int = 20
    wait: int = 3
    """Seconds that a bot which sends too much is told to wait."""


@dataclass(slots=True)
class Flood:
    """Counts what a bot sends; `clock` tells seconds that never go back."""

    clock: Callable[[], float]
    limits: Limits = field(default_factory=Limits)
    _sent: deque[float] = field(default_factory=deque)
    _chats: dict[int, tuple[float, float]] = field(default_factory=lambda: defaultdict(lambda: (0.0, float("-inf"))))

    def admit(self, chat: int) -> None:
        """Count one message to a chat. Raises Refusal 429 where it is one too many, and does not count it then."""
        now = self.clock()
        while self._sent and self._sent[0] <= now - 1:
            self._sent.popleft()
        if len(self._sent) >= self.limits.overall:
            raise too_many(self.limits.wait)
        used, at = self._chats[chat]
        used = max(used - (now - at), 0.0)
        if used + 1 > self.limits.burst:
            raise too_many(max(self.limits.wait, ceil(used + 1 - self.limits.burst)))
        self._sent.append(now)
        self._chats[chat] = (used + 1, now)

    def forget(self) -> None:
        """Begin anew."""
        self._sent.clear()
        self._chats.clear()

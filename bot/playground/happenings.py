"""Happenings: what the page shows as it comes, numbered, so that a page which was away hears what it missed."""

from collections import deque
from collections.abc import Callable
from itertools import count
from typing import Any, NamedTuple

from bot.playground.bell import Bell

_REMEMBERED = 20_000


class Happening(NamedTuple):
    """Something that the page shows; `chat` 0 concerns everyone."""

    number: int
    kind: str
    chat: int
    content: dict[str, Any]


class Happenings:
    """The latest of them, and a bell for those who wait for the next."""

    def __init__(self) -> None:
        self.told: deque[Happening] = deque(maxlen=_REMEMBERED)
        self.bell = Bell()
        self._numbers = count(1)

    @property
    def last(self) -> int:
        """The number of the latest, 0 before any."""
        return self.told[-1].number if self.told else 0

    def tell(self, kind: str, chat: int, content: dict[str, Any]) -> None:
        """Add one; its content is kept as it is now."""
        self.told.append(Happening(next(self._numbers), kind, chat, dict(content)))
        self.bell.ring()

    async def after(self, number: int, timeout: float) -> list[Happening]:  # noqa: ASYNC109  a stream's heartbeat
        """Return those with a higher number; where there are none yet, wait for one at most `timeout` seconds."""
        await self.bell.until(lambda: self.last > number, timeout)
        return [happening for happening in self.told if happening.number > number]

    async def until(self, is_so: Callable[[], object], timeout: float) -> bool:  # noqa: ASYNC109  a test's patience
        """Wait until something is so, at most `timeout` seconds; return whether it is."""
        return await self.bell.until(is_so, timeout)

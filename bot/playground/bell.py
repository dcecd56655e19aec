"""A bell: wakes everyone who waits, each time it is rung."""

import asyncio
from collections.abc import Callable


class Bell:
    """Rung when something changed; who waits looks again whether it is what was waited for."""

    def __init__(self) -> None:
        self._next = asyncio.Event()
        self.closed = False

    def ring(self) -> None:
        """Wake all who wait."""
        waiting, self._next = self._next, asyncio.Event()
        waiting.set()

    def close(self) -> None:
        """Wake all who wait, now and from now on."""
        self.closed = True
        self.ring()

    async def until(self, is_so: Callable[[], object], timeout: float) -> bool:  # noqa: ASYNC109  a poll's own time
        """Wait until `is_so()`, at most `timeout` seconds; return whether it is. A closed bell does not wait."""
        try:
            async with asyncio.timeout(timeout):
                while not (found := is_so()) and not self.closed:
                    await self._next.wait()
                return bool(found)
        except TimeoutError:
            return bool(is_so())

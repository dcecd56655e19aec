"""Faults: what a network and a server do to a bot on a bad day, switched on for tests."""

from collections import deque
from dataclasses import dataclass, field
from enum import Enum, auto

from bot.playground.refusal import Refusal


class Fault(Enum):
    """What befalls a request."""

    LOST = auto()
    """It is obeyed, and the connection closed instead of an answer."""
    RESET = auto()
    """The connection is closed, nothing is obeyed."""
    GARBLED = auto()
    """It is obeyed, and answered with status 200 and something that is no JSON."""


@dataclass(frozen=True, slots=True)
class _Coming:
    """What waits for the next request of a method, of any where it is empty."""

    method: str
    what: Fault | Refusal | float

    def concerns(self, method: str) -> bool:
        return self.method in ("", method)


@dataclass(slots=True)
class Faults:
    """The faults that wait, each for one request. Method names are those of the Bot API; without one, any but polls.

    `outage` answers every request with 502 and a page of HTML while it is set.
    """

    outage: bool = False
    _coming: deque[_Coming] = field(default_factory=deque)

    def refuse_next(
        self, status: int, description: str, *, retry_after: int | None = None, method: str = "", times: int = 1
    ) -> None:
        """Refuse the next requests in Telegram's form."""
        self._add(Refusal(status, description, retry_after=retry_after), method, times)

    def delay_next(self, seconds: float, *, method: str = "", times: int = 1) -> None:
        """Obey the next requests at once and answer them late."""
        self._add(seconds, method, times)

    def lose_answer(self, *, method: str = "", times: int = 1) -> None:
        """Obey the next requests and drop the connection without an answer."""
        self._add(Fault.LOST, method, times)

    def reset_next(self, *, method: str = "", times: int = 1) -> None:
        """Drop the connection of the next requests before anything is done."""
        self._add(Fault.RESET, method, times)

    def garble_next(self, *, method: str = "", times: int = 1) -> None:
        """Obey the next requests and answer 200 with something that is no JSON."""
        self._add(Fault.GARBLED, method, times)

    def conflict_next(self, times: int = 1) -> None:
        """Answer the next polls as if another bot polled with the same token."""
        self._add(conflict(), "getUpdates", times)

    def take(self, method: str) -> Fault | Refusal | float | None:
        """Return what befalls a request of this method, and count it as done."""
        for coming in self._coming:
            if coming.concerns(method) and (coming.method or method != "getUpdates"):
                self._coming.remove(coming)
                return coming.what
        return None

    def clear(self) -> None:
        """End every fault."""
        self._coming.clear()
        self.outage = False

    def _add(self, what: Fault | Refusal | float, method: str, times: int) -> None:
        self._coming.extend([_Coming(method, what)] * times)


def conflict() -> Refusal:
    """Return what a poll is told when another begins."""
    reason = "terminated by other getUpdates request; make sure that only one bot instance is running"
    return Refusal(409, f"Conflict: {reason}")

"""Pacing: what each chat takes, and how many sends may be under way at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from core.model.ids import ChatId


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one chat takes: so many messages at once, then one every `every`."""

    at_once: int
    every: timedelta


PRIVATE = Allowance(at_once=8, every=timedelta(seconds=1))
GROUP = Allowance(at_once=5, every=timedelta(seconds=4))
"""Twenty a minute, also in the first one."""

_REMEMBERED = 10_000
_NOUGHT = timedelta()


class Allowances:
    """Counts the messages of each chat."""

    def __init__(self, full: Mapping[ChatId, datetime] | None = None) -> None:
        """`full` tells when each chat will have its whole allowance again, as far as that is known."""
        self._full = dict(full or {})

    @property
    def full(self) -> Mapping[ChatId, datetime]:
        """When each chat that was counted will have its whole allowance again."""
        return self._full

    def admit(self, chat: ChatId, *, now: datetime) -> timedelta:
        """Count one message to a chat and return nought, or return how long the chat has to wait and count nothing.

        `now` is of a clock that never goes back.
        """
        allowance = GROUP if chat < 0 else PRIVATE
        full = max(self._full.get(chat, now), now) + allowance.every
        over = full - now - allowance.at_once * allowance.every
        if over > _NOUGHT:
            return over
        if len(self._full) >= _REMEMBERED:
            self._full = {c: at for c, at in self._full.items() if at > now}
        self._full[chat] = full
        return _NOUGHT


class Flight:
    """How many sends may be under way: what the granted rate and Telegram's latency need, and no more.

    At most `most`. Sends are claimed `batch` at a time; at the rate of one token that is one.
    """

    def __init__(self, rate: float, *, most: int) -> None:
        """`rate` is in messages a second."""
        self._rate, self._most = rate, most
        self.batch = max(1, min(int(rate * _BATCH_SECONDS), most // 2))
        self._latency = _FIRST_LATENCY

    @property
    def limit(self) -> int:
        """How many may be under way now."""
        return min(self._most, ceil(self._rate * self._latency * _SLACK) + self.batch)

    def landed(self, seconds: float) -> None:
        """Note how long a send took; the last few count most."""
        self._latency += _WEIGHT * (seconds - self._latency)


_BATCH_SECONDS = 0.05
_FIRST_LATENCY, _WEIGHT, _SLACK = 0.08, 0.1, 1.2

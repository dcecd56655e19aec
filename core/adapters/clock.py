"""The clocks: the machine's own, and one that a person steps through a story."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from core.errors import InputError


def _machine_time() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  the one place that reads the time


class SystemClock:
    """The real time. A wall clock that is set anew changes what is due, and no lease, pace or hold of this process."""

    def __init__(self) -> None:
        self._begun, self._at_begin = _machine_time(), time.monotonic()

    def now(self) -> datetime:
        """Return the machine's time (aware, UTC)."""
        return _machine_time()

    def elapsed(self) -> datetime:
        """Return the time at which this clock was made, moved on by what has passed since (aware, UTC)."""
        return self._begun + timedelta(seconds=time.monotonic() - self._at_begin)


class SteppedClock:
    """A story's time: it stands still until it is stepped, and never goes back.

    `elapsed` stays the machine's own time, or whatever the given function tells (aware, UTC).
    """

    def __init__(self, start: datetime, elapsed: Callable[[], datetime] | None = None) -> None:
        self._now = start.astimezone(UTC)
        self._read = elapsed or SystemClock().elapsed
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Return where the story stands (aware, UTC)."""
        return self._now

    def elapsed(self) -> datetime:
        """Return the machine's time, moved on by what `advance(..., both=True)` added."""
        return self._read() + self._ahead

    def step_to(self, moment: datetime) -> None:
        """Move the story to `moment` (aware). Raises InputError where that lies behind it."""
        if moment < self._now:
            raise InputError(f"the clock only goes forward: {moment.isoformat()} is before {self._now.isoformat()}")
        self._now = moment.astimezone(UTC)

    def advance(self, step: timedelta, *, both: bool = False) -> None:
        """Move the story on by `step`; with `both` the machine's time too. Raises InputError for a step back."""
        self.step_to(self._now + step)
        if both:
            self._ahead += step

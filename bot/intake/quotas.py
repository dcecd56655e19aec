"""Quotas: what one person may ask for in a short time, so that nobody keeps all the others waiting."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.intake.raw import Raw

LONG_TEXT = 300
"""Characters from which a text is an article to be read, which costs a worker."""

_REMEMBERED = 10_000
_NOUGHT = timedelta()


@dataclass(frozen=True, slots=True)
class Quota:
    """So many at once, then one every `every`."""

    at_once: int
    every: timedelta


ASKING = Quota(at_once=60, every=timedelta(seconds=1))
READING = Quota(at_once=20, every=timedelta(seconds=20))


class Quotas:
    """Counts what each person sends: everything, and apart from that links, files and articles."""

    def __init__(self, *, asking: Quota = ASKING, reading: Quota = READING) -> None:
        self._asking, self._reading = asking, reading
        self._full: dict[tuple[int, bool], datetime] = {}
        """When each person will have the whole of a quota again."""

    def admit(self, raw: Raw, *, now: datetime) -> timedelta:
        """Count an update and return nought, or return how long its sender has to wait and count nothing."""
        person = _sender(raw)
        if person is None:
            return _NOUGHT
        kinds = [(False, self._asking), *([(True, self._reading)] if _is_reading(raw) else [])]
        wait = max(self._over((person, reads), quota, now) for reads, quota in kinds)
        if not wait:
            self._count(person, kinds, now)
        return wait

    def _over(self, key: tuple[int, bool], quota: Quota, now: datetime) -> timedelta:
        over = max(self._full.get(key, now), now) + quota.every - now - quota.at_once * quota.every
        return max(over, _NOUGHT)

    def _count(self, person: int, kinds: list[tuple[bool, Quota]], now: datetime) -> None:
        if len(self._full) >= _REMEMBERED:
            self._full = {key: at for key, at in self._full.items() if at > now}
        for reads, quota in kinds:
            self._full[person, reads] = max(self._full.get((person, reads), now), now) + quota.every


def _sender(raw: Raw) -> int | None:
    for content in raw.values():
        if isinstance(content, dict):
            who = content.get("from") or content.get("sender_chat")
            number = who.get("id") if isinstance(who, dict) else None
            return number if isinstance(number, int) else None
    return None


def _is_reading(raw: Raw) -> bool:
    """Whether a message holds something to be fetched or read."""
    message: Any = raw.get("message")
    if not isinstance(message, dict):
        return False
    text = message.get("text") or message.get("caption") or ""
    long_or_linked = isinstance(text, str) and (len(text) >= LONG_TEXT or "://" in text)
    return "document" in message or long_or_linked

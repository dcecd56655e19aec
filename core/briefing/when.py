"""When to brief: hours, days and length as people type them after /digest ("8 and 18", "7:30 weekdays", "8am 3min")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from core.briefing.typed import in_english
from core.errors import UnreadableTimeError
from core.model.subscriber import EVERY_DAY, Quiet, Rung

_OFF = frozenset({"off", "stop", "none", "never", "no"})
_RESUMED = frozenset({"resume", "on", "continue", "start", "unpause"})
_PAUSED = re.compile(r"(?:pause|skip|holiday|snooze)(?:\s+(?:until|till|to|for))?\b(?P<until>.*)", re.DOTALL)
_FILLERS = frozenset({"at", "and", "on", "in", "the", "for", "a", "o'clock", "oclock", "uhr", "h", "only"})
_BETWEEN = frozenset({"at", "from", "to", "until", "till", "and", "between"})
_NAMED_HOURS = {"noon": time(12), "midday": time(12), "midnight": time(0), "morning": time(8), "evening": time(18)}
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_GROUPS = {
    "daily": EVERY_DAY,
    "everyday": EVERY_DAY,
    "weekdays": frozenset(range(5)),
    "weekday": frozenset(range(5)),
    "workdays": frozenset(range(5)),
    "weekends": frozenset({5, 6}),
    "weekend": frozenset({5, 6}),
}
_REVIEWS = {"review": True, "noreview": False}
_HOUR = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(am|pm)?h?")
_MINUTES = re.compile(r"(\d{1,3})(?:m|mins?|minutes?)")
_MINUTE_WORDS = frozenset({"m", "min", "mins", "minute", "minutes"})
_DAY_RANGE = re.compile(r"([a-z]{2,9})[-–]([a-z]{2,9})")

_LADDER_FILLERS = frozenset({"and", "before", "the", "on", "only", "at", "it"})
_RUNGS = {
    "half": Rung.HALFWAY, "halfway": Rung.HALFWAY, "half-way": Rung.HALFWAY, "zero": Rung.ZERO, "day": Rung.ZERO,
    "due": Rung.ZERO, "0": Rung.ZERO, "after": Rung.DAY_AFTER, "week": Rung.DAYS_7,
}  # fmt: skip

TIMES_A_DAY = 6
MINUTES = range(1, 31)
"""Reading budgets that can be asked for."""


@dataclass(frozen=True, slots=True)
class DigestWish:
    """What a person asks of /digest: an end, or hours (earliest first), days (Monday = 0) and minutes of reading.

    `days`, `minutes` and `review` (the week of the deadlines) are None where nothing is said of them; without hours
    those that stand are meant. `pause` is until when they rest, in the person's words ("" where they do not say), and
    `resume` ends that.
    """

    off: bool = False
    resume: bool = False
    pause: str | None = None
    times: tuple[time, ...] = ()
    days: frozenset[int] | None = None
    minutes: int | None = None
    review: bool | None = None


def parse_quiet(words: str) -> Quiet | None:
    """Return the hours that "22:00-07:00", "22 to 7" or "11pm until 6:30" name, None for "off".

    Raises UnreadableTimeError where two different times cannot be read.
    """
    said = [word for word in re.split(r"[\s\-–—]+", in_english(words).strip()) if word not in _BETWEEN]
    if len(said) == 1 and said[0] in _OFF:
        return None
    times = [_time(word) for word in said]
    match times:
        case [time() as start, time() as end] if start != end:
            return Quiet(start, end)
        case _:
            raise UnreadableTimeError(words)


def parse_ladder(words: str) -> frozenset[Rung] | None:
    """Return the steps of the alert ladder that "7d, 1 day, 3h" names, None for all. Raises UnreadableTimeError."""
    said = [word for word in re.split(r"[\s,;+&]+", re.sub(r"(\d)\s+(?=[dh])", r"\1", words.casefold())) if word]
    said = [word for word in said if word not in _LADDER_FILLERS]
    if said in (["all"], ["every"], ["everything"]):
        return None
    found = [_rung(word) for word in said]
    if not found or None in found:
        raise UnreadableTimeError(words)
    return frozenset(rung for rung in found if rung is not None)


def _rung(word: str) -> Rung | None:
    if match := re.fullmatch(r"(7|3|1)d(?:ays?)?|(3)h(?:ours?|rs?)?", word):
        return Rung(f"{match[1]}d" if match[1] else "3h")
    return _RUNGS.get(word)


def parse_digest(words: str) -> DigestWish:
    """Return what the words ask for. Raises UnreadableTimeError where any of them cannot be read."""
    said = list(_words(in_english(words)))
    if len(said) == 1 and said[0] in _OFF:
        return DigestWish(off=True)
    if len(said) == 1 and said[0] in _RESUMED:
        return DigestWish(resume=True)
    if rest := _PAUSED.fullmatch(in_english(words).strip()):
        return DigestWish(pause=rest["until"].strip())
    times: list[time] = []
    days: frozenset[int] = frozenset()
    minutes: int | None = None
    review: bool | None = None
    for word in said:
        if word in _REVIEWS:
            review = _REVIEWS[word]
        elif named := _days(word):
            days |= named
        elif (length := _minutes(word)) is not None:
            minutes = length
        elif (at := _time(word)) is not None:
            times.append(at)
        else:
            raise UnreadableTimeError(words)
    wish = DigestWish(times=tuple(sorted(set(times))), days=days or None, minutes=minutes, review=review)
    if wish == DigestWish() or len(wish.times) > TIMES_A_DAY:
        raise UnreadableTimeError(words)
    return wish


def _words(words: str) -> Iterator[str]:
    """Yield the words that say something, with a figure and the word that belongs to it in one ("3 min", "8 am")."""
    text = re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", words.casefold())
    text = re.sub(r"\b(?:no|without)\s+(?:weekly\s+)?review\b|\breview\s+off\b", "noreview", text)
    text = re.sub(r"\bweekly\s+review\b", "review", text)
    text = re.sub(r"\bevery\s+(?=day)|\bevery\s+|\beach\s+", "", text)
    parts = [part for part in re.split(r"[\s,;&+]+", text.replace("- ", "-").replace(" -", "-")) if part]
    at = 0
    while at < len(parts):
        after = parts[at + 1] if at + 1 < len(parts) else ""
        if re.fullmatch(r"\d{1,3}(?:[:.]\d{2})?", parts[at]) and (after in _MINUTE_WORDS or after in ("am", "pm")):
            yield parts[at] + after
            at += 2
            continue
        if parts[at] not in _FILLERS:
            yield parts[at]
        at += 1


def _days(word: str) -> frozenset[int]:
    """Return the days that a word names, none where it is no day."""
    if word == "day":  # "every day" without its first word
        return EVERY_DAY
    if word in _DAY_GROUPS:
        return _DAY_GROUPS[word]
    if (day := _day(word)) is not None:
        return frozenset({day})
    if match := _DAY_RANGE.fullmatch(word):
        first, last = _day(match[1]), _day(match[2])
        if first is not None and last is not None:
            return frozenset((first + n) % 7 for n in range((last - first) % 7 + 1))
    return frozenset()


def _day(word: str) -> int | None:
    name = word.rstrip(".")
    name = name.removesuffix("s") if name.endswith("days") else name
    fitting = [n for n, day in enumerate(_DAY_NAMES) if day.startswith(name)]
    return fitting[0] if len(fitting) == 1 and len(name) >= 2 else None


def _minutes(word: str) -> int | None:
    match = _MINUTES.fullmatch(word)
    return int(match[1]) if match and int(match[1]) in MINUTES else None


def _time(word: str) -> time | None:
    if word in _NAMED_HOURS:
        return _NAMED_HOURS[word]
    match = _HOUR.fullmatch(re.sub(r"^(\d{1,2})(\d{2})$", r"\1:\2", word))
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    if hour == 24 and minute == 0:
        hour = 0
    return time(hour, minute) if hour <= 23 and minute <= 59 else None

"""Parcels: belongings as a JSON file, and the strict reading of one that a person sends."""

from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.briefing.topics import NAME, TOPICS, WORDS
from core.briefing.when import MINUTES, TIMES_A_DAY
from core.errors import Unread, UnreadableFileError
from core.model.belongings import VERSION, Belongings, OwnText
from core.model.deadline import Due, Finding
from core.newsdesk.interests import RULES_A_CHAT
from core.newsdesk.room import TEXT_LIMIT
from core.newsdesk.subscribing import FOLLOWS_A_CHAT

LARGEST = 20_000_000
"""Bytes of a parcel: what Telegram hands to bots."""

_TEXTS = 500
_LINE = 500
_YEARS = range(1900, 2200)
_LONGEST_HOURS = 24 * 366 * len(_YEARS)


def pack(belongings: Belongings) -> bytes:
    """Return belongings as JSON that people can read."""
    from pydantic import TypeAdapter  # slow to load, and seldom needed

    return TypeAdapter(Belongings).dump_json(belongings, indent=1)


def unpack(name: str, data: bytes) -> Belongings:
    """Return what a parcel holds; pure, and to be run in a worker.

    Raises UnreadableFileError for whatever this program would not have packed.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        parcel = TypeAdapter(Belongings).validate_json(data)
        sound = _is_sound(parcel)
    except (ValidationError, ValueError, OverflowError, RecursionError) as exc:
        raise UnreadableFileError(name, Unread.NO_PARCEL) from exc
    if not sound:
        raise UnreadableFileError(name, Unread.NO_PARCEL)
    return parcel


def _is_sound(parcel: Belongings) -> bool:
    """Whether everything in it is such as this program keeps: bounded, dated, and evidence that stands in its text."""
    pointers = (*parcel.followed, *parcel.rejected, *parcel.counted)
    return (
        parcel.version == VERSION
        and _is_moment(parcel.made_at)
        and _are_zones([parcel.habits.zone, *(text.zone for text in parcel.texts)])
        and len(parcel.hours) <= TIMES_A_DAY
        and all(hour.days <= set(range(7)) and hour.days and hour.minutes in MINUTES for hour in parcel.hours)
        and all(urlsplit(line.url).scheme in ("http", "https") for line in parcel.feeds)
        and len(parcel.feeds) + len(parcel.follows) + len(parcel.followed) <= FOLLOWS_A_CHAT
        and len(parcel.rules) <= RULES_A_CHAT
        and len(parcel.topics) <= TOPICS
        and all(_are_short([t.name, *t.words], NAME) and len(t.words) <= WORDS for t in parcel.topics)
        and _are_short([*(f.target for f in parcel.follows), *(r.target for r in parcel.rules)], _LINE)
        and _are_short([*(f.url for f in parcel.feeds), *(f.title for f in parcel.feeds)], _LINE * 4)
        and _are_short([parcel.habits.language], 10)
        and all(_is_moment(pointer.published) for pointer in pointers)
        and len(parcel.texts) <= _TEXTS
        and all(map(_is_sound_text, parcel.texts))
    )


def _is_sound_text(text: OwnText) -> bool:
    findings = (*text.reading.findings, *text.reading.outcomes)
    return (
        len(text.text) <= TEXT_LIMIT
        and _are_short([text.title, text.source, text.url], _LINE * 4)
        and _is_moment(text.published)
        and all(_stands_in(finding, text) for finding in findings)
        and all(map(_is_counted, findings))
        and _said([*text.reading.summary, *text.reading.sentences], text)
    )


def _stands_in(finding: Finding, text: OwnText) -> bool:
    evidence = finding.evidence
    return _said([evidence.text], text) and 0 <= evidence.start <= evidence.end


def _said(sentences: Iterable[str], text: OwnText) -> bool:
    """Whether each of these is a sentence of the text or its title, white space aside."""
    words = " ".join(f"{text.title}\n{text.text}".split())
    return all(" ".join(sentence.split()) in words for sentence in sentences)


def _is_counted(finding: Finding) -> bool:
    """Whether its date, and what it is counted from and by, are such as calendars hold."""
    due, length, anchor = finding.due, finding.length, finding.anchor
    return (
        (due is None or _is_due(due))
        and (length is None or 0 <= length.least_hours <= length.most_hours <= _LONGEST_HOURS)
        and (anchor is None or anchor.date is None or _is_dated(anchor.date))
    )


def _is_due(due: Due) -> bool:
    aware = due.at is None or _is_moment(due.at)
    return aware and due.first <= due.last and _is_dated(due.first) and _is_dated(due.last) and _are_zones([due.zone])


def _is_moment(moment: datetime) -> bool:
    return moment.tzinfo is not None and _is_dated(moment)


def _is_dated(day: date) -> bool:
    return day.year in _YEARS


def _are_short(texts: Iterable[str], most: int) -> bool:
    return all(len(text) <= most for text in texts)


def _are_zones(names: Iterable[str]) -> bool:
    try:
        return all(ZoneInfo(name) is not None for name in set(names))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False

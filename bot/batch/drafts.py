"""Drafts: the article in an input line, and the times that people write on the command line."""

from datetime import UTC, datetime, time
from typing import BinaryIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.batch.lines import Answer, BadLineError, Line, answer_lines, text_of
from core.model.article import Draft
from core.model.wall import zone_of

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands where nobody knows when a text was published."""

_YEARS = range(1900, 2201)


def draft_of(line: Line) -> Draft:
    """Return the article of an input line. Raises BadLineError where a field has the wrong type or a date no form."""
    zone = text_of(line, "zone") or "UTC"
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as exc:
        raise BadLineError("bad_zone", f"zone is no IANA name: {zone!r}") from exc
    published = moment_of(text_of(line, "published"), zone)
    return Draft(
        text=text_of(line, "text"),
        title=text_of(line, "title"),
        published=published,
        source=text_of(line, "source"),
        url=text_of(line, "url"),
        zone=zone if line.get("zone") else zone_of(published),
        language=text_of(line, "language") or None,
    )


def moment_of(text: str, zone: str = "UTC") -> datetime | None:
    """Return an ISO 8601 time as an aware one; without offset it is local to `zone`, a bare date is its noon there.

    Raises BadLineError.
    """
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as exc:
        raise BadLineError("bad_date", f"not an ISO 8601 date or time: {text[:40]!r}") from exc
    if moment.year not in _YEARS:
        raise BadLineError("bad_date", f"not a time of news: {text[:40]!r}")
    if _is_bare(text):
        moment = datetime.combine(moment, time(12))
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))


def end_of(text: str) -> datetime | None:
    """Return an ISO 8601 time (UTC where it has no offset), a bare date's end; None for "". Raises BadLineError."""
    moment = moment_of(text)
    return datetime.combine(moment.date(), time.max, UTC) if moment and _is_bare(text) else moment


def _is_bare(text: str) -> bool:
    """Whether it is a date without a time of day."""
    return not set("Tt :") & set(text)


def language_of(draft: Draft) -> str:
    """Return the language that a draft names, else the one it shows; English where nobody can tell."""
    from core.text.language import detect_language

    language = draft.language or detect_language(f"{draft.title}\n{draft.text}")
    return "en" if language == "und" else language


def gather_lines(source: BinaryIO, *, dated: bool = False) -> tuple[list[Line], list[Answer]]:
    """Read every line; return the good ones and the errors of the bad ones, those without a time where `dated`."""

    def keep(line: Line) -> Answer:
        if draft_of(line).published is None and dated:
            raise BadLineError("no_date", "published is needed here: when the text was published, ISO 8601")
        good.append(line)
        return {}

    good: list[Line] = []
    return good, [answer for answer in answer_lines(source, keep) if "error" in answer]

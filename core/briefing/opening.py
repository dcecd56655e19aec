"""How a text that a person sends opens: its headline, and the day on which its dateline says that it was written."""

from dataclasses import dataclass
from datetime import date

from core.briefing.days import parse_day
from core.errors import UnreadableTimeError
from core.model.prose import Form
from core.text.prose import read_prose

_HEAD = 4_000
"""Characters looked at."""

_HEADLINE = 200


@dataclass(frozen=True, slots=True)
class Opening:
    """The headline, "" where the text begins with a sentence; the day, None where there is no dateline with one."""

    headline: str = ""
    day: date | None = None


def read_opening(text: str, *, today: date) -> Opening:
    """Return how a text opens; a dateline without a year means the latest such day that is not after `today`."""
    prose = read_prose("", text[:_HEAD])
    first = prose.sentences[0] if prose.sentences else None
    headed = first is not None and first.form is Form.HEADING and len(prose.sentences) > 1
    headline = first.text if first is not None and headed and len(first.text) <= _HEADLINE else ""
    if prose.dateline is None:
        return Opening(headline)
    return Opening(headline, prose.dateline.day or _day(prose.dateline.day_text, today))


def _day(words: str, today: date) -> date | None:
    try:
        return parse_day(words, today=today)
    except UnreadableTimeError:
        return None

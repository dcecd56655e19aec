"""The table of deadlines: Dateline beside general date finders behind one favourable wrapper, and linearity."""

import importlib
import importlib.util
import re
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.batch import deadlines_line, draft_of
from tests.bench.feed import feed_items
from tests.bench.scoring import Finder, Passage, Score, passages, score

_CUES = re.compile(
    r"deadline|ultimatum|due|must|until|expire|lapse|by the|no later|give[ns]?|before|within|end of|extend",
    re.IGNORECASE,
)
"""What a favourable wrapper asks for: a date counts only in a sentence that sounds like a deadline."""


def dateline(item: Passage) -> Sequence[Mapping[str, Any]]:
    """Find deadlines as `dateline batch deadlines` does."""
    found: Sequence[Mapping[str, Any]] = deadlines_line({**item, "language": "en"})["deadlines"]
    return found


def wrapped(find: Callable[[str, datetime], Sequence[datetime]]) -> Finder:
    """Wrap a date finder: its dates in cue sentences, none before the day of publication."""

    def finder(item: Passage) -> Sequence[Mapping[str, Any]]:
        published = draft_of(item).published
        if published is None:
            return []
        base = published.replace(tzinfo=None)
        found: list[Mapping[str, Any]] = []
        for sentence in re.split(r"(?<=[.!?])\s+", f"{item['title']}. {item['text']}"):
            if _CUES.search(sentence):
                days = [d.date() for d in find(sentence, base)]
                found += [{"due": d.isoformat(), "kind": "set"} for d in days if d >= base.date()]
        return found

    return finder


def _dateparser(sentence: str, base: datetime) -> Sequence[datetime]:
    search = importlib.import_module("dateparser.search").search_dates
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "future", "RETURN_AS_TIMEZONE_AWARE": False}
    return [moment for _, moment in search(sentence, languages=["en"], settings=settings) or []]


def _datefinder(sentence: str, base: datetime) -> Sequence[datetime]:
    finder = importlib.import_module("datefinder")
    return [d.replace(tzinfo=None) for d in finder.find_dates(sentence, base_date=base)]


def _parsedatetime(sentence: str, base: datetime) -> Sequence[datetime]:
    calendar = importlib.import_module("parsedatetime").Calendar()
    return [found[0] for found in calendar.nlp(sentence, sourceTime=base) or ()]


OTHERS = {"dateparser": _dateparser, "datefinder": _datefinder, "parsedatetime": _parsedatetime}


def table() -> list[str]:
    """Return the table's lines: date F1, detection F1, alarms on negatives, stale dates, passages a second."""
    items = passages()
    lines = [f"{len(items)} passages of our own, {sum(not i['deadlines'] for i in items)} of them negatives", ""]
    lines.append(f"{'':14}{'date F1':>9}{'detection':>11}{'alarms':>9}{'stale':>7}{'passages/s':>12}")
    lines.append(_row("Dateline", dateline, items))
    for name, find in OTHERS.items():
        if importlib.util.find_spec(name) is None:
            lines.append(f"{name:14}not installed: pip install '.[test]'")
        else:
            lines.append(_row(name, wrapped(find), items))
    return [*lines, "", *alarms(), "", *linearity()]


def _row(name: str, finder: Finder, items: Sequence[Passage]) -> str:
    finder(items[0])  # imports and tables are not what is measured
    began = time.process_time()
    result = score(finder, items)
    rate = len(items) / (time.process_time() - began)
    return _cells(name, result, rate)


def _cells(name: str, result: Score, rate: float) -> str:
    alarms = result.alarmed / result.negatives
    return f"{name:14}{result.f1:9.2f}{result.detection:11.2f}{alarms:9.0%}{result.stale:7}{rate:12.0f}"


def alarms() -> list[str]:
    """Return how often Dateline finds a deadline in a feed that holds none."""
    items = list(feed_items())
    false = sum(bool(dateline(item)) for item in items)
    return [f"false alarms in a feed without deadlines: {false} of {len(items)} items"]


def linearity() -> list[str]:
    """Return the time taken by ever longer texts, and by hostile ones."""
    plain = "".join(
        f"The council met on Monday, and ministry {n} must answer its letter by {n % 28 + 1} May {2026 + n % 7}. "
        for n in range(14_000)
    )
    hostile = {"digits": "1234567890" * 10, "dashes": "-–—" * 30, "commas": "by, " * 25, "months": "May may May " * 8}
    lines = [f"{'text':>14}{'characters':>12}{'ms':>9}{'ms / 100 kB':>13}"]
    for size in (10_000, 100_000, 1_000_000):
        lines.append(_timed("plain", plain[:size]))
    lines += [_timed(name, text * (200_000 // len(text))) for name, text in hostile.items()]
    return lines


def _timed(name: str, text: str) -> str:
    began = time.process_time()
    deadlines_line({"id": "x", "text": text, "published": "2026-04-01", "language": "en"})
    took = (time.process_time() - began) * 1000
    return f"{name:>14}{len(text):12,}{took:9.0f}{took / len(text) * 100_000:13.1f}"


def missed() -> list[str]:
    """Return what Dateline missed and what it invented, for those who work on it."""
    result = score(dateline, passages())
    return [f"missed {id_} {due}" for id_, due in result.missed] + [f"false  {id_} {due}" for id_, due in result.false]

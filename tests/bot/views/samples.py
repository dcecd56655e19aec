"""Deadlines to show, built by hand: the ultimatum of the seed story and its like."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from core.model.article import Article, Reading
from core.model.deadline import (
    Anchor,
    Competing,
    Deadline,
    Due,
    Entry,
    Event,
    Evidence,
    Finding,
    Granularity,
    Kind,
    Length,
    Origin,
    Report,
    Status,
    Terms,
)
from core.model.ids import ArticleId, ChatId, DeadlineId, ReportId, StoryId
from core.model.subscriber import Subscriber

NOW = datetime(2025, 7, 20, 12, 0, tzinfo=UTC)
READER = Subscriber(ChatId(7), zone="Europe/Kyiv", zone_chosen=True)

SEPTEMBER_2 = Due.on(date(2025, 9, 2), "America/New_York")
SEPTEMBER_7 = Due.on(date(2025, 9, 7), "Europe/Moscow")
AUGUST_8 = Due.on(date(2025, 8, 8), "America/New_York")
WINDOW = Due(Granularity.WINDOW, date(2025, 8, 7), date(2025, 8, 9), "Europe/London")
FIVE_PM = Due(
    Granularity.INSTANT,
    date(2025, 7, 22),
    date(2025, 7, 22),
    "America/New_York",
    datetime.fromisoformat("2025-07-22T17:00-04:00"),
)

TERMS = Terms(
    title="Deal on Ukraine",
    setter="Donald Trump",
    addressee="Russia",
    action="agree to a deal",
    consequence="secondary tariffs",
)
FIFTY_DAYS = Length("50-day", 1200, 1200)
DAY_BEFORE = Anchor("Just a day before this interview", date(2025, 7, 19), Origin.EVENT)
ON_MONDAY = Anchor("on Monday", date(2025, 7, 14), Origin.NEIGHBOUR)


def finding(due: Due | None = SEPTEMBER_2, **changes: Any) -> Finding:
    """Return a finding of the 50 days, with changes."""
    text = "Trump gave Russia 50 days to agree to a deal."
    given: dict[str, Any] = {
        "due": due,
        "kind": Kind.SET,
        "status": Status.OPEN,
        "terms": TERMS,
        "evidence": Evidence(text, 0, len(text)),
        "words": "50 days",
        "anchor": ON_MONDAY,
        "length": FIFTY_DAYS,
    }
    return Finding(**(given | changes))


def report(id_: int, found: Finding, *, source: str = "Example Wire", days: int = 0, article: int = 0) -> Report:
    """Return a report published `days` after 14 July 2025."""
    published = datetime(2025, 7, 14, 16, 40, tzinfo=UTC) + timedelta(days=days)
    return Report(
        id=ReportId(id_),
        article=ArticleId(article or id_),
        source=source,
        url=f"https://example.org/{id_}",
        headline="50 days for Moscow",
        published=published,
        known_at=published,
        finding=found,
    )


WIRE = report(1, finding())
HERALD = report(2, finding(SEPTEMBER_7, anchor=DAY_BEFORE, words="50-day deadline"), source="Example Herald", days=6)


def deadline(due: Due | None = SEPTEMBER_2, *, reports: Sequence[Report] = (), **changes: Any) -> Deadline:
    """Return a deadline of these reports, set by the first of them."""
    told = tuple(reports) or (report(1, finding(due)),)
    given: dict[str, Any] = {
        "id": DeadlineId(int(told[0].id)),
        "terms": TERMS,
        "due": due,
        "status": Status.OPEN,
        "reports": told,
        "history": (Entry(Event.SET, due, told[0].published, told[0]),),
    }
    return Deadline(**(given | changes))


ULTIMATUM = deadline(
    reports=(WIRE, HERALD),
    history=(
        Entry(Event.SET, SEPTEMBER_2, WIRE.published, WIRE),
        Entry(Event.RESTATED, SEPTEMBER_7, HERALD.published, HERALD),
    ),
    competing=(Competing(SEPTEMBER_2, (WIRE,)), Competing(SEPTEMBER_7, (HERALD,))),
    differing=(Terms(title="Ceasefire", action="agree to a ceasefire", consequence="sanctions"),),
)
"""The seed story as it stands on 20 July 2025: two sources, two dates."""


def article(id_: int = 1, *, title: str = "A port closes", **changes: Any) -> Article:
    """Return an article of two sentences."""
    lines = ("The port closes on Friday.", "Ships must leave by then.")
    given: dict[str, Any] = {
        "id": ArticleId(id_),
        "title": title,
        "text": " ".join(lines),
        "published": NOW,
        "known_at": NOW,
        "source": "Example Wire",
        "url": f"https://example.org/{id_}",
        "zone": "UTC",
        "reading": Reading("en", summary=lines, sentences=lines),
        "story": StoryId(id_),
    }
    return Article(**(given | changes))

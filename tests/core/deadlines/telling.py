"""Reports built by hand, as short as a test reads well."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count

from core.model.deadline import (
    Anchor,
    Deadline,
    Due,
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
from core.model.ids import ArticleId, ChatId, ReportId


def day(text: str) -> Due:
    return Due.on(date.fromisoformat(text))


def window(first: str, last: str) -> Due:
    return Due(Granularity.WINDOW, date.fromisoformat(first), date.fromisoformat(last))


def month(first: str, last: str) -> Due:
    return Due(Granularity.MONTH, date.fromisoformat(first), date.fromisoformat(last))


def length(days: float, most: float | None = None) -> Length:
    return Length(f"{days:g} days", days * 24, (most or days) * 24)


@dataclass
class Desk:
    """Hands out reports with ids in the order in which they are written; the terms stay until changed."""

    setter: str = ""
    addressee: str = ""
    action: str = ""
    consequence: str = ""
    reports: list[Report] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def write(
        self,
        published: str,
        due: Due | None,
        *,
        kind: Kind = Kind.SET,
        status: Status = Status.OPEN,
        words: str = "",
        lasting: Length | None = None,
        origin: Origin = Origin.PUBLISHED,
        article: int | None = None,
        source: str = "",
        audience: int | None = None,
        **terms: str,
    ) -> Report:
        """Add a report; `article` joins it to an earlier one's article."""
        number = next(self._numbers)
        told = {"setter": self.setter, "addressee": self.addressee, "action": self.action} | terms
        told.setdefault("consequence", self.consequence)
        moment = datetime.fromisoformat(published)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        said = f"{told['setter']} wants {told['addressee']} to {told['action']} {words or (due.text if due else '')}."
        finding = Finding(
            due=due,
            kind=kind,
            status=status,
            terms=Terms(title=told["action"], **told),
            evidence=Evidence(said, 10 * number, 10 * number + len(said)),
            words=words or (due.text if due else "deadline"),
            anchor=Anchor("today", moment.date(), origin) if lasting else None,
            length=lasting,
        )
        report = Report(
            id=ReportId(number),
            article=ArticleId(article or number),
            source=source or f"Paper {article or number}",
            url=f"https://example.org/{article or number}",
            headline="",
            published=moment,
            known_at=moment + timedelta(minutes=5),
            finding=finding,
            audience=None if audience is None else ChatId(audience),
        )
        self.reports.append(report)
        return report


def words(due: Due | None) -> str:
    """Return a date as tests write it: "2025-08-07..2025-08-09" for a window, "" for none."""
    if due is None:
        return ""
    return f"{due.text}..{due.end_text}" if due.end_text else due.text


def told(deadline: Deadline) -> list[tuple[str, str, int]]:
    """Return the history as (event, date, report id); the clock is report 0."""
    return [(str(e.event), words(e.due), int(e.report.id) if e.report else 0) for e in deadline.history]


def sides(deadline: Deadline) -> dict[str, list[int]]:
    """Return the competing dates with the ids of their reports."""
    return {words(c.due): [int(report.id) for report in c.reports] for c in deadline.competing}

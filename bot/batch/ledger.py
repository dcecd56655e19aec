"""`batch ledger`: what all the lines together say of each deadline, told once the last one is read."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from bot.batch.drafts import UNDATED, draft_of, language_of
from bot.batch.lines import Answer, Id, Line, id_of
from core.model.article import Draft
from core.model.deadline import Competing, Deadline, Entry, Finding, Report
from core.model.ids import ArticleId, ReportId

Names: TypeAlias = Mapping[int, Id]


def reports_of(lines: Iterable[Line]) -> tuple[list[Report], Names]:
    """Return the reports of all dated articles, and their input ids, numbered whatever the order of arrival."""
    drafts = sorted(((draft_of(line), id_of(line)) for line in lines), key=_by_publication)
    reports: list[Report] = []
    names: dict[int, Id] = {}
    for number, (draft, name) in enumerate(drafts, 1):
        names[number] = name
        if draft.published is None:
            continue
        reports += [
            Report(
                id=ReportId(len(reports) + 1 + n),
                article=ArticleId(number),
                source=draft.source,
                url=draft.url,
                headline=draft.title,
                published=draft.published,
                known_at=draft.published,
                finding=finding,
            )
            for n, finding in enumerate(_told_in(draft))
        ]
    return reports, names


def _told_in(draft: Draft) -> Sequence[Finding]:
    """Return the deadlines that a draft tells of, and what it says of others."""
    from core.deadlines.extraction import extract
    from core.deadlines.outcomes import find_outcomes
    from core.text.prose import read_prose

    prose, language = read_prose(draft.title, draft.text), language_of(draft)
    found = extract(prose, published=draft.published, zone=draft.zone, language=language)
    return (*found.findings, *find_outcomes(prose, found.findings, language=language), *found.mentions)


def _by_publication(item: tuple[Draft, Id]) -> tuple[bool, datetime, tuple[str, ...]]:
    """Return what lines are sorted by: those of one time by their ids, and those of one id by all that they say."""
    draft, name = item
    said = (str(name), type(name).__name__, draft.title, draft.text, draft.source, draft.url, draft.zone)
    return (draft.published is None, draft.published or UNDATED, (*said, draft.language or ""))


def ledger_lines(lines: list[Line], *, asof: datetime | None = None, now: datetime | None = None) -> list[Answer]:
    """Return the ledger that all lines (each with its time) make, one answer a deadline, whatever their order."""
    from core.deadlines.ledger import tell

    reports, names = reports_of(lines)
    moment = now or asof or max((d.published for d in map(draft_of, lines) if d.published), default=UNDATED)
    known = [report for report in reports if asof is None or report.published <= asof]
    answers: list[Answer] = []
    taken: Counter[Id] = Counter()
    for deadline in tell(known, now=moment):
        name = names[deadline.reports[0].article]
        taken[name] += 1
        answers.append(_deadline_json(deadline, f"{name}#{taken[name]}", names))
    return answers


def _deadline_json(deadline: Deadline, name: str, names: Names) -> Answer:
    due, terms = deadline.due, deadline.terms
    return {
        "deadline": name,
        "title": terms.title,
        "setter": terms.setter or None,
        "addressee": terms.addressee or None,
        "action": terms.action or None,
        "consequence": terms.consequence or None,
        "due": due.text if due else None,
        "due_end": due.end_text if due else None,
        "status": deadline.status,
        "reports": _articles(deadline.reports, names),
        "history": [_entry_json(entry, names) for entry in deadline.history],
        "competing": [_competing_json(c, names) for c in deadline.competing],
    }


def _articles(reports: Iterable[Report], names: Names) -> list[Id]:
    return list(dict.fromkeys(names[report.article] for report in reports))


def _entry_json(entry: Entry, names: Names) -> Answer:
    return {
        "id": names[entry.report.article] if entry.report else None,
        "event": entry.event,
        "due": entry.due.text if entry.due else None,
        "due_end": entry.due.end_text if entry.due else None,
        "published": entry.at.isoformat(),
    }


def _competing_json(competing: Competing, names: Names) -> Answer:
    return {
        "due": competing.due.text,
        "due_end": competing.due.end_text,
        "reports": _articles(competing.reports, names),
    }

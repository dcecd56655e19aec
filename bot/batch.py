"""`dateline batch`: JSON lines in, JSON lines out, the same order, each answer flushed before the next line is awaited."""

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, TextIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.deadlines.extraction import find_deadlines
from core.deadlines.ledger import tell
from core.errors import DatelineError, EmptyArticleError, InputError
from core.model.article import Article, Draft, Reading
from core.model.deadline import Competing, Deadline, Entry, Finding, Report
from core.model.feed import FeedReading
from core.model.ids import ArticleId, ReportId, StoryId
from core.newsdesk.reading import read
from core.stories import cluster
from core.summary import find_quotes, summarise
from core.text.language import detect_language
from core.text.prose import read_prose, split_sentences

Line = Mapping[str, Any]
Answer = dict[str, Any]

LONGEST_LINE = 40_000_000
"""Characters of one input line; a feed of 25 MB in base64 fits."""


class BadLineError(InputError):
    """A line of the input cannot be used; `code` names why in one word."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


# -- what a line holds ---------------------------------------------------------------------------------------------


def draft_of(line: Line) -> Draft:
    """Return the article of an input line. Raises BadLineError where a field has the wrong type or a date no form."""
    zone = _text(line, "zone") or "UTC"
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as exc:
        raise BadLineError("bad_zone", f"zone is no IANA name: {zone!r}") from exc
    return Draft(
        text=_text(line, "text"),
        title=_text(line, "title"),
        published=moment_of(_text(line, "published"), zone),
        source=_text(line, "source"),
        url=_text(line, "url"),
        zone=zone,
        language=_text(line, "language") or None,
    )


def moment_of(text: str, zone: str = "UTC") -> datetime | None:
    """Return an ISO 8601 time as an aware one; without offset it is local to `zone`, a bare date is its noon there.

    Raises BadLineError.
    """
    if not text:
        return None
    try:
        if len(text) == len("2025-07-20"):
            return datetime.combine(date.fromisoformat(text), time(12), ZoneInfo(zone))
        moment = datetime.fromisoformat(text)
    except ValueError as exc:
        raise BadLineError("bad_date", f"not an ISO 8601 date or time: {text[:40]!r}") from exc
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))


def _text(line: Line, field: str) -> str:
    value = line.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadLineError("bad_field", f"{field} must be a string")
    return value


def _count(line: Line, field: str) -> int | None:
    value = line.get(field)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 10_000:
        raise BadLineError("bad_field", f"{field} must be a whole number from 1 to 10000")
    return value


def _language(draft: Draft) -> str:
    language = draft.language or detect_language(f"{draft.title}\n{draft.text}")
    return "en" if language == "und" else language


# -- one answer a line ---------------------------------------------------------------------------------------------


def summarise_line(line: Line) -> Answer:
    """Answer `summarise`: verbatim sentences and quotes; three sentences within about 70 words by default."""
    draft = draft_of(line)
    sentences, words = _count(line, "sentences"), _count(line, "words")
    if not (draft.text.strip() or draft.title.strip()):
        raise BadLineError("empty_text", "there is neither text nor title to summarise")
    return summary_of(draft, sentences=sentences, words=words)


def summary_of(draft: Draft, *, sentences: int | None = None, words: int | None = None) -> Answer:
    """Return the summary and the quotes of a draft; a count given without the other lifts the other."""
    prose, language = read_prose(draft.title, draft.text), _language(draft)
    findings, _ = find_deadlines(prose, published=draft.published, zone=draft.zone, language=language)
    spans = [(f.evidence.start, f.evidence.end) for f in findings if f.evidence.field == "text"]
    chosen = summarise(
        prose,
        sentences=sentences or (3 if words is None else words),
        words=words or (70 if sentences is None else sentences * 60),
        language=language,
        must_hold=spans,
    )
    quotes = [{"text": quote.text, "speaker": quote.speaker} for quote in find_quotes(prose)]
    return {"summary": [sentence.text for sentence in chosen], "quotes": quotes}


def deadlines_line(line: Line) -> Answer:
    """Answer `deadlines`: every deadline of the passage, and the reason where an empty list has another one."""
    draft = draft_of(line)
    prose = read_prose(draft.title, draft.text)
    findings, reason = find_deadlines(prose, published=draft.published, zone=draft.zone, language=_language(draft))
    return {"deadlines": [finding_json(finding) for finding in findings], "reason": reason}


def finding_json(finding: Finding) -> Answer:
    """Return a finding in the fields of the interface."""
    due, anchor, evidence = finding.due, finding.anchor, finding.evidence
    return {
        "due": due.text if due else None,
        "due_end": due.end_text if due else None,
        "granularity": due.granularity if due else None,
        "kind": finding.kind,
        "status": finding.status,
        "title": finding.terms.title,
        "setter": finding.terms.setter or None,
        "addressee": finding.terms.addressee or None,
        "action": finding.terms.action or None,
        "consequence": finding.terms.consequence or None,
        "confidence": round(finding.confidence, 2),
        "evidence": {"text": evidence.text, "start": evidence.start, "end": evidence.end, "field": evidence.field},
        "anchor": None
        if anchor is None
        else {
            "text": anchor.text,
            "date": anchor.date.isoformat() if anchor.date else None,
            "origin": anchor.origin,
        },
    }


def sentences_line(line: Line) -> Answer:
    """Answer `sentences`: each with its place in the text."""
    found = split_sentences(_text(line, "text"))
    return {"sentences": [{"text": s.text, "start": s.start, "end": s.end} for s in found]}


def body_of(line: Line) -> bytes:
    """Return the bytes of a feed or page line. Raises BadLineError where they are not base64."""
    try:
        return base64.b64decode(_text(line, "bytes"), validate=True)
    except (binascii.Error, ValueError) as exc:
        raise BadLineError("bad_bytes", "bytes must be base64") from exc


def feed_json(reading: FeedReading) -> list[Answer]:
    """Return the entries of a feed in the fields of the interface."""
    return [
        {
            "title": draft.title,
            "link": draft.url,
            "published": draft.published.isoformat() if draft.published else None,
            "text": draft.text,
        }
        for draft in reading.drafts
    ]


def page_json(draft: Draft) -> Answer:
    """Return a page in the fields of the interface."""
    published = draft.published.isoformat() if draft.published else None
    return {"title": draft.title, "text": draft.text, "published": published}


# -- answers at the end --------------------------------------------------------------------------------------------


def reports_of(lines: Iterable[Line]) -> tuple[list[Report], dict[int, str]]:
    """Return the reports of all articles and the input id of each article, numbered whatever the order of arrival."""
    drafts = sorted(((draft_of(line), str(line.get("id"))) for line in lines), key=_by_publication)
    reports: list[Report] = []
    names: dict[int, str] = {}
    for number, (draft, name) in enumerate(drafts, 1):
        names[number] = name
        if draft.published is None:
            continue
        prose = read_prose(draft.title, draft.text)
        findings, _ = find_deadlines(prose, published=draft.published, zone=draft.zone, language=_language(draft))
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
            for n, finding in enumerate(findings)
        ]
    return reports, names


def _by_publication(item: tuple[Draft, str]) -> tuple[bool, datetime, str]:
    published = item[0].published
    return (published is None, published or datetime.min.replace(tzinfo=UTC), item[1])


def ledger_lines(lines: list[Line], *, asof: datetime | None = None, now: datetime | None = None) -> list[Answer]:
    """Return the ledger that all lines make, one answer a deadline, whatever the order of the lines."""
    reports, names = reports_of(lines)
    if asof is not None:
        reports = [report for report in reports if report.published <= asof]
    if not reports:
        return []
    last = max(d.published for d in map(draft_of, lines) if d.published is not None)
    moment = now or asof or last
    answers: list[Answer] = []
    taken: dict[str, int] = {}
    for deadline in tell(reports, now=moment):
        name = names[deadline.reports[0].article]
        taken[name] = taken.get(name, 0) + 1
        answers.append(_deadline_json(deadline, f"{name}#{taken[name]}", names))
    return answers


def _deadline_json(deadline: Deadline, name: str, names: Mapping[int, str]) -> Answer:
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


def _articles(reports: Iterable[Report], names: Mapping[int, str]) -> list[str]:
    return list(dict.fromkeys(names[report.article] for report in reports))


def _entry_json(entry: Entry, names: Mapping[int, str]) -> Answer:
    return {
        "id": names[entry.report.article] if entry.report else None,
        "event": entry.event,
        "due": entry.due.text if entry.due else None,
        "due_end": entry.due.end_text if entry.due else None,
        "published": entry.at.isoformat(),
    }


def _competing_json(competing: Competing, names: Mapping[int, str]) -> Answer:
    return {
        "due": competing.due.text,
        "due_end": competing.due.end_text,
        "reports": _articles(competing.reports, names),
    }


def story_lines(lines: list[Line]) -> list[Answer]:
    """Return the story of each line, named by its first article, once all are read."""
    articles = [_article(n, line) for n, line in enumerate(lines)]
    story: dict[int, str] = {}
    for group in cluster(articles):
        first = min(group)
        story.update({int(member): str(lines[int(first)].get("id")) for member in group})
    return [{"id": line.get("id"), "story": story[n]} for n, line in enumerate(lines)]


def _article(number: int, line: Line) -> Article:
    draft = draft_of(line)
    moment = draft.published or datetime.min.replace(tzinfo=UTC, year=2000)
    try:
        reading = read(draft)
    except EmptyArticleError:
        reading = Reading("und")
    return Article(
        id=ArticleId(number),
        title=draft.title,
        text=draft.text,
        published=moment,
        known_at=moment,
        source=draft.source,
        url=draft.url,
        zone=draft.zone,
        reading=reading,
        story=StoryId(number),
    )


# -- the loop ------------------------------------------------------------------------------------------------------


def answer_lines(source: TextIO, answer: Callable[[Line], Answer]) -> Iterator[Answer]:
    """Yield one answer a line; a bad line gives its error, and the rest goes on."""
    for raw in _lines(source):
        id_: object = None
        try:
            line = parse_line(raw)
            id_ = line.get("id")
            yield {"id": id_, **answer(line)}
        except (DatelineError, RecursionError) as exc:
            yield error_answer(id_, exc)


def gather_lines(source: TextIO) -> tuple[list[Line], list[Answer]]:
    """Read every line; return the good ones and the errors of the bad ones."""
    good: list[Line] = []
    bad: list[Answer] = []
    for raw in _lines(source):
        id_: object = None
        try:
            line = parse_line(raw)
            id_ = line.get("id")
            draft_of(line)
            good.append(line)
        except (DatelineError, RecursionError) as exc:
            bad.append(error_answer(id_, exc))
    return good, bad


def _lines(source: TextIO) -> Iterator[str]:
    while raw := source.readline():
        if raw.strip():
            yield raw


def parse_line(raw: str) -> Line:
    """Return the object in a line. Raises BadLineError."""
    if len(raw) > LONGEST_LINE:
        raise BadLineError("line_too_long", f"a line may have {LONGEST_LINE} characters")
    try:
        line = json.loads(raw)
    except ValueError as exc:
        raise BadLineError("bad_json", f"not a JSON object: {exc}") from exc
    if not isinstance(line, dict):
        raise BadLineError("bad_json", "a line must be a JSON object")
    return line


def error_answer(id_: object, exc: Exception) -> Answer:
    """Return the answer to a bad line."""
    code = exc.code if isinstance(exc, BadLineError) else type(exc).__name__.removesuffix("Error").lower()
    return {"id": id_, "error": {"code": code, "message": str(exc) or code}}

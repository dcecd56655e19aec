"""`dateline batch`: JSON lines in, JSON lines out, same order, each answer flushed before the next line is awaited.

Rooms that cost more to import than a thousand lines to answer (summaries, stories) are entered by their own tasks only.
"""

import base64
import binascii
import json
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any, BinaryIO, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.deadlines.extraction import find_deadlines
from core.deadlines.ledger import tell
from core.errors import DatelineError, InputError
from core.model.article import Article, Draft, Reading
from core.model.deadline import Competing, Deadline, Entry, Finding, Report
from core.model.feed import FeedReading
from core.model.ids import ArticleId, ReportId, StoryId
from core.model.wall import zone_of
from core.text.language import detect_language
from core.text.prose import read_prose, split_sentences

Line = Mapping[str, Any]
Answer = dict[str, Any]
Id: TypeAlias = str | int | float | None
Names: TypeAlias = Mapping[int, Id]

_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands where nobody knows when a text was published."""

_YEARS = range(1900, 2201)

LONGEST_LINE = 40_000_000
"""Bytes of one input line; a feed of 25 MB in base64 fits."""


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
    except (ZoneInfoNotFoundError, ValueError, OSError) as exc:
        raise BadLineError("bad_zone", f"zone is no IANA name: {zone!r}") from exc
    published = moment_of(_text(line, "published"), zone)
    return Draft(
        text=_text(line, "text"),
        title=_text(line, "title"),
        published=published,
        source=_text(line, "source"),
        url=_text(line, "url"),
        zone=zone if line.get("zone") else zone_of(published),
        language=_text(line, "language") or None,
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


def findings_of(draft: Draft) -> tuple[Sequence[Finding], str | None]:
    """Return the deadlines that a draft tells of, and why there are none where that is not for want of any."""
    prose = read_prose(draft.title, draft.text)
    return find_deadlines(prose, published=draft.published, zone=draft.zone, language=_language(draft))


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
    from core.summary import find_quotes, summarise

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
    return deadlines_of(draft_of(line))


def deadlines_of(draft: Draft) -> Answer:
    """Return the deadlines of a draft in the fields of the interface."""
    findings, reason = findings_of(draft)
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


def reports_of(lines: Iterable[Line]) -> tuple[list[Report], Names]:
    """Return the reports of all dated articles, and their input ids, numbered whatever the order of arrival."""
    drafts = sorted(((draft_of(line), _id(line)) for line in lines), key=_by_publication)
    reports: list[Report] = []
    names: dict[int, Id] = {}
    for number, (draft, name) in enumerate(drafts, 1):
        names[number] = name
        if draft.published is None:
            continue
        findings, _ = findings_of(draft)
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


def _by_publication(item: tuple[Draft, Id]) -> tuple[bool, datetime, str]:
    published = item[0].published
    return (published is None, published or _UNDATED, str(item[1]))


def ledger_lines(lines: list[Line], *, asof: datetime | None = None, now: datetime | None = None) -> list[Answer]:
    """Return the ledger that all lines (each with its time) make, one answer a deadline, whatever their order."""
    reports, names = reports_of(lines)
    moment = now or asof or max((d.published for d in map(draft_of, lines) if d.published), default=_UNDATED)
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


def story_lines(lines: list[Line]) -> list[Answer]:
    """Return the story of each line, named by the one of its articles that came first, once all are read."""
    from core.stories import cluster

    story: dict[int, Id] = {}
    for group in cluster([_article(n, line) for n, line in enumerate(lines)]):
        story.update(dict.fromkeys(map(int, group), _id(lines[min(group)])))
    return [{"id": _id(line), "story": story[n]} for n, line in enumerate(lines)]


def story_answers(source: BinaryIO) -> list[Answer]:
    """Answer `stories` once every line is read, the errors of bad lines in their places."""
    good: list[Line] = []

    def keep(line: Line) -> Answer:
        draft_of(line)
        good.append(line)
        return {}

    answers = list(answer_lines(source, keep))
    found = iter(story_lines(good))
    return [answer if "error" in answer else next(found) for answer in answers]


class StoryStream:
    """Answers `stories` line by line: the story of each report as far as it can be told when the report arrives."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._articles: list[Article] = []
        self._story: dict[int, int] = {}

    def __call__(self, line: Line) -> Answer:
        """Return the story of one more report, named by its first article; what was answered before stands."""
        from core.stories import WINDOW, cluster

        new = _article(len(self._lines), line)
        self._lines.append(line)
        self._articles.append(new)
        near = [article for article in self._articles if abs(article.published - new.published) <= WINDOW]
        group = next(group for group in cluster(near) if new.id in group)
        known = [self._story[int(member)] for member in group if member != new.id]
        self._story[int(new.id)] = min([*known, int(new.id)])
        return {"story": _id(self._lines[self._story[int(new.id)]])}


def _article(number: int, line: Line) -> Article:
    draft = draft_of(line)
    moment = draft.published or _UNDATED
    return Article(
        id=ArticleId(number),
        title=draft.title,
        text=draft.text,
        published=moment,
        known_at=moment,
        source=draft.source,
        url=draft.url,
        zone=draft.zone,
        reading=Reading("und"),
        story=StoryId(number),
    )


# -- the loop ------------------------------------------------------------------------------------------------------


def answer_lines(source: BinaryIO, answer: Callable[[Line], Answer]) -> Iterator[Answer]:
    """Yield one answer a line; a bad line gives its error, and the rest goes on."""
    for raw in _lines(source):
        id_: Id = None
        try:
            line = parse_line(raw)
            id_ = _id(line)
            yield {"id": id_, **answer(line)}
        except DatelineError as exc:
            yield error_answer(id_, exc)
        except Exception as exc:  # noqa: BLE001 -- a bug met in one line must not cost the others their answers
            traceback.print_exc(file=sys.stderr)
            yield error_answer(id_, exc)


def gather_lines(source: BinaryIO, *, dated: bool = False) -> tuple[list[Line], list[Answer]]:
    """Read every line; return the good ones and the errors of the bad ones, those without a time where `dated`."""

    def keep(line: Line) -> Answer:
        if draft_of(line).published is None and dated:
            raise BadLineError("no_date", "published is needed here: when the text was published, ISO 8601")
        good.append(line)
        return {}

    good: list[Line] = []
    return good, [answer for answer in answer_lines(source, keep) if "error" in answer]


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """Yield the lines that hold anything; of one that is too long only as much as shows that it is."""
    while raw := source.readline(LONGEST_LINE + 1):
        if raw.strip():
            yield raw
        rest = raw
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = source.readline(LONGEST_LINE + 1)


def parse_line(raw: bytes) -> Line:
    """Return the object in a line of UTF-8. Raises BadLineError."""
    if len(raw) > LONGEST_LINE:
        raise BadLineError("line_too_long", f"a line may have {LONGEST_LINE} bytes")
    try:
        line = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as exc:
        raise BadLineError("bad_encoding", f"not UTF-8: {exc}") from exc
    except (ValueError, RecursionError) as exc:
        raise BadLineError("bad_json", f"not a JSON object: {exc}") from exc
    if not isinstance(line, dict):
        raise BadLineError("bad_json", "a line must be a JSON object")
    return line


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _id(line: Line) -> Id:
    value = line.get("id")
    if value is not None and not isinstance(value, str | int | float):
        raise BadLineError("bad_field", "id must be a string or a number")
    return value


def error_answer(id_: Id, exc: Exception) -> Answer:
    """Return the answer to a bad line."""
    code = exc.code if isinstance(exc, BadLineError) else type(exc).__name__.removesuffix("Error").lower()
    return {"id": id_, "error": {"code": code, "message": str(exc) or code}}


def line_of(answer: Answer) -> bytes:
    """Return an answer as a line of UTF-8; half characters, which JSON can carry and UTF-8 cannot, stay escaped."""
    try:
        return json.dumps(answer, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(answer).encode() + b"\n"

"""Reading: from a draft to a kept article, its reports in the ledger, and word to those whom a change concerns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.errors import EmptyArticleError, NotFoundError, TextTooLongError
from core.model.article import Article, Draft, Reading
from core.model.deadline import Finding, Report
from core.model.ids import ArticleId, ChatId
from core.newsdesk import notices, planning
from core.newsdesk.room import READING_TIME, TEXT_LIMIT, Newsroom
from core.ports import Transaction

_SPEECHLESS = "und"


def read(draft: Draft) -> Reading:
    """Read a draft: language, sentences, summary, quotes, deadlines. Pure and heavy: to be run in a worker.

    A text too short to tell its language is read as English. Raises EmptyArticleError where there is neither text
    nor title.
    """
    # Imported here, since the workers alone need them: the main process starts without their 60 MB.
    from core.deadlines.extraction import extract
    from core.deadlines.outcomes import find_outcomes
    from core.summary import find_facts, find_quotes, summarise
    from core.text.language import detect_language
    from core.text.prose import read_prose

    if not (draft.text.strip() or draft.title.strip()):
        raise EmptyArticleError
    prose = read_prose(draft.title, draft.text)
    language = draft.language or detect_language(f"{draft.title}\n{draft.text}")
    if language == _SPEECHLESS:
        language = "en"
    found = extract(prose, published=draft.published, zone=draft.zone, language=language)
    spans = [(f.evidence.start, f.evidence.end) for f in found.findings if f.evidence.field == "text"]
    chosen = summarise(prose, language=language, must_hold=spans)
    return Reading(
        language=language,
        summary=tuple(sentence.text for sentence in chosen),
        quotes=find_quotes(prose),
        findings=found.findings,
        reason=found.reason,
        sentences=tuple(sentence.text for sentence in prose.sentences),
        outcomes=(*find_outcomes(prose, found.findings, language=language), *found.mentions),
        facts=find_facts(prose, language),
    )


@dataclass(frozen=True, slots=True)
class Read:
    """A draft with its reading: what a unit of work needs to keep it."""

    draft: Draft
    reading: Reading


async def read_draft(room: Newsroom, draft: Draft) -> Read:
    """Read a draft in a worker, outside any unit of work.

    Raises TextTooLongError, EmptyArticleError, WorkerTimeoutError, WorkerCrashedError.
    """
    if len(draft.text) > TEXT_LIMIT:
        raise TextTooLongError(len(draft.text), TEXT_LIMIT)
    return Read(draft, await room.workers.run(read, draft, limit=READING_TIME))


async def keep(tx: Transaction, items: Sequence[Read], *, now: datetime, announce: bool = True) -> list[Article]:
    """Keep what was read and tell the followers of the deadlines that it changed; what is known already stays as it is.

    Returns the articles in the order of `items`; new ones are stories of their own until they are grouped. With
    `announce` off (the first reading of a feed) nobody is told.
    """
    kept: list[Article] = []
    fresh: list[Report] = []
    for item in items:
        article = await tx.articles.find(item.draft)
        if article is None:
            article, reports = await _add(tx, item, now)
            fresh += reports
        kept.append(article)
    await _tell(tx, fresh, now=now, announce=announce)
    return kept


async def fill(tx: Transaction, id_: ArticleId, item: Read, *, now: datetime, announce: bool = True) -> None:
    """Give a kept public article a longer text as it was read, and the ledger the reports that this adds.

    One that is gone meanwhile stays so.
    """
    article = await tx.articles.get(id_, chat=None)
    if article is None:
        return
    known = {finding.evidence.text for finding in _told_in(article.reading)}
    more = tuple(finding for finding in _told_in(item.reading) if finding.evidence.text not in known)
    filled = await tx.articles.fill(id_, item.draft.text, item.reading)
    await _tell(tx, await tx.ledger.append(filled, more), now=now, announce=announce)


async def _add(tx: Transaction, item: Read, now: datetime) -> tuple[Article, list[Report]]:
    published = item.draft.published or now
    article = await tx.articles.add(item.draft, item.reading, published=published, known_at=now)
    return article, await tx.ledger.append(article, _told_in(item.reading))


def _told_in(reading: Reading) -> tuple[Finding, ...]:
    """Return all that goes into the ledger: deadlines, and what is said of others."""
    return (*reading.findings, *reading.outcomes)


async def _tell(tx: Transaction, fresh: Collection[Report], *, now: datetime, announce: bool) -> None:
    """Let all who follow what new reports changed be told; a date told again changes nothing."""
    for audience in {report.audience for report in fresh if not report.finding.mention}:
        reports = [report.id for report in fresh if report.audience == audience]
        if audience is None:
            await tx.ledger.give_notice(reports, now=now, announced=announce)
        else:
            await notices.plan_own(tx, audience, reports, now=now)


async def reread(room: Newsroom, chat: ChatId, id_: ArticleId, published: datetime) -> Read:
    """Read an article that a chat sees anew, as written at `published`, in a worker and outside any unit of work.

    Raises NotFoundError, and what `read_draft` raises.
    """
    async with room.stores.begin() as tx:
        article = await tx.articles.get(id_, chat=chat)
    if article is None:
        raise NotFoundError("article", id_)
    draft = Draft(
        text=article.text,
        title=article.title,
        source=article.source,
        url=article.url,
        zone=article.zone,
        published=published,
        audience=chat,
    )
    return await read_draft(room, draft)


async def redate(tx: Transaction, chat: ChatId, id_: ArticleId, item: Read, *, now: datetime) -> Article:
    """Put what an article said aside, for this chat alone, and keep it as it was read anew.

    Raises NotFoundError where the chat sees no deadline in it any more, since it has done so before.
    """
    told = [report.id for report in await tx.ledger.reports(chat=chat) if report.article == id_]
    if not set(told) - await tx.ledger.rejected(chat):
        raise NotFoundError("article", id_)
    return await replace(tx, chat, id_, item, now=now)


async def replace(tx: Transaction, chat: ChatId, id_: ArticleId, item: Read, *, now: datetime) -> Article:
    """Put what an article said aside, for this chat alone, and keep another reading in its place."""
    for report in await tx.ledger.reports(chat=chat):
        if report.article == id_:
            await tx.ledger.reject(chat, report.id, now=now)
    anew, _ = await _add(tx, item, now)
    await planning.replan_chat(tx, chat, now=now)
    return anew

"""Reading: from a draft to a kept article, its reports in the ledger, and word to those whom a change concerns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.deadlines.ledger import changes, touched
from core.errors import EmptyArticleError, NotFoundError, TextTooLongError
from core.model.article import Article, Draft, Reading
from core.model.deadline import Finding
from core.model.ids import ArticleId, ChatId
from core.newsdesk import planning, tracking
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


async def keep(
    room: Newsroom, tx: Transaction, items: Sequence[Read], *, now: datetime, announce: bool = True
) -> list[Article]:
    """Keep what was read and tell the followers of the deadlines that it changed; what is known already stays as it is.

    Returns the articles in the order of `items`; new ones are stories of their own until they are grouped. With
    `announce` off (the first reading of a feed) nobody is told.
    """
    tells = any(_changes_something(item.reading) for item in items)
    before = await _before(tx, now) if tells else None
    kept, fresh = [], []
    for item in items:
        article = await tx.articles.find(item.draft)
        if article is None:
            article = await _add(tx, item, now)
            fresh.append(article)
        kept.append(article)
    if before is not None and any(_changes_something(article.reading) for article in fresh):
        await _tell(room, tx, before, now=now, announce=announce, telling=fresh)
    return kept


async def fill(
    room: Newsroom, tx: Transaction, id_: ArticleId, item: Read, *, now: datetime, announce: bool = True
) -> None:
    """Give a kept public article a longer text as it was read, and the ledger the reports that this adds.

    One that is gone meanwhile stays so.
    """
    article = await tx.articles.get(id_, chat=None)
    if article is None:
        return
    known = {finding.evidence.text for finding in _told_in(article.reading)}
    more = tuple(finding for finding in _told_in(item.reading) if finding.evidence.text not in known)
    before = await _before(tx, now) if any(not finding.mention for finding in more) else None
    filled = await tx.articles.fill(id_, item.draft.text, item.reading)
    await tx.ledger.append(filled, more)
    if before is not None:
        await _tell(room, tx, before, now=now, announce=announce, telling=[filled])


async def _add(tx: Transaction, item: Read, now: datetime) -> Article:
    published = item.draft.published or now
    article = await tx.articles.add(item.draft, item.reading, published=published, known_at=now)
    await tx.ledger.append(article, _told_in(item.reading))
    return article


def _told_in(reading: Reading) -> tuple[Finding, ...]:
    """Return all that goes into the ledger: deadlines, and what is said of others."""
    return (*reading.findings, *reading.outcomes)


def _changes_something(reading: Reading) -> bool:
    """Whether followers may have to be told of something; a date told again changes nothing."""
    return any(not finding.mention for finding in _told_in(reading))


@dataclass(frozen=True, slots=True)
class _Before:
    """Who follows deadlines, and the ledgers as they saw them before something was kept."""

    followers: Mapping[ChatId, tracking.Following]
    views: tracking.Views


async def _before(tx: Transaction, now: datetime) -> _Before:
    followers = await tracking.followers(tx)
    return _Before(followers, await tracking.views(tx, now=now, chats=followers))


async def _tell(
    room: Newsroom,
    tx: Transaction,
    before: _Before,
    *,
    now: datetime,
    announce: bool,
    telling: Sequence[Article],
) -> None:
    """Compare the ledger of each audience before and after, plan anew, and put the changes into the outbox."""
    followers = before.followers
    after = await tracking.views(tx, now=now, chats=followers)
    own = {article.audience for article in telling if article.audience is not None}
    for chats, old, new in tracking.audiences(followers, before.views, after):
        told = {int(change.after.id): change for change in changes(old, new)}
        for deadline in touched(old, new):
            concerned = [chat for chat in chats if tracking.concerns(followers[chat], deadline)]
            await planning.replan_followers(tx, concerned, deadline, now=now)
            if announce and int(deadline.id) in told:
                hearing = [chat for chat in concerned if chat not in own]
                await planning.announce(room, tx, hearing, told[int(deadline.id)], now=now)


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
    anew = await _add(tx, item, now)
    await planning.replan_chat(tx, chat, now=now)
    return anew

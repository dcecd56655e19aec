"""One's own: deadlines that a person types, and dates that they put right, for that chat's eyes alone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from core.briefing.memory import memory_of_article
from core.deadlines import dues
from core.deadlines.typed import Correction, Own, Wrong, read_correction
from core.errors import NotFoundError, UnresolvableTimexError
from core.model.article import Article, Draft, Reading
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
from core.model.ids import ChatId
from core.newsdesk import planning, subscribing, tracking
from core.ports import Transaction

TITLE = 200
"""Characters of what a deadline of one's own is called."""


def is_own(deadline: Deadline) -> bool:
    """Whether a deadline is one that its reader typed."""
    return deadline.reports[0].finding.own


def correction_of(deadline: Deadline) -> Report | None:
    """Return the report by which its reader put the date right, None where they did not."""
    return next((r for r in reversed(deadline.reports) if r.finding.puts_right), None)


# -- a deadline of one's own ---------------------------------------------------------------------------------------


async def add(tx: Transaction, chat: ChatId, wish: Own, *, said: str, now: datetime) -> Deadline:
    """Keep a deadline as typed (`said`), and follow it; said twice it is one.

    Raises TooManyFollowsError.
    """
    draft = Draft(text=said, title=wish.title[:TITLE], published=now, audience=chat)
    terms = Terms(title=wish.title[:TITLE])
    finding = Finding(wish.due, Kind.SET, Status.OPEN, terms, Evidence(said, 0, len(said)), wish.words, own=True)
    article = await tx.articles.find(draft)
    if article is None or article.audience != chat:
        reading = Reading("en", findings=(finding,), sentences=(said,))
        article = await tx.articles.add(draft, reading, published=now, known_at=now)
    made = await _tell_anew(tx, chat, article, finding, now=now)
    await tx.subscribers.remember(chat, [memory_of_article(article, [])], now=now)
    deadline, _ = await subscribing.follow_deadline(tx, chat, int(made.id), now=now)
    return deadline


async def _tell_anew(tx: Transaction, chat: ChatId, article: Article, finding: Finding, *, now: datetime) -> Report:
    """Let a finding take the place of what the chat's own article said before."""
    before = [report for report in await tx.ledger.reports(chat=chat) if report.article == article.id]
    for report in before:
        await tx.ledger.reject(chat, report.id, now=now)
    (made,) = await tx.ledger.append(article, [finding])
    return made


async def change(
    tx: Transaction,
    chat: ChatId,
    id_: int,
    *,
    due: Due | None = None,
    title: str = "",
    is_done: bool = False,
    now: datetime,
) -> Deadline:
    """Give a deadline of one's own another date or name, or note that it is done; its alerts move along.

    Raises NotFoundError where there is none of this id, or it is not one's own.
    """
    found = await tracking.deadline(tx, chat, id_, now=now)
    report = found.reports[-1]
    article = await tx.articles.get(report.article, chat=chat)
    if not report.finding.own or article is None:
        raise NotFoundError("deadline", id_)
    old = report.finding
    terms = replace(old.terms, title=title[:TITLE]) if title else old.terms
    status = Status.MET if is_done else Status.OPEN if due else old.status
    made = await _tell_anew(tx, chat, article, replace(old, due=due or old.due, terms=terms, status=status), now=now)
    return await _planned(tx, chat, int(made.id), found.aliases, now=now)


async def _planned(tx: Transaction, chat: ChatId, id_: int, aliases: Iterable[int], *, now: datetime) -> Deadline:
    """Plan a deadline's alerts anew after its reports changed; return it."""
    await tx.subscribers.plan(chat, aliases, [])
    await planning.replan_chat(tx, chat, now=now)
    return await tracking.deadline(tx, chat, id_, now=now)


# -- a date put right ----------------------------------------------------------------------------------------------


async def read_reply(
    tx: Transaction, chat: ChatId, id_: int, text: str, *, zone: str, now: datetime
) -> Correction | None:
    """Return what a text puts right about a deadline, read by the clocks of its place, else of `zone`.

    Raises NotFoundError.
    """
    found = await tracking.deadline(tx, chat, id_, now=now)
    return read_correction(text, now=now, zone=found.due.zone if found.due else zone)


async def correct(tx: Transaction, chat: ChatId, id_: int, said: Correction, *, now: datetime) -> Deadline:
    """Count a deadline anew as its reader says; what led to the date that stood is put aside, for this chat alone.

    Raises NotFoundError; UnresolvableTimexError where a start is given and no report has a length, or the other way
    round.
    """
    found = await tracking.deadline(tx, chat, id_, now=now)
    if is_own(found):
        due = said.due or (Due.on(said.day, found.due.zone if found.due else "UTC") if said.day else None)
        if due is None:
            raise UnresolvableTimexError(said.words, span=(0, len(said.words)))
        return await change(tx, chat, id_, due=due, now=now)
    wrong = _standing(found)
    whole = await tracking.everything(tx, chat, id_, now=now)
    base = _base(wrong or found.reports, whole.reports, said)
    finding = _corrected(base, said)
    article = await tx.articles.get(base.article, chat=chat)
    if article is None:
        raise NotFoundError("article", base.article)
    for report in wrong or (base,):
        await tx.ledger.reject(chat, report.id, now=now)
    for report in found.reports:
        await tx.ledger.drop_anchor(chat, report.id)
    (made,) = await tx.ledger.append(replace(article, audience=chat, known_at=now), [finding])
    await tx.ledger.choose_anchor(chat, made.id, now=now)
    return await _planned(tx, chat, int(made.id), found.aliases, now=now)


def _standing(deadline: Deadline) -> Sequence[Report]:
    """Return the reports that lead to the date that stands."""
    due = deadline.due
    return [r for r in deadline.reports if due and r.finding.due and dues.same(r.finding.due, due)]


def _base(standing: Sequence[Report], every: Sequence[Report], said: Correction) -> Report:
    """Return the report whose arithmetic is done anew: the last one that has what the correction leaves as it is."""
    if said.wrong is Wrong.DUE:
        return standing[-1]
    for told in (standing, every):
        if fitting := [report for report in told if _counts(report.finding, said.wrong)]:
            return fitting[-1]
    raise UnresolvableTimexError(said.words, span=(0, len(said.words)))


def _counts(finding: Finding, wrong: Wrong) -> bool:
    if wrong is Wrong.START:
        return finding.length is not None
    return finding.anchor is not None and finding.anchor.date is not None


def _corrected(base: Report, said: Correction) -> Finding:
    """Return the finding of a report with its date as the correction counts it; evidence and terms stay."""
    old = base.finding
    zone = old.due.zone if old.due else "UTC"
    told = replace(old, kind=Kind.SET, status=Status.OPEN, puts_right=int(base.id))
    if said.wrong is Wrong.LENGTH and said.length is not None and old.anchor is not None and old.anchor.date:
        anchor = replace(old.anchor, origin=Origin.READER, text=said.words)
        return replace(told, due=_counted(said.length, anchor, zone), anchor=anchor, length=said.length)
    if said.wrong is Wrong.START and said.day is not None and old.length is not None:
        anchor = Anchor(said.words, said.day, Origin.READER)
        return replace(told, due=_counted(old.length, anchor, zone), anchor=anchor)
    due = said.due or (Due.on(said.day, zone) if said.day else None)
    if due is None:
        raise UnresolvableTimexError(said.words, span=(0, len(said.words)))
    return replace(told, due=due, anchor=Anchor(said.words, None, Origin.READER), length=None)


def _counted(length: Length, anchor: Anchor, zone: str) -> Due:
    """Return the day, or the window, that lies a length after an anchor with a date."""
    if anchor.date is None:
        raise UnresolvableTimexError(anchor.text, span=(0, len(anchor.text)))
    first, last = (anchor.date + timedelta(days=round(h / 24)) for h in (length.least_hours, length.most_hours))
    return Due(Granularity.DAY if first == last else Granularity.WINDOW, first, last, zone)


async def undo(tx: Transaction, chat: ChatId, id_: int, *, now: datetime) -> Deadline:
    """Take a correction back: the sources' own dates stand again. Raises NotFoundError."""
    found = await tracking.everything(tx, chat, id_, now=now)
    rejected = await tx.ledger.rejected(chat)
    if not any(report.finding.puts_right and report.id not in rejected for report in found.reports):
        raise NotFoundError("deadline", id_)
    for report in found.reports:
        if report.finding.puts_right:
            await tx.ledger.reject(chat, report.id, now=now)
            await tx.ledger.drop_anchor(chat, report.id)
        elif report.id in rejected:
            await tx.ledger.restore(chat, report.id)
    return await _planned(tx, chat, id_, found.aliases, now=now)

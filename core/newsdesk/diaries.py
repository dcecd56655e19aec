"""Diaries: a calendar that a person sent becomes deadlines of their own, which move when it is sent again."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from core.briefing.memory import memory_of_article
from core.model.appointment import Appointment, Diary
from core.model.article import Draft, Reading
from core.model.deadline import Deadline, Due, Evidence, Finding, Kind, Report, Status, Terms
from core.model.ids import ChatId
from core.newsdesk import reading, tracking
from core.ports import Transaction

_SCHEME = "calendar:"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of a calendar: the deadlines that are new or moved, and how many were known, over, or left out."""

    deadlines: tuple[Deadline, ...]
    moved: int = 0
    known: int = 0
    over: int = 0
    repeating: int = 0
    beyond: int = 0


async def take_in(
    tx: Transaction, chat: ChatId, diary: Diary, *, source: str, ours: Iterable[str], now: datetime
) -> TakenIn:
    """Keep the appointments of a calendar for this chat alone; `ours` are the uids that this bot itself gave.

    One that was taken in before and stands on another day now moves; one that was cancelled is withdrawn.
    """
    given, before = frozenset(ours), await _taken_before(tx, chat)
    foreign = [one for one in diary.appointments if one.uid not in given]
    running = [one for one in foreign if not one.due.is_past(now) and not (one.is_off and _mark(one) not in before)]
    fresh = [one for one in running if _is_news(one, before.get(_mark(one)))]
    items = [_read(one, before.get(_mark(one)), chat=chat, source=source, now=now) for one in fresh]
    articles = await reading.keep(tx, items, now=now)
    ledger = await tracking.ledger(tx, chat, now=now)
    ids = {article.id for article in articles}
    told = tuple(deadline for deadline in ledger if any(report.article in ids for report in deadline.reports))
    await tx.subscribers.remember(chat, [memory_of_article(article, told) for article in articles], now=now)
    return TakenIn(
        told,
        moved=sum(_mark(one) in before for one in fresh),
        known=len(diary.appointments) - len(foreign) + len(running) - len(fresh),
        over=len(foreign) - len(running),
        repeating=diary.repeating,
        beyond=diary.beyond,
    )


async def _taken_before(tx: Transaction, chat: ChatId) -> dict[str, Report]:
    """Return the last report of each appointment of this chat, by its mark."""
    own = (report for report in await tx.ledger.reports(chat=chat) if report.audience == chat)
    return {report.url.partition("?")[0]: report for report in own if report.url.startswith(_SCHEME)}


def _mark(appointment: Appointment) -> str:
    """Return what an appointment is known by, in place of an address."""
    return f"{_SCHEME}{hashlib.sha256(appointment.uid.encode('utf-8', 'replace')).hexdigest()[:24]}"


def _is_news(one: Appointment, last: Report | None) -> bool:
    if last is None:
        return True
    return one.is_off != (last.finding.status is Status.WITHDRAWN) or one.due != last.finding.due


def _read(one: Appointment, last: Report | None, *, chat: ChatId, source: str, now: datetime) -> reading.Read:
    """Return an appointment as a text of one line with the finding in it: nothing in it has to be understood."""
    when = one.due.text if one.due.end_text is None else f"{one.due.text} – {one.due.end_text}"
    line, edition = f"{one.title}: {when}", int(last.id) if last else 0
    finding = Finding(
        due=one.due,
        kind=_kind(one, last.finding.due if last else None),
        status=Status.WITHDRAWN if one.is_off else Status.OPEN,
        terms=Terms(title=one.title),
        evidence=Evidence(line, 0, len(line)),
        words=when,
        about=(_mark(one).removeprefix(_SCHEME),),  # look-alikes stay apart
    )
    zone = ZoneInfo(one.due.zone)
    draft = Draft(
        text=f"{line}\n\nUID {one.uid}, after {edition}",  # each edition is a text of its own
        title=one.title,
        published=now.astimezone(zone),
        source=source,
        url=f"{_mark(one)}?after={edition}",
        zone=one.due.zone,
        audience=chat,
    )
    return reading.Read(draft, Reading("en", summary=(line,), findings=(finding,), sentences=(line,)))


def _kind(one: Appointment, before: Due | None) -> Kind:
    if one.is_off:
        return Kind.SUPERSEDED
    if before is None or before == one.due:
        return Kind.SET
    return Kind.EXTENDED if one.due.first > before.first else Kind.REVISED

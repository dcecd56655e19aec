"""Digests: the daily briefings whose hour has come, composed for many chats at a time."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from core.briefing.recurrence import next_occurrence
from core.model.briefing import Briefing, Shown
from core.model.delivery import Delivery, Priority
from core.model.ids import ChatId, StoryId
from core.model.interest import Reader
from core.model.subscriber import DigestTime, Subscriber
from core.newsdesk import briefs, issues, readers
from core.newsdesk.room import Newsroom
from core.ports import Transaction

BATCH = 50
"""Chats briefed in one unit of work, so that nobody waits long for a turn at the store."""

CROWD = 500
"""Briefings due together of which the first are composed ahead of their hour; fewer than these are left for it."""

AHEAD = timedelta(minutes=5)
"""How long before their hour those of a crowd are composed at most."""

_AT_A_TIME = 10
"""Briefings composed before the loop is given back, for some 5 ms."""


@dataclass(frozen=True, slots=True)
class _Chat:
    """What is to be known of a chat to brief it."""

    subscriber: Subscriber
    reader: Reader
    shown: Mapping[StoryId, Shown]
    since: datetime | None
    """When its last briefing was due."""

    earlier: int | None
    """The issue of its last briefing."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A briefing composed for one chat, and the moment that it is for."""

    digest: DigestTime
    chat: _Chat
    briefing: Briefing
    at: datetime


async def fire(room: Newsroom, tx: Transaction, editions: briefs.Editions, *, now: datetime, most: int = BATCH) -> int:
    """Put the next briefings whose hour has come into the outbox, at most one a chat; return how many.

    Those of a crowd come up to `AHEAD` of their hour; each is composed for its hour and falls due then. Who went west
    over the date line and meets a date for the second time had its briefing: it is passed over.
    """
    due = await _due(tx, now=now, most=most)
    firsts = list({digest.chat: digest for digest in reversed(due)}.values())[::-1]
    if firsts:
        chats = await _chats(tx, [digest.chat for digest in firsts])
        fresh = await _untold(tx, firsts, chats, now=now)
        if fresh:
            await _deliver(room, tx, await _composed(tx, fresh, chats, editions, now=now), now=now)
        await tx.subscribers.reschedule(
            [scheduled(one, chats[one.chat].subscriber.zone, _at(one, now)) for one in firsts]
        )
    return len(firsts)


async def leave_out(tx: Transaction, *, now: datetime) -> int:
    """Put the first briefing that is to be made, and cannot be, off to the next day; return how many."""
    due = await _due(tx, now=now, most=1)
    for digest in due:
        first = digest.next_due or now
        days = 1 + max(0, (now - first).days)
        await tx.subscribers.reschedule([replace(digest, next_due=first + timedelta(days=days))])
    return len(due)


async def _due(tx: Transaction, *, now: datetime, most: int) -> list[DigestTime]:
    """Return the briefings to be made now, earliest first."""
    due = await tx.subscribers.due_digests(now=now, limit=most)
    if not due and await tx.subscribers.is_crowded(after=now, until=now + AHEAD, crowd=CROWD):
        return await tx.subscribers.due_digests(now=now + AHEAD, limit=most)
    return due


def _at(digest: DigestTime, now: datetime) -> datetime:
    """Return the moment that a briefing is composed for: its own where that is still to come."""
    return max(now, digest.next_due or now)


async def _untold(
    tx: Transaction, due: Sequence[DigestTime], chats: Mapping[ChatId, _Chat], *, now: datetime
) -> list[DigestTime]:
    """Return those of which there is no delivery yet."""
    keys = {_key(digest, chats[digest.chat].subscriber, now): digest for digest in due}
    told = await tx.outbox.known(keys)
    return [digest for key, digest in keys.items() if key not in told]


async def _composed(
    tx: Transaction,
    due: Sequence[DigestTime],
    chats: Mapping[ChatId, _Chat],
    editions: briefs.Editions,
    *,
    now: datetime,
) -> list[_Made]:
    own = frozenset(await tx.ledger.audiences())
    made: list[_Made] = []
    for n, digest in enumerate(due, 1):
        chat, at = chats[digest.chat], _at(digest, now)
        since = briefs.since(chat.since, at)
        edition = await editions.get(tx, digest.chat if digest.chat in own else None, since, now=at)
        week = at - briefs.WEEK if _reviews(digest, chat.subscriber, at) else None
        briefing = edition.compose(chat.reader, chat.shown, minutes=digest.minutes, review_since=week)
        made.append(_Made(digest, chat, briefing, at))
        if n % _AT_A_TIME == 0:
            await asyncio.sleep(0)
    return made


async def _chats(tx: Transaction, ids: Sequence[ChatId]) -> dict[ChatId, _Chat]:
    settings, readers_ = await tx.subscribers.several(ids), await readers.readers(tx, ids)
    memories, last = await tx.subscribers.memories(ids), await tx.outbox.last_due(ids, briefs.SHOWS)
    earlier = await tx.issues.last(ids, issues.DIGEST)
    return {
        id_: _Chat(
            settings.get(id_) or Subscriber(id_), readers_[id_], memories.get(id_, {}), last.get(id_), earlier.get(id_)
        )
        for id_ in ids
    }


def _reviews(digest: DigestTime, subscriber: Subscriber, at: datetime) -> bool:
    return digest.review and _day(digest, subscriber, at).weekday() == max(digest.days)


def _day(digest: DigestTime, subscriber: Subscriber, at: datetime) -> datetime:
    """Return the hour of a briefing by the clocks of its reader."""
    return (digest.next_due or at).astimezone(ZoneInfo(subscriber.zone))


async def _deliver(room: Newsroom, tx: Transaction, made: Sequence[_Made], *, now: datetime) -> None:
    """Keep what was composed, plan its sending, and note what its readers know then."""
    pages = await _issued(room, tx, made, now=now)
    await tx.outbox.put([_delivery(one, page) for one, page in zip(made, pages, strict=True)])
    for at in {one.at for one in made}:
        await tx.subscribers.remember_all({one.digest.chat: one.briefing.shown for one in made if one.at == at}, now=at)


async def _issued(room: Newsroom, tx: Transaction, made: Sequence[_Made], *, now: datetime) -> list[Mapping[str, Any]]:
    """Return the first page of each; those of quiet days are not kept, since nobody pages back to them."""
    kept = [one.digest.chat for one in made if not one.briefing.is_quiet]
    ids = dict(zip(kept, await tx.issues.open(kept, issues.DIGEST, now=now), strict=True))
    firsts: list[Mapping[str, Any]] = []
    filled: dict[int, Sequence[Mapping[str, Any]]] = {}
    for n, one in enumerate(made, 1):
        issue = ids.get(one.digest.chat, 0)
        pages = room.composer.digest(one.briefing, one.chat.subscriber, now=one.at, issue=issue)
        firsts.append(room.composer.turned(pages[0], one.chat.subscriber, earlier=one.chat.earlier, later=None))
        if issue:
            filled[issue] = pages
        if n % _AT_A_TIME == 0:
            await asyncio.sleep(0)
    await tx.issues.fill(filled)
    return firsts


def _key(digest: DigestTime, to: Subscriber, at: datetime) -> str:
    """Return the key of a briefing; it holds the local date, so that no date ever brings two."""
    return f"digest:{digest.chat}:{_day(digest, to, at).date()}:{digest.at:%H%M}:0"


def _delivery(made: _Made, page: Mapping[str, Any]) -> Delivery:
    digest, to = made.digest, made.chat.subscriber
    due = digest.next_due or made.at
    return Delivery(
        _key(digest, to, made.at),
        digest.chat,
        page,
        due,
        priority=Priority.DIGEST,
        thread=to.thread,
        shows=briefs.SHOWS,
    )


async def take_back(tx: Transaction, chat: ChatId, *, now: datetime) -> None:
    """Undo what was composed ahead for a chat and is not due yet: what it told is untold.

    A story of it that the chat knew in part is told whole another time, rather than never.
    """
    if await tx.outbox.take_back(chat, now=now):
        await tx.subscribers.unremember(chat, after=now)


def scheduled(digest: DigestTime, zone: str, now: datetime) -> DigestTime:
    """Return the briefing time with its next occurrence after `now`."""
    return replace(digest, next_due=next_occurrence(digest.at, digest.days, zone, now))

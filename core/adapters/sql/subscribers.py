"""The chats: settings, daily briefings, follows, planned alerts, what they were shown and asked."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, delete, exists, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.adapters.sql.columns import WallTime
from core.adapters.sql.database import insert
from core.adapters.sql.forgetting import forget
from core.adapters.sql.ledger import AUDIENCES
from core.adapters.sql.many import among, insert_new
from core.adapters.sql.moving import move
from core.adapters.sql.tables import (
    PAUSED,
    PLANNED,
    SENT,
    alerts,
    chats,
    digest_times,
    follows,
    questions,
    shown,
    stories,
)
from core.model.briefing import Shown
from core.model.feed import Question
from core.model.ids import ChatId, StoryId
from core.model.subscriber import Alert, DigestTime, Follow, FollowKind, Quiet, Rung, Subscriber

REMEMBERED = timedelta(days=60)
"""How long it is known what a chat was shown of a story that nothing is added to: far longer than stories last."""

_RESCHEDULE = (
    update(digest_times)
    .where(digest_times.c.chat == bindparam("whose"), digest_times.c.at == bindparam("hour"))
    .values(next_due=bindparam("following"))
)


class SqlSubscribers:
    """The chats and their plans, in one unit of work. `on_forget` is called before what a chat may see changes."""

    def __init__(self, connection: AsyncConnection, on_forget: Callable[[], None]) -> None:
        self._connection, self._on_forget = connection, on_forget

    async def get(self, chat: ChatId) -> Subscriber | None:
        """Return a chat's settings."""
        row = (await self._connection.execute(select(chats).where(chats.c.chat == chat))).one_or_none()
        return None if row is None else _subscriber(row)

    async def several(self, chats_: Collection[ChatId]) -> dict[ChatId, Subscriber]:
        """Return the settings of those of these chats that have any."""
        rows = await self._connection.execute(select(chats).where(among(self._connection, chats.c.chat, chats_)))
        return {ChatId(row.chat): _subscriber(row) for row in rows}

    async def save(self, subscriber: Subscriber) -> None:
        """Insert or replace a chat's settings; the plans of a stopped chat rest."""
        values = _settings(subscriber)
        statement = insert(self._connection, chats).values(values)
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["chat"], set_=values))
        await rest(self._connection, subscriber.chat, resting=subscriber.stopped)

    async def digest_times(self, chat: ChatId) -> list[DigestTime]:
        """Return a chat's daily briefings by time of day."""
        query = select(digest_times).where(digest_times.c.chat == chat).order_by(digest_times.c.at)
        return [_digest_time(row) for row in await self._connection.execute(query)]

    async def set_digest_times(self, chat: ChatId, times: Sequence[DigestTime]) -> None:
        """Replace a chat's daily briefings; of two at the same time of day the later one in the list stands."""
        await self._connection.execute(delete(digest_times).where(digest_times.c.chat == chat))
        if not times:
            return
        state = PAUSED if chat in await self._stopped([chat]) else PLANNED
        rows = {t.at: _digest_columns(t) | {"chat": chat, "state": state} for t in times}
        await self._connection.execute(insert(self._connection, digest_times), list(rows.values()))

    async def due_digests(self, *, now: datetime, limit: int) -> list[DigestTime]:
        """Return briefings whose `next_due` has come, earliest first, of chats that are not stopped."""
        due = (digest_times.c.state == PLANNED) & (digest_times.c.next_due <= now)
        query = select(digest_times).where(due).order_by(digest_times.c.next_due, digest_times.c.chat).limit(limit)
        return [_digest_time(row) for row in await self._connection.execute(query)]

    async def is_crowded(self, *, after: datetime, until: datetime, crowd: int) -> bool:
        """Whether at least `crowd` briefings fall due after a moment and until another."""
        coming = (digest_times.c.state == PLANNED, digest_times.c.next_due > after, digest_times.c.next_due <= until)
        query = select(digest_times.c.chat).where(*coming).order_by(digest_times.c.next_due).limit(1).offset(crowd - 1)
        return await self._connection.scalar(query) is not None

    async def reschedule(self, times: Sequence[DigestTime]) -> None:
        """Write the next moments of daily briefings that are there."""
        rows = [{"whose": t.chat, "hour": t.at, "following": t.next_due} for t in times]
        await self._connection.execute(_RESCHEDULE, rows)

    async def follow(self, follow: Follow) -> bool:
        """Add a follow; False when it was there already."""
        statement = insert(self._connection, follows).on_conflict_do_nothing().returning(follows.c.id)
        values = {"chat": follow.chat, "kind": follow.kind.value, "target": follow.target}
        return await self._connection.scalar(statement, values) is not None

    async def unfollow(self, follow: Follow) -> bool:
        """Remove a follow; False when it was not there."""
        mine = (follows.c.chat == follow.chat) & (follows.c.kind == follow.kind.value)
        statement = delete(follows).where(mine, follows.c.target == follow.target)
        return (await self._connection.execute(statement)).rowcount > 0

    async def refollow(self, deadline_ids: Iterable[int], to: int | None) -> None:
        """Let who follows a deadline by one of these ids follow it by another; by none, where there is none."""
        kind = FollowKind.DEADLINE.value
        old = (follows.c.kind == kind) & follows.c.target.in_([str(int(id_)) for id_ in deadline_ids])
        if to is not None:
            anew = select(follows.c.chat, literal(kind), literal(str(int(to)))).where(old).distinct()
            added = insert(self._connection, follows).from_select(["chat", "kind", "target"], anew)
            await self._connection.execute(added.on_conflict_do_nothing())
        await self._connection.execute(delete(follows).where(old))

    async def follows(self, chat: ChatId) -> list[Follow]:
        """Return what a chat follows, in the order in which it began."""
        return (await self.follows_of([chat])).get(chat, [])

    async def follows_of(self, chats_: Collection[ChatId]) -> dict[ChatId, list[Follow]]:
        """Return the same of each of these chats that follows anything."""
        found: dict[ChatId, list[Follow]] = {}
        query = select(follows).where(among(self._connection, follows.c.chat, chats_)).order_by(follows.c.id)
        for row in await self._connection.execute(query):
            found.setdefault(ChatId(row.chat), []).append(_follow(row))
        return found

    async def followers(self, kinds: Iterable[FollowKind]) -> list[Follow]:
        """Return every follow of these kinds, of chats that are not stopped."""
        stopped = exists().where(chats.c.chat == follows.c.chat, chats.c.stopped)
        query = select(follows).where(follows.c.kind.in_([kind.value for kind in kinds]), ~stopped)
        return [_follow(row) for row in await self._connection.execute(query.order_by(follows.c.id))]

    async def next_followers(
        self, kinds: Iterable[FollowKind], *, after: int, limit: int, own: bool = False
    ) -> dict[ChatId, int]:
        """Return, with the id of its first follow of these kinds, each chat whose first one has an id past `after`.

        They come by these ids; stopped chats are passed over, and where `own` is asked for those that have reports or
        verdicts of their own alone come.
        """
        earlier, names = follows.alias(), [kind.value for kind in kinds]
        by_id = (follows.c.kind + "").in_(names)  # else SQLite goes through all follows by their kinds
        is_later = exists().where(
            earlier.c.chat == follows.c.chat, earlier.c.kind.in_(names), earlier.c.id < follows.c.id
        )
        stopped = exists().where(chats.c.chat == follows.c.chat, chats.c.stopped)
        query = select(follows.c.chat, follows.c.id).where(follows.c.id > after, by_id, ~is_later, ~stopped)
        if own:
            query = query.where(follows.c.chat.in_(AUDIENCES))
        rows = await self._connection.execute(query.order_by(follows.c.id).limit(limit))
        return {ChatId(row.chat): row.id for row in rows}

    async def first_hours(self, chats_: Collection[ChatId]) -> dict[ChatId, time]:
        """Return the time of the first briefing of the day of each of these chats that has any."""
        first = select(digest_times.c.chat, func.min(digest_times.c.at, type_=WallTime).label("first"))
        theirs = among(self._connection, digest_times.c.chat, chats_)
        query = first.where(theirs).group_by(digest_times.c.chat)
        return {ChatId(row.chat): row.first for row in await self._connection.execute(query)}

    async def plan(self, chat: ChatId, deadline_ids: Iterable[int], planned: Sequence[Alert]) -> None:
        """Replace the unsent alerts of a chat for a deadline (known by any of its ids).

        Sent ones stay sent, and what was told under another id of the deadline is not told again; snoozed ones stay
        as the person wished them.
        """
        await self.plan_all(deadline_ids, {chat: planned})

    async def plan_all(self, deadline_ids: Iterable[int], planned: Mapping[ChatId, Sequence[Alert]]) -> None:
        """Do the same for several chats."""
        theirs = among(self._connection, alerts.c.chat, planned) & alerts.c.deadline.in_(sorted(set(deadline_ids)))
        state = alerts.c.state + ""  # else SQLite goes through all that is planned, for want of statistics
        unsent = state.in_([PLANNED, PAUSED]) & alerts.c.snoozed.is_(False)
        await self._connection.execute(delete(alerts).where(theirs, unsent))
        if not any(planned.values()):
            return
        told_query = select(alerts.c.chat, alerts.c.target, alerts.c.rung).where(theirs, state == SENT)
        told = {(row.chat, row.target, row.rung) for row in await self._connection.execute(told_query)}
        every = [alert for ladder in planned.values() for alert in ladder]
        await self._add([a for a in every if (a.chat, a.target, a.rung.value) not in told], snoozed=False)

    async def snooze(self, alert: Alert) -> None:
        """Plan one extra alert without touching the others."""
        await self._add([alert], snoozed=True)

    async def _add(self, planned: Sequence[Alert], *, snoozed: bool) -> None:
        if not planned:
            return
        stopped = await self._stopped({alert.chat for alert in planned})
        states = {True: PAUSED, False: PLANNED}
        rows = [_alert_columns(a) | {"state": states[a.chat in stopped], "snoozed": snoozed} for a in planned]
        await insert_new(self._connection, alerts, rows)

    async def _stopped(self, chats_: Collection[ChatId]) -> set[ChatId]:
        query = select(chats.c.chat).where(among(self._connection, chats.c.chat, chats_), chats.c.stopped)
        return {ChatId(chat) for chat in await self._connection.scalars(query)}

    async def due_alerts(self, *, now: datetime, limit: int) -> list[Alert]:
        """Return unsent alerts whose time has come, earliest first, of chats that are not stopped."""
        query = select(alerts).where(alerts.c.state == PLANNED, alerts.c.due <= now)
        rows = await self._connection.execute(query.order_by(alerts.c.due, alerts.c.key).limit(limit))
        return [_alert(row) for row in rows]

    async def mark_alerted(self, keys: Sequence[str], *, now: datetime) -> None:
        """Note alerts as handed to the outbox; a key once marked is never planned again."""
        statement = update(alerts).where(alerts.c.key.in_(keys)).values(state=SENT, marked_at=now)
        await self._connection.execute(statement)

    async def shown(self, chat: ChatId) -> dict[StoryId, Shown]:
        """Return what a chat was sent of each story; keys are present story ids."""
        return (await self.memories([chat])).get(chat, {})

    async def memories(self, chats_: Collection[ChatId]) -> dict[ChatId, dict[StoryId, Shown]]:
        """Return the same of each of these chats that was sent anything."""
        found: dict[ChatId, dict[StoryId, Shown]] = {}
        query = select(shown, stories.c.joined).join(stories, stories.c.id == shown.c.story, isouter=True)
        theirs = query.where(shown.c.chat.in_(list(chats_))).order_by(shown.c.shown_at)
        for row in await self._connection.execute(theirs):
            story, memory = StoryId(row.story if row.joined is None else row.joined), found.setdefault(row.chat, {})
            memory[story] = _added(memory.get(story), _shown(story, row))
        return found

    async def remember(self, chat: ChatId, shown_: Sequence[Shown], *, now: datetime) -> None:
        """Add to that memory (sentences and articles add up, dates replace the old ones)."""
        await self.remember_all({chat: shown_}, now=now)

    async def remember_all(self, shown_: Mapping[ChatId, Sequence[Shown]], *, now: datetime) -> None:
        """Add to the memories of several chats; what nothing was added to for a long time goes."""
        old = delete(shown).where(shown.c.chat.in_(list(shown_)), shown.c.shown_at < now - REMEMBERED)
        await self._connection.execute(old)
        known = await self._remembered(shown_)
        rows: dict[tuple[ChatId, StoryId], Shown] = {}
        for chat, fresh in ((chat, one) for chat, told in shown_.items() for one in told):
            place = (chat, fresh.story)
            rows[place] = _added(rows.get(place) or known.get(place), fresh)
        if rows:
            values = [_shown_columns(one) | {"chat": chat, "shown_at": now} for (chat, _), one in rows.items()]
            statement = insert(self._connection, shown)
            replaced = {name: statement.excluded[name] for name in values[0] if name not in ("chat", "story")}
            added = statement.on_conflict_do_update(index_elements=["chat", "story"], set_=replaced)
            await self._connection.execute(added, values)

    async def unremember(self, chat: ChatId, *, after: datetime) -> int:
        """Drop the memories of a chat that something was added to after a moment; return how many."""
        late = delete(shown).where(shown.c.chat == chat, shown.c.shown_at > after)
        return (await self._connection.execute(late)).rowcount

    async def _remembered(self, shown_: Mapping[ChatId, Sequence[Shown]]) -> dict[tuple[ChatId, StoryId], Shown]:
        """Return the rows that stand for these stories of these chats."""
        about = {one.story for told in shown_.values() for one in told}
        query = select(shown).where(shown.c.chat.in_(list(shown_)), shown.c.story.in_(about))
        rows = await self._connection.execute(query) if about else ()
        return {(ChatId(row.chat), StoryId(row.story)): _shown(StoryId(row.story), row) for row in rows}

    async def next_due(self) -> datetime | None:
        """Return the earliest moment (UTC) at which an alert or a digest falls due, None when nothing is planned."""
        first_alert = select(alerts.c.due).where(alerts.c.state == PLANNED).order_by(alerts.c.due).limit(1)
        planned = (digest_times.c.state == PLANNED) & digest_times.c.next_due.is_not(None)
        first_digest = select(digest_times.c.next_due).where(planned).order_by(digest_times.c.next_due).limit(1)
        firsts = [await self._connection.scalar(first_alert), await self._connection.scalar(first_digest)]
        return min((first for first in firsts if first is not None), default=None)

    async def ask(self, question: Question) -> None:
        """Note what was asked of a chat; a new question of the same kind replaces the old one."""
        values = {"about": question.about, "asked_at": question.asked_at}
        statement = insert(self._connection, questions).values(chat=question.chat, awaits=question.awaits, **values)
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["chat", "awaits"], set_=values))

    async def asked(self, chat: ChatId) -> list[Question]:
        """Return the open questions of a chat, the last one first."""
        query = select(questions).where(questions.c.chat == chat).order_by(questions.c.asked_at.desc())
        return [_question(row) for row in await self._connection.execute(query)]

    async def waiting(self, awaits: str) -> list[Question]:
        """Return the open questions of this kind, oldest first."""
        query = select(questions).where(questions.c.awaits == awaits).order_by(questions.c.asked_at, questions.c.chat)
        return [_question(row) for row in await self._connection.execute(query)]

    async def answered(self, chat: ChatId, awaits: str | None = None) -> bool:
        """Close the open questions of this kind, of every kind where none is given; False when there were none."""
        mine = questions.c.chat == chat
        if awaits is not None:
            mine &= questions.c.awaits == awaits
        return (await self._connection.execute(delete(questions).where(mine))).rowcount > 0

    async def move(self, chat: ChatId, to: ChatId) -> int:
        """Put all that is kept of a chat under the id that it has now; return how many rows moved."""
        self._on_forget()
        return await move(self._connection, chat, to)

    async def forget(self, chat: ChatId) -> int:
        """Remove every row of a chat, also from articles, ledger, journal and outbox; return how many rows went."""
        self._on_forget()
        return await forget(self._connection, chat)


async def rest(connection: AsyncConnection, chat: ChatId, *, resting: bool) -> None:
    """Let the plans of a chat rest, or wake them, so that what is due is found without asking each chat."""
    before, after = (PLANNED, PAUSED) if resting else (PAUSED, PLANNED)
    for table in (alerts, digest_times):
        mine = (table.c.chat == chat) & (table.c.state == before)
        await connection.execute(update(table).where(mine).values(state=after))


async def stop(connection: AsyncConnection, chat: ChatId) -> None:
    """Mark a chat that cannot be reached any more as stopped."""
    statement = insert(connection, chats).values(_settings(Subscriber(chat, stopped=True)))
    await connection.execute(statement.on_conflict_do_update(index_elements=["chat"], set_={"stopped": True}))
    await rest(connection, chat, resting=True)


def _added(old: Shown | None, new: Shown) -> Shown:
    return old.and_then(new) if old else new


def _shown(story: StoryId, row: Row[Any]) -> Shown:
    return Shown(story, row.sentences, row.articles, row.dues, row.reasons)


def _shown_columns(memory: Shown) -> dict[str, Any]:
    return {
        "story": memory.story,
        "sentences": memory.sentences,
        "articles": memory.articles,
        "dues": memory.dues,
        "reasons": memory.reasons,
    }


def _settings(subscriber: Subscriber) -> dict[str, Any]:
    quiet = subscriber.quiet
    return {
        "chat": subscriber.chat,
        "zone": subscriber.zone,
        "zone_chosen": subscriber.zone_chosen,
        "language": subscriber.language,
        "language_chosen": subscriber.language_chosen,
        "rungs": subscriber.rungs,
        "quiet_start": quiet and quiet.start,
        "quiet_end": quiet and quiet.end,
        "stopped": subscriber.stopped,
        "since": subscriber.since,
        "thread": subscriber.thread,
        "dark": subscriber.dark,
    }


def _subscriber(row: Row[Any]) -> Subscriber:
    quiet = None if row.quiet_start is None or row.quiet_end is None else Quiet(row.quiet_start, row.quiet_end)
    return Subscriber(
        chat=ChatId(row.chat),
        zone=row.zone,
        zone_chosen=row.zone_chosen,
        language=row.language,
        language_chosen=row.language_chosen,
        rungs=row.rungs,
        quiet=quiet,
        stopped=row.stopped,
        since=row.since,
        thread=row.thread,
        dark=row.dark,
    )


def _digest_columns(digest: DigestTime) -> dict[str, Any]:
    return {
        "at": digest.at,
        "days": sum(1 << day for day in digest.days),
        "minutes": digest.minutes,
        "next_due": digest.next_due,
        "review": digest.review,
    }


def _digest_time(row: Row[Any]) -> DigestTime:
    days = frozenset(day for day in range(7) if row.days >> day & 1)
    return DigestTime(ChatId(row.chat), row.at, days, row.minutes, row.next_due, row.review)


def _question(row: Row[Any]) -> Question:
    return Question(ChatId(row.chat), row.awaits, row.about, row.asked_at)


def _follow(row: Row[Any]) -> Follow:
    return Follow(ChatId(row.chat), FollowKind(row.kind), row.target)


def _alert_columns(alert: Alert) -> dict[str, Any]:
    return {
        "key": alert.key,
        "chat": alert.chat,
        "deadline": alert.deadline,
        "rung": alert.rung.value,
        "target": alert.target,
        "due": alert.due,
    }


def _alert(row: Row[Any]) -> Alert:
    return Alert(ChatId(row.chat), row.deadline, Rung(row.rung), row.target, row.due)


__all__ = ["SqlSubscribers", "rest", "stop"]

"""Planning: alerts and digests from what is stored to the outbox, in the unit of work of whoever asks."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from core.deadlines.ledger import Change, find
from core.deadlines.reminders import ALL_RUNGS, after_quiet, due_words_of, plan_ladder
from core.errors import StoreError
from core.model.deadline import Deadline, Event, Status
from core.model.delivery import Delivery, Priority
from core.model.ids import ChatId
from core.model.subscriber import Alert, Rung, Subscriber
from core.newsdesk import briefs, digests, tracking
from core.newsdesk.room import Newsroom
from core.ports import Transaction

ALERTS = 200
"""Alerts handed over in one unit of work."""

CHATS = 500
"""Chats that are told of something by the same statements."""

BRIEFING_HOUR = time(8)
"""When day rungs come to a chat that has no briefing of its own."""


Payloads = Sequence[Mapping[str, Any]]

Firing = Callable[[Transaction], Awaitable[int]]


async def settings(tx: Transaction, chat: ChatId) -> Subscriber:
    """Return a chat's settings, the plain ones where it has none yet."""
    return await tx.subscribers.get(chat) or Subscriber(chat)


def _wanted(subscriber: Subscriber) -> frozenset[Rung]:
    return ALL_RUNGS if subscriber.rungs is None else subscriber.rungs


async def briefing_hour(tx: Transaction, chat: ChatId) -> time:
    """Return the time of a chat's first briefing of the day, 08:00 where it has none."""
    times = await tx.subscribers.digest_times(chat)
    return min((t.at for t in times), default=BRIEFING_HOUR)


async def replan(
    tx: Transaction, chat: ChatId, following: tracking.Following, deadlines: Sequence[Deadline], *, now: datetime
) -> dict[int, tuple[Alert, ...]]:
    """Plan the ladder of every deadline that a chat is to hear of; return the alerts to come, by deadline id."""
    concerned = [deadline for deadline in deadlines if tracking.concerns(following, deadline)]
    planned = await ladders(tx, chat, concerned, now=now)
    for deadline in concerned:
        await tx.subscribers.plan(chat, deadline.aliases, planned[int(deadline.id)])
    return planned


async def ladders(
    tx: Transaction, chat: ChatId, deadlines: Sequence[Deadline], *, now: datetime
) -> dict[int, tuple[Alert, ...]]:
    """Return the alerts to come before each of these deadlines, as this chat would have them, by deadline id."""
    subscriber, hour = await settings(tx, chat), await briefing_hour(tx, chat)
    return {
        int(deadline.id): plan_ladder(
            deadline,
            chat=chat,
            zone=subscriber.zone,
            now=now,
            briefing_hour=hour,
            quiet=subscriber.quiet,
            rungs=_wanted(subscriber),
        )
        for deadline in deadlines
    }


async def replan_chat(tx: Transaction, chat: ChatId, *, now: datetime) -> dict[int, tuple[Alert, ...]]:
    """Plan everything anew for one chat, after its follows, zone, hours or ledger changed."""
    following = await tracking.following(tx, chat)
    return await replan(tx, chat, following, await tracking.ledger(tx, chat, now=now), now=now)


async def replan_followers(tx: Transaction, chats: Sequence[ChatId], deadline: Deadline, *, now: datetime) -> None:
    """Plan the ladder of a deadline anew for all these chats, which follow it."""
    for some in _batches(chats):
        subscribers, hours = await tx.subscribers.several(some), await tx.subscribers.first_hours(some)
        ladders = {
            chat: plan_ladder(
                deadline,
                chat=chat,
                zone=to.zone,
                now=now,
                briefing_hour=hours.get(chat, BRIEFING_HOUR),
                quiet=to.quiet,
                rungs=_wanted(to),
            )
            for chat in some
            for to in [subscribers.get(chat) or Subscriber(chat)]
        }
        await tx.subscribers.plan_all(deadline.aliases, ladders)


async def announce(room: Newsroom, tx: Transaction, chats: Sequence[ChatId], change: Change, *, now: datetime) -> None:
    """Put word of a change into the outbox for these chats, at once or at the end of a chat's quiet hours."""
    made: dict[Subscriber, Payloads] = {}
    for some in _batches(chats):
        subscribers = await tx.subscribers.several(some)
        told = [subscribers.get(chat) or Subscriber(chat) for chat in some]
        await tx.outbox.put([one for to in told for one in _word_of(room, change, to, made, now=now)])


def _word_of(
    room: Newsroom, change: Change, to: Subscriber, made: dict[Subscriber, Payloads], *, now: datetime
) -> list[Delivery]:
    """Return the message of a change; what is `made` already serves readers who are told it in the same words."""
    like = replace(to, chat=ChatId(0), quiet=None, since=None, thread=None, rungs=None)
    if like not in made:
        made[like] = room.composer.change(change.before, change.after, change.entry, to, now=now)
    entry = change.entry
    source = entry.report.id if entry.report else f"clock{change.after.id}"
    key = f"change:{to.chat}:{source}:{entry.event}:{due_words_of(entry.due)}"
    due, shows = after_quiet(now, to.quiet, to.zone), f"deadline:{change.after.id}"
    return deliveries(key, to, made[like], due=due, priority=Priority.ALERT, shows=shows)


def _batches(chats: Sequence[ChatId]) -> Iterator[Sequence[ChatId]]:
    return (chats[n : n + CHATS] for n in range(0, len(chats), CHATS))


def deliveries(
    key: str,
    to: Subscriber,
    payloads: Payloads,
    *,
    due: datetime,
    priority: Priority,
    shows: str = "",
) -> list[Delivery]:
    """Return a message that nobody asked for, part by part, to where its chat wants such."""
    return [
        Delivery(f"{key}:{n}", to.chat, payload, due, priority=priority, thread=to.thread, shows=shows)
        for n, payload in enumerate(payloads)
    ]


async def fire_due(room: Newsroom) -> AsyncIterator[int]:
    """Put what has fallen due into the outbox, one unit of work after the other; yield how much each held.

    What is due and what is to be sent agree at every moment, since they commit together. What cannot be told is left
    out, so that it holds up nobody else; the faults are raised at the end, as an ExceptionGroup.
    """
    editions, faults = briefs.Editions(), list[Exception]()
    while await room.stores.is_due(now=room.clock.now(), soon=room.clock.now() + digests.AHEAD, crowd=digests.CROWD):
        yield await _fire(room, editions, faults)
    if faults:
        raise ExceptionGroup("what fell due could not be told", faults)


async def _fire(room: Newsroom, editions: briefs.Editions, faults: list[Exception]) -> int:
    """Fire what is due in one unit of work, one by one where some of it cannot be told; return how much."""
    now = room.clock.now()
    try:
        async with room.stores.begin() as tx:
            return await _fire_alerts(room, tx, now=now) + await digests.fire(room, tx, editions, now=now)
    except StoreError:
        raise
    except Exception:  # noqa: BLE001 -- it comes up again with the one that it is about
        return await _fire_firsts(room, editions, faults, now=now)


async def _fire_firsts(room: Newsroom, editions: briefs.Editions, faults: list[Exception], *, now: datetime) -> int:
    """Fire the first alert and the first briefing, each by itself; note the fault of one that is left out."""
    return await _fire_alone(
        room, faults, lambda tx: _fire_alerts(room, tx, now=now, most=1), lambda tx: _leave_out(tx, now=now)
    ) + await _fire_alone(
        room,
        faults,
        lambda tx: digests.fire(room, tx, editions, now=now, most=1),
        lambda tx: digests.leave_out(tx, now=now),
    )


async def _fire_alone(room: Newsroom, faults: list[Exception], fire: Firing, leave_out: Firing) -> int:
    try:
        async with room.stores.begin() as tx:
            return await fire(tx)
    except StoreError:
        raise
    except Exception as exc:  # noqa: BLE001 -- raised at the end, when all others are told
        faults.append(exc)
    async with room.stores.begin() as tx:
        return await leave_out(tx)


async def _leave_out(tx: Transaction, *, now: datetime) -> int:
    """Count the first alert that is due as told."""
    due = await tx.subscribers.due_alerts(now=now, limit=1)
    await tx.subscribers.mark_alerted([alert.key for alert in due], now=now)
    return len(due)


async def _fire_alerts(room: Newsroom, tx: Transaction, *, now: datetime, most: int = ALERTS) -> int:
    due = await tx.subscribers.due_alerts(now=now, limit=most)
    if not due:
        return 0
    chats: dict[ChatId, list[Alert]] = {}
    for alert in due:
        chats.setdefault(alert.chat, []).append(alert)
    views, subscribers = await tracking.views(tx, now=now, chats=chats), await tx.subscribers.several(chats)
    composed: list[Delivery] = []
    for chat, alerts in chats.items():
        composed += _told_of(room, subscribers.get(chat) or Subscriber(chat), alerts, views.of(chat), now=now)
    await tx.outbox.put(composed)
    await tx.subscribers.mark_alerted([alert.key for alert in due], now=now)
    return len(due)


def _told_of(
    room: Newsroom, to: Subscriber, alerts: Sequence[Alert], seen: Sequence[Deadline], *, now: datetime
) -> list[Delivery]:
    """Return the message for the alerts of one chat that still hold, none where none does."""
    standing = _nearest((a, d) for a in alerts if (d := find(seen, a.deadline)) is not None and _still_holds(a, d))
    if not standing:
        return []
    payloads = room.composer.alerts(standing, to, now=now)
    first = min(standing, key=lambda pair: (pair[0].due, pair[0].key))[0]
    shows = f"deadline:{standing[0][1].id}" if len(standing) == 1 else ""
    return deliveries(first.key, to, payloads, due=first.due, priority=Priority.ALERT, shows=shows)


def _nearest(due: Iterable[tuple[Alert, Deadline]]) -> list[tuple[Alert, Deadline]]:
    """Return one alert for each deadline: of several rungs that fell due meanwhile, the last one says it all."""
    ordered = sorted(due, key=lambda pair: (pair[0].due, pair[0].key))
    return list({int(deadline.id): (alert, deadline) for alert, deadline in ordered}.values())


def _still_holds(alert: Alert, deadline: Deadline) -> bool:
    """Whether an alert planned earlier still says something true and new.

    The same date, not met or withdrawn since, and no "what happened?" where a report has told that the day passed.
    """
    if deadline.status in (Status.MET, Status.WITHDRAWN):
        return False
    if alert.rung is Rung.DAY_AFTER and "#" not in alert.target and _is_told_passed(deadline):
        return False
    return alert.target.split("#")[0] == due_words_of(deadline.due)


def _is_told_passed(deadline: Deadline) -> bool:
    return any(entry.event is Event.PASSED and entry.report is not None for entry in deadline.history)

"""Firing: what has fallen due, from the tables to the outbox, one unit of work after the other."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.deadlines.ledger import find
from core.deadlines.reminders import due_words_of
from core.errors import StoreError
from core.model.deadline import Deadline, Event, Status
from core.model.delivery import Delivery, Priority
from core.model.ids import ChatId
from core.model.subscriber import Alert, Rung, Subscriber
from core.newsdesk import briefs, digests, notices, planning, tracking
from core.newsdesk.room import Newsroom
from core.ports import Transaction

ALERTS = 200
"""Alerts handed over in one unit of work."""

FAULTS = 20
"""What cannot be told in one run before it ends; the next one goes on."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of what falls due: how so many of it are fired, how the first is left out, and how many go together."""

    fire: Callable[[Transaction, int], Awaitable[int]]
    leave_out: Callable[[Transaction], Awaitable[int]]
    most: int


async def fire_due(room: Newsroom) -> AsyncIterator[int]:
    """Put what has fallen due into the outbox, one unit of work after the other; yield how much each held.

    What is due and what is to be sent agree at every moment, since they commit together. What cannot be told is left
    out, so that it holds up nobody else; the faults are raised at the end, as an ExceptionGroup.
    """
    kinds, faults = _kinds(room), list[Exception]()
    while len(faults) < FAULTS and await _is_due(room):
        for kind in kinds:
            if fired := await _fire(room, kind, faults):
                yield fired
    if faults:
        raise ExceptionGroup("what fell due could not be told", faults)


async def _is_due(room: Newsroom) -> bool:
    now = room.clock.now()
    return await room.stores.is_due(now=now, soon=now + digests.AHEAD, crowd=digests.CROWD)


def _kinds(room: Newsroom) -> tuple[_Kind, ...]:
    """Return the kinds for one run, which share what is worked out once."""
    editions, news, now = briefs.Editions(), notices.Editions(), room.clock.now
    return (
        _Kind(
            lambda tx, most: _fire_alerts(room, tx, now=now(), most=most),
            lambda tx: _leave_out(tx, now=now()),
            ALERTS,
        ),
        _Kind(
            lambda tx, most: digests.fire(room, tx, editions, now=now(), most=most),
            lambda tx: digests.leave_out(tx, now=now()),
            digests.BATCH,
        ),
        _Kind(
            lambda tx, most: notices.fire(room, tx, news, most=most),
            lambda tx: notices.leave_out(tx, news),
            notices.FOLLOWERS,
        ),
    )


async def _fire(room: Newsroom, kind: _Kind, faults: list[Exception]) -> int:
    """Fire some of a kind in one unit of work, the first by itself where some of it cannot be told; return how much."""
    try:
        async with room.stores.begin() as tx:
            return await kind.fire(tx, kind.most)
    except StoreError:
        raise
    except Exception:  # noqa: BLE001 -- it comes up again with the one that it is about
        return await _fire_first(room, kind, faults)


async def _fire_first(room: Newsroom, kind: _Kind, faults: list[Exception]) -> int:
    """Fire the first of a kind, or note its fault and leave it out."""
    try:
        async with room.stores.begin() as tx:
            return await kind.fire(tx, 1)
    except StoreError:
        raise
    except Exception as exc:  # noqa: BLE001 -- raised at the end, when all others are told
        faults.append(exc)
    async with room.stores.begin() as tx:
        return await kind.leave_out(tx)


async def _leave_out(tx: Transaction, *, now: datetime) -> int:
    """Count the first alert that is due as told."""
    due = await tx.subscribers.due_alerts(now=now, limit=1)
    await tx.subscribers.mark_alerted([alert.key for alert in due], now=now)
    return len(due)


async def _fire_alerts(room: Newsroom, tx: Transaction, *, now: datetime, most: int) -> int:
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
    return planning.deliveries(first.key, to, payloads, due=first.due, priority=Priority.ALERT, shows=shows)


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

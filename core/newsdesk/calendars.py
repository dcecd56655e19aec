"""Calendars: what stands in a chat's calendar, and the private address at which it can be read."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core.model.deadline import Deadline, Status
from core.model.ids import ChatId
from core.model.subscriber import Alert, Rung, Subscriber
from core.newsdesk import planning, tracking
from core.ports import Transaction

MOST = 200
"""Deadlines in one calendar."""

KEPT = timedelta(days=60)
"""How long one that has ended stays in it, so that calendars which have it learn how it ended."""

_SECRET_BYTES = 24


@dataclass(frozen=True, slots=True)
class Dated:
    """A deadline for a calendar, with the alerts to come before it."""

    deadline: Deadline
    alerts: tuple[Alert, ...] = ()


@dataclass(frozen=True, slots=True)
class Agenda:
    """A chat's calendar: what stands in it, and whether that is what it follows (else all that is open)."""

    subscriber: Subscriber
    dated: tuple[Dated, ...]
    is_followed: bool


async def agenda(tx: Transaction, chat: ChatId, *, now: datetime) -> Agenda:
    """Return the calendar of a chat: the deadlines that it follows, by date; all where it follows none."""
    following, seen = await tracking.following(tx, chat), await tracking.ledger(tx, chat, now=now)
    is_followed = any(follow.kind in tracking.DEADLINE_FOLLOWS for follow in following.follows)
    chosen = [d for d in seen if not is_followed or tracking.concerns(following, d)]
    standing = [d for d in chosen if d.due is not None and _stands(d, now)][:MOST]
    dated = await _with_alerts(tx, chat, standing, now=now)
    return Agenda(await planning.settings(tx, chat), dated, is_followed)


async def entry(tx: Transaction, chat: ChatId, id_: int, *, now: datetime) -> Dated:
    """Return one deadline for a calendar. Raises NotFoundError."""
    (dated,) = await _with_alerts(tx, chat, [await tracking.deadline(tx, chat, id_, now=now)], now=now)
    return dated


def uid(deadline: Deadline) -> str:
    """Return what names a deadline in calendars: it stays while other reports and dates come."""
    first = min(deadline.reports, key=lambda report: report.id)
    return f"deadline-{int(deadline.id)}-{first.known_at.astimezone(UTC):%Y%m%dT%H%M%S}@dateline"


async def address(tx: Transaction, chat: ChatId, *, anew: bool = False) -> str:
    """Return the secret in the chat's address, a new one where it has none or asks for one: the old one ends."""
    kept = None if anew else await tx.calendars.secret(chat)
    if kept is None:
        kept = secrets.token_urlsafe(_SECRET_BYTES)
        await tx.calendars.save(chat, kept, _mark(kept))
    return kept


async def owner(tx: Transaction, secret: str) -> ChatId | None:
    """Return whose address has this secret.

    It is looked up by its hash, so that the time which that takes tells nothing about the secrets that there are.
    """
    return await tx.calendars.owner(_mark(secret))


def _mark(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _stands(deadline: Deadline, now: datetime) -> bool:
    if deadline.status is Status.OPEN:
        return True
    ended = deadline.history[-1].at if deadline.history else deadline.last_confirmed.published
    return now - ended <= KEPT


async def _with_alerts(
    tx: Transaction, chat: ChatId, deadlines: Sequence[Deadline], *, now: datetime
) -> tuple[Dated, ...]:
    ladders = await planning.ladders(tx, chat, deadlines, now=now)
    return tuple(Dated(deadline, _leading_up(ladders[int(deadline.id)])) for deadline in deadlines)


def _leading_up(alerts: Sequence[Alert]) -> tuple[Alert, ...]:
    """Leave out the day after: "what happened?" is a question for the chat."""
    return tuple(alert for alert in alerts if alert.rung is not Rung.DAY_AFTER)

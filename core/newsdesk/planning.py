"""Planning: the alerts to come, and word of what changed, in the unit of work of whoever asks."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from core.deadlines.ledger import Change
from core.deadlines.reminders import ALL_RUNGS, after_quiet, due_words_of, plan_ladder
from core.model.deadline import Deadline
from core.model.delivery import Delivery, Priority
from core.model.ids import ChatId
from core.model.subscriber import Alert, Subscriber
from core.newsdesk import tracking
from core.newsdesk.room import Newsroom
from core.ports import Transaction

BRIEFING_HOUR = time(8)
"""When day rungs come to a chat that has no briefing of its own."""


Payloads = Sequence[Mapping[str, Any]]


async def settings(tx: Transaction, chat: ChatId) -> Subscriber:
    """Return a chat's settings, the plain ones where it has none yet."""
    return await tx.subscribers.get(chat) or Subscriber(chat)


@dataclass(frozen=True, slots=True)
class Listener:
    """A chat to be told of deadlines, and when day rungs come to it."""

    to: Subscriber
    hour: time = BRIEFING_HOUR


async def listeners(tx: Transaction, chats: Collection[ChatId]) -> dict[ChatId, Listener]:
    """Return each of these chats as it is told of deadlines."""
    subscribers, hours = await tx.subscribers.several(chats), await tx.subscribers.first_hours(chats)
    return {chat: Listener(subscribers.get(chat) or Subscriber(chat), hours.get(chat, BRIEFING_HOUR)) for chat in chats}


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
    listener = (await listeners(tx, [chat]))[chat]
    return {int(deadline.id): _planned(deadline, listener, now=now) for deadline in deadlines}


def _planned(deadline: Deadline, listener: Listener, *, now: datetime) -> tuple[Alert, ...]:
    to = listener.to
    return plan_ladder(
        deadline,
        chat=to.chat,
        zone=to.zone,
        now=now,
        briefing_hour=listener.hour,
        quiet=to.quiet,
        rungs=ALL_RUNGS if to.rungs is None else to.rungs,
    )


async def replan_chat(tx: Transaction, chat: ChatId, *, now: datetime) -> dict[int, tuple[Alert, ...]]:
    """Plan everything anew for one chat, after its follows, zone, hours or ledger changed."""
    following = await tracking.following(tx, chat)
    return await replan(tx, chat, following, await tracking.ledger(tx, chat, now=now), now=now)


async def replan_followers(
    tx: Transaction, followers: Iterable[Listener], deadline: Deadline, *, now: datetime
) -> None:
    """Plan the ladder of a deadline anew for all these, who follow it."""
    made: dict[Hashable, tuple[Alert, ...]] = {}
    ladders = {one.to.chat: _ladder(deadline, one, made, now=now) for one in followers}
    await tx.subscribers.plan_all(deadline.aliases, ladders)


def _ladder(
    deadline: Deadline, follower: Listener, made: dict[Hashable, tuple[Alert, ...]], *, now: datetime
) -> list[Alert]:
    """Return a follower's ladder; what is `made` already serves those of the same hours."""
    to = follower.to
    hours = (to.zone, to.quiet, to.rungs, follower.hour)
    if hours not in made:
        made[hours] = _planned(deadline, follower, now=now)
    return [Alert(to.chat, like.deadline, like.rung, like.target, like.due) for like in made[hours]]


async def announce(
    room: Newsroom, tx: Transaction, followers: Iterable[Listener], change: Change, *, now: datetime
) -> None:
    """Put word of a change into the outbox for these followers, at once or at the end of a chat's quiet hours."""
    made: dict[Subscriber, Payloads] = {}
    await tx.outbox.put([word for one in followers for word in _word_of(room, change, one.to, made, now=now)])


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

"""Subscribing: a chat's zone, hours, follows, pause and farewell."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.deadlines.reminders import snoozed
from core.errors import TooManyFollowsError
from core.model.deadline import Deadline
from core.model.feed import Feed
from core.model.ids import ChatId
from core.model.subscriber import Alert, DigestTime, Follow, FollowKind, Quiet, Rung, Subscriber
from core.newsdesk import digests, planning, tracking
from core.ports import Transaction

FOLLOWS_A_CHAT = 200
"""Follows one chat may have."""


async def set_zone(tx: Transaction, chat: ChatId, zone: str, *, now: datetime) -> Subscriber:
    """Give a chat its zone (an IANA name); its digests and alerts move with it."""
    known = await planning.settings(tx, chat)
    before, subscriber = known.zone, replace(known, zone=zone, zone_chosen=True)
    await tx.subscribers.save(subscriber)
    await digests.take_back(tx, chat, now=now)
    times = await tx.subscribers.digest_times(chat)
    moved = [digests.scheduled(t, zone, _resting_until(t, before, zone, now)) for t in times]
    await tx.subscribers.set_digest_times(chat, moved)
    await planning.replan_chat(tx, chat, now=now)
    return subscriber


def _resting_until(digest: DigestTime, before: str, zone: str, now: datetime) -> datetime:
    """Return when a briefing that rests in the zone `before` goes on in another: with the same day there."""
    usual = digests.scheduled(digest, before, now).next_due
    if digest.next_due is None or usual is None or digest.next_due <= usual:
        return now
    return _before(digest.next_due.astimezone(ZoneInfo(before)).date(), zone, now)


def _before(day: date, zone: str, now: datetime) -> datetime:
    """Return the last moment before a day begins in a zone, `now` where that is behind us."""
    return max(now, datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC) - timedelta(microseconds=1))


async def pause_digests(tx: Transaction, chat: ChatId, until: date, *, now: datetime) -> list[DigestTime]:
    """Let a chat's briefings rest until a day of its own calendar; they go on by themselves."""
    zone = (await planning.settings(tx, chat)).zone
    start = _before(until, zone, now)
    planned = [digests.scheduled(t, zone, start) for t in await tx.subscribers.digest_times(chat)]
    await digests.take_back(tx, chat, now=now)
    await tx.subscribers.set_digest_times(chat, planned)
    return planned


async def set_quiet(tx: Transaction, chat: ChatId, quiet: Quiet | None, *, now: datetime) -> Subscriber:
    """Set the hours in which nothing unasked is sent, or none; what is planned moves out of them."""
    subscriber = replace(await planning.settings(tx, chat), quiet=quiet)
    await tx.subscribers.save(subscriber)
    await planning.replan_chat(tx, chat, now=now)
    return subscriber


async def set_rungs(tx: Transaction, chat: ChatId, rungs: frozenset[Rung] | None, *, now: datetime) -> Subscriber:
    """Choose the steps of the ladder on which a chat is told, None for all; what is planned follows."""
    subscriber = replace(await planning.settings(tx, chat), rungs=rungs)
    await tx.subscribers.save(subscriber)
    await planning.replan_chat(tx, chat, now=now)
    return subscriber


async def set_language(tx: Transaction, chat: ChatId, language: str, *, chosen: bool) -> Subscriber:
    """Speak a language to a chat from now on; one that was not chosen gives way to what its client says."""
    subscriber = replace(await planning.settings(tx, chat), language=language, language_chosen=chosen)
    await tx.subscribers.save(subscriber)
    return subscriber


async def settle_in(tx: Transaction, chat: ChatId, thread: int | None) -> None:
    """Let what a chat is sent unasked go to a topic from now on, None for the general one."""
    subscriber = await planning.settings(tx, chat)
    if subscriber.thread != thread:
        await tx.subscribers.save(replace(subscriber, thread=thread))


async def set_digests(tx: Transaction, chat: ChatId, times: Sequence[DigestTime], *, now: datetime) -> list[DigestTime]:
    """Replace a chat's daily briefings; an empty list ends them. A chat that asks for briefings is not stopped."""
    subscriber = await planning.settings(tx, chat)
    if times and subscriber.stopped:
        subscriber = replace(subscriber, stopped=False)
        await tx.subscribers.save(subscriber)
    planned = [digests.scheduled(t, subscriber.zone, now) for t in times]
    await digests.take_back(tx, chat, now=now)
    await tx.subscribers.set_digest_times(chat, planned)
    await planning.replan_chat(tx, chat, now=now)
    return planned


async def follow_deadline(
    tx: Transaction, chat: ChatId, id_: int, *, now: datetime
) -> tuple[Deadline, tuple[Alert, ...]]:
    """Follow one deadline; return it with the alerts to come. Twice is once.

    Raises NotFoundError, TooManyFollowsError.
    """
    deadline = await tracking.deadline(tx, chat, id_, now=now)
    if not tracking.own_follow(await tx.subscribers.follows(chat), deadline):
        await follow(tx, chat, FollowKind.DEADLINE, str(int(deadline.id)), now=now)
    await _wake(tx, chat, now=now)
    planned = await planning.replan_chat(tx, chat, now=now)
    return deadline, planned.get(int(deadline.id), ())


async def unfollow_deadline(tx: Transaction, chat: ChatId, id_: int, *, now: datetime) -> Deadline:
    """Stop following one deadline; its alerts go, unless another follow still concerns it. Raises NotFoundError."""
    deadline = await tracking.deadline(tx, chat, id_, now=now)
    for follow in tracking.own_follow(await tx.subscribers.follows(chat), deadline):
        await tx.subscribers.unfollow(follow)
    await tx.subscribers.plan(chat, deadline.aliases, [])
    await planning.replan_chat(tx, chat, now=now)
    return deadline


async def follow(tx: Transaction, chat: ChatId, kind: FollowKind, target: str, *, now: datetime) -> bool:
    """Follow all deadlines, an actor, a word or a feed; False where the chat does so already.

    Raises TooManyFollowsError.
    """
    wanted, follows = Follow(chat, kind, target), await tx.subscribers.follows(chat)
    if wanted not in follows and len(follows) >= FOLLOWS_A_CHAT:
        raise TooManyFollowsError(FOLLOWS_A_CHAT)
    await _wake(tx, chat, now=now)
    added = await tx.subscribers.follow(wanted)
    if kind in tracking.DEADLINE_FOLLOWS:
        await planning.replan_chat(tx, chat, now=now)
    return added


async def unfollow(tx: Transaction, chat: ChatId, kind: FollowKind, target: str, *, now: datetime) -> bool:
    """Stop following; alerts that no other follow concerns go. False where it was not followed."""
    removed = await tx.subscribers.unfollow(Follow(chat, kind, target))
    await _leave(tx, chat, now=now)
    return removed


async def _leave(tx: Transaction, chat: ChatId, *, now: datetime) -> None:
    """Drop the alerts of deadlines of which a chat is not to hear any more."""
    following = await tracking.following(tx, chat)
    for deadline in await tracking.ledger(tx, chat, now=now):
        if not tracking.concerns(following, deadline):
            await tx.subscribers.plan(chat, deadline.aliases, [])


async def heed_filters(tx: Transaction, chat: ChatId, *, now: datetime) -> None:
    """Let a chat's alerts follow its filters, after one was set or lifted."""
    if (await tracking.following(tx, chat)).is_broad:
        await _leave(tx, chat, now=now)
        await planning.replan_chat(tx, chat, now=now)


async def add_feed(tx: Transaction, chat: ChatId, url: str, title: str, *, now: datetime) -> tuple[Feed, bool]:
    """Follow a feed by its address, adding it where nobody has it yet; False where the chat did already.

    Raises TooManyFollowsError.
    """
    feed = await tx.feeds.add(url, title=title)
    added = await follow(tx, chat, FollowKind.FEED, str(int(feed.id)), now=now)
    if feed.paused:
        feed = replace(feed, paused=False, failures=0, next_due=now)
        await tx.feeds.save(feed)
    return feed, added


async def _wake(tx: Transaction, chat: ChatId, *, now: datetime) -> None:
    """Take a stop back where there is one: who asks for messages is not stopped."""
    if (await planning.settings(tx, chat)).stopped:
        await resume(tx, chat, now=now)


async def stop(tx: Transaction, chat: ChatId, *, now: datetime) -> None:
    """End every message that was not asked for; what is set up stays, so that one tap brings it back."""
    await digests.take_back(tx, chat, now=now)
    await tx.subscribers.save(replace(await planning.settings(tx, chat), stopped=True))
    await tx.outbox.stop_chat(chat)


async def resume(tx: Transaction, chat: ChatId, *, now: datetime) -> None:
    """Take a stop back: digests go on at their next hour, alerts at their next rung."""
    subscriber = replace(await planning.settings(tx, chat), stopped=False)
    await tx.subscribers.save(subscriber)
    times = await tx.subscribers.digest_times(chat)
    await tx.subscribers.set_digest_times(chat, [digests.scheduled(t, subscriber.zone, now) for t in times])
    await planning.replan_chat(tx, chat, now=now)


async def snooze(tx: Transaction, chat: ChatId, id_: int, hours: int, *, now: datetime) -> tuple[Deadline, datetime]:
    """Tell of a deadline once more in some hours, without touching its schedule. Raises NotFoundError."""
    deadline = await tracking.deadline(tx, chat, id_, now=now)
    await _wake(tx, chat, now=now)
    until = now + timedelta(hours=max(1, min(72, hours)))
    await tx.subscribers.snooze(snoozed(deadline, chat=chat, until=until))
    return deadline, until


async def forget(tx: Transaction, chat: ChatId) -> int:
    """Remove every row of the chat; return how many went."""
    return await tx.subscribers.forget(chat)

"""The daily briefing: /digest with its hour, days and length, and the rests between."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot import views
from bot.context import Work
from bot.views.document import Document
from core.briefing.when import DigestWish, parse_digest
from core.deadlines.typed import read_due
from core.errors import UnreadableTimeError
from core.model.subscriber import EVERY_DAY, DigestTime, Subscriber
from core.newsdesk import subscribing
from core.ports import Transaction

LONGEST_REST = timedelta(days=366)


async def digest(work: Work, words: str) -> None:
    """/digest 08:00 — set the hours; off ends them, pause until Monday and resume; bare, it shows what is set.

    Raises UnreadableTimeError.
    """
    await work.reply(await answer(work.tx, work.subscriber, words, thread=work.thread, now=work.now))


async def answer(tx: Transaction, to: Subscriber, words: str, *, thread: int | None, now: datetime) -> Document:
    """Do for a chat what the words ask of its briefings, and return what stands then. Raises UnreadableTimeError."""
    times = await tx.subscribers.digest_times(to.chat)
    if not words.strip():
        return views.digest_settings(times, to, now)
    wanted = parse_digest(words)
    if wanted.off:
        await subscribing.set_digests(tx, to.chat, [], now=now)
        return views.digest_set([], to, now)
    if wanted.resume or wanted.pause is not None:
        return await _rest(tx, to, times, wanted.pause, now=now)
    await subscribing.settle_in(tx, to.chat, thread)
    planned = await subscribing.set_digests(tx, to.chat, _hours(to, times, wanted), now=now)
    return views.digest_set(planned, to, now) if planned else views.digest_settings([], to, now)


def _hours(to: Subscriber, times: list[DigestTime], wanted: DigestWish) -> list[DigestTime]:
    """Return the briefings that are wanted; days or a length alone go with the hours that stand."""
    minutes = wanted.minutes or (times[0].minutes if times else 3)
    review = wanted.review if wanted.review is not None else any(t.review for t in times)
    hours = [DigestTime(to.chat, at, wanted.days or EVERY_DAY, minutes) for at in wanted.times]
    hours = hours or [DigestTime(to.chat, t.at, wanted.days or t.days, minutes) for t in times]
    if review and hours:  # the day's last briefing tells the week
        hours[-1] = replace(hours[-1], review=True)
    return hours


async def _rest(
    tx: Transaction, to: Subscriber, times: list[DigestTime], until: str | None, *, now: datetime
) -> Document:
    """Let the briefings rest until the day that the words name; None goes on at once. Raises UnreadableTimeError."""
    if not times:
        return views.digest_settings([], to, now)
    if until is None:
        return views.digest_set(await subscribing.set_digests(tx, to.chat, times, now=now), to, now)
    if not until:
        return views.pause_usage()
    due = read_due(until, now=now, zone=to.zone)
    if due is None or due.first > now.date() + LONGEST_REST:
        raise UnreadableTimeError(until)
    return views.digest_paused(await subscribing.pause_digests(tx, to.chat, due.first, now=now), to, now)

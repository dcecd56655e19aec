"""The daily briefing: /digest with its hour, days and length."""

from dataclasses import replace
from datetime import timedelta

from bot import views
from bot.context import Work
from core.briefing.when import parse_digest
from core.deadlines.typed import read_due
from core.errors import UnreadableTimeError
from core.model.subscriber import EVERY_DAY, DigestTime
from core.newsdesk import subscribing

LONGEST_REST = timedelta(days=366)


async def _rest(work: Work, times: list[DigestTime], until: str | None) -> None:
    """Let the briefings rest until the day that the words name; None goes on at once. Raises UnreadableTimeError."""
    if not times:
        await work.reply(views.digest_settings([], work.subscriber, work.now))
    elif until is None:
        planned = await subscribing.set_digests(work.tx, work.chat, times, now=work.now)
        await work.reply(views.digest_set(planned, work.subscriber, work.now))
    elif not until:
        await work.reply(views.pause_usage())
    else:
        due = read_due(until, now=work.now, zone=work.subscriber.zone)
        if due is None or due.first > work.now.date() + LONGEST_REST:
            raise UnreadableTimeError(until)
        planned = await subscribing.pause_digests(work.tx, work.chat, due.first, now=work.now)
        await work.reply(views.digest_paused(planned, work.subscriber, work.now))


async def digest(work: Work, words: str) -> None:
    """/digest 08:00 — set the hours; off ends them, pause until Monday and resume; bare, it shows what is set.

    Raises UnreadableTimeError.
    """
    times = await work.tx.subscribers.digest_times(work.chat)
    if not words.strip():
        await work.reply(views.digest_settings(times, work.subscriber, work.now))
        return
    wanted = parse_digest(words)
    if wanted.off:
        await subscribing.set_digests(work.tx, work.chat, [], now=work.now)
        await work.reply(views.digest_set([], work.subscriber, work.now))
        return
    if wanted.resume or wanted.pause is not None:
        await _rest(work, times, wanted.pause)
        return
    minutes = wanted.minutes or (times[0].minutes if times else 3)
    review = wanted.review if wanted.review is not None else any(t.review for t in times)
    hours = [DigestTime(work.chat, at, wanted.days or EVERY_DAY, minutes) for at in wanted.times]
    if not hours:  # only days or the length were given: they go with the hours that stand
        hours = [DigestTime(work.chat, t.at, wanted.days or t.days, minutes) for t in times]
    if review and hours:  # the day's last briefing tells the week
        hours[-1] = replace(hours[-1], review=True)
    await subscribing.settle_in(work.tx, work.chat, work.thread)
    planned = await subscribing.set_digests(work.tx, work.chat, hours, now=work.now)
    shown = planned or times
    view = views.digest_set(shown, work.subscriber, work.now)
    await work.reply(view if planned else views.digest_settings([], work.subscriber, work.now))

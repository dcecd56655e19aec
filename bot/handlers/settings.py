"""A chat's own settings at a glance, quiet hours, the record of an actor, and what this bot is."""

from dataclasses import replace

from bot import views
from bot.context import Work
from core.briefing.when import parse_quiet
from core.errors import UnreadableTimeError
from core.newsdesk import subscribing, tracking


async def settings(work: Work, words: str) -> None:  # noqa: ARG001 -- every command takes its words
    """/settings — zone, briefings, quiet hours and follows in one message, with a button to change each."""
    await work.reply(await _overview(work))


async def opened(work: Work, change: str) -> None:
    """A button of that message: it takes the quiet hours on and off, or draws pictures dark or light from now on."""
    if change in ("22:00-07:00", "off"):
        work.subscriber = await subscribing.set_quiet(work.tx, work.chat, parse_quiet(change), now=work.now)
        work.toast = views.quiet_toast(work.subscriber)
    if change in ("dark", "light"):
        work.subscriber = replace(work.subscriber, dark=change == "dark")
        await work.tx.subscribers.save(work.subscriber)
    await work.edit(await _overview(work))


async def _overview(work: Work) -> views.Document:
    times = await work.tx.subscribers.digest_times(work.chat)
    follows = await work.tx.subscribers.follows(work.chat)
    return views.settings_overview(work.subscriber, times, len(follows), work.now)


async def quiet(work: Work, words: str) -> None:
    """/quiet 22:00-07:00 — hours in which nothing unasked comes; /quiet off ends them, bare it shows them."""
    if not words.strip():
        await work.reply(views.quiet_shown(work.subscriber))
        return
    try:
        wished = parse_quiet(words)
    except UnreadableTimeError:
        await work.reply(views.quiet_usage(words))
        return
    await work.reply(views.quiet_shown(await subscribing.set_quiet(work.tx, work.chat, wished, now=work.now)))


async def record(work: Work, words: str) -> None:
    """/record ACTOR — how many deadlines an actor set and faced, and what became of them."""
    actor = words.strip()
    if not actor:
        await work.reply(views.record_usage())
        return
    await work.reply(views.record(await tracking.record(work.tx, work.chat, actor, now=work.now)))


async def about(work: Work, words: str) -> None:  # noqa: ARG001 -- as above
    """/about — what this bot is and how it works."""
    await work.reply(views.about())

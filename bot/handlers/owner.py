"""What the owner alone may ask: /stats, /errors, /broadcast and /takedown. To all others these are no commands."""

from dataclasses import replace
from datetime import timedelta

from bot import views
from bot.context import Work
from bot.views import owner as screens
from bot.views.render import render
from core.errors import NotFoundError
from core.model.delivery import Delivery, Priority
from core.model.feed import Question
from core.newsdesk import takedowns

LOOK_BACK = timedelta(hours=24)
BROADCAST = "broadcast"
LONGEST = 3_000
"""Characters of a broadcast, so that it is one message."""


async def stats(work: Work, words: str) -> None:  # noqa: ARG001 -- every command takes its words
    """/stats — the bot in figures."""
    if not await _is_owner(work, "stats"):
        return
    census = replace(
        await work.tx.office.census(), waiting=await work.tx.outbox.depth(), feeds=await work.tx.feeds.by_state()
    )
    await work.reply(screens.stats(census))


async def errors(work: Work, words: str) -> None:  # noqa: ARG001 -- as above
    """/errors — what went wrong in the last day."""
    if await _is_owner(work, "errors"):
        found = await work.tx.office.troubles(since=work.elapsed - LOOK_BACK)
        await work.reply(screens.troubles(found, hours=int(LOOK_BACK.total_seconds() // 3600)))


async def broadcast(work: Work, words: str) -> None:
    """/broadcast WORDS — shows the message and to how many it would go; a tap sends it."""
    if not await _is_owner(work, "broadcast"):
        return
    if not words.strip():
        await work.reply(screens.broadcast_usage())
        return
    text = words.strip()[:LONGEST]
    await work.tx.subscribers.ask(Question(work.chat, BROADCAST, text, work.now))
    await work.reply(screens.broadcast_preview(text, len(await work.tx.office.everybody())))


async def broadcast_now(work: Work, answer: str) -> None:
    """The tap under it; pressed twice it goes out once."""
    asked = [question for question in await work.tx.subscribers.asked(work.chat) if question.awaits == BROADCAST]
    if not work.is_owner or not asked:
        raise NotFoundError("broadcast", "")
    await work.tx.subscribers.answered(work.chat, BROADCAST)
    if answer != "yes":
        await work.edit(screens.broadcast_dropped())
        return
    chats = await work.tx.office.everybody()
    key = f"broadcast:{asked[0].asked_at:%Y%m%dT%H%M%S}"
    (payload,) = render(screens.broadcast(asked[0].about))
    await work.tx.outbox.put(
        [Delivery(f"{key}:{chat}", chat, payload, work.now, priority=Priority.DIGEST) for chat in chats]
    )
    await work.edit(screens.broadcast_sent(len(chats)))


async def takedown(work: Work, words: str) -> None:
    """/takedown URL — an article and what only it reports go."""
    if await _is_owner(work, "takedown"):
        url = words.strip()
        gone = await takedowns.take_down(work.tx, url, now=work.now) if url else 0
        await work.reply(screens.taken_down(url, gone))


async def _is_owner(work: Work, command: str) -> bool:
    """Whether the owner asks; to anybody else the command does not exist."""
    if not work.is_owner:
        await work.reply(views.unknown_command(command, None))
    return work.is_owner

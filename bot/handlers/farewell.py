"""Ending things: /stop, /cancel, /forget, and coming back."""

from bot import views
from bot.context import Work
from bot.handlers import texts, zones
from core.newsdesk import subscribing


async def stop(work: Work, words: str) -> None:  # noqa: ARG001 -- every command takes its words
    """/stop — every message ends; what is set up stays for a return."""
    await subscribing.stop(work.tx, work.chat, now=work.now)
    await work.reply(views.stopped())


async def resume(work: Work) -> None:
    """Take a stop back by its button."""
    await subscribing.resume(work.tx, work.chat, now=work.now)
    await work.reply(views.resumed())


async def cancel(work: Work, words: str) -> None:  # noqa: ARG001 -- every command takes its words
    """/cancel — the open question is dropped."""
    asked = [question for question in await work.tx.subscribers.asked(work.chat) if question.awaits not in texts.NOTES]
    await work.tx.subscribers.answered(work.chat)
    await work.reply(views.cancelled(was_asking=bool(asked), unlocate=any(map(zones.asks_for_place, asked))))


async def forget(work: Work, words: str) -> None:  # noqa: ARG001 -- every command takes its words
    """/forget — asks once, then nothing of the person is left in the store."""
    await work.reply(views.forget())


async def forget_now(work: Work, answer: str) -> None:
    """The answer to that question."""
    if answer != "yes":
        await work.edit(views.kept())
        return
    await subscribing.forget(work.tx, work.chat)
    work.forgotten = True
    await work.edit(views.forgotten())

"""Briefings on demand: /brief, and a story opened from one."""

from bot import views
from bot.context import Work
from core.newsdesk import briefs


async def brief(work: Work, words: str) -> None:
    """/brief — what is new to this reader; /brief again also what was sent before."""
    if await briefs.is_first_reading(work.tx):
        await briefs.await_first(work.tx, work.chat, now=work.now)
        await work.reply(views.reading_first())
        return
    again = words.strip().casefold() == "again"
    briefing = await briefs.brief(work.tx, work.chat, now=work.now, again=again)
    await work.tx.subscribers.remember(work.chat, briefing.shown, now=work.now)
    view = views.briefing(briefing, work.subscriber, work.now, asked=True, again=again)
    await work.reply(view, shows=briefs.SHOWS)


async def story(work: Work, id_: int) -> None:
    """Open a story of a briefing: its summary with the sources, quotes, deadlines."""
    found, told = await briefs.story(work.tx, work.chat, id_, now=work.now)
    await work.reply(views.story(found, told, work.subscriber, work.now))

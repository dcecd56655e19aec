"""Briefings on demand: /brief, pages turned, a story opened from one, and why it was there."""

from collections.abc import Mapping
from typing import Any

from bot import views
from bot.context import Work
from core.briefing.typed import in_english
from core.newsdesk import briefs, interests, issues, subscribing

_EARLIER = {"earlier", "last", "missed", "previous"}


async def brief(work: Work, words: str) -> None:
    """/brief — what is new to this reader; /brief again also what was sent before, /brief earlier the last one."""
    if await briefs.is_first_reading(work.tx):
        await briefs.await_first(work.tx, work.chat, now=work.now)
        await work.reply(views.reading_first())
        return
    if in_english(words.strip()) in _EARLIER:
        await _last(work)
        return
    again = in_english(words.strip()) == "again"
    briefing = await briefs.brief(work.tx, work.chat, now=work.now, again=again)
    await work.tx.subscribers.remember(work.chat, briefing.shown, now=work.now)
    kept = await issues.keep(
        work.tx,
        work.chat,
        issues.DIGEST,
        lambda issue: views.briefing(briefing, work.subscriber, work.now, issue=issue, asked=True, again=again),
        now=work.now,
        passing=briefing.is_quiet,
    )
    await work.show(views.turned(kept.page, earlier=kept.earlier, later=None), shows=briefs.SHOWS)


async def _last(work: Work) -> None:
    """Show the last briefing once more, from which the ones before it can be paged back to."""
    last = await issues.last(work.tx, work.chat)
    if last is None:
        await work.reply(views.no_earlier_briefing())
        return
    await work.show(_turned(await issues.turn(work.tx, work.chat, last.id, 0)))


async def turn(work: Work, issue: int, page: int) -> None:
    """Turn to a page of a briefing or a search, in the same message. Raises NotFoundError."""
    await work.turn(_turned(await issues.turn(work.tx, work.chat, issue, page)))


def _turned(turned: issues.Turned) -> Mapping[str, Any]:
    return views.turned(turned.page, earlier=turned.earlier, later=turned.later)


async def story(work: Work, id_: int) -> None:
    """Open a story of a briefing: its summary with the sources, quotes, deadlines."""
    found, told = await briefs.story(work.tx, work.chat, id_, now=work.now)
    await interests.opened(work.tx, work.chat, found.id, found.sources)
    await work.reply(views.story(found, told, work.subscriber, work.now))


async def why(work: Work, id_: int) -> None:
    """*Why is this here*: the reasons that brought a story, each with what ends it."""
    story_id, reasons = await interests.why(work.tx, work.chat, id_, now=work.now)
    await work.reply(views.why_here(int(story_id), reasons))


async def hush(work: Work, id_: int, place: int) -> None:
    """End what a reason stands for: mute a source, an actor or the story, or follow a topic or word no longer."""
    kind, name = await interests.mute_reason(work.tx, work.chat, id_, place, now=work.now)
    await subscribing.heed_filters(work.tx, work.chat, now=work.now)
    await work.reply(views.hushed(kind, name))

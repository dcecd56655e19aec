"""Searching: /search over what was read, in pages of one message."""

from bot import views
from bot.context import Work
from core.model.search import Query
from core.newsdesk import issues, searching


async def search(work: Work, words: str) -> None:
    """/search WORDS — articles, stories and deadlines; bare, it shows how. Raises UnreadableTimeError."""
    found = await searching.search(work.tx, work.chat, words, zone=work.subscriber.zone, now=work.now)
    if found.query == Query():
        await work.reply(views.search_usage())
    elif not found.hits and not found.deadlines:
        await work.reply(views.nothing_found(words))
    elif not found.hits:
        await work.reply(views.deadline_list(found.deadlines, work.subscriber, work.now, query=words))
    else:
        kept = await issues.keep(
            work.tx,
            work.chat,
            issues.SEARCH,
            lambda issue: views.found(found, words, work.now, issue=issue),
            now=work.now,
        )
        await work.show(kept.page)

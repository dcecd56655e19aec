"""Grouping: which articles tell of one event, told anew around what was just read; the comparing is a worker's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from core.model.article import Article, Reading
from core.model.ids import ArticleId, StoryId
from core.newsdesk.room import Newsroom
from core.ports import Transaction
from core.stories import WINDOW, cluster

OLDEST = timedelta(days=7)
"""How long ago an article may have been published that is still put to its story; no briefing goes back further."""

GROUPING_TIME = timedelta(seconds=60)
"""What comparing may cost a worker."""

_LEAD = 3_000
"""Characters of a text that are compared."""


async def group(room: Newsroom, fresh: Sequence[Article]) -> None:
    """Join what was just kept to the stories that it tells: public articles alone, since stories are everybody's.

    Raises WorkerTimeoutError, WorkerCrashedError; then each article stays a story of its own for now.
    """
    recent = room.clock.now() - OLDEST
    times = [article.published for article in fresh if article.audience is None and article.published >= recent]
    if not times:
        return
    async with room.stores.begin() as tx:
        nearby = await tx.articles.since(min(times) - WINDOW, chat=None, until=max(times) + WINDOW)
    told = await room.workers.run(cluster, [_lead(article) for article in nearby], limit=GROUPING_TIME)
    stories = {article.id: article.story for article in nearby}
    apart = [members for members in told if len({stories[member] for member in members}) > 1]
    async with room.stores.begin() as tx:
        for members in apart:
            await tx.articles.join(members, await _oldest_story(tx, members))


def _lead(article: Article) -> Article:
    """Return an article with what is compared of it: less to carry to a worker."""
    return replace(article, text=article.text[:_LEAD], reading=Reading(article.reading.language))


async def _oldest_story(tx: Transaction, members: Sequence[ArticleId]) -> StoryId:
    """Return the story that all of them join, as they stand now."""
    found = [await tx.articles.get(member, chat=None) for member in members]
    return min(article.story for article in found if article is not None)

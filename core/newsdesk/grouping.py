"""Grouping: which articles tell of one event, told anew around what was just read; the comparing is a worker's.

Stories that come together keep the oldest one's id. One that falls apart stays with most of its articles, the others
become a new one; what was sent stays sent, since a chat's memory names the articles.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from core.model.article import Article, Reading
from core.newsdesk.room import Newsroom
from core.ports import Transaction
from core.stories import WINDOW, cluster
from core.stories.naming import name_groups

OLDEST = timedelta(days=7)
"""How long ago an article may have been published that is still put to its story; no briefing goes back further."""

GROUPING_TIME = timedelta(seconds=60)
"""What comparing may cost a worker."""

_LEAD = 3_000
"""Characters of a text that are compared."""


async def group(room: Newsroom, fresh: Sequence[Article]) -> None:
    """Put what was just kept, and what it sheds new light on, to its stories: public articles alone, being everybody's.

    Raises WorkerTimeoutError, WorkerCrashedError; then each article stays a story of its own for now.
    """
    recent = room.clock.now() - OLDEST
    times = [article.published for article in fresh if article.audience is None and article.published >= recent]
    if not times:
        return
    first, last = min(times) - WINDOW, max(times) + WINDOW
    async with room.stores.begin() as tx:
        nearby = await tx.articles.since(first, chat=None, until=last)
    told = await room.workers.run(cluster, [_lead(article) for article in nearby], limit=GROUPING_TIME)
    async with room.stores.begin() as tx:
        now = {article.id: article for article in await tx.articles.since(first, chat=None, until=last)}
        groups = [[now[member] for member in members if member in now] for members in told]
        await _regroup(tx, groups, in_view=first + WINDOW / 2)


async def _regroup(tx: Transaction, groups: Sequence[Sequence[Article]], *, in_view: datetime) -> None:
    """Bring the stories into line with the groups; what was published before `in_view` is parted from none.

    Of the neighbours of such an article too many may lie further back than was looked.
    """
    named = name_groups([[article.story for article in group] for group in groups])
    for story, group in zip(named, groups, strict=True):
        moving = [article for article in group if article.story != story]
        if story is not None and moving:
            await tx.articles.join([article.id for article in moving], story)
        elif parting := [article.id for article in moving if article.published >= in_view]:
            await tx.articles.part(parting)


def _lead(article: Article) -> Article:
    """Return an article with what is compared of it: less to carry to a worker."""
    return replace(article, text=article.text[:_LEAD], reading=Reading(article.reading.language))

"""Forgetting: every row of a chat goes, also what it contributed to articles, ledger, journal and outbox."""

from sqlalchemy import ColumnElement, Table, and_, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.adapters.sql.tables import (
    alerts,
    allowances,
    articles,
    boards,
    calendars,
    chats,
    digest_times,
    feeds,
    follows,
    holds,
    inline_cards,
    issues,
    journal,
    leases,
    outbox,
    questions,
    reports,
    rules,
    shown,
    stories,
    taps,
    topics,
    verdicts,
)
from core.model.ids import ChatId
from core.model.subscriber import FollowKind

_BY_CHAT = (
    verdicts,
    chats,
    digest_times,
    follows,
    alerts,
    shown,
    questions,
    outbox,
    leases,
    holds,
    allowances,
    topics,
    rules,
    taps,
    issues,
    boards,
    calendars,
    inline_cards,
)


async def forget(connection: AsyncConnection, chat: ChatId) -> int:
    """Remove every row of a chat and return how many rows went.

    Of its updates only the ids stay, so that none is obeyed twice; one that is not done yet is emptied when it is.
    """
    followed = await _followed_feeds(connection, chat)
    gone = sum([await _delete(connection, table, table.c.chat == chat) for table in _BY_CHAT])
    gone += await _forget_articles(connection, chat)
    gone += await _drop_unfollowed(connection, followed)
    mine = journal.c.chat == chat
    emptied = update(journal).where(mine, journal.c.done.is_(True)).values(raw={}, chat=None, note="", forgotten=True)
    gone += (await connection.execute(emptied)).rowcount
    gone += (await connection.execute(update(journal).where(mine).values(forgotten=True))).rowcount
    return gone


async def _delete(connection: AsyncConnection, table: Table, which: ColumnElement[bool]) -> int:
    return (await connection.execute(delete(table).where(which))).rowcount


async def _forget_articles(connection: AsyncConnection, chat: ChatId) -> int:
    """Remove the articles of a chat with their reports, what others said of these, and the stories left empty."""
    own = select(reports.c.id).where(reports.c.audience == chat)
    touched = list(await connection.scalars(select(articles.c.story).where(articles.c.audience == chat).distinct()))
    gone = await _delete(connection, verdicts, verdicts.c.report.in_(own))
    gone += await _delete(connection, reports, reports.c.audience == chat)
    gone += await _delete(connection, articles, articles.c.audience == chat)
    empty = ~exists().where(articles.c.story == stories.c.id)
    alias = stories.alias("alias")
    unnamed = ~exists().where(alias.c.joined == stories.c.id)
    return gone + await _delete(connection, stories, and_(stories.c.id.in_(touched), empty, unnamed))


async def _followed_feeds(connection: AsyncConnection, chat: ChatId) -> list[int]:
    mine = and_(follows.c.chat == chat, follows.c.kind == FollowKind.FEED.value)
    return [int(target) for target in await connection.scalars(select(follows.c.target).where(mine))]


async def _drop_unfollowed(connection: AsyncConnection, candidates: list[int]) -> int:
    """Remove those feeds that came from people and that nobody follows any more."""
    query = select(follows.c.target).where(follows.c.kind == FollowKind.FEED.value)
    still = {int(target) for target in await connection.scalars(query.distinct())}
    lonely = [feed for feed in candidates if feed not in still]
    return await _delete(connection, feeds, and_(feeds.c.id.in_(lonely), feeds.c.house.is_(False)))

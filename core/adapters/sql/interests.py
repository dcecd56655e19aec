"""What a chat is after: its topics, its filters, and what it opened."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.adapters.sql.database import insert
from core.adapters.sql.tables import rules, taps, topics
from core.model.ids import ChatId, FeedId
from core.model.interest import Rule, RuleKind, Topic


class SqlInterests:
    """The topics, filters and taps of the chats, in one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def topics(self, chats: Iterable[ChatId]) -> Mapping[ChatId, tuple[Topic, ...]]:
        """Return the topics that each of these chats follows, by name."""
        found: dict[ChatId, tuple[Topic, ...]] = {}
        query = select(topics).where(topics.c.chat.in_(list(chats))).order_by(topics.c.name)
        for row in await self._connection.execute(query):
            topic = Topic(row.name, row.words, row.feeds)
            found[ChatId(row.chat)] = (*found.get(ChatId(row.chat), ()), topic)
        return found

    async def save_topic(self, chat: ChatId, topic: Topic) -> None:
        """Insert or replace a topic, by its name as written."""
        values = {"words": topic.words, "feeds": topic.feeds}
        statement = insert(self._connection, topics).values(chat=chat, name=topic.name, **values)
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["chat", "name"], set_=values))

    async def drop_topic(self, chat: ChatId, name: str) -> bool:
        """Remove a topic; False when it was not there."""
        statement = delete(topics).where(topics.c.chat == chat, topics.c.name == name)
        return (await self._connection.execute(statement)).rowcount > 0

    async def rules(self, chats: Iterable[ChatId]) -> Mapping[ChatId, tuple[Rule, ...]]:
        """Return the filters of each of these chats, in the order in which they were made."""
        found: dict[ChatId, tuple[Rule, ...]] = {}
        query = select(rules).where(rules.c.chat.in_(list(chats))).order_by(rules.c.id)
        for row in await self._connection.execute(query):
            found[ChatId(row.chat)] = (*found.get(ChatId(row.chat), ()), _rule(row))
        return found

    async def add_rule(self, rule: Rule) -> bool:
        """Add a filter; False when it was there already."""
        statement = insert(self._connection, rules).on_conflict_do_nothing().returning(rules.c.id)
        return await self._connection.scalar(statement, _columns(rule)) is not None

    async def drop_rule(self, rule: Rule) -> bool:
        """Remove a filter; False when it was not there."""
        same = [rules.c[name] == value for name, value in _columns(rule).items()]
        return (await self._connection.execute(delete(rules).where(*same))).rowcount > 0

    async def taps(self, chats: Iterable[ChatId]) -> Mapping[ChatId, tuple[tuple[str, int], ...]]:
        """Return what each of these chats opened how often, by what it is about."""
        found: dict[ChatId, tuple[tuple[str, int], ...]] = {}
        query = select(taps).where(taps.c.chat.in_(list(chats))).order_by(taps.c.about)
        for row in await self._connection.execute(query):
            found[ChatId(row.chat)] = (*found.get(ChatId(row.chat), ()), (row.about, row.times))
        return found

    async def tap(self, chat: ChatId, abouts: Iterable[str]) -> None:
        """Count that a chat opened something about each of these."""
        for about in abouts:
            statement = insert(self._connection, taps).values(chat=chat, about=about, times=1)
            counted = statement.on_conflict_do_update(
                index_elements=["chat", "about"], set_={"times": taps.c.times + 1}
            )
            await self._connection.execute(counted)

    async def untap(self, chat: ChatId, about: str) -> None:
        """Forget that a chat opened anything about this."""
        await self._connection.execute(delete(taps).where(taps.c.chat == chat, taps.c.about == about))


def _columns(rule: Rule) -> dict[str, Any]:
    return {
        "chat": rule.chat,
        "kind": rule.kind.value,
        "target": rule.target,
        "feed": 0 if rule.feed is None else rule.feed,
    }


def _rule(row: Row[Any]) -> Rule:
    return Rule(ChatId(row.chat), RuleKind(row.kind), row.target, FeedId(row.feed) if row.feed else None)

"""Articles and their stories."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.adapters.sql import words
from core.adapters.sql.columns import at_offset, offset_minutes, storable
from core.adapters.sql.database import insert
from core.adapters.sql.decoded import Recall
from core.adapters.sql.tables import articles, stories
from core.model.article import Article, Draft, Reading
from core.model.ids import ArticleId, ChatId, FeedId, StoryId
from core.model.search import Query

_PLACE = (articles.c.id, articles.c.story)


class SqlArticles:
    """The articles and the stories that they belong to, in one unit of work."""

    def __init__(self, connection: AsyncConnection, recall: Recall[Article]) -> None:
        self._connection, self._recall = connection, recall

    async def find(self, draft: Draft) -> Article | None:
        """Return the article this draft already is for its audience: by address, else guid, else equal words."""
        ranked = _same(draft)
        if not ranked:
            return None
        rank = case(*((condition, n) for n, condition in enumerate(ranked)))
        query = select(*_PLACE).where(visible_to(articles.c.audience, draft.audience), or_(*ranked))
        found = await self._read(query.order_by(rank, articles.c.id).limit(1))
        return found[0] if found else None

    async def add(self, draft: Draft, reading: Reading, *, published: datetime, known_at: datetime) -> Article:
        """Keep a new article in a story of its own; `published` keeps its offset."""
        values = _columns(draft) | {
            "story": await self._new_story(),
            "published": published,
            "published_offset": offset_minutes(published),
            "known_at": known_at,
            "reading": reading,
        }
        id_ = await self._connection.scalar(insert(self._connection, articles).returning(articles.c.id), values)
        return (await self._read(select(*_PLACE).where(articles.c.id == id_)))[0]

    async def fill(self, article: ArticleId, text: str, reading: Reading) -> Article:
        """Give an article its whole text and what was read in it; by its words it is known as its feed has them."""
        place = articles.c.id == article
        async with words.reindexed(self._connection, article):
            await self._connection.execute(update(articles).where(place).values(text=text, reading=reading))
        await self._recall.renew(self._connection, articles, article, _from_row)
        return (await self._read(select(*_PLACE).where(place)))[0]

    async def get(self, article: ArticleId, *, chat: ChatId | None) -> Article | None:
        """Return one that `chat` may see."""
        mine = visible_to(articles.c.audience, chat)
        found = await self._read(select(*_PLACE).where(articles.c.id == article, mine))
        return found[0] if found else None

    async def since(self, moment: datetime, *, chat: ChatId | None, until: datetime | None = None) -> list[Article]:
        """Return what was published from `moment` on (until `until`, included) that `chat` may see, earliest first."""
        query = select(*_PLACE).where(articles.c.published >= moment, visible_to(articles.c.audience, chat))
        if until is not None:
            query = query.where(articles.c.published <= until)
        return await self._read(query.order_by(articles.c.published, articles.c.id))

    async def sent_by(self, chat: ChatId, *, limit: int = 500) -> list[Article]:
        """Return what a chat sent itself, the latest first."""
        query = select(*_PLACE).where(articles.c.audience == chat)
        return await self._read(query.order_by(articles.c.published.desc(), articles.c.id.desc()).limit(limit))

    async def search(self, query: Query, *, limit: int) -> list[Article]:
        """Return the public articles that fit, the best first; the newest first where no words are given."""
        ids = await words.found(self._connection, query, limit=limit)
        read = await self._read(select(*_PLACE).where(articles.c.id.in_(ids)))
        known = {int(article.id): article for article in read}
        return [known[id_] for id_ in ids if id_ in known]

    async def join(self, articles_: Sequence[ArticleId], story: StoryId) -> None:
        """Put articles into one story; the ids of the stories that this empties stay as aliases of it."""
        target = await self._present(story)
        joining = articles.c.id.in_(articles_)
        left = select(articles.c.story).where(joining, articles.c.story != target).distinct()
        old = list(await self._connection.scalars(left))
        await self._connection.execute(update(articles).where(joining).values(story=target))
        emptied = stories.c.id.in_(old) & ~exists().where(articles.c.story == stories.c.id)
        gone = list(await self._connection.scalars(select(stories.c.id).where(emptied)))
        aliases = or_(stories.c.id.in_(gone), stories.c.joined.in_(gone))
        await self._connection.execute(update(stories).where(aliases).values(joined=target))

    async def part(self, articles_: Sequence[ArticleId]) -> None:
        """Put articles into a new story of their own; the one they leave keeps its id and its other articles."""
        await self.join(articles_, await self._new_story())

    async def _new_story(self) -> StoryId:
        new = insert(self._connection, stories).values(joined=None).returning(stories.c.id)
        return StoryId((await self._connection.execute(new)).scalar_one())

    async def story(self, story: StoryId, *, chat: ChatId | None) -> list[Article]:
        """Return the articles of a story, earliest first, by its id or any of its old ones; empty when unknown."""
        present = await self._present(story)
        query = select(*_PLACE).where(articles.c.story == present, visible_to(articles.c.audience, chat))
        return await self._read(query.order_by(articles.c.published, articles.c.id))

    async def _present(self, story: StoryId) -> StoryId:
        joined = await self._connection.scalar(select(stories.c.joined).where(stories.c.id == story))
        return story if joined is None else StoryId(joined)

    async def _read(self, query: Select[int, int]) -> list[Article]:
        """Return the articles at these places; all of an article stays as it is but its story, or is filled."""
        places = (await self._connection.execute(query)).all()
        found = await self._recall.read(self._connection, articles, [id_ for id_, _ in places], _from_row)
        return [
            article if article.story == story else replace(article, story=StoryId(story))
            for id_, story in places
            if (article := found.get(id_)) is not None
        ]


def visible_to(audience: ColumnElement[Any], chat: ChatId | None) -> ColumnElement[bool]:
    """Return the condition for what a chat may see: what is public, and its own."""
    return audience.is_(None) if chat is None else or_(audience.is_(None), audience == chat)


def _same(draft: Draft) -> list[ColumnElement[bool]]:
    """Return the ways in which a kept article may be this draft, surest first."""
    ways: list[ColumnElement[bool]] = []
    if (where := article_address(draft.url)) is not None:
        ways.append(articles.c.address == where)
    if draft.guid and draft.feed is not None:
        ways.append(and_(articles.c.feed == draft.feed, articles.c.guid == draft.guid))
    if (digest := words_digest(draft)) is not None:
        ways.append(articles.c.words == digest)
    return ways


def article_address(url: str) -> str | None:
    """Return a url without fragment and campaign marks, scheme and host in lower case; None for a bare host.

    A feed whose entries all point at the front page would else have one article for ever.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip() or None
    query = "&".join(p for p in parts.query.split("&") if p and not p.lower().startswith("utm_"))
    if not query and parts.path in ("", "/"):
        return None
    return storable(urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, query, "")))


def words_digest(draft: Draft) -> str | None:
    """Return the digest of title and text, white space collapsed; None for a headline that has an address or guid.

    A headline alone ("Live updates") comes back with other news under it, so it is gone by only where nothing else is.
    """
    text = " ".join(draft.text.split())
    if not text and (draft.guid or article_address(draft.url)):
        return None
    words = f"{' '.join(draft.title.split())}\n{text}"
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest() if words.strip() else None


def _columns(draft: Draft) -> dict[str, Any]:
    return {
        "audience": draft.audience,
        "feed": draft.feed,
        "guid": draft.guid,
        "url": draft.url,
        "address": article_address(draft.url),
        "words": words_digest(draft),
        "source": draft.source,
        "title": draft.title,
        "text": draft.text,
        "zone": draft.zone,
    }


def _from_row(row: Row[Any]) -> Article:
    return Article(
        id=ArticleId(row.id),
        title=row.title,
        text=row.text,
        published=at_offset(row.published, row.published_offset),
        known_at=row.known_at,
        source=row.source,
        url=row.url,
        zone=row.zone,
        reading=row.reading,
        story=StoryId(row.story),
        audience=None if row.audience is None else ChatId(row.audience),
        feed=None if row.feed is None else FeedId(row.feed),
    )

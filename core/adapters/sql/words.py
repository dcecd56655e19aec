"""The words of the public articles, indexed: FTS5 on SQLite, tsvector on PostgreSQL.

What a person sent is never in the index; it is little, and read through. The index follows the table by itself.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    MetaData,
    Select,
    case,
    event,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from core.adapters.sql.tables import articles, metadata
from core.model.search import Query

_VECTOR = "to_tsvector('simple', title || ' ' || text)"

_MADE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='articles', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 2')",
        "CREATE TRIGGER article_words_in AFTER INSERT ON articles WHEN new.audience IS NULL BEGIN "
        "INSERT INTO article_words (rowid, title, text) VALUES (new.id, new.title, new.text); END",
        "CREATE TRIGGER article_words_out AFTER DELETE ON articles WHEN old.audience IS NULL BEGIN "
        "INSERT INTO article_words (article_words, rowid, title, text) "
        "VALUES ('delete', old.id, old.title, old.text); END",
    ),
    "postgresql": (f"CREATE INDEX article_words ON articles USING gin ({_VECTOR}) WHERE audience IS NULL",),
}


@event.listens_for(metadata, "after_create")
def _make(_metadata: MetaData, connection: Connection, **_: object) -> None:
    for statement in _MADE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


_OUT = (
    "INSERT INTO article_words (article_words, rowid, title, text) "
    "SELECT 'delete', id, title, text FROM articles WHERE id = :id AND audience IS NULL"
)
_IN = (
    "INSERT INTO article_words (rowid, title, text) "
    "SELECT id, title, text FROM articles WHERE id = :id AND audience IS NULL"
)


@asynccontextmanager
async def reindexed(connection: AsyncConnection, article: int) -> AsyncIterator[None]:
    """Let an article's words change within the block: FTS5 has to be told the old ones before, the new ones after."""
    told = connection.dialect.name == "sqlite"
    if told:
        await connection.execute(text(_OUT), {"id": article})
    yield
    if told:
        await connection.execute(text(_IN), {"id": article})


_TITLE_WEIGHT = 4.0
"""How much more a word in the headline counts."""

_AT_LEAST = 3
"""Letters from which on a word is found with any ending."""


async def found(connection: AsyncConnection, query: Query, *, limit: int) -> list[int]:
    """Return the ids of the public articles that fit, the best first; the newest first where no words are given."""
    statement = _bounded(select(articles.c.id).where(articles.c.audience.is_(None)), query).limit(limit)
    newest = (articles.c.published.desc(), articles.c.id.desc())
    if not (query.words or query.phrases):
        return list(await connection.scalars(statement.order_by(*newest)))
    fitting = _sqlite if connection.dialect.name == "sqlite" else _postgresql
    return list(await connection.scalars(fitting(statement, query, newest)))


def _bounded(statement: Select[int], query: Query) -> Select[int]:
    if query.source:
        statement = statement.where(articles.c.source.icontains(query.source, autoescape=True))
    if query.since is not None:
        statement = statement.where(articles.c.published >= query.since)
    if query.until is not None:
        statement = statement.where(articles.c.published < query.until)
    return statement


def _sqlite(statement: Select[int], query: Query, newest: tuple[ColumnElement[datetime], ...]) -> Select[int]:
    words = " AND ".join(_fts_terms(query))
    rank: ColumnElement[float] = literal_column(f"bm25(article_words, {_TITLE_WEIGHT}, 1.0)")
    joined = statement.join(text("article_words"), literal_column("article_words.rowid") == articles.c.id)
    return joined.where(text("article_words MATCH :words").bindparams(words=words)).order_by(rank, *newest)


def _fts_terms(query: Query) -> Iterator[str]:
    """Yield the terms in FTS5's language; letters and figures only stand in the quotes."""
    yield from (f'"{word}"*' if len(word) >= _AT_LEAST else f'"{word}"' for word in query.words)
    yield from (f'"{" ".join(phrase)}"' for phrase in query.phrases)


def _postgresql(statement: Select[int], query: Query, newest: tuple[ColumnElement[datetime], ...]) -> Select[int]:
    vector: ColumnElement[str] = literal_column(_VECTOR)
    asked = func.to_tsquery("simple", " & ".join(_ts_terms(query)))
    titled = case((func.to_tsvector("simple", articles.c.title).bool_op("@@")(asked), _TITLE_WEIGHT), else_=1.0)
    rank = func.ts_rank(vector, asked) * titled
    return statement.where(vector.bool_op("@@")(asked)).order_by(rank.desc(), *newest)


def _ts_terms(query: Query) -> Iterator[str]:
    yield from (f"{word}:*" if len(word) >= _AT_LEAST else word for word in query.words)
    yield from (f"({' <-> '.join(phrase)})" for phrase in query.phrases)

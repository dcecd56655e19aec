"""The ledger: reports, appended and never rewritten, what single chats say of them, and who is still to be told."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.adapters.sql.articles import visible_to
from core.adapters.sql.columns import at_offset, offset_minutes
from core.adapters.sql.database import insert
from core.adapters.sql.decoded import Recall
from core.adapters.sql.tables import notices, reports, verdicts
from core.model.article import Article
from core.model.deadline import Finding, Report
from core.model.ids import ArticleId, ChatId, ReportId
from core.model.notice import Notice

REJECT = "reject"
ANCHOR = "anchor"

AUDIENCES = select(reports.c.audience).where(reports.c.audience.is_not(None)).union(select(verdicts.c.chat))
"""The chats that have reports of their own or verdicts."""


class SqlLedger:
    """The reports, verdicts and notices, in one unit of work."""

    def __init__(self, connection: AsyncConnection, recall: Recall[Report]) -> None:
        self._connection, self._recall = connection, recall

    async def append(self, article: Article, findings: Sequence[Finding]) -> list[Report]:
        """Add a report for each finding of an article and return them with their ids, in order."""
        return [await self._append(article, finding) for finding in findings]

    async def _append(self, article: Article, finding: Finding) -> Report:
        statement = insert(self._connection, reports).returning(reports.c.id)
        id_ = await self._connection.scalar(statement, _columns(article) | {"finding": finding})
        return (await self._recall.read(self._connection, reports, [id_], _from_row))[id_]

    async def reports(self, *, chat: ChatId | None, published_by: datetime | None = None) -> list[Report]:
        """Return all reports `chat` may see (None: public ones only), by (published, id)."""
        query = select(reports.c.id).where(visible_to(reports.c.audience, chat))
        if published_by is not None:
            query = query.where(reports.c.published <= published_by)
        ids = list(await self._connection.scalars(query.order_by(reports.c.published, reports.c.id)))
        found = await self._recall.read(self._connection, reports, ids, _from_row)
        return [found[id_] for id_ in ids if id_ in found]

    async def audiences(self) -> list[ChatId]:
        """Return the chats that have reports of their own or verdicts, by id."""
        return sorted(await self._connection.scalars(AUDIENCES))

    async def reject(self, chat: ChatId, report: ReportId, *, now: datetime) -> None:
        """Note that this chat says "not a deadline" of what the report tells; twice is once."""
        await self._judge(chat, REJECT, report, now)

    async def restore(self, chat: ChatId, report: ReportId) -> None:
        """Take such a verdict back."""
        await self._take_back(chat, REJECT, report)

    async def rejected(self, chat: ChatId) -> frozenset[int]:
        """Return the report ids this chat rejected."""
        return await self._judged(chat, REJECT)

    async def choose_anchor(self, chat: ChatId, report: ReportId, *, now: datetime) -> None:
        """Note that this chat counts the report's deadline by the report's own date."""
        await self._judge(chat, ANCHOR, report, now)

    async def drop_anchor(self, chat: ChatId, report: ReportId) -> None:
        """Take such a choice back."""
        await self._take_back(chat, ANCHOR, report)

    async def chosen_anchors(self, chat: ChatId) -> frozenset[int]:
        """Return the report ids whose date this chat counts by."""
        return await self._judged(chat, ANCHOR)

    async def give_notice(self, told: Iterable[ReportId], *, now: datetime, announced: bool) -> Notice:
        """Note that followers are to be told of what these reports changed."""
        reports_ = frozenset(told)
        values = {"reports": reports_, "at": now, "announced": announced, "reached": 0}
        id_ = await self._connection.scalar(insert(self._connection, notices).returning(notices.c.id), values)
        return Notice(id_, reports_, now, announced)

    async def notices(self) -> list[Notice]:
        """Return the notices of which some are still to be told, the oldest first, before them one that was begun.

        Side by side, one that commits late has a lower id than what was begun meanwhile, and waits for its end.
        """
        rows = await self._connection.execute(select(notices).order_by(notices.c.reached == 0, notices.c.id))
        return [Notice(row.id, row.reports, row.at, row.announced, row.reached) for row in rows]

    async def reach(self, notice: Notice, follow: int) -> None:
        """Note that followers were told up to the one whose first follow has this id."""
        mine = notices.c.id == notice.id
        await self._connection.execute(update(notices).where(mine).values(reached=follow))

    async def end_notice(self, notice: Notice) -> None:
        """Drop a notice of which all were told."""
        await self._connection.execute(delete(notices).where(notices.c.id == notice.id))

    async def _judge(self, chat: ChatId, kind: str, report: ReportId, now: datetime) -> None:
        statement = insert(self._connection, verdicts).on_conflict_do_nothing()
        await self._connection.execute(statement, {"chat": chat, "kind": kind, "report": report, "made_at": now})

    async def _take_back(self, chat: ChatId, kind: str, report: ReportId) -> None:
        mine = (verdicts.c.chat == chat) & (verdicts.c.kind == kind) & (verdicts.c.report == report)
        await self._connection.execute(delete(verdicts).where(mine))

    async def _judged(self, chat: ChatId, kind: str) -> frozenset[int]:
        mine = (verdicts.c.chat == chat) & (verdicts.c.kind == kind)
        return frozenset(await self._connection.scalars(select(verdicts.c.report).where(mine)))


def _columns(article: Article) -> dict[str, Any]:
    return {
        "article": article.id,
        "audience": article.audience,
        "source": article.source,
        "url": article.url,
        "headline": article.title,
        "published": article.published,
        "published_offset": offset_minutes(article.published),
        "known_at": article.known_at,
    }


def _from_row(row: Row[Any]) -> Report:
    return Report(
        id=ReportId(row.id),
        article=ArticleId(row.article),
        source=row.source,
        url=row.url,
        headline=row.headline,
        published=at_offset(row.published, row.published_offset),
        known_at=row.known_at,
        finding=row.finding,
        audience=None if row.audience is None else ChatId(row.audience),
    )

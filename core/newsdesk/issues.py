"""Issues: what is sent in pages is kept, so that pages can be turned and missed briefings found again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from core.errors import NotFoundError
from core.model.ids import ChatId
from core.model.issue import Issue
from core.ports import Transaction

DIGEST, SEARCH = "digest", "search"

KEPT = timedelta(days=14)
"""How long pages can be turned."""

Page = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Turned:
    """One page of an issue, and the issues of its kind that lie before and after it."""

    page: Page
    earlier: int | None = None
    later: int | None = None


async def keep(
    tx: Transaction,
    chat: ChatId,
    kind: str,
    make: Callable[[int], Sequence[Page]],
    *,
    now: datetime,
    passing: bool = False,
) -> Turned:
    """Keep what `make` makes of the id of a new issue; return its first page. Briefings know the one before.

    What is `passing`, such as the line of a quiet day, is not kept: nobody pages back to it.
    """
    earlier = await tx.issues.earlier(chat, kind) if kind == DIGEST else None
    if passing:
        return Turned(make(0)[0], earlier)
    (issue,) = await tx.issues.open([chat], kind, now=now)
    pages = make(issue)
    await tx.issues.fill({issue: pages})
    return Turned(pages[0], earlier)


async def turn(tx: Transaction, chat: ChatId, id_: int, page: int) -> Turned:
    """Return a page of an issue, the nearest one where it has not that many. Raises NotFoundError."""
    issue = await tx.issues.get(chat, id_)
    if issue is None or not issue.pages:
        raise NotFoundError("issue", id_)
    found = issue.pages[max(0, min(page, len(issue.pages) - 1))]
    if issue.kind != DIGEST:
        return Turned(found)
    earlier = await tx.issues.earlier(chat, DIGEST, than=issue.id)
    return Turned(found, earlier, await tx.issues.later(chat, DIGEST, than=issue.id))


async def last(tx: Transaction, chat: ChatId) -> Issue | None:
    """Return the last briefing of a chat, None where it had none."""
    id_ = await tx.issues.earlier(chat, DIGEST)
    return None if id_ is None else await tx.issues.get(chat, id_)

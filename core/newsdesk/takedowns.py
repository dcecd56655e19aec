"""Takedowns: an article goes with all that only it reports, and its followers go on by what others report."""

from datetime import datetime

from core.model.ids import ReportId
from core.newsdesk import planning, tracking
from core.ports import Transaction


async def take_down(tx: Transaction, url: str, *, now: datetime) -> int:
    """Remove the articles at an address with their reports; return how many went.

    Who follows a deadline that others report too follows it still, and is alerted by what they say; nobody is told.
    """
    before = await tracking.ledger(tx, None, now=now)
    audiences = await tx.office.take_down(url)
    left = {report.id for report in await tx.ledger.reports(chat=None)}
    concerned = set[ReportId]()
    for deadline in before:
        theirs = {report.id for report in deadline.reports}
        if gone := theirs - left:
            concerned |= theirs & left
            await tx.subscribers.refollow(gone, min(theirs & left, default=None))
    if concerned:
        await tx.ledger.give_notice(concerned, now=now, announced=False)
    for chat in {audience for audience in audiences if audience is not None}:
        await planning.replan_chat(tx, chat, now=now)
    return len(audiences)

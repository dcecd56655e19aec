"""Housekeeping: what was kept only for a while is let go."""

from datetime import timedelta

from core.newsdesk import issues
from core.newsdesk.room import Newsroom

JOURNAL_DAYS = timedelta(days=3)
"""How long the raw words of an obeyed update are kept; /privacy says so."""

OUTBOX_DAYS = timedelta(days=30)
"""How long a message that was sent, or given up, stays in the outbox; /privacy says so."""

FILE_DAYS = timedelta(days=1)
"""The same of one that carries a file: it may be large, or hold all that is kept of somebody."""


async def sweep(room: Newsroom) -> int:
    """Let go of updates, messages and copies of the store that are older than their days; return how many."""
    now = room.clock.elapsed()
    copies = await room.stores.expire_copies(now=now)
    async with room.stores.begin() as tx:
        turned = await tx.issues.expire(before=room.clock.now() - issues.KEPT)
        emptied = await tx.journal.expire(before=now - JOURNAL_DAYS)
        emptied += await tx.outbox.expire_files(before=room.clock.now() - FILE_DAYS)
        return copies + turned + emptied + await tx.outbox.expire(before=room.clock.now() - OUTBOX_DAYS)

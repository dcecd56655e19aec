"""Housekeeping: what was kept only for a while is let go."""

from datetime import timedelta

from core.newsdesk.room import Newsroom

JOURNAL_DAYS = timedelta(days=3)
"""How long the raw words of an obeyed update are kept; /privacy says so."""


async def sweep(room: Newsroom) -> int:
    """Empty journal rows that are older than their days, and drop old copies of the store; return how many."""
    now = room.clock.elapsed()
    copies = await room.stores.expire_copies(now=now)
    async with room.stores.begin() as tx:
        return copies + await tx.journal.expire(before=now - JOURNAL_DAYS)

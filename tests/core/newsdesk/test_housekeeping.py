"""Housekeeping: what was kept for a while goes when its days are over, and /privacy says how many they are."""

from datetime import timedelta

from bot import views
from bot.views.plain import plain_text
from bot.views.render import render
from core.adapters.sql.migrating import BACKUPS_KEPT
from core.model.delivery import Delivery, JournalledUpdate, Priority
from core.newsdesk.housekeeping import JOURNAL_DAYS, OUTBOX_DAYS, sweep
from tests.core.newsdesk.desk import READER, Desk

HOUR = timedelta(hours=1)


async def kept(desk: Desk) -> tuple[bool, bool]:
    """Sweep; return whether the words of an update and a sent message are still there."""
    await sweep(desk.room)
    async with desk.begin() as tx:
        emptied = await tx.journal.expire(before=desk.clock.elapsed() + timedelta(days=1000))
        return emptied > 0, await tx.outbox.find("old") is not None


async def test_what_came_in_and_what_was_sent_go_when_their_days_are_over(desk: Desk) -> None:
    for days, words, message in ((JOURNAL_DAYS - HOUR, True, True), (JOURNAL_DAYS + HOUR, False, True)):
        async with desk.begin() as tx:
            await tx.journal.keep([JournalledUpdate(days.days, READER, {"text": "words"})], now=desk.clock.elapsed())
            await tx.journal.done(days.days)
            await tx.outbox.put([Delivery("old", READER, {"text": "said"}, desk.now, priority=Priority.ALERT)])
        await desk.drain()
        desk.clock.advance(days, both=True)
        assert await kept(desk) == (words, message)
    desk.clock.advance(OUTBOX_DAYS, both=True)
    assert (await kept(desk))[1] is False


def test_privacy_names_the_days_after_which_things_go() -> None:
    said = plain_text("".join(payload["text"] for payload in render(views.privacy())))
    assert f"emptied after {JOURNAL_DAYS.days} days" in said
    assert f"goes after {OUTBOX_DAYS.days} days" in said
    assert "It stays until /forget." in said
    assert f"backups expire in {BACKUPS_KEPT.days} days" in said

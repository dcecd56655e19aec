"""The time zone: /timezone, a shared location, or a button."""

from bot import views
from bot.context import Work
from core.briefing.zones import find_zone, suggest_zones
from core.errors import UnknownZoneError
from core.model.feed import Question
from core.newsdesk import subscribing

ZONE = "zone"
"""What a chat is asked for after /timezone."""


async def timezone(work: Work, words: str) -> None:
    """/timezone Kyiv — set the zone by name or city; bare, it shows the present one and offers some."""
    if not words.strip():
        await work.tx.subscribers.ask(Question(work.chat, ZONE, "", work.now))
        await work.reply(views.zone_choices(work.subscriber, work.now))
        return
    await typed(work, words)


async def typed(work: Work, words: str) -> None:
    """Set the zone that the words name, or offer near names."""
    try:
        zone = find_zone(words)
    except UnknownZoneError:
        await work.tx.subscribers.ask(Question(work.chat, ZONE, "", work.now))
        await work.reply(views.zone_unknown(words, suggest_zones(words)))
        return
    await choose(work, zone)


async def choose(work: Work, zone: str) -> None:
    """Set a zone by its IANA name; digests and alerts move with it. Raises UnknownZoneError."""
    zone = find_zone(zone)
    await work.tx.subscribers.answered(work.chat)
    subscriber = await subscribing.set_zone(work.tx, work.chat, zone, now=work.now)
    await work.reply(views.zone_set(subscriber, work.now))

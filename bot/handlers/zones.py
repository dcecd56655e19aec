"""The time zone: /timezone, a shared location, or a button."""

from bot import views
from bot.context import Work
from core.briefing.zones import find_zone, suggest_zones, zone_at, zones_meant
from core.errors import UnknownZoneError
from core.model.feed import Question
from core.newsdesk import subscribing

ZONE = "zone"
"""What a chat is asked for after /timezone."""

PLACE = "place"
"""What it is asked about while the key that shares a location stands there."""


async def timezone(work: Work, words: str) -> None:
    """/timezone Kyiv — set the zone by name or city; bare, it shows the present one and offers some."""
    if not words.strip():
        await _ask(work)
        await work.reply(views.zone_choices(work.subscriber, work.now, private=work.chat > 0))
        return
    try:
        await named(work, words)
    except UnknownZoneError:
        await unknown(work, words)


async def named(work: Work, words: str) -> None:
    """Set the zone that the words name. Raises UnknownZoneError."""
    await choose(work, find_zone(words))


async def unknown(work: Work, words: str) -> None:
    """Say that the words name no zone, and offer near names."""
    await _ask(work)
    meant = zones_meant(words, now=work.now)
    await work.reply(views.zone_unknown(words, meant or suggest_zones(words), several=bool(meant)))


async def located(work: Work, latitude: float, longitude: float) -> None:
    """Set the zone of a shared location; the place itself is not kept. Raises UnknownZoneError."""
    await choose(work, zone_at(latitude, longitude))


async def place(work: Work, words: str) -> None:  # noqa: ARG001 -- every setting takes its words
    """*Share my location*, which Telegram has in private chats alone: a key that does it in one tap."""
    if work.chat < 0:
        work.toast = views.stale_button_toast()
        return
    await _ask(work, PLACE)
    await work.reply(views.place_wanted())


def asks_for_place(question: Question) -> bool:
    """Whether the key that shares a location stands in the chat of a question."""
    return question.awaits == ZONE and question.about == PLACE


async def choose(work: Work, zone: str) -> None:
    """Set a zone by its IANA name; digests and alerts move with it. Raises UnknownZoneError."""
    zone = find_zone(zone)
    if any(map(asks_for_place, await work.tx.subscribers.asked(work.chat))):
        await work.reply(views.place_taken())
    await work.tx.subscribers.answered(work.chat, ZONE)
    subscriber = await subscribing.set_zone(work.tx, work.chat, zone, now=work.now)
    await work.reply(views.zone_set(subscriber, work.now))


async def _ask(work: Work, about: str = "") -> None:
    """Ask for the zone; a key that stands in the chat is not forgotten."""
    stands = any(map(asks_for_place, await work.tx.subscribers.asked(work.chat)))
    await work.tx.subscribers.ask(Question(work.chat, ZONE, PLACE if stands else about, work.now))

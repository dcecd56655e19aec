"""A chat's own hours and zone."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import get_day_names

from bot.views.document import (
    Block,
    Bold,
    Button,
    Code,
    Document,
    Inlines,
    Row,
    bullets,
    fill,
    heading,
    paragraph,
    rows,
)
from bot.views.language import _, plural, spoken
from bot.views.press import Verb, press
from bot.views.render import shortened
from bot.views.words import moment, place_words
from core.model.subscriber import EVERY_DAY, DigestTime, Subscriber

HOURS = ("07:00", "08:00", "12:00", "18:00", "21:00")
ZONES = (
    "America/Los_Angeles",
    "America/New_York",
    "America/Sao_Paulo",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Kyiv",
    "Europe/Istanbul",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
)
"""Zones on the buttons, west to east: a start; any other is typed."""

_WEEKDAYS = frozenset(range(5))
_WEEKEND = frozenset({5, 6})


def digest_settings(times: Sequence[DigestTime], subscriber: Subscriber, now: datetime) -> Document:
    """Return the daily briefings of a chat, with hours to tap."""
    if times:
        blocks: list[Block] = [heading(_("Your briefings")), bullets(time_line(t, subscriber, now) for t in times)]
    else:
        blocks = [
            heading(_("When shall I brief you?")),
            paragraph(_("Once a day, with what is new to you since the last time. Tap an hour, or send your own:")),
        ]
    blocks.append(
        bullets(
            [
                (Code(_("/digest 7:30 weekdays")),),
                (Code(_("/digest 8 and 18")),),
                (Code(_("/digest 08:00 3min")),),
                (Code(_("/digest review")),),
            ]
        )
    )
    return Document(tuple([*blocks, *_zone_note(subscriber, now)]), _hours(subscriber, off=bool(times)))


def digest_set(times: Sequence[DigestTime], subscriber: Subscriber, now: datetime) -> Document:
    """Return what is set now: when the next briefing comes, or that none does."""
    if not times:
        words = _("No daily briefing any more. /brief works whenever you like.")
        return Document((paragraph(words),), ((Button(_("Every day at 08:00"), press(Verb.DIGEST, "08:00")),),))
    blocks: list[Block] = [heading(_("Set")), bullets(time_line(t, subscriber, now) for t in times)]
    blocks += _zone_note(subscriber, now)
    row = [Button(_("Brief me now"), press(Verb.BRIEF)), Button(_("Off"), press(Verb.DIGEST, "off"))]
    return Document(tuple(blocks), (tuple(row), *_zone_row(subscriber)))


def digest_paused(times: Sequence[DigestTime], subscriber: Subscriber, now: datetime) -> Document:
    """Return when the briefings that rest now go on."""
    blocks: list[Block] = [heading(_("Paused")), bullets(time_line(t, subscriber, now) for t in times)]
    row = (Button(_("Go on now"), press(Verb.DIGEST, "resume")), Button(_("Brief me now"), press(Verb.BRIEF)))
    return Document((*blocks, paragraph(_("Alerts come all the same."))), (row,))


def pause_usage() -> Document:
    """Return until when briefings can rest."""
    words = fill(_("Until when? Tap, or send it: {example}"), example=Code(_("/digest pause until 3 August")))
    row = (
        Button(_("Until Monday"), press(Verb.DIGEST, "pause until monday")),
        Button(_("A week"), press(Verb.DIGEST, "pause for 7 days")),
    )
    return Document((paragraph(*words),), (row,))


def time_line(digest: DigestTime, subscriber: Subscriber, now: datetime) -> Inlines:
    """Return one daily briefing: its hour, its days, its length, and when it comes next."""
    minutes = plural("{n} minute's reading", "{n} minutes' reading", digest.minutes).format(n=digest.minutes)
    review = _(", with the week of the deadlines") if digest.review else ""
    line: Inlines = (Bold(f"{digest.at:%H:%M}"), f" {days_words(digest.days)}, {minutes}{review}")
    if digest.next_due is None:
        return line
    return (*line, *fill(_("; next {when}"), when=moment(digest.next_due, now, subscriber.zone)))


def days_words(days: frozenset[int]) -> str:
    """Return days of the week: "every day", "on weekdays", "on Monday, Friday"."""
    named = {EVERY_DAY: _("every day"), _WEEKDAYS: _("on weekdays"), _WEEKEND: _("on weekends")}
    if days in named:
        return named[days]
    names = get_day_names("wide", locale=spoken())
    return _("on {days}").format(days=", ".join(names[day] for day in sorted(days)))


def _zone_note(subscriber: Subscriber, now: datetime) -> list[Block]:
    clock = f"{now.astimezone(ZoneInfo(subscriber.zone)):%H:%M}"
    if subscriber.zone_chosen:
        return [
            paragraph(_("By {zone} time, where it is {clock} now.").format(zone=_zone_name(subscriber), clock=clock))
        ]
    return [
        paragraph(_("By UTC, where it is {clock} now. Is that not your time? Tell me your zone.").format(clock=clock))
    ]


def _zone_name(subscriber: Subscriber) -> str:
    return place_words(subscriber.zone) or subscriber.zone


def _zone_row(subscriber: Subscriber) -> tuple[Row, ...]:
    return () if subscriber.zone_chosen else ((Button(_("My time zone"), press(Verb.SETUP, "zone")),),)


def _hours(subscriber: Subscriber, *, off: bool) -> tuple[Row, ...]:
    hours = [Button(hour, press(Verb.DIGEST, hour)) for hour in HOURS]
    end = ((Button(_("Off"), press(Verb.DIGEST, "off")),),) if off else ()
    return (*rows(hours, len(HOURS)), *end, *_zone_row(subscriber))


def zone_choices(subscriber: Subscriber, now: datetime, *, private: bool = True) -> Document:
    """Return the present zone and some to tap; any other is typed, or shared where the chat is `private`."""
    clock = f"{now.astimezone(ZoneInfo(subscriber.zone)):%H:%M}"
    words = (
        _("It is {clock} for you ({zone}).")
        if subscriber.zone_chosen
        else _("I take it that it is {clock} for you ({zone}).")
    )
    blocks = (
        heading(_("Your time zone")),
        paragraph(words.format(clock=clock, zone=subscriber.zone)),
        paragraph(_("Send me your city, share your location (paper clip, Location), or tap a place:")),
    )
    share = ((Button(_("Share my location"), press(Verb.SETUP, "place")),),) if private else ()
    return Document(blocks, (*rows([_zone_button(zone, now) for zone in ZONES], 3), *share))


def place_wanted() -> Document:
    """Return the request for a location, with the key that shares it."""
    words = _("Tap the button below the field where you type. On a computer, send your city instead.")
    return Document((paragraph(words),), locate=_("Share my location"))


def place_taken() -> Document:
    """Return what is kept of a shared location; the key that shared it goes away."""
    return Document((paragraph(_("Thank you. I keep the time zone, not the place.")),), unlocate=True)


def _zone_button(zone: str, now: datetime) -> Button:
    return Button(f"{place_words(zone) or zone} {now.astimezone(ZoneInfo(zone)):%H:%M}", press(Verb.ZONE, zone))


def zone_set(subscriber: Subscriber, now: datetime) -> Document:
    """Return the zone that is set, by the clock that people can check."""
    clock = f"{now.astimezone(ZoneInfo(subscriber.zone)):%H:%M}"
    words = _("Your zone is {zone}, where it is {clock} now. Briefings and alerts follow it.")
    row = (
        Button(_("My briefing hour"), press(Verb.SETUP, "digest")),
        Button(_("Other zone"), press(Verb.SETUP, "zone")),
    )
    return Document((paragraph(*fill(words, zone=Bold(subscriber.zone), clock=clock)),), (row,))


def zone_unknown(text: str, suggestions: Sequence[str], *, several: bool = False) -> Document:
    """Return what to do about a place that is no zone, or is `several`; near names as buttons."""
    name = shortened(text, 60)
    if several:
        words = _(
            "“{name}” is the time of several places, each with a summer time of its own. Which is nearest to you?"
        )
    elif suggestions:
        words = _("I know no zone called “{name}”. Did you mean one of these? Or send a larger city near you.")
    else:
        words = _("I know no zone called “{name}”. Send a larger city near you, such as Kyiv, or share your location.")
    buttons = [Button(zone.replace("_", " "), press(Verb.ZONE, zone)) for zone in suggestions[:6]]
    return Document((paragraph(words.format(name=name)),), rows(buttons, 2))

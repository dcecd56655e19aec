"""The screens around a chat's calendar: the file, the private address, and its renewal."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from bot.views.document import Block, Button, Code, Document, heading, paragraph
from bot.views.enclosures import Enclosure
from bot.views.facts import deadline_name
from bot.views.language import _, plural, speaking
from bot.views.press import Verb, press
from core.newsdesk.calendars import Agenda, Dated

KIND = "text/calendar"


def written_calendar(dated: Sequence[Dated], now: datetime, language: str) -> bytes:
    """Return deadlines as an iCalendar document in a language; to be run in a worker, since 40 take it 0.2 s."""
    from bot.views.calendar import calendar  # the workers alone need icalendar

    with speaking(language):
        return calendar(dated, now)


def calendar_file(data: bytes, *, name: str = "deadlines.ics") -> Enclosure:
    """Return an iCalendar document as a file."""
    return Enclosure(name, KIND, data)


def calendar_entry(dated: Dated) -> Document:
    """Return what stands under the calendar file of one deadline."""
    name = deadline_name(dated.deadline)
    if not dated.alerts:
        words = _("{name}: open the file to put it into your calendar. Sent again, it takes the place of this one.")
        return Document((paragraph(words.format(name=name)),))
    words = plural(
        "{name}, with {n} alarm: open the file to put it into your calendar.",
        "{name}, with {n} alarms: open the file to put it into your calendar.",
        len(dated.alerts),
    )
    return Document((paragraph(words.format(name=name, n=len(dated.alerts))),))


def calendar_undated() -> Document:
    """Return that a deadline without a date has no place in a calendar."""
    words = _("No date is known of it yet, so there is nothing to put into a calendar. I can alert you once there is.")
    return Document((paragraph(words),))


def calendar_sent(agenda: Agenda) -> Document:
    """Return what stands under the calendar file of a chat."""
    count = len(agenda.dated)
    words = (
        plural("The {n} deadline that you follow.", "The {n} deadlines that you follow.", count)
        if agenda.is_followed
        else plural(
            "The {n} deadline that I know of. Follow some by Alert me, and it is those alone.",
            "The {n} deadlines that I know of. Follow some by Alert me, and it is those alone.",
            count,
        )
    )
    how = _("Open the file in your calendar app. When dates have moved, send /calendar again and open it anew.")
    return Document((paragraph(words.format(n=count)), paragraph(how)))


def calendar_empty(*, is_followed: bool) -> Document:
    """Return that there is nothing for a calendar, and where to begin."""
    words = (
        _("What you follow has no open deadline just now. When one comes, /calendar has it.")
        if is_followed
        else _("I know no open deadline yet, so the calendar is empty. Send me an article that has one.")
    )
    button = Button(_("Open deadlines"), press(Verb.LIST, "open", 0))
    return Document((paragraph(words),), ((button,),))


def calendar_address(url: str, agenda: Agenda) -> Document:
    """Return the private address of a chat's calendar, and what it is good for."""
    count = len(agenda.dated)
    what = (
        plural("It has the {n} deadline that you follow.", "It has the {n} deadlines that you follow.", count)
        if agenda.is_followed
        else plural(
            "It has the {n} deadline that I know of; once you follow some, those alone.",
            "It has the {n} deadlines that I know of; once you follow some, those alone.",
            count,
        )
    )
    blocks: tuple[Block, ...] = (
        heading(_("Your calendar")),
        paragraph(_("Add this address to your calendar app as a subscription, and dates that move do so there too:")),
        paragraph(Code(_webcal(url))),
        paragraph(f"{what.format(n=count)} {_('Whoever has the address can read it, so keep it to yourself.')}"),
    )
    row = (
        Button(_("As a file"), press(Verb.AGENDA, "file")),
        Button(_("New address"), press(Verb.AGENDA, "renew")),
    )
    return Document(blocks, (row,))


def calendar_renewal() -> Document:
    """Return the one question before an address ends."""
    words = _("A new address ends the old one at once: apps that subscribed to it stop seeing your deadlines.")
    row = (
        Button(_("Yes, a new one"), press(Verb.AGENDA, "anew")),
        Button(_("No, keep it"), press(Verb.AGENDA, "keep")),
    )
    return Document((heading(_("Renew the address?")), paragraph(words)), (row,))


def _webcal(url: str) -> str:
    """Return an address in the form that calendar apps open as a subscription."""
    return f"webcal://{url.split('://', 1)[1]}" if urlsplit(url).scheme == "https" else url

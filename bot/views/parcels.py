"""What goes out by /export and comes in by files: parcels, lists of feeds, calendars."""

from datetime import datetime

from bot.views.document import Block, Button, Code, Document, Inlines, bullets, fill, heading, paragraph, rows
from bot.views.enclosures import Enclosure
from bot.views.facts import badge, card_button, deadline_name
from bot.views.language import _, plural
from bot.views.press import Verb, press
from bot.views.render import shortened
from bot.views.words import day_words, place_words
from core.model.belongings import Belongings
from core.model.deadline import Deadline
from core.newsdesk.belongings import Brought
from core.newsdesk.diaries import TakenIn

SHOWN = 8
"""Dates of a calendar that are listed."""

PARCEL, FEEDS = "dateline.json", "feeds.opml"


def parcel_file(data: bytes) -> Enclosure:
    """Return all that is kept of a chat, as a file."""
    return Enclosure(PARCEL, "application/json", data)


def feeds_file(data: bytes) -> Enclosure:
    """Return the feeds of a chat, as a file."""
    return Enclosure(FEEDS, "text/x-opml", data)


def exported() -> Document:
    """Return what stands under the whole of it."""
    words = _("All that I keep of you, for people and programs to read. Send me this file, and I take it in again.")
    return Document((paragraph(words),))


def feeds_exported(count: int) -> Document:
    """Return what stands under the list of feeds."""
    words = plural("Your {n} feed, for any news reader.", "Your {n} feeds, for any news reader.", count)
    return Document((paragraph(words.format(n=count)),))


def import_usage() -> Document:
    """Return which files are taken in."""
    blocks = (
        paragraph(_("Send me a file, and I take in what is in it:")),
        bullets(
            [
                fill(_("{name}: what /export gave you; I ask before anything is replaced"), name=Code(PARCEL)),
                fill(_("{name}: a list of feeds from another news reader"), name=Code(".opml")),
                fill(
                    _("{name}: a calendar, whose dates become deadlines that this chat alone sees"), name=Code(".ics")
                ),
            ]
        ),
    )
    return Document(blocks)


def parcel_offered(parcel: Belongings) -> Document:
    """Return what is in a parcel, and the one question before it is taken in."""
    what: list[str] = [
        _("Time zone: {zone}").format(zone=place_words(parcel.habits.zone) or "UTC"),
        *_counts(parcel),
    ]
    day = day_words(parcel.made_at.date())
    replaced = _("Time zone, language, quiet hours and briefing hours become those of the file; all else is added.")
    row = (
        Button(_("Take it in"), press(Verb.IMPORT, "yes")),
        Button(_("Leave all as it is"), press(Verb.IMPORT, "no")),
    )
    return Document((heading(_("Your export of {day}").format(day=day)), bullets(what), paragraph(replaced)), (row,))


def _counts(parcel: Belongings) -> list[str]:
    follows = len(parcel.follows) + len(parcel.followed)
    counted = [
        (len(parcel.hours), plural("{n} daily briefing", "{n} daily briefings", len(parcel.hours))),
        (follows, plural("{n} thing that you follow", "{n} things that you follow", follows)),
        (len(parcel.feeds), plural("{n} feed", "{n} feeds", len(parcel.feeds))),
        (len(parcel.topics), plural("{n} topic", "{n} topics", len(parcel.topics))),
        (len(parcel.rules), plural("{n} mute or filter", "{n} mutes and filters", len(parcel.rules))),
        (len(parcel.texts), plural("{n} text that you sent", "{n} texts that you sent", len(parcel.texts))),
    ]
    return [words.format(n=n) for n, words in counted if n]


def parcel_taken(brought: Brought) -> Document:
    """Return what came in."""
    counted = [
        (brought.follows, plural("{n} thing to follow", "{n} things to follow", brought.follows)),
        (brought.feeds, plural("{n} new feed", "{n} new feeds", brought.feeds)),
        (brought.topics, plural("{n} new topic", "{n} new topics", brought.topics)),
        (brought.rules, plural("{n} new mute or filter", "{n} new mutes and filters", brought.rules)),
        (brought.texts, plural("{n} text of yours", "{n} texts of yours", brought.texts)),
    ]
    lines = [words.format(n=n) for n, words in counted if n] or [_("Nothing that was not here already")]
    blocks: list[Block] = [
        heading(_("Taken in")),
        bullets([_("Time zone, language, quiet hours and briefing hours as in the file"), *lines]),
    ]
    if brought.unknown:
        gone = plural(
            "{n} deadline of the file is not known here, and was left out.",
            "{n} deadlines of the file are not known here, and were left out.",
            brought.unknown,
        )
        blocks.append(paragraph(gone.format(n=brought.unknown)))
    return Document(tuple(blocks), ((Button(_("What I follow"), press(Verb.SETUP, "follow")),),))


def parcel_left() -> Document:
    """Return that nothing was taken in."""
    return Document((paragraph(_("Left as it is. The file stays in the chat, should you change your mind.")),))


def parcel_lost() -> Document:
    """Return that the file that was asked about is not there any more."""
    return Document((paragraph(_("I no longer know which file you mean. Send it again, and I ask again.")),))


def parcel_lost_toast() -> str:
    """Return that nothing is asked about a file just now."""
    return _("This is answered already. Send the file again, and I ask again.")


def feeds_taken(name: str, *, added: int, known: int, left: int) -> Document:
    """Return what came of a list of feeds."""
    if not added and not known and not left:
        words = _("No feed stands in {name}. A list from another news reader has an address for each of them.")
        return Document((paragraph(words.format(name=shortened(name, 60))),))
    lines = [
        plural("{n} new feed; I read it within the hour", "{n} new feeds; I read them within the hour", added).format(
            n=added
        ),
        *([plural("{n} you follow already", "{n} you follow already", known).format(n=known)] if known else []),
        *([plural("{n} more than I can keep", "{n} more than I can keep", left).format(n=left)] if left else []),
    ]
    title = heading(_("Feeds of {name}").format(name=shortened(name, 60)))
    how = paragraph(_("/feeds shows them all, and ends those you do not want."))
    return Document((title, bullets(lines), how), ((Button(_("Brief me"), press(Verb.BRIEF)),),))


def diary_taken(name: str, taken: TakenIn, now: datetime) -> Document:
    """Return the deadlines that a calendar brought, and what of it was left out."""
    shown, blocks = taken.deadlines[:SHOWN], list[Block]()
    left = _left_out(taken)
    if not taken.deadlines:
        nothing = _("There is no new date to keep in {name}.").format(name=shortened(name, 60))
        return Document((paragraph(nothing), *([bullets(left)] if left else [])))
    count = len(taken.deadlines)
    title = plural("{n} date of {name}", "{n} dates of {name}", count).format(n=count, name=shortened(name, 60))
    blocks.append(heading(title))
    blocks += [paragraph(*_row(n, one, now)) for n, one in enumerate(shown, 1)]
    if left:
        blocks.append(bullets(left))
    blocks.append(paragraph(_("Only this chat sees them. Open one by its number to be alerted; /deadlines has all.")))
    return Document(tuple(blocks), rows([card_button(one, str(n)) for n, one in enumerate(shown, 1)], SHOWN))


def _row(number: int, deadline: Deadline, now: datetime) -> Inlines:
    return (f"{number}. {badge(deadline, now)}\n{deadline_name(deadline)}",)


def _left_out(taken: TakenIn) -> list[str]:
    counted = [
        (taken.moved, plural("{n} moved since last time", "{n} moved since last time", taken.moved)),
        (taken.known, plural("{n} I knew already", "{n} I knew already", taken.known)),
        (taken.over, plural("{n} is over", "{n} are over", taken.over)),
        (
            taken.repeating,
            plural("{n} repeats, which I do not keep", "{n} repeat, which I do not keep", taken.repeating),
        ),
        (taken.beyond, plural("{n} more than I read at once", "{n} more than I read at once", taken.beyond)),
    ]
    return [words.format(n=n) for n, words in counted if n]

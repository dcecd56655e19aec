"""Settings at a glance, quiet hours, an actor's record, and what this bot is."""

from collections.abc import Sequence
from datetime import datetime

from bot.views.document import Button, Code, Document, Inlines, bullets, fill, heading, paragraph
from bot.views.language import _, plural
from bot.views.press import Verb, press
from bot.views.render import shortened
from bot.views.settings import time_line
from bot.views.words import place_words
from core.deadlines.record import Record, Tally
from core.model.subscriber import DigestTime, Subscriber

NIGHT = "22:00-07:00"


def settings_overview(subscriber: Subscriber, times: Sequence[DigestTime], follows: int, now: datetime) -> Document:
    """Return all that a chat has set, with a button to change each."""
    lines: list[Inlines | str] = [
        fill(_("Time zone: {zone}"), zone=place_words(subscriber.zone) or subscriber.zone),
        *(fill(_("Briefing: {line}"), line=time_line(at, subscriber, now)) for at in times),
        *([] if times else [_("No daily briefing")]),
        _quiet_words(subscriber),
        _("Pictures are drawn dark") if subscriber.dark else _("Pictures are drawn light"),
        _follows_words(follows),
    ]
    if subscriber.stopped:
        lines.append(_("You stopped me: nothing comes unasked"))
    pictures = (
        Button(_("Light pictures"), press(Verb.SETTINGS, "light"))
        if subscriber.dark
        else Button(_("Dark pictures"), press(Verb.SETTINGS, "dark"))
    )
    rows = (
        (Button(_("Briefings"), press(Verb.SETUP, "digest")), Button(_("Time zone"), press(Verb.SETUP, "zone"))),
        (_quiet_button(subscriber), Button(_("What I follow"), press(Verb.SETUP, "follow"))),
        (Button(_("Language"), press(Verb.SETUP, "language")), pictures),
        *(((Button(_("Start again"), press(Verb.RESUME)),),) if subscriber.stopped else ()),
    )
    return Document((heading(_("Settings")), bullets(lines)), rows)


def _follows_words(follows: int) -> str:
    if not follows:
        return _("You follow nothing yet")
    return plural("You follow {count} thing", "You follow {count} things", follows).format(count=follows)


def _quiet_button(subscriber: Subscriber) -> Button:
    if subscriber.quiet:
        return Button(_("No quiet hours"), press(Verb.SETTINGS, "off"))
    return Button(_("Quiet at night"), press(Verb.SETTINGS, NIGHT))


def _quiet_words(subscriber: Subscriber) -> str:
    quiet = subscriber.quiet
    if quiet is None:
        return _("No quiet hours")
    return _("Quiet from {start} to {end}").format(start=f"{quiet.start:%H:%M}", end=f"{quiet.end:%H:%M}")


def quiet_shown(subscriber: Subscriber) -> Document:
    """Return the quiet hours that stand, and how to set others."""
    if subscriber.quiet is None:
        says = _("No quiet hours: alerts and briefings come when they fall due. To sleep undisturbed, send:")
    else:
        says = _("{hours}, {zone}. What falls due in between comes at the end. Other hours, or none:").format(
            hours=_quiet_words(subscriber), zone=place_words(subscriber.zone) or subscriber.zone
        )
    examples = bullets([(Code(f"/quiet {NIGHT}"),), (Code(_("/quiet off")),)])
    return Document((paragraph(says), examples), ((_quiet_button(subscriber),),))


def quiet_usage(words: str) -> Document:
    """Return that the hours could not be read, with two that can."""
    says = _("I cannot read “{words}” as hours. Send two times, such as:").format(words=shortened(words, 60))
    return Document((paragraph(says), bullets([(Code(f"/quiet {NIGHT}"),), (Code(_("/quiet off")),)])))


def quiet_toast(subscriber: Subscriber) -> str:
    """Return what stands now, for the answer to a press."""
    return _quiet_words(subscriber)


def record_usage() -> Document:
    """Return how to ask for an actor's record."""
    words = _("Name who is meant, and I count the deadlines that they set and faced, such as:")
    examples = bullets([(Code(_("/record Russia")),), (Code(_("/record European Commission")),)])
    button = Button(_("Open deadlines"), press(Verb.LIST, "open", 0))
    return Document((paragraph(words), examples), ((button,),))


def record(found: Record) -> Document:
    """Return what became of an actor's deadlines: counts, and no judgement."""
    name = shortened(found.actor, 60)
    if found.is_empty:
        words = _("I know no deadline that {actor} set or faced. Try another name of it, or look at the open ones.")
        button = Button(_("Open deadlines"), press(Verb.LIST, "open", 0))
        return Document((paragraph(words.format(actor=name)),), ((button,),))
    lines = [
        *([_("Set by them: {counts}").format(counts=_counts(found.setting))] if found.setting.set else []),
        *([_("Set for them: {counts}").format(counts=_counts(found.facing))] if found.facing.set else []),
    ]
    note = _("Counted from the reports that I have read; counts only, no judgement.")
    return Document((heading(name), bullets(lines), paragraph(note)))


def _counts(tally: Tally) -> str:
    named = [
        (tally.set, plural("{count} deadline", "{count} deadlines", tally.set)),
        (tally.moved, plural("moved {count} time", "moved {count} times", tally.moved)),
        (tally.met, _("{count} met")),
        (tally.passed, _("{count} passed")),
        (tally.withdrawn, _("{count} withdrawn")),
        (tally.open, _("{count} open")),
    ]
    return ", ".join(words.format(count=count) for count, words in named if count)


def about() -> Document:
    """Return what this bot is and how it works."""
    blocks = (
        heading(_("Dateline")),
        paragraph(
            _(
                "I read the news, brief you with sentences of the sources, word for word, and keep every deadline "
                "that the news reports: who set it, for whom, counted from when, and where the sources disagree."
            )
        ),
        bullets(
            [
                _("No language model writes here: every sentence is a source's own, with its link"),
                _("Every date shows its evidence and its arithmetic"),
                _("/privacy says what is kept, and /forget removes it"),
            ]
        ),
    )
    return Document(blocks, ((Button(_("Brief me"), press(Verb.BRIEF)),),))

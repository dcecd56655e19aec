"""What to say when something cannot be done: the cause and the way out, in a reader's words."""

from math import ceil

from babel.numbers import format_decimal

from bot.views.document import Button, Document, Row, paragraph
from bot.views.language import _, spoken
from bot.views.press import Verb, press
from bot.views.render import shortened
from core.errors import (
    ConfigurationError,
    DatelineError,
    EmptyArticleError,
    FeedUnavailableError,
    ForbiddenAddressError,
    NotAFeedError,
    NotFoundError,
    PageUnavailableError,
    TextTooLongError,
    TooManyFollowsError,
    TooManyRequestsError,
    UnknownZoneError,
    Unread,
    UnreadableFileError,
    UnreadableTimeError,
    UnresolvableTimexError,
    UnsupportedFormatError,
    WireError,
    WorkerError,
)

TOAST = 200
"""Characters that Telegram shows over the chat when a button is answered."""


def error(exc: DatelineError) -> Document:
    """Return the message for an error: what was wrong, and what to do."""
    return Document((paragraph(_words(exc)),), _ways_out(exc))


def error_toast(exc: DatelineError) -> str:
    """Return the same for the answer to a button, within its 200 characters."""
    return shortened(_words(exc), TOAST)


def _words(exc: DatelineError) -> str:
    match exc:
        case EmptyArticleError():
            return _("I found no text in it. Send a link, paste the article, or send a .txt, .html or .pdf file.")
        case UnsupportedFormatError():
            words = _("I cannot read this kind of file ({name}). Send .txt, .html or .pdf, or paste the text.")
            return words.format(name=shortened(exc.name, 60))
        case UnreadableFileError():
            words = _("I could not read {name}: {why}")
            return words.format(name=shortened(exc.name, 60), why=_unread(exc.cause))
        case TooManyRequestsError():
            words = _("That is more than I can take in at once. What you send in the next {seconds} s is left unread.")
            return words.format(seconds=_figure(max(1, ceil(exc.wait.total_seconds()))))
        case TextTooLongError():
            words = _("This text has {length} characters, I read up to {limit}. Send the part that matters, or a link.")
            return words.format(length=_figure(exc.length), limit=_figure(exc.limit))
        case UnknownZoneError():
            words = _("I know no zone called “{name}”. Send a larger city near you, such as Kyiv.")
            return words.format(name=shortened(exc.text, 60))
        case UnreadableTimeError():
            words = _(
                "I could not read “{text}” as a time or a day. "
                "Send it like 08:00, 7:30 weekdays, 14 July or 2025-07-14."
            )
            return words.format(text=shortened(exc.text, 60))
        case TooManyFollowsError():
            words = _(
                "You follow {n} things already, which is as many as I can keep. /alerts ends those you no longer need."
            )
            return words.format(n=exc.limit)
        case NotFoundError():
            return _not_found(exc)
        case UnresolvableTimexError():
            return _("“{text}” does not say when. Send a date, such as 14 July.").format(text=shortened(exc.text, 60))
        case WireError():
            return _unreachable(exc)
        case WorkerError():
            return _("That was too much to read in one go. Send a shorter text, or the part that matters.")
        case ConfigurationError():
            return _(
                "I cannot get at my notes just now. Try again in a few minutes; whoever runs this bot can see why."
            )
        case _:
            return _("That did not work, and nothing was changed. Try again, or see /help for what I can do.")


def last_try(cause: str) -> str:
    """Return in a reader's words why a feed could not be read."""
    if cause in ("HTTP 404", "HTTP 410"):
        return _("its address is gone")
    if cause.startswith("HTTP "):
        return _("its server refused ({code})").format(code=cause)
    if cause.startswith("no answer"):
        return _("its server did not answer")
    return _("what came could not be read")


def _not_found(exc: NotFoundError) -> str:
    gone = {
        "deadline": _("This deadline is not there any more. /deadlines shows those that are."),
        "story": _("This story is not there any more. /brief shows what is new."),
        "article": _("This article is not there any more. Send it again, and I read it anew."),
    }
    return gone.get(exc.kind, _("That is not there any more. /help shows what I can do."))


def _unreachable(exc: WireError) -> str:
    match exc:
        case ForbiddenAddressError():
            return _("I may open public web pages only, and this address is none. Send another, or paste the text.")
        case FeedUnavailableError():
            return _("I could not reach this feed just now. Check its address, or try again in a while.")
        case PageUnavailableError():
            return _("I could not read an article there: {why}").format(why=_unread(exc.cause))
        case NotAFeedError():
            return _(
                "I found no feed at this address. Send the address of the feed itself, or of the site's front page."
            )
        case _:
            return _("I could not reach that address. Try again in a while, or paste the text.")


def _unread(cause: str) -> str:
    """Return why a page or a file could not be read, and what to try."""
    return _causes().get(cause, _("it may be down or damaged. Paste the text instead."))


def _causes() -> dict[str, str]:
    return {
        Unread.EMPTY: _("the page is empty. Paste the text instead."),
        Unread.NO_ARTICLE: _("there is no article in it. Send the address of the article itself, or paste the text."),
        Unread.PAYWALL: _("it is behind a paywall. If you can read it, paste the text."),
        Unread.LOGIN: _("it asks for a login. If you can read it, paste the text."),
        Unread.CONSENT: _("it shows only a question about cookies. Open it yourself and paste the text."),
        Unread.ROBOTS: _("it lets no robots in. Open it yourself and paste the text."),
        Unread.SCRIPT: _("it shows nothing without JavaScript. Open it yourself and paste the text."),
        Unread.GONE: _("the page is not there any more. Check the address, or send another report of it."),
        Unread.VIDEO: _("it is a video. Send a written report of it."),
        Unread.FRONT_PAGE: _("it is a front page. Send one of its articles, or /follow the site."),
        Unread.LIST: _("it is a list of stories. Send one of them, or /follow the site."),
        Unread.LOCKED: _("it is locked with a password. Send it unlocked, or paste the text."),
        Unread.SCAN: _("it has pictures of text and no text, as a scan has. Paste the text instead."),
        Unread.DAMAGED: _("it is damaged. Save it again, or paste the text."),
        Unread.NOT_TEXT: _("it is no text, whatever its name says. Send .txt, .html or .pdf."),
        Unread.NO_CALENDAR: _("there is no calendar in it. Export it from your calendar app as .ics once more."),
        Unread.NO_FEED_LIST: _("there is no list of feeds in it. Export it from your news reader as .opml once more."),
        Unread.NO_PARCEL: _("it is not what /export gives. Send the file as it came, without a change."),
        Unread.TOO_LARGE: _("it is over 20 MB. Send the part that matters, or paste it."),
        Unread.TOO_HEAVY: _("it takes more work than I may spend on it. Paste the part that matters."),
    }


def _figure(number: int) -> str:
    return str(format_decimal(number, locale=spoken()))


def _ways_out(exc: DatelineError) -> tuple[Row, ...]:
    """Return buttons that lead on, where one does."""
    match exc:
        case UnknownZoneError():
            return ((Button(_("Choose from a list"), press(Verb.SETUP, "zone")),),)
        case NotFoundError():
            return (
                (Button(_("Open deadlines"), press(Verb.LIST, "open", 0)), Button(_("Brief me"), press(Verb.BRIEF))),
            )
        case _:
            return ()


def unknown_command(typed: str, near: str | None) -> Document:
    """Return what to do about a command that does not exist; the nearest one that does is named."""
    if near:
        words = _("I know no /{typed}. Did you mean /{near}?").format(typed=shortened(typed, 40), near=near)
    else:
        words = _("I know no /{typed}. /help shows what I can do.").format(typed=shortened(typed, 40))
    opens = {
        "brief": press(Verb.BRIEF),
        "deadlines": press(Verb.LIST, "open", 0),
        "alerts": press(Verb.ALERTS),
        "digest": press(Verb.SETUP, "digest"),
        "timezone": press(Verb.SETUP, "zone"),
        "settings": press(Verb.SETUP, "settings"),
        "language": press(Verb.SETUP, "language"),
    }
    button = ((Button(f"/{near}", opens[near]),),) if near in opens else ()
    return Document((paragraph(words),), button)


def command_for_another(typed: str, other: str) -> Document:
    """Return what to do about a command that is addressed to a bot of another name."""
    words = _("That is for @{other}, and I am not that bot. Send /{typed} alone, and I do it.")
    return Document((paragraph(words.format(other=shortened(other, 40), typed=typed)),))


def unreadable_kind() -> Document:
    """Return what to do about a picture, a voice message and the like."""
    words = _("I read text: a link, a pasted or forwarded article, or a .txt, .html or .pdf file. This I cannot read.")
    return Document((paragraph(words),))


def stale_button_toast() -> str:
    """Return the answer to a button whose item is gone, or that no view ever made."""
    return _("This button has had its day. /deadlines and /brief show what is current.")

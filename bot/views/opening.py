"""The first screens: what Dateline does, help, and what it keeps of a person."""

from collections.abc import Iterator
from datetime import datetime

from bot.views.briefings import story_block, strip
from bot.views.document import Block, Bold, Button, Code, Document, bullets, fill, heading, paragraph, quote
from bot.views.language import _
from bot.views.press import Verb, press
from core.model.briefing import Briefing
from core.model.subscriber import Subscriber

LOOK = 2
"""Stories in the look at a briefing on the first screen."""


def start(subscriber: Subscriber, now: datetime, *, example: Briefing | None = None) -> Document:
    """Return the first screen: what this is, a look at a briefing, three buttons.

    The look is at the reader's own briefing where there is one, else at a sample that says that it is one.
    """
    blocks: list[Block] = [
        heading("Dateline"),
        paragraph(
            _(
                "I brief you on the news and keep every deadline in it: who set it, for whom, "
                "what happens otherwise, and how long is left."
            )
        ),
        *(_look(example, now) if example is not None and (example.items or example.strip) else _sample()),
        paragraph(
            *fill(
                _("{brief} works at once. Or send me a link, or paste an article."),
                brief="/brief",
            )
        ),
    ]
    return Document(tuple(blocks), _first_buttons(subscriber))


def _look(b: Briefing, now: datetime) -> Iterator[Block]:
    yield heading(_("A look at your briefing"))
    yield from strip(b, now)
    for item in b.items[:LOOK]:
        yield story_block(item, now)


def _sample() -> Iterator[Block]:
    yield heading(_("Example, July 2025"))
    yield bullets(
        [
            ("⏳ ", Bold(_("2 September · in 44 days")), _(" · 50 days to agree to a deal, or tariffs")),
            _("Sources disagree: also 7 September, counted from another day"),
        ]
    )
    yield quote(_("Every sentence of a story is its source's own, with the link; every date shows how it was counted."))


def _first_buttons(subscriber: Subscriber) -> tuple[tuple[Button, ...], ...]:
    zone = _("My time zone ✓") if subscriber.zone_chosen else _("My time zone")
    return (
        (Button(_("My briefing hour"), press(Verb.SETUP, "digest")), Button(zone, press(Verb.SETUP, "zone"))),
        (Button(_("What to follow"), press(Verb.SETUP, "follow")),),
    )


def help_() -> Document:
    """Return what one can send, in groups, each with an example to tap."""
    blocks = (
        heading(_("What you can send me")),
        bullets(
            [
                _("A link, a pasted article, a forwarded post, a .txt, .html or .pdf file"),
                _("A question: “when does the ultimatum end?”"),
                _("A calendar (.ics), a list of feeds (.opml)"),
            ]
        ),
        heading(_("Briefings")),
        bullets(
            [
                _("/brief: what is new to you; /brief earlier: the ones before"),
                fill(_("/digest: every day at your hour, such as {example}"), example=Code("/digest 08:00")),
                fill(
                    _("/topics: what you care about, in your words, such as {example}"),
                    example=Code(_("/topics Economy")),
                ),
                fill(_("/mute: a word, source, actor or topic, such as {example}"), example=Code(_("/mute football"))),
                fill(_("/search: all that I read, such as {example}"), example=Code(_("/search grain deal"))),
            ]
        ),
        heading(_("Deadlines")),
        bullets(
            [
                fill(_("/deadlines: all that are open; one: {example}"), example=Code(_("/deadline ceasefire"))),
                _("The same: /board pinned, /timeline drawn, /calendar in your calendar app"),
                fill(_("{example}: one of your own"), example=Code(_("/remind 3 May tax form"))),
                _("/alerts: what you are told of before it falls due"),
                fill(
                    _("/record: an actor's deadlines, such as {example}"),
                    example=Code(_("/record Russia")),
                ),
                fill(_("/asof: what was known on a day, such as {example}"), example=Code("/asof 2025-07-25")),
            ]
        ),
        heading(_("Sources")),
        bullets(
            [
                fill(_("/follow: a feed, a site or a word, such as {example}"), example=Code(_("/follow grain deal"))),
                _("/feeds: where your news comes from, and your words that filter it"),
                _("/unfollow: ends one by its name"),
                _("/summarise: one article, also as a reply to it"),
            ]
        ),
        heading(_("Groups and channels")),
        bullets(
            [
                _("Everybody may look; admins set me up, such as /digest in the topic it is to come to"),
                _("In any chat, type my name and a word: cards with deadlines, to send"),
            ]
        ),
        heading(_("You")),
        bullets(
            [
                fill(
                    _("/settings: all that is set; /timezone, such as {zone}; {quiet}"),
                    zone=Code(_("/timezone Kyiv")),
                    quiet=Code("/quiet 22:00-07:00"),
                ),
                ("/language: ", _("the language that I speak")),
                _("/privacy: what I keep; /forget removes it; /export, /import: out and in"),
                _("/stop: ends every message; /cancel: leaves a question; /about: what I am"),
            ]
        ),
    )
    return Document(
        blocks,
        ((Button(_("Brief me"), press(Verb.BRIEF)), Button(_("Open deadlines"), press(Verb.LIST, "open", 0))),),
    )


def privacy() -> Document:
    """Return what is kept of a person, for how long, who sees it, and how it goes."""
    blocks = (
        heading(_("What I keep")),
        bullets(
            [
                _(
                    "Your settings: zone, briefing hours, what you follow and mute, which stories you were sent "
                    "and opened; your briefings for two weeks, so that you can page back."
                ),
                _(
                    "What you paste, forward or upload, and your corrections: seen in this chat alone. "
                    "It stays until /forget. A public page that you send by its address counts as public."
                ),
                _(
                    "What came in, as Telegram gave it, so that nothing is lost when I restart; "
                    "it is emptied after 3 days. What I sent goes after 30 days."
                ),
                _(
                    "The address of your calendar, once you ask for one. Whoever has it can read the calendar, "
                    "until you take a new one by /calendar."
                ),
                _("No place: a location that you share only tells me your time zone."),
            ]
        ),
        paragraph(
            _(
                "Nothing is passed on. Of the press I show sentences with their links, never whole texts. "
                "/forget removes everything of yours at once; backups expire in 14 days."
            )
        ),
    )
    return Document(blocks)

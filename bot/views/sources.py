"""Feeds and words that a chat follows."""

from collections.abc import Sequence

from bot.views.document import Block, Bold, Button, Code, Document, bullets, fill, heading, paragraph
from bot.views.facts import linked, source_name
from bot.views.language import _, plural
from bot.views.press import Verb, press
from bot.views.refusals import last_try
from bot.views.render import shortened
from core.model.feed import Feed

SHOWN = 30
"""Feeds and words listed."""


def feed_followed(feed: Feed, *, added: bool, entries: int) -> Document:
    """Return what became of following a feed; `entries` is how many articles are in it now."""
    name = Bold((linked(source_name(feed.title, feed.url), feed.url),))
    if not added:
        return Document((paragraph(*fill(_("You follow {name} already."), name=name)),))
    count = plural("{n} article is in it now.", "{n} articles are in it now.", entries).format(n=entries)
    words = fill(_("You follow {name}. {count} What is new comes with your briefings."), name=name, count=count)
    return Document((paragraph(*words),), ((Button(_("Brief me"), press(Verb.BRIEF)),),))


def feed_paused(feed: Feed, cause: str) -> Document:
    """Return word that a feed has failed for days and is not read any more; a button wakes it."""
    name = Bold((linked(source_name(feed.title, feed.url), feed.url),))
    words = fill(_("{name} could not be read for days, so I stopped trying."), name=name)
    why = (paragraph(*fill(_("The last try: {cause}."), cause=last_try(cause))),) if cause else ()
    button = Button(_("Try it again"), press(Verb.WAKE, int(feed.id)))
    return Document((paragraph(*words), *why), ((button,),))


def feed_woken(feed: Feed) -> Document:
    """Return word that a feed is read again."""
    name = Bold((linked(source_name(feed.title, feed.url), feed.url),))
    return Document((paragraph(*fill(_("I read {name} again from now on."), name=name)),))


def word_followed(word: str, *, added: bool) -> Document:
    """Return what became of following a word."""
    name = Bold(shortened(word, 80))
    if not added:
        return Document(
            (paragraph(*fill(_("You follow {word} already. /alerts shows all that you follow."), word=name)),)
        )
    words = _("You follow {word}: you are told of deadlines that mention it.")
    return Document((paragraph(*fill(words, word=name)),), ((Button(_("All alerts"), press(Verb.ALERTS)),),))


def follow_overview(feeds: Sequence[Feed], words: Sequence[str]) -> Document:
    """Return the feeds and words that a chat follows, and how to add one."""
    blocks: list[Block] = []
    if feeds:
        blocks += [heading(_("Feeds")), bullets((linked(source_name(f.title, f.url), f.url),) for f in feeds[:SHOWN])]
    if words:
        blocks += [heading(_("Words")), bullets(shortened(word, 80) for word in words[:SHOWN])]
    if not blocks:
        blocks.append(paragraph(_("You follow no source of your own yet; briefings come from the house's feeds.")))
    if (rest := max(0, len(feeds) - SHOWN) + max(0, len(words) - SHOWN)) > 0:
        blocks.append(paragraph(plural("{n} more.", "{n} more.", rest).format(n=rest)))
    how = fill(
        _("Add a site or feed by its address, such as {site}, or a word, such as {word}."),
        site=Code("/follow https://example.org/news"),
        word=Code(_("/follow grain deal")),
    )
    row = (Button(_("Topics"), press(Verb.SETUP, "topics")), Button(_("Deadlines"), press(Verb.SETUP, "follow")))
    return Document((*blocks, paragraph(*how)), (row,))

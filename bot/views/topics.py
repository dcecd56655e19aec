"""Topics: what a chat follows as a subject, readable word for word, and how to edit it."""

from collections.abc import Mapping, Sequence

from bot.views.document import Block, Bold, Button, Code, Document, Inlines, bullets, fill, heading, paragraph, rows
from bot.views.language import _
from bot.views.press import Verb, mark, press
from bot.views.render import shortened
from bot.views.subjects import topic_name
from core.model.ids import FeedId
from core.model.interest import Topic

_WORDS = 12
"""Words of a topic in the list; all of them when it is opened."""


def topic_list(mine: Sequence[Topic], house: Sequence[Topic]) -> Document:
    """Return the topics that a chat follows, with buttons to open them, and those of the house that it can follow."""
    blocks: list[Block] = []
    if mine:
        blocks += [heading(_("Your topics")), bullets(_line(topic) for topic in mine)]
    else:
        blocks.append(paragraph(_("You follow no topic yet: stories are ranked alike whatever they are about.")))
    names = {topic.name.casefold() for topic in mine}
    others = [topic for topic in house if topic.name.casefold() not in names]
    if others:
        blocks.append(paragraph(_("Tap one to read and follow it, or make your own:")))
    blocks.append(
        bullets([(Code(_("/topics Black Sea: grain, Odesa, port of Varna")),), (Code(_("/topics Black Sea + ferry")),)])
    )
    buttons = [
        Button(topic_name(topic.name), press(Verb.TOPIC, mark(topic.name.casefold()))) for topic in (*mine, *others)
    ]
    return Document(tuple(blocks), rows(buttons, 2))


def _line(topic: Topic) -> Inlines:
    rest = len(topic.words) - _WORDS
    words = ", ".join(topic.words[:_WORDS]) + (_(" and {n} more").format(n=rest) if rest > 0 else "")
    return (Bold(topic_name(topic.name)), f": {words}")


def topic(topic: Topic, feeds: Mapping[FeedId, str], *, followed: bool, changed: bool = False) -> Document:
    """Return a topic with all its words and feeds, and how to edit it."""
    state = (
        _("{name}, changed")
        if changed
        else _("{name}, which you follow")
        if followed
        else _("{name}, which you do not follow")
    )
    words = ", ".join([*topic.words, *(feeds.get(feed, _("a feed")) for feed in topic.feeds)]) or _("no words yet")
    blocks: tuple[Block, ...] = (heading(*fill(state, name=topic_name(topic.name))), paragraph(words))
    name = shortened(topic_name(topic.name), 40)
    how = fill(
        _("{add} adds words or feeds of yours, {drop} takes some out."),
        add=Code(_("/topics {name} + word").format(name=name)),
        drop=Code(_("/topics {name} - word").format(name=name)),
    )
    named = mark(topic.name.casefold())
    if followed:
        return Document(
            (*blocks, paragraph(*how)), ((Button(_("Follow it no longer"), press(Verb.DROP_TOPIC, named)),),)
        )
    return Document((*blocks, paragraph(*how)), ((Button(_("Follow it"), press(Verb.FOLLOW_TOPIC, named)),),))


def topic_dropped(name: str) -> Document:
    """Return that a topic is no longer followed."""
    return Document(
        (paragraph(*fill(_("You follow the topic {name} no longer."), name=Bold(shortened(topic_name(name), 40)))),)
    )


def topic_unknown(name: str) -> Document:
    """Return the answer to a name that no topic has."""
    words = fill(
        _("There is no topic called “{name}”. Make it: {example}"),
        name=shortened(name, 40),
        example=Code(_("/topics {name}: word, another word").format(name=shortened(name, 40))),
    )
    return Document((paragraph(*words),))

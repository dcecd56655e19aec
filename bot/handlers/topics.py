"""Topics: /topics shows, makes and edits what a chat follows as a subject."""

import re

from bot import views
from bot.context import Work
from bot.views.press import mark
from core.briefing.house import HOUSE_TOPICS
from core.briefing.topics import house_topic, named
from core.model.ids import FeedId
from core.model.interest import Topic
from core.newsdesk import interests, readers, wires

_EDIT = re.compile(r"(?P<name>[^:]+?)\s*(?::|(?<=\s)(?P<sign>[+−–-])\s)\s*(?P<words>.+)", re.DOTALL)
_OFF = re.compile(r"(?:off|remove|drop)\s+(?P<name>.+)|(?P<named>.+?)\s+off", re.IGNORECASE)


async def topics(work: Work, words: str) -> None:
    """/topics — what is followed; NAME opens one, NAME: a, b makes one, NAME + a and NAME - a edit, NAME off ends it.

    Raises NotFoundError, TooManyFollowsError.
    """
    said = views.topic_meant(words.strip())
    if not said:
        await work.reply(views.topic_list(await readers.topics(work.tx, work.chat), HOUSE_TOPICS))
    elif edit := _EDIT.fullmatch(said):
        await _edit(work, views.topic_meant(edit["name"]), edit["sign"] or ":", edit["words"])
    elif off := _OFF.fullmatch(said):
        await _drop(work, views.topic_meant(off["name"] or off["named"]))
    else:
        await _open(work, said)


async def _edit(work: Work, name: str, sign: str, words: str) -> None:
    if sign == ":":
        topic = await interests.define_topic(work.tx, work.chat, name, words)
    elif sign == "+":
        topic = await interests.edit_topic(work.tx, work.chat, name, add=words)
    else:
        topic = await interests.edit_topic(work.tx, work.chat, name, drop=words)
    await work.reply(views.topic(topic, await _feeds(work), followed=True, changed=True))


async def _drop(work: Work, name: str) -> None:
    gone = await interests.drop_topic(work.tx, work.chat, name)
    await work.reply(views.topic_dropped(gone.name) if gone else views.topic_unknown(name))


async def _open(work: Work, name: str) -> None:
    mine = named(name, await readers.topics(work.tx, work.chat))
    topic = mine or house_topic(name)
    if topic is None:
        await work.reply(views.topic_unknown(name))
    else:
        await work.reply(views.topic(topic, await _feeds(work), followed=mine is not None))


async def _feeds(work: Work) -> dict[FeedId, str]:
    return {feed.id: feed.title or feed.url for feed in await wires.followed(work.tx, work.chat)}


async def open_marked(work: Work, marked: str) -> None:
    """Open the topic that a button names."""
    topic = await _marked(work, marked)
    if topic is None:
        work.toast = views.stale_button_toast()
    else:
        await _open(work, topic.name)


async def follow_marked(work: Work, marked: str) -> None:
    """Follow the topic that a button names. Raises TooManyFollowsError."""
    topic = await _marked(work, marked)
    if topic is None:
        work.toast = views.stale_button_toast()
        return
    followed, _ = await interests.follow_topic(work.tx, work.chat, topic.name)
    await work.edit(views.topic(followed, await _feeds(work), followed=True))


async def drop_marked(work: Work, marked: str) -> None:
    """Follow the topic that a button names no longer."""
    topic = await _marked(work, marked)
    if topic is None:
        work.toast = views.stale_button_toast()
        return
    await interests.drop_topic(work.tx, work.chat, topic.name)
    await work.edit(views.topic_dropped(topic.name))


async def _marked(work: Work, marked: str) -> Topic | None:
    known = (*await readers.topics(work.tx, work.chat), *HOUSE_TOPICS)
    return next((topic for topic in known if mark(topic.name.casefold()) == marked), None)

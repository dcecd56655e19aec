"""Replying: which story of a briefing a reply to it means."""

from collections.abc import Sequence
from datetime import datetime

from core.briefing.phrases import spread
from core.errors import NotFoundError
from core.model.ids import ChatId
from core.model.story import Story
from core.newsdesk import briefs
from core.ports import Transaction

_SHORTEST = 4
"""Letters of a word that can tell stories apart."""


async def meant_story(tx: Transaction, chat: ChatId, ids: Sequence[int], words: str, *, now: datetime) -> int | None:
    """Return the id of the story that a reply means, of those that the briefing has (`ids`, in order).

    Its number in the briefing, else the one that says most of the reply's words; the only one where there is but one;
    None where none is meant.
    """
    number = words.strip().strip(".#")
    if number.isdecimal() and len(number) < 3:
        return ids[int(number) - 1] if 1 <= int(number) <= len(ids) else None
    asked = {word for word in spread(words).split() if len(word) >= _SHORTEST}
    said = [(id_, await _said_of(tx, chat, id_, asked, now=now)) for id_ in ids]
    best = max(said, key=lambda pair: pair[1], default=(0, 0))
    if best[1] == 0:
        return ids[0] if len(ids) == 1 else None
    return best[0]


async def _said_of(tx: Transaction, chat: ChatId, id_: int, asked: set[str], *, now: datetime) -> int:
    """Return how many of the words a story says, twice for those in its headline."""
    try:
        story, _ = await briefs.story(tx, chat, id_, now=now)
    except NotFoundError:
        return 0
    head, body = set(spread(story.headline).split()), set(spread(_body(story)).split())
    return 2 * len(asked & head) + len(asked & body)


def _body(story: Story) -> str:
    return " ".join(line for article in story.articles for line in article.reading.summary)

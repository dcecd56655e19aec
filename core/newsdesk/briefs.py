"""Briefs: what is new to a chat, on demand or at its hour, and single stories."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from core.briefing.digest import Edition
from core.briefing.filters import passes
from core.errors import NotFoundError
from core.model.article import Article
from core.model.briefing import Briefing
from core.model.deadline import Deadline
from core.model.delivery import Delivery
from core.model.feed import Question
from core.model.ids import ChatId, FeedId, StoryId
from core.model.interest import Reader
from core.model.story import Story
from core.model.subscriber import Subscriber
from core.newsdesk import issues, readers, tracking
from core.newsdesk.room import Newsroom
from core.ports import Transaction

LOOK_BACK = timedelta(hours=48)
"""How far back a briefing goes at least, for reports that came late."""

LONGEST_LOOK_BACK = timedelta(days=7)
"""How far back the first briefing of a chat goes, so that it has something to show, and any other at most."""

WEEK = timedelta(days=7)

FIRST_READING_LOOK_BACK = timedelta(hours=24)

SHOWS = "briefing"
"""What a delivery that is a briefing shows."""

FIRST_BRIEFING = "first briefing"
"""What a chat waits for that asked before anything was read."""


EDITIONS = 32
"""Editions kept at a time: those of a moment go back by two to seven days, or are one chat's alone."""


class Editions:
    """The last editions of one run, each prepared when its first reader comes."""

    def __init__(self) -> None:
        self._made: dict[tuple[ChatId | None, datetime, datetime], Edition] = {}

    async def get(self, tx: Transaction, audience: ChatId | None, since_: datetime, *, now: datetime) -> Edition:
        """Return the edition of a moment that goes back to `since_`; chats that see the public ledger share it."""
        key = (audience, since_, now)
        if key not in self._made:
            articles = await tx.articles.since(since_, chat=None, until=now)
            deadlines = await tracking.ledger(tx, audience, now=now)
            house = {feed.id for feed in await tx.feeds.all() if feed.house}
            self._made[key] = await asyncio.to_thread(_prepared, articles, deadlines, house, now)
        made = self._made[key] = self._made.pop(key)  # the last one asked for is the last to go
        if len(self._made) > EDITIONS:
            del self._made[next(iter(self._made))]
        return made


def _prepared(
    articles: list[Article], deadlines: Sequence[Deadline], house: Collection[FeedId], now: datetime
) -> Edition:
    """Return an edition in which what a reader without wishes needs has been found out."""
    edition = Edition(stories(articles), deadlines, now=now, house=house)
    edition.compose(Reader(), {})
    return edition


async def brief(
    tx: Transaction,
    chat: ChatId,
    *,
    now: datetime,
    minutes: int = 3,
    again: bool = False,
    look_back: timedelta | None = None,
    review: bool = False,
) -> Briefing:
    """Compose what is new to a chat; with `again` also what it was sent before. Nothing is remembered yet.

    It goes back to the chat's last briefing, `look_back` where that is given; with `review` it tells the week of the
    deadlines too.
    """
    start = now - look_back if look_back else since((await tx.outbox.last_due([chat], SHOWS)).get(chat), now)
    audience = chat if chat in await tx.ledger.audiences() else None
    edition = await Editions().get(tx, audience, start, now=now)
    shown = {} if again else await tx.subscribers.shown(chat)
    reader_ = await readers.reader(tx, chat)
    return edition.compose(reader_, shown, minutes=minutes, review_since=now - WEEK if review else None)


def since(last: datetime | None, now: datetime) -> datetime:
    """Return how far back a briefing goes after the last one, by whole days, so that readers share their editions."""
    if last is None:
        return now - LONGEST_LOOK_BACK
    days = -((last - now) // timedelta(days=1))
    return now - max(LOOK_BACK, min(LONGEST_LOOK_BACK, timedelta(days=days)))


def stories(articles: list[Article]) -> list[Story]:
    """Group articles by their story; both come earliest first."""
    grouped: dict[StoryId, list[Article]] = {}
    for article in articles:
        grouped.setdefault(article.story, []).append(article)
    return [Story(id_, tuple(members)) for id_, members in grouped.items()]


async def story(tx: Transaction, chat: ChatId, id_: int, *, now: datetime) -> tuple[Story, tuple[Deadline, ...]]:
    """Return a story by its id or an old one, with the deadlines its articles report, without what the chat muted.

    Raises NotFoundError.
    """
    muted = await readers.rules(tx, chat)
    articles = [article for article in await tx.articles.story(StoryId(id_), chat=chat) if passes(article, muted)]
    if not articles:
        raise NotFoundError("story", id_)
    ids = {article.id for article in articles}
    seen = await tracking.ledger(tx, chat, now=now)
    told = tuple(d for d in seen if any(report.article in ids for report in d.reports))
    return Story(articles[0].story, tuple(articles)), told


async def article_deadlines(tx: Transaction, chat: ChatId, article: Article, *, now: datetime) -> tuple[Deadline, ...]:
    """Return the deadlines that an article reports, as the chat's ledger has them now."""
    seen = await tracking.ledger(tx, chat, now=now)
    return tuple(d for d in seen if any(report.article == article.id for report in d.reports))


async def is_first_reading(tx: Transaction) -> bool:
    """Whether some of the house's feeds have never been tried: what there is to tell is not known yet."""
    return any(feed.house and feed.first_read is None and not feed.failures for feed in await tx.feeds.all())


async def await_first(tx: Transaction, chat: ChatId, *, now: datetime) -> None:
    """Note that a chat asked for a briefing before anything was read."""
    await tx.subscribers.ask(Question(chat, FIRST_BRIEFING, "", now))


async def deliver_first(room: Newsroom) -> int:
    """Once the first reading is over, put the briefing into the outbox of each chat that waits; return how many."""
    now = room.clock.now()
    async with room.stores.begin() as tx:
        if await is_first_reading(tx):
            return 0
        waiting = await tx.subscribers.waiting(FIRST_BRIEFING)
        for question in waiting:
            await _deliver(room, tx, question, now=now)
    return len(waiting)


async def _deliver(room: Newsroom, tx: Transaction, question: Question, *, now: datetime) -> None:
    chat = question.chat
    briefing = await brief(tx, chat, now=now, look_back=FIRST_READING_LOOK_BACK)
    subscriber = await tx.subscribers.get(chat) or Subscriber(chat)
    key = f"first:{chat}:{question.asked_at.timestamp():.0f}"
    first = await issued(room, tx, briefing, subscriber, now=now)
    await tx.outbox.put([Delivery(f"{key}:0", chat, first, now, thread=subscriber.thread, shows=SHOWS)])
    await tx.subscribers.remember(chat, briefing.shown, now=now)
    await tx.subscribers.answered(chat, FIRST_BRIEFING)


async def issued(
    room: Newsroom, tx: Transaction, briefing: Briefing, subscriber: Subscriber, *, now: datetime
) -> Mapping[str, Any]:
    """Keep a briefing's pages; return the first one, as it is to be sent."""
    kept = await issues.keep(
        tx,
        subscriber.chat,
        issues.DIGEST,
        lambda issue: room.composer.digest(briefing, subscriber, now=now, issue=issue),
        now=now,
        passing=briefing.is_quiet,
    )
    return room.composer.turned(kept.page, subscriber, earlier=kept.earlier, later=kept.later)

"""Briefs: what is new to a chat, on demand or at its hour, and single stories."""

from datetime import datetime, timedelta

from core.briefing.digest import compose
from core.errors import NotFoundError
from core.model.article import Article
from core.model.briefing import Briefing
from core.model.deadline import Deadline
from core.model.delivery import Delivery
from core.model.feed import Question
from core.model.ids import ChatId, FeedId, StoryId
from core.model.story import Story
from core.model.subscriber import FollowKind, Subscriber
from core.newsdesk import tracking
from core.newsdesk.room import Newsroom
from core.ports import Transaction

LOOK_BACK = timedelta(hours=48)
"""How far back a briefing goes at least, for reports that came late."""

LONGEST_LOOK_BACK = timedelta(days=7)
"""How far back the first briefing of a chat goes, so that it has something to show, and any other at most."""

FIRST_READING_LOOK_BACK = timedelta(hours=24)

SHOWS = "briefing"
"""What a delivery that is a briefing shows."""

FIRST_BRIEFING = "first briefing"
"""What a chat waits for that asked before anything was read."""


async def brief(
    tx: Transaction,
    chat: ChatId,
    *,
    now: datetime,
    minutes: int = 3,
    again: bool = False,
    look_back: timedelta | None = None,
) -> Briefing:
    """Compose what is new to a chat; with `again` also what it was sent before. Nothing is remembered yet.

    It goes back to the chat's last briefing, `look_back` where that is given.
    """
    since = now - look_back if look_back else await _since(tx, chat, now)
    articles = await tx.articles.since(since, chat=chat, until=now)
    wanted = await _feeds_of(tx, chat)
    found = stories([article for article in articles if article.feed is None or article.feed in wanted])
    seen = await tracking.ledger(tx, chat, now=now)
    shown = {} if again else await tx.subscribers.shown(chat)
    return compose(found, seen, shown, now=now, minutes=minutes)


async def _since(tx: Transaction, chat: ChatId, now: datetime) -> datetime:
    last = await tx.outbox.showing(chat, SHOWS)
    if last is None:
        return now - LONGEST_LOOK_BACK
    return max(now - LONGEST_LOOK_BACK, min(now - LOOK_BACK, last.due))


async def _feeds_of(tx: Transaction, chat: ChatId) -> set[FeedId]:
    """Return the feeds that a chat is briefed from: the house's and its own."""
    own = {follow.target for follow in await tx.subscribers.follows(chat) if follow.kind is FollowKind.FEED}
    return {feed.id for feed in await tx.feeds.all() if feed.house or str(int(feed.id)) in own}


def stories(articles: list[Article]) -> list[Story]:
    """Group articles by their story; both come earliest first."""
    grouped: dict[StoryId, list[Article]] = {}
    for article in articles:
        grouped.setdefault(article.story, []).append(article)
    return [Story(id_, tuple(members)) for id_, members in grouped.items()]


async def story(tx: Transaction, chat: ChatId, id_: int, *, now: datetime) -> tuple[Story, tuple[Deadline, ...]]:
    """Return a story by its id or an old one, with the deadlines its articles report. Raises NotFoundError."""
    articles = await tx.articles.story(StoryId(id_), chat=chat)
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
    payloads = room.composer.digest(briefing, subscriber, now=now)
    await tx.outbox.put([Delivery(f"{key}:{n}", chat, p, now, shows=SHOWS) for n, p in enumerate(payloads)])
    await tx.subscribers.remember(chat, briefing.shown, now=now)
    await tx.subscribers.answered(chat, FIRST_BRIEFING)

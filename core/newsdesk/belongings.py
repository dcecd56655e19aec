"""Belongings: gathering all that is kept of a chat, and taking such a parcel in again, here or in another store."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from core.briefing.memory import memory_of_article
from core.briefing.topics import TOPICS, named
from core.errors import TooManyFollowsError
from core.model.article import Article, Draft
from core.model.belongings import (
    Belongings,
    FeedLine,
    FollowLine,
    Habits,
    Hour,
    OwnText,
    Pointer,
    RuleLine,
    TopicLine,
)
from core.model.deadline import Report
from core.model.feed import Feed
from core.model.ids import ChatId, FeedId, ReportId
from core.model.interest import Rule, RuleKind, Topic
from core.model.subscriber import DigestTime, Follow, FollowKind
from core.newsdesk import planning, readers, reading, subscribing, wires
from core.newsdesk.interests import RULES_A_CHAT
from core.ports import Transaction

TEXTS = 500
"""Texts of one's own in a parcel, the latest."""

_TAPS, _SEEN = 100, 300
_PLAIN = (FollowKind.ACTOR, FollowKind.WORD, FollowKind.TOPIC, FollowKind.ALL)


@dataclass(frozen=True, slots=True)
class Brought:
    """What came in: how much of each kind was new here, and how many things named nothing that is known here."""

    feeds: int = 0
    follows: int = 0
    topics: int = 0
    rules: int = 0
    texts: int = 0
    unknown: int = 0


async def gather(tx: Transaction, chat: ChatId, *, now: datetime) -> Belongings:
    """Return all that is kept of a chat."""
    subscriber, follows = await planning.settings(tx, chat), await tx.subscribers.follows(chat)
    reports = {int(report.id): report for report in await tx.ledger.reports(chat=chat)}
    addresses = {feed.id: feed.url for feed in await tx.feeds.all()}
    reader = await readers.reader(tx, chat)
    sent = sorted(await tx.articles.sent_by(chat, limit=TEXTS), key=lambda article: article.id)

    def pointers(ids: Iterable[int]) -> tuple[Pointer, ...]:
        return tuple(_pointer(reports[id_]) for id_ in sorted(ids) if id_ in reports)

    return Belongings(
        made_at=now,
        habits=Habits(
            subscriber.zone,
            subscriber.zone_chosen,
            subscriber.language,
            subscriber.language_chosen,
            subscriber.quiet,
            subscriber.dark,
            subscriber.rungs,
        ),
        hours=tuple(Hour(t.at, t.days, t.minutes, t.review) for t in await tx.subscribers.digest_times(chat)),
        feeds=tuple(FeedLine(feed.url, feed.title) for feed in await wires.followed(tx, chat)),
        follows=tuple(FollowLine(follow.kind, follow.target) for follow in follows if follow.kind in _PLAIN),
        followed=pointers(int(f.target) for f in follows if f.kind is FollowKind.DEADLINE),
        topics=tuple(_topic_line(topic, addresses) for topic in reader.topics),
        rules=tuple(RuleLine(r.kind, r.target, addresses.get(r.feed, "") if r.feed else "") for r in reader.rules),
        taps=reader.taps,
        rejected=pointers(await tx.ledger.rejected(chat)),
        counted=pointers(await tx.ledger.chosen_anchors(chat)),
        texts=tuple(_own_text(article) for article in sent),
        seen=await _seen(tx, chat),
    )


def _pointer(report: Report) -> Pointer:
    return Pointer(report.url, report.published, report.finding.evidence.text)


def _topic_line(topic: Topic, addresses: Mapping[FeedId, str]) -> TopicLine:
    return TopicLine(topic.name, topic.words, tuple(addresses[id_] for id_ in topic.feeds if id_ in addresses))


def _own_text(a: Article) -> OwnText:
    return OwnText(a.title, a.text, a.published, a.source, a.url, a.zone, a.reading)


async def _seen(tx: Transaction, chat: ChatId) -> tuple[str, ...]:
    """Return the headlines of the articles that a chat was shown lately, oldest first."""
    ids = {id_ for shown in (await tx.subscribers.shown(chat)).values() for id_ in shown.articles}
    found = [await tx.articles.get(id_, chat=chat) for id_ in sorted(ids)[-_SEEN:]]
    return tuple(article.title for article in found if article is not None and article.audience is None)


async def take_in(tx: Transaction, chat: ChatId, parcel: Belongings, *, now: datetime) -> Brought:
    """Take a parcel in: its habits and hours replace what is set, all else is added; twice is once."""
    await _settle(tx, chat, parcel, now=now)
    texts = await _add_texts(tx, chat, parcel.texts, now=now)
    feeds, added = await _add_feeds(tx, chat, parcel, now=now)
    topics = await _add_topics(tx, chat, parcel.topics, feeds)
    rules = await _add_rules(tx, chat, parcel.rules, feeds)
    await _add_taps(tx, chat, parcel.taps)
    plain = [Follow(chat, line.kind, line.target) for line in parcel.follows if line.kind in _PLAIN]
    follows, unknown = await _add_verdicts(tx, chat, parcel, now=now)
    for follow in [*plain, *follows]:
        await _follow(tx, follow)
    await planning.replan_chat(tx, chat, now=now)
    return Brought(added, len(plain) + len(follows), topics, rules, texts, unknown)


async def _settle(tx: Transaction, chat: ChatId, parcel: Belongings, *, now: datetime) -> None:
    habits, mine = parcel.habits, await planning.settings(tx, chat)
    await tx.subscribers.save(
        replace(
            mine,
            zone=habits.zone,
            zone_chosen=habits.zone_chosen,
            language=habits.language,
            language_chosen=habits.language_chosen,
            quiet=habits.quiet,
            dark=habits.dark,
            rungs=habits.rungs,
        )
    )
    hours = [DigestTime(chat, hour.at, hour.days, hour.minutes, review=hour.review) for hour in parcel.hours]
    await subscribing.set_digests(tx, chat, hours, now=now)


async def _add_texts(tx: Transaction, chat: ChatId, texts: Iterable[OwnText], *, now: datetime) -> int:
    there = {(a.title, a.text, a.published) for a in await tx.articles.sent_by(chat, limit=TEXTS)}
    fresh = [text for text in texts if (text.title, text.text, text.published) not in there]
    items = [reading.Read(_draft(text, chat), text.reading) for text in fresh]
    kept = await reading.keep(tx, items, now=now, announce=False)
    await tx.subscribers.remember(chat, [memory_of_article(article, ()) for article in kept], now=now)
    return len(fresh)


def _draft(text: OwnText, chat: ChatId) -> Draft:
    return Draft(
        text=text.text,
        title=text.title,
        published=text.published,
        source=text.source,
        url=text.url,
        zone=text.zone,
        audience=chat,
    )


async def _add_feeds(
    tx: Transaction, chat: ChatId, parcel: Belongings, *, now: datetime
) -> tuple[dict[str, Feed], int]:
    """Follow the feeds, and return what each address that a topic or filter may name stands for."""
    known, added = {}, 0
    for line in parcel.feeds:
        try:
            known[line.url], is_new = await subscribing.add_feed(tx, chat, line.url, line.title, now=now)
        except TooManyFollowsError:
            break
        added += is_new
    return {**{feed.url: feed for feed in await tx.feeds.all()}, **known}, added


async def _add_topics(tx: Transaction, chat: ChatId, topics: Iterable[TopicLine], feeds: Mapping[str, Feed]) -> int:
    mine = await readers.topics(tx, chat)
    fresh = [line for line in topics if named(line.name, mine) is None][: max(0, TOPICS - len(mine))]
    for line in fresh:
        about = tuple(feeds[url].id for url in line.feeds if url in feeds)
        await tx.interests.save_topic(chat, Topic(line.name, line.words, about))
    return len(fresh)


async def _add_rules(tx: Transaction, chat: ChatId, rules: Iterable[RuleLine], feeds: Mapping[str, Feed]) -> int:
    """Add the filters; one about a story is about an id of another store, and stays out."""
    room, added = RULES_A_CHAT - len(await readers.rules(tx, chat)), 0
    for line in rules:
        if added < room and line.kind is not RuleKind.STORY and (not line.feed or line.feed in feeds):
            feed = feeds[line.feed].id if line.feed else None
            added += await tx.interests.add_rule(Rule(chat, line.kind, line.target, feed))
    return added


async def _add_taps(tx: Transaction, chat: ChatId, taps: Iterable[tuple[str, int]]) -> None:
    there = dict((await readers.reader(tx, chat)).taps)
    for about, times in taps:
        for _ in range(min(_TAPS, times) - there.get(about, 0)):
            await tx.interests.tap(chat, [about])


async def _add_verdicts(
    tx: Transaction, chat: ChatId, parcel: Belongings, *, now: datetime
) -> tuple[list[Follow], int]:
    """Note what is no deadline and what is counted by; return the deadlines to follow, and how many are not known."""
    ids = {_pointer(report): report.id for report in await tx.ledger.reports(chat=chat)}
    pointed = [*parcel.rejected, *parcel.counted, *parcel.followed]
    for pointer in parcel.rejected:
        if pointer in ids:
            await tx.ledger.reject(chat, ids[pointer], now=now)
    for pointer in parcel.counted:
        if pointer in ids:
            await tx.ledger.choose_anchor(chat, ids[pointer], now=now)
    found: list[ReportId] = [ids[pointer] for pointer in parcel.followed if pointer in ids]
    follows = [Follow(chat, FollowKind.DEADLINE, str(int(id_))) for id_ in found]
    return follows, sum(pointer not in ids for pointer in pointed)


async def _follow(tx: Transaction, follow: Follow) -> None:
    mine = await tx.subscribers.follows(follow.chat)
    if len(mine) < subscribing.FOLLOWS_A_CHAT:
        await tx.subscribers.follow(follow)

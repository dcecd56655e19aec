"""Interests: what a chat is after as a reader, its topics and filters, and why a story came to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from core.briefing.ranking import standing
from core.briefing.topics import NAME, TOPICS, house_topic, named, parted, with_words, without_words
from core.errors import NotFoundError, TooManyFollowsError
from core.model.feed import Feed
from core.model.ids import ChatId, FeedId, StoryId
from core.model.interest import Reason, ReasonKind, Rule, RuleKind, Topic
from core.model.subscriber import Follow, FollowKind
from core.newsdesk import briefs, subscribing, wires
from core.newsdesk.readers import rules, topics
from core.ports import Transaction

RULES_A_CHAT = 200
"""Filters one chat may have."""


async def follow_topic(tx: Transaction, chat: ChatId, name: str, words: Iterable[str] = ()) -> tuple[Topic, bool]:
    """Follow a topic: words are added to it, the house's words stand where it is one of the house's and new here.

    Return it, and whether anything changed. Raises TooManyFollowsError.
    """
    mine = await topics(tx, chat)
    old = named(name, mine) or (named(house.name, mine) if (house := house_topic(name)) else None)
    if old is None and len(mine) >= TOPICS:
        raise TooManyFollowsError(TOPICS)
    begun = old or house_topic(name) or Topic(" ".join(name.split())[:NAME])
    given = list(words)
    topic = with_words(begun, given or ([] if begun.words or begun.feeds else [begun.name]))
    await tx.interests.save_topic(chat, topic)
    await _unmute_topic(tx, chat, topic.name)
    return topic, topic != old


async def _unmute_topic(tx: Transaction, chat: ChatId, name: str) -> None:
    for rule in await rules(tx, chat):
        if rule.kind is RuleKind.TOPIC and rule.target.casefold() == name.casefold():
            await tx.interests.drop_rule(rule)


async def define_topic(tx: Transaction, chat: ChatId, name: str, words: str) -> Topic:
    """Let a topic consist of just these words and feeds (parted by commas). Raises TooManyFollowsError."""
    old, feeds = named(name, await topics(tx, chat)), await wires.followed(tx, chat)
    if old is None and len(await topics(tx, chat)) >= TOPICS:
        raise TooManyFollowsError(TOPICS)
    plain, meant = _told_apart(parted(words), feeds)
    topic = with_words(Topic(old.name if old else " ".join(name.split())[:NAME], (), meant), plain)
    await tx.interests.save_topic(chat, topic)
    return topic


async def edit_topic(tx: Transaction, chat: ChatId, name: str, *, add: str = "", drop: str = "") -> Topic:
    """Add words or feeds to a topic, or take some out. Raises NotFoundError, TooManyFollowsError."""
    mine = await topics(tx, chat)
    old = named(name, mine)
    if old is None and house_topic(name) is None and drop:
        raise NotFoundError("topic", 0)
    topic = old or (await follow_topic(tx, chat, name, parted(add)[:1]))[0]
    feeds = await wires.followed(tx, chat)
    more, more_feeds = _told_apart(parted(add), feeds)
    less, fewer_feeds = _told_apart(parted(drop), feeds)
    topic = without_words(with_words(topic, more), less)
    kept = tuple(dict.fromkeys([*(f for f in topic.feeds if f not in fewer_feeds), *more_feeds]))
    topic = replace(topic, feeds=kept)
    await tx.interests.save_topic(chat, topic)
    return topic


def _told_apart(parts: Sequence[str], feeds: Sequence[Feed]) -> tuple[list[str], tuple[FeedId, ...]]:
    """Return which of the parts are words, and the feeds that the others name by title or address."""
    known = {said.casefold(): feed.id for feed in feeds for said in (feed.title, feed.url) if said}
    meant = tuple(known[part.casefold()] for part in parts if part.casefold() in known)
    return [part for part in parts if part.casefold() not in known], meant


async def drop_topic(tx: Transaction, chat: ChatId, name: str) -> Topic | None:
    """Stop following a topic; None where there is none of this name."""
    topic = named(name, await topics(tx, chat))
    if topic is not None:
        await tx.interests.drop_topic(chat, topic.name)
    return topic


async def unfollow_named(tx: Transaction, chat: ChatId, name: str, *, now: datetime) -> str | None:
    """End all follows that go by a name: a topic, a word, an actor, a feed by title or address.

    Return what was ended as it is written; None where nothing goes by that name.
    """
    ended = topic.name if (topic := await drop_topic(tx, chat, name)) else None
    feeds = {str(int(feed.id)): feed for feed in await wires.followed(tx, chat)}
    for follow in await tx.subscribers.follows(chat):
        said = _names_of(follow, feeds)
        if name.casefold() in {one.casefold() for one in said}:
            await subscribing.unfollow(tx, chat, follow.kind, follow.target, now=now)
            ended = ended or said[0]
    return ended


def _names_of(follow: Follow, feeds: Mapping[str, Feed]) -> list[str]:
    if follow.kind is FollowKind.FEED:
        feed = feeds.get(follow.target)
        host = urlsplit(feed.url).hostname if feed else None
        return [said for said in (feed.title, feed.url, host) if said] if feed else []
    return [follow.target] if follow.kind in (FollowKind.WORD, FollowKind.ACTOR) else []


# -- filters -------------------------------------------------------------------------------------------------------


async def mute(
    tx: Transaction, chat: ChatId, kind: RuleKind, target: str, *, feed: FeedId | None = None
) -> tuple[Rule, bool]:
    """Add a filter; return it, and whether it is new. Raises TooManyFollowsError."""
    rule = Rule(chat, kind, " ".join(target.split())[:80], feed)
    mine = await rules(tx, chat)
    known = next((old for old in mine if _same(old, rule)), None)
    if known is not None:
        return known, False
    if len(mine) >= RULES_A_CHAT:
        raise TooManyFollowsError(RULES_A_CHAT)
    return rule, await tx.interests.add_rule(rule)


async def move_feed(tx: Transaction, chat: ChatId, old: Feed, url: str, title: str, *, now: datetime) -> Feed | None:
    """Follow a feed by another address: the words of its filter and its place in topics go along.

    None where the chat does not follow it itself. Raises TooManyFollowsError.
    """
    if not await tx.subscribers.unfollow(Follow(chat, FollowKind.FEED, str(int(old.id)))):
        return None
    new, _ = await subscribing.add_feed(tx, chat, url, title or old.title, now=now)
    for rule in await rules(tx, chat):
        if rule.feed == old.id:
            await tx.interests.drop_rule(rule)
            await tx.interests.add_rule(replace(rule, feed=new.id))
    for topic in await topics(tx, chat):
        if old.id in topic.feeds:
            moved = tuple(dict.fromkeys(new.id if feed == old.id else feed for feed in topic.feeds))
            await tx.interests.save_topic(chat, replace(topic, feeds=moved))
    return new


def _same(one: Rule, other: Rule) -> bool:
    return (one.kind, one.target.casefold(), one.feed) == (other.kind, other.target.casefold(), other.feed)


async def sources(tx: Transaction, chat: ChatId, *, now: datetime) -> list[str]:
    """Return the names of the sources that a chat was read from lately, as they write themselves."""
    articles = await tx.articles.since(now - briefs.LONGEST_LOOK_BACK, chat=chat, until=now)
    return list(dict.fromkeys(article.source for article in articles if article.source))


# -- why a story came ----------------------------------------------------------------------------------------------


async def opened(tx: Transaction, chat: ChatId, story: StoryId, sources_: Iterable[str]) -> None:
    """Count that a chat opened a story: its sources, and the topics for which it was brought."""
    shown = (await tx.subscribers.shown(chat)).get(story)
    abouts = [reason.about for reason in shown.reasons if reason.kind is ReasonKind.TOPIC] if shown else []
    await tx.interests.tap(chat, [*(f"source:{s}" for s in sources_), *(f"topic:{a}" for a in abouts)])


async def why(tx: Transaction, chat: ChatId, id_: int, *, now: datetime) -> tuple[StoryId, tuple[Reason, ...]]:
    """Return why a story was in a chat's briefing, weightiest first, as kept then; else what speaks for it now.

    Raises NotFoundError.
    """
    story, told = await briefs.story(tx, chat, id_, now=now)
    shown = (await tx.subscribers.shown(chat)).get(story.id)
    kept = shown.reasons if shown else ()
    return story.id, kept or tuple(sorted(standing(story, told, now=now), key=lambda reason: -reason.weight))


async def mute_reason(tx: Transaction, chat: ChatId, id_: int, place: int, *, now: datetime) -> tuple[ReasonKind, str]:
    """End what a reason (by its place in `why`) stands for; return its kind and the name of what was ended.

    A followed topic or word is no longer followed, what was opened is forgotten, a source or an actor is muted; a story
    that is here for being new or much reported on is muted itself ("" for its name). Raises NotFoundError,
    TooManyFollowsError.
    """
    story_id, reasons = await why(tx, chat, id_, now=now)
    if not 0 <= place < len(reasons):
        raise NotFoundError("reason", place)
    story, _ = await briefs.story(tx, chat, int(story_id), now=now)
    reason = reasons[place]
    match reason.kind:
        case ReasonKind.TOPIC:
            await drop_topic(tx, chat, reason.about)
        case ReasonKind.WORD:
            await tx.subscribers.unfollow(Follow(chat, FollowKind.WORD, reason.about))
        case ReasonKind.TAPPED:
            await _untap(tx, chat, reason.about)
        case ReasonKind.SOURCES:
            await mute(tx, chat, RuleKind.SOURCE, story.latest.source)
            return reason.kind, story.latest.source
        case ReasonKind.DEADLINE | ReasonKind.MOVED if reason.about:
            await mute(tx, chat, RuleKind.ACTOR, reason.about)
        case _:
            await mute(tx, chat, RuleKind.STORY, str(int(story.articles[0].id)))
            return ReasonKind.FRESH, ""
    return reason.kind, reason.about


async def _untap(tx: Transaction, chat: ChatId, about: str) -> None:
    for kind in ("source", "topic"):
        await tx.interests.untap(chat, f"{kind}:{about}")

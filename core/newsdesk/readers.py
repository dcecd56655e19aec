"""Readers: what a chat is after, as its briefings need it."""

from core.model.ids import ChatId, FeedId
from core.model.interest import Reader, Rule, Topic
from core.model.subscriber import FollowKind
from core.ports import Transaction


async def topics(tx: Transaction, chat: ChatId) -> tuple[Topic, ...]:
    """Return the topics that a chat follows, by name."""
    return (await tx.interests.topics([chat])).get(chat, ())


async def rules(tx: Transaction, chat: ChatId) -> tuple[Rule, ...]:
    """Return the filters of a chat, in the order in which they were made."""
    return (await tx.interests.rules([chat])).get(chat, ())


async def reader(tx: Transaction, chat: ChatId) -> Reader:
    """Return what a chat is after."""
    follows = await tx.subscribers.follows(chat)
    return Reader(
        topics=await topics(tx, chat),
        words=tuple(follow.target for follow in follows if follow.kind is FollowKind.WORD),
        rules=await rules(tx, chat),
        feeds=frozenset(FeedId(int(follow.target)) for follow in follows if follow.kind is FollowKind.FEED),
        taps=(await tx.interests.taps([chat])).get(chat, ()),
    )

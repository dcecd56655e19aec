"""Readers: what a chat is after, as its briefings need it."""

from collections.abc import Sequence

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
    return (await readers(tx, [chat]))[chat]


async def readers(tx: Transaction, chats: Sequence[ChatId]) -> dict[ChatId, Reader]:
    """Return what each of these chats is after."""
    follows, interests = await tx.subscribers.follows_of(chats), tx.interests
    topics_, rules_, taps = await interests.topics(chats), await interests.rules(chats), await interests.taps(chats)
    return {
        chat: Reader(
            topics=topics_.get(chat, ()),
            words=tuple(f.target for f in follows.get(chat, ()) if f.kind is FollowKind.WORD),
            rules=rules_.get(chat, ()),
            feeds=frozenset(FeedId(int(f.target)) for f in follows.get(chat, ()) if f.kind is FollowKind.FEED),
            taps=taps.get(chat, ()),
        )
        for chat in chats
    }

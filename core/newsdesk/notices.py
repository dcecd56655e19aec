"""Notices: word of what new reports changed, and plans made anew, for some followers at a time.

A crowd of followers is told in many units of work, so that nobody else waits for theirs; how far it has come commits
with each, and the keys of the messages stay the same, so that whoever goes on tells nobody twice and leaves nobody out.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.deadlines.ledger import Change, changes, touched
from core.model.deadline import Deadline
from core.model.ids import ChatId, ReportId
from core.model.notice import Notice
from core.newsdesk import planning, tracking
from core.newsdesk.room import Newsroom
from core.ports import Transaction

FOLLOWERS = 100
"""Followers told in one unit of work."""

News = Sequence[tuple[Deadline, Change | None]]
"""The deadlines that are not as they were, each with what is to be said of it, if anything."""


@dataclass(frozen=True, slots=True)
class _Follower:
    """What a chat follows, and how it is told of it."""

    following: tracking.Following
    listener: planning.Listener


class Editions:
    """What the notices of one run say to all who see the public ledger, worked out once."""

    def __init__(self) -> None:
        self._public: dict[int, News] = {}

    async def get(self, tx: Transaction, notice: Notice, later: Collection[ReportId]) -> News:
        """Return what a notice says; `later` reports were not known to it."""
        if notice.id not in self._public:
            self._public[notice.id] = await _news(tx, None, notice.reports, later, now=notice.at)
        return self._public[notice.id]

    def is_silent(self, notice: Notice) -> bool:
        """Whether a notice is known to say nothing to those who see the public ledger."""
        return self._public.get(notice.id) == []


async def fire(room: Newsroom, tx: Transaction, editions: Editions, *, most: int = FOLLOWERS) -> int:
    """Tell the next followers of the oldest notice, at most so many; return how many were looked at.

    Where the public ledger stayed as it was, only those are looked at who have something of their own in it.
    """
    notices = await tx.ledger.notices()
    if not notices:
        return 0
    notice, later = notices[0], {report for other in notices[1:] for report in other.reports}
    news = await editions.get(tx, notice, later)
    chats = await _passed(tx, notice, most=most, own=not news)
    followers = await _followers(tx, chats)
    for chat in set(await tx.ledger.audiences()).intersection(chats):
        own = await _news(tx, chat, notice.reports, later, now=notice.at)
        await _tell(room, tx, notice, own, [followers.pop(chat)])
    await _tell(room, tx, notice, news, followers.values())
    return len(chats)


async def leave_out(tx: Transaction, editions: Editions) -> int:
    """Pass over the next follower to be looked at, who cannot be told; return how many that were."""
    notice, *_ = await tx.ledger.notices()
    return len(await _passed(tx, notice, most=1, own=editions.is_silent(notice)))


async def _passed(tx: Transaction, notice: Notice, *, most: int, own: bool) -> list[ChatId]:
    """Return the next followers, and note that they were told."""
    kinds = tracking.DEADLINE_FOLLOWS
    chats = await tx.subscribers.next_followers(kinds, after=notice.reached, limit=most, own=own)
    if len(chats) < most:
        await tx.ledger.end_notice(notice)
    else:
        await tx.ledger.reach(notice, max(chats.values()))
    return list(chats)


async def _followers(tx: Transaction, chats: Collection[ChatId]) -> dict[ChatId, _Follower]:
    followings, listeners = await tracking.followings(tx, chats), await planning.listeners(tx, chats)
    return {chat: _Follower(followings[chat], listeners[chat]) for chat in chats}


async def _tell(room: Newsroom, tx: Transaction, notice: Notice, news: News, followers: Collection[_Follower]) -> None:
    """Plan anew for these, who see the same ledger, and put word of the changes into the outbox."""
    for deadline, change in news:
        concerned = [one.listener for one in followers if tracking.concerns(one.following, deadline)]
        await planning.replan_followers(tx, concerned, deadline, now=notice.at)
        if change is not None and notice.announced:
            await planning.announce(room, tx, concerned, change, now=notice.at)


async def plan_own(tx: Transaction, chat: ChatId, reports: Collection[ReportId], *, now: datetime) -> None:
    """Plan anew what these reports changed that a chat alone sees; it knows of them, since it sent them itself."""
    following = await tracking.following(tx, chat)
    if following.follows:
        touched_ = [deadline for deadline, _ in await _news(tx, chat, reports, (), now=now)]
        await planning.replan(tx, chat, following, touched_, now=now)


async def _news(
    tx: Transaction, chat: ChatId | None, fresh: Collection[ReportId], later: Collection[ReportId], *, now: datetime
) -> News:
    """Return what differs, for a chat, between the ledgers without and with some reports, `later` ones in neither."""
    old = await tracking.ledger(tx, chat, now=now, without={*fresh, *later})
    new = await tracking.ledger(tx, chat, now=now, without=later)
    told = {change.after.id: change for change in changes(old, new)}
    return [(deadline, told.get(deadline.id)) for deadline in touched(old, new)]

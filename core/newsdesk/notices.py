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
"""Followers told in one unit of work. One who has a ledger of its own is its last: that takes as long as hundreds."""

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
    chats, owner = await _passed(tx, notice, most=most, own=not news)
    followers = await _followers(tx, chats)
    if owner is not None:
        own = await _news(tx, owner, notice.reports, later, now=notice.at)
        await _tell(room, tx, notice, own, [followers.pop(owner)])
    await _tell(room, tx, notice, news, followers.values())
    return len(chats)


async def leave_out(tx: Transaction, editions: Editions) -> int:
    """Pass over the next follower to be looked at, who cannot be told; return how many that were."""
    notice, *_ = await tx.ledger.notices()
    chats, _ = await _passed(tx, notice, most=1, own=editions.is_silent(notice))
    return len(chats)


async def _passed(tx: Transaction, notice: Notice, *, most: int, own: bool) -> tuple[list[ChatId], ChatId | None]:
    """Return the next followers, with the last of them where it has a ledger of its own; note that they were told."""
    kinds = tracking.DEADLINE_FOLLOWS
    found = await tx.subscribers.next_followers(kinds, after=notice.reached, limit=most, own=own)
    owners = found.keys() & set(await tx.ledger.audiences())
    owner = min(owners, key=found.__getitem__, default=None)
    last = max(found.values(), default=0) if owner is None else found[owner]
    if owner is None and len(found) < most:
        await tx.ledger.end_notice(notice)
    else:
        await tx.ledger.reach(notice, last)
    return [chat for chat, follow in found.items() if follow <= last], owner


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

"""Tracking: the ledger as a chat sees it, and what it follows in it."""

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.briefing.filters import hides_deadline
from core.briefing.phrases import says, spread
from core.briefing.topics import house_topic, named
from core.deadlines.ledger import find, matching, tell
from core.deadlines.record import Record, is_party, record_of
from core.errors import NotFoundError
from core.model.deadline import Deadline, Status, Terms
from core.model.ids import ChatId, ReportId
from core.model.interest import Rule, Topic
from core.model.subscriber import Follow, FollowKind
from core.ports import Transaction

DEADLINE_FOLLOWS = (FollowKind.DEADLINE, FollowKind.ACTOR, FollowKind.WORD, FollowKind.TOPIC, FollowKind.ALL)


@dataclass(frozen=True, slots=True)
class Following:
    """What a chat follows, the topics it calls by their names, and what it mutes."""

    follows: tuple[Follow, ...] = ()
    topics: tuple[Topic, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def is_broad(self) -> bool:
        """Whether more than single deadlines are followed, so that what is muted counts."""
        return any(f.kind in DEADLINE_FOLLOWS and f.kind is not FollowKind.DEADLINE for f in self.follows)


@dataclass(frozen=True, slots=True)
class Views:
    """The ledger that everybody sees, and those of the chats that have something of their own in it."""

    public: tuple[Deadline, ...]
    own: Mapping[ChatId, tuple[Deadline, ...]]

    def of(self, chat: ChatId) -> tuple[Deadline, ...]:
        """Return the ledger as this chat sees it."""
        return self.own.get(chat, self.public)


async def ledger(
    tx: Transaction,
    chat: ChatId | None,
    *,
    now: datetime,
    published_by: datetime | None = None,
    without: Collection[ReportId] = (),
) -> tuple[Deadline, ...]:
    """Return every deadline that a chat sees (None: the public ones), by what was published by then.

    `without` some reports, it is as if they were not there.
    """
    reports = await tx.ledger.reports(chat=chat, published_by=published_by)
    if without:
        reports = [report for report in reports if report.id not in without]
    if chat is None:
        return tell(reports, now=now)
    rejected, chosen = await tx.ledger.rejected(chat), await tx.ledger.chosen_anchors(chat)
    return tell(reports, now=now, rejected=rejected, chosen=chosen)


async def views(tx: Transaction, *, now: datetime, chats: Container[ChatId] | None = None) -> Views:
    """Return the ledger of each audience, of those of these `chats` where they are given."""
    audiences = [chat for chat in await tx.ledger.audiences() if chats is None or chat in chats]
    own = {chat: await ledger(tx, chat, now=now) for chat in audiences}
    return Views(await ledger(tx, None, now=now), own)


async def open_deadlines(tx: Transaction, chat: ChatId, *, now: datetime) -> list[Deadline]:
    """Return the open deadlines that a chat sees, nearest first; those without a date last."""
    return [d for d in await ledger(tx, chat, now=now) if d.status is Status.OPEN]


async def deadlines(
    tx: Transaction, chat: ChatId, *, now: datetime, past: bool = False, words: str = ""
) -> list[Deadline]:
    """Return the open deadlines of a chat, or the ended ones (latest first), filtered by words where some are given."""
    seen = await ledger(tx, chat, now=now)
    chosen = [d for d in seen if (d.status is not Status.OPEN) is past]
    return list(matching(chosen, words)) if words.strip() else chosen


async def unmuted(tx: Transaction, chat: ChatId, seen: Sequence[Deadline]) -> list[Deadline]:
    """Return those of these deadlines that a chat does not mute; what it follows by itself stays."""
    rules = (await tx.interests.rules([chat])).get(chat, ())
    follows = await tx.subscribers.follows(chat) if rules else []
    return [d for d in seen if own_follow(follows, d) or not any(hides_deadline(rule, d) for rule in rules)]


async def deadline(tx: Transaction, chat: ChatId, id_: int, *, now: datetime) -> Deadline:
    """Return the deadline that has this id or had it once. Raises NotFoundError."""
    found = find(await ledger(tx, chat, now=now), id_)
    if found is None:
        raise NotFoundError("deadline", id_)
    return found


async def asof(tx: Transaction, chat: ChatId, moment: datetime) -> list[Deadline]:
    """Return the ledger as it stood at `moment`, by what had been published by then."""
    return list(await ledger(tx, chat, now=moment, published_by=moment))


async def answer(tx: Transaction, chat: ChatId, question: str, *, now: datetime) -> list[Deadline]:
    """Return the deadlines that a short question may mean, likeliest first."""
    return list(matching(await ledger(tx, chat, now=now), question))


async def record(tx: Transaction, chat: ChatId, actor: str, *, now: datetime) -> Record:
    """Return how many deadlines an actor set and faced, as this chat sees the ledger, and what became of them."""
    return record_of(await ledger(tx, chat, now=now), actor)


def concerns(following: Following, deadline: Deadline) -> bool:
    """Whether a chat is to hear of this deadline: it follows it, or what it is about and mutes nothing in it."""
    if own_follow(following.follows, deadline):
        return True
    if not any(_is_about(follow, deadline, following.topics) for follow in following.follows):
        return False
    return not any(hides_deadline(rule, deadline) for rule in following.rules)


def _is_about(follow: Follow, deadline: Deadline, topics: Sequence[Topic]) -> bool:
    match follow.kind:
        case FollowKind.TOPIC:
            return _is_on_topic(follow.target, deadline, topics)
        case FollowKind.ALL:
            return True
        case FollowKind.DEADLINE:
            return int(follow.target) in deadline.aliases
        case FollowKind.ACTOR:
            return is_party(follow.target, deadline) or _names(follow.target, deadline)
        case FollowKind.WORD:
            return _says(follow.target, deadline)
        case _:
            return False


def _is_on_topic(name: str, deadline: Deadline, topics: Sequence[Topic]) -> bool:
    """Whether a deadline's reports, short as they are, say any of a topic's words."""
    topic = named(name, topics) or house_topic(name) or Topic(name, (name,))
    heard = spread(_heard(deadline))
    return any(says(heard, word) for word in topic.words or (topic.name,))


def _names(name: str, deadline: Deadline) -> bool:
    parties = f"{deadline.terms.setter} {deadline.terms.addressee}".casefold()
    return name.casefold() in parties


def _says(word: str, deadline: Deadline) -> bool:
    return word.casefold() in _heard(deadline).casefold()


def _heard(deadline: Deadline) -> str:
    """Return all that the reports of a deadline say of it."""
    told = [(r.headline, r.finding.evidence.text, *_terms(r.finding.terms)) for r in deadline.reports]
    return "\n".join(words for said in told for words in said)


def _terms(terms: Terms) -> tuple[str, ...]:
    return terms.title, terms.setter, terms.addressee, terms.action, terms.consequence


async def following(tx: Transaction, chat: ChatId) -> Following:
    """Return what a chat follows."""
    return (await followings(tx, [chat]))[chat]


async def followings(tx: Transaction, chats: Collection[ChatId]) -> dict[ChatId, Following]:
    """Return what each of these chats follows; topics and filters of those alone that follow more than deadlines."""
    follows = await tx.subscribers.follows_of(chats)
    known = {chat: Following(tuple(follows.get(chat, ()))) for chat in chats}
    broad = [chat for chat, one in known.items() if one.is_broad]
    topics, rules = await tx.interests.topics(broad), await tx.interests.rules(broad)
    for chat in topics.keys() | rules.keys():
        known[chat] = replace(known[chat], topics=topics.get(chat, ()), rules=rules.get(chat, ()))
    return known


async def is_following(tx: Transaction, chat: ChatId, deadline: Deadline) -> bool:
    """Whether the chat hears of this deadline, by itself, an actor, a word or all."""
    return concerns(await following(tx, chat), deadline)


def own_follow(follows: Sequence[Follow], deadline: Deadline) -> list[Follow]:
    """Return the follows that name this very deadline."""
    return [f for f in follows if f.kind is FollowKind.DEADLINE and int(f.target) in deadline.aliases]


async def reject(tx: Transaction, chat: ChatId, id_: int, *, now: datetime) -> Deadline:
    """Note "not a deadline" for this chat alone; the deadline leaves its ledger. Raises NotFoundError."""
    found = await deadline(tx, chat, id_, now=now)
    for report in found.reports:
        await tx.ledger.reject(chat, report.id, now=now)
    await tx.subscribers.plan(chat, found.aliases, [])
    return found


async def restore(tx: Transaction, chat: ChatId, id_: int, *, now: datetime) -> Deadline:
    """Take "not a deadline" back, for the whole deadline that the id belongs to. Raises NotFoundError."""
    found = await everything(tx, chat, id_, now=now)
    last = found.reports[-1]
    for report in [last] if last.finding.own else found.reports:
        if not report.finding.puts_right:
            await tx.ledger.restore(chat, report.id)
    return await deadline(tx, chat, int(last.id), now=now)


async def everything(tx: Transaction, chat: ChatId, id_: int, *, now: datetime) -> Deadline:
    """Return the deadline of this id with all its reports, those that the chat put aside too. Raises NotFoundError."""
    found = find(tell(await tx.ledger.reports(chat=chat), now=now), id_)
    if found is None:
        raise NotFoundError("deadline", id_)
    return found


async def count_from(tx: Transaction, chat: ChatId, id_: int, report: int, *, now: datetime) -> Deadline:
    """Count a deadline by the date that one of its reports gives, for this chat alone; an earlier choice goes.

    Raises NotFoundError.
    """
    found = await deadline(tx, chat, id_, now=now)
    if report not in found.aliases:
        raise NotFoundError("report", report)
    for other in found.reports:
        await tx.ledger.drop_anchor(chat, other.id)
    await tx.ledger.choose_anchor(chat, ReportId(report), now=now)
    return await deadline(tx, chat, id_, now=now)

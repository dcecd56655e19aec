"""Alerts: /alerts, and the buttons that begin, end and put off."""

from collections.abc import Sequence

from bot import views
from bot.context import Work
from bot.views.press import mark
from core.briefing.typed import in_english
from core.briefing.when import parse_ladder
from core.deadlines.ledger import find
from core.deadlines.reminders import ALL_RUNGS
from core.errors import UnreadableTimeError
from core.model.deadline import Deadline
from core.model.subscriber import Follow, FollowKind, Rung
from core.newsdesk import interests, planning, subscribing, tracking

_KINDS = {
    "word": FollowKind.WORD,
    "topic": FollowKind.TOPIC,
    "actor": FollowKind.ACTOR,
    "from": FollowKind.ACTOR,
    "by": FollowKind.ACTOR,
}
_LADDER = {"ladder", "when", "steps"}
_ALL = {"all", "everything"}
_OFF = {"off", "none", "stop"}


async def alerts(work: Work, words: str) -> None:
    """/alerts — what is followed and what comes next; /alerts all, WORD, topic NAME, actor NAME follow; off ends all.

    /alerts ladder 7d 1d chooses the steps on which one is told. Raises UnreadableTimeError, TooManyFollowsError.
    """
    said = words.strip()
    if not said:
        await _overview(work)
    elif in_english(said) in _ALL:
        await subscribing.follow(work.tx, work.chat, FollowKind.ALL, "", now=work.now)
        await _overview(work)
    elif in_english(said) in _OFF:
        for follow in await work.tx.subscribers.follows(work.chat):
            if follow.kind in tracking.DEADLINE_FOLLOWS:
                await subscribing.unfollow(work.tx, work.chat, follow.kind, follow.target, now=work.now)
        await _overview(work)
    elif in_english(said).split()[0] in _LADDER:
        await _ladder(work, said.partition(" ")[2])
    elif _names_steps(said):
        await _ladder(work, said)
    else:
        kind, name = _meant(said)
        await subscribing.follow(work.tx, work.chat, kind, name[:80], now=work.now)
        await _overview(work)


def _names_steps(said: str) -> bool:
    """Whether "7 days, 1 day" are the steps themselves, without a word before them."""
    try:
        parse_ladder(in_english(said))
    except UnreadableTimeError:
        return False
    return said[0].isdigit()


def _meant(said: str) -> tuple[FollowKind, str]:
    """Return what "topic Black Sea", "actor Russia" or "ceasefire" follow."""
    first, _, rest = said.partition(" ")
    kind = _KINDS.get(in_english(first).rstrip(":"))
    return (kind, rest.strip()) if kind is not None and rest.strip() else (FollowKind.WORD, said)


async def _ladder(work: Work, words: str) -> None:
    """Show the ladder, or take the steps that the words name for it."""
    if words.strip():
        rungs = parse_ladder(in_english(words))
        work.subscriber = await subscribing.set_rungs(work.tx, work.chat, rungs, now=work.now)
    await work.reply(views.ladder(work.subscriber))


async def ladder(work: Work, step: str) -> None:
    """*When I am told*, and each step on it: taken on or off, in the same message; the last one stays."""
    if step == "show":
        await work.reply(views.ladder(work.subscriber))
        return
    rungs = (work.subscriber.rungs or ALL_RUNGS) ^ {Rung(step)}
    if not rungs:
        work.toast = views.last_rung_toast()
        return
    wanted = None if rungs == ALL_RUNGS else rungs
    work.subscriber = await subscribing.set_rungs(work.tx, work.chat, wanted, now=work.now)
    await work.edit(views.ladder(work.subscriber))


async def endings(work: Work, words: str) -> None:
    """/unfollow NAME — end the follow of a word, topic, feed or actor of this name; then what is left, with buttons."""
    if words.strip():
        meant = views.topic_meant(words.strip())
        named = await interests.unfollow_named(work.tx, work.chat, meant, now=work.now)
        await work.reply(views.unfollowed(words.strip() if named is None else named, was_followed=named is not None))
        if named is not None:
            return
    await _overview(work)


async def _overview(work: Work, *, anew: bool = True) -> None:
    follows = await work.tx.subscribers.follows(work.chat)
    seen = await tracking.ledger(work.tx, work.chat, now=work.now)
    planned = await planning.replan_chat(work.tx, work.chat, now=work.now)
    named = [(follow, await _name(work, follow, seen)) for follow in follows]
    rows = [(follow, name) for follow, name in named if name or follow.kind is not FollowKind.DEADLINE]
    coming = sorted(
        ((alert, d) for d in seen for alert in planned.get(int(d.id), ())),
        key=lambda pair: (pair[0].due, pair[0].key),
    )
    view = views.alerts_overview(rows, work.subscriber, coming[:5])
    await (work.reply(view) if anew else work.edit(view))


async def _name(work: Work, follow: Follow, seen: Sequence[Deadline]) -> str:
    match follow.kind:
        case FollowKind.DEADLINE:
            found = find(seen, int(follow.target))
            return views.deadline_name(found) if found else ""
        case FollowKind.FEED:
            feed = next((f for f in await work.tx.feeds.all() if str(int(f.id)) == follow.target), None)
            return (feed.title or feed.url) if feed else ""
        case _:
            return follow.target


async def begin(work: Work, id_: int) -> None:
    """*Alert me*, *Track this*: follow a deadline; the answer lists what will come when, once however often pressed."""
    before = await work.tx.subscribers.follows(work.chat)
    deadline, coming = await subscribing.follow_deadline(work.tx, work.chat, id_, now=work.now)
    work.toast = views.following_toast()
    if await work.tx.subscribers.follows(work.chat) != before:
        await work.reply(views.following(deadline, coming, work.subscriber, work.now))


async def end(work: Work, id_: int) -> None:
    """*Mute*: nothing more about this deadline."""
    deadline = await subscribing.unfollow_deadline(work.tx, work.chat, id_, now=work.now)
    await work.reply(views.muted(deadline))


async def snooze(work: Work, id_: int, hours: int) -> None:
    """Remind once more in some hours; the ladder stays as it is."""
    _, until = await subscribing.snooze(work.tx, work.chat, id_, hours, now=work.now)
    work.toast = views.snoozed_toast(until, work.subscriber)


async def unfollow(work: Work, kind: str, marked: str) -> None:
    """Stop following what an entry of the overview names by its mark; the overview is shown anew in its place."""
    follows = await work.tx.subscribers.follows(work.chat)
    meant = next((f for f in follows if (f.kind, mark(f.target)) == (kind, marked)), None)
    if meant is None:
        work.toast = views.stale_button_toast()
        return
    await subscribing.unfollow(work.tx, work.chat, meant.kind, meant.target, now=work.now)
    await _overview(work, anew=False)

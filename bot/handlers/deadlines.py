"""The ledger in the chat: /deadlines, /deadline, /asof, and the buttons of a card."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import views
from bot.context import Work
from core.briefing.days import parse_day
from core.newsdesk import own, planning, tracking

_PAST_WORDS = {"passed", "past", "ended", "over", "closed"}


async def deadlines(work: Work, words: str) -> None:
    """/deadlines [passed] [words] — by date with countdowns; words narrow the list down."""
    said = words.split()
    past = bool(said) and said[0].casefold() in _PAST_WORDS
    query = " ".join(said[1:] if past or (said and said[0].casefold() == "open") else said)
    await _list(work, past=past, query=query, page=0, anew=True)


async def list_page(work: Work, state: str, page: int) -> None:
    """Turn a page of the list, or switch between open and ended ones, in the same message."""
    await _list(work, past=state != "open", query="", page=page, anew=False)


async def _list(work: Work, *, past: bool, query: str, page: int, anew: bool) -> None:
    found = await tracking.deadlines(work.tx, work.chat, now=work.now, past=past, words=query)
    shown = found if query else await tracking.unmuted(work.tx, work.chat, found)
    state, hidden = "passed" if past else "open", len(found) - len(shown)
    view = views.deadline_list(shown, work.subscriber, work.now, state=state, query=query, page=page, hidden=hidden)
    await (work.reply(view) if anew else work.edit(view))


async def deadline(work: Work, words: str) -> None:
    """/deadline WORDS — the card of the deadline that the words mean; without words the nearest one."""
    if words.strip().isdecimal() and len(words.strip()) < 12:
        await card(work, int(words))
        return
    if words.strip():
        found = await tracking.answer(work.tx, work.chat, words, now=work.now)
    else:
        found = await tracking.open_deadlines(work.tx, work.chat, now=work.now)
    if found:
        await card(work, int(found[0].id))
    else:
        await work.reply(views.deadline_list([], work.subscriber, work.now, query=words.strip()))


async def card(work: Work, id_: int, *, edit: bool = False) -> None:
    """Show a deadline's card. Raises NotFoundError."""
    found = await tracking.deadline(work.tx, work.chat, id_, now=work.now)
    following = await tracking.is_following(work.tx, work.chat, found)
    chosen = await work.tx.ledger.chosen_anchors(work.chat)
    count_from = next((int(r.id) for r in reversed(found.reports) if r.id in chosen), None)
    view = views.deadline_card(found, work.subscriber, work.now, following=following, count_from=count_from)
    shows = f"deadline:{found.id}"
    await (work.edit(view, shows=shows) if edit else work.reply(view, shows=shows))


async def why(work: Work, id_: int) -> None:
    """Show the evidence: each report's sentence, its anchor, the arithmetic."""
    found = await tracking.deadline(work.tx, work.chat, id_, now=work.now)
    await work.reply(views.why(found, work.subscriber, work.now))


async def count(work: Work, id_: int) -> None:
    """Offer the anchors that the reports count from."""
    found = await tracking.deadline(work.tx, work.chat, id_, now=work.now)
    await work.reply(views.count_from(found))


async def anchor(work: Work, id_: int, report: int) -> None:
    """Count from another anchor, for this chat alone; its alerts move along."""
    await tracking.count_from(work.tx, work.chat, id_, report, now=work.now)
    await planning.replan_chat(work.tx, work.chat, now=work.now)
    work.toast = views.counted_toast()
    await card(work, id_, edit=True)


async def reject(work: Work, id_: int) -> None:
    """ "Not a deadline": it leaves this chat's ledger; one tap brings it back."""
    found = await tracking.reject(work.tx, work.chat, id_, now=work.now)
    await work.edit(views.deleted(found) if own.is_own(found) else views.rejected(found))


async def restore(work: Work, id_: int) -> None:
    """Take "not a deadline" back."""
    found = await tracking.restore(work.tx, work.chat, id_, now=work.now)
    await planning.replan_chat(work.tx, work.chat, now=work.now)
    await card(work, int(found.id), edit=True)


async def asof(work: Work, words: str) -> None:
    """/asof DAY — the ledger as it was known at the end of that day. Raises UnreadableTimeError."""
    if not words.strip():
        await work.reply(views.asof_usage(work.now))
        return
    await _asof(work, parse_day(words, today=work.now.astimezone(ZoneInfo(work.subscriber.zone)).date()))


async def asof_days(work: Work, days: str) -> None:
    """*Yesterday*, *A week ago*: the ledger as it was known so many days ago."""
    today = work.now.astimezone(ZoneInfo(work.subscriber.zone)).date()
    await _asof(work, today - timedelta(days=int(days)))


async def _asof(work: Work, day: date) -> None:
    zone = ZoneInfo(work.subscriber.zone)
    moment = min(datetime.combine(day, time.max, zone), work.now)
    found = await tracking.asof(work.tx, work.chat, moment)
    is_ahead = day > work.now.astimezone(zone).date()
    await work.reply(views.asof(found, moment, work.subscriber, is_ahead=is_ahead))

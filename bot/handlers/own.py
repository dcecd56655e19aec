"""One's own: /remind, a deadline that is typed, and dates put right by a button, a reply or a few words."""

from bot import views
from bot.context import Work
from bot.handlers import deadlines
from core.deadlines.typed import Correction, Own, asked_for, read_due, read_own
from core.errors import NotFoundError, UnresolvableTimexError
from core.model.feed import Question
from core.newsdesk import own, planning, tracking

FIX = "fix"
"""What a chat is asked for after *Fix the date*; `about` is the deadline's id."""

NAME = "name"
"""What a chat is asked for after *Rename*; `about` is the deadline's id."""

WHEN = "when"
"""What a chat is asked for where only the what is known; `about` is that."""

OFFER = "offer"
"""What waits for *Keep it*; `about` is the text."""

_ADDING = frozenset({"add", "new", "mine"})

ASKED = (FIX, NAME, WHEN)
"""Questions that the next short text answers."""


async def remind(work: Work, words: str) -> None:
    """/remind 30 November submit the tax form — keep a deadline of one's own; bare, it says how."""
    said = asked_for(f"remind {words.strip()}") or words.strip()
    if not said:
        await work.reply(views.own_usage())
        return
    wish = read_own(said, now=work.now, zone=work.subscriber.zone)
    if wish is None:
        await _ask(work, WHEN, said)
        await work.reply(views.ask_when(said))
    else:
        await keep(work, wish, said)


async def deadline(work: Work, words: str) -> None:
    """/deadline WORDS — the card of what they mean; in one's own chat `/deadline add …` keeps one of one's own."""
    verb, _, rest = words.strip().partition(" ")
    if verb.casefold() in _ADDING and rest.strip() and work.chat > 0:
        await remind(work, rest)
    else:
        await deadlines.deadline(work, words)


async def keep(work: Work, wish: Own, said: str) -> None:
    """Keep a deadline of one's own and say what will come. Raises TooManyFollowsError."""
    named = wish if wish.title else Own(views.nameless(), wish.due, wish.words)
    made = await own.add(work.tx, work.chat, named, said=said, now=work.now)
    coming = (await planning.replan_chat(work.tx, work.chat, now=work.now)).get(int(made.id), ())
    await work.reply(views.own_kept(made, coming, work.subscriber, work.now), shows=f"deadline:{made.id}")


async def offer(work: Work, said: str, title: str) -> None:
    """Ask whether a text with a date is to be kept."""
    await _ask(work, OFFER, said)
    await work.reply(views.offer_own(title))


async def offered(work: Work, answer: str) -> None:
    """*Keep it* or *No* under that question. Raises NotFoundError where it was answered before."""
    asked = [question for question in await work.tx.subscribers.asked(work.chat) if question.awaits == OFFER]
    if not asked:
        raise NotFoundError("question", OFFER)
    await work.tx.subscribers.answered(work.chat, OFFER)
    wish = read_own(asked[0].about, now=work.now, zone=work.subscriber.zone)
    if answer == "yes" and wish is not None:
        await keep(work, wish, asked[0].about)
    else:
        await work.edit(views.not_kept())


async def fix(work: Work, id_: int) -> None:
    """*Fix the date*: ask what is right. Raises NotFoundError."""
    found = await tracking.deadline(work.tx, work.chat, id_, now=work.now)
    await _ask(work, FIX, str(id_))
    await work.reply(views.ask_date(found), shows=f"deadline:{id_}")


async def rename(work: Work, id_: int) -> None:
    """*Rename* on a deadline of one's own. Raises NotFoundError."""
    found = await tracking.deadline(work.tx, work.chat, id_, now=work.now)
    await _ask(work, NAME, str(id_))
    await work.reply(views.ask_name(found))


async def finish(work: Work, id_: int) -> None:
    """*Done* on a deadline of one's own. Raises NotFoundError."""
    done = await own.change(work.tx, work.chat, id_, is_done=True, now=work.now)
    await work.edit(views.finished(done))


async def undo(work: Work, id_: int) -> None:
    """*Undo my date*: the sources' own dates stand again. Raises NotFoundError."""
    found = await own.undo(work.tx, work.chat, id_, now=work.now)
    await deadlines.card(work, int(found.id), edit=True)


async def answered(work: Work, question: Question, text: str) -> bool:
    """Take a text as the answer to one of our questions; False where it is none, and the question stays open."""
    match question.awaits:
        case "when":
            due = read_due(text, now=work.now, zone=work.subscriber.zone)
            if due is None:
                return False
            await work.tx.subscribers.answered(work.chat, WHEN)
            wish = Own(question.about[:1].upper() + question.about[1:], due, text)
            await keep(work, wish, f"{question.about}, {text}")
        case "name":
            await work.tx.subscribers.answered(work.chat, NAME)
            found = await own.change(work.tx, work.chat, int(question.about), title=text, now=work.now)
            await deadlines.card(work, int(found.id))
        case _:
            return await _fixed(work, int(question.about), text)
    return True


async def _fixed(work: Work, id_: int, text: str) -> bool:
    said = await own.read_reply(work.tx, work.chat, id_, text, zone=work.subscriber.zone, now=work.now)
    if said is None:
        return False
    await correct(work, id_, said)
    return True


async def correct(work: Work, id_: int, said: Correction) -> None:
    """Count a deadline anew as its reader says, and show its card with the way back. Raises NotFoundError."""
    await work.tx.subscribers.answered(work.chat, FIX)
    try:
        found = await own.correct(work.tx, work.chat, id_, said, now=work.now)
    except UnresolvableTimexError:
        await _ask(work, FIX, str(id_))
        await work.reply(views.nothing_to_count())
        return
    await deadlines.card(work, int(found.id))


async def _ask(work: Work, awaits: str, about: str) -> None:
    await work.tx.subscribers.ask(Question(work.chat, awaits, about, work.now))

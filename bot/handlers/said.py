"""Said: what a person writes that is no command: an article, a question, an answer, a correction, a wish."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta

from telegram import Chat, Message, Update

from bot import views
from bot.context import DatelineContext, Work, chat_of
from bot.handlers import alerts, briefs, deadlines, farewell, own, settings, start, texts, zones
from bot.views.press import Press, Verb, decode
from core.briefing.opening import read_opening
from core.briefing.said import Said, is_told, understand
from core.briefing.typed import in_english
from core.deadlines.asking import is_clear
from core.deadlines.typed import Correction, Wrong, asked_for, is_question, read_own, read_wish
from core.errors import NotFoundError, UnknownZoneError, UnreadableTimeError
from core.model.delivery import Delivery
from core.model.feed import Question
from core.model.ids import ArticleId, ChatId
from core.newsdesk import own as corrections
from core.newsdesk import replying, tracking
from core.newsdesk.reading import Read
from core.ports import Transaction

PATIENCE = timedelta(days=1)
"""How long a question of ours waits for its answer."""

SPLIT = range(3_800, 4_097)
"""Letters that the first part of a text has which the client split at Telegram's limit."""

TOGETHER = timedelta(seconds=15)
"""How soon after it the next part comes."""

_SHORT_ANSWER = 60
_ZONE_WORDS = 4
"""Words that the name of a zone has at most: a longer text answers no question for it."""

_REPORT_WORDS = 6
"""Words from which a statement is looked at for a deadline in it."""


async def _welcome(work: Work, words: str) -> None:  # noqa: ARG001 -- as commands have it
    await work.reply(views.welcome())


_PLAIN: dict[str, Callable[[Work, str], Awaitable[None]]] = {
    **dict.fromkeys(("start", "hi", "hello", "hey"), start.start),
    **dict.fromkeys(("help", "menu", "commands", "what can you do"), start.help_),
    **dict.fromkeys(("brief", "brief me", "news", "briefing", "what's new", "what is new"), briefs.brief),
    **dict.fromkeys(("thanks", "thank you", "thx", "ok", "okay", "great"), _welcome),
    **dict.fromkeys(("what is due next", "what's due next", "what is next"), deadlines.deadlines),
    "alerts": alerts.alerts,
    "settings": settings.settings,
    "stop": farewell.stop,
    "cancel": farewell.cancel,
}
"""Words that people send where a command is meant."""

_DEADLINES = frozenset({Verb.CARD, Verb.ALERT, Verb.MUTE, Verb.WHY})


async def said(update: Update, context: DatelineContext, words: str | None = None) -> None:
    """Take in whatever a person sent that is no command; `words` are those of it that are meant for the bot."""
    message = update.effective_message
    if message is None:
        return
    text = texts.text_of(message) if words is None else words
    if message.media_group_id:
        async with context.room.stores.begin() as tx:
            await tx.subscribers.ask(Question(chat_of(update), texts.ALBUM, message.media_group_id, message.date))
    if message.document is not None or message.forward_origin is not None:
        await texts.sent(update, context, message)
    elif await _replied(update, context, text) or await _goes_on(update, context, text):
        return
    elif understand(text) is Said.QUESTION:
        await _short_text(update, context, text)
    else:
        await texts.words(update, context, text)


async def is_first_of_album(work: Work, message: Message) -> bool:
    """Whether a picture without words stands alone, or is the first of its album that is seen."""
    if not message.media_group_id:
        return True
    asked = await work.tx.subscribers.asked(work.chat)
    if any(q.awaits == texts.ALBUM and q.about == message.media_group_id for q in asked):
        return False
    await work.tx.subscribers.ask(Question(work.chat, texts.ALBUM, message.media_group_id, work.now))
    return True


# -- a text that belongs to another one ----------------------------------------------------------------------------


async def _goes_on(update: Update, context: DatelineContext, text: str) -> bool:
    """Whether a text puts right the one sent last, or is the next part of it: then both are read as one."""
    message, last = update.effective_message, await texts.last_read(context, chat_of(update))
    if message is None or last is None:
        return False
    if update.edited_message is not None:
        is_one = last.message == message.message_id and understand(text) is Said.ARTICLE
        if is_one:
            await texts.read_anew(update, context, last, text)
        return is_one
    if last.message >= message.message_id or context.room.clock.elapsed() - last.at > TOGETHER:
        return False
    async with context.room.stores.begin() as tx:
        before = await tx.articles.get(last.article, chat=chat_of(update))
    if before is None or len(before.text) not in SPLIT or understand(text) is Said.ADDRESS:
        return False
    if read_opening(text, today=context.room.clock.now().date()).day is not None:
        return False  # it opens as an article of its own does
    between = "\n" if before.text.rstrip().endswith((".", "!", "?", "”", '"')) else " "
    await texts.read_anew(update, context, last, f"{before.text.rstrip()}{between}{text.lstrip()}")
    return True


# -- a reply -------------------------------------------------------------------------------------------------------


async def _replied(update: Update, context: DatelineContext, text: str) -> bool:
    """Answer a reply to one of our messages by what that shows; False where it is about something else."""
    message = update.effective_message
    replied = message.reply_to_message if message else None
    if replied is None or not _is_ours(replied, context):
        return False
    async with context.room.stores.begin() as tx:
        shown = await tx.outbox.shown_in(chat_of(update), replied.message_id)
    presses = tuple(_presses(shown)) if shown else ()
    if _is_private(update) and await _corrected(update, context, shown, presses, text):
        return True
    stories = [int(press.args[0]) for press in presses if press.verb is Verb.STORY]
    if not stories:
        return await _asked_of_one(update, context, shown, presses, text)
    async with context.work(update) as work:
        meant = await replying.meant_story(work.tx, work.chat, stories, text, now=work.now)
        if meant is not None:
            await briefs.story(work, meant)
        elif await tracking.answer(work.tx, work.chat, text, now=work.now):
            await _short(work, text)
        else:
            await work.reply(views.which_story(len(stories)))
    return True


async def _asked_of_one(
    update: Update, context: DatelineContext, shown: Delivery | None, presses: tuple[Press, ...], text: str
) -> bool:
    """Answer a question that names no deadline by the only one that the message shows: its card, under a card why."""
    meant = _deadline_shown(shown, presses)
    if meant is None or not is_question(text):
        return False
    async with context.room.stores.begin() as tx:
        if await tracking.answer(tx, chat_of(update), text, now=context.room.clock.now()):
            return False  # a work that has begun would count the update as done
    async with context.work(update) as work:
        is_card = shown is not None and shown.shows == f"deadline:{meant}"
        await (deadlines.why if is_card else deadlines.card)(work, meant)
    return True


def _is_ours(message: Message, context: DatelineContext) -> bool:
    return message.from_user is not None and message.from_user.id == context.bot.id


def _is_private(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type == Chat.PRIVATE


def _presses(shown: Delivery) -> Iterator[Press]:
    """Yield the buttons of a message of ours, in order."""
    for row in (shown.payload.get("reply_markup") or {}).get("inline_keyboard", []):
        for button in row:
            if (press := decode(str(button.get("callback_data", "")))) is not None:
                yield press


async def _corrected(
    update: Update, context: DatelineContext, shown: Delivery | None, presses: tuple[Press, ...], text: str
) -> bool:
    """Take a reply for a correction of the one date that the message shows; False where it is none."""
    meant = _deadline_shown(shown, presses)
    if meant is None:
        return False
    undated = next((int(press.args[1]) for press in presses if press.verb is Verb.PUBLISHED), None)
    right = await _right(update, context, meant, text)
    if right is None:
        return False
    if undated is not None and right.wrong is Wrong.START and right.day is not None:
        anew = await texts.reread(context, chat_of(update), ArticleId(undated), right.day.isoformat())
        async with context.work(update) as work:
            await texts.redated(work, anew)
        return True
    async with context.work(update) as work:
        await own.correct(work, meant, right)
    return True


async def _right(update: Update, context: DatelineContext, meant: int, text: str) -> Correction | None:
    zone, now = (await context.subscriber(update)).zone, context.room.clock.now()
    async with context.room.stores.begin() as tx:
        try:
            return await corrections.read_reply(tx, chat_of(update), meant, text, zone=zone, now=now)
        except NotFoundError:
            return None


def _deadline_shown(shown: Delivery | None, presses: tuple[Press, ...]) -> int | None:
    """Return the id of the only deadline that a message shows, None where it shows none or several."""
    kind, _, id_ = (shown.shows if shown else "").partition(":")
    if kind == "deadline" and id_.isdecimal():
        return int(id_)
    ids = {int(press.args[0]) for press in presses if press.verb in _DEADLINES}
    return ids.pop() if len(ids) == 1 else None


# -- a short text --------------------------------------------------------------------------------------------------


async def _short_text(update: Update, context: DatelineContext, text: str) -> None:
    """Take a short text as an answer of ours, as a wish of one's own, as news, and as a question, in this order."""
    anew = await _day_given(context, chat_of(update), text)
    item = None
    if anew is None and len(text.split()) >= _REPORT_WORDS and not is_question(text):
        item = await _news(update, context, text)
    if item is not None:
        await texts.keep(update, context, item[0], dated=item[1])
        return
    async with context.work(update) as work:
        if anew is not None:
            await texts.redated(work, anew)
        elif not (_is_private(update) and await _wished(work, text)):
            await _short(work, text, may_keep=_is_private(update))


async def _news(update: Update, context: DatelineContext, text: str) -> tuple[Read, bool] | None:
    """Return a short text as it reads, where it is one for itself and has a deadline in it or sounds like a report."""
    subscriber, now = await context.subscriber(update), context.room.clock.now()
    async with context.room.stores.begin() as tx:
        if await _open_question(tx, chat_of(update), now, text) is not None:
            return None
    if read_wish(text, now=now, zone=subscriber.zone) is not None:
        return None
    item, dated = await texts.read_private(update, context, texts.pasted(text))
    return (item, dated) if item.reading.findings or is_told(text) else None


async def _wished(work: Work, text: str) -> bool:
    """Keep a deadline of one's own where the text plainly is one, and no question of ours is open."""
    if await _open_question(work.tx, work.chat, work.now, text) is not None:
        return False
    wish = read_wish(text, now=work.now, zone=work.subscriber.zone)
    if wish is not None:
        await own.keep(work, wish, text)
    elif (what := asked_for(text)) is not None:
        await own.remind(work, what)
    else:
        return False
    return True


async def _day_given(context: DatelineContext, chat: ChatId, text: str) -> texts.Anew | None:
    async with context.room.stores.begin() as tx:
        asked = await _open_question(tx, chat, context.room.clock.now(), text)
    if asked is None or asked.awaits != texts.WRITTEN or len(text) > _SHORT_ANSWER:
        return None
    try:
        return await texts.reread(context, chat, ArticleId(int(asked.about)), text)
    except UnreadableTimeError:
        return None


async def _open_question(tx: Transaction, chat: ChatId, now: datetime, text: str) -> Question | None:
    """Return the last question of ours that this text can answer, unless it is forgotten by now."""
    asked = await tx.subscribers.asked(chat)
    zone = (zones.ZONE,) if len(text.split()) <= _ZONE_WORDS else ()
    kinds = (*zone, texts.WRITTEN, *own.ASKED)
    fresh = (q for q in asked if q.awaits in kinds and now - q.asked_at <= PATIENCE)
    return next(fresh, None)


async def _short(work: Work, text: str, *, may_keep: bool = False) -> None:
    """Answer a short text: as the answer to an open question first, then from the ledger, else with three examples."""
    if (command := _PLAIN.get(in_english(text.strip(" .!?/¡¿")))) is not None:
        await command(work, "")
        return
    found = await tracking.answer(work.tx, work.chat, text, now=work.now) if text.strip() else []
    if await _answered(work, text, is_question=bool(found) or "?" in text):
        return
    if not found:
        await _unanswered(work, text, may_keep=may_keep)
    elif is_clear(found, text):
        await deadlines.card(work, int(found[0].id))
    else:
        await work.reply(views.deadline_list(found[:5], work.subscriber, work.now, query=text))


async def _unanswered(work: Work, text: str, *, may_keep: bool) -> None:
    """Offer to keep a statement with a date as one's own; three things to tap for all else."""
    wish = None if is_question(text) or not may_keep else read_own(text, now=work.now, zone=work.subscriber.zone)
    if wish is not None and wish.title:
        await own.offer(work, text, wish.title)
        return
    nearest = await tracking.open_deadlines(work.tx, work.chat, now=work.now)
    await work.reply(views.no_answer(nearest[:1]))


async def _answered(work: Work, text: str, *, is_question: bool) -> bool:
    """Take a text as the answer to what was asked last; False where nothing was, or it is plainly a question itself."""
    asked = await _open_question(work.tx, work.chat, work.now, text)
    if asked is None or len(text) > _SHORT_ANSWER:
        return False
    if await _taken(work, asked, text):
        return True
    if not is_question:
        await _asked_again(work, asked, text)
    return not is_question


async def _taken(work: Work, asked: Question, text: str) -> bool:
    try:
        if asked.awaits == zones.ZONE:
            await zones.named(work, text)
            return True
        return asked.awaits in own.ASKED and await own.answered(work, asked, text)
    except UnknownZoneError:
        return False
    except NotFoundError:  # what it was about is gone meanwhile
        await work.tx.subscribers.answered(work.chat, asked.awaits)
        return False


async def _asked_again(work: Work, asked: Question, text: str) -> None:
    if asked.awaits == zones.ZONE:
        await zones.unknown(work, text)
    elif asked.awaits == texts.WRITTEN:
        await work.reply(views.ask_day(again=True))
    else:
        await work.reply(views.not_a_correction())

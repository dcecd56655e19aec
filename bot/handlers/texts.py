"""Anything sent is read: pasted and forwarded texts, links, files, captions; a short text is a question first."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from telegram import Document as Attachment
from telegram import (
    Message,
    MessageOrigin,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    Update,
)

from bot import views
from bot.context import DatelineContext, Work, chat_of
from bot.handlers import deadlines, zones
from core.briefing.days import parse_day
from core.briefing.memory import memory_of_article
from core.briefing.opening import read_opening
from core.briefing.said import Said, address_in, understand
from core.deadlines.asking import is_clear
from core.errors import EmptyArticleError, UnknownZoneError, Unread, UnreadableFileError, UnreadableTimeError
from core.model.article import Article, Draft
from core.model.deadline import Origin
from core.model.feed import Question
from core.model.ids import ArticleId, ChatId
from core.newsdesk import briefs, planning, reading, tracking
from core.ports import Transaction

WRITTEN = "written"
"""What a chat is asked for after *Other*: the day on which a text was written; `about` is the article's id."""

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes; Telegram hands bots nothing larger."""

PATIENCE = timedelta(days=1)
"""How long a question of ours waits for its answer."""

_SHORT_ANSWER = 60
_COMMENT_WORDS = 3
"""Words up to which a forwarded text is no article."""


async def said(update: Update, context: DatelineContext, words: str | None = None) -> None:
    """Read whatever a person sent that is no command; `words` are those of it that are meant for the bot."""
    message = update.effective_message
    if message is None:
        return
    text = text_of(message) if words is None else words
    if message.document is not None or _is_forwarded(message):
        await sent(update, context, message)
    elif understand(text) is Said.QUESTION:
        await _short_text(update, context, text)
    else:
        await _words(update, context, text)


async def summarise(update: Update, context: DatelineContext) -> None:
    """/summarise with a text or link, or as a reply to a message with one; bare, it says how."""
    message = update.effective_message
    if message is None or update.edited_message is not None:
        return
    _command, _, text = text_of(message).partition(" ")
    replied = message.reply_to_message
    if text.strip():
        await _words(update, context, text)
    elif replied is not None and (replied.document is not None or text_of(replied).strip()):
        await sent(update, context, replied)
    else:
        async with context.work(update) as work:
            await work.reply(views.summarise_usage())


def text_of(message: Message) -> str:
    """Return what a message says, be it a text or a caption."""
    return message.text or message.caption or ""


def _is_forwarded(message: Message) -> bool:
    return message.forward_origin is not None and len(text_of(message).split()) > _COMMENT_WORDS


async def sent(update: Update, context: DatelineContext, message: Message) -> None:
    """Read a message: its file, else the post that it forwards, else its words."""
    if message.document is not None:
        await _file(update, context, message.document)
    elif message.forward_origin is not None and _is_forwarded(message):
        await _read(update, context, _forwarded(text_of(message), message.forward_origin))
    else:
        await _words(update, context, text_of(message))


async def _words(update: Update, context: DatelineContext, text: str) -> None:
    address = address_in(text) if understand(text) is Said.ADDRESS else None
    if address is not None:
        await _page(update, context, address)
    else:
        await _read(update, context, Draft(text=text))


def _forwarded(text: str, origin: MessageOrigin) -> Draft:
    """Return a forwarded post as a draft: the origin's date is its anchor, the origin its source."""
    name = ""
    if isinstance(origin, MessageOriginChannel):
        name = origin.chat.title or ""
    elif isinstance(origin, MessageOriginChat):
        name = origin.sender_chat.title or ""
    elif isinstance(origin, MessageOriginUser):
        name = origin.sender_user.full_name
    elif isinstance(origin, MessageOriginHiddenUser):
        name = origin.sender_user_name
    return Draft(text=text, source=name, published=origin.date)


async def _file(update: Update, context: DatelineContext, file: Attachment) -> None:
    name = file.file_name or "file"
    if (file.file_size or 0) > LARGEST_FILE:
        raise UnreadableFileError(name, Unread.TOO_LARGE)
    await context.typing(update)
    remote = await file.get_file()
    draft = await context.room.wire.read_file(name, bytes(await remote.download_as_bytearray()))
    await _read(update, context, replace(draft, source=draft.source or name))


async def _page(update: Update, context: DatelineContext, address: str) -> None:
    """Read a public page; what it says is everybody's, since anyone may fetch it."""
    await context.typing(update)
    draft = await context.room.wire.read_page(address)
    full, dated = _dated(draft, ZoneInfo(draft.zone), context.room.clock.now())
    item = await reading.read_draft(context.room, full)
    async with context.work(update) as work:
        (article,) = await reading.keep(context.room, work.tx, [item], now=work.now)
        await _answer(work, article, dated=dated)


async def _read(update: Update, context: DatelineContext, draft: Draft) -> None:
    """Read what a person sent; only their chat will see it. Without a date it is read as written today, and asked."""
    if not draft.text.strip():
        raise EmptyArticleError
    subscriber = await context.subscriber(update)
    source = draft.source or views.pasted_source()
    mine = replace(draft, source=source, zone=subscriber.zone, audience=subscriber.chat)
    full, dated = _dated(mine, ZoneInfo(subscriber.zone), context.room.clock.now())
    item = await reading.read_draft(context.room, full)
    async with context.work(update) as work:
        (article,) = await reading.keep(context.room, work.tx, [item], now=work.now)
        await _answer(work, article, dated=dated)


def _dated(draft: Draft, zone: ZoneInfo, now: datetime) -> tuple[Draft, bool]:
    """Return a draft with its headline and its time, and whether that is known: it is now where nothing tells it.

    Its own time counts first (that of a post, which Telegram tells in UTC, by the reader's calendar), then noon of the
    day in its dateline.
    """
    opening = read_opening(draft.text, today=now.astimezone(zone).date())
    noon = datetime.combine(opening.day, time(12), zone) if opening.day else None
    own = draft.published
    if own is not None and draft.audience is not None and own.utcoffset() == timedelta():
        own = own.astimezone(zone)
    written = own or noon
    headline = draft.title or opening.headline
    return replace(draft, title=headline, published=written or now.astimezone(zone)), written is not None


async def _answer(work: Work, article: Article, *, dated: bool, edit: bool = False) -> None:
    told = await briefs.article_deadlines(work.tx, work.chat, article, now=work.now)
    follows = await work.tx.subscribers.follows(work.chat)
    following = frozenset(int(d.id) for d in told if tracking.concerns(follows, d))
    ask = not dated and _leans_on_publication(article)
    view = views.article(article, told, work.subscriber, work.now, following=following, ask_written=ask)
    await work.tx.subscribers.remember(work.chat, [memory_of_article(article, told)], now=work.now)
    await (work.edit(view) if edit else work.reply(view))


def _leans_on_publication(article: Article) -> bool:
    """Whether a date found in it depends on the day on which it was written."""
    return any(
        finding.anchor is not None and finding.anchor.origin in (Origin.PUBLISHED, Origin.EVENT, Origin.NEIGHBOUR)
        for finding in article.reading.findings
    )


async def written(update: Update, context: DatelineContext, which: str, article: int) -> None:
    """*Written today · Yesterday · Other*: count anew from another day, for this chat alone. Raises NotFoundError."""
    if which != "other":
        anew = await _reread(context, chat_of(update), ArticleId(article), which)
        async with context.work(update) as work:
            await _redated(work, anew, edit=True)
        return
    async with context.work(update) as work:
        await work.tx.subscribers.ask(Question(work.chat, WRITTEN, str(article), work.now))
        await work.reply(views.ask_day())


@dataclass(frozen=True, slots=True)
class _Anew:
    """An article, and how it reads as written on another day."""

    article: ArticleId
    item: reading.Read


async def _reread(context: DatelineContext, chat: ChatId, article: ArticleId, day: str) -> _Anew:
    """Read an article as written on the day that the words name. Raises UnreadableTimeError, NotFoundError."""
    async with context.room.stores.begin() as tx:
        zone = ZoneInfo((await planning.settings(tx, chat)).zone)
    today = context.room.clock.now().astimezone(zone).date()
    noon = datetime.combine(parse_day(day, today=today), time(12), zone)
    return _Anew(article, await reading.reread(context.room, chat, article, noon))


async def _redated(work: Work, anew: _Anew, *, edit: bool = False) -> None:
    article = await reading.redate(work.tx, work.chat, anew.article, anew.item, now=work.now)
    await work.tx.subscribers.answered(work.chat, WRITTEN)
    await _answer(work, article, dated=True, edit=edit)


async def _short_text(update: Update, context: DatelineContext, text: str) -> None:
    """Take a short text as the day that was asked for, where it is one; else as an answer or a question."""
    anew = await _day_given(context, chat_of(update), text)
    async with context.work(update) as work:
        if anew is not None:
            await _redated(work, anew)
        else:
            await _short(work, text)


async def _day_given(context: DatelineContext, chat: ChatId, text: str) -> _Anew | None:
    async with context.room.stores.begin() as tx:
        asked = await _open_question(tx, chat, context.room.clock.now())
    if asked is None or asked.awaits != WRITTEN or len(text) > _SHORT_ANSWER:
        return None
    try:
        return await _reread(context, chat, ArticleId(int(asked.about)), text)
    except UnreadableTimeError:
        return None


async def _open_question(tx: Transaction, chat: ChatId, now: datetime) -> Question | None:
    """Return the last question of ours that a text can answer, unless it is forgotten by now."""
    asked = await tx.subscribers.asked(chat)
    fresh = (q for q in asked if q.awaits in (zones.ZONE, WRITTEN) and now - q.asked_at <= PATIENCE)
    return next(fresh, None)


async def _short(work: Work, text: str) -> None:
    """Answer a short text: as the answer to an open question first, then from the ledger, else with three examples."""
    found = await tracking.answer(work.tx, work.chat, text, now=work.now) if text.strip() else []
    if await _answered(work, text, is_question=bool(found) or "?" in text):
        return
    if not found:
        nearest = await tracking.open_deadlines(work.tx, work.chat, now=work.now)
        await work.reply(views.no_answer(nearest[:1]))
    elif is_clear(found, text):
        await deadlines.card(work, int(found[0].id))
    else:
        await work.reply(views.deadline_list(found[:5], work.subscriber, work.now, query=text))


async def _answered(work: Work, text: str, *, is_question: bool) -> bool:
    """Take a text as the answer to what was asked last; False where nothing was, or it is plainly a question itself."""
    asked = await _open_question(work.tx, work.chat, work.now)
    if asked is None or len(text) > _SHORT_ANSWER:
        return False
    try:
        if asked.awaits == zones.ZONE:
            await zones.named(work, text)
            return True
    except UnknownZoneError:
        pass
    if not is_question:
        await (zones.unknown(work, text) if asked.awaits == zones.ZONE else work.reply(views.ask_day(again=True)))
    return not is_question

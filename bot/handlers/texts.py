"""Anything sent is read: pasted and forwarded texts, links, files, captions; a short text is a question first."""

from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from telegram import Document as Attachment
from telegram import (
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    Update,
)

from bot import views
from bot.context import DatelineContext, Work
from bot.handlers import deadlines, zones
from core.briefing.days import parse_day
from core.briefing.said import Said, address_in, understand
from core.errors import EmptyArticleError, InputError, UnreadableFileError
from core.model.article import Article, Draft
from core.model.deadline import Origin
from core.model.feed import Question
from core.model.ids import ArticleId
from core.newsdesk import briefs, reading, tracking
from core.text.prose import read_prose

WRITTEN = "written"
"""What a chat is asked for after *Other*: the day on which a text was written; `about` is the article's id."""

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes; Telegram hands bots nothing larger."""


async def said(update: Update, context: DatelineContext) -> None:
    """Read whatever a person sent that is no command."""
    message = update.effective_message
    if message is None:
        return
    text = message.text or message.caption or ""
    if message.document is not None:
        await _file(update, context, message.document)
    elif message.forward_origin is not None and len(text.split()) > 3:
        await _read(update, context, _forwarded(text, message))
    else:
        await _text(update, context, text)


async def _text(update: Update, context: DatelineContext, text: str) -> None:
    match understand(text):
        case Said.ADDRESS:
            await _page(update, context, address_in(text) or text)
        case Said.ARTICLE:
            await _read(update, context, _pasted(text))
        case Said.QUESTION:
            async with context.work(update) as work:
                await _short(work, context, text)


async def summarise(update: Update, context: DatelineContext) -> None:
    """/summarise with a text or link, or as a reply to one; bare, it says how."""
    message = update.effective_message
    text = " ".join(context.args or ())
    replied = message.reply_to_message if message else None
    if message and message.text and len(message.text.split(maxsplit=1)) > 1:
        text = message.text.split(maxsplit=1)[1]
    elif replied is not None:
        text = replied.text or replied.caption or ""
    if not text.strip():
        async with context.work(update) as work:
            await work.reply(views.summarise_usage())
    elif (address := address_in(text)) and understand(text) is Said.ADDRESS:
        await _page(update, context, address)
    else:
        await _read(update, context, _pasted(text))


def _pasted(text: str) -> Draft:
    """Return a paste as a draft; its dateline, where it has one with a date, says when it was written."""
    day = dateline_day(text)
    return Draft(text=text, source=views.pasted_source(), published=day)


def dateline_day(text: str) -> datetime | None:
    """Return noon (UTC) of the day in a text's dateline, None where it has none."""
    dateline = read_prose("", text[: 4 * 1024]).dateline
    return datetime.combine(dateline.day, time(12), UTC) if dateline and dateline.day else None


def _forwarded(text: str, message: Message) -> Draft:
    """Return a forwarded post as a draft: the origin's date is its anchor, the origin its source."""
    origin = message.forward_origin
    name = views.pasted_source()
    if isinstance(origin, MessageOriginChannel):
        name = origin.chat.title or name
    elif isinstance(origin, MessageOriginChat):
        name = origin.sender_chat.title or name
    elif isinstance(origin, MessageOriginUser):
        name = origin.sender_user.full_name
    elif isinstance(origin, MessageOriginHiddenUser):
        name = origin.sender_user_name
    return Draft(text=text, source=name, published=origin.date if origin else None)


async def _file(update: Update, context: DatelineContext, file: Attachment) -> None:
    name = file.file_name or "file"
    if (file.file_size or 0) > LARGEST_FILE:
        raise UnreadableFileError(name, "larger than 20 MB")
    remote = await file.get_file()
    data = bytes(await remote.download_as_bytearray())
    draft = await context.room.wire.read_file(name, data)
    if not draft.published:
        draft = replace(draft, published=dateline_day(draft.text))
    await _read(update, context, draft)


async def _page(update: Update, context: DatelineContext, address: str) -> None:
    """Read a public page; what it says is everybody's, since anyone may fetch it."""
    await context.typing(update)
    draft = await context.room.wire.read_page(address)
    item = await reading.read_draft(context.room, draft)
    async with context.work(update) as work:
        (article,) = await reading.keep(context.room, work.tx, [item], now=work.now)
        await _answer(work, article, dated=draft.published is not None)


async def _read(update: Update, context: DatelineContext, draft: Draft) -> None:
    """Read what a person sent; only their chat will see it. Without a date it is read as written today, and asked."""
    if not draft.text.strip():
        raise EmptyArticleError
    chat = update.effective_chat
    if chat is None:
        return
    dated = draft.published is not None
    subscriber = await context.subscriber(update)
    published = draft.published or context.room.clock.now().astimezone(ZoneInfo(subscriber.zone))
    mine = replace(draft, published=published, zone=subscriber.zone, audience=subscriber.chat)
    item = await reading.read_draft(context.room, mine)
    async with context.work(update) as work:
        (article,) = await reading.keep(context.room, work.tx, [item], now=work.now)
        await _answer(work, article, dated=dated)


async def _answer(work: Work, article: Article, *, dated: bool, edit: bool = False) -> None:
    told = await briefs.article_deadlines(work.tx, work.chat, article, now=work.now)
    follows = await work.tx.subscribers.follows(work.chat)
    following = frozenset(int(d.id) for d in told if tracking.concerns(follows, d))
    ask = not dated and _leans_on_publication(article)
    view = views.article(article, told, work.subscriber, work.now, following=following, ask_written=ask)
    await (work.edit(view) if edit else work.reply(view))


def _leans_on_publication(article: Article) -> bool:
    """Whether a date found in it depends on the day on which it was written."""
    return any(
        finding.anchor is not None and finding.anchor.origin in (Origin.PUBLISHED, Origin.EVENT, Origin.NEIGHBOUR)
        for finding in article.reading.findings
    )


async def written(work: Work, context: DatelineContext, which: str, article: int) -> None:
    """*Written yesterday · Other*: count anew from another day, for this chat alone."""
    if which == "other":
        await work.tx.subscribers.ask(Question(work.chat, WRITTEN, str(article), work.now))
        await work.reply(views.ask_day())
        return
    await _redate(work, context, article, which)


async def _redate(work: Work, context: DatelineContext, article: int, words: str) -> None:
    zone = ZoneInfo(work.subscriber.zone)
    day = parse_day(words, today=work.now.astimezone(zone).date())
    anew = await reading.redate(
        context.room, work.tx, work.chat, ArticleId(article), datetime.combine(day, time(12), zone), now=work.now
    )
    await _answer(work, anew, dated=True)


async def _short(work: Work, context: DatelineContext, text: str) -> None:
    """Answer a short text: the open question first, then the ledger, else three examples."""
    asked = await work.tx.subscribers.asked(work.chat)
    if asked is not None and await _answered(work, context, asked, text):
        return
    found = await tracking.answer(work.tx, work.chat, text, now=work.now)
    if not text.strip() or not found:
        nearest = await tracking.open_deadlines(work.tx, work.chat, now=work.now)
        await work.reply(views.no_answer(nearest[:1]))
    elif len(found) == 1 or tracking.is_clear(found, text):
        await deadlines.card(work, int(found[0].id))
    else:
        await work.reply(views.deadline_list(found[:5], work.subscriber, work.now, query=text))


async def _answered(work: Work, context: DatelineContext, asked: Question, text: str) -> bool:
    """Take a text as the answer to what was asked; False where it plainly is none."""
    if asked.awaits == zones.ZONE and len(text) <= 60 and "?" not in text:
        await zones.typed(work, text)
        return True
    if asked.awaits == WRITTEN:
        try:
            await _redate(work, context, int(asked.about), text)
        except InputError:
            await work.reply(views.ask_day(again=True))
            return True
        await work.tx.subscribers.answered(work.chat)
        return True
    return False

"""Texts: what is sent to be read, pasted or forwarded, as a link, a file or a caption; and how it is answered."""

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
from bot.handlers import parcels
from core.briefing.days import parse_day
from core.briefing.memory import memory_of_article
from core.briefing.opening import read_opening
from core.briefing.said import Said, address_in, understand
from core.errors import EmptyArticleError, Unread, UnreadableFileError
from core.model.article import Article, Draft
from core.model.deadline import Origin
from core.model.feed import Question
from core.model.ids import ArticleId, ChatId
from core.newsdesk import briefs, planning, reading, tracking

WRITTEN = "written"
"""What a chat is asked for after *Other*: the day on which a text was written; `about` is the article's id."""

LAST = "last"
"""What notes the text that was read last; `about` is its message and its article."""

ALBUM = "album"
"""What notes the album that was seen last, so that its pictures are answered once; `about` is its id."""

NOTES = (LAST, ALBUM)
"""What is kept beside our questions, and asks for nothing."""

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes; Telegram hands bots nothing larger."""


@dataclass(frozen=True, slots=True)
class Last:
    """The text that a chat sent last: its message, the article that was read in it, and when (the machine's time)."""

    message: int
    article: ArticleId
    at: datetime


async def summarise(update: Update, context: DatelineContext) -> None:
    """/summarise with a text or link, or as a reply to a message with one; bare, it says how."""
    message = update.effective_message
    if message is None or update.edited_message is not None:
        return
    _command, _, text = text_of(message).partition(" ")
    replied = message.reply_to_message
    if text.strip():
        await words(update, context, text)
    elif replied is not None and (replied.document is not None or text_of(replied).strip()):
        await sent(update, context, replied)
    else:
        async with context.work(update) as work:
            await work.reply(views.summarise_usage())


def text_of(message: Message) -> str:
    """Return what a message says, be it a text or a caption."""
    return message.text or message.caption or ""


async def sent(update: Update, context: DatelineContext, message: Message) -> None:
    """Read a message: its file, else the post that it forwards, else its words."""
    if message.document is not None:
        await _file(update, context, message.document)
    elif message.forward_origin is not None:
        await _read(update, context, _forwarded(text_of(message), message.forward_origin))
    else:
        await words(update, context, text_of(message))


async def words(update: Update, context: DatelineContext, text: str) -> None:
    """Read the page at an address, or a text as it stands."""
    address = address_in(text) if understand(text) is Said.ADDRESS else None
    if address is not None:
        await _page(update, context, address)
    else:
        await _read(update, context, pasted(text))


def pasted(text: str) -> Draft:
    """Return a text that somebody wrote or pasted, as a draft."""
    return Draft(text=text)


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
    if await parcels.took(update, context, file):
        return
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
        (article,) = await reading.keep(work.tx, [item], now=work.now)
        await _answer(work, article, dated=dated)


async def _read(update: Update, context: DatelineContext, draft: Draft) -> None:
    """Read what a person sent; only their chat will see it. Without a date it is read as written today, and asked."""
    item, dated = await read_private(update, context, draft)
    await keep(update, context, item, dated=dated)


async def read_private(update: Update, context: DatelineContext, draft: Draft) -> tuple[reading.Read, bool]:
    """Read a draft for the eyes of the chat that it comes from; return it, and whether its day is known.

    Raises EmptyArticleError, and what `reading.read_draft` raises.
    """
    if not draft.text.strip():
        raise EmptyArticleError
    subscriber = await context.subscriber(update)
    source = draft.source or views.pasted_source()
    mine = replace(draft, source=source, zone=subscriber.zone, audience=subscriber.chat)
    full, dated = _dated(mine, ZoneInfo(subscriber.zone), context.room.clock.now())
    return await reading.read_draft(context.room, full), dated


async def keep(update: Update, context: DatelineContext, item: reading.Read, *, dated: bool) -> None:
    """Keep what was read and answer with it; the message is known for a while, in case it is put right or goes on."""
    async with context.work(update) as work:
        (article,) = await reading.keep(work.tx, [item], now=work.now)
        await _note(work, update, article)
        await _answer(work, article, dated=dated)


async def read_anew(update: Update, context: DatelineContext, last: Last, text: str) -> None:
    """Read a text in place of what its message said before; the answer that stands is edited."""
    async with context.room.stores.begin() as tx:
        before = await tx.articles.get(last.article, chat=chat_of(update))
    draft = pasted(text)
    if before is not None and before.source != views.pasted_source():  # a post: its own day and channel stay
        draft = replace(draft, source=before.source, published=before.published)
    item, dated = await read_private(update, context, draft)
    async with context.work(update) as work:
        article = await reading.replace(work.tx, work.chat, last.article, item, now=work.now)
        await _note(work, update, article)
        shown = await work.tx.outbox.showing(work.chat, _shows(last.article))
        work.over(shown.message_id if shown else None)
        await _answer(work, article, dated=dated, edit=True)


async def _note(work: Work, update: Update, article: Article) -> None:
    message = update.effective_message
    if message is not None and message.document is None and work.chat > 0:
        about = f"{message.message_id}:{int(article.id)}"
        await work.tx.subscribers.ask(Question(work.chat, LAST, about, work.elapsed))


async def last_read(context: DatelineContext, chat: ChatId) -> Last | None:
    """Return the text that a chat sent last, None where it sent none."""
    async with context.room.stores.begin() as tx:
        asked = await tx.subscribers.asked(chat)
    kept = next((question for question in asked if question.awaits == LAST), None)
    if kept is None:
        return None
    message, _, article = kept.about.partition(":")
    return Last(int(message), ArticleId(int(article)), kept.asked_at)


def _shows(article: ArticleId) -> str:
    return f"article:{int(article)}"


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
    followed = await tracking.following(work.tx, work.chat)
    following = frozenset(int(d.id) for d in told if tracking.concerns(followed, d))
    ask = not dated and _leans_on_publication(article)
    view = views.article(article, told, work.subscriber, work.now, following=following, ask_written=ask)
    await work.tx.subscribers.remember(work.chat, [memory_of_article(article, told)], now=work.now)
    shows = _shows(article.id)
    await (work.edit(view, shows=shows) if edit else work.reply(view, shows=shows))


def _leans_on_publication(article: Article) -> bool:
    """Whether a date found in it depends on the day on which it was written."""
    return any(
        finding.anchor is not None and finding.anchor.origin in (Origin.PUBLISHED, Origin.EVENT, Origin.NEIGHBOUR)
        for finding in article.reading.findings
    )


async def written(update: Update, context: DatelineContext, which: str, article: int) -> None:
    """*Written today · Yesterday · Other*: count anew from another day, for this chat alone. Raises NotFoundError."""
    if which != "other":
        anew = await reread(context, chat_of(update), ArticleId(article), which)
        async with context.work(update) as work:
            await redated(work, anew, edit=True)
        return
    async with context.work(update) as work:
        await work.tx.subscribers.ask(Question(work.chat, WRITTEN, str(article), work.now))
        await work.reply(views.ask_day())


@dataclass(frozen=True, slots=True)
class Anew:
    """An article, and how it reads as written on another day."""

    article: ArticleId
    item: reading.Read


async def reread(context: DatelineContext, chat: ChatId, article: ArticleId, day: str) -> Anew:
    """Read an article as written on the day that the words name. Raises UnreadableTimeError, NotFoundError."""
    async with context.room.stores.begin() as tx:
        zone = ZoneInfo((await planning.settings(tx, chat)).zone)
    today = context.room.clock.now().astimezone(zone).date()
    noon = datetime.combine(parse_day(day, today=today), time(12), zone)
    return Anew(article, await reading.reread(context.room, chat, article, noon))


async def redated(work: Work, anew: Anew, *, edit: bool = False) -> None:
    """Answer with an article as it reads on another day. Raises NotFoundError."""
    article = await reading.redate(work.tx, work.chat, anew.article, anew.item, now=work.now)
    await work.tx.subscribers.answered(work.chat, WRITTEN)
    await _answer(work, article, dated=True, edit=edit)

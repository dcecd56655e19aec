"""Carrying things out and in: /export, /import, and the files that are taken in: parcels, lists of feeds, calendars."""

from pathlib import PurePath
from zoneinfo import ZoneInfo

from telegram import Document as Attachment
from telegram import Update
from telegram.error import BadRequest

from bot import views
from bot.context import DatelineContext, Work, chat_of
from bot.handlers import calendars, doors
from core.errors import TooManyFollowsError, Unread, UnreadableFileError
from core.model.belongings import Belongings
from core.model.feed import Question
from core.newsdesk import belongings, diaries, subscribing, tracking
from core.newsdesk.calendars import uid
from core.newsdesk.parcels import LARGEST, pack, unpack

PARCEL = "parcel"
"""What a chat is asked before a parcel is taken in; `about` is the file's id at Telegram."""

_CALENDARS, _FEEDS, _PARCELS = frozenset({".ics", ".ical"}), frozenset({".opml"}), frozenset({".json"})
_HOUSE_NAME = "file"


async def export(update: Update, context: DatelineContext) -> None:
    """/export — everything of the chat as JSON, its feeds as OPML, its deadlines as a calendar."""
    if update.edited_message is not None:
        return
    await context.typing(update)
    agenda, now = await calendars.agenda(update, context), context.room.clock.now()
    async with context.room.stores.begin() as tx:
        kept = await belongings.gather(tx, agenda.subscriber.chat, now=now)
    files = [(views.exported(), views.parcel_file(await context.room.workers.run(pack, kept)))]
    if kept.feeds:
        listed = context.room.wire.write_feed_list((feed.url, feed.title) for feed in kept.feeds)
        files.append((views.feeds_exported(len(kept.feeds)), views.feeds_file(listed)))
    if agenda.dated:
        file = await calendars.written(context, agenda.dated, agenda.subscriber.language)
        files.append((views.calendar_sent(agenda), file))
    async with context.work(update) as work:
        for words, file in files:
            await work.enclose(words, file)


async def import_(work: Work, words: str) -> None:  # noqa: ARG001 -- every command takes its words
    """/import — which files are taken in; they are sent without a command."""
    await work.reply(views.import_usage())


async def took(update: Update, context: DatelineContext, file: Attachment) -> bool:
    """Take in a file of a kind that is no article; False for any other. Raises UnreadableFileError."""
    name = file.file_name or _HOUSE_NAME
    suffix = PurePath(name).suffix.lower()
    if suffix not in _CALENDARS | _FEEDS | _PARCELS:
        return False
    if await doors.kept_out(update, context):
        return True
    if (file.file_size or 0) > LARGEST:
        raise UnreadableFileError(name, Unread.TOO_LARGE)
    await context.typing(update)
    data = bytes(await (await file.get_file()).download_as_bytearray())
    if suffix in _CALENDARS:
        await _calendar(update, context, name, data)
    elif suffix in _FEEDS:
        await _feeds(update, context, name, data)
    else:
        await _offer(update, context, file, await _unpacked(context, name, data))
    return True


async def _calendar(update: Update, context: DatelineContext, name: str, data: bytes) -> None:
    subscriber = await context.subscriber(update)
    diary = await context.room.wire.read_calendar(name, data, zone=str(ZoneInfo(subscriber.zone)))
    async with context.work(update) as work:
        seen = await tracking.ledger(work.tx, work.chat, now=work.now)
        taken = await diaries.take_in(work.tx, work.chat, diary, source=name, ours=map(uid, seen), now=work.now)
        await work.reply(views.diary_taken(name, taken, work.now))


async def _feeds(update: Update, context: DatelineContext, name: str, data: bytes) -> None:
    listed = await context.room.wire.read_feed_list(name, data)
    async with context.work(update) as work:
        added = known = 0
        for url, title in listed:
            try:
                _feed, is_new = await subscribing.add_feed(work.tx, work.chat, url, title, now=work.now)
            except TooManyFollowsError:
                break
            added, known = added + is_new, known + (not is_new)
        left = len(listed) - added - known
        await work.reply(views.feeds_taken(name, added=added, known=known, left=left))


async def _unpacked(context: DatelineContext, name: str, data: bytes) -> Belongings:
    return await context.room.workers.run(unpack, name, data)


async def _offer(update: Update, context: DatelineContext, file: Attachment, parcel: Belongings) -> None:
    async with context.work(update) as work:
        await work.tx.subscribers.ask(Question(work.chat, PARCEL, file.file_id, work.now))
        await work.reply(views.parcel_offered(parcel))


async def answered(update: Update, context: DatelineContext, answer: str) -> None:
    """*Take it in* or not: the file is fetched again, since nothing of it is kept until then."""
    chat = chat_of(update)
    async with context.room.stores.begin() as tx:
        asked = next((q for q in await tx.subscribers.asked(chat) if q.awaits == PARCEL), None)
    parcel = await _fetched(context, asked.about) if asked is not None and answer == "yes" else None
    async with context.work(update) as work:
        if not await work.tx.subscribers.answered(work.chat, PARCEL):
            work.toast = views.parcel_lost_toast()
        elif answer != "yes":
            await work.edit(views.parcel_left())
        elif parcel is None:
            await work.edit(views.parcel_lost())
        else:
            brought = await belongings.take_in(work.tx, work.chat, parcel, now=work.now)
            await work.edit(views.parcel_taken(brought))


async def _fetched(context: DatelineContext, file_id: str) -> Belongings | None:
    try:
        remote = await context.bot.get_file(file_id)
    except BadRequest:
        return None
    return await _unpacked(context, PARCEL, bytes(await remote.download_as_bytearray()))

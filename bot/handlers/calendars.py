"""Calendars in the chat: /calendar, its private address, and a card's *Calendar*. Files are written in a worker."""

from collections.abc import Sequence

from telegram import Update

from bot import views
from bot.context import DatelineContext, Work
from bot.views.enclosures import Enclosure
from core.newsdesk import calendars
from core.newsdesk.calendars import Agenda, Dated


async def calendar(update: Update, context: DatelineContext) -> None:
    """/calendar — the private address of the chat's calendar, a file where this bot has no address of its own."""
    if update.edited_message is None:
        await _show(update, context)


async def opened(update: Update, context: DatelineContext, wish: str) -> None:
    """A button of that message: the calendar as a file, or another address, once it is asked for twice."""
    match wish:
        case "file":
            await _file(update, context)
        case "renew":
            async with context.work(update) as work:
                await work.edit(views.calendar_renewal())
        case _:
            await _show(update, context, anew=wish == "anew", edit=True)


async def entry(update: Update, context: DatelineContext, id_: int) -> None:
    """*Calendar* on a card: this deadline as a file. Raises NotFoundError."""
    subscriber = await context.subscriber(update)
    async with context.room.stores.begin() as tx:
        dated = await calendars.entry(tx, subscriber.chat, id_, now=context.room.clock.now())
    if dated.deadline.due is None:
        async with context.work(update) as work:
            await work.reply(views.calendar_undated())
        return
    file = await written(context, [dated], subscriber.language, name="deadline.ics")
    async with context.work(update) as work:
        await work.enclose(views.calendar_entry(dated), file)


async def written(
    context: DatelineContext, dated: Sequence[Dated], language: str, *, name: str = "deadlines.ics"
) -> Enclosure:
    """Return deadlines as an .ics file in a language."""
    data = await context.room.workers.run(views.written_calendar, tuple(dated), context.room.clock.now(), language)
    return views.calendar_file(data, name=name)


async def agenda(update: Update, context: DatelineContext) -> Agenda:
    """Return the calendar of an update's chat."""
    subscriber = await context.subscriber(update)
    async with context.room.stores.begin() as tx:
        return await calendars.agenda(tx, subscriber.chat, now=context.room.clock.now())


async def _show(update: Update, context: DatelineContext, *, anew: bool = False, edit: bool = False) -> None:
    if not context.bot_data.public_url:
        await _file(update, context)
        return
    async with context.work(update) as work:
        await _address(work, anew=anew, edit=edit)


async def _file(update: Update, context: DatelineContext) -> None:
    found = await agenda(update, context)
    file = await written(context, found.dated, found.subscriber.language)
    async with context.work(update) as work:
        if found.dated:
            await work.enclose(views.calendar_sent(found), file)
        else:
            await work.reply(views.calendar_empty(is_followed=found.is_followed))


async def _address(work: Work, *, anew: bool, edit: bool) -> None:
    found = await calendars.agenda(work.tx, work.chat, now=work.now)
    secret = await calendars.address(work.tx, work.chat, anew=anew)
    view = views.calendar_address(f"{work.public_url}/calendar/{secret}.ics", found)
    await (work.edit(view) if edit else work.reply(view))

"""Calendars in the chat: /calendar, its private address, and a card's *Calendar*."""

from bot import views
from bot.context import Work
from core.newsdesk import calendars


async def calendar(work: Work, words: str) -> None:  # noqa: ARG001 -- every command takes its words
    """/calendar — the private address of the chat's calendar, a file where this bot has no address of its own."""
    await (_address(work) if work.public_url else _file(work))


async def opened(work: Work, wish: str) -> None:
    """A button of that message: the calendar as a file, or another address, once it is asked for twice."""
    match wish:
        case "file":
            await _file(work)
        case "renew":
            await work.edit(views.calendar_renewal())
        case _ if work.public_url:
            await _address(work, anew=wish == "anew", edit=True)
        case _:
            await _file(work)


async def entry(work: Work, id_: int) -> None:
    """*Calendar* on a card: this deadline as a file. Raises NotFoundError."""
    dated = await calendars.entry(work.tx, work.chat, id_, now=work.now)
    if dated.deadline.due is None:
        await work.reply(views.calendar_undated())
        return
    await work.enclose(views.calendar_entry(dated), views.calendar_file([dated], work.now, name="deadline.ics"))


async def _file(work: Work) -> None:
    agenda = await calendars.agenda(work.tx, work.chat, now=work.now)
    if not agenda.dated:
        await work.reply(views.calendar_empty(is_followed=agenda.is_followed))
        return
    await work.enclose(views.calendar_sent(agenda), views.calendar_file(agenda.dated, work.now))


async def _address(work: Work, *, anew: bool = False, edit: bool = False) -> None:
    agenda = await calendars.agenda(work.tx, work.chat, now=work.now)
    secret = await calendars.address(work.tx, work.chat, anew=anew)
    view = views.calendar_address(f"{work.public_url}/calendar/{secret}.ics", agenda)
    await (work.edit(view) if edit else work.reply(view))

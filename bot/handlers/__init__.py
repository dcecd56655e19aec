"""One file a conversation, and the table that gives each kind of update its handler."""

import difflib
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
)
from telegram.ext import filters as only

from bot import views
from bot.context import DatelineContext, Work
from bot.handlers import (
    alerts,
    boards,
    briefs,
    buttons,
    calendars,
    channels,
    deadlines,
    doors,
    farewell,
    filters,
    follows,
    groups,
    inline,
    languages,
    own,
    owner,
    parcels,
    pictures,
    said,
    search,
    settings,
    start,
    texts,
    topics,
    zones,
)
from core.model.ids import ChatId

Command = Callable[[Work, str], Awaitable[None]]

OWNERS: dict[str, Command] = {
    "stats": owner.stats,
    "errors": owner.errors,
    "broadcast": owner.broadcast,
    "takedown": owner.takedown,
}
"""The owner's commands; to everybody else they do not exist."""

COMMANDS: dict[str, Command] = {
    "start": start.start,
    "help": start.help_,
    "privacy": start.privacy,
    "brief": briefs.brief,
    "deadlines": deadlines.deadlines,
    "deadline": own.deadline,
    "asof": deadlines.asof,
    "remind": own.remind,
    "alerts": alerts.alerts,
    "unfollow": alerts.endings,
    "topics": topics.topics,
    "mute": filters.mute,
    "unmute": filters.unmute,
    "search": search.search,
    "board": boards.board,
    "record": settings.record,
    "import": parcels.import_,
    "settings": settings.settings,
    "quiet": settings.quiet,
    "timezone": zones.timezone,
    "language": languages.language,
    "about": settings.about,
    "stop": farewell.stop,
    "cancel": farewell.cancel,
    "forget": farewell.forget,
    **OWNERS,
}
"""The commands that need nothing but their unit of work."""

BEGUN_OUTSIDE: dict[str, tuple[doors.Handle, *tuple[str, ...]]] = {
    "summarise": (texts.summarise, "summarize", "summary"),
    "digest": (channels.digest, "digests"),
    "follow": (follows.follow,),
    "feeds": (filters.feeds, "sources"),
    "timeline": (pictures.timeline, "picture"),
    "calendar": (calendars.calendar, "webcal", "ics"),
    "export": (parcels.export,),
}
"""Those that fetch, draw or write something first, with near words of their own."""

NEAR_WORDS = {
    "subscribe": "alerts",
    "reminder": "remind",
    "todo": "remind",
    "remindme": "remind",
    "unsubscribe": "stop",
    "summary": "summarise",
    "tz": "timezone",
    "lang": "language",
    "topic": "topics",
    "mutes": "mute",
    "find": "search",
}
"""Words that people try, and what they mean."""

MENUS = {
    "default": ("brief", "deadlines", "digest", "alerts", "follow", "search", "settings", "help"),
    "all_group_chats": ("brief", "deadlines", "search", "help"),
    "all_chat_administrators": ("brief", "deadlines", "digest", "alerts", "follow", "board", "language", "help"),
}
"""The commands of the menu, by where it is: in groups everybody may look, and admins set things up."""


_COMMANDED = only.UpdateType.MESSAGES | only.UpdateType.CHANNEL_POST
_SENT = only.ChatType.PRIVATE & only.UpdateType.MESSAGE
_WRITTEN = only.ChatType.PRIVATE & only.UpdateType.MESSAGES
"""A text that is put right is read again."""
_ADDRESSED = only.ChatType.GROUPS & only.UpdateType.MESSAGE & ~only.COMMAND & groups.ForTheBot()
"""In groups only commands and what answers or names the bot are for it, in channels only commands."""


def handlers() -> list[BaseHandler[Update, DatelineContext, None]]:
    """Return every handler, in the order in which they are asked."""
    table: list[BaseHandler[Any, Any, None]] = [
        _command(name, _in_one_unit(command)) for name, command in COMMANDS.items()
    ]
    table += [
        _command(name, _in_one_unit(COMMANDS[name]), near) for near, name in NEAR_WORDS.items() if name in COMMANDS
    ]
    table += [_command(name, handle, name, *near) for name, (handle, *near) in BEGUN_OUTSIDE.items()]
    table += [
        CallbackQueryHandler(buttons.pressed),
        MessageHandler(only.StatusUpdate.MIGRATE, _moved),
        InlineQueryHandler(inline.asked),
        ChosenInlineResultHandler(inline.chosen),
        ChatMemberHandler(groups.coming_and_going, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(_ADDRESSED & (only.TEXT | only.CAPTION | only.Document.ALL), groups.addressed),
        MessageHandler(_SENT & only.LOCATION, _location),
        MessageHandler(_SENT & only.COMMAND, _unknown),
        MessageHandler(_WRITTEN & (only.TEXT | only.CAPTION | only.Document.ALL), said.said),
        MessageHandler(_SENT & ~only.StatusUpdate.ALL, _unreadable),
    ]
    return table


def _command(name: str, handle: doors.Handle, *called: str) -> CommandHandler[DatelineContext, None]:
    """Return the handler of a command, by its name or what else it is called; in groups most are for admins."""
    if name in OWNERS:
        return CommandHandler(name, handle, filters=only.ChatType.PRIVATE & only.UpdateType.MESSAGES)
    guarded = handle if name in doors.LOOKING else doors.for_admins(handle)
    return CommandHandler(called or name, guarded, filters=_COMMANDED)


def _in_one_unit(command: Command) -> Callable[[Update, DatelineContext], Coroutine[Any, Any, None]]:
    """Run a command within one unit of work; an edited message commands nothing again."""

    async def handle(update: Update, context: DatelineContext) -> None:
        if update.edited_message is not None:
            return
        async with context.work(update) as work:
            await command(work, " ".join(context.args or ()))

    return handle


async def _moved(update: Update, context: DatelineContext) -> None:
    """Take a group that became a supergroup along to its new id; both of them tell."""
    message = update.effective_message
    if message is None:
        return
    async with context.work(update, alone=True) as work:
        if message.migrate_to_chat_id is not None:
            await work.tx.subscribers.move(work.chat, ChatId(message.migrate_to_chat_id))
        elif message.migrate_from_chat_id is not None:
            await work.tx.subscribers.move(ChatId(message.migrate_from_chat_id), work.chat)


async def _location(update: Update, context: DatelineContext) -> None:
    message = update.effective_message
    place = message.location if message else None
    if place is None:
        return
    async with context.work(update) as work:
        await zones.located(work, place.latitude, place.longitude)


async def _unknown(update: Update, context: DatelineContext) -> None:
    """Name the nearest command to one that does not exist, or the bot that one was addressed to."""
    text = (update.effective_message.text or "") if update.effective_message else ""
    typed, _, other = text.split(maxsplit=1)[0].lstrip("/").partition("@") if text else ("", "", "")
    typed = typed.casefold()
    known = [*(name for name in COMMANDS if name not in OWNERS), *NEAR_WORDS, *BEGUN_OUTSIDE]
    near = difflib.get_close_matches(typed, known, n=3, cutoff=0.6)
    nearest = min(near, key=lambda name: abs(len(name) - len(typed)), default=None)
    async with context.work(update) as work:
        if other and typed in known:
            await work.reply(views.command_for_another(typed, other))
        else:
            await work.reply(views.unknown_command(typed, nearest))


async def _unreadable(update: Update, context: DatelineContext) -> None:
    """Say what is read, once for all the pictures of an album."""
    message = update.effective_message
    async with context.work(update) as work:
        if message is None or await said.is_first_of_album(work, message):
            await work.reply(views.unreadable_kind())

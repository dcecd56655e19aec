"""Doors: in a group everybody may look, and what is set up belongs to its admins, as they are at that moment."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Chat, Message, Update

from bot import views
from bot.context import DatelineContext
from bot.delivery.transport import TransportError
from bot.views.press import Press, Verb

Handle = Callable[[Update, DatelineContext], Coroutine[Any, Any, None]]

LOOKING = frozenset({
    "start", "help", "privacy", "about", "brief", "deadlines", "deadline", "asof", "search", "record", "timeline",
    "summarise", "cancel",
})  # fmt: skip
"""The commands that change nothing for the others in a group."""

LOOKING_PRESSES = frozenset({
    Verb.CARD, Verb.WHY, Verb.COUNT, Verb.LIST, Verb.STORY, Verb.BRIEF, Verb.PAGE, Verb.HERE, Verb.PUBLISHED,
    Verb.ALERT, Verb.CALENDAR, Verb.HISTORY,
})  # fmt: skip
"""The buttons that do so; *Alert me* leads to the reader's own chat."""

CHECK_SECONDS = 2.0
"""How long Telegram is asked who somebody is."""

_ADMINS = frozenset({"creator", "administrator"})


def for_admins(handle: Handle) -> Handle:
    """Return a command that in groups only admins may give, and nobody by putting an older message right."""

    async def guarded(update: Update, context: DatelineContext) -> None:
        edited = update.edited_message
        if edited is not None and edited.chat.type != Chat.PRIVATE:
            return
        if not await kept_out(update, context):
            await handle(update, context)

    return guarded


async def kept_out(update: Update, context: DatelineContext) -> bool:
    """Whether the sender may not change what the chat has set up, and was told so."""
    allowed = await may_change(update, context)
    if not allowed:
        async with context.work(update) as work:
            await work.reply(views.unchecked() if allowed is None else views.admins_only())
    return not allowed


async def turned_away(update: Update, context: DatelineContext, press: Press) -> bool:
    """Whether a press is answered here already: in groups only admins change things, and alerts are private."""
    chat = update.effective_chat
    if chat is None or chat.type == Chat.PRIVATE:
        return False
    if press.verb is Verb.ALERT:
        async with context.work(update) as work:
            work.link = views.alert_link(context.bot.username, int(press.args[0]))
        return True
    allowed = press.verb in LOOKING_PRESSES or await may_change(update, context)
    if not allowed:
        async with context.work(update) as work:
            work.toast = views.unchecked_toast() if allowed is None else views.admins_only_toast()
    return not allowed


async def may_change(update: Update, context: DatelineContext) -> bool | None:
    """Whether the sender may change what the chat has set up; None where Telegram does not tell.

    One's own chat is one's own; in channels only admins post; an anonymous admin's message comes from the group.
    """
    chat, message = update.effective_chat, update.effective_message
    if chat is None or (chat.type in (Chat.PRIVATE, Chat.CHANNEL) and update.callback_query is None):
        return True
    if chat.type == Chat.PRIVATE or _is_anonymous(message, update):
        return True
    user = update.effective_user
    return None if user is None else await is_admin(context, chat.id, user.id)


def _is_anonymous(message: Message | None, update: Update) -> bool:
    if message is None or update.callback_query is not None or message.sender_chat is None:
        return False
    return message.sender_chat.id == message.chat.id


async def is_admin(context: DatelineContext, chat: int, user: int) -> bool | None:
    """Whether somebody is an admin of a chat at this moment; None where Telegram does not tell."""
    try:
        answer = await context.bot_data.api.call(
            "getChatMember", {"chat_id": chat, "user_id": user}, seconds=CHECK_SECONDS
        )
    except TransportError:
        return None
    if not answer.ok:
        return False if answer.code == 400 else None
    return answer.result.get("status") in _ADMINS

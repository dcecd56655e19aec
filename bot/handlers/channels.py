"""Channels: a channel's briefing, set by one of its admins from their own chat with the bot."""

import re
from dataclasses import dataclass

from telegram import Chat, Update

from bot import views
from bot.context import DatelineContext
from bot.delivery.transport import TransportError
from bot.handlers import digests, doors
from core.model.ids import ChatId
from core.newsdesk import planning

_NAME = re.compile(r"@[A-Za-z]\w{3,31}")


@dataclass(frozen=True, slots=True)
class _Place:
    chat: ChatId
    title: str


async def digest(update: Update, context: DatelineContext) -> None:
    """/digest 08:00 for this chat; from an admin's own chat `/digest @channel 08:00` for a channel or group.

    Raises UnreadableTimeError.
    """
    name, *rest = context.args or [""]
    chat, user = update.effective_chat, update.effective_user
    if update.edited_message is not None:
        return
    if chat is None or user is None or chat.type != Chat.PRIVATE or not _NAME.fullmatch(name):
        async with context.work(update) as work:
            await digests.digest(work, " ".join(context.args or ()))
        return
    place = await _place(context, name, user.id)
    async with context.work(update) as work:
        if place is None:
            await work.reply(views.not_your_channel(name))
            return
        there = await planning.settings(work.tx, place.chat)
        said = await digests.answer(work.tx, there, " ".join(rest), thread=there.thread, now=work.now)
        await work.reply(views.in_place(place.title, said))


async def _place(context: DatelineContext, name: str, user: int) -> _Place | None:
    """Return a channel or group by its name, where the person and the bot are admins of it at this moment."""
    try:
        answer = await context.bot_data.api.call("getChat", {"chat_id": name}, seconds=doors.CHECK_SECONDS)
    except TransportError:
        return None
    if not answer.ok or answer.result.get("type") == Chat.PRIVATE:
        return None
    id_ = int(answer.result["id"])
    is_channel = answer.result["type"] == Chat.CHANNEL
    mine = await doors.is_admin(context, id_, context.bot.id) if is_channel else True
    if not (mine and await doors.is_admin(context, id_, user)):
        return None
    return _Place(ChatId(id_), str(answer.result.get("title") or name))

"""Groups and channels: what is for the bot there, and its coming and going."""

import re

from telegram import ChatMember, ChatMemberUpdated, Message, Update
from telegram.ext.filters import MessageFilter

from bot import views
from bot.context import DatelineContext, Work
from bot.handlers import said, texts
from bot.locales import nearest
from bot.views.language import speak, speaking
from bot.views.render import render
from core.newsdesk import subscribing

_OUTSIDE = (ChatMember.LEFT, ChatMember.BANNED)


class ForTheBot(MessageFilter):
    """Messages that answer the bot or name it; all others in a group are none of its business."""

    def filter(self, message: Message) -> bool:
        """Whether a message is for the bot."""
        me, replied = message.get_bot(), message.reply_to_message
        answers = replied is not None and replied.from_user is not None and replied.from_user.id == me.id
        begins_topic = replied is not None and replied.forum_topic_created is not None
        return (answers and not begins_topic) or bool(_name(me.username).search(texts.text_of(message)))


async def addressed(update: Update, context: DatelineContext) -> None:
    """Read what is for the bot; where it is only called, what the message replies to."""
    message = update.effective_message
    if message is None:
        return
    words = _name(context.bot.username).sub(" ", texts.text_of(message)).strip()
    if not words and message.document is None and message.reply_to_message is not None:
        await texts.sent(update, context, message.reply_to_message)
    elif words or message.document is not None:
        await said.said(update, context, words)


def _name(username: str) -> re.Pattern[str]:
    return re.compile(rf"@{re.escape(username)}\b", re.IGNORECASE)


async def coming_and_going(update: Update, context: DatelineContext) -> None:
    """Say one line where the bot was added; let everything rest where it was removed."""
    change = update.my_chat_member
    if change is None or change.chat.type == change.chat.PRIVATE:
        return
    was_in, is_in = (one.status not in _OUTSIDE for one in (change.old_chat_member, change.new_chat_member))
    async with context.work(update) as work:
        if was_in and not is_in:
            await subscribing.stop(work.tx, work.chat, now=work.now)
        elif is_in and not was_in:
            await subscribing.resume(work.tx, work.chat, now=work.now)
            await _speak_as(work, change)
            if change.chat.type != change.chat.CHANNEL:
                await work.reply(views.added(context.bot.username))
    if is_in and not was_in and change.chat.type == change.chat.CHANNEL:
        _tell_admin(change, context)


async def _speak_as(work: Work, change: ChatMemberUpdated) -> None:
    """Speak the language of who added the bot, until an admin chooses another."""
    language = nearest(change.from_user.language_code)
    if language != work.subscriber.language and not work.subscriber.language_chosen:
        work.subscriber = await subscribing.set_language(work.tx, work.chat, language, chosen=False)
        speak(language)


def _tell_admin(change: ChatMemberUpdated, context: DatelineContext) -> None:
    """Say how a channel gets its briefing, not in front of its readers; who never wrote to the bot is not told."""
    with speaking(nearest(change.from_user.language_code)):
        (said,) = render(views.in_channel(change.chat.title or ""))
    context.bot_data.aside("sendMessage", {**said, "chat_id": change.from_user.id})

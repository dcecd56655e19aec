"""Hearing: whose update it is, and the language in which all is said from then on."""

from dataclasses import replace

from telegram import Chat, Update

from bot.locales import nearest
from bot.views.language import speak
from core.model.ids import ChatId
from core.model.subscriber import Subscriber
from core.newsdesk import planning
from core.ports import Transaction


async def listener(tx: Transaction, update: Update, chat: ChatId) -> Subscriber:
    """Return the settings of an update's chat, and speak its language from now on.

    Who never chose one is spoken to as their client says. Who only asked inline leaves no row.
    """
    subscriber, said = await planning.settings(tx, chat), client_language(update)
    if said and said != subscriber.language and not subscriber.language_chosen:
        subscriber = replace(subscriber, language=said)
        if update.inline_query is None and update.chosen_inline_result is None:
            await tx.subscribers.save(subscriber)
    speak(subscriber.language)
    return subscriber


def client_language(update: Update) -> str:
    """Return the language of who sent an update, as their client says; "" where it says none, and in company."""
    chat, user = update.effective_chat, update.effective_user
    if user is None or not user.language_code or (chat is not None and chat.type != Chat.PRIVATE):
        return ""
    return nearest(user.language_code)

"""Inline mode: deadlines in any chat, by the bot's name and some words; what was sent is kept up to date."""

from telegram import Update

from bot import views
from bot.context import DatelineContext
from core.errors import NotFoundError
from core.model.display import InlineCard
from core.newsdesk import displays, tracking

RESULTS = 10


async def asked(update: Update, context: DatelineContext) -> None:
    """Answer from the sender's own ledger: what the words mean, the next deadlines without words."""
    query = update.inline_query
    if query is None:
        return
    words = query.query.strip()
    async with context.work(update) as work:
        coming = await tracking.open_deadlines(work.tx, work.chat, now=work.now)
        found = await tracking.answer(work.tx, work.chat, words, now=work.now) if words else coming
        results = views.offers((found or coming[:1])[:RESULTS], context.bot.username, work.now)
    button = {} if found else {"button": views.ask_in_private(words)}
    answer = {"inline_query_id": query.id, "results": results, "is_personal": True, "cache_time": 0, **button}
    context.bot_data.aside("answerInlineQuery", answer)


async def chosen(update: Update, context: DatelineContext) -> None:
    """Keep the id of a card that was sent, so that its facts stay true."""
    result = update.chosen_inline_result
    if result is None or result.inline_message_id is None or not result.result_id[1:].isdecimal():
        return
    async with context.work(update) as work:
        try:
            deadline = await tracking.deadline(work.tx, work.chat, int(result.result_id[1:]), now=work.now)
        except NotFoundError:
            return
        link = views.alert_link(context.bot.username, int(deadline.id))
        language = work.subscriber.language
        facts = displays.facts_of(work.room.composer.shared(deadline, language=language, link=link, now=work.now))
        card = InlineCard(result.inline_message_id, work.chat, int(deadline.id), link, facts, language)
        await work.tx.displays.save_card(card)

"""Following: /follow a feed, a site with feeds, a word, or everything."""

from telegram import Update

from bot import views
from bot.context import DatelineContext, Work
from core.briefing.said import address_in
from core.briefing.topics import house_topic, named
from core.briefing.typed import in_english
from core.errors import ForbiddenAddressError
from core.model.feed import Feed
from core.model.ids import FeedId
from core.model.subscriber import FollowKind
from core.newsdesk import interests, pauses, readers, sites, subscribing, wires


async def follow(update: Update, context: DatelineContext) -> None:
    """/follow ADDRESS or WORD — bare, it shows what is followed and how. Raises WireError."""
    words = " ".join(context.args or ()).strip()
    address = address_in(words) if words and " " not in words else None
    if address is None and "://" in words:
        raise ForbiddenAddressError(words)
    if address is None:
        await _word(update, context, words)
        return
    await context.typing(update)
    url, reading = await sites.look(context.room, address)
    feed = Feed(FeedId(0), url)
    async with context.work(update) as work:
        feed, added = await subscribing.add_feed(work.tx, work.chat, url, reading.title, now=work.now)
        await work.reply(views.feed_followed(feed, added=added, entries=len(reading.drafts)))


async def wake(work: Work, feed: int) -> None:
    """*Try it again* under word of a paused feed. Raises NotFoundError."""
    await work.reply(views.feed_woken(await pauses.wake(work.tx, feed, now=work.now)))


async def _word(update: Update, context: DatelineContext, words: str) -> None:
    async with context.work(update) as work:
        if not words:
            feeds = await wires.followed(work.tx, work.chat)
            follows = await work.tx.subscribers.follows(work.chat)
            said = [f.target for f in follows if f.kind is FollowKind.WORD]
            await work.reply(views.follow_overview(feeds, said))
            return
        topic_words = _topic_meant(words)
        if house_topic(topic_words) or named(topic_words, await readers.topics(work.tx, work.chat)):
            topic, added = await interests.follow_topic(work.tx, work.chat, topic_words)
            await work.reply(views.topic(topic, {}, followed=True, changed=added))
            return
        word = words[:80]
        added = await subscribing.follow(work.tx, work.chat, FollowKind.WORD, word, now=work.now)
        await work.reply(views.word_followed(word, added=added))


def _topic_meant(words: str) -> str:
    """Return the topic that "topic Economy", or its name alone, means in the language spoken."""
    first, _, rest = words.partition(" ")
    return views.topic_meant(rest if rest and in_english(first).rstrip(":") == "topic" else words)

"""Filters: /mute a word, source, actor or topic, and the words of one feed by /feeds."""

from telegram import Update

from bot import views
from bot.context import DatelineContext, Work
from core.briefing.said import address_in
from core.briefing.topics import house_topic, parted
from core.briefing.typed import in_english
from core.model.feed import Feed
from core.model.ids import FeedId
from core.model.interest import RuleKind
from core.newsdesk import interests, readers, sites, subscribing, wires

_KINDS = {
    "word": RuleKind.WORD,
    "source": RuleKind.SOURCE,
    "actor": RuleKind.ACTOR,
    "topic": RuleKind.TOPIC,
}
_ADDRESS = {"address", "url", "at", "to"}
_ONLY, _WITHOUT, _ALL = {"only", "with", "include"}, {"without", "not", "exclude"}, {"all", "everything", "any"}


async def mute(work: Work, words: str) -> None:
    """/mute WORD — also source, actor or topic before a name; bare, it lists what is muted. Raises TooManyFollowsError.

    A name that a source has means the source; a topic that the house has not is muted as a word.
    """
    said = words.strip()
    if not said:
        await _list(work)
        return
    kind, target = await _meant(work, said)
    rule, added = await interests.mute(work.tx, work.chat, kind, target)
    await subscribing.heed_filters(work.tx, work.chat, now=work.now)
    await work.reply(views.muted_now(rule, added=added))


async def unmute(work: Work, words: str) -> None:
    """/unmute NAME — lift the filters of this name; then what is muted still, each with its button."""
    for rule in await readers.rules(work.tx, work.chat):
        if rule.target.casefold() == " ".join(words.split()).casefold():
            await work.tx.interests.drop_rule(rule)
    await subscribing.heed_filters(work.tx, work.chat, now=work.now)
    await _list(work)


async def _meant(work: Work, said: str) -> tuple[RuleKind, str]:
    first, _, rest = said.partition(" ")
    kind = _KINDS.get(in_english(first.rstrip(":")))
    target = rest.strip() if kind is not None and rest.strip() else said
    known = await interests.sources(work.tx, work.chat, now=work.now)
    source = next((name for name in known if name.casefold() == target.casefold()), None)
    if kind is RuleKind.TOPIC:
        topic = house_topic(views.topic_meant(target))
        return (kind, topic.name) if topic else (RuleKind.WORD, target)
    if source is not None and kind in (None, RuleKind.SOURCE):
        return RuleKind.SOURCE, source
    return kind or RuleKind.WORD, target


async def _list(work: Work, *, anew: bool = True) -> None:
    feeds = {feed.id: feed.title or feed.url for feed in await work.tx.feeds.all()}
    view = views.mutes(await readers.rules(work.tx, work.chat), feeds)
    await (work.reply(view) if anew else work.edit(view))


async def lift(work: Work, kind: str, marked: str) -> None:
    """Lift the filter that a button names; the list is shown anew in its place."""
    mine = await readers.rules(work.tx, work.chat)
    meant = next((rule for rule in mine if rule.kind == kind and views.rule_mark(rule) == marked), None)
    if meant is None:
        work.toast = views.nothing_to_lift()
        return
    await work.tx.interests.drop_rule(meant)
    await subscribing.heed_filters(work.tx, work.chat, now=work.now)
    await _list(work, anew=False)


async def feeds(update: Update, context: DatelineContext) -> None:
    """/feeds — where briefings come from; /feeds 1 only grain, /feeds 1 without football, /feeds 1 all filter one.

    /feeds 1 address URL reads one at another address. Raises TooManyFollowsError, WireError.
    """
    words = " ".join(context.args or ())
    number, _, rest = words.partition(" ")
    verb, _, url = rest.strip().partition(" ")
    address = address_in(url) if verb.casefold() in _ADDRESS else None
    if update.edited_message is not None:
        return
    if address is not None:
        await _move(update, context, number, address)
        return
    async with context.work(update) as work:
        await _feeds(work, words)


async def _move(update: Update, context: DatelineContext, number: str, address: str) -> None:
    await context.typing(update)
    url, reading = await sites.look(context.room, address)
    async with context.work(update) as work:
        own = await wires.followed(work.tx, work.chat)
        feed = _numbered(own, number)
        moved = feed and await interests.move_feed(work.tx, work.chat, feed, url, reading.title, now=work.now)
        await work.reply(views.feed_moved(moved) if moved else views.feed_not_yours())


async def _feeds(work: Work, words: str) -> None:
    own = await wires.followed(work.tx, work.chat)
    followed = {feed.id for feed in own}
    house = [feed for feed in await work.tx.feeds.all() if feed.house and feed.id not in followed]
    number, _, rest = words.strip().partition(" ")
    if number:
        feed = _numbered([*own, *house], number)
        if feed is None:
            await work.reply(views.feed_unknown(number))
            return
        await _filter(work, feed.id, rest.strip())
    await work.reply(views.feed_list(house, own, await readers.rules(work.tx, work.chat)))


def _numbered(feeds_: list[Feed], number: str) -> Feed | None:
    at = int(number) if number.isdecimal() and len(number) < 6 else 0
    return feeds_[at - 1] if 1 <= at <= len(feeds_) else None


async def _filter(work: Work, feed: FeedId, words: str) -> None:
    verb, _, rest = words.partition(" ")
    if in_english(verb) in _ALL:
        for rule in await readers.rules(work.tx, work.chat):
            if rule.feed == feed:
                await work.tx.interests.drop_rule(rule)
        return
    kind = RuleKind.INCLUDE if in_english(verb) in _ONLY else RuleKind.EXCLUDE if in_english(verb) in _WITHOUT else None
    for word in parted(rest) if kind is not None else ():
        await interests.mute(work.tx, work.chat, kind or RuleKind.EXCLUDE, word, feed=feed)

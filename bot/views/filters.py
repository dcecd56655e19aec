"""Filters: what a chat muted, and the words by which a feed is let in or kept out."""

from collections.abc import Iterator, Mapping, Sequence

from bot.views.document import (
    Block,
    Bold,
    Button,
    Code,
    Document,
    Inlines,
    bullets,
    fill,
    heading,
    paragraph,
    rows,
)
from bot.views.facts import linked, source_name
from bot.views.language import _, plural
from bot.views.press import Verb, mark, press
from bot.views.render import shortened
from bot.views.subjects import topic_name
from core.model.feed import Feed
from core.model.ids import FeedId
from core.model.interest import Rule, RuleKind

SHOWN = 30
"""Filters and feeds listed."""

_NAME = 60


def mutes(rules: Sequence[Rule], feeds: Mapping[FeedId, str]) -> Document:
    """Return all filters of a chat, each with the button that lifts it; `feeds` names the feeds in them."""
    if not rules:
        blocks: tuple[Block, ...] = (paragraph(_("Nothing is muted.")), *_how())
        return Document(blocks)
    listed = rules[:SHOWN]
    blocks = (heading(_("Muted")), bullets(_line(n, rule, feeds) for n, rule in enumerate(listed, 1)), *_how())
    lifts = [
        Button(_("Lift {n}").format(n=n), press(Verb.LIFT, rule.kind.value, rule_mark(rule)))
        for n, rule in enumerate(listed, 1)
    ]
    return Document(blocks, rows(lifts, 4))


def rule_mark(rule: Rule) -> str:
    """Return the mark by which a button names a filter."""
    return mark(f"{rule.target}|{rule.feed or 0}")


def _line(number: int, rule: Rule, feeds: Mapping[FeedId, str]) -> Inlines:
    return (f"{number}. ", *rule_words(rule, feeds.get(rule.feed, "") if rule.feed is not None else ""))


def rule_words(rule: Rule, feed: str = "") -> Inlines:
    """Return what a filter does; `feed` names the feed that it is about."""
    name = Bold(shortened(rule.target, _NAME))
    match rule.kind:
        case RuleKind.SOURCE:
            return fill(_("source {name}"), name=name)
        case RuleKind.WORD:
            return fill(_("word {name}"), name=name)
        case RuleKind.ACTOR:
            return fill(_("actor {name}"), name=name)
        case RuleKind.TOPIC:
            return fill(_("topic {name}"), name=Bold(topic_name(rule.target)))
        case RuleKind.STORY:
            return (_("one story"),)
        case RuleKind.INCLUDE:
            return fill(_("{feed}: only with {name}"), feed=feed or _("a feed"), name=name)
        case RuleKind.EXCLUDE:
            return fill(_("{feed}: nothing with {name}"), feed=feed or _("a feed"), name=name)


def _how() -> Iterator[Block]:
    yield paragraph(
        *fill(
            _("Mute a word, such as {word}, a source ({source}), an actor ({actor}) or a topic ({topic})."),
            word=Code(_("/mute football")),
            source=Code(_("/mute source Example Post")),
            actor=Code(_("/mute actor Example Corp")),
            topic=Code(_("/mute topic Sport")),
        )
    )


def muted_now(rule: Rule, *, added: bool) -> Document:
    """Return what became of muting something."""
    name = rule_words(rule)
    words = _("Muted: {name}. Your briefings leave it out.") if added else _("Muted already: {name}.")
    lift = (Button(_("Lift it"), press(Verb.LIFT, rule.kind.value, rule_mark(rule))),)
    return Document((paragraph(*fill(words, name=name)),), (lift,))


def feed_list(house: Sequence[Feed], own: Sequence[Feed], rules: Sequence[Rule]) -> Document:
    """Return the feeds that a chat is briefed from, numbered, its own first, each with the words of its filter."""
    listed = [*own, *house][:SHOWN]
    blocks: list[Block] = []
    if own:
        blocks += [heading(_("Your feeds")), bullets(_feed(n, f, rules) for n, f in enumerate(own[:SHOWN], 1))]
    first = len(own) + 1
    if house and first <= SHOWN:
        shared = house[: SHOWN - len(own)]
        blocks += [heading(_("Feeds for everybody")), bullets(_feed(n, f, rules) for n, f in enumerate(shared, first))]
    if not listed:
        blocks.append(
            paragraph(*fill(_("There is no feed yet. Add one: {example}"), example=Code("/follow example.org")))
        )
        return Document(tuple(blocks))
    if rest := len(own) + len(house) - len(listed):
        blocks.append(paragraph(plural("{n} more.", "{n} more.", rest).format(n=rest)))
    how = _("Filter one by its number: {only}, {without}; {all_} lifts its words.")
    examples = {
        "only": Code(_("/feeds 1 only grain, port")),
        "without": Code(_("/feeds 1 without football")),
        "all_": Code(_("/feeds 1 all")),
    }
    blocks.append(paragraph(*fill(how, **examples)))
    if own:
        address = Code(_("/feeds 1 address https://example.org/feed"))
        blocks.append(paragraph(*fill(_("It has moved? {example}; its words stay."), example=address)))
    return Document(tuple(blocks))


def feed_moved(feed: Feed) -> Document:
    """Return that a feed is read at another address from now on."""
    name = Bold((linked(source_name(feed.title, feed.url), feed.url),))
    return Document(
        (paragraph(*fill(_("I read {name} there from now on. Its words and topics went along."), name=name)),)
    )


def feed_not_yours() -> Document:
    """Return why a feed's address cannot be changed by this chat."""
    words = _("That feed is not one of your own, so its address is not yours to change. /follow adds another.")
    return Document((paragraph(words),))


def _feed(number: int, feed: Feed, rules: Sequence[Rule]) -> Inlines:
    line: Inlines = (f"{number}. ", linked(source_name(feed.title, feed.url), feed.url))
    if feed.paused:
        line = (*line, _(" · paused, it could not be read for days"))
    mine = [rule for rule in rules if rule.feed == feed.id]
    for kind, words in ((RuleKind.INCLUDE, _("only with")), (RuleKind.EXCLUDE, _("nothing with"))):
        named = ", ".join(shortened(rule.target, _NAME) for rule in mine if rule.kind is kind)
        line = (*line, f" · {words} {named}") if named else line
    return line


def feed_unknown(number: str) -> Document:
    """Return the answer to a number that no feed has."""
    words = _("There is no feed number {number}. /feeds lists them.")
    return Document((paragraph(words.format(number=shortened(number, 20))),))


def nothing_to_lift() -> str:
    """Return the words over the chat for a filter that is gone already."""
    return _("That is lifted already.")


def unfollowed(name: str, *, was_followed: bool) -> Document:
    """Return what became of ending a follow by its name."""
    words = (
        _("You follow {name} no longer.") if was_followed else _("You do not follow {name}. This is what you follow:")
    )
    return Document((paragraph(*fill(words, name=Bold(shortened(name, _NAME)))),))

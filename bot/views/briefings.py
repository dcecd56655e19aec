"""The briefing: the deadline strip, the stories that are new to a reader, and the words for a quiet day."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.views.document import (
    Block,
    Bold,
    Button,
    Content,
    Document,
    Inlines,
    Italic,
    Row,
    bullets,
    fill,
    heading,
    joined,
    paragraph,
    rows,
)
from bot.views.facts import badge, card_button, deadline_name, linked, source_name
from bot.views.language import _, plural
from bot.views.press import Verb, press
from bot.views.render import shortened
from bot.views.words import day_words
from core.model.briefing import Briefing, Item, Line
from core.model.deadline import Deadline
from core.model.story import Story
from core.model.subscriber import Subscriber

HEADLINE = 220
"""UTF-16 units of a headline."""

_NOON, _EVENING = 12, 17
"""The hours from which an edition is not the morning's any more, and is the evening's."""


def briefing(
    b: Briefing, subscriber: Subscriber, now: datetime, *, asked: bool = False, again: bool = False
) -> Document:
    """Return a briefing: the strip on top, then the stories, best first; on a quiet day one line.

    One that was `asked` for says what to do where there is nothing; with `again` it holds what was sent before too.
    """
    if not b.items:
        once_more = () if again else ((Button(_("Show the last stories again"), press(Verb.BRIEF, "again")),),)
        more = [paragraph(_("Send me a link or an article, or /follow a feed."))] if asked and not b.strip else []
        return Document((paragraph(*_quiet(b, now)), *more), (*_strip_buttons(b), *once_more))
    blocks: list[Block] = [heading(_title(now, subscriber.zone))]
    blocks += strip(b, now)
    blocks += [story_block(item, now, n) for n, item in enumerate(b.items, 1)]
    blocks += also(b)
    blocks += rest(b)
    return Document(tuple(blocks), _buttons(b))


def _title(now: datetime, zone: str) -> str:
    local = now.astimezone(ZoneInfo(zone))
    edition = _("morning") if local.hour < _NOON else _("evening") if local.hour >= _EVENING else _("midday")
    return _("Briefing, {day} · {edition}").format(day=day_words(local.date(), weekday=True), edition=edition)


def strip(b: Briefing, now: datetime) -> Iterator[Block]:
    """Yield the deadline strip, where there is any deadline to show."""
    if b.strip:
        yield bullets(_strip_line(deadline, now) for deadline in b.strip)


def _strip_line(deadline: Deadline, now: datetime) -> Inlines:
    return ("⏳ ", Bold(badge(deadline, now)), f" · {deadline_name(deadline)}")


def _quiet(b: Briefing, now: datetime) -> Inlines:
    if not b.strip:
        return (_("Nothing new. No deadline is ahead."),)
    nearest = b.strip[0]
    words = _("Nothing new. Next deadline: {name}, {badge}.")
    return fill(words, name=deadline_name(nearest), badge=Bold(badge(nearest, now)))


def story_block(item: Item, now: datetime, number: int = 0) -> Block:
    """Return a story in a briefing: its headline, its lines word for word with their sources, and what marks it."""
    latest = item.story.latest
    title = linked(shortened(headline_of(item.story), HEADLINE), latest.url)
    update = _("Update: ") if item.is_update else ""
    head: Inlines = (f"{number}. " if number else "", Bold((update, title)))
    lines = [("\n", *line) for line in _lines(item.lines)]
    return paragraph(*head, *(inline for line in lines for inline in line), "\n", *_marks(item, now))


def also(b: Briefing) -> Iterator[Block]:
    """Yield the stories that are told by their headlines alone, numbered on."""
    if b.also:
        yield heading(_("Also"))
        yield bullets(_headline_line(item, n) for n, item in enumerate(b.also, len(b.items) + 1))


def _headline_line(item: Item, number: int) -> Inlines:
    latest = item.story.latest
    update = (Bold(_("Update")), ": ") if item.is_update else ()
    title = linked(shortened(headline_of(item.story), HEADLINE), latest.url)
    return (f"{number}. ", *update, title, f" ({source_name(latest.source, latest.url)})")


def rest(b: Briefing) -> Iterator[Block]:
    """Yield a line of what was left out: stories for which there was no room, and those with nothing new in them."""
    left = plural("{n} more story is new to you.", "{n} more stories are new to you.", b.left_out)
    again = plural(
        "{n} story that you know was reported on again, with nothing new.",
        "{n} stories that you know were reported on again, with nothing new.",
        b.repeated,
    )
    parts = [words.format(n=n) for words, n in ((left, b.left_out), (again, b.repeated)) if n]
    if parts:
        yield paragraph(" ".join(parts))


def headline_of(story: Story) -> str:
    """Return a story's headline, or its first words where its text came without one."""
    latest = story.latest
    return latest.title or next(iter(latest.reading.sentences), "") or source_name(latest.source, latest.url)


def _lines(lines: tuple[Line, ...]) -> Iterator[Inlines]:
    """Yield each sentence; the source stands behind the last of those that it says in a row."""
    for n, line in enumerate(lines):
        following = lines[n + 1] if n + 1 < len(lines) else None
        if following is not None and (following.source, following.url) == (line.source, line.url):
            yield (line.text,)
        else:
            yield (f"{line.text} (", linked(source_name(line.source, line.url), line.url), ")")


def _marks(item: Item, now: datetime) -> Inlines:
    """Return the line below a story: headline only, how many sources, its topic, its deadline."""
    parts: list[Content] = []
    if not item.lines:
        latest = item.story.latest
        parts.append(
            fill(_("headline only, {source}"), source=linked(source_name(latest.source, latest.url), latest.url))
        )
    count = len(item.story.sources)
    parts.append(plural("{n} source", "{n} sources", count).format(n=count))
    if item.topic:
        parts.append(item.topic)
    parts += [f"⏳ {badge(deadline, now)}" for deadline in item.deadlines[:2]]
    return (Italic(joined(parts)),)


def _buttons(b: Briefing) -> tuple[Row, ...]:
    stories = [Button(str(n), press(Verb.STORY, int(item.story.id))) for n, item in enumerate((*b.items, *b.also), 1)]
    more = ((Button(_("More stories"), press(Verb.BRIEF)),),) if b.left_out else ()
    return (*rows(stories, 8), *_strip_buttons(b), *more)


def _strip_buttons(b: Briefing) -> tuple[Row, ...]:
    return tuple((card_button(deadline, f"⏳ {shortened(deadline_name(deadline), 32)}"),) for deadline in b.strip)


def reading_first() -> Document:
    """Return the answer while the very first reading runs."""
    words = _(
        "I am reading the news for the first time. Your briefing of the last 24 hours follows as soon as I am done."
    )
    return Document((paragraph(words),))

"""The briefing: the deadline strip, the stories that are new to a reader, and the words for a quiet day."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
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
)
from bot.views.facts import badge, card_button, deadline_name, linked, source_link, source_name
from bot.views.language import _, plural, spoken
from bot.views.pages import Part, fold
from bot.views.press import Verb, press
from bot.views.render import Fragment, fragment, shortened
from bot.views.subjects import topic_name
from bot.views.words import day_words, short_due
from core.model.briefing import Briefing, Item, Line, Review
from core.model.deadline import Deadline, Entry
from core.model.story import Story
from core.model.subscriber import Subscriber
from core.stories.independence import independent_owners

HEADLINE = 220
"""UTF-16 units of a headline."""

_NOON, _EVENING = 12, 17
"""The hours from which an edition is not the morning's any more, and is the evening's."""


_RENDERED = 5_000
"""Parts of briefings kept rendered."""


class Sections:
    """What was rendered for one moment, for all readers who are shown the same then."""

    def __init__(self) -> None:
        self._at: datetime | None = None
        self._made: dict[tuple[object, ...], tuple[object, Fragment]] = {}

    def head(self, b: Briefing, zone: str, now: datetime) -> Fragment:
        """Return the title and the strip."""
        title = _title(now, zone)
        return self._of(("head", title, *map(id, b.strip)), b.strip, now, lambda: [heading(title), *strip(b, now)])

    def story(self, item: Item, now: datetime) -> Fragment:
        """Return a story with its lines."""
        return self._of(("story", id(item)), item, now, lambda: [story_block(item, now)])

    def line(self, item: Item, now: datetime) -> Fragment:
        """Return a story by its headline alone."""
        return self._of(("line", id(item)), item, now, lambda: [paragraph(*_headline_line(item))])

    def rest(self, b: Briefing, now: datetime) -> Fragment:
        """Return the line of what was left out, empty where nothing was."""
        return self._of(("rest", b.left_out, b.repeated), None, now, lambda: list(rest(b)))

    def _of(self, key: tuple[object, ...], held: object, now: datetime, blocks: Callable[[], list[Block]]) -> Fragment:
        """Return what the key stands for in this language; what it is made of is `held`: no other takes its id."""
        key = (spoken(), *key)
        if self._at != now or len(self._made) >= _RENDERED:
            self._at, self._made = now, {}
        if key not in self._made:
            self._made[key] = held, fragment(*blocks())
        return self._made[key][1]


def briefing(
    b: Briefing,
    subscriber: Subscriber,
    now: datetime,
    *,
    issue: int = 0,
    asked: bool = False,
    again: bool = False,
    sections: Sections | None = None,
) -> list[dict[str, Any]]:
    """Return the pages of a briefing: the strip on top, then the stories, best first; on a quiet day one line.

    One that was `asked` for says what to do where there is nothing; with `again` it holds what was sent before too.
    """
    made = sections or Sections()
    if b.is_quiet:
        return _quiet_page(b, now, issue=issue, asked=asked, again=again)
    parts = [Part(made.head(b, subscriber.zone, now))]
    if not b.items:
        parts.append(Part(fragment(paragraph(*_quiet(b, now)))))
    parts += [Part(made.story(item, now), f"{n}. ", _opener(item, n)) for n, item in enumerate(b.items, 1)]
    if b.also:
        parts.append(Part(fragment(heading(_("Also")))))
    after = enumerate(b.also, len(b.items) + 1)
    parts += [Part(made.line(item, now), f"{n}. ", _opener(item, n), glue="\n") for n, item in after]
    parts.append(Part(made.rest(b, now)))
    parts += [Part(fragment(*block)) for block in reviewed(b, now)]
    more = ((Button(_("More stories"), press(Verb.BRIEF)),),) if b.left_out else ()
    return fold(parts, issue=issue, top=_strip_buttons(b), foot=more)


def _opener(item: Item, number: int) -> Button:
    return Button(str(number), press(Verb.STORY, int(item.story.id)))


def _quiet_page(b: Briefing, now: datetime, *, issue: int, asked: bool, again: bool) -> list[dict[str, Any]]:
    once_more = () if again else ((Button(_("Show the last stories again"), press(Verb.BRIEF, "again")),),)
    more = [paragraph(_("Send me a link or an article, or /follow a feed."))] if asked and not b.strip else []
    parts = [Part(fragment(block)) for block in (paragraph(*_quiet(b, now)), *more)]
    return fold(parts, issue=issue, foot=(*_strip_buttons(b), *once_more))


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


def story_block(item: Item, now: datetime) -> Block:
    """Return a story in a briefing: its headline, its lines word for word with their sources, and what marks it."""
    latest = item.story.latest
    title = linked(shortened(headline_of(item.story), HEADLINE), latest.url)
    update = _("Update: ") if item.is_update else ""
    head: Inlines = (Bold((update, title)),)
    lines = [("\n", *line) for line in _lines(item.lines)]
    return paragraph(*head, *(inline for line in lines for inline in line), "\n", *_marks(item, now))


def _headline_line(item: Item) -> Inlines:
    latest = item.story.latest
    update = (Bold(_("Update")), ": ") if item.is_update else ()
    title = linked(shortened(headline_of(item.story), HEADLINE), latest.url)
    return (*update, title, f" ({source_name(latest.source, latest.url)})")


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


REVIEWED = 6
"""Deadlines of a kind that a review names."""


def reviewed(b: Briefing, now: datetime) -> Iterator[list[Block]]:
    """Yield the week of the deadlines, a kind a block: set, moved, met or withdrawn, passed; counts, no judgement."""
    week = b.review
    if week is None:
        return
    yield [heading(_("The week in deadlines")), paragraph(_counts(week))]
    for name, steps in (
        (_("Set"), week.set),
        (_("Moved"), week.moved),
        (_("Met"), week.met),
        (_("Passed"), week.passed),
    ):
        if steps:
            more = [paragraph(_("and {n} more").format(n=len(steps) - REVIEWED))] if len(steps) > REVIEWED else []
            yield [heading(name), bullets(_step_line(d, e, now) for d, e in steps[:REVIEWED]), *more]


def _counts(week: Review) -> str:
    numbers = {"a": len(week.set), "b": len(week.moved), "c": len(week.met), "d": len(week.passed)}
    return _("{a} set · {b} moved · {c} met or withdrawn · {d} passed").format(**numbers)


def _step_line(deadline: Deadline, step: Entry, now: datetime) -> Inlines:
    date = (Bold(short_due(step.due, now)), " · ") if step.due is not None else ()
    by = (" (", source_link(step.report), ")") if step.report is not None else ()
    return (*date, deadline_name(deadline), *by)


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
    if count := len(independent_owners(item.story.articles)):
        parts.append(plural("{n} source", "{n} sources", count).format(n=count))
    if item.topic:
        parts.append(topic_name(item.topic))
    parts += [f"⏳ {badge(deadline, now)}" for deadline in item.deadlines[:2]]
    return (Italic(joined(parts)),)


def _strip_buttons(b: Briefing) -> tuple[Row, ...]:
    return tuple((card_button(deadline, f"⏳ {shortened(deadline_name(deadline), 32)}"),) for deadline in b.strip)


def reading_first() -> Document:
    """Return the answer while the very first reading runs."""
    words = _(
        "I am reading the news for the first time. Your briefing of the last 24 hours follows as soon as I am done."
    )
    return Document((paragraph(words),))


def no_earlier_briefing() -> Document:
    """Return that there is no briefing to page back to."""
    words = _("There is no earlier briefing of yours; I keep them for two weeks.")
    return Document((paragraph(words),), ((Button(_("Brief me"), press(Verb.BRIEF)),),))

"""Single stories and articles: the full summary, who said what, and the deadlines in them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from babel import Locale, UnknownLocaleError

from bot.views.briefings import HEADLINE, headline_of
from bot.views.document import (
    Block,
    Bold,
    Button,
    Document,
    Inline,
    Inlines,
    Italic,
    Link,
    Row,
    fill,
    heading,
    joined,
    paragraph,
    quote,
)
from bot.views.facts import (
    badge,
    card_button,
    deadline_name,
    due_lines,
    linked,
    published_day,
    source_link,
    source_name,
)
from bot.views.language import _, plural, spoken
from bot.views.press import Verb, press
from bot.views.render import shortened
from bot.views.words import arithmetic, day_words, moment
from core.model.article import Article, Fact, Quote
from core.model.deadline import Deadline
from core.model.ids import ArticleId
from core.model.story import Story
from core.model.subscriber import Subscriber
from core.stories.disagreement import Disagreement, disagreements
from core.stories.independence import independent_owners
from core.stories.timeline import Day, timeline

ARTICLES = 3
"""Reports of a story whose summaries are shown."""

QUOTES = 4
"""Quotes shown of a story or article."""

FACTS = 6
"""Key facts shown of a story or article."""

DISAGREEMENTS = 3
"""Figures, days and names shown on which the sources of a story differ."""

DAYS = 6
"""Days of a story's timeline that are shown, the latest."""

FACT_SENTENCE = 240
"""Characters of a fact's sentence."""

_UNREAD_LANGUAGE = "language not supported:"


def story(story: Story, deadlines: Sequence[Deadline], subscriber: Subscriber, now: datetime) -> Document:
    """Return a story opened from a briefing: what its latest reports say, each sentence once, with their sources."""
    latest = story.latest
    title = linked(shortened(headline_of(story), HEADLINE), latest.url)
    count = len(independent_owners(story.articles))
    told = plural("{n} independent source", "{n} independent sources", count).format(n=count)
    updated = fill(
        _("{sources} · last report {when}"), sources=told, when=moment(latest.published, now, subscriber.zone)
    )
    blocks: list[Block] = [heading(title), paragraph(Italic(updated))]
    shown = tuple(reversed(story.articles))[:ARTICLES]
    blocks += _summaries(shown)
    blocks += _quotes(quote for article in shown for quote in article.reading.quotes)
    blocks += _facts(fact for article in shown for fact in article.reading.facts)
    blocks += _disagreements(disagreements(story.articles))
    blocks += _days(timeline(story.articles))
    blocks += _also(story.articles[: -ARTICLES or None] if len(story.articles) > ARTICLES else ())
    blocks += _badges(deadlines, now)
    here = (Button(_("Why is this here?"), press(Verb.HERE, int(story.id))),)
    return Document(tuple(blocks), (*((card_button(d),) for d in deadlines), here))


def _summaries(articles: Iterable[Article]) -> Iterator[Block]:
    said: set[str] = set()
    for article in articles:
        fresh = [line for line in article.reading.summary if line not in said]
        said.update(fresh)
        if fresh:
            yield paragraph("\n".join(fresh), " (", source_link(article), f", {published_day(article)})")
    if not said:
        yield paragraph(Italic(_("headline only")))


def _quotes(quotes: Iterable[Quote]) -> Iterator[Block]:
    for said in list(dict.fromkeys(quotes))[:QUOTES]:
        yield quote(f"“{' '.join(said.text.split())}” — ", Bold(said.speaker), expandable=True)


def _facts(facts: Iterable[Fact]) -> Iterator[Block]:
    """Yield the key facts as one quote to be opened: each figure, date or place with its sentence."""
    by_text = {fact.text.casefold(): fact for fact in facts}
    lines: list[Inline] = [Bold(_("Key facts"))]
    for fact in list(by_text.values())[:FACTS]:
        lines += ["\n", Bold(fact.text), f" — {shortened(fact.sentence, FACT_SENTENCE)}"]
    if by_text:
        yield quote(*lines, expandable=True)


def _disagreements(found: Sequence[Disagreement]) -> Iterator[Block]:
    """Yield where sources differ: each figure, day or name with who gives it and the sentence in which it does."""
    for one in found[:DISAGREEMENTS]:
        on = _("Sources disagree: {what}").format(what=one.what) if one.what else _("Sources disagree on the day")
        lines: list[Inline] = [Bold(on)]
        for claim in one.claims:
            lines += ["\n", Bold(claim.figure), " — ", source_link(claim.article)]
            lines.append(f": {shortened(claim.sentence, FACT_SENTENCE)}")
        yield quote(*lines, expandable=True)


def _days(days: Sequence[Day]) -> Iterator[Block]:
    """Yield the days that the reports name, once there are two, the latest of them, each with a sentence."""
    if len(days) < 2:
        return
    lines: list[Inline] = [Bold(_("Timeline"))]
    for one in days[-DAYS:]:
        lines += [
            "\n",
            Bold(day_words(one.day)),
            f" — {shortened(one.sentence, FACT_SENTENCE)} (",
            source_link(one.article),
            ")",
        ]
    yield quote(*lines, expandable=True)


def _also(articles: Sequence[Article]) -> Iterator[Block]:
    if articles:
        names = joined(
            [(source_link(article), f", {published_day(article)}") for article in articles[-ARTICLES:]], "; "
        )
        yield paragraph(*fill(_("Earlier: {sources}"), sources=names))


def _badges(deadlines: Sequence[Deadline], now: datetime) -> Iterator[Block]:
    for deadline in deadlines:
        yield paragraph("⏳ ", Bold(badge(deadline, now)), f" · {deadline_name(deadline)}")


def article(
    article: Article,
    deadlines: Sequence[Deadline],
    subscriber: Subscriber,
    now: datetime,
    *,
    following: frozenset[int],
    ask_written: bool = False,
) -> Document:
    """Return what was read in a link, a pasted text or a file: summary, quotes, and the deadlines with *Track this*.

    `following` holds the ids of deadlines that the reader follows already; with `ask_written` the day on which an
    undated text was written is asked for.
    """
    blocks: list[Block] = [*_head(article), *_summary(article), *_quotes(article.reading.quotes)]
    blocks += _facts(article.reading.facts)
    buttons: list[Row] = []
    for number, deadline in enumerate(deadlines, 1):
        blocks += _found(deadline, article.id, subscriber, now, number if len(deadlines) > 1 else 0)
        buttons.append(_track(deadline, number if len(deadlines) > 1 else 0, following=int(deadline.id) in following))
    if not deadlines:
        blocks.append(paragraph(_no_deadline(article.reading.reason)))
    if ask_written:
        blocks.append(paragraph(_("I found no date in it and counted from today. When was it written?")))
        buttons.append(_written(article.id))
    return Document(tuple(blocks), tuple(buttons), preview=bool(article.url))


def _head(article: Article) -> Iterator[Block]:
    title = shortened(article.title, HEADLINE)
    if title:
        yield heading(linked(title, article.url))
    where: Inlines = (f"{source_name(article.source, article.url)} · {published_day(article)}",)
    if not title and article.url:
        where = (Link(source_name(article.source, article.url), article.url), f" · {published_day(article)}")
    private = (_("for you alone"),) if article.audience is not None else ()
    yield paragraph(Italic(joined([where, private])))


def _summary(article: Article) -> Iterator[Block]:
    lines = article.reading.summary
    yield paragraph("\n".join(lines)) if lines else paragraph(Italic(_("headline only")))


def _found(
    deadline: Deadline, article: ArticleId, subscriber: Subscriber, now: datetime, number: int
) -> Iterator[Block]:
    """Yield a deadline found in an article: as it stands now, and what this very article says of it."""
    name = deadline_name(deadline)
    yield heading(f"⏳ {number}. {name}" if number else f"⏳ {name}")
    yield paragraph(*due_lines(deadline, subscriber, now))
    here = next((report for report in deadline.reports if report.article == article), None)
    if here is not None:
        yield quote(" ".join(here.finding.evidence.text.split()), expandable=True)
        yield paragraph(f"→ {arithmetic(here.finding)}")


def _track(deadline: Deadline, number: int, *, following: bool) -> Row:
    mark = f" ({number})" if number else ""
    details = card_button(deadline, _("Details") + mark)
    if following:
        return (details,)
    return (Button(_("Track this") + mark, press(Verb.ALERT, int(deadline.id))), details)


def _no_deadline(reason: str | None) -> str:
    if reason is None:
        return _("No deadline in it.")
    if reason.startswith(_UNREAD_LANGUAGE):
        language = _language_name(reason.removeprefix(_UNREAD_LANGUAGE).strip())
        return _("{language} is not read for deadlines yet.").format(language=language)
    return _("No deadline in it that I could read.")


def _language_name(code: str) -> str:
    try:
        return Locale.parse(code).get_display_name(spoken()) or _("This language")
    except (ValueError, UnknownLocaleError):
        return _("This language")


def _written(article: ArticleId) -> Row:
    return (
        Button(_("Written today"), press(Verb.PUBLISHED, "today", int(article))),
        Button(_("Yesterday"), press(Verb.PUBLISHED, "yesterday", int(article))),
        Button(_("Other day"), press(Verb.PUBLISHED, "other", int(article))),
    )


def ask_day(*, again: bool = False) -> Document:
    """Return the question on which day a text was written."""
    first = _("I could not read that as a day.") if again else _("On which day was it written?")
    return Document((paragraph(f"{first} {_('Send it like 14 July or 2025-07-14; /cancel leaves it as it is.')}"),))


def summarise_usage() -> Document:
    """Return how to have something summarised."""
    words = _(
        "Send me a link, paste an article, forward a post, or send a .txt, .html or .pdf file: "
        "you get its summary, who said what, and any deadline in it. No command is needed."
    )
    return Document((paragraph(words),))


def pasted_source() -> str:
    """Return what the source of a pasted text is called."""
    return _("Text you sent")

"""The digest: of all stories those that are new or changed for one reader, best first, within a reading budget."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from core.briefing.novelty import is_news
from core.deadlines.reminders import due_words_of
from core.model.article import Article
from core.model.briefing import Briefing, Item, Line, Shown
from core.model.deadline import Deadline, Event, Report, Status
from core.model.ids import StoryId
from core.model.story import Story

STRIP = 3
"""Deadlines in the strip."""

LINES = 3
"""Sentences of a story, at most."""

WORDS_A_MINUTE = 220
_MARKS = 12
"""Words that a story costs beside its headline and sentences: its number, sources and badge."""

_HALF_LIFE = timedelta(hours=18)
_MOVES = frozenset({Event.EXTENDED, Event.SHORTENED, Event.MET, Event.WITHDRAWN, Event.PASSED})


def compose(
    stories: Iterable[Story],
    deadlines: Sequence[Deadline],
    shown: Mapping[StoryId, Shown],
    *,
    now: datetime,
    minutes: int = 3,
) -> Briefing:
    """Return what is new to a reader: the next deadlines, then stories best first while the reading time lasts.

    `deadlines` come as the ledger has them (open ones first, nearest first); `shown` is what the reader was sent.
    Every line is a sentence of the article that it names. A story that was sent before comes again only with a sentence
    that says something new, or when a deadline of it was set, moved or ended since; then it holds only that. At least
    one story is given where any is new; the stories left out are counted, and stay new.
    """
    public = [story for story in stories if any(article.audience is None for article in story.articles)]
    fresh = [item for story in public if (item := _item(story, deadlines, shown.get(story.id)))]
    ranked = sorted(fresh, key=lambda item: (-_worth(item, now), -item.story.updated_at.timestamp(), item.story.id))
    chosen = list(_within_budget(ranked, minutes * WORDS_A_MINUTE))
    return Briefing(
        at=now,
        strip=tuple(d for d in deadlines if d.status is Status.OPEN and d.due is not None)[:STRIP],
        items=tuple(chosen),
        left_out=len(ranked) - len(chosen),
        shown=tuple(_memory(item) for item in chosen),
    )


def _item(story: Story, deadlines: Sequence[Deadline], seen: Shown | None) -> Item | None:
    """Return a story as this reader is to see it, None where nothing in it is new to them."""
    told = deadlines_of(story, deadlines)
    if seen is None:
        return Item(story, tuple(_lines(story, told)), told)
    changed = [deadline for deadline in told if _has_changed(deadline, seen)]
    lines = list(_new_lines(story, changed, seen))
    return Item(story, tuple(lines), told, is_update=True) if lines else None


def deadlines_of(story: Story, deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """Return the deadlines that articles of a story report, in the order given."""
    ids = {article.id for article in story.articles}
    return tuple(d for d in deadlines if any(report.article in ids for report in d.reports))


# -- lines ---------------------------------------------------------------------------------------------------------


def _lines(story: Story, told: Sequence[Deadline]) -> Iterator[Line]:
    """Yield the sentences that tell a new story: the summary of its fullest late report, then what others add."""
    lead = _lead(story)
    given: list[str] = []
    for text in _opening(lead, told):
        given.append(text)
        yield _line(lead, text)
    others = [article for article in reversed(story.articles) if article.source != lead.source]
    for article in others:
        if len(given) >= LINES:
            return
        added = next((s for s in article.reading.summary if is_news(s, [*given, story.headline])), None)
        if added is not None:
            given.append(added)
            yield _line(article, added)


def _opening(lead: Article, told: Sequence[Deadline]) -> list[str]:
    """Return the first two sentences of a summary, the second one giving way to that of a deadline in it."""
    summary = list(lead.reading.summary)
    dated = [text for text in summary[1:] if any(_is_evidence(text, lead, deadline) for deadline in told)]
    return [*summary[:1], *(dated or summary[1:])[:1]]


def _is_evidence(text: str, article: Article, deadline: Deadline) -> bool:
    return any(
        report.article == article.id and _plain(report.finding.evidence.text) == text for report in deadline.reports
    )


def _lead(story: Story) -> Article:
    """Return the latest report that has sentences, the latest headline where none has."""
    return next((a for a in reversed(story.articles) if a.reading.summary), story.latest)


def _new_lines(story: Story, changed: Sequence[Deadline], seen: Shown) -> Iterator[Line]:
    """Yield what an update tells: of each deadline that changed who says so, then sentences that say something new."""
    articles = {article.id: article for article in story.articles}
    given: list[str] = []
    for deadline in changed:
        report = _says_so(deadline, articles.keys())
        if report is not None and (text := _plain(report.finding.evidence.text)) not in given:
            given.append(text)
            yield Line(text, report.source, report.url)
    known = [*seen.sentences, *given]
    for article in reversed([a for a in story.articles if a.id not in seen.articles]):
        for text in article.reading.summary:
            if len(given) < LINES and is_news(text, known):
                given.append(text)
                known.append(text)
                yield _line(article, text)


def _says_so(deadline: Deadline, articles: Iterable[int]) -> Report | None:
    """Return the report of the last step that changed the deadline, by one of these articles; else its last report."""
    here = frozenset(articles)
    steps = [e.report for e in deadline.history if e.report is not None and e.event in _MOVES | {Event.SET}]
    own = [report for report in steps if report.article in here]
    told = [report for report in deadline.reports if report.article in here and report.finding.evidence.field == "text"]
    return own[-1] if own else told[-1] if told else None


def _line(article: Article, text: str) -> Line:
    return Line(text, article.source, article.url)


def _plain(text: str) -> str:
    return " ".join(text.split())


# -- worth and budget ----------------------------------------------------------------------------------------------


def _worth(item: Item, now: datetime) -> float:
    """Return how much a story matters: independent sources, how fresh, what it does to a deadline."""
    story = item.story
    age = max(timedelta(), now - story.updated_at)
    fresh = math.exp2(-age / _HALF_LIFE)
    open_ = any(d.status is Status.OPEN for d in item.deadlines)
    moved = any(_moved_by(story, deadline) for deadline in item.deadlines)
    headline_only = 0.0 if item.lines else -0.7
    return math.log2(1 + len(story.sources)) + 1.5 * fresh + 0.8 * open_ + 0.7 * moved + headline_only


def _moved_by(story: Story, deadline: Deadline) -> bool:
    ids = {article.id for article in story.articles}
    return any(e.report is not None and e.report.article in ids and e.event in _MOVES for e in deadline.history)


def _within_budget(items: Sequence[Item], words: int) -> Iterator[Item]:
    """Yield the items while words are left: the first one always, a long one giving way to shorter ones."""
    left = words
    for number, item in enumerate(items):
        cost = _cost(item)
        if number == 0 or cost <= left:
            left -= cost
            yield item


def _cost(item: Item) -> int:
    return _MARKS + sum(len(text.split()) for text in (item.story.headline, *(line.text for line in item.lines)))


# -- memory --------------------------------------------------------------------------------------------------------


def _memory(item: Item) -> Shown:
    """Return what a reader of this item knows: its lines, its articles, and how its deadlines stood."""
    return Shown(
        story=item.story.id,
        sentences=frozenset([line.text for line in item.lines] + [item.story.headline] * bool(item.story.headline)),
        articles=frozenset(article.id for article in item.story.articles),
        dues=tuple((int(deadline.id), standing_words(deadline)) for deadline in item.deadlines),
    )


def standing_words(deadline: Deadline) -> str:
    """Return a deadline's date, and how it ended where it did: "2025-09-02", "2025-08-07/2025-08-09 passed"."""
    ended = "" if deadline.status is Status.OPEN else f" {deadline.status}"
    return due_words_of(deadline.due) + ended


def _has_changed(deadline: Deadline, seen: Shown) -> bool:
    """Whether a deadline stands otherwise than when the story was last sent, or was not known then."""
    known = {standing for id_, standing in seen.dues if id_ in deadline.aliases}
    return standing_words(deadline) not in known

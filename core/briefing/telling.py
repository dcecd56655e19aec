"""Telling: the sentences by which a story is told, to who hears of it first and to who knows it already."""

from collections.abc import Iterable, Iterator, Sequence

from core.briefing.memory import has_changed
from core.briefing.novelty import is_news
from core.model.article import Article
from core.model.briefing import Line, Shown
from core.model.deadline import Deadline, Event, Report
from core.model.story import Story

LINES = 3
"""Sentences of a story, at most."""

LONGEST = 900
"""UTF-16 units of a sentence that is still shown, so that a story never fills a message by itself."""

MOVES = frozenset({Event.EXTENDED, Event.SHORTENED, Event.MET, Event.WITHDRAWN, Event.PASSED})


def first_lines(story: Story, told: Sequence[Deadline]) -> tuple[Line, ...]:
    """Return the sentences that tell a new story: the summary of its fullest late report, then what others add."""
    return tuple(_first_lines(story, told))


def _first_lines(story: Story, told: Sequence[Deadline]) -> Iterator[Line]:
    lead = _lead(story)
    given: list[str] = []
    for text in _opening(lead, told):
        given.append(text)
        yield _line(lead, text)
    others = [article for article in reversed(story.articles) if article.source != lead.source]
    for article in others:
        if len(given) >= LINES:
            return
        added = next((s for s in _summary(article) if is_news(s, [*given, story.headline])), None)
        if added is not None:
            given.append(added)
            yield _line(article, added)


def new_lines(story: Story, told: Sequence[Deadline], seen: Shown) -> tuple[Line, ...]:
    """Return what an update tells: of each deadline that changed who says so, then sentences that say something new.

    Nothing where the reader knows it all.
    """
    changed = [deadline for deadline in told if has_changed(deadline, seen)]
    return tuple(_new_lines(story, changed, seen))


def _new_lines(story: Story, changed: Sequence[Deadline], seen: Shown) -> Iterator[Line]:
    articles = {article.id for article in story.articles}
    given: list[str] = []
    for deadline in changed:
        report = _says_so(deadline, articles)
        if report is not None and _fits(text := _plain(report.finding.evidence.text)) and text not in given:
            given.append(text)
            yield Line(text, report.source, report.url)
    known = [*seen.sentences, *given]
    for article in reversed([a for a in story.articles if a.id not in seen.articles]):
        for text in _summary(article):
            if len(given) < LINES and is_news(text, known):
                given.append(text)
                known.append(text)
                yield _line(article, text)


def _opening(lead: Article, told: Sequence[Deadline]) -> list[str]:
    """Return the first two sentences of a summary, the second one giving way to that of a deadline in it."""
    summary = _summary(lead)
    dated = [text for text in summary[1:] if any(_is_evidence(text, lead, deadline) for deadline in told)]
    return [*summary[:1], *(dated or summary[1:])[:1]]


def _summary(article: Article) -> list[str]:
    return [text for text in article.reading.summary if _fits(text)]


def _fits(text: str) -> bool:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST


def _is_evidence(text: str, article: Article, deadline: Deadline) -> bool:
    return any(
        report.article == article.id and _plain(report.finding.evidence.text) == text for report in deadline.reports
    )


def _lead(story: Story) -> Article:
    """Return the latest report that has sentences, the latest headline where none has."""
    return next((a for a in reversed(story.articles) if _summary(a)), story.latest)


def _says_so(deadline: Deadline, articles: Iterable[int]) -> Report | None:
    """Return the report of the last step that changed the deadline, by one of these articles; else its last report."""
    here = frozenset(articles)
    steps = [e.report for e in deadline.history if e.report is not None and e.event in MOVES | {Event.SET}]
    own = [report for report in steps if report.article in here]
    told = [report for report in deadline.reports if report.article in here and report.finding.evidence.field == "text"]
    return own[-1] if own else told[-1] if told else None


def _line(article: Article, text: str) -> Line:
    return Line(text, article.source, article.url)


def _plain(text: str) -> str:
    return " ".join(text.split())

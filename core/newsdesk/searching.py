"""Searching: articles, stories and deadlines by word, phrase, source and date, as far as a chat may see them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from core.briefing.filters import hides_deadline, passes
from core.briefing.phrases import says, spread
from core.briefing.query import parse_query
from core.deadlines.ledger import matching
from core.model.article import Article
from core.model.deadline import Deadline, Report
from core.model.ids import ChatId, StoryId
from core.model.search import Found, Hit, Query
from core.newsdesk import readers, tracking
from core.ports import Transaction

STORIES = 40
"""Stories that a search brings at most."""

_ARTICLES = 150
_DEADLINES = 3


async def search(tx: Transaction, chat: ChatId, text: str, *, zone: str, now: datetime) -> Found:
    """Return what fits the words that a person typed, without what they muted; `Query()` where they ask for nothing.

    What the chat sent itself comes first; it is found by this chat alone. Raises UnreadableTimeError.
    """
    query = parse_query(text, today=now.astimezone(ZoneInfo(zone)).date(), zone=zone)
    if query == Query():
        return Found(query)
    rules = await readers.rules(tx, chat)
    own = [article for article in await tx.articles.sent_by(chat) if _fits(article, query)]
    public = await tx.articles.search(query, limit=_ARTICLES)
    articles = [article for article in (*own, *public) if passes(article, rules)]
    deadlines = await _deadlines(tx, chat, query, now=now)
    shown = [d for d in deadlines if not any(hides_deadline(rule, d) for rule in rules)]
    return Found(query, tuple(shown[:_DEADLINES]), tuple(_hits(articles, query))[:STORIES])


async def _deadlines(tx: Transaction, chat: ChatId, query: Query, *, now: datetime) -> Sequence[Deadline]:
    if not query.terms:
        return ()
    seen = await tracking.ledger(tx, chat, now=now)
    bounded = [d for d in seen if any(_in_bounds(report, query) for report in d.reports)]
    meant = matching(bounded, " ".join(query.terms))
    said = [d for d in meant if _says_all(_heard(d), query)]
    return said or ([] if query.phrases else meant)  # "ultimatum" is asked for, and no report may say it


def _heard(deadline: Deadline) -> str:
    terms = deadline.terms
    said = [f"{report.headline} {report.finding.evidence.text}" for report in deadline.reports]
    return spread(" ".join([terms.title, terms.setter, terms.addressee, terms.action, *said]))


def _in_bounds(told: Report | Article, query: Query) -> bool:
    return (
        query.source.casefold() in told.source.casefold()
        and (query.since is None or told.published >= query.since)
        and (query.until is None or told.published < query.until)
    )


def _fits(article: Article, query: Query) -> bool:
    return _in_bounds(article, query) and _says_all(spread(f"{article.title}\n{article.text}"), query)


def _says_all(text: str, query: Query) -> bool:
    """Whether a spread text says all that is looked for; words also as the beginnings of longer ones."""
    begun = all(f" {spread(word).strip()}" in text for word in query.words)
    return begun and all(says(text, " ".join(phrase)) for phrase in query.phrases)


def _hits(articles: Iterable[Article], query: Query) -> Iterable[Hit]:
    """Return a hit for each story, in the order of its best article."""
    grouped: dict[StoryId, dict[int, Article]] = {}
    for article in articles:
        grouped.setdefault(article.story, {})[int(article.id)] = article
    for story, found in grouped.items():
        best = next(iter(found.values()))
        yield Hit(story, best, _snippet(best, query), len(found) - 1)


def _snippet(article: Article, query: Query) -> str:
    """Return the sentence that says most of what is looked for, the first of its summary where none says any."""
    best, most = next(iter(article.reading.summary), ""), 0
    for sentence in article.reading.sentences:
        text = spread(sentence)
        count = sum(f" {spread(word).strip()}" in text for word in query.terms)
        if count > most:
            best, most = sentence, count
    return best

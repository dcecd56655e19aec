"""Pages: the articles behind what a feed only hints at, read where its own text is short or its story will be shown."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from core.briefing.digest import Edition
from core.errors import DatelineError, WorkerError
from core.model.article import Article, Draft
from core.model.deadline import Deadline
from core.model.ids import ArticleId
from core.model.interest import Reader
from core.newsdesk import briefs, tracking
from core.newsdesk.reading import fill, read_draft
from core.newsdesk.room import TEXT_LIMIT, Newsroom

UNDATED_AGE = timedelta(days=1)
"""The age that an entry without a date is given which stands far behind in a feed when that is first read."""

PAGES_A_ROUND = 8
PAGES_AT_FIRST = 3
"""Pages read for teasers in the first reading of a feed, while somebody may be waiting for their first briefing."""

_REFUSALS_A_ROUND = 2
"""Pages that give nothing, after which a site is asked for no more in this round."""

_PAGES_AHEAD = 4
"""Pages read after a round since their stories will be shown; one of each host."""

_FULL_TEXT = 1500
"""Characters from which on a feed's own text says enough to be shown."""

_DAY = timedelta(days=1)
_SHOWN_MINUTES = 10
"""Reading time of the briefing whose stories count as to be shown: longer than most, for readers differ."""

SHORT_TEXT = 600
"""Characters under which an entry is a teaser, and its page is worth a look."""

_LONGEST_TEASER = 3000
"""Characters up to which one that says itself that it goes on elsewhere is a teaser too."""

_GOES_ON = re.compile(
    r"(?:(?:\.\.\.|…|»|→)\W*|\n\W*(?:read|see|continue|more|weiterlesen|lire|leer|читати|читать)\b[^.!?\n]{0,60}\W*"
    r"|\bappeared first on\b[^\n]{1,80})$",
    re.IGNORECASE,
)


async def filled(room: Newsroom, fresh: Sequence[Draft], *, most: int = PAGES_A_ROUND) -> list[Draft]:
    """Return the entries with their pages' texts in place of teasers, one page after the other, at most so many."""
    found, pages, refusals = [], 0, 0
    for draft in fresh:
        given = None
        if pages < most and refusals < _REFUSALS_A_ROUND and draft.url and is_teaser(draft.text):
            given = await _from_page(room, draft)
            pages, refusals = pages + 1, refusals + (given is None)
        found.append(given or draft)
    return found


def is_teaser(text: str) -> bool:
    """Whether an entry's text is short, or says itself that there is more on the page."""
    return len(text) < SHORT_TEXT or (len(text) < _LONGEST_TEASER and _GOES_ON.search(text[-200:]) is not None)


async def _from_page(room: Newsroom, draft: Draft) -> Draft | None:
    """Return a draft with its page's text where that is longer, None where the page gives none."""
    try:
        page = await room.wire.read_page(draft.url)
    except DatelineError:
        return None
    longer = page.text if len(page.text) > len(draft.text) else draft.text
    return replace(draft, text=longer, published=draft.published or page.published)


async def read_ahead(room: Newsroom, kept: Sequence[Article]) -> None:
    """Read the pages of some articles just kept that say little and will be told by briefings, and fill them up."""
    brief = {article.id for article in kept if article.url and len(article.text) < _FULL_TEXT}
    if not brief:
        return
    hosts: dict[str, Article] = {}
    for article in await _to_be_shown(room):
        if article.id in brief:
            hosts.setdefault(urlsplit(article.url).netloc, article)
    await asyncio.gather(*(_fill(room, article) for article in list(hosts.values())[:_PAGES_AHEAD]))


async def _to_be_shown(room: Newsroom) -> list[Article]:
    """Return what a long briefing of a day's public articles tells, as a worker finds it, the best stories first."""
    now = room.clock.now()
    async with room.stores.begin() as tx:
        articles = {article.id: article for article in await tx.articles.since(now - _DAY, chat=None, until=now)}
        deadlines = await tracking.ledger(tx, None, now=now)
    short = [replace(article, text=article.text[:_FULL_TEXT]) for article in articles.values()]
    try:
        return [articles[id_] for id_ in await room.workers.run(_told, short, deadlines, now)]
    except WorkerError:
        return []  # the articles stay as their feeds have them


def _told(articles: list[Article], deadlines: Sequence[Deadline], now: datetime) -> list[ArticleId]:
    """Return the articles of a long briefing for a reader without wishes."""
    edition = Edition(briefs.stories(articles), deadlines, now=now)
    briefing = edition.compose(Reader(), {}, minutes=_SHOWN_MINUTES)
    return [article.id for item in (*briefing.items, *briefing.also) for article in item.story.articles]


async def _fill(room: Newsroom, article: Article) -> None:
    """Give an article the text of its page; where the page gives no more, it stays as it is."""
    async with room.stores.begin() as tx:
        feed = None if article.feed is None else await tx.feeds.get(article.feed)
    is_first = feed is not None and feed.first_read == article.known_at
    try:
        page = await room.wire.read_page(article.url)
        if len(page.text) <= len(article.text):
            return
        item = await read_draft(room, _whole(article, page, is_first=is_first))
    except DatelineError:
        return
    async with room.stores.begin() as tx:
        await fill(tx, article.id, item, now=room.clock.now(), announce=not is_first)


def _whole(article: Article, page: Draft, *, is_first: bool) -> Draft:
    """Return an article with its page's text; of a first reading, a time that nobody wrote is not counted from."""
    is_given = is_first and article.known_at - article.published in {timedelta(), UNDATED_AGE}
    return Draft(
        text=page.text[:TEXT_LIMIT],
        title=article.title,
        published=page.published if is_given else article.published,
        source=article.source,
        url=article.url,
        zone=article.zone,
        feed=article.feed,
    )

"""Published: when an article came out, by what its page says in its metadata, its text and its address."""

import copy
import logging
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from lxml import etree

from core.adapters.wire.dates import read_moment
from core.adapters.wire.metadata import Metadata, words_of

logging.getLogger("htmldate").setLevel(logging.CRITICAL)  # what it cannot read, our errors tell

_SAME_DAY = timedelta(hours=36)
_HAS_TIME = re.compile(r"\d:\d\d")
_HAS_ZONE = re.compile(r"(?:Z|UTC|GMT|[+-]\d\d:?\d\d|[A-Z]{3,4})$")

_MODIFIED_LAST = ("article:modified_time", "og:updated_time", "last-modified")
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "publishdate", "publish-date", "published_at",
    "pubdate", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date",
    "article.published", "cxenseparse:recs:publishtime", "article_date_original", "originalpublicationdate", "date",
)  # fmt: skip


def find_published(page: Metadata, *, url: str) -> datetime | None:
    """Return when the article was published, from the first place that says so; a place that says the same day more
    exactly is preferred. Where no place does, the page is searched for a date, which is then the noon of that day.
    """
    stated, others = list(_stated(page)), list(_others(page))
    said = _read(stated) or _read(others)
    if not said:
        return _searched(page.root, url)
    first = said[0][1]
    near = [(text, moment) for text, moment in (*said, *_read(others)) if abs(moment - first) <= _SAME_DAY]
    return max(near, key=lambda pair: _exactness(pair[0]))[1]


def _read(texts: Iterable[str]) -> list[tuple[str, datetime]]:
    """Return the texts that are dates, with their moments; those in words only where there is no other."""
    texts = list(texts)
    for in_words in (False, True):
        if read := [(text, moment) for text in texts if (moment := read_moment(text, in_words=in_words))]:
            return read
    return []


def _stated(page: Metadata) -> Iterator[str]:
    """Yield what the page calls its date of publication, the best places first."""
    yield from (page.described(name) for name in ("datePublished", "dateCreated"))
    yield from (page.metas[name] for name in _PUBLISHED if name in page.metas)
    for element in page.root.iter("time"):
        if element.get("pubdate") is not None or "datepublished" in (element.get("itemprop") or "").lower():
            yield element.get("datetime") or words_of(element)


def _others(page: Metadata) -> Iterator[str]:
    """Yield the other times of the page: of its last change, and those that stand in its text."""
    yield from (page.metas[name] for name in _MODIFIED_LAST if name in page.metas)
    yield from (element.get("datetime") for element in page.root.iter("time") if element.get("datetime"))


def _exactness(text: str) -> int:
    return bool(_HAS_TIME.search(text)) + bool(_HAS_ZONE.search(text.strip()))


def _searched(root: etree._Element, url: str) -> datetime | None:
    """Return the day that the page shows; a first of January is the year of a copyright notice, most of the time."""
    import htmldate  # slow to load, and not needed where the page says it

    plainly = htmldate.find_date(copy.deepcopy(root), url=url or None, original_date=True, extensive_search=False)
    found = plainly or htmldate.find_date(copy.deepcopy(root), original_date=True, extensive_search=True)
    return read_moment(found) if found and (plainly or not found.endswith("-01-01")) else None

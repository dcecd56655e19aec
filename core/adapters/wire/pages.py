"""Pages: from the bytes of a web page to its article, or to the reason why there is none."""

import logging
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from core.adapters.wire.dates import read_moment
from core.adapters.wire.decoding import decoded
from core.adapters.wire.mending import with_fewer_attributes
from core.adapters.wire.metadata import Metadata, read_metadata, text_at, words_of
from core.adapters.wire.plain import parsed, plain_text, tidied
from core.adapters.wire.titles import find_title
from core.errors import PageUnavailableError
from core.model.article import Draft
from core.model.wall import zone_of

for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)  # what they cannot read, our errors tell

FEWEST_WORDS = 30
"""Under these a page has no article to speak of."""

FEWEST_FREE_WORDS = 120
"""A page that says it is not free and gives fewer words than these gives a teaser."""

_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_SHORT = 500
_MUCH_LONGER = 1.6
_SAME_DAY = timedelta(hours=36)
_HAS_TIME = re.compile(r"\d:\d\d")
_HAS_ZONE = re.compile(r"(?:Z|UTC|GMT|[+-]\d\d:?\d\d|[A-Z]{3,4})$")

_MODIFIED_LAST = ("article:modified_time", "og:updated_time", "last-modified")
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "publishdate", "publish-date", "published_at",
    "pubdate", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date",
    "article.published", "cxenseparse:recs:publishtime", "article_date_original", "originalpublicationdate", "date",
)  # fmt: skip
_NOT_TEXT = ("image/", "video/", "audio/", "application/zip", "application/octet-stream")


def parse_page(body: bytes, *, url: str, content_type: str) -> Draft:
    """Return the article of a page: title, text, time with its offset, source, canonical address.

    Raises PageUnavailableError, whose cause says why, where there is no article: nothing is made up in its place.
    """
    if content_type.strip().lower().startswith(_NOT_TEXT):
        raise PageUnavailableError(url, f"no page but {content_type.partition(';')[0]}")
    markup = decoded(body, content_type)
    if content_type.strip().lower().startswith("text/plain") or "<" not in markup:
        return _plain_page(markup, url)
    markup = with_fewer_attributes(markup)
    root = parsed(markup)
    if root is None:
        raise PageUnavailableError(url, "an empty page")
    page = read_metadata(root)
    text = _text(markup, page)
    if cause := _refusal(page, text, url):
        raise PageUnavailableError(url, cause)
    site = _site(page, url)
    title = find_title(page, site=site, url=url)
    published = _published(page, markup, url)
    return Draft(
        text=_without_heading(text, title),
        title=title,
        published=published,
        source=site,
        url=_canonical(page, url),
        zone=zone_of(published),
    )


def _plain_page(markup: str, url: str) -> Draft:
    text = tidied(markup)
    if _length(text) < FEWEST_WORDS:
        raise PageUnavailableError(url, "no article in it" if text else "an empty page")
    return Draft(text=text, source=_host(url), url=url)


def find_byline(body: bytes) -> str | None:
    """Return who wrote the article of a page, as the page names them ("A. Writer, B. Writer"); None if it does not."""
    root = parsed(with_fewer_attributes(decoded(body)))
    if root is None:
        return None
    names = (_person(name) for name in _bylines(read_metadata(root)))
    return next((name for name in names if name), None)


# -- text ----------------------------------------------------------------------------------------------------------


def _text(markup: str, page: Metadata) -> str:
    """Return the article's text; where little of it is found, the page's own JSON-LD is asked for it."""
    import trafilatura  # slow to load, and not needed by whoever reads feeds alone

    extracted = trafilatura.extract(markup, include_comments=False, include_tables=False, with_metadata=False) or ""
    found = tidied("\n\n".join(line for line in extracted.split("\n") if line.strip()))
    given = page.article.get("articleBody")
    body = plain_text(given) if isinstance(given, str) else ""
    is_better = len(found) < _SHORT < len(body) or len(body) > _MUCH_LONGER * len(found)
    return body if is_better or body.split() == found.split() else found


def _without_heading(text: str, title: str) -> str:
    """Cut the title off the top of the text, where it stands there again."""
    first, _, rest = text.partition("\n")
    return rest.lstrip() if rest and " ".join(first.split()) == title else text


def _refusal(page: Metadata, text: str, url: str) -> str:
    """Return why a page has no article to show, empty where it has one."""
    words = _length(text)
    if words < FEWEST_FREE_WORDS and _is_paid(page):
        return "behind a paywall"
    if words >= FEWEST_WORDS:
        return "a front page, no article" if _is_front_page(page, url) else ""
    if page.meta("og:type").startswith("video") or "videoobject" in page.kinds:
        return "a video page, no article"
    return "no article in it" if words_of(page.root) else "an empty page"


def _length(text: str) -> int:
    """Return about how many words a text has, in scripts without spaces too."""
    return len(text.split()) + len(_CJK.findall(text)) // 2


def _is_paid(page: Metadata) -> bool:
    free = page.article.get("isAccessibleForFree")
    tier = page.meta("article:content_tier").lower()
    return free is False or str(free).lower() == "false" or tier in {"locked", "metered"}


def _is_front_page(page: Metadata, url: str) -> bool:
    address = urlsplit(url)
    at_the_front = bool(address.hostname) and address.path in {"", "/"} and not address.query
    return at_the_front and not page.article and not page.meta("og:type").startswith("article")


# -- time ----------------------------------------------------------------------------------------------------------


def _published(page: Metadata, markup: str, url: str) -> datetime | None:
    """Return when the article was published, from the first place that says so; a place that says the same day more
    exactly is preferred. Where no place does, the page is searched for a date, which is then the noon of that day.
    """
    said = [(text, moment) for text in _dates(page) if (moment := read_moment(text))]
    if not said:
        return _searched(markup, url)
    first = said[0][1]
    near = [(text, moment) for text, moment in said if abs(moment - first) <= _SAME_DAY]
    return max(near, key=lambda pair: _exactness(pair[0]))[1]


def _dates(page: Metadata) -> Iterator[str]:
    yield from (page.described(name) for name in ("datePublished", "dateCreated"))
    yield from (page.metas[name] for name in _PUBLISHED if name in page.metas)
    for element in page.root.iter("time"):
        if element.get("pubdate") is not None or "datepublished" in (element.get("itemprop") or "").lower():
            yield element.get("datetime") or words_of(element)
    yield from (page.metas[name] for name in _MODIFIED_LAST if name in page.metas)
    yield from (element.get("datetime") for element in page.root.iter("time") if element.get("datetime"))


def _exactness(text: str) -> int:
    return bool(_HAS_TIME.search(text)) + bool(_HAS_ZONE.search(text.strip()))


def _searched(markup: str, url: str) -> datetime | None:
    import htmldate

    found = htmldate.find_date(markup, url=url or None, original_date=True, extensive_search=False)
    return read_moment(found) if found else None


# -- source, address, byline ---------------------------------------------------------------------------------------


def _site(page: Metadata, url: str) -> str:
    """Return the name of the outlet, or its host."""
    name = page.meta("og:site_name") or page.described("publisher", "name") or page.meta("application-name")
    return name[:100] or _host(url)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _canonical(page: Metadata, url: str) -> str:
    """Return the address that the page calls its own, where it is one of the same site; else the one it came from."""
    for link in (*_canonical_links(page), page.meta("og:url")):
        try:
            address = urljoin(url, link.strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        if link and parts.scheme in {"http", "https"} and parts.path not in {"", "/"} and _same_site(address, url):
            return address
    return url


def _canonical_links(page: Metadata) -> Iterator[str]:
    for element in page.root.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            yield element.get("href") or ""


def _same_site(one: str, other: str) -> bool:
    return not other or _site_host(one) == _site_host(other)


def _site_host(url: str) -> str:
    return re.sub(r"^(?:www|m|amp|mobile|edition)\.", "", urlsplit(url).netloc.lower())


def _bylines(page: Metadata) -> Iterator[str]:
    authors = page.article.get("author")
    listed = authors if isinstance(authors, list) else [authors]
    yield ", ".join(filter(None, (text_at(a, "name") if isinstance(a, dict) else text_at([a]) for a in listed)))
    yield from (
        page.metas.get(name, "") for name in ("author", "article:author", "parsely-author", "dc.creator", "byl")
    )
    for element in page.root.iter("a", "span", "p", "div", "address"):
        marks = (
            f"{element.get('rel') or ''} {element.get('itemprop') or ''} {element.get('class') or ''}".lower().split()
        )
        if not {"author", "byline", "byline-name", "author-name", "article-author"}.isdisjoint(marks):
            yield words_of(element)


def _person(text: str) -> str:
    """Return the names in a byline, empty where it has none that look like it."""
    name = re.sub(r"^(?:by|written by|von|par|por|автор:?)\s+", "", " ".join(text.split()), flags=re.IGNORECASE)
    return name if 2 < len(name) <= 120 and "://" not in name and "@" not in name else ""

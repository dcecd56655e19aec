"""Origins: the outlet behind a page, its canonical address, its language, and who wrote the article."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from core.adapters.wire.metadata import Metadata, text_at, words_of
from core.text.language import UNKNOWN, detect_language

_BY = re.compile(r"^(?:by|written by|von|par|por|автор:?)\s+", re.IGNORECASE)
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)
_BYLINE_MARKS = frozenset({"author", "byline", "byline-name", "author-name", "article-author"})


def find_site(page: Metadata, url: str) -> str:
    """Return the name of the outlet, or its host."""
    name = page.meta("og:site_name") or page.described("publisher", "name") or page.meta("application-name")
    return name[:100] or host_of(url)


def host_of(url: str) -> str:
    """Return the host of an address without its "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def find_address(page: Metadata, url: str) -> str:
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


def find_language(page: Metadata, text: str) -> str | None:
    """Return the ISO 639 code of the language that the text shows, else the one that the page names, else None."""
    shown = detect_language(text)
    if shown != UNKNOWN:
        return shown
    named = _LANGUAGE.fullmatch((page.root.get("lang") or page.described("inLanguage")).strip())
    return named[1].lower() if named else None


def find_people(page: Metadata) -> str | None:
    """Return who wrote the article, as the page names them ("A. Writer, B. Writer"); None if it does not."""
    names = (_person(name) for name in _bylines(page))
    return next((name for name in names if name), None)


def _bylines(page: Metadata) -> Iterator[str]:
    authors = page.article.get("author")
    listed = authors if isinstance(authors, list) else [authors]
    yield ", ".join(filter(None, (text_at(a, "name") if isinstance(a, dict) else text_at([a]) for a in listed)))
    for name in ("author", "article:author", "parsely-author", "dc.creator", "byl"):
        yield page.metas.get(name, "")
    for element in page.root.iter("a", "span", "p", "div", "address"):
        marks = f"{element.get('rel') or ''} {element.get('itemprop') or ''} {element.get('class') or ''}"
        if not _BYLINE_MARKS.isdisjoint(marks.lower().split()):
            yield words_of(element)


def _person(text: str) -> str:
    """Return the names in a byline, empty where it has none that look like it."""
    name = _BY.sub("", " ".join(text.split()))
    return name if 2 < len(name) <= 120 and "://" not in name and "@" not in name else ""

"""Discovery: the feeds that a page points to."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from lxml import etree

from core.adapters.wire.plain import parsed

FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/json"}
)
MOST_FEEDS = 20

_FEED_ENDINGS = ("/rss", "/feed", "/atom", "/rss.xml", "/feed.xml", "/atom.xml", "/index.rdf", "/feed.json", ".rss")
_ASIDE = ("comment", "oembed", "wp-json")
"""Words of feeds that are not the news of a site."""


def find_feeds(markup: str, url: str) -> tuple[str, ...]:
    """Return the addresses of the feeds that a page names, absolute, each once, its feeds of comments last.

    Those that its head declares (`<link rel="alternate">`); where it declares none, links in its body that look so.
    """
    root = parsed(markup)
    if root is None:
        return ()
    base = _base(root, url)
    declared = list(_declared(root))
    found = (_joined(base, href) for href in declared or _likely(root))
    feeds = dict.fromkeys(feed for feed in found if feed and feed != url)
    return tuple(sorted(feeds, key=_is_aside))[:MOST_FEEDS]


def _base(root: etree._Element, url: str) -> str:
    href = next((str(base.get("href")) for base in root.iter("base") if base.get("href")), "")
    return _joined(url, href) or url


def _declared(root: etree._Element) -> Iterator[str]:
    for link in root.iter("link"):
        kinds = (link.get("rel") or "").lower().split()
        type_ = (link.get("type") or "").partition(";")[0].strip().lower()
        href = link.get("href")
        if href and "alternate" in kinds and type_ in FEED_TYPES:
            yield href


def _likely(root: etree._Element) -> Iterator[str]:
    for link in root.iter("a"):
        href = link.get("href") or ""
        if href.partition("?")[0].rstrip("/").lower().endswith(_FEED_ENDINGS):
            yield href


def _joined(base: str, href: str) -> str:
    try:
        address = urljoin(base, href.strip())
        return address if urlsplit(address).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def _is_aside(feed: str) -> bool:
    return any(word in feed.lower() for word in _ASIDE)

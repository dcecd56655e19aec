"""Titles: the headline of a page, by a vote of the places that name it."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from core.adapters.wire.metadata import Metadata, words_of

_SEPARATOR = re.compile(r"\s+[|–—·•»:-]{1,2}\s+|\s*[|»]\s*")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_CUT_SHORT = ("...", "…")
_LONGEST = 400


def find_title(page: Metadata, *, site: str, url: str) -> str:
    """Return the headline that most places agree on, without the outlet's name; of equals the one a reader sees.

    The places: its h1, the JSON-LD of its article, og:title, twitter:title and `<title>`. Empty where none names one.
    """
    outlets = _outlets(site, url)
    heads = [_without_outlet(head[:_LONGEST], outlets) for head in _candidates(page) if head]
    heads = [head for head in heads if head and _key(head) not in outlets]
    if not heads:
        return ""
    keys = [_key(head) for head in heads]
    return max(heads, key=lambda head: (_votes(_key(head), keys), not head.endswith(_CUT_SHORT)))


def _votes(key: str, keys: list[str]) -> int:
    """Count the places that say the same, or the same with something behind it cut off."""
    return sum(other == key or (len(other) >= 20 and key.startswith(other)) for other in keys)


def _candidates(page: Metadata) -> Iterator[str]:
    title = next((words_of(element) for element in page.root.iter("title")), "") or _raw_title(page)
    heading = _heading(page, title or page.meta("og:title"))
    yield from (heading, page.described("headline"), page.meta("og:title"), page.meta("twitter:title"), title)


def _raw_title(page: Metadata) -> str:
    return next((" ".join((element.text or "").split()) for element in page.root.iter("title")), "")


def _heading(page: Metadata, title: str) -> str:
    """Return the h1 that is most like the title; the only one there is where none is alike."""
    headings = [words_of(element) for element in page.root.iter("h1")][:20]
    wanted = set(_words(title))
    alike = [(len(wanted & set(_words(heading))) / max(1, len(set(_words(heading)))), heading) for heading in headings]
    best = max(alike, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] >= 0.5 or len([heading for heading in headings if heading]) == 1 else ""


def _without_outlet(head: str, outlets: frozenset[str]) -> str:
    """Cut the outlet's name, and the sections beside it, off the end or the start of a title."""
    parts = _SEPARATOR.split(head)
    if len(parts) > 1 and _key(parts[-1]) in outlets:
        return head[: _last_separator(head)].strip()
    if len(parts) > 1 and _key(parts[0]) in outlets:
        return _SEPARATOR.split(head, maxsplit=1)[1].strip()
    return head.strip()


def _last_separator(head: str) -> int:
    return [found.start() for found in _SEPARATOR.finditer(head)][-1]


def _outlets(site: str, url: str) -> frozenset[str]:
    """Return the ways in which a site may name itself in a title."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    labels = host.split(".")
    names = {site, host, labels[0], *labels[-2:-1], site.removeprefix("The "), f"The {site}", *_SEPARATOR.split(site)}
    return frozenset(filter(None, map(_key, names)))


def _key(text: str) -> str:
    return _NOT_A_LETTER.sub("", text.casefold())


def _words(text: str) -> Iterable[str]:
    return _NOT_A_LETTER.split(text.casefold())

"""Titles: the headline of a page, by a vote of the places that name it."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from core.adapters.wire.metadata import Metadata, words_of

_SEPARATOR = re.compile(r"\s+[|–—·•»:-]{1,2}\s+|\s*[|»]\s*")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_ALIKE = 0.5
_LONGEST = 400
_WORDS_OF_A_SECTION = 3
_LINES_AT_THE_TOP = 3


def find_title(page: Metadata, *, site: str, url: str) -> str:
    """Return the headline that most places agree on, without the outlet's name; of equals the one a reader sees.

    The places: its h1, the JSON-LD of its article, og:title, twitter:title and `<title>`. Empty where none names one.
    """
    outlets = _outlets(site, url)
    title = next((" ".join((element.text or "").split()) for element in page.root.iter("title")), "")[:_LONGEST]
    heading = _heading(page, title or page.meta("og:title"), outlets)
    named = (heading, page.described("headline"), page.meta("og:title"), page.meta("twitter:title"), title)
    heads = [head for name in named if (head := _without_outlet(name[:_LONGEST], outlets))]
    said = [*map(_key, heads), *_openings(title)]
    return max(heads, key=lambda head: (_votes(head, heads, said), not _is_cut(head)), default="")


def without_heading(text: str, title: str) -> str:
    """Cut the title off the top of a text, where it stands there again, be it behind a label."""
    lines = text.split("\n\n")
    wanted = _key(title)
    for number, line in enumerate(lines[:_LINES_AT_THE_TOP]):
        if wanted and _key(line) == wanted and len(lines) > 1:
            return "\n\n".join(lines[:number] + lines[number + 1 :])
    return text


def _votes(head: str, heads: Sequence[str], said: Sequence[str]) -> int:
    """Count the places that say the same, and those that say it cut short."""
    key = _key(head)
    return said.count(key) + sum(
        _is_cut(other) and key != _key(other) and key.startswith(_key(other)) for other in heads
    )


def _is_cut(head: str) -> bool:
    return head.endswith(("...", "…"))


def _openings(title: str) -> Iterator[str]:
    """Return what a title says before each separator but the last: "A | News | Outlet" says "A" too."""
    for separator in list(_SEPARATOR.finditer(title))[:-1]:
        yield _key(title[: separator.start()])


def _heading(page: Metadata, title: str, outlets: frozenset[str]) -> str:
    """Return the h1 that is most like the title; the only one there is where none is alike."""
    said = (words_of(element)[:_LONGEST] for _, element in zip(range(20), page.root.iter("h1"), strict=False))
    headings = [heading for heading in said if heading and _key(heading) not in outlets]
    wanted = _words(title)
    alike = [
        (len(wanted & words) / len(words), len(words), n) for n, words in enumerate(map(_words, headings)) if words
    ]
    share, _, best = max(alike, default=(0.0, 0, 0))
    return headings[best] if headings and (share >= _ALIKE or len(headings) == 1) else ""


def _without_outlet(head: str, outlets: frozenset[str]) -> str:
    """Cut the outlet's name off the end or the start of a title; nothing is left of one that is no more than that."""
    separators = list(_SEPARATOR.finditer(head))
    if separators and _is_outlet(head[separators[-1].end() :], outlets):
        head = head[: separators[-1].start()]
    elif separators and _key(head[: separators[0].start()]) in outlets:
        head = head[separators[0].end() :]
    return "" if _key(head) in outlets else head.strip()


def _is_outlet(end: str, outlets: frozenset[str]) -> bool:
    """Tell whether a title ends with the outlet's name, or with that of a section of it: "| CNN Politics"."""
    opening = _key(next(iter(end.split()), ""))
    return _key(end) in outlets or (len(end.split()) <= _WORDS_OF_A_SECTION and len(opening) > 2 and opening in outlets)


def _outlets(site: str, url: str) -> frozenset[str]:
    """Return the ways in which a site may name itself in a title."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    labels = host.split(".")
    names = {site, host, labels[0], *labels[-2:-1], site.removeprefix("The "), f"The {site}", *_SEPARATOR.split(site)}
    return frozenset(filter(None, map(_key, names)))


def _key(text: str) -> str:
    return _NOT_A_LETTER.sub("", text.casefold())


def _words(text: str) -> set[str]:
    return set(_NOT_A_LETTER.split(text.casefold())) - {""}

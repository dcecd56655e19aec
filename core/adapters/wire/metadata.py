"""Metadata: what a page says of itself, in its JSON-LD, its meta elements and its headings."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from core.adapters.wire.plain import element_words, plain_line, tidied

MOST_SCRIPTS = 40
_DEEPEST = 6

_ARTICLE_TYPES = frozenset(
    "newsarticle article blogposting reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle"
    " reviewnewsarticle liveblogposting report techarticle scholarlyarticle advertisercontentarticle".split()
)
_CDATA = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's own words on itself: meta contents by lower-case name, and the JSON-LD of its article (empty if none).

    `kinds` are the lower-case types of everything that its JSON-LD describes.
    """

    root: etree._Element
    metas: Mapping[str, str]
    article: Mapping[str, Any]
    kinds: frozenset[str]

    def meta(self, *names: str) -> str:
        """Return the first of these meta contents that is there, empty if none."""
        return next((self.metas[name] for name in names if self.metas.get(name)), "")

    def described(self, *path: str) -> str:
        """Return a text from the article's JSON-LD, e.g. `described("publisher", "name")`, empty if none."""
        return text_at(self.article, *path)


def read_metadata(root: etree._Element) -> Metadata:
    """Return what a parsed page says of itself; what is damaged is passed over."""
    described = list(_described(root))
    articles = [thing for thing in described if not _ARTICLE_TYPES.isdisjoint(_types(thing))]
    article = max(articles, key=lambda thing: "headline" in thing, default={})
    return Metadata(root, _metas(root), article, frozenset(kind for thing in described for kind in _types(thing)))


def text_at(thing: object, *path: str) -> str:
    """Return the text at a path in nested JSON; of a list its first part is taken. Empty where there is none."""
    for name in path:
        thing = _first(thing)
        thing = thing.get(name) if isinstance(thing, dict) else None
    thing = _first(thing)
    return plain_line(thing) if isinstance(thing, str) else ""


def words_of(element: etree._Element) -> str:
    """Return what an element says, on one line."""
    return " ".join(tidied("".join(element_words(element))).split())


def _first(thing: object) -> object:
    return thing[0] if isinstance(thing, list) and thing else thing


def _metas(root: etree._Element) -> dict[str, str]:
    """Return the first content of each named meta element."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            metas.setdefault(name, content)
    return metas


def _described(root: etree._Element) -> Iterator[dict[str, Any]]:
    scripts = (s for s in root.iter("script") if "ld+json" in (s.get("type") or "").lower())
    for _, script in zip(range(MOST_SCRIPTS), scripts, strict=False):
        try:
            yield from _things(json.loads(_CDATA.sub("", script.text or ""), strict=False))
        except (ValueError, RecursionError):
            continue


def _things(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Return the things of a JSON-LD document, those in lists and graphs too."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for part in value:
            yield from _things(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item"):
            if isinstance(value.get(name), list | dict):
                yield from _things(value[name], depth + 1)


def _types(thing: Mapping[str, Any]) -> set[str]:
    types = thing.get("@type")
    named = types if isinstance(types, list) else [types]
    return {name.rsplit("/", 1)[-1].lower() for name in named if isinstance(name, str)}

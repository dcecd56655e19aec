"""Entries: what a parser found in a feed, before it is made plain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple


class Entry(NamedTuple):
    """An entry as its parser gave it: title and text are markup; the address may be relative to `base`."""

    title: str
    text: str
    link: str
    guid: str
    published: datetime | None
    base: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is in it."""
        return not (self.title or self.text or self.link or self.guid)


@dataclass(frozen=True, slots=True)
class Parsed:
    """The title and the entries of a feed, in its own order, and the address of its site where that is known."""

    title: str
    entries: Sequence[Entry]
    site: str = ""

    @property
    def filled(self) -> int:
        """How many links, dates, titles and texts there are."""
        return sum(bool(part) for e in self.entries for part in (e.link, e.published, e.title, e.text))

    @property
    def is_whole(self) -> bool:
        """Whether every entry has a link, a date, and a title or a text."""
        return all(e.link and e.published and (e.title or e.text) for e in self.entries)


def said(value: object) -> str:
    """Return a value that should be a text, empty where it is none."""
    return value if isinstance(value, str) else ""


def longest_text(entry: Mapping[str, Any], *texts: str) -> str:
    """Return the longest of these texts and the contents of an entry as feedparser's kin give it."""
    contents = [said(content.get("value")) for content in entry.get("content") or () if isinstance(content, Mapping)]
    return max((*texts, *contents), key=len)

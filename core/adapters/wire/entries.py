"""Entries: what a parser found in a feed, before it is made plain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


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


def said(value: object) -> str:
    """Return a value that should be a text, empty where it is none."""
    return value if isinstance(value, str) else ""

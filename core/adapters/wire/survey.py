"""The survey: one pass over the XML of a feed that tells whether it is well-formed, and reads it where it is.

Names are told apart by what comes behind their prefix, since feeds forget to declare prefixes and swap them; times
keep the offset they are written with, for an outlet's day is a day of its own zone.
"""

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal
from urllib.parse import urljoin
from xml.parsers import expat

ENTRIES = frozenset({"item", "entry"})
DATES = frozenset({"pubdate", "published", "issued", "created", "date"})
LATER_DATES = frozenset({"updated", "modified"})
_TEXTS = frozenset({"description", "summary", "encoded", "content", "body", "fullitem"})
_CAPTIONS = frozenset({"description", "text"})
_GUIDS = frozenset({"guid", "id", "atom:id"})
_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
_GROUP = "media:group"
"""What it holds counts as if it stood in the entry itself: the videos of YouTube are described there."""

_PAGES = ("text/html", "application/xhtml+xml", "")
"""The types of a link that leads to a page, the likeliest first."""

_BUFFER_BYTES = 65_536

MOST_ENTRIES = 30_000
"""Entries that are read, empty ones among them; those behind them are passed over."""


Kind = Literal["", "title", "aside", "text", "caption", "date", "later date", "link", "guid"]
"""What an element of an entry is to a reader of news; an aside is the title of its picture, its sound or the like."""


@dataclass(slots=True)
class Written:
    """What one entry says by what it is: title and texts as markup, all else as it is written; and its other links."""

    base: str = ""
    said: defaultdict[Kind, list[str]] = field(default_factory=lambda: defaultdict(list))
    hrefs: dict[str, str] = field(default_factory=dict)
    other_hrefs: list[str] = field(default_factory=list)

    @property
    def link(self) -> str:
        """The address of the entry's page, at last its guid or another link; empty where nothing says it."""
        if link := self._first("link"):
            return link
        hrefs = [*(self.hrefs.get(type_, "") for type_ in _PAGES), *self.hrefs.values()] if self.hrefs else []
        permalinks = (guid for guid in self.said["guid"] if guid.lstrip()[:4].lower() == "http")
        return next(filter(None, (*hrefs, *permalinks, *self.other_hrefs)), "").strip()

    @property
    def title(self) -> str:
        """The entry's own title, else another one in it."""
        return self._first("title") or self._first("aside")

    @property
    def text(self) -> str:
        """The longest of the texts; where there is none, of the captions."""
        return _longest(self.said["text"]) or _longest(self.said["caption"])

    @property
    def guid(self) -> str:
        """The first identity that is told."""
        return self._first("guid")

    @property
    def dates(self) -> list[str]:
        """When it was published, then when it was changed."""
        return self.said["date"] + self.said["later date"]

    def _first(self, kind: Kind) -> str:
        for said in self.said[kind]:
            if stripped := said.strip():
                return stripped
        return ""


@dataclass(slots=True)
class Survey:
    """A well-formed document: a feed's title and its entries in order.

    `is_odd` where it has what only the patient parser reads: fields in base64, entries behind a prefix, a ">" in
    an attribute, or a channel with nothing around it, as CDF has it.
    """

    title: str = ""
    entries: list[Written] = field(default_factory=list)
    is_feed: bool = False
    is_odd: bool = False


def survey(data: bytes) -> Survey | None:
    """Return the survey of a document in UTF-8, None where it is not well-formed; entities that blow up are not."""
    surveyor = _Surveyor(data)
    try:
        surveyor.parser.Parse(data, True)
    except (expat.ExpatError, ValueError):
        return None
    return surveyor.found


class _Surveyor:
    """The handlers of one pass.

    It listens to the fields of entries alone, and cuts what a field with elements in it says out of the bytes.
    """

    def __init__(self, data: bytes) -> None:
        self.found = Survey()
        self.parser = expat.ParserCreate("utf-8")
        self.parser.ordered_attributes = True
        self.parser.buffer_text = True
        self.parser.buffer_size = _BUFFER_BYTES
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._data = data
        self._base = ""
        self._around: list[str] = []  # the names of the elements that are open outside of entries
        self._entry = Written()
        self._depth = -1  # below an entry; -1 outside
        self._kind: Kind = ""
        self._field_at = -1  # the byte at which a field begins
        self._holds_elements = False
        self._heard: list[str] = []
        self._hear = self._heard.append

    def _start(self, name: str, attributes: Sequence[str]) -> None:
        depth = self._depth
        if depth < 0:
            self._start_outside(name, attributes)
        elif depth:
            self._depth = depth + 1
            self._holds_elements = True
        elif name != _GROUP:
            self._depth = 1
            kind = kind_of(name)
            if kind == "link" and (attributes or ":" in name):
                self._link(name, attributes)
            elif kind:
                self._open(kind, attributes)

    def _start_outside(self, name: str, attributes: Sequence[str]) -> None:
        local = _local(name)
        if local in ENTRIES:
            self._start_entry(name, attributes)
            return
        if local in _ROOTS:
            self.found.is_feed = True
            self.found.is_odd |= local == "channel" and not self._around
            self._base = _rebased(self._base, attributes)
        elif local == "title" and self._around and self._around[-1] in _ROOTS and not self.found.title:
            self._open("title", attributes)
        elif self._kind == "title":
            self._holds_elements = True
        self._around.append(local)

    def _start_entry(self, name: str, attributes: Sequence[str]) -> None:
        self._depth = 0
        self._entry = Written(_rebased(self._base, attributes))
        if len(self.found.entries) < MOST_ENTRIES:
            self.found.entries.append(self._entry)
        self.found.is_odd |= ":" in name
        if "rdf:about" in attributes:
            self._entry.said["guid"].append(attributes[attributes.index("rdf:about") + 1])

    def _link(self, name: str, attributes: Sequence[str]) -> None:
        entry = self._entry
        entry.base = _rebased(entry.base, attributes)
        named = dict(zip(attributes[::2], attributes[1::2], strict=True))
        if "href" not in named:
            if ":" not in name:
                self._open("link", attributes)
        elif named.get("rel", "alternate") == "alternate":
            entry.hrefs.setdefault(named.get("type", ""), named["href"])
        else:
            entry.other_hrefs.append(named["href"])

    def _open(self, kind: Kind, attributes: Sequence[str]) -> None:
        self._kind, self._field_at, self._holds_elements = kind, self.parser.CurrentByteIndex, False
        self.parser.CharacterDataHandler = self._hear
        if attributes:
            self.found.is_odd |= "base64" in attributes or any(">" in value for value in attributes)

    def _end(self, name: str) -> None:
        depth = self._depth
        if depth < 0:
            self._end_outside()
        elif depth != 0 or name != _GROUP:
            self._depth = depth - 1
            if depth == 1 and (kind := self._kind):
                self._entry.said[kind].append(self._said())

    def _end_outside(self) -> None:
        if self._around.pop() == "title" and self._kind == "title" and self._around[-1] in _ROOTS:
            self.found.title = self._said()

    def _said(self) -> str:
        """Return what the field that ends here says; one that holds elements says its markup."""
        self._kind, self.parser.CharacterDataHandler = "", None
        said = "".join(self._heard)
        self._heard.clear()
        if self._holds_elements:
            return self._data[self._field_at : self.parser.CurrentByteIndex].partition(b">")[2].decode()
        return said


def _longest(texts: Sequence[str]) -> str:
    return max(texts, key=len) if len(texts) > 1 else texts[0] if texts else ""


@lru_cache(maxsize=1024)
def _local(name: str) -> str:
    """Return the name of an element without its prefix, in lower case."""
    return name.rpartition(":")[2].lower()


@lru_cache(maxsize=1024)
def kind_of(name: str) -> Kind:
    """Return what an element of this name is in an entry; prefixes that everybody uses are believed."""
    prefix, _, local = name.lower().rpartition(":")
    if prefix == "media":
        return "caption" if local in _CAPTIONS else "aside" if local == "title" else ""
    if name.lower() in _GUIDS:
        return "guid"
    if local == "title":
        return "aside" if prefix else "title"
    sets: dict[Kind, Container[str]] = {"text": _TEXTS, "date": DATES, "later date": LATER_DATES, "link": {"link"}}
    return next((kind for kind, names in sets.items() if local in names), "")


def _rebased(base: str, attributes: Sequence[str]) -> str:
    """Return the base of links below an element with these attributes."""
    if not attributes or "xml:base" not in attributes:
        return base
    try:
        return urljoin(base, attributes[attributes.index("xml:base") + 1].strip())
    except ValueError:
        return base

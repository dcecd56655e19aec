"""The survey: one pass over the XML of a feed that tells whether it is well-formed, and what the fast parser omits.

The fast parser tells all times in UTC, while an outlet's day is a day of its own zone; it passes over `xml:base`, over
the elements inside a title or a description, and over a link that stands behind another kind of link; and it does not
say whether it had to guess.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urljoin
from xml.parsers import expat

ENTRIES = frozenset({"item", "entry"})
DATES = frozenset({"pubdate", "published", "issued", "created", "date"})
LATER_DATES = frozenset({"updated", "modified"})
_FIELDS = frozenset({"title", "description", "summary", "encoded", "content", "body", "fullitem"})
_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
_PAGES = ("text/html", "application/xhtml+xml", "")
"""The types of a link that leads to a page, the likeliest first."""


@dataclass(slots=True)
class Written:
    """What one entry says: its dates and links as they are written, and those of its fields that hold elements."""

    base: str = ""
    dates: list[str] = field(default_factory=list)
    later_dates: list[str] = field(default_factory=list)
    title: str = ""
    texts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    hrefs: dict[str, str] = field(default_factory=dict)
    has_permalink: bool = True

    @property
    def link(self) -> str:
        """The address of the entry's page, empty where no link says it."""
        links = (*self.links, *(self.hrefs.get(type_, "") for type_ in _PAGES), *self.hrefs.values())
        return next(filter(None, links), "")


@dataclass(slots=True)
class Survey:
    """A well-formed feed: its entries in order, and what the parsers have to be protected from.

    `undeclared` are the prefixes of names that no namespace explains. `is_odd` where it has what only the patient
    parser reads: fields in base64, or another title before an entry's own.
    """

    entries: list[Written] = field(default_factory=list)
    most_attributes: int = 0
    has_capitals: bool = False
    undeclared: set[str] = field(default_factory=set)
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
    """The handlers of one pass. Most of a feed lies outside entries or deep in their fields, and is stepped over."""

    def __init__(self, data: bytes) -> None:
        self.found = Survey()
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.ordered_attributes = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._data = data
        self._base = ""
        self._declared = {"xml"}
        self._met: set[str] = set()  # names whose prefix was looked at
        self._entry = Written()
        self._depth = -1  # below an entry; -1 outside
        self._heard: list[str] = []  # of a date or a link
        self._field_at = -1  # the byte at which a field begins
        self._holds_elements = False
        self._end_field: Callable[[str], None] | None = None

    def _start(self, name: str, attributes: Sequence[str]) -> None:
        depth = self._depth
        if attributes and len(attributes) > self.found.most_attributes:
            self.found.most_attributes = len(attributes)
        if depth < 0:
            self._start_outside(name, attributes)
            return
        self._depth = depth + 1
        if depth == 0:
            self._start_field(name, attributes)
        elif depth == 1:
            self._holds_elements = True

    def _start_outside(self, name: str, attributes: Sequence[str]) -> None:
        local = _local(name)
        if local in ENTRIES:
            self.found.has_capitals |= not name.endswith(local)
            self._depth = 0
            self._entry = Written(_rebased(self._base, attributes))
            self.found.entries.append(self._entry)
        elif local in _ROOTS:
            self._base = _rebased(self._base, attributes)
        self._declared.update(name[6:] for name in attributes[::2] if name.startswith("xmlns:"))

    def _start_field(self, name: str, attributes: Sequence[str]) -> None:
        local = _local(name)
        if name not in self._met:
            self._meet(name, attributes)
        if local in DATES or local in LATER_DATES:
            self._listen(self._end_date)
        elif local in _FIELDS:
            self._field_at, self._holds_elements = self.parser.CurrentByteIndex, False
            self._end_field = self._end_text
            self.found.is_odd |= "base64" in attributes
        elif local == "link":
            self._start_link(name, attributes)
        elif attributes and local == "guid":
            self._entry.has_permalink = "false" not in attributes

    def _meet(self, name: str, attributes: Sequence[str]) -> None:
        self._met.add(name)
        prefix, colon, local = name.rpartition(":")
        if colon and prefix not in self._declared and f"xmlns:{prefix}" not in attributes:
            self.found.undeclared.add(prefix)
        elif local == "title" and colon and "title" not in self._met:
            self.found.is_odd = True

    def _start_link(self, name: str, attributes: Sequence[str]) -> None:
        self._entry.base = _rebased(self._entry.base, attributes)
        named = dict(zip(attributes[::2], attributes[1::2], strict=True))
        if "href" not in named:
            if name == "link":
                self._listen(self._end_link)
        elif named.get("rel", "alternate") == "alternate":
            self._entry.hrefs.setdefault(named.get("type", ""), named["href"])

    def _listen(self, end: Callable[[str], None]) -> None:
        self.parser.CharacterDataHandler = self._heard.append
        self._end_field = end

    def _end(self, name: str) -> None:
        depth = self._depth
        if depth < 0:
            return
        self._depth = depth - 1
        if depth == 1 and self._end_field is not None:
            self._end_field(_local(name))
            self._end_field = None

    def _said(self) -> str:
        self.parser.CharacterDataHandler = None
        said = "".join(self._heard).strip()
        self._heard.clear()
        return said

    def _end_date(self, local: str) -> None:
        (self._entry.dates if local in DATES else self._entry.later_dates).append(self._said())

    def _end_link(self, _: str) -> None:
        self._entry.links.append(self._said())

    def _end_text(self, local: str) -> None:
        if not self._holds_elements:
            return
        markup = self._data[self._field_at : self.parser.CurrentByteIndex].partition(b">")[2].decode()
        if local == "title":
            self._entry.title = self._entry.title or markup
        else:
            self._entry.texts.append(markup)


@lru_cache(maxsize=1024)
def _local(name: str) -> str:
    """Return the name of an element without its prefix, in lower case."""
    return name.rpartition(":")[2].lower()


def _rebased(base: str, attributes: Sequence[str]) -> str:
    """Return the base of links below an element with these attributes."""
    if not attributes or "xml:base" not in attributes:
        return base
    try:
        return urljoin(base, attributes[attributes.index("xml:base") + 1].strip())
    except ValueError:
        return base

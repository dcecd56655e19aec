"""The survey: one pass over the XML of a feed that tells whether it is well-formed, and reads it where it is.

Names are told apart by what comes behind their prefix, since feeds forget to declare prefixes and swap them; times
keep the offset they are written with, for an outlet's day is a day of its own zone.
"""

import re
from base64 import b64decode
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import Literal
from urllib.parse import urljoin
from xml.parsers import expat

ENTRIES = frozenset({"item", "entry"})
_DATES = frozenset({"pubdate", "published", "issued", "publicationdate"})
_OTHER_DATES = frozenset({"date", "created"})
_LATER_DATES = frozenset({"updated", "modified", "lastbuilddate"})
_TEXTS = frozenset(
    {"description", "summary", "encoded", "content", "body", "abstract", "fullitem", "full-text", "fulltext"}
)
_CAPTIONS = frozenset({"description", "text"})
_GUIDS = frozenset({"guid", "id", "atom:id"})
ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
GROUP = "media:group"
"""What it holds counts as if it stood in the entry itself: the videos of YouTube are described there."""

_PAGES = ("text/html", "application/xhtml+xml", "")
"""The types of a link that leads to a page, the likeliest first."""

_OTHER_LINK, _ENCLOSURE = len(_PAGES) + 1, len(_PAGES) + 2
"""How far behind the first of those are a link to something else than the entry itself, and one to its sound."""

_REFERRING = frozenset({"link", "enclosure"})
_SECTION = "<![CDATA["
_OPENING = re.compile(rb"""<(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
_BUFFER_BYTES = 65_536

_LONGEST_BASE = 2000
"""Characters; bases within bases would grow without end."""

MOST_ENTRIES = 30_000
"""Entries that are read, empty ones among them; those behind them are passed over."""


Kind = Literal["", "title", "aside", "text", "caption", "date", "other date", "later date", "link", "guid", "enclosure"]
"""What an element of an entry is to a reader of news; an aside is the title of its picture, its sound or the like."""


@dataclass(slots=True)
class Written:
    """What one entry says by what it is: title and texts as markup, all else as it is written; and its other links."""

    base: str = ""
    said: defaultdict[Kind, list[str]] = field(default_factory=lambda: defaultdict(list))
    hrefs: list[tuple[int, str]] = field(default_factory=list)

    @property
    def link(self) -> str:
        """The address of the entry's page, at last its guid, another link or its sound; empty where nothing says it."""
        if link := self._first("link"):
            return link
        permalinks = ((_OTHER_LINK, guid) for guid in self.said["guid"] if guid.lstrip()[:4].lower() == "http")
        hrefs = sorted((*permalinks, *self.hrefs), key=itemgetter(0))
        return next((stripped for _, href in hrefs if (stripped := href.strip())), "")

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
        return self.said["date"] + self.said["other date"] + self.said["later date"]

    def refer(self, kind: Kind, named: Mapping[str, str]) -> None:
        """Keep the address that a link of Atom or an enclosure has among its attributes."""
        if kind == "enclosure":
            self.hrefs.append((_ENCLOSURE, named.get("url", "")))
        elif "href" in named:
            self.hrefs.append((_rank(named), named["href"]))

    def describe(self, named: Mapping[str, str]) -> None:
        """Keep what an entry says among its own attributes, as those of RDF and of CDF do."""
        if about := named.get("rdf:about"):
            self.said["guid"].append(about)
        if href := named.get("href"):
            self.hrefs.append((len(_PAGES), href))
        if changed := named.get("lastmod"):
            self.said["later date"].append(changed)

    def _first(self, kind: Kind) -> str:
        for said in self.said[kind]:
            if stripped := said.strip():
                return stripped
        return ""


@dataclass(slots=True)
class Survey:
    """A well-formed document: a feed's title, the address of its site, and its entries in order."""

    title: str = ""
    site: str = ""
    entries: list[Written] = field(default_factory=list)
    is_feed: bool = False


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
        self._is_packed = False
        self._prefix = ""  # of the entry and of what is in it
        self._heard: list[str] = []
        self._hear = self._heard.append

    def _start(self, name: str, attributes: Sequence[str]) -> None:
        depth = self._depth
        if depth < 0:
            self._start_outside(name, attributes)
        elif depth:
            self._depth = depth + 1
            self._holds_elements = True
        elif name != GROUP:
            self._depth = 1
            if self._prefix:
                name = name.removeprefix(self._prefix)
            if kind := kind_of(name):
                self._start_field(kind, name, attributes)

    def _start_outside(self, name: str, attributes: Sequence[str]) -> None:
        local = local_name(name)
        if local in ENTRIES:
            self._start_entry(name, attributes)
            return
        if local in ROOTS:
            self.found.is_feed = True
            self._base = _rebased(self._base, attributes)
        elif local == "title" and self._around and self._around[-1] in ROOTS and not self.found.title:
            self._open("title", attributes)
        elif local == "link" and self._around and self._around[-1] in ROOTS and not self.found.site:
            self._start_site(attributes)
        elif self._kind:
            self._holds_elements = True
        self._around.append(local)

    def _start_site(self, attributes: Sequence[str]) -> None:
        """Hear the address of the feed's site, in the way of RSS or of Atom."""
        named = _by_name(attributes)
        if "href" not in named:
            self._open("link", attributes)
        elif _rank(named) < _OTHER_LINK:
            self.found.site = _joined(self._base, named["href"])

    def _start_entry(self, name: str, attributes: Sequence[str]) -> None:
        self._depth = 0
        self._entry = Written(_rebased(self._base, attributes))
        if len(self.found.entries) < MOST_ENTRIES:
            self.found.entries.append(self._entry)
        self._prefix = name.partition(":")[0] + ":" if ":" in name else ""
        if attributes:
            self._entry.describe(_by_name(attributes))

    def _start_field(self, kind: Kind, name: str, attributes: Sequence[str]) -> None:
        if (attributes or ":" in name) and kind in _REFERRING:
            named = _by_name(attributes)
            if named.get("href", "").strip():
                named["href"] = _joined(named.get("xml:base", ""), named["href"])
            self._entry.refer(kind, named)
            if kind == "enclosure" or "href" in named or ":" in name:
                return
            self._entry.base = _rebased(self._entry.base, attributes)
        self._open(kind, attributes)

    def _open(self, kind: Kind, attributes: Sequence[str]) -> None:
        self._kind = kind
        self._holds_elements = False
        self._field_at = self.parser.CurrentByteIndex
        self.parser.CharacterDataHandler = self._hear
        self._is_packed = "base64" in attributes

    def _end(self, name: str) -> None:
        depth = self._depth
        if depth == 1:
            self._depth = 0
            if kind := self._kind:
                self._entry.said[kind].append(self._said())
        elif depth < 0:
            self._end_outside()
        elif depth or name != GROUP:
            self._depth = depth - 1

    def _end_outside(self) -> None:
        closed = self._around.pop()
        if closed == self._kind and self._around[-1] in ROOTS:
            said = self._said()
            if closed == "title":
                self.found.title = said
            else:
                self.found.site = said.strip()

    def _said(self) -> str:
        """Return what the field that ends here says; one that holds elements says its markup."""
        self._kind = ""
        self.parser.CharacterDataHandler = None
        heard = self._heard
        said = heard[0] if len(heard) == 1 else "".join(heard)
        heard.clear()
        if self._holds_elements:
            field = self._data[self._field_at : self.parser.CurrentByteIndex]
            return _OPENING.sub(b"", field, count=1).decode()
        if self._is_packed:
            return _unpacked(said)
        return _without_section(said) if said.startswith(_SECTION) else said


def _unpacked(said: str) -> str:
    """Return what is said in base64, as Atom 0.3 allows it; as it is, where it is none."""
    try:
        return b64decode("".join(said.split()), validate=True).decode("utf-8", "replace")
    except ValueError:
        return said


def _without_section(said: str) -> str:
    """Take the marks of a CDATA section off that was escaped, or put into another one."""
    return said.removeprefix(_SECTION).rstrip().removesuffix("]]>")


def _longest(texts: Sequence[str]) -> str:
    return max(texts, key=len) if len(texts) > 1 else texts[0] if texts else ""


@lru_cache(maxsize=1024)
def local_name(name: str) -> str:
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
    sets: dict[Kind, Container[str]] = {
        "text": _TEXTS,
        "date": _DATES,
        "other date": _OTHER_DATES,
        "later date": _LATER_DATES,
        "link": {"link"},
        "enclosure": {"enclosure"},
    }
    return next((kind for kind, names in sets.items() if local in names), "")


def _by_name(attributes: Sequence[str]) -> dict[str, str]:
    """Return attributes by their names in lower case."""
    return {name.lower(): value for name, value in zip(attributes[::2], attributes[1::2], strict=True)}


def _rank(link: Mapping[str, str]) -> int:
    """Return how far a link of Atom is from one to the page of what it stands in; its relation may be an address."""
    relation = link.get("rel", "").strip().lower().rpartition("/")[2]
    if relation not in {"", "alternate"}:
        return _ENCLOSURE if relation == "enclosure" else _OTHER_LINK
    type_ = link.get("type", "").partition(";")[0].strip().lower()
    return _PAGES.index(type_) if type_ in _PAGES else len(_PAGES)


def _rebased(base: str, attributes: Sequence[str]) -> str:
    """Return the base of links below an element with these attributes."""
    if not attributes or "xml:base" not in attributes:
        return base
    rebased = _joined(base, attributes[attributes.index("xml:base") + 1])
    return rebased if len(rebased) <= _LONGEST_BASE else base


def _joined(base: str, address: str) -> str:
    """Return an address as it is seen from a base; as it is, where either is none."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return address

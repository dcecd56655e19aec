"""The survey: one pass over the XML of a feed that tells whether it is well-formed, and what the fast parser omits.

The fast parser tells all times in UTC, while an outlet's day is a day of its own zone; it passes over `xml:base` and
over titles and summaries written in XHTML; and it does not say whether it had to guess.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urljoin
from xml.parsers import expat
from xml.sax.saxutils import escape

ENTRIES = frozenset({"item", "entry"})
DATES = frozenset({"pubdate", "published", "issued", "created", "date"})
LATER_DATES = frozenset({"updated", "modified"})
_FIELDS = frozenset({"title", "summary"})
_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
_XHTML = frozenset({"xhtml", "application/xhtml+xml"})


@dataclass(slots=True)
class Written:
    """What one entry says: its dates as they are written, the base of its links, and its fields in XHTML by name."""

    base: str = ""
    dates: list[str] = field(default_factory=list)
    later_dates: list[str] = field(default_factory=list)
    markup: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Survey:
    """A well-formed feed: its entries in order, and what the parsers have to be protected from."""

    entries: list[Written] = field(default_factory=list)
    most_attributes: int = 0
    has_capitals: bool = False


def survey(data: bytes) -> Survey | None:
    """Return the survey of a document in UTF-8, None where it is not well-formed; entities that blow up are not."""
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.ordered_attributes = True
    surveyor = _Surveyor(parser)
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError):
        return None
    return surveyor.found


class _Surveyor:
    """The handlers of one pass. Most of a feed lies outside entries or deep in their fields, and is stepped over."""

    __slots__ = ("_base", "_depth", "_entry", "_heard", "_is_markup", "_listens", "_parser", "found")

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.found = Survey()
        self._parser = parser
        self._base = ""
        self._entry = Written()
        self._depth = -1  # below an entry; -1 outside
        self._heard: list[str] = []  # of a date, or of a field in XHTML
        self._listens = self._is_markup = False
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: Sequence[str]) -> None:
        depth = self._depth = self._depth + (self._depth >= 0)
        if attributes and len(attributes) > self.found.most_attributes:
            self.found.most_attributes = len(attributes)
        if depth == 1:
            self._start_field(_local(name), attributes)
        elif self._is_markup:
            self._heard.append(f"<{name}>")
        elif depth < 0:
            self._start_outside(name, attributes)

    def _start_outside(self, name: str, attributes: Sequence[str]) -> None:
        local = _local(name)
        if local in ENTRIES:
            self.found.has_capitals |= not name.endswith(local)
            self._depth = 0
            self._entry = Written(_rebased(self._base, attributes))
            self.found.entries.append(self._entry)
        elif local in _ROOTS:
            self._base = _rebased(self._base, attributes)

    def _start_field(self, local: str, attributes: Sequence[str]) -> None:
        if local in DATES or local in LATER_DATES:
            self._listen(self._heard.append)
        elif not attributes:
            return
        elif local == "link":
            self._entry.base = _rebased(self._entry.base, attributes)
        elif local in _FIELDS and (_XHTML & set(attributes[1::2]) or _is_inline(attributes)):
            self._is_markup = True
            self._listen(self._hear_markup)

    def _listen(self, hear: Callable[[str], None]) -> None:
        self._listens = True
        self._parser.CharacterDataHandler = hear

    def _hear_markup(self, text: str) -> None:
        self._heard.append(escape(text))

    def _end(self, name: str) -> None:
        depth = self._depth
        if depth < 0:
            return
        self._depth = depth - 1
        if depth == 1:
            if self._listens:
                self._end_field(_local(name), "".join(self._heard).strip())
        elif self._is_markup:
            self._heard.append(f"</{name}>")

    def _end_field(self, local: str, heard: str) -> None:
        if self._is_markup:
            self._entry.markup[local] = heard
        elif heard:
            (self._entry.dates if local in DATES else self._entry.later_dates).append(heard)
        self._heard.clear()
        self._listens = self._is_markup = False
        self._parser.CharacterDataHandler = None


@lru_cache(maxsize=1024)
def _local(name: str) -> str:
    """Return the name of an element without its prefix, in lower case."""
    return name.rpartition(":")[2].lower()


def _is_inline(attributes: Sequence[str]) -> bool:
    """Whether a field of Atom 0.3 holds elements and not escaped markup."""
    return any(name == "mode" and value == "xml" for name, value in zip(attributes[::2], attributes[1::2], strict=True))


def _rebased(base: str, attributes: Sequence[str]) -> str:
    """Return the base of links below an element with these attributes."""
    if not attributes or "xml:base" not in attributes:
        return base
    try:
        return urljoin(base, attributes[attributes.index("xml:base") + 1].strip())
    except ValueError:
        return base

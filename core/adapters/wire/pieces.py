"""Pieces: a damaged feed, read entry by entry, so that what is wrong with one does no harm to the others.

An entry that is well-formed by itself is surveyed like any other; of one that is not, each field is what stands between
its tag and the end of it, or the next field where it has no end.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import islice, pairwise

from core.adapters.wire.survey import ENTRIES, GROUP, MOST_ENTRIES, ROOTS, Survey, Written, kind_of, local_name, survey

_TAG = re.compile(
    r"""<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)
    |<(?P<end>/?)\s?(?P<name>[A-Za-z_][\w.-]{0,60}(?::[\w.-]{1,60})?)
    (?P<attributes>(?:\s(?:"[^"<>]*"|'[^'<>]*'|[^"'<>])*+)?)>""",
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_TORN = re.compile(r"(?:<[^<>]{0,200}|&\w{0,8})\Z")
_SECTION = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_MARKUP = frozenset({"title", "aside", "text", "caption"})
_LONG = frozenset({"text", "caption"})
_OTHER_FIELDS = frozenset({"category", "author", "comments", "source", "image"})

Tag = re.Match[str]


def survey_pieces(text: str) -> Survey:
    """Return what a damaged feed says, as far as it can be told without its structure."""
    text = _TORN.sub("", text)
    starts = list(islice(_starts(text), MOST_ENTRIES))
    head = _pieced(text[: starts[0]] if starts else text)
    entries = [_entry(text[start:end]) for start, end in pairwise([*starts, len(text)])]
    return Survey(title=head.title, site=head.link, entries=entries, is_feed=True)


def _starts(text: str) -> Iterator[int]:
    """Yield where entries begin."""
    for tag in _TAG.finditer(text):
        if tag["name"] and not tag["end"] and local_name(tag["name"]) in ENTRIES:
            yield tag.start()


def _entry(piece: str) -> Written:
    """Return what an entry says; what stands behind its end, up to the next one, is passed over."""
    opening = _TAG.match(piece)
    if opening is None:
        return Written()
    ends = (tag for tag in _TAG.finditer(piece) if tag["end"] and tag["name"].lower() == opening["name"].lower())
    end = next(ends, None)
    piece = piece[: end.start()] if end else piece
    seen = survey(f"<rss>{piece}</{opening['name']}></rss>".encode("utf-8", "replace"))
    if seen and len(seen.entries) == 1:
        return seen.entries[0]
    written = _pieced(piece[opening.end() :])
    written.describe(_attributes(opening))
    return written


def _pieced(piece: str) -> Written:
    """Return the fields of a piece that is not well-formed."""
    written = Written()
    tags = [tag for tag in _TAG.finditer(piece) if tag["name"]]
    ends: defaultdict[str, list[int]] = defaultdict(list)
    for tag in tags:
        if tag["end"]:
            ends[tag["name"].lower()].append(tag.start())
    read_to = 0
    for number, tag in enumerate(tags):
        if tag["end"] or tag.start() < read_to:
            continue
        kind = kind_of(tag["name"])
        if kind in {"link", "enclosure"}:
            written.refer(kind, _attributes(tag))
        if tag["attributes"].endswith("/") or tag["name"].lower() == GROUP or local_name(tag["name"]) in ROOTS:
            continue
        end = _first_from(ends[tag["name"].lower()], tag.end())
        if kind and (end is None or kind not in _LONG):
            others = (tags[n].start() for n in range(number + 1, len(tags)) if _is_field(tags[n]))
            end = min(end or len(piece), next(others, len(piece)))
        if kind and end is not None:
            said = _said(piece[tag.end() : end])
            written.said[kind].append(said if kind in _MARKUP else said.partition("<")[0])
        read_to = end or read_to
    return written


def _first_from(places: Sequence[int], at: int) -> int | None:
    number = bisect_left(places, at)
    return places[number] if number < len(places) else None


def _is_field(tag: Tag) -> bool:
    """Whether a tag begins a field, so that the one before it has ended."""
    name = tag["name"].lower()
    return not tag["end"] and (":" in name or name in _OTHER_FIELDS or bool(kind_of(name)))


def _attributes(tag: Tag) -> dict[str, str]:
    """Return the attributes of a tag by their names in lower case."""
    return {name.lower(): unescape("".join(values)) for name, *values in _ATTRIBUTE.findall(tag["attributes"])}


def _said(content: str) -> str:
    """Return the markup between two tags, its sections opened; references are read where no tag stands."""
    parts = _SECTION.split(content)
    parts[::2] = (part if "<" in part else unescape(part) for part in parts[::2])
    return "".join(parts)

"""The lines of a raw text as blocks: a paragraph, a heading or a bullet each, hard-wrapped lines joined."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

from core.text.abbreviations import MONTHS

_MARKER = re.compile(r"(?:[-–—*·]|\d{1,2}[.)]|\(\d{1,2}\)|[^\W\d_]\))(?=\s|$)|[•⁃▪▫◦‣●○■□►▶➤✓✔➔→]")
_SEPARATED = re.compile(r"(?<=\|{3})(?!\|)|(?<!\|)(?=\|{3})")
"""Around a row of bars, which parts the texts of a collection."""
_WORD = re.compile(r"\w+")
_ENDED = re.compile(r"[.!?…:;。！？][\"'”’»“)\]]*$")
_BROKEN = re.compile(
    r"(?:,|\b(?:the|a|an|of|to|in|on|at|and|or|for|with|by|from|that|its|his|her|their|і|та|в|у|на|з|із|до|від|що"
    r"|и|с|во|со|к|из|от|что|der|die|das|dem|den|des|am|im|vom|zum|zur|und|von|mit|de|la|le|les|du|des|au|et|à"
    r"|el|los|las|del|al|y|en))$",
    re.IGNORECASE,
)
_WIDEST_WRAP = 130
_NARROWEST_WRAP = 40
_SHORTEST_OPEN = 24
"""A shorter line is a label or an item of a list, though what follows begins in lower case."""
_FEWEST_WRAPS = 3
_SHARE_FULL = 0.7
_SLACK = 2
_SHARE_LONG = 0.7
"""In a wrapped text, a line of this share of the width that ends in mid-sentence goes on in the next one."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or bullet: `raw[start:end]`, without the bullet's own mark and outer white space."""

    start: int
    end: int
    listed: bool = False


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    listed: bool
    apart: bool
    """An empty line, or a bullet's mark, stands before it."""


def find_blocks(text: str) -> list[Block]:
    """Return the blocks of a text in order; they never overlap and hold all of it but marks and white space."""
    lines = _lines(text)
    if not lines:
        return []
    joins = _joins(lines)
    blocks = []
    first = lines[0]
    for line, following, joined in zip(lines, [*lines[1:], None], [*joins, False], strict=True):
        if not joined:
            blocks.append(Block(first.start, line.end, first.listed))
            first = following or first
    return blocks


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    at, listed, apart = 0, False, True
    for raw in _raw_lines(text):
        content = raw.lstrip()
        at += len(raw)
        if not content:
            apart = True
            continue
        if mark := _mark_length(content):
            listed = apart = True
            content = content[mark:].lstrip()
            if not content:
                continue
        start = at - len(content)
        content = content.rstrip()
        lines.append(_Line(start, start + len(content), content, listed, apart))
        listed = apart = False
    return lines


def _raw_lines(text: str) -> Iterable[str]:
    """Return the lines of a text with their ends, parted at rows of bars where there are any."""
    lines = text.splitlines(keepends=True)
    return chain.from_iterable(map(_SEPARATED.split, lines)) if "|||" in text else lines


def _mark_length(content: str) -> int:
    """Return how many characters of a line are its bullet's mark; "20. Juli" is a date and has none."""
    if content[0].isalpha() and content[1:2] != ")":
        return 0
    mark = _MARKER.match(content)
    if not mark:
        return 0
    if mark[0][0].isdigit():
        word = _WORD.search(content, mark.end(), mark.end() + 12)
        if word and word[0].lower() in MONTHS:
            return 0
    return mark.end()


def _joins(lines: list[_Line]) -> list[bool]:
    """Tell for each pair of neighbouring lines whether the second continues the first.

    A hard-wrapped text shows itself by its lines being full: the next line's first word would not have fitted.
    """
    pairs = list(pairwise(lines))
    width = max(line.end - line.start for line in lines)
    full = [_is_full(line, following, width) for line, following in pairs]
    open_ends = [f for f, (a, b) in zip(full, pairs, strict=True) if not b.apart and not _ENDED.search(a.text[-8:])]
    wrapped = (
        _NARROWEST_WRAP <= width <= _WIDEST_WRAP
        and len(open_ends) >= _FEWEST_WRAPS
        and sum(open_ends) >= _SHARE_FULL * len(open_ends)
    )
    return [
        not b.apart and ((wrapped and (f or _is_open(a, width))) or _goes_on(a, b, width))
        for f, (a, b) in zip(full, pairs, strict=True)
    ]


def _is_full(line: _Line, following: _Line, width: int) -> bool:
    word = len(following.text[:_WIDEST_WRAP].split(maxsplit=1)[0])
    return line.end - line.start + 1 + word > width - _SLACK


def _is_open(line: _Line, width: int) -> bool:
    return line.end - line.start >= _SHARE_LONG * width and not _ENDED.search(line.text[-8:])


def _goes_on(line: _Line, following: _Line, width: int) -> bool:
    """Tell whether a sentence plainly runs over the end of the line, whatever the width of the text."""
    length = line.end - line.start
    if length < _SHORTEST_OPEN or _ENDED.search(line.text[-8:]):
        return False
    if following.text[0].islower():
        return not line.listed or not following.listed
    return width <= _WIDEST_WRAP and bool(_BROKEN.search(line.text[-8:]))

"""Bodies: the text of an article on its page, by a vote of its readers.

Each reader errs in its own way: the strict one loses paragraphs with many links, the wide one takes in comments and
teasers, the one that leaves out menus keeps captions. What two of them give is nearly always the article.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from core.adapters.wire import readers
from core.adapters.wire.labels import is_label
from core.adapters.wire.metadata import Metadata
from core.adapters.wire.plain import tidied
from core.text.boilerplate import is_boilerplate

_WORD = re.compile(r"\w+")
_ENDED = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s*$")

_FEWEST_CHARACTERS = 200
"""Of a text that two readers agree on; a shorter one is looked at by all."""
_MOST_BEHIND = 0.3
"""The share of a text that may stand behind the label of other stories."""

_WORDS_OF_A_LINE = 6
"""Lines of fewer words are compared as a whole, others by their runs of three."""
_WORDS_OF_PROSE = 8
_WORDS_OF_A_LEDE = 12
"""Before the first block that all agree on, a paragraph of this many words is a lede, fewer are a standfirst."""
_MOST_OF_IT = 0.6
_HALF = 0.5
_MUCH = 0.4
_FAR_MORE = 1.3
"""A body in JSON-LD that is so much longer than what was found is the better one."""
_FEWEST_UNVOTED = 60
"""Words of a text that is taken without a vote."""


def find_body(page: Metadata) -> str:
    """Return the text of the article, paragraphs parted by an empty line; empty where there is none.

    The page's tree must be of lxml.html; it is left as it is.
    """
    strict, visible = readers.strict_text(page.root), readers.visible_text(page.root)
    found = strict if _agree(strict, visible) else vote(readers.wide_text(page.root), strict, visible)
    text = _better(_tidy(found.split("\n")), readers.given_text(page))
    return text or _rescued(visible)


def _rescued(visible: str) -> str:
    """Return the prose that is visible where no reader sees an article; a few sentences are the page's foot."""
    prose = _tidy(_prose(visible))
    return prose if _words(prose) >= _FEWEST_UNVOTED else ""


def _tidy(lines: Iterable[str]) -> str:
    """Return the lines that are no furniture of the page as paragraphs."""
    kept = [line for line in map(_without_cells, lines) if line and not is_boilerplate(line)]
    return tidied("\n\n".join(kept[: _end(kept)]))


def _end(lines: Sequence[str]) -> int:
    """Return how many lines there are before the label of what other stories an outlet has, if that is near the end."""
    passed = list(accumulate(map(_words, lines), initial=0))
    enough = (1 - _MOST_BEHIND) * passed[-1]
    return next((n for n, line in enumerate(lines) if passed[n] >= enough and is_label(line)), len(lines))


def _without_cells(line: str) -> str:
    """Return a line; of a row of a table only the cells that hold prose, as pages laid out by tables have them."""
    line = line.strip()
    if not (line.startswith("|") and line.endswith("|")):
        return line
    return "\n\n".join(cell.strip() for cell in line.split("|") if _words(cell) >= _WORDS_OF_PROSE)


def vote(wide: str, strict: str, visible: str) -> str:
    """Return the lines of the wide reading that one of the others has too, within those that both have.

    Where another reader plainly missed the article, it has no say.
    """
    lines = [line for line in wide.split("\n") if line.strip()]
    seen, sure = Said(visible).of(lines), Said(strict).of(lines)
    both = [a and b for a, b in zip(seen, sure, strict=True)]
    if _size(lines, both) < _HALF * _size(lines, sure) or _size(lines, seen) < _MUCH * _size(lines):
        kept = sure if _size(lines, sure) >= _MUCH * _size(lines) else [True] * len(lines)
    else:
        core = both if _size(lines, both) >= _HALF * _size(lines, seen) else seen
        kept = _within(lines, core, seen, sure) if any(core) else [True] * len(lines)
    return "\n".join(line for line, keep in zip(lines, kept, strict=True) if keep)


def _within(lines: list[str], core: list[bool], seen: list[bool], sure: list[bool]) -> list[bool]:
    """Tell which lines stay: between the first and the last of the core what one has, before it a lede only."""
    first, last = core.index(True), len(core) - 1 - core[::-1].index(True)
    return [
        (seen[n] or sure[n]) if first <= n <= last else n < first and seen[n] and _words(line) >= _WORDS_OF_A_LEDE
        for n, line in enumerate(lines)
    ]


def _agree(strict: str, visible: str) -> bool:
    """Tell whether the two hold the same prose, so that nobody else need be asked; what follows is the page's foot."""
    lines = list(_prose(visible))
    found = Said(strict).of(lines)
    if len(strict) < _FEWEST_CHARACTERS or not any(found):
        return False
    end = len(found) - found[::-1].index(True)
    missed = any(not has and not is_boilerplate(line) for line, has in zip(lines[:end], found[:end], strict=True))
    long = [line for line in strict.split("\n") if _words(line) >= _WORDS_OF_A_LINE]
    return not missed and _size(lines[end:]) <= _HALF * _words(strict) and all(Said(visible).of(long))


def _prose(text: str) -> Iterator[str]:
    """Yield the lines that read as sentences."""
    return (line.strip() for line in text.split("\n") if _words(line) >= _WORDS_OF_PROSE and _ENDED.search(line[-8:]))


def _better(found: str, given: str) -> str:
    """Return the body that the page gives where it is far longer than what was found, or the same in paragraphs."""
    is_better = _words(given) >= max(_FEWEST_UNVOTED, _FAR_MORE * _words(found))
    return given if is_better or given.split() == found.split() else found


def _words(text: str) -> int:
    return len(_WORD.findall(text))


def _size(lines: Sequence[str], chosen: Iterable[bool] | None = None) -> int:
    """Count the words of the chosen lines, of all where no choice is given."""
    return sum(_words(line) for line, taken in zip(lines, chosen or [True] * len(lines), strict=True) if taken)


class Said:
    """The words of a text, to be asked whether it holds a line."""

    def __init__(self, text: str) -> None:
        self._lines = {" ".join(_WORD.findall(line.lower())) for line in text.split("\n")}
        self._runs = set(_runs(_WORD.findall(text.lower())))

    def of(self, lines: Iterable[str]) -> list[bool]:
        """Tell for each line whether the text holds most of it."""
        return [self._has(_WORD.findall(line.lower())) for line in lines]

    def _has(self, words: list[str]) -> bool:
        runs = list(_runs(words))
        if len(words) < _WORDS_OF_A_LINE:
            return " ".join(words) in self._lines or (bool(runs) and self._runs.issuperset(runs))
        return sum(run in self._runs for run in runs) >= _MOST_OF_IT * len(runs)


def _runs(words: list[str]) -> Iterator[tuple[str, str, str]]:
    return zip(words, words[1:], words[2:], strict=False)

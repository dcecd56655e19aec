"""`python -m tests.bench.likelihood [FILE ...]`: learn how much the signs around a time speak for a deadline.

Learnt from the labelled passages and stories of the project and from further files, one JSON passage a line: id, title,
published, text, and `deadlines` as in `passages.jsonl`, or `marks` where only some of the times are labelled: the start
and the end of a time in the text, and whether it is a deadline's (0 or 1). WEIGHTS.md beside the weights says what the
written ones come from.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from bot.batch.drafts import draft_of
from core.deadlines.dating import date_hit
from core.deadlines.english.grammar import ENGLISH, WEIGHTS
from core.deadlines.hits import find_hits, without_lengths_of_moves
from core.deadlines.likelihood import signs
from core.deadlines.mentions import Dated, dates_told
from core.deadlines.page import Page
from core.text.prose import read_prose
from tests.bench.deadlines import dateline
from tests.bench.scoring import Passage, fits, passages, score
from tests.core.deadlines.stories import tales

Example = tuple[frozenset[str], bool]

SEEN = 6
"""How often a sign has to be seen to be weighed."""

_RIDGE = 3.0
_STEPS, _STRIDE, _DRAG = 500, 0.5, 0.9


def examples(items: Iterable[Passage]) -> Iterator[Example]:
    """Yield the signs around each labelled time, and whether it is the date of a deadline."""
    for item in items:
        draft = draft_of(item)
        if draft.published is None:
            continue
        page = Page.of(read_prose(draft.title, draft.text), ENGLISH, published=draft.published, zone=draft.zone)
        for dated in _judged(page):
            if (label := _label(item, dated)) is not None:
                yield signs(page, dated), label


def _judged(page: Page) -> Iterator[Dated]:
    """Yield every time that is judged: what a frame takes with its date, then the others."""
    framed = set()
    for hit in without_lengths_of_moves([hit for line in page.lines for hit in find_hits(line, ENGLISH)]):
        if (dating := date_hit(page, hit, ENGLISH)) is not None and dating.due is not None:
            framed.add((hit.line.number, hit.timex.start))
            yield Dated(hit.line, hit.clause, hit.place, hit.timex, dating.due)
    for dated in dates_told(page):
        if (dated.line.number, dated.timex.start) not in framed:
            yield dated


def _label(item: Passage, dated: Dated) -> bool | None:
    if "marks" not in item:
        return any(fits(deadline["due"], dated.due.text) for deadline in item["deadlines"] if deadline["due"])
    if dated.line.is_title:
        return None
    start, end = (dated.line.sentence.start + place for place in (dated.timex.start, dated.timex.end))
    return next((bool(is_one) for first, last, is_one in item["marks"] if first < end and start < last), None)


def told_in_stories() -> Iterator[Passage]:
    """Yield the articles of the stories, each with all the dates of the deadlines of which it is a report."""
    for tale in tales():
        for line in tale.lines:
            dues = {
                entry.split()[2].partition("..")[0]
                for told in tale.expected
                if line["id"] in told.reports
                for entry in told.history
                if entry.count(" ") == 2
            }
            yield {**line, "deadlines": [{"due": due} for due in sorted(dues)]}


def learn(labelled: Iterable[Example]) -> dict[str, float]:
    """Return the weights of a logistic regression, held small, on the signs seen often enough."""
    rows = list(labelled)
    seen = Counter(sign for found, _ in rows for sign in found)
    column = {sign: n for n, sign in enumerate(sorted(sign for sign in seen if seen[sign] >= SEEN))}
    table = np.zeros((len(rows), len(column)), dtype=np.float32)
    for n, (found, _) in enumerate(rows):
        table[n, [column[sign] for sign in found if sign in column]] = 1
    truth = np.array([is_one for _, is_one in rows], dtype=np.float32)
    weights, pace = np.zeros(len(column), dtype=np.float32), np.zeros(len(column), dtype=np.float32)
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-table @ weights))
        pace = _DRAG * pace + (table.T @ (likely - truth) + _RIDGE * weights) / len(rows)
        weights -= _STRIDE * pace
    return {sign: said for sign, n in column.items() if (said := round(float(weights[n]), 2))}


def main() -> None:
    """Print how weights learnt without a set do on it, beside the frames alone, and write those of all."""
    sets: dict[str, Sequence[Passage]] = {"passages": passages(), "stories": list(told_in_stories())}
    sets |= {path: _read(Path(path)) for path in sys.argv[1:]}
    found = {name: list(examples(items)) for name, items in sets.items()}
    sys.stdout.write(f"{'':40}{'frames alone':>24}{'with weights':>24}\n")
    for name, items in sets.items():
        if all(
            deadline.get("due") and "kind" in deadline for item in items for deadline in item.get("deadlines", [{}])
        ):
            others = learn(example for other in sets if other != name for example in found[other])
            sys.stdout.write(f"{name[-40:]:40}{_tried({}, items):>24}{_tried(others, items):>24}\n")
    written = learn(example for name in sets for example in found[name])
    WEIGHTS.write_text(json.dumps(written, indent=0) + "\n", encoding="utf-8")


def _read(path: Path) -> list[Passage]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _tried(weights: Mapping[str, float], items: Sequence[Passage]) -> str:
    """Return date F1, detection F1 and alarms with these weights; without any, only the frames have a say."""
    ENGLISH.weights = weights
    result = score(dateline, items)
    return f"{result.f1:.3f} {result.detection:.3f} {result.alarmed / max(1, result.negatives):.1%}"


if __name__ == "__main__":
    main()

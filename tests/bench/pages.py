"""Pages: text, title and day found on pages of many layouts, beside trafilatura alone; walls refused; pages a second.

Text is held against the original by runs of four words (scrapinghub/article-extraction-benchmark's measure): mean
precision over the pages that gave a text, mean recall over all, and the F1 of the two.
"""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from statistics import mean

import trafilatura

from core.adapters.wire.pages import parse_page
from core.errors import PageUnavailableError
from tests.bench.layouts import LAYOUTS, STORIES, WALLS, Story

Found = tuple[str, str, str]
"""Text, title and day, ISO 8601; each empty where it was not found."""

Reader = Callable[[bytes], Found]
URL = "https://www.fairhaven-post.example/2/story"
_RUN = 4
_WARM = 3


def table() -> list[str]:
    """Return how each reader does, then ours by layout, and how many walls are told as what they are."""
    lines = [f"{'reader':<14}{'F1':>7}{'titles':>8}{'days':>7}{'pages/s':>9}"]
    for name, reader in {"ours": ours, "trafilatura": theirs}.items():
        scores = [score(reader(page), story) for _, story, page in made()]
        titles, days = mean(s[2] for s in scores), mean(s[3] for s in scores)
        lines.append(f"{name:<14}{f1(scores):7.3f}{titles:8.2f}{days:7.2f}{_speed(reader):9.0f}")
    lines += [
        f"  {layout:<12}{f1([score(ours(build(s).encode()), s) for s in STORIES]):7.3f}"
        for layout, build in LAYOUTS.items()
    ]
    told = sum(_is_told(build(story), reason) for build, reason in WALLS.values() for story in STORIES)
    return [*lines, f"walls told as what they are: {told} of {len(WALLS) * len(STORIES)}"]


def made() -> Iterator[tuple[str, Story, bytes]]:
    """Yield each layout of each story."""
    for layout, build in LAYOUTS.items():
        for story in STORIES:
            yield layout, story, build(story).encode()


def ours(page: bytes) -> Found:
    """Read a page as `dateline batch pages` does."""
    try:
        draft = parse_page(page, url=URL, content_type="text/html")
    except PageUnavailableError:
        return "", "", ""
    return draft.text, draft.title, draft.published.date().isoformat() if draft.published else ""


def theirs(page: bytes) -> Found:
    """Read a page with trafilatura alone."""
    markup = page.decode()
    about = trafilatura.extract_metadata(markup, default_url=URL)
    text = trafilatura.extract(markup, url=URL, include_comments=False) or ""
    return (text, about.title or "", about.date or "") if about else (text, "", "")


def score(found: Found, story: Story) -> tuple[float | None, float, bool, bool]:
    """Return precision (None where there is no text), recall, and whether title and day are exact."""
    text, title, day = found
    wanted, given = _runs(story.text), _runs(text)
    shared = (wanted & given).total()
    precision = shared / given.total() if text else None
    return precision, shared / wanted.total(), title == story.title, day == story.published[:10]


def f1(scores: list[tuple[float | None, float, bool, bool]]) -> float:
    """Return the F1 of mean precision and mean recall."""
    precision = mean([s[0] for s in scores if s[0] is not None] or [0.0])
    recall = mean(s[1] for s in scores)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))


def _speed(reader: Reader) -> float:
    """Return pages a CPU second, once everything is loaded."""
    pages = [page for _, _, page in made()]
    for page in pages[:_WARM]:
        reader(page)
    began = time.process_time()
    for page in pages:
        reader(page)
    return len(pages) / (time.process_time() - began)


def _is_told(page: str, reason: str) -> bool:
    try:
        parse_page(page.encode(), url=URL, content_type="text/html")
    except PageUnavailableError as exc:
        return bool(re.search(reason, exc.cause))
    return False

"""`dateline bench reading`: feeds, pages, sentences and summaries in one run."""

from collections.abc import Callable

from tests.bench import feeds, pages, sentences, summary

_PARTS: dict[str, Callable[[], list[str]]] = {
    "feeds": feeds.table,
    "pages": pages.table,
    "sentences": sentences.table,
    "summaries": summary.table,
}


def table() -> list[str]:
    """Return the lines of each part under its name."""
    return [line for name, part in _PARTS.items() for line in (f"-- {name}", *part(), "")]

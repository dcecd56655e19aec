"""Sentences: boundaries of hard passages in six languages, ours beside sentencex and pysbd, and megabytes a second.

A file of `boundaries/` holds the passages of a language, one a line: "|" stands where a sentence ends, "¶" where it
ends with its line, "↵" where a line is broken within it.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from core.text.prose import split_sentences
from tests.bench.layouts import STORIES

Splitter = Callable[[str, str], set[int]]
"""From a language and a text to the places where sentences end, the last one left out."""

FOLDER = Path(__file__).with_name("boundaries")
LANGUAGES = ("en", "uk", "ru", "de", "fr", "es")
_REPEATED = 20


def table() -> list[str]:
    """Return the boundary F1 of each splitter by language, and its speed on ordinary news."""
    lines = [f"{'splitter':<12}" + "".join(f"{language:>7}" for language in LANGUAGES) + f"{'MB/s':>8}"]
    for name, splitter in _splitters().items():
        scores = "".join(f"{100 * boundary_f1(splitter, language):7.1f}" for language in LANGUAGES)
        lines.append(f"{name:<12}{scores}{_speed(splitter):8.1f}")
    return lines


def passages(language: str) -> Iterator[tuple[str, set[int]]]:
    """Yield each passage with the places where its sentences end, the last one left out."""
    for line in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        yield _read(line)


def _read(line: str) -> tuple[str, set[int]]:
    """Return a passage and its ends; each mark is one character, and so is what stands for it in the text."""
    marked = line.replace(" |", "|")
    text = marked.translate({ord("|"): " ", ord("¶"): "\n", ord("↵"): "\n"})
    return text, {place for place, char in enumerate(marked) if char in "|¶"}


def boundary_f1(splitter: Splitter, language: str) -> float:
    """Return the F1 of a splitter over all boundaries of a language."""
    hits = false = missed = 0
    for text, ends in passages(language):
        found = splitter(language, text)
        hits, false, missed = hits + len(found & ends), false + len(found - ends), missed + len(ends - found)
    return 2 * hits / (2 * hits + false + missed)


def _splitters() -> dict[str, Splitter]:
    """Return ours, and those of the others that are installed."""
    splitters: dict[str, Splitter] = {"ours": _ours}
    try:
        import pysbd
        import sentencex
    except ImportError:
        return splitters
    segmenters = {
        language: pysbd.Segmenter(language=language if language in pysbd.languages.LANGUAGE_CODES else "en")
        for language in LANGUAGES
    }
    splitters["sentencex"] = lambda language, text: _ends(text, sentencex.segment(language, text))
    splitters["pysbd"] = lambda language, text: _ends(text, segmenters[language].segment(text))
    return splitters


def _ours(_: str, text: str) -> set[int]:
    return {sentence.end for sentence in split_sentences(text)[:-1]}


def _ends(text: str, sentences: Iterable[str]) -> set[int]:
    """Return where the sentences of another splitter end in the text."""
    ends, at = [], 0
    for sentence in filter(None, map(str.strip, sentences)):
        start = text.find(sentence, at)
        if start >= 0:
            at = start + len(sentence)
            ends.append(at)
    return set(ends[:-1])


def _speed(splitter: Splitter) -> float:
    """Return megabytes of UTF-8 a CPU second on English news, an article at a time."""
    texts = [story.text for story in STORIES] * _REPEATED
    began = time.process_time()
    for text in texts:
        splitter("en", text)
    return sum(len(text.encode()) for text in texts) / (time.process_time() - began) / 1e6

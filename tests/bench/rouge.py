"""ROUGE (Lin 2004): the F1 of what two texts share, by words as they stand, without stemming or stop words."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from core.text.words import find_words


def rouge(candidate: str, reference: str, n: int) -> float:
    """Return ROUGE-n for n of 1 (words) or 2 (pairs of neighbours), 0 to 1."""
    found, wanted = _grams(candidate, n), _grams(reference, n)
    return _f1((found & wanted).total(), found.total(), wanted.total())


def rouge_l(candidate: str, reference: str) -> float:
    """Return ROUGE-L of the whole texts: by their longest common subsequence of words, 0 to 1."""
    found, wanted = find_words(candidate), find_words(reference)
    return _f1(_longest_common(found, wanted), len(found), len(wanted))


def _f1(shared: int, found: int, wanted: int) -> float:
    return 2 * shared / max(1, found + wanted)


def _grams(text: str, n: int) -> Counter[tuple[str, ...]]:
    words = find_words(text)
    return Counter(pairwise(words)) if n == 2 else Counter((word,) for word in words)


def _longest_common(one: Sequence[str], other: Sequence[str]) -> int:
    row = [0] * (len(other) + 1)
    for word in one:
        left_above = 0
        for column, against in enumerate(other, 1):
            above = row[column]
            row[column] = left_above + 1 if word == against else max(above, row[column - 1])
            left_above = above
    return row[-1]

"""What our grouping is held against: TF-IDF with one pass over the stream, and MinHash, each as it is commonly done."""

import math
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence

from core.model.article import Article
from core.text.words import find_words, stop_words

_LIKE = 0.2
"""The cosine with a story's mean from which a report joins it; the best on the labelled set."""

_BANDS, _ROWS = 32, 2
_PRIME = (1 << 61) - 1


def single_pass(articles: Sequence[Article]) -> list[list[int]]:
    """Put each report, as it comes, to the story whose mean TF-IDF vector is likest (Allan and others, 1998)."""
    words = [[word for word in find_words(_text(one)) if word not in stop_words("en")] for one in articles]
    spread = Counter(word for one in words for word in set(one))
    groups: list[list[int]] = []
    means: list[Counter[str]] = []
    for number, one in enumerate(words):
        vector = _unit({w: (1 + math.log(n)) * math.log(len(words) / spread[w]) for w, n in Counter(one).items()})
        likeness = [_cosine(vector, mean) for mean in means]
        best = max(range(len(means)), key=likeness.__getitem__, default=-1)
        if best < 0 or likeness[best] < _LIKE:
            groups.append([])
            means.append(Counter())
            best = len(groups) - 1
        groups[best].append(number)
        means[best].update(vector)
    return groups


def _text(article: Article) -> str:
    return f"{article.title}\n{article.text}"


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {word: weight / length for word, weight in vector.items()}


def _cosine(vector: Mapping[str, float], mean: Mapping[str, float]) -> float:
    length = math.sqrt(sum(weight * weight for weight in mean.values()))
    return sum(weight * mean[word] for word, weight in vector.items() if word in mean) / length


def min_hash(articles: Sequence[Article]) -> list[list[int]]:
    """Join reports that agree in a band of the least hashes of their words in twos (Broder 1997)."""
    parent = list(range(len(articles)))
    holders: dict[tuple[int, ...], int] = {}
    for number, article in enumerate(articles):
        least = _least(find_words(_text(article)))
        for band in range(_BANDS if least else 0):
            first = holders.setdefault((band, *least[band * _ROWS : (band + 1) * _ROWS]), number)
            parent[_root(parent, number)] = _root(parent, first)
    groups: dict[int, list[int]] = {}
    for number in range(len(articles)):
        groups.setdefault(_root(parent, number), []).append(number)
    return list(groups.values())


def _least(words: Sequence[str]) -> list[int]:
    shingles = [zlib.crc32(" ".join(words[n : n + 2]).encode()) for n in range(max(1, len(words) - 1))] if words else []
    seeds = range(1, _BANDS * _ROWS + 1)
    return [
        min((seed * 2654435761 * shingle + seed * 40503) % _PRIME for shingle in shingles) for seed in seeds if words
    ]


def _root(parent: list[int], number: int) -> int:
    while parent[number] != number:
        parent[number] = parent[parent[number]]
        number = parent[number]
    return number

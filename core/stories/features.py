"""Features: what a report is known by when it is compared with others: weighted terms, and shingles of its words."""

import math
import re
import zlib
from dataclasses import dataclass
from functools import lru_cache

from core.model.article import Article

SHINGLE = 5
"""Words in a row; texts that share most of theirs are copies."""

_SAMPLE = 2
"""One shingle in so many is kept, by its hash: two texts share as large a part of these as of all."""

_LEAD = 2_400
"""Characters of a text that are compared: news says what it is about at once."""

_TITLE, _NAME, _NUMBER = 3.0, 2.0, 1.4
"""How many times a term counts that stands in the headline, is a name, or a figure."""

_WORD = re.compile(r"[^\W_](?:[\w’'.,-]*[^\W_])?")
_SENTENCE_END = re.compile(r"[.!?:]\s*[\"”’)]*\s*$")
_COMMON = frozenset(
    """a about above after again against all also although among an and any are around as at away back be because been
    before being between both but by came can come could day days did do does during each early even every few first
    for former found four friday from further gave get give given go going good had has have having he her here him
    his how however i if in including into is it its itself just last late later least less like long made make many
    may me might monday more morning most much must near nearly never new news next night no not now of off on once
    one only or other others our out over own part people percent place put report reported reporters reports said
    same saturday saw say saying says second see several she should show shows since so some still such sunday take
    taken than that the their them then there these they third this those though three through thursday time times
    to today told too took tuesday two under until up upon us used very was way we wednesday week weeks well went
    were what when where whether which while who whom whose why will with within without work would yesterday year
    years yet you your according added announced called statement spokesman spokeswoman asked expected month months
    january february march april june july august september october november december""".split()
)
"""Words that stand in any report."""


@dataclass(frozen=True, slots=True)
class Features:
    """The terms of a report with their damped counts, and a sample of its shingles (none for short texts)."""

    terms: dict[str, float]
    shingles: frozenset[int]


def read_features(article: Article) -> Features:
    """Return what an article is compared by; read once for equal words."""
    return _features(article.title[:400], article.text[:_LEAD])


@lru_cache(maxsize=20_000)
def _features(title: str, lead: str) -> Features:
    terms: dict[str, float] = {}
    for term, weight in _terms(title):
        terms[term] = terms.get(term, 0.0) + weight * _TITLE
    body = lead.replace(title, " ") if title else lead
    for term, weight in _terms(body):
        terms[term] = terms.get(term, 0.0) + weight
    damped = {term: 1 + math.log(1 + count) for term, count in terms.items()}
    return Features(damped, _shingles(lead))


def _terms(text: str) -> list[tuple[str, float]]:
    """Return the terms of a text in order, with their weights; common words are left out."""
    is_titled = _is_titled(text)
    found = []
    for match in _WORD.finditer(text):
        word = match[0]
        low = _base(word)
        if low in _COMMON or len(low) < 2:
            continue
        is_name = word[0].isupper() and not is_titled and not _opens(text, match.start())
        found.append((low, _NUMBER if word[0].isdigit() else _NAME if is_name else 1.0))
    return found


def _base(word: str) -> str:
    """Return a word in small letters without a possessive or a plural."""
    low = re.sub(r"[’'](?:s|t|re|ve|ll)?$", "", word.casefold()).replace(".", "")
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    return low[:-1] if low.endswith("s") and not low.endswith("ss") and len(low) > 3 else low


def _is_titled(text: str) -> bool:
    """Whether nearly all words have a capital letter, so that capitals say nothing."""
    long = [word for word in text[:200].split() if len(word) > 3]
    return bool(long) and sum(word[0].isupper() for word in long) > 0.7 * len(long)


def _opens(text: str, start: int) -> bool:
    """Whether a word opens a sentence."""
    before = text[max(0, start - 4) : start]
    return start == 0 or bool(_SENTENCE_END.search(before)) or "\n" in before


def _shingles(text: str) -> frozenset[int]:
    words = [word.casefold() for word in text.split()]
    if len(words) < 4 * SHINGLE:
        return frozenset()
    rows = (" ".join(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1))
    hashes = (zlib.crc32(row.encode("utf-8", "replace")) for row in rows)
    return frozenset(each for each in hashes if each % _SAMPLE == 0)

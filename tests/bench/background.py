"""`python -m tests.bench.background`: derive the background table of core/stories from the package `wordfreq`.

For development only: `pip install wordfreq==3.1.1` first, in an environment of its own.
"""

import lzma
import math
from collections import defaultdict

from core.stories.background import LANGUAGES, TABLE, level_of
from core.stories.stems import stem

STEMS = 30_000
"""How many of a language's stems are kept, the commonest first."""


def main() -> None:
    """Write the table: a paragraph a language, a line a level, the stems of the level in order."""
    text = "\n\n".join(f"{language}\n{_levels(_stems(language))}" for language in LANGUAGES)
    TABLE.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


def _stems(language: str) -> dict[str, float]:
    """Return the share of all words that each stem has, of the commonest ones."""
    from wordfreq import get_frequency_dict  # type: ignore[import-not-found]  # for development only

    shares: defaultdict[str, float] = defaultdict(float)
    for word, share in get_frequency_dict(language, wordlist="best").items():
        if word[0].isalpha():
            shares[stem(word)] += share
    return dict(sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:STEMS])


def _levels(shares: dict[str, float]) -> str:
    levels: defaultdict[int, list[str]] = defaultdict(list)
    for word, share in shares.items():
        levels[level_of(-math.log(share))].append(word)
    return "\n".join(f"{level} {' '.join(sorted(levels[level]))}" for level in sorted(levels))


if __name__ == "__main__":
    main()

"""Kin: words that reports of one event use for one another ("quake" and "earthquake", "Turkish" and "Turkey").

`kin.txt` holds them, a group a line; what they share weighs as its first word does.
"""

from functools import cache
from pathlib import Path

from core.stories.stems import stem

_GROUPS = Path(__file__).with_name("kin.txt")


def kin_of(cut: str) -> str:
    """Return the stem that stands for the group of a stem, itself where it is in none."""
    return _heads().get(cut, cut)


@cache
def _heads() -> dict[str, str]:
    heads: dict[str, str] = {}
    for line in _GROUPS.read_text(encoding="utf-8").splitlines():
        first, *others = line.split() or ["#"]
        if first != "#":
            head = heads.get(stem(first), stem(first))
            heads.update((stem(other), head) for other in others if stem(other) != head)
    return heads

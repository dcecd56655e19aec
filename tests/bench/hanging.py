"""What is wrong with a summary whatever it says: words that are nobody's, repetitions, and what hangs in the air.

The judge knows nothing of how summaries are made here: it looks at the sentences chosen and at those around them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.model.prose import Prose, Sentence
from core.text.words import content_stems

_BACK = re.compile(
    r"\W*(?:he|she|it|they|his|her|hers|its|their|theirs|this|that|these|those|such|both|but|however|yet|and|or|so|also"
    r"|meanwhile|then|still|instead|later|another|others|the company|the firm|the group|the man|the woman|il|elle|ils"
    r"|elles|cette|ces|mais|er|sie|es|das|dies|aber|він|вона|вони|їхні|але|це)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"(?:[“\"«„]|(?<!\w)')(?=\S)[^“”\"«»„]{12,}")
_FEWEST_WORDS = 4
_LIKE = 0.5


@dataclass(frozen=True, slots=True)
class Faults:
    """Sentences of a summary, and how many of them have each fault."""

    sentences: int = 0
    foreign: int = 0
    repeated: int = 0
    dangling: int = 0
    unspoken: int = 0

    def __add__(self, other: "Faults") -> "Faults":
        return Faults(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def faults(prose: Prose, chosen: Sequence[Sentence]) -> Faults:
    """Return the faults of a summary."""
    flat = " ".join(prose.text.split())
    places = [prose.sentences.index(sentence) for sentence in chosen]
    return Faults(
        len(chosen),
        sum(sentence.text not in flat for sentence in chosen),
        sum(any(_alike(s, earlier) for earlier in chosen[:n]) for n, s in enumerate(chosen)),
        sum(_hangs(prose, place, places) and bool(_BACK.match(prose.sentences[place].text)) for place in places),
        sum(_hangs(prose, place, places) and _is_unspoken(prose.sentences[place].text) for place in places),
    )


def _hangs(prose: Prose, place: int, places: Sequence[int]) -> bool:
    """Tell whether the sentence before is missing, where there is one."""
    return place > 0 and place - 1 not in places


def _alike(one: Sentence, other: Sentence) -> bool:
    ours, theirs = set(content_stems(one.text, "en")), set(content_stems(other.text, "en"))
    return len(ours & theirs) >= _LIKE * max(1, len(ours | theirs))


def _is_unspoken(sentence: str) -> bool:
    """Tell whether a sentence is nothing but quoted words, or words and a pronoun."""
    if not _QUOTED.search(sentence):
        return False
    outside = re.findall(r"[^\W\d_]+", _QUOTED.sub(" ", sentence).partition("”")[2] or _QUOTED.sub(" ", sentence))
    return len(outside) < 2 or {word.lower() for word in outside[:2]} & {"he", "she", "they", "it"} != set()

"""The budget of a summary: how many sentences, and how many words."""

from dataclasses import dataclass

_SENTENCES = 3
_WORDS = 70


@dataclass(frozen=True, slots=True)
class Budget:
    """At most so many sentences within so many words."""

    sentences: int
    words: int

    @classmethod
    def of(cls, sentences: int | None, words: int | None) -> "Budget":
        """Return the budget asked for; a count that is left out leaves room for the other."""
        if sentences is None:
            return cls(_SENTENCES, _WORDS) if words is None else cls(words, words)
        return cls(sentences, words or sentences * _WORDS // _SENTENCES)

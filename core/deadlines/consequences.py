"""Consequences: what a text says will happen otherwise."""

from collections.abc import Iterable

from core.deadlines.grammar import Vocabulary

_MOST_WORDS = 16


def consequence_in(text: str, words: Vocabulary) -> str:
    """Return what a sentence says will happen otherwise ("or face daily fines"); "" where it says nothing."""
    match = words.or_else.search(text)
    return _short(match["then"], words) if match else ""


def consequence_after(texts: Iterable[str], words: Vocabulary) -> str:
    """Return what one of the following sentences says will happen otherwise ("Otherwise, …", "Sanctions if it …")."""
    for text in texts:
        match = words.if_not.match(text) or words.then_if.match(text)
        if match:
            return _short(match["then"], words)
    return ""


def _short(text: str, words: Vocabulary) -> str:
    return " ".join(words.said.sub("", text.strip()).strip(' ,“”"').split()[:_MOST_WORDS])

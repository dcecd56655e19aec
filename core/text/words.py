"""Words and their stems, for whoever compares texts. Numbers are words: in "50-day" stand "50" and "day"."""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from sumy.nlp.stemmers import Stemmer
from sumy.utils import get_stop_words

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’][^\W_]+)?")
_LONGEST = 40
"""Longer "words" are no words; they are cut off and left unstemmed."""

_RUSSIAN_STOP_WORDS = frozenset(
    """а без более бы был была были было быть в вам вас ведь весь во вот все всего всех вы где да даже для до его ее её
    ей если есть еще ещё же за и из или им их к как когда кто ли либо мне может мы на над надо наш не него нее нет ни
    них но ну о об однако он она они оно от очень по под при про с со так также такой там те тем то того тоже той только
    том ты у уже хотя чего чей чем что чтобы эта эти это этого этой этом этот я""".split()
)
_NAMES = {
    "ar": "arabic", "cs": "czech", "da": "danish", "nl": "dutch", "en": "english", "fi": "finnish", "fr": "french",
    "de": "german", "el": "greek", "hu": "hungarian", "it": "italian", "no": "norwegian", "nb": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sk": "slovak", "es": "spanish",
    "sv": "swedish", "uk": "ukrainian",
}  # fmt: skip
"""The languages that have a stemmer."""


def find_words(text: str) -> list[str]:
    """Return the words and numbers of a text in order, in lower case."""
    return [word[:_LONGEST] for word in _WORD.findall(text.lower())]


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the words of a language (ISO code) that say little by themselves; none for an unknown language."""
    if language == "ru":
        return _RUSSIAN_STOP_WORDS
    try:
        return frozenset(word.lower() for word in get_stop_words(_NAMES.get(language, language)))
    except LookupError:
        return frozenset()


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """Return a function from a lower-case word to its stem, with a memory; an unknown language keeps words whole."""
    if language not in _NAMES:
        return str
    stem: Callable[[str], str] = Stemmer(_NAMES[language])

    @lru_cache(maxsize=100_000)
    def stemmed(word: str) -> str:
        return word if len(word) >= _LONGEST or not word.isalpha() else stem(word)

    return stemmed


def content_stems(text: str, language: str) -> list[str]:
    """Return the stems of the words that say something, in order, "’s" cut off."""
    return stems_of(find_words(text), language)


def stems_of(words: Iterable[str], language: str) -> list[str]:
    """Return the stems of those of the words (as `find_words` gives them) that say something, in order."""
    stem, stops = stemmer(language), stop_words(language)
    if language == "en":
        words = [word if word.isalnum() else _bare(word) for word in words]
    return [stem(word) for word in words if word and word not in stops]


def _bare(word: str) -> str:
    """Return an English word without "’s"."""
    return word.partition("'")[0].partition("’")[0]

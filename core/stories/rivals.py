"""Rivals: a day or a name that two sources give differently in sentences that tell the same otherwise."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from core.model.article import Article
from core.stories.background import LANGUAGES, UNKNOWN, surprises
from core.stories.independence import owner_of
from core.stories.stems import stem
from core.stories.timeline import dated_words

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NAME = re.compile(
    r"(?<=[\w,] )[A-ZÀ-ÞА-ЯІЇЄҐ][\w’'-]+(?: (?:(?:de|del|van|von|bin|al|el|la) )?[A-ZÀ-ÞА-ЯІЇЄҐ][\w’'-]+){0,3}"
)
_TELLING = 7.0
"""Nats of surprise from which a word tells what a sentence is about."""

_SURE_NAME = 11.0
"""The same from which a capital letter makes a name where every noun has one."""

_ALL_CAPITALS = "de"
_SHARED, _ALIKE = 3, 0.5
"""How many telling words two sentences share at least, and which part of the shorter one's."""

_BEFORE = 4
"""Words before a name in which stands what it is the name of."""

_SENTENCES = 40
"""Sentences of a report that are compared."""


@dataclass(frozen=True, slots=True)
class Rival:
    """A day or a name as a report gives it, in its sentence, and the word for what it is of."""

    value: str
    words: str
    what: str
    sentence: str
    article: Article


class _Report:
    """A report as it is compared."""

    def __init__(self, article: Article) -> None:
        self.article, self.owner = article, owner_of(article)
        told = article.reading.sentences or article.reading.summary
        self.sentences = [_Sentence(text, article) for text in told[:_SENTENCES]]

    @cached_property
    def days(self) -> frozenset[date]:
        """All days that it names."""
        return frozenset(day for sentence in self.sentences for day, _ in sentence.days)

    @cached_property
    def words(self) -> frozenset[str]:
        """All its words, as stems."""
        return frozenset(map(stem, _WORD.findall(f"{self.article.title} {self.article.text}")))


class _Sentence:
    """A sentence with what it tells, the days that it names and the names in it, each with what it is of."""

    def __init__(self, text: str, article: Article) -> None:
        self.text, self._article = text, article
        stems = [stem(word) for word in _WORD.findall(text)]
        self.telling = frozenset(word for word in stems if self._surprise(word) > _TELLING)

    @cached_property
    def days(self) -> list[tuple[date, str]]:
        """The days that it names by their date, each as written."""
        return list(dated_words(self.text, self._article.published.date()))

    @cached_property
    def names(self) -> dict[tuple[str, str], tuple[str, str]]:
        """The names by their place: the telling word before it, and the word next to it; each with that word."""
        found: dict[tuple[str, str], tuple[str, str]] = {}
        for match in _NAME.finditer(self.text):
            before = [word for word in _WORD.findall(self.text[: match.start()])[-_BEFORE:] if word.islower()]
            of = next((word for word in reversed(before[:-1]) if self._surprise(stem(word)) > _TELLING), None)
            if of is not None and self._is_name(match[0]):
                found.setdefault((stem(of), before[-1]), (match[0], of))
        return found

    def _is_name(self, words: str) -> bool:
        if self._article.reading.language != _ALL_CAPITALS:
            return True
        return all(self._surprise(stem(word)) > _SURE_NAME for word in _WORD.findall(words))

    def _surprise(self, word: str) -> float:
        language = self._article.reading.language
        return surprises(language if language in LANGUAGES else LANGUAGES[0]).get(word, UNKNOWN)

    def is_like(self, other: "_Sentence") -> bool:
        """Whether both tell the same for the most part."""
        shared = len(self.telling & other.telling)
        return shared >= _SHARED and shared >= _ALIKE * min(len(self.telling), len(other.telling))


def rivals(articles: Sequence[Article]) -> tuple[tuple[Rival, Rival], ...]:
    """Return the days and names on which two sources of a story differ, in order of appearance, each once.

    Both tell the same in a sentence but for it, and neither speaks of the other's day or name anywhere.
    """
    reports = [_Report(article) for article in articles]
    found: dict[frozenset[str], tuple[Rival, Rival]] = {}
    for n, later in enumerate(reports):
        for earlier in reports[:n]:
            if earlier.owner != later.owner:
                for pair in _between(earlier, later):
                    found.setdefault(frozenset(one.value for one in pair), pair)
    return tuple(found.values())


def _between(one: _Report, other: _Report) -> Iterator[tuple[Rival, Rival]]:
    for mine in one.sentences:
        for theirs in other.sentences:
            if mine.is_like(theirs):
                yield from _days(one, mine, other, theirs)
                yield from _names(one, mine, other, theirs)


def _days(one: _Report, mine: _Sentence, other: _Report, theirs: _Sentence) -> Iterator[tuple[Rival, Rival]]:
    if len(mine.days) == len(theirs.days) == 1:
        (day, words), (rival, rival_words) = mine.days[0], theirs.days[0]
        if day != rival and day not in other.days and rival not in one.days:
            yield (
                Rival(day.isoformat(), words, "", mine.text, one.article),
                Rival(rival.isoformat(), rival_words, "", theirs.text, other.article),
            )


def _names(one: _Report, mine: _Sentence, other: _Report, theirs: _Sentence) -> Iterator[tuple[Rival, Rival]]:
    for place in mine.names.keys() & theirs.names.keys():
        (name, what), (rival, rival_what) = mine.names[place], theirs.names[place]
        if _is_unheard(rival, one) and _is_unheard(name, other):
            yield (
                Rival(name.casefold(), name, what, mine.text, one.article),
                Rival(rival.casefold(), rival, rival_what, theirs.text, other.article),
            )


def _is_unheard(name: str, report: _Report) -> bool:
    """Whether a report has no word of a name."""
    return report.words.isdisjoint(map(stem, _WORD.findall(name)))

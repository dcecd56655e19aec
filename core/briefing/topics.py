"""Topics: which subjects a story is about, and how a person writes one down."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from core.briefing.house import HOUSE_TOPICS
from core.briefing.phrases import says, spread
from core.model.article import Article
from core.model.interest import Topic

_BROAD = 3
"""Words from which on a topic needs two of them in a text, since one may stand there by chance."""

WORDS = 60
"""Words of one topic."""

TOPICS = 30
"""Topics of one reader."""

NAME = 40
"""Letters of a topic's name, and of each of its words."""


def is_about(article: Article, topic: Topic) -> bool:
    """Whether an article is about a topic: it comes from one of its feeds, or says its words.

    A word in the headline is enough; beside it two different ones are needed, one where the topic has hardly more.
    """
    if article.feed is not None and article.feed in topic.feeds:
        return True
    return _is_told(article.title, article.reading.summary, topic)


@lru_cache(maxsize=10_000)
def first_house_topic(title: str, summary: tuple[str, ...]) -> str:
    """Return the name of the first of the house's topics that a report is about by its words, "" where none is.

    It is found out once, not for each audience: that was nearly all of what an edition cost.
    """
    return next((topic.name for topic in HOUSE_TOPICS if _is_told(title, summary, topic)), "")


def _is_told(headline: str, summary: Iterable[str], topic: Topic) -> bool:
    title = _spread(headline)
    if any(says(title, word) for word in topic.words):
        return True
    lead = _spread(" ".join(summary))
    said = sum(says(lead, word) for word in topic.words)
    return said >= (1 if len(topic.words) < _BROAD else 2)


_spread = lru_cache(maxsize=10_000)(spread)


def named(name: str, topics: Iterable[Topic]) -> Topic | None:
    """Return the topic of this name, letters small or large."""
    wanted = " ".join(name.split()).casefold()
    return next((topic for topic in topics if topic.name.casefold() == wanted), None)


def house_topic(name: str) -> Topic | None:
    """Return the house's topic of this name or of the first word of it ("war", "economy")."""
    wanted = " ".join(name.split()).casefold()
    return named(name, HOUSE_TOPICS) or next(
        (topic for topic in HOUSE_TOPICS if wanted and topic.name.casefold().split()[0] == wanted), None
    )


def parted(words: str) -> tuple[str, ...]:
    """Return the words and phrases that commas, semicolons or lines part, each once, in order."""
    parts = [" ".join(part.split())[:NAME] for line in words.splitlines() for part in line.replace(";", ",").split(",")]
    return tuple(dict.fromkeys(part for part in parts if spread(part).strip()))


def with_words(topic: Topic, words: Sequence[str]) -> Topic:
    """Return a topic with these words added, at most `WORDS` of them."""
    return Topic(topic.name, tuple(dict.fromkeys([*topic.words, *words]))[:WORDS], topic.feeds)


def without_words(topic: Topic, words: Iterable[str]) -> Topic:
    """Return a topic without these words, letters small or large."""
    gone = {word.casefold() for word in words}
    return Topic(topic.name, tuple(word for word in topic.words if word.casefold() not in gone), topic.feeds)

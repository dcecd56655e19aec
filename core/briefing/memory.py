"""Memory: what a reader of a story knows of it, and whether a deadline stands otherwise than they know."""

from collections.abc import Iterable

from core.deadlines.reminders import due_words_of
from core.model.article import Article
from core.model.briefing import Item, Shown
from core.model.deadline import Deadline, Status


def memory_of(item: Item) -> Shown:
    """Return what a reader of this item knows: its lines, its articles, and how its deadlines stood."""
    return Shown(
        story=item.story.id,
        sentences=frozenset([line.text for line in item.lines] + [item.story.headline] * bool(item.story.headline)),
        articles=frozenset(article.id for article in item.story.articles),
        dues=standings(item.deadlines),
    )


def memory_of_article(article: Article, told: Iterable[Deadline]) -> Shown:
    """Return the memory of a chat that was shown an article by itself, so that no briefing brings it as new."""
    return Shown(article.story, frozenset(article.reading.sentences), frozenset({article.id}), standings(told))


def standings(deadlines: Iterable[Deadline]) -> tuple[tuple[int, str], ...]:
    """Return how deadlines stand, by id."""
    return tuple(sorted((int(deadline.id), standing_words(deadline)) for deadline in deadlines))


def standing_words(deadline: Deadline) -> str:
    """Return a deadline's date, and how it ended where it did: "2025-09-02", "2025-08-07/2025-08-09 passed"."""
    ended = "" if deadline.status is Status.OPEN else f" {deadline.status}"
    return due_words_of(deadline.due) + ended


def has_changed(deadline: Deadline, seen: Shown) -> bool:
    """Whether a deadline stands otherwise than when the story was last sent, or was not known then."""
    known = {standing for id_, standing in seen.dues if id_ in deadline.aliases}
    return standing_words(deadline) not in known

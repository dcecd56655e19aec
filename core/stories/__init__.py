"""Which articles tell of one event: told anew from all of them, or of each as it arrives (`core.stories.stream`)."""

from collections.abc import Sequence
from datetime import timedelta

from core.model.article import Article
from core.model.ids import ArticleId

WINDOW = timedelta(days=4)
"""Reports of one event come within this of each other."""


def cluster(articles: Sequence[Article], *, window: timedelta = WINDOW) -> list[list[ArticleId]]:
    """Return the ids of the articles of each story, earliest first; stories by their first article.

    The order in which articles are given does not matter, nor whether one is given twice. Reports further apart than
    `window` are compared only through those between them. Pure and heavy: to be run in a worker.
    """
    # Imported here, since the workers alone need numpy and the tables.
    from core.stories.grouping import group

    return group(articles, window)

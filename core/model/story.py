"""Stories: the articles about one event."""

from dataclasses import dataclass
from datetime import datetime

from core.model.article import Article
from core.model.ids import StoryId


@dataclass(frozen=True, slots=True)
class Story:
    """One event and its reports, earliest first; never empty."""

    id: StoryId
    articles: tuple[Article, ...]

    @property
    def latest(self) -> Article:
        """The article published last."""
        return self.articles[-1]

    @property
    def headline(self) -> str:
        """The latest headline."""
        return self.latest.title

    @property
    def updated_at(self) -> datetime:
        """When its last article was published."""
        return self.latest.published

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of its sources, each once, in order of appearance."""
        return tuple(dict.fromkeys(article.source for article in self.articles))

"""`batch stories`: which lines tell of one event, once all are read or as far as each can tell on arrival.

Grouping costs more to import than a thousand lines to answer, so only a call enters that room.
"""

from typing import BinaryIO

from bot.batch.drafts import UNDATED, draft_of
from bot.batch.lines import Answer, Id, Line, answer_lines, id_of
from core.model.article import Article, Draft, Reading
from core.model.ids import ArticleId, StoryId

_UNTOLD = "und"


def story_lines(lines: list[Line]) -> list[Answer]:
    """Return the story of each line, named by the one of its articles that came first, once all are read."""
    return _told([_article(n, draft_of(line)) for n, line in enumerate(lines)], [id_of(line) for line in lines])


def _told(articles: list[Article], names: list[Id]) -> list[Answer]:
    from core.stories import cluster

    story: dict[int, Id] = {}
    for group in cluster(articles):
        story.update(dict.fromkeys(map(int, group), names[min(group)]))
    return [{"id": name, "story": story[n]} for n, name in enumerate(names)]


def story_answers(source: BinaryIO) -> list[Answer]:
    """Answer `stories` once every line is read, the errors of bad lines in their places."""
    articles: list[Article] = []
    names: list[Id] = []

    def keep(line: Line) -> Answer:
        articles.append(_article(len(articles), draft_of(line)))
        names.append(id_of(line))
        return {}

    answers = list(answer_lines(source, keep))
    found = iter(_told(articles, names))
    return [answer if "error" in answer else next(found) for answer in answers]


class StoryStream:
    """Answers `stories` line by line: the story of each report as far as it can be told when the report arrives."""

    def __init__(self) -> None:
        from core.stories import Stream

        self._stream = Stream()
        self._names: list[Id] = []

    def __call__(self, line: Line) -> Answer:
        """Return the story of one more report, named by its first article; what was answered before stands."""
        article = _article(len(self._names), draft_of(line))
        self._names.append(id_of(line))
        return {"story": self._names[self._stream.put(article)]}


def _article(number: int, draft: Draft) -> Article:
    moment = draft.published or UNDATED
    return Article(
        id=ArticleId(number),
        title=draft.title,
        text=draft.text,
        published=moment,
        known_at=moment,
        source=draft.source,
        url=draft.url,
        zone=draft.zone,
        reading=Reading(draft.language or _UNTOLD),
        story=StoryId(number),
    )

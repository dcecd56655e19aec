"""`batch stories`: which lines tell of one event, once all are read or as far as each can tell on arrival.

Grouping costs more to import than a thousand lines to answer, so only a call enters that room.
"""

from typing import BinaryIO

from bot.batch.drafts import UNDATED, draft_of
from bot.batch.lines import Answer, Id, Line, answer_lines, id_of
from core.model.article import Article, Reading
from core.model.ids import ArticleId, StoryId


def story_lines(lines: list[Line]) -> list[Answer]:
    """Return the story of each line, named by the one of its articles that came first, once all are read."""
    from core.stories import cluster

    story: dict[int, Id] = {}
    for group in cluster([_article(n, line) for n, line in enumerate(lines)]):
        story.update(dict.fromkeys(map(int, group), id_of(lines[min(group)])))
    return [{"id": id_of(line), "story": story[n]} for n, line in enumerate(lines)]


def story_answers(source: BinaryIO) -> list[Answer]:
    """Answer `stories` once every line is read, the errors of bad lines in their places."""
    good: list[Line] = []

    def keep(line: Line) -> Answer:
        draft_of(line)
        good.append(line)
        return {}

    answers = list(answer_lines(source, keep))
    found = iter(story_lines(good))
    return [answer if "error" in answer else next(found) for answer in answers]


class StoryStream:
    """Answers `stories` line by line: the story of each report as far as it can be told when the report arrives."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._articles: list[Article] = []
        self._story: dict[int, int] = {}

    def __call__(self, line: Line) -> Answer:
        """Return the story of one more report, named by its first article; what was answered before stands."""
        from core.stories import WINDOW, cluster

        new = _article(len(self._lines), line)
        self._lines.append(line)
        self._articles.append(new)
        near = [article for article in self._articles if abs(article.published - new.published) <= WINDOW]
        group = next(group for group in cluster(near) if new.id in group)
        known = [self._story[int(member)] for member in group if member != new.id]
        self._story[int(new.id)] = min([*known, int(new.id)])
        return {"story": id_of(self._lines[self._story[int(new.id)]])}


def _article(number: int, line: Line) -> Article:
    draft = draft_of(line)
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
        reading=Reading("und"),
        story=StoryId(number),
    )

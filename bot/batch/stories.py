"""`batch stories`: which lines tell of one event, once all are read or as far as each can tell on arrival.

Grouping costs more to import than a thousand lines to answer, so only a call enters that room.
"""

from collections.abc import Iterator
from typing import BinaryIO

from bot.batch.drafts import UNDATED, draft_of
from bot.batch.lines import Answer, Id, Line, answer_line, answer_lines, arriving_lines, id_of
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
    taken = _Taken()
    answers = list(answer_lines(source, taken))
    found = iter(_told(taken.articles, taken.names))
    return [answer if "error" in answer else next(found) for answer in answers]


def stream_answers(source: BinaryIO) -> Iterator[Answer]:
    """Answer `stories` line by line: the story of each report as far as it can be told when the report arrives.

    A story is named by its first article; lines that arrive together are compared together, with the same answers.
    """
    from core.stories.stream import Stream

    stream, taken = Stream(), _Taken()
    for lines in arriving_lines(source):
        before = len(taken.articles)
        answers = [answer_line(line, taken) for line in lines]
        stories = iter(stream.put_all(taken.articles[before:]))
        yield from (
            answer if "error" in answer else {**answer, "story": taken.names[next(stories)]} for answer in answers
        )


class _Taken:
    """The articles of the lines so far, and the ids of those lines."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.names: list[Id] = []

    def __call__(self, line: Line) -> Answer:
        """Take the article of one more line; there is nothing to say of it yet."""
        article = _article(len(self.articles), draft_of(line))
        self.articles.append(article)
        self.names.append(id_of(line))
        return {}


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

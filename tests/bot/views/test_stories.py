"""A story opened from a briefing: who stands behind it, where sources differ, and its days."""

from typing import Any

from bot import views
from bot.views.render import render
from core.model.article import Article, Reading
from core.model.ids import StoryId
from core.model.story import Story
from tests.bot.views import telegram
from tests.bot.views.samples import NOW, READER, article


def told(number: int, source: str, *sentences: str, **changes: Any) -> Article:
    text = " ".join(sentences)
    return article(number, source=source, text=text, reading=Reading("en", sentences, sentences=sentences), **changes)


def shown(*articles: Article) -> str:
    document = views.story(Story(StoryId(5), articles), [], READER, NOW)
    return telegram.text_of(render(document))


FIRST = "On 14 July 2025 the fire killed 14 people in Campanar."
SECOND = "The fire killed 17 people in Campanar, the mayor said on 16 July 2025."


def test_figures_that_differ_stand_side_by_side_with_their_sources() -> None:
    text = shown(told(1, "World Wire", FIRST), told(2, "Evening Star", SECOND))
    assert "2 independent sources" in text
    assert f"Sources disagree: people\n14 — World Wire: {FIRST}\n17 — Evening Star: {SECOND}" in text


def test_the_days_that_reports_name_make_a_timeline() -> None:
    text = shown(told(1, "World Wire", FIRST), told(2, "Evening Star", SECOND))
    assert f"Timeline\n14 July 2025 — {FIRST} (World Wire)\n16 July 2025 — {SECOND} (Evening Star)" in text


def test_a_story_of_one_day_on_which_all_agree_shows_neither() -> None:
    text = shown(told(1, "World Wire", FIRST), told(2, "Evening Star", FIRST))
    assert "disagree" not in text
    assert "Timeline" not in text

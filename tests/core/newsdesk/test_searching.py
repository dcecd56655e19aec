"""Searching: by word, phrase, source and date, as far as a chat may see; what is forgotten is found no more."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from core.adapters.sql.stores import open_stores
from core.model.ids import ChatId
from core.model.interest import RuleKind
from core.model.search import Found
from core.newsdesk import interests, searching, subscribing
from tests.core.adapters.sql.conftest import empty_url, migrated, postgres, store_url
from tests.core.newsdesk.desk import OTHER, READER, Desk, at, told

__all__ = ["empty_url", "migrated", "postgres", "store_url"]

PORT = told(None, words=("The port of Varna was closed by a fire in the grain terminal.", "Nobody was hurt there."))
BRIDGE = told(None, words=("Lorries with grain cross the Danube bridge.",), source="Example Post", published=at(10))
SET = told(date(2025, 9, 2), source="Example Herald")


@pytest.fixture
async def both(store_url: str) -> AsyncIterator[Desk]:
    """The newsdesk on SQLite and on PostgreSQL, since each has an index of its own."""
    stores = await open_stores(store_url)
    yield Desk(stores)
    await stores.close()


async def find(desk: Desk, words: str, chat: ChatId = READER) -> Found:
    async with desk.begin() as tx:
        return await searching.search(tx, chat, words, zone="UTC", now=desk.now)


async def titles(desk: Desk, words: str, chat: ChatId = READER) -> list[str]:
    return sorted(hit.article.source for hit in (await find(desk, words, chat)).hits)


async def test_words_phrases_sources_and_dates_narrow_down_what_is_found(both: Desk) -> None:
    await both.keep(PORT, BRIDGE, SET)
    assert await titles(both, "grain") == ["Example Post", "Example Wire"]
    assert await titles(both, "GRAI") == ["Example Post", "Example Wire"]
    assert await titles(both, "grain fire") == ["Example Wire"]
    assert await titles(both, '"grain terminal"') == ["Example Wire"]
    assert await titles(both, '"terminal grain"') == []
    assert await titles(both, "grain source:post") == ["Example Post"]
    assert await titles(both, "source:example until:2025-07-10") == ["Example Post"]
    assert await titles(both, "grain since:2025-07-11") == ["Example Wire"]
    assert await titles(both, "' OR 1=1 -- * NEAR( \"") == []


async def test_a_hit_shows_the_sentence_that_says_it(both: Desk) -> None:
    await both.keep(PORT)
    (hit,) = (await find(both, "hurt")).hits
    assert hit.sentence == "Nobody was hurt there."


async def test_deadlines_are_found_beside_the_stories(both: Desk) -> None:
    await both.keep(SET)
    found = await find(both, "Ukraine")
    assert len(found.deadlines) == len(found.hits) == 1
    assert (await find(both, "fisheries")).deadlines == ()


async def test_what_a_person_sent_is_found_by_their_chat_alone_until_it_is_forgotten(both: Desk) -> None:
    await both.keep(told(None, words=("My secret grain report was written at home.",), audience=READER))
    assert len((await find(both, "secret")).hits) == 1
    assert (await find(both, "secret", OTHER)).hits == ()
    async with both.begin(alone=True) as tx:
        await subscribing.forget(tx, READER)
    assert (await find(both, "secret")).hits == ()


async def test_what_is_muted_is_not_found(both: Desk) -> None:
    await both.keep(PORT, BRIDGE)
    async with both.begin() as tx:
        await interests.mute(tx, READER, RuleKind.WORD, "fire")
    assert await titles(both, "grain") == ["Example Post"]
    assert len((await find(both, "grain", OTHER)).hits) == 2

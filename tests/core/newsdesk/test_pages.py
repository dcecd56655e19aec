"""Pages: an article that a feed tells in part is read whole where it is to be shown, once, and its reports are told."""

from dataclasses import replace
from datetime import timedelta

from core.model.article import Article, Draft
from core.model.feed import FeedReading
from core.model.search import Query
from core.model.subscriber import FollowKind
from core.newsdesk import subscribing, wires
from tests.core.newsdesk.desk import READER, START, Desk, at

URL = "https://example.org/feed"
HEAD = "The port of Example was closed on Monday after a fire, the harbour master said. "
ORDER = "Iran must answer the United Nations by Friday, 8 August 2025, or sanctions will return, diplomats said. "
PART = Draft(
    text=" ".join(f"{HEAD}Shed {n} burned down to the ground within an hour." for n in range(6)),
    title="Port closed after fire",
    published=START - timedelta(hours=1),
    source="Example Wire",
    url="https://example.org/1",
    guid="1",
)
WHOLE = Draft(text=f"{PART.text}\n\n{ORDER}\n\nWarehouses were sealed.", url=PART.url)


async def read(desk: Desk, *drafts: Draft) -> None:
    desk.wire.feeds[URL] = FeedReading(drafts)
    async with desk.begin() as tx:
        feed = await tx.feeds.add(URL, house=True)
    if feed.next_due is not None:
        desk.clock.step_to(feed.next_due)
    assert await wires.read_due(desk.room) == 1


async def articles(desk: Desk) -> list[Article]:
    async with desk.begin() as tx:
        return await tx.articles.since(at(1), chat=READER)


async def test_an_article_that_is_to_be_shown_gets_the_text_of_its_page_and_is_known_as_before(desk: Desk) -> None:
    desk.wire.pages = {PART.url: WHOLE}
    await read(desk, PART)
    (article,) = await articles(desk)
    assert (article.text, article.title) == (WHOLE.text, PART.title)
    assert "Warehouses were sealed." in article.reading.sentences
    assert [deadline.due and deadline.due.first.day for deadline in await desk.ledger()] == [8]
    async with desk.begin() as tx:
        assert await tx.articles.search(Query(("warehouses",)), limit=5) == [article]
    await read(desk, replace(PART, guid="2", url="https://example.org/moved"))
    assert await articles(desk) == [article]
    assert desk.wire.asked.count(PART.url) == 1


async def test_what_the_page_of_news_adds_is_told_to_followers_and_that_of_a_first_reading_is_not(desk: Desk) -> None:
    async with desk.begin() as tx:
        await subscribing.follow(tx, READER, FollowKind.ALL, "", now=desk.now)
    desk.wire.pages = {PART.url: WHOLE}
    await read(desk, PART)
    assert await desk.sent() == []
    other = ORDER.replace("Iran", "Brazil").replace("8 August", "15 August")
    news = replace(PART, text=f"{PART.text} Later.", title="Brazil told", url="https://example.org/2", guid="2")
    desk.wire.pages[news.url] = Draft(text=f"{news.text}\n\n{other}", url=news.url)
    await read(desk, replace(news, published=START + timedelta(minutes=5)), PART)
    assert ["15 August 2025" in text for text in await desk.sent()] == [True]


async def test_a_feed_that_one_person_follows_is_read_like_those_of_the_house(desk: Desk) -> None:
    desk.wire.pages, desk.wire.feeds = {PART.url: WHOLE}, {URL: FeedReading((PART,))}
    async with desk.begin() as tx:
        await subscribing.add_feed(tx, READER, URL, "Example", now=desk.now)
    assert await wires.read_due(desk.room) == 1
    assert [article.text for article in await articles(desk)] == [WHOLE.text]


async def test_an_entry_without_a_time_is_not_counted_from_its_first_reading(desk: Desk) -> None:
    desk.wire.pages = {PART.url: Draft(text=f"{PART.text}\n\nIran has ten days to answer, diplomats said.")}
    await read(desk, replace(PART, published=None))
    assert [finding.due for article in await articles(desk) for finding in article.reading.findings] == [None]


async def test_a_page_that_says_no_more_changes_nothing(desk: Desk) -> None:
    desk.wire.pages = {PART.url: Draft(text=HEAD, url=PART.url)}
    await read(desk, PART)
    assert [article.text for article in await articles(desk)] == [PART.text]


async def test_what_is_told_at_length_and_what_nobody_will_be_shown_costs_no_page(desk: Desk) -> None:
    long = replace(PART, text=PART.text * 4, url="https://example.org/2", guid="2")
    old = replace(PART, text=f"{PART.text} Old.", url="https://example.org/3", guid="3", published=at(1))
    await read(desk, long, old)
    assert desk.wire.asked == [URL]

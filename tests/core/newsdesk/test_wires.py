"""Wires: feeds are read in their turn; one that fails is tried later, and no other suffers for it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from core.errors import FeedUnavailableError, NotAFeedError, NotFoundError, WorkerTimeoutError
from core.model.article import Draft
from core.model.feed import Feed, FeedReading
from core.model.subscriber import FollowKind
from core.newsdesk import pacing, pages, pauses, subscribing, wires
from tests.core.newsdesk.desk import READER, START, Desk, at

URL, OTHER_URL = "https://example.org/feed", "https://example.com/feed"
LONG = " ".join(["The port of Example was closed on Monday after a fire, the harbour master said."] * 5)


def entry(number: int, text: str = LONG, **changes: object) -> Draft:
    draft = Draft(
        text=f"{text} Number {number}.", title=f"Story {number}", published=START - timedelta(hours=number),
        source="Example Wire", url=f"https://example.org/{number}", guid=str(number),
    )  # fmt: skip
    return replace(draft, **changes)  # type: ignore[arg-type]  # fields of a draft


ULTIMATUM = "Iran must answer the United Nations by Friday, 8 August 2025, or sanctions will return, diplomats said. "


async def house(desk: Desk, *urls: str) -> list[Feed]:
    async with desk.begin() as tx:
        return [await tx.feeds.add(url, house=True) for url in urls]


async def feed(desk: Desk, url: str = URL) -> Feed:
    async with desk.begin() as tx:
        return next(feed for feed in await tx.feeds.all() if feed.url == url)


async def wait(desk: Desk, url: str = URL) -> timedelta:
    """Step to when a feed is to be read again; return how long that was."""
    due = (await feed(desk, url)).next_due
    assert due is not None
    waited = due - desk.now
    desk.clock.step_to(due)
    return waited


async def titles(desk: Desk) -> list[str]:
    async with desk.begin() as tx:
        return [article.title for article in await tx.articles.since(at(1), chat=READER)]


async def test_a_feed_is_read_and_read_again_when_its_time_has_come(desk: Desk) -> None:
    await house(desk, URL)
    desk.wire.feeds[URL] = FeedReading((entry(2), entry(1)), title="Example", etag="x", modified="y")
    assert await wires.read_due(desk.room) == 1
    assert await titles(desk) == ["Story 2", "Story 1"]
    read = await feed(desk)
    assert (read.title, read.etag, read.modified, read.first_read) == ("Example", "x", "y", desk.now)
    assert await wires.read_due(desk.room) == 0
    await wait(desk)
    desk.wire.feeds[URL] = FeedReading((entry(3), entry(2), entry(1)))
    assert await wires.read_due(desk.room) == 1
    assert await titles(desk) == ["Story 3", "Story 2", "Story 1"]


async def test_the_first_reading_of_a_feed_announces_nothing_the_next_ones_do(desk: Desk) -> None:
    await house(desk, URL)
    async with desk.begin() as tx:
        await subscribing.follow(tx, READER, FollowKind.ALL, "", now=desk.now)
    desk.wire.feeds[URL] = FeedReading((entry(1, ULTIMATUM * 3),))
    await wires.read_due(desk.room)
    assert await desk.sent() == []
    await wait(desk)
    moved = "Iran must answer the United Nations by Friday, 15 August 2025, a deadline that was extended on Monday. "
    more = "Brazil must pay its debt to Uruguay by Tuesday, 9 September 2025, or the courts will decide, judges said. "
    desk.wire.feeds[URL] = FeedReading((entry(3, more * 3), entry(2, moved * 3), entry(1, ULTIMATUM * 3)))
    await wires.read_due(desk.room)
    assert any("9 September 2025" in text for text in await desk.sent())


async def test_a_failing_feed_backs_off_and_is_paused_at_last(desk: Desk) -> None:
    await house(desk, URL)
    waits = []
    for _ in range(wires.PAUSE_AFTER):
        assert await wires.read_due(desk.room) == 1
        waits.append(await wait(desk))
    for waited, times in zip(waits, (2, 4, 8, 16), strict=False):
        assert pacing.INTERVAL * times * 0.9 <= waited <= pacing.INTERVAL * times
    assert all(pacing.LONGEST_WAIT * 0.9 <= waited <= pacing.LONGEST_WAIT for waited in waits[6:])
    assert len(set(waits[6:])) > 10  # feeds that fail together drift apart
    assert (await feed(desk)).paused
    assert await wires.read_due(desk.room) == 0


async def test_a_server_that_names_a_time_is_asked_then_and_not_before(desk: Desk) -> None:
    await house(desk, URL)
    desk.wire.feeds[URL] = FeedUnavailableError(URL, "HTTP 429", retry_at=desk.clock.elapsed() + timedelta(hours=20))
    await wires.read_due(desk.room)
    assert timedelta(hours=19, minutes=59) < await wait(desk) <= timedelta(hours=20)


async def test_followers_hear_of_a_pause_once_and_a_tap_ends_it(desk: Desk) -> None:
    async with desk.begin() as tx:
        followed, _ = await subscribing.add_feed(tx, READER, URL, "Example", now=desk.now)
    desk.wire.feeds[URL] = FeedUnavailableError(URL, wires.GONE)
    await wires.read_due(desk.room)
    (message,) = await desk.sent()
    assert "Example could not be read" in message
    assert "its address is gone" in message
    desk.clock.advance(timedelta(days=2))
    assert await wires.read_due(desk.room) == 0
    async with desk.begin() as tx:
        woken = await pauses.wake(tx, int(followed.id), now=desk.now)
        with pytest.raises(NotFoundError):
            await pauses.wake(tx, 999, now=desk.now)
    assert not woken.paused
    desk.wire.feeds[URL] = FeedReading((entry(1),))
    assert await wires.read_due(desk.room) == 1
    assert await desk.sent() == []


async def test_word_of_a_pause_comes_to_the_topic_that_a_group_has_for_such(desk: Desk) -> None:
    async with desk.begin() as tx:
        await subscribing.add_feed(tx, READER, URL, "Example", now=desk.now)
        await subscribing.settle_in(tx, READER, 7)
    desk.wire.feeds[URL] = FeedUnavailableError(URL, wires.GONE)
    await wires.read_due(desk.room)
    await desk.drain()
    assert [message.delivery.thread for message in desk.messages] == [7]


async def test_a_busy_feed_is_read_often_and_a_calm_one_seldom(desk: Desk) -> None:
    await house(desk, URL, OTHER_URL)
    busy = [entry(n, published=START - timedelta(minutes=10 * n)) for n in range(1, 9)]
    calm = [entry(n, published=START - timedelta(days=n)) for n in range(1, 9)]
    desk.wire.feeds = {URL: FeedReading(tuple(busy)), OTHER_URL: FeedReading(tuple(calm))}
    await wires.read_due(desk.room)
    pace = {one.url: one.next_due - desk.now for one in (await feed(desk), await feed(desk, OTHER_URL)) if one.next_due}
    assert pacing.INTERVAL * 0.9 <= pace[URL] <= pacing.INTERVAL
    assert pacing.CALMEST * 0.9 <= pace[OTHER_URL] <= pacing.CALMEST


async def test_a_feed_that_did_not_change_for_days_is_asked_seldom(desk: Desk) -> None:
    (kept,) = await house(desk, URL)
    async with desk.begin() as tx:
        await tx.feeds.save(replace(kept, modified="Tue, 01 Jul 2025 00:00:00 GMT"))
    desk.wire.feeds[URL] = FeedReading((), unchanged=True)
    await wires.read_due(desk.room)
    assert await wait(desk) > pacing.CALMEST * 0.89


async def test_a_feed_is_left_alone_as_long_as_it_asks_for(desk: Desk) -> None:
    await house(desk, URL)
    desk.wire.feeds[URL] = FeedReading((entry(1),), patience=timedelta(hours=9))
    await wires.read_due(desk.room)
    assert await wait(desk) == timedelta(hours=9)


async def test_of_one_host_one_feed_is_read_at_a_time(desk: Desk) -> None:
    await house(desk, URL, "https://www.example.org/two", OTHER_URL)
    assert await wires.read_due(desk.room) == 2
    assert desk.wire.asked == [URL, OTHER_URL]
    assert await wires.read_due(desk.room) == 1


async def again(desk: Desk, *drafts: Draft) -> list[str]:
    """Let the feed give these entries at its next reading; return what was kept that was not there before."""
    before = await titles(desk)
    desk.wire.feeds[URL] = FeedReading(drafts)
    await wait(desk)
    assert await wires.read_due(desk.room) == 1
    return [title for title in await titles(desk) if title not in before]


async def test_a_feed_that_is_shuffled_retitled_reguided_grown_or_forgotten_repeats_nothing(desk: Desk) -> None:
    await house(desk, URL)
    first = [entry(n) for n in range(1, 4)]
    desk.wire.feeds[URL] = FeedReading(tuple(first))
    await wires.read_due(desk.room)
    assert await again(desk, *reversed(first)) == []
    assert await again(desk, *(replace(one, title=f"Update: {one.title}") for one in first)) == []
    assert await again(desk, *(replace(one, guid=f"new-{one.guid}") for one in first)) == []
    assert await again(desk, *(replace(one, guid=f"b{one.guid}", url=f"{one.url}?moved") for one in first)) == []
    assert await again(desk) == []
    assert await again(desk, *first) == []
    assert await again(desk, *first, *(entry(n, "Old. " * 80) for n in range(20, 60))) == []
    assert await again(desk, entry(0, "News. " * 80), *first) == ["Story 0"]


async def test_a_round_reads_a_few_entries_the_latest_first_and_the_rest_come_later(desk: Desk) -> None:
    await house(desk, URL)
    desk.wire.feeds[URL] = FeedReading((entry(1),))
    await wires.read_due(desk.room)
    burst = [entry(n, f"Burst {n}. " * 40, published=START + timedelta(seconds=n)) for n in range(100, 160)]
    desk.wire.feeds[URL] = FeedReading(tuple(burst), etag="x")
    for kept in (26, 51, 61):
        await wait(desk)
        await wires.read_due(desk.room)
        assert len(await titles(desk)) == kept
    assert (await feed(desk)).etag == "x"


@pytest.mark.parametrize("published", [None, START - timedelta(hours=5)])
async def test_all_that_a_first_reading_cannot_tell_from_news_is_read_and_never_announced(
    published: datetime | None, desk: Desk
) -> None:
    await house(desk, URL)
    async with desk.begin() as tx:
        await subscribing.follow(tx, READER, FollowKind.ALL, "", now=desk.now)
    long = [entry(n, f"{ULTIMATUM * 3}Copy {n}.", published=published) for n in range(60)]
    desk.wire.feeds[URL] = FeedReading(tuple(long))
    await wires.read_due(desk.room)
    assert len(await titles(desk)) == 60
    assert await again(desk, *reversed(long)) == []
    assert await desk.sent() == []
    assert await again(desk, *long, entry(99, "News. " * 80, published=None)) == ["Story 99"]


async def test_of_a_long_feed_without_dates_the_first_entries_alone_are_looked_at(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wires, "MOST_UNDATED", 30)
    await house(desk, URL)
    endless = [entry(n, f"Old {n}. " * 80, published=None) for n in range(40)]
    desk.wire.feeds[URL] = FeedReading(tuple(endless))
    await wires.read_due(desk.room)
    assert await again(desk, *endless) == []


async def test_a_feed_that_comes_back_begins_anew(desk: Desk) -> None:
    await house(desk, URL)
    for error in (NotAFeedError(URL), WorkerTimeoutError()):
        desk.wire.feeds[URL] = error
        await wires.read_due(desk.room)
        desk.clock.advance(timedelta(hours=2))
    assert (await feed(desk)).failures == 2
    desk.wire.feeds[URL] = FeedReading((entry(1),))
    await wires.read_due(desk.room)
    assert ((await feed(desk)).failures, await titles(desk)) == (0, ["Story 1"])


async def test_a_paused_feed_that_somebody_follows_anew_is_read_again(desk: Desk) -> None:
    (kept,) = await house(desk, URL)
    async with desk.begin() as tx:
        await tx.feeds.save(replace(kept, paused=True, failures=wires.PAUSE_AFTER))
        again, added = await subscribing.add_feed(tx, READER, URL, "Example", now=desk.now)
    assert (again.paused, again.failures, added) == (False, 0, True)
    assert await wires.read_due(desk.room) == 1


async def test_a_feed_that_meets_a_bug_keeps_no_other_back(desk: Desk) -> None:
    await house(desk, URL, OTHER_URL)
    desk.wire.feeds = {URL: ZeroDivisionError(), OTHER_URL: FeedReading((entry(1),))}
    with pytest.raises(ExceptionGroup):
        await wires.read_due(desk.room, limit=2)
    assert await titles(desk) == ["Story 1"]
    assert await wires.read_due(desk.room, limit=2) == 0  # it waits its turn like any other


async def test_an_entry_that_cannot_be_read_is_passed_over(desk: Desk) -> None:
    await house(desk, URL)
    desk.wire.feeds[URL] = FeedReading((Draft(text=" ", guid="empty"), entry(1)))
    await wires.read_due(desk.room)
    assert await titles(desk) == ["Story 1"]


async def texts(desk: Desk) -> dict[str, str]:
    async with desk.begin() as tx:
        return {article.title: article.text for article in await tx.articles.since(at(1), chat=READER)}


async def test_teasers_are_read_from_their_pages_a_few_a_round_and_stand_as_they_are_where_that_fails(
    desk: Desk,
) -> None:
    await house(desk, URL)
    teasers = [entry(n, "A port closes.", published=START - timedelta(minutes=n)) for n in range(1, 20)]
    desk.wire.pages = {teaser.url: Draft(text=f"{LONG} {n}.", url=teaser.url) for n, teaser in enumerate(teasers) if n}
    desk.wire.feeds[URL] = FeedReading(tuple(teasers[9:]))
    await wires.read_due(desk.room)
    assert pages.PAGES_AT_FIRST <= sum(text.startswith(LONG) for text in (await texts(desk)).values()) <= 4
    assert len(await again(desk, *teasers)) == 9
    kept = await texts(desk)
    assert kept["Story 1"] == "A port closes. Number 1."
    assert all(kept[f"Story {n}"].startswith(LONG) for n in range(2, 9))


async def test_a_site_whose_pages_give_nothing_is_hardly_asked_again_in_the_same_round(desk: Desk) -> None:
    await house(desk, URL)
    desk.wire.feeds[URL] = FeedReading(tuple(entry(n, "A port closes.") for n in range(1, 11)))
    await wires.read_due(desk.room)
    assert len(await texts(desk)) == 10
    assert desk.wire.asked[:3] == [URL, entry(1).url, entry(2).url]
    assert len(desk.wire.asked) <= 4  # one more, as what it is about is to be shown


@pytest.mark.parametrize(
    ("ending", "goes_on"),
    [
        (" and the port [...]", True),
        (" and the port…", True),
        ("\n\nContinue reading Port closes", True),
        ("\n\nThe post Port closes appeared first on Example News.", True),
        (" It reopens on Monday.", False),
        (" They read more books, and more.", False),
    ],
)
def test_a_longer_text_is_a_teaser_where_it_says_that_it_goes_on(ending: str, goes_on: bool) -> None:
    assert pages.is_teaser(LONG * 2 + ending) is goes_on
    assert not pages.is_teaser(LONG * 10 + ending)


async def test_an_entry_dated_ahead_counts_as_published_now(desk: Desk) -> None:
    await house(desk, URL)
    desk.wire.feeds[URL] = FeedReading((entry(1, published=START + timedelta(days=400)),))
    await wires.read_due(desk.room)
    async with desk.begin() as tx:
        (article,) = await tx.articles.since(at(1), chat=READER)
    assert article.published == desk.now


async def test_an_undated_entry_counts_from_its_reading_once_the_feed_is_known(desk: Desk) -> None:
    await house(desk, URL)
    soon = "Iran has ten days to answer the United Nations, or sanctions will return, diplomats said. " * 4
    desk.wire.feeds[URL] = FeedReading((entry(1, soon, published=None),))
    await wires.read_due(desk.room)
    await wait(desk)
    desk.wire.feeds[URL] = FeedReading((entry(2, soon, published=None),))
    await wires.read_due(desk.room)
    async with desk.begin() as tx:
        articles = await tx.articles.since(at(1), chat=READER)
    dues = [finding.due and finding.due.first for article in articles for finding in article.reading.findings]
    assert set(dues[:1]) == {None}
    assert dues[-1] == date(2025, 7, 24)


async def test_a_moved_feed_is_followed_to_its_new_address(desk: Desk) -> None:
    await house(desk, URL)
    desk.wire.feeds[URL] = FeedReading((), moved_to=OTHER_URL, unchanged=True)
    await wires.read_due(desk.room)
    assert (await feed(desk, OTHER_URL)).first_read == desk.now


async def test_the_starter_feeds_are_followed_where_there_is_none(desk: Desk) -> None:
    async with desk.begin() as tx:
        assert await wires.open_house(tx, [(URL, "Example"), (OTHER_URL, "Other")]) == 2
        assert await wires.open_house(tx, [("https://third.example/feed", "Third")]) == 0
        assert [feed.house for feed in await tx.feeds.all()] == [True, True]
        await subscribing.add_feed(tx, READER, OTHER_URL, "Other", now=desk.now)
        assert [feed.url for feed in await wires.followed(tx, READER)] == [OTHER_URL]

"""Sites: the feed behind an address is found where the page points to it, or where sites usually have it."""

import pytest

from core.errors import FeedUnavailableError, NotAFeedError
from core.model.feed import FeedReading
from core.newsdesk import sites
from tests.core.newsdesk.desk import Desk

SITE, FEED, OTHER_FEED = "https://example.org/", "https://example.org/world/rss", "https://example.com/feed"


async def test_the_first_readable_feed_that_a_page_points_to_is_found(desk: Desk) -> None:
    desk.wire.feeds = {SITE: NotAFeedError(SITE, (OTHER_FEED, FEED)), FEED: FeedReading(())}
    assert (await sites.look(desk.room, SITE))[0] == FEED
    assert desk.wire.asked == [SITE, OTHER_FEED, FEED]


@pytest.mark.parametrize(
    ("address", "feed"),
    [
        (SITE, "https://example.org/rss.xml"),
        ("https://example.org/blog/?page=2", "https://example.org/blog/feed"),
        ("https://example.org/blog/", "https://example.org/index.xml"),
    ],
)
async def test_where_a_page_points_to_no_feed_the_usual_places_are_tried(address: str, feed: str, desk: Desk) -> None:
    desk.wire.feeds = {address: NotAFeedError(address), feed: FeedReading((), title="Found")}
    assert await sites.look(desk.room, address) == (feed, FeedReading((), title="Found"))


async def test_a_site_without_a_feed_is_asked_a_few_times_and_said_to_have_none(desk: Desk) -> None:
    desk.wire.feeds = {SITE: NotAFeedError(SITE, tuple(f"{SITE}{n}" for n in range(20)))}
    with pytest.raises(NotAFeedError):
        await sites.look(desk.room, SITE)
    assert len(desk.wire.asked) == 1 + sites.FEEDS_LOOKED_AT + len(sites.USUAL_PATHS)


async def test_a_site_that_cannot_be_reached_is_not_guessed_at(desk: Desk) -> None:
    with pytest.raises(FeedUnavailableError):
        await sites.look(desk.room, SITE)
    assert desk.wire.asked == [SITE]


@pytest.mark.parametrize(
    ("address", "feed"),
    [
        (f"https://www.youtube.com/channel/UC{'a' * 22}/videos", f"channel_id=UC{'a' * 22}"),
        ("https://m.youtube.com/playlist?si=x&list=PLab-c_1", "playlist_id=PLab-c_1"),
    ],
)
async def test_channels_and_playlists_of_videos_have_a_feed(address: str, feed: str, desk: Desk) -> None:
    where = f"https://www.youtube.com/feeds/videos.xml?{feed}"
    desk.wire.feeds = {where: FeedReading(())}
    assert (await sites.look(desk.room, address))[0] == where

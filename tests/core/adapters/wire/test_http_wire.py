"""The wire: feeds, pages and files from a real server, parsed in real workers."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from core.adapters.wire.fetch import Fetcher
from core.adapters.wire.http_wire import HttpWire
from core.adapters.workers import InlineWorkers, ProcessWorkers
from core.errors import (
    EmptyArticleError,
    FeedUnavailableError,
    ForbiddenAddressError,
    NotAFeedError,
    PageUnavailableError,
    UnreadableFileError,
    UnsupportedFormatError,
    WorkerTimeoutError,
)
from core.model.feed import Feed, FeedReading
from core.model.ids import FeedId
from core.ports import Wire
from tests.core.adapters.wire.conftest import LOOPBACK, Site, answer, redirect
from tests.core.adapters.wire.papers import PARAGRAPHS, items, page, rss
from tests.core.adapters.wire.test_files import pdf

NOW = datetime(2025, 7, 20, 6, tzinfo=UTC)


@pytest_asyncio.fixture
async def wire() -> AsyncIterator[Wire]:
    async with HttpWire(InlineWorkers(), allow_networks=[LOOPBACK], elapsed=lambda: NOW) as wire:
        yield wire


def feed(site: Site, path: str = "/feed", *, etag: str = "", modified: str = "") -> Feed:
    return Feed(FeedId(1), site.url + path, etag=etag, modified=modified)


async def test_a_feed_is_read_with_what_is_needed_to_ask_again(site: Site, wire: Wire) -> None:
    site.answers["/feed"] = answer(rss(items()).encode(), 'ETag: "v1"', "Last-Modified: Sun, 20 Jul 2025 06:00:00 GMT")
    reading = await wire.read_feed(feed(site))
    assert [draft.url for draft in reading.drafts] == [item.link for item in items()]
    assert (reading.etag, reading.modified) == ('"v1"', "Sun, 20 Jul 2025 06:00:00 GMT")
    assert (reading.moved_to, reading.unchanged) == ("", False)


async def test_a_feed_that_did_not_change_is_not_read_again(site: Site, wire: Wire) -> None:
    site.answers["/feed"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    reading = await wire.read_feed(feed(site, etag='"v1"', modified="then"))
    assert reading == FeedReading((), etag='"v1"', modified="then", unchanged=True)
    assert 'If-None-Match: "v1"' in site.requests[0]


async def test_a_feed_and_its_server_are_left_alone_as_long_as_they_ask(site: Site, wire: Wire) -> None:
    body = rss(items()).replace("<channel>", "<channel><ttl>30</ttl>").encode()
    site.answers["/feed"] = answer(body, "Cache-Control: max-age=600")
    assert (await wire.read_feed(feed(site))).patience == timedelta(minutes=30)
    site.answers["/feed"] = b"HTTP/1.1 304 Not Modified\r\nCache-Control: max-age=7200\r\n\r\n"
    assert (await wire.read_feed(feed(site))).patience == timedelta(hours=2)


async def test_a_feed_that_moved_for_good_tells_its_new_address(site: Site, wire: Wire) -> None:
    site.answers |= {"/feed": redirect("/new", 301), "/new": answer(rss(items()).encode())}
    assert (await wire.read_feed(feed(site))).moved_to == site.url + "/new"
    site.answers["/feed"] = redirect("/new", 302)
    assert (await wire.read_feed(feed(site))).moved_to == ""


async def test_links_are_absolute_by_where_the_feed_was_found(site: Site, wire: Wire) -> None:
    body = b"<rss><channel><item><title>T</title><link>a</link></item></channel></rss>"
    site.answers |= {"/feed": redirect("/deep/feed"), "/deep/feed": answer(body)}
    assert (await wire.read_feed(feed(site))).drafts[0].url == site.url + "/deep/a"


async def test_a_page_in_place_of_a_feed_names_the_feeds_it_points_to(site: Site, wire: Wire) -> None:
    site.answers["/"] = answer(b"<html><head><link rel=alternate type=application/rss+xml href=/feed></head></html>")
    with pytest.raises(NotAFeedError) as caught:
        await wire.read_feed(feed(site, "/"))
    assert caught.value.found == (site.url + "/feed",)


async def test_a_feed_that_is_refused_says_when_to_try_again(site: Site, wire: Wire) -> None:
    site.answers["/feed"] = answer(b"", "Retry-After: 600", status="429 Slow down")
    with pytest.raises(FeedUnavailableError) as caught:
        await wire.read_feed(feed(site))
    assert (caught.value.cause, caught.value.retry_at) == ("HTTP 429", NOW + timedelta(minutes=10))


async def test_a_forbidden_address_is_forbidden_for_feeds_and_pages(wire: Wire) -> None:
    with pytest.raises(ForbiddenAddressError):
        await wire.read_feed(Feed(FeedId(1), "http://10.0.0.1/feed"))
    with pytest.raises(ForbiddenAddressError):
        await wire.read_page("http://169.254.169.254/")


async def test_a_page_is_fetched_and_its_article_returned(site: Site, wire: Wire) -> None:
    site.answers |= {"/a": redirect("/b"), "/b": answer(page().encode(), "Content-Type: text/html")}
    draft = await wire.read_page(site.url + "/a")
    assert (draft.text, draft.url) == ("\n\n".join(PARAGRAPHS), site.url + "/b")


async def test_a_pdf_behind_an_address_is_read_as_one(site: Site, wire: Wire) -> None:
    site.answers["/a.pdf"] = answer(pdf("The port closes."), "Content-Type: application/pdf")
    draft = await wire.read_page(site.url + "/a.pdf")
    assert (draft.text, draft.url, draft.source) == ("The port closes.", site.url + "/a.pdf", "127.0.0.1")


@pytest.mark.parametrize(
    ("given", "cause"),
    [
        (answer(b"", status="404 Not Found"), "HTTP 404"),
        (answer(b"<p>Hi", "Content-Type: text/html"), "no article"),
        (answer(b"", "Content-Type: text/html"), "empty"),
        (answer(b"x", "Content-Type: image/png"), "image/png"),
        (answer(pdf("")), "scan"),
    ],
)
async def test_a_page_that_gives_no_article_says_why(given: bytes, cause: str, site: Site, wire: Wire) -> None:
    site.answers["/"] = given
    with pytest.raises(PageUnavailableError, match=cause):
        await wire.read_page(site.url + "/")


async def test_a_file_is_read(wire: Wire) -> None:
    assert (await wire.read_file("a.txt", b"Some words.")).text == "Some words."
    for name, data, error in (
        ("a.doc", b"x", UnsupportedFormatError),
        ("a.pdf", b"x", UnreadableFileError),
        ("a.txt", b"", EmptyArticleError),
    ):
        with pytest.raises(error):
            await wire.read_file(name, data)


class Overworked:
    """Workers that never finish in time."""

    async def run(self, work: Callable[..., Any], *args: Any, limit: timedelta = timedelta()) -> Any:
        raise WorkerTimeoutError


async def test_a_document_that_no_worker_can_bear_is_unavailable(site: Site) -> None:
    site.answers["/"] = answer(b"x")
    async with HttpWire(Overworked(), allow_networks=[LOOPBACK]) as wire:
        with pytest.raises(FeedUnavailableError):
            await wire.read_feed(feed(site, "/"))
        with pytest.raises(PageUnavailableError):
            await wire.read_page(site.url + "/")
        with pytest.raises(UnreadableFileError):
            await wire.read_file("a.txt", b"x")


async def test_feeds_pages_files_and_their_errors_come_back_from_real_workers(site: Site) -> None:
    site.answers |= {"/feed": answer(rss(items()).encode()), "/page": answer(page().encode()), "/": answer(b"<html>")}
    async with ProcessWorkers(1) as workers, HttpWire(workers, allow_networks=[LOOPBACK]) as wire:
        assert await workers.run(os.getpid) != os.getpid()
        reading, article = await asyncio.gather(wire.read_feed(feed(site)), wire.read_page(site.url + "/page"))
        assert len(reading.drafts) == len(items())
        assert article.title == "Port closes its northern basin"
        with pytest.raises(NotAFeedError) as caught:
            await wire.read_feed(feed(site, "/"))
        assert caught.value.url == site.url + "/"
        with pytest.raises(UnreadableFileError, match="damaged"):
            await wire.read_file("a.pdf", b"%PDF-1.7\nnonsense")


async def test_a_fetcher_with_other_limits_can_be_given(site: Site) -> None:
    site.answers["/feed"] = answer(rss(items()).encode())
    fetcher = Fetcher(allow_networks=[LOOPBACK], largest_body=100)
    async with HttpWire(InlineWorkers(), fetcher=fetcher) as wire:
        with pytest.raises(FeedUnavailableError, match="larger"):
            await wire.read_feed(feed(site))

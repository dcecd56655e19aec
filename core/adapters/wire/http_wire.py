"""The wire over HTTP: fetched behind the guard, parsed in a worker."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from types import TracebackType
from typing import Self

from core.adapters.clock import SystemClock
from core.adapters.wire import parsing
from core.adapters.wire.fetch import Fetcher
from core.adapters.wire.guard import Network
from core.adapters.wire.patience import patience_of_server
from core.errors import (
    EmptyArticleError,
    FeedUnavailableError,
    PageUnavailableError,
    UnreachableError,
    Unread,
    UnreadableFileError,
    WorkerError,
)
from core.model.appointment import Diary
from core.model.article import Draft
from core.model.feed import Feed, FeedReading
from core.ports import Workers

PARSING_TIME = timedelta(seconds=20)
"""What one document may cost a worker."""


class HttpWire:
    """`core.ports.Wire` over a guarded HTTP client. `elapsed` tells the machine's time (aware, UTC)."""

    def __init__(
        self,
        workers: Workers,
        *,
        allow_networks: Iterable[Network | str] = (),
        elapsed: Callable[[], datetime] | None = None,
        fetcher: Fetcher | None = None,
    ) -> None:
        self._workers = workers
        self._elapsed = elapsed or SystemClock().elapsed
        self._fetcher = fetcher or Fetcher(allow_networks=allow_networks, elapsed=elapsed)

    async def __aenter__(self) -> Self:
        """Return itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        await self.close()

    async def close(self) -> None:
        """Close the connections; the workers are closed by whoever opened them."""
        await self._fetcher.close()

    async def read_feed(self, feed: Feed) -> FeedReading:
        """Fetch and parse a feed; where the server says that nothing changed, the reading is `unchanged`.

        Raises FeedUnavailableError, ForbiddenAddressError, NotAFeedError.
        """
        try:
            fetched = await self._fetcher.fetch(feed.url, etag=feed.etag, modified=feed.modified)
            asked = patience_of_server(fetched.headers, self._elapsed())
            if fetched.is_unchanged:
                kept = FeedReading((), etag=feed.etag, modified=feed.modified, unchanged=True)
                return replace(kept, moved_to=fetched.moved_to, patience=asked)
            parse = partial(parsing.parse_feed, url=fetched.final_url, content_type=fetched.content_type)
            reading = await self._workers.run(parse, fetched.body, limit=PARSING_TIME)
        except UnreachableError as exc:
            raise FeedUnavailableError(feed.url, exc.cause, retry_at=exc.retry_at) from exc
        except WorkerError as exc:
            raise FeedUnavailableError(feed.url, "more than a worker can bear") from exc
        return replace(
            reading,
            etag=fetched.etag,
            modified=fetched.modified,
            moved_to=fetched.moved_to,
            patience=max(asked, reading.patience),
        )

    async def read_page(self, url: str) -> Draft:
        """Fetch a page, or a PDF, and return its article. Raises PageUnavailableError, ForbiddenAddressError."""
        try:
            fetched = await self._fetcher.fetch(url)
            if fetched.body.startswith(parsing.PDF_MAGIC):
                draft = await self._workers.run(parsing.read_file, "page.pdf", fetched.body, limit=PARSING_TIME)
                return replace(draft, url=fetched.final_url, source=fetched.host)
            parse = partial(parsing.parse_page, url=fetched.final_url, content_type=fetched.content_type)
            return await self._workers.run(parse, fetched.body, limit=PARSING_TIME)
        except UnreachableError as exc:
            raise PageUnavailableError(url, exc.cause) from exc
        except UnreadableFileError as exc:
            raise PageUnavailableError(url, exc.cause) from exc
        except EmptyArticleError as exc:
            raise PageUnavailableError(url, Unread.NO_ARTICLE) from exc
        except WorkerError as exc:
            raise PageUnavailableError(url, Unread.TOO_HEAVY) from exc

    async def read_file(self, name: str, data: bytes) -> Draft:
        """Return the article in a file that a person sent.

        Raises UnreadableFileError, UnsupportedFormatError, EmptyArticleError.
        """
        try:
            return await self._workers.run(parsing.read_file, name, data, limit=PARSING_TIME)
        except WorkerError as exc:
            raise UnreadableFileError(name, Unread.TOO_HEAVY) from exc

    async def read_calendar(self, name: str, data: bytes, *, zone: str) -> Diary:
        """Return the dates in an .ics file; times without a zone are those of `zone`. Raises UnreadableFileError."""
        try:
            return await self._workers.run(partial(parsing.read_calendar, zone=zone), name, data, limit=PARSING_TIME)
        except WorkerError as exc:
            raise UnreadableFileError(name, Unread.TOO_HEAVY) from exc

    async def read_feed_list(self, name: str, data: bytes) -> list[tuple[str, str]]:
        """Return the feeds of an OPML file, as (address, title). Raises UnreadableFileError."""
        try:
            return await self._workers.run(parsing.read_opml, data, limit=PARSING_TIME)
        except UnreadableFileError as exc:
            raise UnreadableFileError(name, Unread.NO_FEED_LIST) from exc
        except WorkerError as exc:
            raise UnreadableFileError(name, Unread.TOO_HEAVY) from exc

    def write_feed_list(self, feeds: Iterable[tuple[str, str]]) -> bytes:
        """Return feeds, given as (address, title), as an OPML file."""
        from core.adapters.wire.opml import write_opml  # slow to load, and seldom needed

        return write_opml(feeds)

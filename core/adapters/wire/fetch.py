"""The fetcher: the one client that everything from outside comes through."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import version
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx

from core.adapters.clock import SystemClock
from core.adapters.wire.guard import REFUSALS, Guard, Network
from core.adapters.wire.unpacking import unpacked
from core.errors import ForbiddenAddressError, UnreachableError

LARGEST_BODY = 20_000_000
"""Bytes of one answer, before and after unpacking."""

WHOLE_TIME = timedelta(seconds=20)
"""What one fetch may take from first to last byte, redirects included."""

MOST_REDIRECTS = 6
LONGEST_WAIT = timedelta(days=7)
"""A server that asks for more patience than this is asked again all the same."""

_LONGEST_VALIDATOR = 1000
_HEADERS = {
    "User-Agent": f"Dateline/{version('dateline')} (a reader of news feeds)",
    "Accept": "application/rss+xml, application/atom+xml, application/feed+json, text/html;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate, br",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. `body` is unpacked, and empty where `is_unchanged`; `etag` and `modified` are kept as they came.

    `moved_to` is the new address where every redirect on the way was a permanent one, else empty.
    """

    final_url: str
    status: int
    body: bytes
    headers: Mapping[str, str]
    moved_to: str = ""

    @property
    def content_type(self) -> str:
        """What the server calls it, e.g. "text/html; charset=utf-8"; may be empty or wrong."""
        return self.headers.get("content-type", "")

    @property
    def host(self) -> str:
        """The host that answered, without "www."."""
        return (urlsplit(self.final_url).hostname or "").removeprefix("www.")

    @property
    def etag(self) -> str:
        """The entity tag, to be given back at the next fetch."""
        return _validator(self.headers, "etag")

    @property
    def modified(self) -> str:
        """The time of the last change, in the server's own words, to be given back at the next fetch."""
        return _validator(self.headers, "last-modified")

    @property
    def is_unchanged(self) -> bool:
        """Whether the server says that nothing changed since the validators given."""
        return self.status == httpx.codes.NOT_MODIFIED


class Fetcher:
    """A guarded HTTP client: public addresses only (and `allow_networks`), bounded in size, time and redirects.

    No cookies, no proxy, nothing from the environment. `elapsed` tells the machine's time (aware, UTC),
    by default the system's.
    """

    def __init__(
        self,
        *,
        allow_networks: Iterable[Network | str] = (),
        elapsed: Callable[[], datetime] | None = None,
        largest_body: int = LARGEST_BODY,
        whole_time: timedelta = WHOLE_TIME,
        most_redirects: int = MOST_REDIRECTS,
    ) -> None:
        """Open nothing yet. Raises ConfigurationError for a network that cannot be allowed."""
        self._guard = Guard(allow_networks)
        self._elapsed = elapsed or SystemClock().elapsed
        self._largest_body = largest_body
        self._whole_time = whole_time
        self._most_redirects = most_redirects
        self._opened: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        """Return itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        if self._opened is not None:
            await self._opened.aclose()

    @property
    def _client(self) -> httpx.AsyncClient:
        """The client, made at the first fetch: its certificates are slow to load."""
        if self._opened is None:
            self._opened = httpx.AsyncClient(
                transport=self._guard.transport(),
                headers=_HEADERS,
                cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
                timeout=self._whole_time.total_seconds(),
                trust_env=False,
            )
        return self._opened

    async def fetch(self, url: str, *, etag: str = "", modified: str = "") -> Fetched:
        """Get an address, following its redirects; with validators, an answer may be `is_unchanged`.

        Raises ForbiddenAddressError where the guard refuses it or an address it leads to, UnreachableError for
        everything else that goes wrong, statuses from 400 on included.
        """
        validators = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in validators.items() if value and value.isascii()}
        try:
            async with asyncio.timeout(self._whole_time.total_seconds()):
                return await self._follow(url, headers)
        except REFUSALS as exc:
            raise ForbiddenAddressError(url, str(exc)) from exc
        except (TimeoutError, httpx.TimeoutException) as exc:
            raise UnreachableError(url, f"no answer within {self._whole_time.total_seconds():g} s") from exc
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as exc:
            raise UnreachableError(url, str(exc) or type(exc).__name__) from exc

    async def _follow(self, url: str, headers: dict[str, str]) -> Fetched:
        here, permanent = url, True
        for _ in range(self._most_redirects + 1):
            self._guard.check(here)
            async with self._client.stream("GET", here, headers=headers) as response:
                if not response.has_redirect_location:
                    return await self._taken(response, here, moved_to=here if permanent and here != url else "")
                permanent = permanent and response.status_code in {301, 308}
                here = urljoin(here, response.headers["location"].strip().replace(" ", "%20"))
        raise UnreachableError(url, f"more than {self._most_redirects} redirects")

    async def _taken(self, response: httpx.Response, url: str, *, moved_to: str) -> Fetched:
        if response.status_code >= httpx.codes.BAD_REQUEST:
            retry_at = _retry_at(response.headers.get("retry-after", ""), self._elapsed())
            raise UnreachableError(url, f"HTTP {response.status_code}", retry_at=retry_at)
        packed = await self._body(response, url)
        encoding = response.headers.get("content-encoding", "")
        body = await asyncio.to_thread(unpacked, packed, encoding, url=url, limit=self._largest_body)
        return Fetched(url, response.status_code, body, response.headers, moved_to)

    async def _body(self, response: httpx.Response, url: str) -> bytes:
        """Read the bytes as they come over the wire, and stop at the limit."""
        body = bytearray()
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > self._largest_body:
                raise UnreachableError(url, f"larger than {self._largest_body / 1e6:g} MB")
        return bytes(body)


def _validator(headers: Mapping[str, str], name: str) -> str:
    value = headers.get(name, "")
    return value if len(value) <= _LONGEST_VALIDATOR else ""


def _retry_at(retry_after: str, now: datetime) -> datetime | None:
    """Return the moment (UTC) that a Retry-After header names, in seconds or as a date."""
    said = retry_after.strip()
    try:
        moment = now + timedelta(seconds=int(said)) if said.isdigit() else parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return None
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(moment, now + LONGEST_WAIT) if moment > now else None

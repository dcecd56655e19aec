"""A web site on 127.0.0.1 that answers with raw bytes, as badly as a test wants."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest_asyncio

from core.adapters.wire.fetch import Fetcher

LOOPBACK = "127.0.0.0/8"
Answer = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]


def answer(body: bytes = b"", *headers: str, status: str = "200 OK") -> bytes:
    """Return a whole HTTP answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def redirect(target: str, status: int = 302) -> bytes:
    """Return a redirect."""
    return answer(b"", f"Location: {target}", status=f"{status} Elsewhere")


class Site:
    """Serves what `answers` holds by path; each request's head is kept in `requests`."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[str] = []
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            self.requests.append(head)
            given = self.answers.get(head.split()[1], answer(b"not here", status="404 Not Found"))
            if isinstance(given, bytes):
                writer.write(given)
                await writer.drain()
            else:
                await given(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client went away, as it should from some of these answers
        finally:
            writer.close()


@pytest_asyncio.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0)
    site.port = server.sockets[0].getsockname()[1]
    async with server:
        yield site


@pytest_asyncio.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(allow_networks=[LOOPBACK]) as fetcher:
        yield fetcher

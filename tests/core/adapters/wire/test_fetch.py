"""Fetching: what the guard refuses, and what is bounded, against a real server on 127.0.0.1."""

import asyncio
import gzip
import socket
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from typing import Any

import brotli
import pytest

from core.adapters.wire.fetch import Fetcher
from core.errors import ConfigurationError, ForbiddenAddressError, UnreachableError
from tests.core.adapters.wire.conftest import LOOPBACK, Site, answer, redirect

NOW = datetime(2025, 7, 20, 6, tzinfo=UTC)


def small(**limits: Any) -> Fetcher:
    return Fetcher(allow_networks=[LOOPBACK], elapsed=lambda: NOW, **limits)


# -- the guard -----------------------------------------------------------------------------------------------------

PRIVATE = [
    "http://127.0.0.1/",
    "http://127.0.0.1:8080/",
    "http://127.1/",
    "http://127.0.1/",
    "http://0177.0.0.1/",
    "http://0x7f.0.0.1/",
    "http://0x7f000001/",
    "http://2130706433/",
    "http://017700000001/",
    "http://①②⑦.⓪.⓪.①/",
    "http://localhost/",
    "http://LocalHost/",
    "http://0.0.0.0/",
    "http://0/",
    "http://[::]/",
    "http://[::1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b::169.254.169.254]/",
    "http://[64:ff9b:1::a00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2002:a00:1::1]/",
    "http://[2001:0:7f00:1::]/",
    "http://[2001::f5ff:fffe]/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://168.63.129.16/",
    "http://[fd00:ec2::254]/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://[ff02::1]/",
    "http://[fe80::1%25eth0]/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://198.18.0.1/",
    "http://192.0.2.1/",
    "http://169.254.169.254./",
    "http://0251.0376.0251.0376/",
    "http://0xA9FEA9FE/",
    "http://127。0。0。1/",
    "http://%31%32%37.0.0.1/",
    "http:127.0.0.1/",
    "http://192.0.0.192/",
    "http://240.0.0.1/",
    "http://[fec0::1]/",
    "http://[::ffff:0:127.0.0.1]/",
    "http://[2001:20::1]/",
    "http://[3fff::1]/",
    "http://[5f00::1]/",
]
ODD = [
    "ftp://93.184.216.34/",
    "file:///etc/passwd",
    "gopher://93.184.216.34/",
    "javascript:alert(1)",
    "data:text/plain,x",
    "//93.184.216.34/",
    "93.184.216.34",
    "",
    "http://",
    "http:///path",
    "http://93.184.216.34:22/",
    "http://93.184.216.34:8080/",
    "https://93.184.216.34:0/",
    "http://93.184.216.34:99999/",
    "http://reader:secret@93.184.216.34/",
    "http://93.184.216.34@127.0.0.1/",
    "http://93.184.216.34\\@127.0.0.1/",
    "http://127.0.0.1#@93.184.216.34/",
    "http://93.184.216.34/\r\nHost: inside",
]


@pytest.mark.parametrize("url", PRIVATE + ODD)
async def test_the_guard_refuses(url: str) -> None:
    async with Fetcher() as fetcher:
        with pytest.raises(ForbiddenAddressError):
            await fetcher.fetch(url)


@pytest.mark.parametrize("url", PRIVATE + ODD)
async def test_an_allowed_network_opens_itself_alone(url: str) -> None:
    async with Fetcher(allow_networks=["10.9.0.0/16"]) as fetcher:
        with pytest.raises(ForbiddenAddressError):
            await fetcher.fetch(url)


@pytest.mark.parametrize("network", [LOOPBACK, ip_network("127.0.0.1/32")])
async def test_inside_an_allowed_network_any_port_is_open(site: Site, network: Any) -> None:
    site.answers["/"] = answer(b"hello")
    async with Fetcher(allow_networks=[network]) as fetcher:
        assert (await fetcher.fetch(site.url + "/")).body == b"hello"
        assert (await fetcher.fetch(f"http://localhost:{site.port}/")).body == b"hello"


def test_a_network_that_is_none_is_said_so() -> None:
    with pytest.raises(ConfigurationError, match="DATELINE_ALLOW_NETWORKS"):
        Fetcher(allow_networks=["10.0.0.0/40"])


LookUp = Callable[..., list[Any]]


def _names(answers: dict[str, str], asked: list[str]) -> LookUp:
    """Return a resolver that knows these names alone."""

    def look_up(host: str, port: int, *how: Any) -> list[Any]:
        asked.append(host)
        found = answers[host].split()
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    return look_up


@pytest.mark.parametrize("addresses", ["10.0.0.1", "127.0.0.1", "93.184.216.34 10.0.0.1", "169.254.169.254"])
async def test_a_name_is_refused_where_any_of_its_addresses_is(addresses: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.adapters.wire.guard.socket.getaddrinfo", _names({"news.example": addresses}, []))
    async with Fetcher() as fetcher:
        with pytest.raises(ForbiddenAddressError):
            await fetcher.fetch("http://news.example/")


async def test_a_name_is_looked_up_once_and_the_checked_address_reached(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("core.adapters.wire.guard.socket.getaddrinfo", _names({"news.example": "127.0.0.1"}, asked))
    site.answers["/"] = answer(b"hello")
    async with small() as fetcher:
        assert (await fetcher.fetch(f"http://news.example:{site.port}/")).body == b"hello"
    assert asked == ["news.example"]
    assert f"Host: news.example:{site.port}" in site.requests[0]


async def test_a_name_that_moved_by_the_next_redirect_is_looked_at_anew(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = iter(["127.0.0.1", "10.0.0.1"])

    def moving(host: str, port: int, *how: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(addresses), port))]

    monkeypatch.setattr("core.adapters.wire.guard.socket.getaddrinfo", moving)
    site.answers["/"] = redirect("/next")
    async with small() as fetcher:
        with pytest.raises(ForbiddenAddressError):
            await fetcher.fetch(f"http://news.example:{site.port}/")
    assert len(site.requests) == 1


async def test_a_public_address_is_not_reached_on_another_port_through_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    names = _names({"news.example": "93.184.216.34"}, [])
    monkeypatch.setattr("core.adapters.wire.guard.socket.getaddrinfo", names)
    async with small() as fetcher:
        with pytest.raises(ForbiddenAddressError, match="8080"):
            await fetcher.fetch("http://news.example:8080/")


# -- redirects -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["http://169.254.169.254/", "http://0x0a000001/", "file:///etc/passwd", "//[::1]/"])
async def test_a_redirect_to_a_forbidden_address_is_refused(target: str, site: Site, fetcher: Fetcher) -> None:
    site.answers |= {"/": redirect("/next"), "/next": redirect(target)}
    with pytest.raises(ForbiddenAddressError):
        await fetcher.fetch(site.url + "/")


async def test_redirects_are_followed_to_where_they_end(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {"/": redirect("/a b"), "/a%20b": redirect("next?x=1"), "/next?x=1": answer(b"here")}
    fetched = await fetcher.fetch(site.url + "/")
    assert (fetched.final_url, fetched.body, fetched.moved_to) == (site.url + "/next?x=1", b"here", "")


async def test_only_permanent_redirects_make_a_new_address(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {"/": redirect("/b", 301), "/b": redirect("/c", 308), "/c": answer(b"here")}
    assert (await fetcher.fetch(site.url + "/")).moved_to == site.url + "/c"
    site.answers["/b"] = redirect("/c", 307)
    assert (await fetcher.fetch(site.url + "/")).moved_to == ""


async def test_a_circle_of_redirects_ends(site: Site) -> None:
    site.answers["/"] = redirect("/")
    async with small(most_redirects=3) as fetcher:
        with pytest.raises(UnreachableError, match="more than 3 redirects"):
            await fetcher.fetch(site.url + "/")
    assert len(site.requests) == 4


async def test_no_cookie_is_kept_and_the_client_says_who_it_is(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {"/": answer(b"", "Set-Cookie: a=1", "Location: /b", status="302 x"), "/b": answer(b"x")}
    await fetcher.fetch(site.url + "/")
    assert "cookie" not in site.requests[1].lower()
    assert "User-Agent: Dateline/" in site.requests[1]


async def test_no_proxy_of_the_environment_is_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    site.answers["/"] = answer(b"hello")
    async with small() as fetcher:
        assert (await fetcher.fetch(site.url + "/")).body == b"hello"


# -- size, time, compression ---------------------------------------------------------------------------------------


async def _endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"x" * 10_000)
        await writer.drain()


@pytest.mark.parametrize("given", [_endless, answer(b"x" * 60_001), b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"])
async def test_a_body_that_is_too_large_or_torn_is_refused(given: Any, site: Site) -> None:
    site.answers["/"] = given
    async with small(largest_body=60_000) as fetcher:
        with pytest.raises(UnreachableError):
            await fetcher.fetch(site.url + "/")


async def test_the_body_of_a_redirect_is_not_read(site: Site) -> None:
    async def endless_redirect(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 302 x\r\nLocation: /next\r\n\r\n")
        await _endless(writer)

    site.answers |= {"/": endless_redirect, "/next": answer(b"here")}
    async with small(whole_time=timedelta(seconds=5)) as fetcher:
        assert (await fetcher.fetch(site.url + "/")).body == b"here"


async def _drip(writer: asyncio.StreamWriter, head: bytes = b"HTTP/1.1 200 OK\r\n\r\n") -> None:
    writer.write(head)
    while not writer.is_closing():
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.02)


async def _dripping_head(writer: asyncio.StreamWriter) -> None:
    await _drip(writer, b"HTTP/1.1 200 OK\r\nX: ")


async def _slow_circle(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(0.1)
    writer.write(redirect("/"))


async def _promises(writer: asyncio.StreamWriter) -> None:
    while not writer.is_closing():
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        await writer.drain()


@pytest.mark.parametrize("given", [_drip, _dripping_head, _slow_circle, _promises])
async def test_a_slow_drip_is_cut_off_wherever_it_drips(given: Any, site: Site) -> None:
    site.answers["/"] = given
    async with small(whole_time=timedelta(seconds=0.3)) as fetcher, asyncio.timeout(3):
        with pytest.raises(UnreachableError):
            await fetcher.fetch(site.url + "/")


@pytest.mark.parametrize(
    "head",
    [
        "Content-Length: -5",
        "Content-Length: 5\r\nContent-Length: 50",
        "Content-Length: 99999999999999999999",
        "Content-Length: five",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF",
        "Transfer-Encoding: gzip, identity",
    ],
)
async def test_a_length_that_lies_makes_no_body(head: str, site: Site, fetcher: Fetcher) -> None:
    site.answers["/"] = f"HTTP/1.1 200 OK\r\n{head}\r\n\r\nhello".encode()
    with pytest.raises(UnreachableError):
        await fetcher.fetch(site.url + "/")


async def test_what_comes_behind_the_length_is_not_read(site: Site, fetcher: Fetcher) -> None:
    site.answers["/"] = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello, world"
    assert (await fetcher.fetch(site.url + "/")).body == b"hello"


async def test_of_a_hundred_megabytes_no_more_than_the_limit_is_taken(site: Site) -> None:
    sent = 0

    async def hundred(writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n")
        while sent < 100_000_000:
            writer.write(b"x" * 100_000)
            await writer.drain()
            sent += 100_000

    site.answers["/"] = hundred
    async with small(largest_body=1_000_000) as fetcher:
        with pytest.raises(UnreachableError, match="larger than 1 MB"):
            await fetcher.fetch(site.url + "/")
    assert sent < 50_000_000


def _raw_deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(data) + engine.flush()


TEXT = "Термін спливає 7 вересня. ".encode() * 50


@pytest.mark.parametrize(
    ("packed", "headers"),
    [
        (gzip.compress(TEXT), ["Content-Encoding: gzip"]),
        (gzip.compress(TEXT), ["Content-Encoding: x-gzip"]),
        (gzip.compress(TEXT), []),
        (gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:]), ["Content-Encoding: gzip"]),
        (gzip.compress(TEXT) + b"\0\0\0", ["Content-Encoding: gzip"]),
        (gzip.compress(gzip.compress(TEXT)), ["Content-Encoding: gzip, gzip"]),
        (gzip.compress(gzip.compress(TEXT)), ["Content-Encoding: gzip"]),
        (zlib.compress(TEXT), ["Content-Encoding: deflate"]),
        (_raw_deflate(TEXT), ["Content-Encoding: deflate"]),
        (brotli.compress(TEXT), ["Content-Encoding: br"]),
        (brotli.compress(gzip.compress(TEXT)), ["Content-Encoding: gzip, br"]),
        (TEXT, ["Content-Encoding: gzip"]),
        (TEXT, ["Content-Encoding: identity"]),
    ],
)
async def test_what_is_packed_is_unpacked_with_or_without_a_header(
    packed: bytes, headers: list[str], site: Site, fetcher: Fetcher
) -> None:
    site.answers["/"] = answer(packed, *headers)
    assert (await fetcher.fetch(site.url + "/")).body == TEXT


BOMB = gzip.compress(b"\0" * 3_000_000)
BROTLI_BOMB = brotli.compress(b"\0" * 30_000_000)


@pytest.mark.parametrize(
    ("packed", "headers"),
    [
        (BOMB, ["Content-Encoding: gzip"]),
        (BOMB, []),
        (gzip.compress(BOMB), ["Content-Encoding: gzip, gzip"]),
        (gzip.compress(gzip.compress(gzip.compress(gzip.compress(TEXT)))), []),
        (gzip.compress(TEXT), ["Content-Encoding: " + ", ".join(["gzip"] * 30)]),
        (BROTLI_BOMB, ["Content-Encoding: br"]),
        (brotli.compress(brotli.compress(BROTLI_BOMB)), ["Content-Encoding: br, br, br"]),
        (brotli.compress(TEXT)[:-5], ["Content-Encoding: br"]),
        (b"\xff" * 60, ["Content-Encoding: br"]),
        (TEXT, ["Content-Encoding: zstd"]),
        (gzip.compress(TEXT)[:10] + b"\xff" * 60, ["Content-Encoding: gzip"]),
    ],
)
async def test_bombs_and_damaged_or_unknown_packing_are_refused(packed: bytes, headers: list[str], site: Site) -> None:
    site.answers["/"] = answer(packed, *headers)
    async with small(largest_body=100_000) as fetcher:
        with pytest.raises(UnreachableError):
            await fetcher.fetch(site.url + "/")


# -- answers -------------------------------------------------------------------------------------------------------


async def test_validators_are_given_back_and_nothing_new_is_said_so(site: Site, fetcher: Fetcher) -> None:
    stamp = "Sun, 20 Jul 2025 06:00:00 GMT"
    site.answers["/"] = answer(b"x", 'ETag: "v1"', f"Last-Modified: {stamp}", "Content-Type: text/html")
    fetched = await fetcher.fetch(site.url + "/")
    assert (fetched.etag, fetched.modified, fetched.content_type) == ('"v1"', stamp, "text/html")
    site.answers["/"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    again = await fetcher.fetch(site.url + "/", etag=fetched.etag, modified=fetched.modified)
    assert (again.is_unchanged, again.body) == (True, b"")
    assert 'If-None-Match: "v1"' in site.requests[1]
    assert f"If-Modified-Since: {stamp}" in site.requests[1]


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("Sun, 20 Jul 2025 07:00:00 GMT", timedelta(hours=1)),
        ("Sun, 20 Jul 2025 05:00:00 GMT", None),
        ("99999999999", timedelta(days=7)),
        ("soon", None),
        ("-5", None),
    ],
)
async def test_a_refusal_says_when_to_come_back(said: str, wait: timedelta | None, site: Site) -> None:
    site.answers["/"] = answer(b"", f"Retry-After: {said}", status="503 Busy")
    async with small() as fetcher:
        with pytest.raises(UnreachableError, match="HTTP 503") as caught:
            await fetcher.fetch(site.url + "/")
    assert caught.value.retry_at == (NOW + wait if wait else None)


@pytest.mark.parametrize("given", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: " + b"y" * 300_000])
async def test_an_answer_that_is_no_http_is_unreachable(given: bytes, site: Site, fetcher: Fetcher) -> None:
    site.answers["/"] = given
    with pytest.raises(UnreachableError):
        await fetcher.fetch(site.url + "/")


async def test_a_port_where_nobody_listens_is_unreachable(fetcher: Fetcher) -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        with pytest.raises(UnreachableError):
            await fetcher.fetch(f"http://127.0.0.1:{unheard.getsockname()[1]}/")


async def test_many_fetches_at_once_each_get_their_own_answer(site: Site, fetcher: Fetcher) -> None:
    site.answers |= {f"/{n}": answer(str(n).encode()) for n in range(30)}
    found = await asyncio.gather(*(fetcher.fetch(f"{site.url}/{n}") for n in range(30)))
    assert [int(fetched.body) for fetched in found] == list(range(30))

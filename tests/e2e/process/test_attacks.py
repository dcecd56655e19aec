"""What strangers send a running bot to read: addresses inside, bombs, and answers that never end."""

import asyncio
import gzip
from collections.abc import AsyncIterator

import pytest

from tests.core.adapters.wire.conftest import Site, answer
from tests.e2e.process.conftest import Scene

FIRST = 90_000
INSIDE = (
    "http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://127.1:{port}/", "http://2130706433:{port}/",
    "http://0x7f000001:{port}/", "http://0177.0.0.1:{port}/", "http://0.0.0.0:{port}/", "http://[::1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/", "http://93.184.216.34@127.0.0.1:{port}/", "http://127.0.0.1.:{port}/",
    "http://169.254.169.254/latest/meta-data", "http://10.0.0.1/", "http://[fc00::1]/",
)  # fmt: skip


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0)
    site.port = server.sockets[0].getsockname()[1]
    yield site
    server.close()


def page(body: bytes, *headers: str) -> bytes:
    return answer(body, "Content-Type: text/html", *headers)


async def test_no_spelling_of_an_address_inside_is_reached_and_each_is_answered(scene: Scene, site: Site) -> None:
    telegram = scene.telegram
    async with scene.running(send_rate=500) as run:
        await run.logs("at work")
        for n, written in enumerate(INSIDE):
            for m, said in enumerate(("{}", "/follow {}")):
                person = telegram.add_person(f"Attacker {n} {m}", FIRST + 2 * n + m, has_started=True)
                telegram.say(said.format(written.format(port=site.port)), person.id)
        attackers = range(FIRST, FIRST + 2 * len(INSIDE))
        await scene.until(lambda: all(telegram.said_to(one) for one in attackers))
        assert (await run.terminate())[0] == 0
    refused = [telegram.said_to(one)[0] for one in attackers]
    assert all("public web pages only" in said for said in refused), refused
    assert site.requests == []
    assert "Traceback" not in run.logged


async def test_bombs_drips_and_hostile_documents_are_answered_and_hold_up_nobody(scene: Scene, site: Site) -> None:
    async def hang(_: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000000\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)

    attributes = " ".join(f'a{n}="x"' for n in range(50_000))
    site.answers = {
        "/hang": hang,
        "/drip": drip,
        "/bomb": page(gzip.compress(bytes(200_000_000), 9), "Content-Encoding: gzip"),
        "/nested": page(b"<div>" * 300_000 + b"words"),
        "/attributes": page(f"<rss version='2.0'><channel><item {attributes}></item></channel></rss>".encode()),
        "/entities": page(b"<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
            b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
        ) + b"]><rss><channel><title>&j;</title></channel></rss>"),
        "/circle": b"HTTP/1.1 302 Found\r\nLocation: /circle\r\nContent-Length: 0\r\n\r\n",
        "/inside": b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n",
    }  # fmt: skip
    telegram = scene.telegram
    async with scene.running(send_rate=500, allow_networks="127.0.0.1/32") as run:
        await run.logs("at work")
        for n, path in enumerate(site.answers):
            for m, said in enumerate(("http://127.0.0.1:{}{}", "/follow http://127.0.0.1:{}{}")):
                person = telegram.add_person(f"Attacker {path} {m}", FIRST + 2 * n + m, has_started=True)
                telegram.say(said.format(site.port, path), person.id)
        telegram.say("/help")
        await scene.until(lambda: telegram.said_to())
        attackers = range(FIRST, FIRST + 2 * len(site.answers))
        await scene.until(lambda: all(telegram.said_to(one) for one in attackers), seconds=180)
        telegram.say("/privacy")
        await scene.until(lambda: len(telegram.said_to()) == 2)
        assert (await run.terminate())[0] == 0
    assert "Traceback" not in run.logged

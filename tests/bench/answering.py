"""A Bot API server that only answers, 80 ms after it was asked, and notes when: `python -m tests.bench.answering`.

It runs in a process of its own, so that what it costs is not counted, and prints its port. `/noted` gives the method
and the second (on the machine's monotonic clock) of each request since it was last asked; after `/say` the next poll
brings a message.
"""

import asyncio
import json
import sys
import time
from itertools import count
from typing import Any

LATENCY_SECONDS = 0.08
_BOT = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
_END = b"\r\n\r\n"


class Answering:
    """The requests so far and the number of the next message."""

    def __init__(self) -> None:
        self._noted: list[tuple[str, float]] = []
        self._numbers = count(1)
        self._unheard = 0

    def answer(self, path: str) -> tuple[Any, float]:
        """Return the answer to one request, and after how many seconds it is given."""
        match path:
            case "/noted":
                noted, self._noted = self._noted, []
                return noted, 0
            case "/say":
                self._unheard += 1
                return self._unheard, 0
            case _:
                method = path.rpartition("/")[2]
                self._noted.append((method, time.monotonic()))
                return {"ok": True, "result": self._result(method)}, LATENCY_SECONDS

    def _result(self, method: str) -> Any:
        match method:
            case "getMe":
                return _BOT
            case "getUpdates":
                said, self._unheard = self._unheard, 0
                return [{"update_id": next(self._numbers), "message": self._message("/help")} for _ in range(said)]
            case "sendMessage":
                return self._message("words")
            case _:
                return True

    def _message(self, text: str) -> dict[str, Any]:
        chat = {"id": 1, "type": "private", "first_name": "Reader"}
        sender = {"id": 1, "is_bot": False, "first_name": "Reader"}
        command = [{"type": "bot_command", "offset": 0, "length": len(text)}] if text.startswith("/") else []
        return {
            "message_id": next(self._numbers),
            "date": 1_790_000_000,
            "chat": chat,
            "from": sender,
            "text": text,
            "entities": command,
        }


class Connection(asyncio.Protocol):
    """One connection over HTTP/1.1, kept open: what comes is cut into requests, and each is answered in its time.

    A framework would take longer for a request than the sender does, on the core that the sender needs.
    """

    def __init__(self, answering: Answering) -> None:
        self._answering, self._received = answering, b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where answers go."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take in what came, and answer every request that is whole."""
        self._received += data
        while (request := self._next()) is not None:
            said, seconds = self._answering.answer(request)
            asyncio.get_running_loop().call_later(seconds, self._write, json.dumps(said).encode())

    def _next(self) -> str | None:
        """Return the path of the next request, once its body is there too."""
        head, end, rest = self._received.partition(_END)
        if not end:
            return None
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        length = int(headers.get("content-length", 0))
        if len(rest) < length:
            return None
        self._received = rest[length:]
        return first.split(" ")[1]

    def _write(self, body: bytes) -> None:
        assert self._transport is not None
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}".encode()
        self._transport.write(head + _END + body)


async def serve() -> None:
    """Answer until the process is ended."""
    answering = Answering()
    server = await asyncio.get_running_loop().create_server(lambda: Connection(answering), "127.0.0.1", 0, backlog=512)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())

"""A Bot API server that only answers, 80 ms after it was asked, and notes when: `python -m tests.bench.answering`.

It runs in a process of its own, so that what it costs is not counted, and prints its port. `/noted` gives the method
and the second (on the machine's monotonic clock) of each request since it was last asked; after `/say` the next poll
brings a message.
"""

import asyncio
import sys
import time
from contextlib import suppress
from itertools import count
from typing import Any

from aiohttp import web

LATENCY_SECONDS = 0.08
_BOT = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}


class Answering:
    """The requests so far and the number of the next message."""

    def __init__(self) -> None:
        self._noted: list[tuple[str, float]] = []
        self._numbers = count(1)
        self._unheard = 0
        self._asked = False

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        if request.path == "/noted":
            noted, self._noted = self._noted, []
            return web.json_response(noted)
        if request.path == "/say":
            self._unheard += 1
            return web.json_response(self._unheard)
        method = request.path.rpartition("/")[2]
        self._noted.append((method, time.monotonic()))
        result = self._result(method)
        with suppress(ConnectionResetError):  # of a process that was killed
            await request.read()
        await asyncio.sleep(LATENCY_SECONDS)
        return web.json_response({"ok": True, "result": result})

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


async def serve() -> None:
    """Answer until the process is ended."""
    runner = web.ServerRunner(web.Server(Answering().answer))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    sys.stdout.write(f"{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve())

"""The playground's server: the Bot API for the bot, the page and its controls for a person, both on localhost only."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Literal, TypeAlias

from aiohttp import web

Mode: TypeAlias = Literal["story", "today"]
OnStep: TypeAlias = Callable[[datetime], Awaitable[None]]
OnMode: TypeAlias = Callable[[Mode], Awaitable[None]]
Now: TypeAlias = Callable[[], datetime]
NextEvent: TypeAlias = Callable[[], Awaitable[datetime | None]]

HOST = "127.0.0.1"
TOKEN = "1000:playground"  # noqa: S105  opens nothing but this server


class PlaygroundServer:
    """A stand-in for Telegram on 127.0.0.1, with a page to chat on.

    `api_url` is what DATELINE_API_URL would be: `<api_url>/bot<token>/<method>`.
    """

    def __init__(
        self,
        port: int,
        *,
        now: Now,
        token: str = TOKEN,
        on_step: OnStep | None = None,
        on_mode: OnMode | None = None,
        next_event: NextEvent | None = None,
        mode: Mode = "story",
    ) -> None:
        """`port` 0 takes a free one; without `on_step` and `on_mode` the page shows no such controls."""
        self.port, self.token, self.mode = port, token, mode
        self._now, self._on_step, self._on_mode, self._next_event = now, on_step, on_mode, next_event
        self._runner = web.AppRunner(web.Application(), access_log=None)

    @property
    def api_url(self) -> str:
        """The Bot API's address, without a slash at its end."""
        return f"http://{HOST}:{self.port}"

    @property
    def page_url(self) -> str:
        """The page's address for a browser."""
        return f"http://localhost:{self.port}/"

    async def start(self) -> None:
        """Listen. Raises OSError where the port is taken."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Close every connection, long polls included."""
        await self._runner.cleanup()

"""The playground's server: the Bot API for the bot, the page and its controls for a person, both on localhost only."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from bot.playground.api import BotApi
from bot.playground.bodies import LARGEST_UPLOAD
from bot.playground.guard import guard, harden
from bot.playground.play import Clockwork, Mode, NextEvent, Now, OnMode, OnStep, Play
from bot.playground.telegram import Telegram

HOST = "127.0.0.1"
TOKEN = "1000:playground"  # noqa: S105  opens nothing but this server
PAGE = Path(__file__).parent / "page"

_GRACE = 0.5
"""Seconds that a request in flight has to end when the server stops."""


class PlaygroundServer:
    """A stand-in for Telegram on 127.0.0.1, with a page to chat on.

    `api_url` is what DATELINE_API_URL would be: `<api_url>/bot<token>/<method>`. `telegram` is the world behind it.
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
        self.port, self.token = port, token
        self.telegram = Telegram(now)
        self._clockwork = Clockwork(
            self.telegram, now=now, mode=mode, on_step=on_step, on_mode=on_mode, next_event=next_event
        )
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=_GRACE)

    @property
    def api_url(self) -> str:
        """The Bot API's address, without a slash at its end."""
        return f"http://{HOST}:{self.port}"

    @property
    def page_url(self) -> str:
        """The page's address for a browser."""
        return f"http://localhost:{self.port}/"

    @property
    def mode(self) -> Mode:
        """Whether the story's clock stands on the page or the real one."""
        return self._clockwork.mode

    async def start(self) -> None:
        """Listen. Raises OSError where the port is taken."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def begin(self) -> None:
        """Open the first store through `on_mode`, as a change of mode would; the page shows that it is under way."""
        await self._clockwork.change(self.mode)

    async def stop(self) -> None:
        """Close every connection, long polls included."""
        self.telegram.close()
        await self._runner.cleanup()

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[guard()], client_max_size=LARGEST_UPLOAD)
        app.on_response_prepare.append(harden)
        app.add_routes(
            [
                web.get("/", _page_file("index.html")),
                *(web.get(f"/{file.name}", _page_file(file.name)) for file in PAGE.iterdir() if file.is_file()),
                *Play(self.telegram, self._clockwork).routes(),
                *BotApi(self.telegram, self.token).routes(),
            ]
        )
        return app


def _page_file(name: str) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def give(request: web.Request) -> web.StreamResponse:  # noqa: ARG001  a route's form
        return web.FileResponse(PAGE / name)

    return give

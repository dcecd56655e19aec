"""The web server: health for whoever watches the process, figures for Prometheus, and the webhook."""

from typing import Protocol

import structlog
from aiohttp import web

from bot.delivery.transport import BotApi
from bot.vitals import Vitals
from core.errors import StoreError
from core.ports import Stores

log = structlog.get_logger(__name__)

BODY_BYTES = 1_000_000
"""More than any update has."""


class Routes(Protocol):
    """What brings routes of its own along."""

    def routes(self) -> list[web.RouteDef]:
        """Return what to serve."""


class Health:
    """`/healthz`, `/readyz` and `/metrics`."""

    def __init__(self, stores: Stores, vitals: Vitals, api: BotApi) -> None:
        self._stores, self._vitals, self._api = stores, vitals, api

    def routes(self) -> list[web.RouteDef]:
        """Return what to serve."""
        return [
            web.get("/healthz", self._alive),
            web.get("/readyz", self._ready),
            web.get("/metrics", self._metrics),
        ]

    async def _alive(self, _: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def _ready(self, _: web.Request) -> web.Response:
        """Answer 503, with the reasons, where the store cannot be used or a part is silent."""
        reasons = [f"{part} is silent" for part in self._vitals.silent()]
        try:
            async with self._stores.begin() as tx:
                await tx.outbox.next_due()
        except StoreError as exc:
            reasons.append(str(exc))
        return web.Response(status=503 if reasons else 200, text="\n".join(reasons or ["ready"]) + "\n")

    async def _metrics(self, _: web.Request) -> web.Response:
        try:
            async with self._stores.begin() as tx:
                depth, feeds = await tx.outbox.depth(), await tx.feeds.by_state()
        except StoreError:
            depth, feeds = {}, {}
        from bot.web.figures import Figures  # takes a while to import, and many never ask

        text = Figures(self._vitals, depth=depth, feeds=feeds, pool=self._api.pool).text()
        return web.Response(body=text, headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})


class WebServer:
    """Serves on one host and port; port 0 takes a free one. `start` it, and `stop` it at the end."""

    def __init__(self, host: str, port: int, *parts: Routes) -> None:
        app = web.Application(client_max_size=BODY_BYTES)
        for part in parts:
            app.add_routes(part.routes())
        self._host, self._port = host, port
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)

    @property
    def port(self) -> int:
        """The port, once it has started."""
        return int(self._runner.addresses[0][1])

    async def start(self) -> None:
        """Begin to listen. Raises OSError where the port is taken or forbidden."""
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        log.info("web server listens", host=self._host, port=self.port)

    async def stop(self) -> None:
        """Listen no more."""
        await self._runner.cleanup()

"""The calendar feed: `/calendar/<secret>.ics`, which calendar apps ask for again and again."""

import asyncio
import hashlib

import structlog
from aiohttp import web

from bot.views.language import speaking
from core.errors import StoreError
from core.newsdesk import calendars
from core.ports import Clock, Stores

log = structlog.get_logger(__name__)


class CalendarFeed:
    """Serves each chat's calendar at its private address; any other is not found."""

    def __init__(self, stores: Stores, clock: Clock) -> None:
        self._stores, self._clock = stores, clock

    def routes(self) -> list[web.RouteDef]:
        """Return what to serve."""
        return [web.get(r"/calendar/{secret:[A-Za-z0-9_-]{1,100}}.ics", self._calendar)]

    async def _calendar(self, request: web.Request) -> web.Response:
        """Answer 304 where nothing changed since the app's last look, 503 where the store cannot be read."""
        try:
            agenda = await self._agenda(request.match_info["secret"])
        except StoreError as exc:
            log.error("calendar cannot be read", error=str(exc))  # noqa: TRY400 -- the advice is in the words
            return web.Response(status=503, headers={"Retry-After": "60"})
        if agenda is None:
            return web.Response(status=404, text="There is no calendar here.\n")
        from bot.views.calendar import KIND, REFRESH, calendar  # slow to load, and many never ask

        with speaking(agenda.subscriber.language):
            body = await asyncio.to_thread(calendar, agenda.dated, self._clock.now())
        mark = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = {"ETag": mark, "Cache-Control": f"private, max-age={int(REFRESH.total_seconds()) // 4}"}
        if request.headers.get("If-None-Match") == mark:
            return web.Response(status=304, headers=headers)
        return web.Response(body=body, headers={**headers, "Content-Type": f"{KIND}; charset=utf-8"})

    async def _agenda(self, secret: str) -> calendars.Agenda | None:
        async with self._stores.begin() as tx:
            owner = await calendars.owner(tx, secret)
            return None if owner is None else await calendars.agenda(tx, owner, now=self._clock.now())

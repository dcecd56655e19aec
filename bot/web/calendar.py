"""The calendar feed: `/calendar/<secret>.ics`, which calendar apps ask for again and again."""

import hashlib

import structlog
from aiohttp import web

from bot.views.agenda import KIND, written_calendar
from core.errors import StoreError, WorkerError
from core.newsdesk import calendars
from core.newsdesk.room import Newsroom

log = structlog.get_logger(__name__)

FRESH_SECONDS = 900
"""How long an app may show what it has without asking again."""

_LATER = {"Retry-After": "60"}


class CalendarFeed:
    """Serves each chat's calendar at its private address; any other is not found."""

    def __init__(self, room: Newsroom) -> None:
        self._room = room

    def routes(self) -> list[web.RouteDef]:
        """Return what to serve."""
        return [web.get(r"/calendar/{secret:[A-Za-z0-9_-]{1,100}}.ics", self._calendar)]

    async def _calendar(self, request: web.Request) -> web.Response:
        """Answer 304 where nothing changed since the app's last look, 503 where it cannot be told just now."""
        try:
            agenda = await self._agenda(request.match_info["secret"])
        except StoreError as exc:
            log.error("calendar cannot be read", error=str(exc))  # noqa: TRY400 -- the advice is in the words
            return web.Response(status=503, headers=_LATER)
        if agenda is None:
            return web.Response(status=404, text="There is no calendar here.\n")
        try:
            body = await self._room.workers.run(
                written_calendar, agenda.dated, self._room.clock.now(), agenda.subscriber.language
            )
        except WorkerError:
            return web.Response(status=503, headers=_LATER)
        mark = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers = {"ETag": mark, "Cache-Control": f"private, max-age={FRESH_SECONDS}"}
        if request.headers.get("If-None-Match") == mark:
            return web.Response(status=304, headers=headers)
        return web.Response(body=body, headers={**headers, "Content-Type": f"{KIND}; charset=utf-8"})

    async def _agenda(self, secret: str) -> calendars.Agenda | None:
        async with self._room.stores.begin() as tx:
            owner = await calendars.owner(tx, secret)
            return None if owner is None else await calendars.agenda(tx, owner, now=self._room.clock.now())

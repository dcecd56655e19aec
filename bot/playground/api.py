"""The Bot API over HTTP: tokens, bodies, files, and the faults that befall a request."""

import asyncio
import re
from typing import Any

from aiohttp import web

from bot.playground import methods
from bot.playground.bodies import read_params
from bot.playground.faults import Fault
from bot.playground.refusal import Refusal
from bot.playground.telegram import Telegram

_OUTAGE = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
_TOKEN = re.compile(r"\d+:[\w-]+")


class BotApi:
    """The routes `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, telegram: Telegram, token: str) -> None:
        self._telegram, self._token = telegram, token

    def routes(self) -> list[web.RouteDef]:
        """Return what to serve."""
        return [
            web.route("*", r"/bot{token:[^/]*}/{method:[^/]*}", self._called),
            web.get(r"/file/bot{token:[^/]*}/{path:.+}", self._fetched),
        ]

    async def _called(self, request: web.Request) -> web.StreamResponse:
        method = methods.canonical(request.match_info["method"])
        befalls = self._befalls(method)
        if befalls is Fault.RESET:
            return _dropped(request)
        try:
            self._check_token(request)
            if self._telegram.faults.outage:
                return web.Response(status=502, text=_OUTAGE, content_type="text/html")
            if isinstance(befalls, Refusal):
                raise befalls
            result = await self._obeyed(request, method)
        except Refusal as refusal:
            return web.json_response(refusal.body, status=refusal.code)
        if befalls is Fault.LOST:
            return _dropped(request)
        if befalls is Fault.GARBLED:
            return web.Response(text='{"ok":tru', content_type="application/json")
        if isinstance(befalls, float | int):
            await asyncio.sleep(befalls)
        return web.json_response({"ok": True, "result": result})

    async def _obeyed(self, request: web.Request, method: str) -> Any:
        if request.method not in ("GET", "POST"):
            raise Refusal(404, "Not Found")
        params = await read_params(request)
        self._telegram.record(method, params.values)
        return await methods.call(self._telegram, method, params)

    def _befalls(self, method: str) -> Fault | Refusal | float | None:
        return None if self._telegram.faults.outage else self._telegram.faults.take(method)

    def _check_token(self, request: web.Request) -> None:
        """Raise Refusal for a token that is none (404) or another's (401)."""
        token = request.match_info["token"]
        if not _TOKEN.fullmatch(token):
            raise Refusal(404, "Not Found")
        if token != self._token:
            raise Refusal(401, "Unauthorized")

    async def _fetched(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_token(request)
        except Refusal as refusal:
            return web.json_response(refusal.body, status=refusal.code)
        path = request.match_info["path"]
        for file in self._telegram.files.values():
            if file.path == path:
                return web.Response(body=file.data, content_type="application/octet-stream")
        return web.json_response(Refusal(404, "Not Found").body, status=404)


def _dropped(request: web.Request) -> web.StreamResponse:
    """Close the connection; the answer that is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=204)

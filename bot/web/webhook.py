"""The webhook: updates that Telegram brings are journalled before they are acknowledged."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Callable

import structlog
from aiohttp import web

from bot.delivery.transport import BotApi, TransportError
from bot.intake.patience import Patience
from bot.intake.polling import KINDS, refused_words
from bot.intake.raw import journalled
from core.errors import ConfigurationError, StoreError
from core.model.delivery import JournalledUpdate
from core.model.ids import ChatId
from core.ports import Clock, Stores

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- the header's name
CONNECTIONS = 40

WATCH_SECONDS = 20.0
"""How often it is looked whether Telegram still brings the updates here."""

_REFUSED = (401, 404)
"""The codes of a token that is refused."""


def hook_path(token: str) -> str:
    """Return the last part of the webhook's address: it can be guessed by nobody and does not tell the token."""
    return hashlib.sha256(f"path:{token}".encode()).hexdigest()[:32]


def hook_secret(token: str) -> str:
    """Return the secret that Telegram is to send along where none is set."""
    return hmac.new(token.encode(), b"dateline webhook", hashlib.sha256).hexdigest()


class Webhook:
    """`/telegram/<path>`, and how Telegram learns of it.

    The same update twice is kept once, and one that cannot be kept is refused, so that it comes again.
    """

    def __init__(
        self,
        stores: Stores,
        clock: Clock,
        api: BotApi,
        *,
        url: str,
        secret: str = "",
        admits: Callable[[ChatId | None], bool] = lambda _: True,
        watch_seconds: float = WATCH_SECONDS,
    ) -> None:
        """`url` is where Telegram reaches this server, without a slash at its end."""
        self._stores, self._clock, self._api, self._admits = stores, clock, api, admits
        self._path, self._secret = hook_path(api.token), secret or hook_secret(api.token)
        self._address, self._watch_seconds = f"{url}/telegram/{self._path}", watch_seconds
        self._wake: Callable[[], None] = lambda: None

    def routes(self) -> list[web.RouteDef]:
        """Return what to serve."""
        return [web.post("/telegram/{path}", self._brought)]

    async def open(self, wake: Callable[[], None]) -> None:
        """Tell Telegram to bring the updates, waiting out an outage; `wake` is called when one is kept.

        Raises ConfigurationError where the address is refused.
        """
        self._wake = wake
        await self._set()

    async def watch(self) -> None:
        """See to it for ever that Telegram brings them here, whoever else sets or removes a webhook.

        Raises ConfigurationError where it refuses the token twice running, or the address.
        """
        was_refused = False
        while True:
            await asyncio.sleep(self._watch_seconds)
            try:
                answer = await self._api.call("getWebhookInfo", {})
            except TransportError as exc:
                log.warning("the webhook cannot be looked at", error=str(exc))
                continue
            is_refused = answer.code in _REFUSED
            if is_refused and was_refused:
                raise ConfigurationError(refused_words(answer))
            was_refused = is_refused
            if answer.ok and answer.result.get("url") != self._address:
                log.warning("the webhook was taken away; it is set again")
                await self._set()

    async def _set(self) -> None:
        """Set it, waiting out an outage; a token that is refused is left to who watches."""
        params = {
            "url": self._address,
            "secret_token": self._secret,
            "allowed_updates": KINDS,
            "max_connections": CONNECTIONS,
        }
        patience = Patience(first=0.5, longest=5)
        while True:
            try:
                answer = await self._api.call("setWebhook", params)
            except TransportError as exc:
                log.warning("telegram does not answer yet", error=str(exc))
            else:
                if answer.ok:
                    return
                if answer.code == 400:
                    words = f"Telegram refuses the webhook ({answer.description}): check DATELINE_WEBHOOK_URL"
                    raise ConfigurationError(words)
                log.warning("the webhook cannot be set yet", code=answer.code, error=answer.description)
                if answer.code in _REFUSED:
                    return
            await asyncio.sleep(patience.more())

    async def _brought(self, request: web.Request) -> web.Response:
        if not self._is_telegram(request):
            return web.Response(status=403)
        try:
            kept = journalled(json.loads(await request.read()))
        except (KeyError, TypeError, ValueError):
            log.error("what the webhook brought is no update")  # noqa: TRY400 -- there is no more to say
            return web.Response(status=400)
        return web.Response(status=200 if not self._admits(kept.chat) or await self._keep(kept) else 503)

    def _is_telegram(self, request: web.Request) -> bool:
        """Compare path and secret in a time that tells nothing of them."""
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        path = request.match_info["path"].encode("utf-8", "surrogateescape")
        known = hmac.compare_digest(given, self._secret.encode())
        return hmac.compare_digest(path, self._path.encode()) and known

    async def _keep(self, kept: JournalledUpdate) -> bool:
        try:
            async with self._stores.begin() as tx:
                await tx.journal.keep([kept], now=self._clock.elapsed())
        except StoreError as exc:
            log.error("an update cannot be kept yet", error=str(exc))  # noqa: TRY400 -- the advice is in the words
            return False
        self._wake()
        return True

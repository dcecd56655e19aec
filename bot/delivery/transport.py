"""Transport: the Bot API over one set of aiohttp connections, for our own calls and for python-telegram-bot.

Two things can go wrong on the way, and they are told apart here and nowhere else: either nothing was handed over
(`NotConnectedError`, to be tried freely), or nobody knows (`AnswerLostError`, it may have been obeyed).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.views.enclosures import opened
from core.errors import DatelineError

CONNECT_SECONDS = 3.0
"""For one attempt to connect; with the wait for a free connection it is twice that."""

ANSWER_SECONDS = 20.0
"""How long an answer may take as a rule."""

_CONNECTIONS = 544
"""What all sends under way take at the most, and some for polls and answers."""
_NOT_CONNECTED = (aiohttp.ClientConnectorError, aiohttp.ClientHttpProxyError, aiohttp.ConnectionTimeoutError)
_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


class TransportError(DatelineError):
    """A call of the Bot API came to nothing on the way."""


class NotConnectedError(TransportError):
    """No connection, or turned away before it was read: certainly not obeyed."""


class AnswerLostError(TransportError):
    """Written, but without an answer that can be understood: it may have been obeyed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the Bot API says: `result` where it obeyed, else a code and a description.

    `retry_after` is in seconds; `migrated_to` is the chat that a group has become.
    """

    ok: bool
    result: Any = None
    code: int = 200
    description: str = ""
    retry_after: int | None = None
    migrated_to: int | None = None


class BotApi:
    """One Bot API server and one bot's token: `async with BotApi(url, token) as api`."""

    def __init__(self, url: str, token: str) -> None:
        """`url` has no slash at its end; `/bot<token>/…` and `/file/bot<token>/…` are appended."""
        self.url, self.token = url, token
        self._session: aiohttp.ClientSession | None = None
        self._under_way = 0

    @property
    def pool(self) -> Mapping[str, int]:
        """How many connections to the server are in use, and how many more may be; a wedged pool has none free."""
        return {"in use": self._under_way, "free": max(0, _CONNECTIONS - self._under_way)}

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=_CONNECTIONS),
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=urlsplit(self.url).hostname not in _LOCAL,
            headers={"User-Agent": "dateline"},
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def call(self, method: str, params: Mapping[str, Any], *, seconds: float = ANSWER_SECONDS) -> Answer:
        """Return what the server answers within `seconds`. Raises NotConnectedError, AnswerLostError."""
        url = f"{self.url}/bot{self.token}/{method}"
        body, kind = _written(params)
        return read_answer(*await self.exchange("POST", url, body=body, kind=kind, seconds=seconds))

    async def exchange(
        self,
        verb: str,
        url: str,
        *,
        body: bytes | aiohttp.FormData | None = None,
        kind: str | None = None,
        seconds: float = ANSWER_SECONDS,
    ) -> tuple[int, bytes]:
        """Return status and body. Raises NotConnectedError, AnswerLostError, neither with the address and its token."""
        if self._session is None:
            raise RuntimeError("the transport is not open")
        headers = {"Content-Type": kind} if kind else {}
        self._under_way += 1
        try:
            async with self._session.request(
                verb, url, data=body, headers=headers, timeout=_timeout(seconds), allow_redirects=False
            ) as response:
                return response.status, await response.read()
        except _NOT_CONNECTED as exc:
            failure: TransportError = NotConnectedError(_cause(exc))
        except (aiohttp.ClientError, TimeoutError, OSError) as exc:
            failure = AnswerLostError(_cause(exc))
        finally:
            self._under_way -= 1
        raise failure  # out here it has no context, which would hold the address


@lru_cache(maxsize=64)
def _timeout(seconds: float) -> aiohttp.ClientTimeout:
    """Return the limits of a call whose answer may take so long."""
    return aiohttp.ClientTimeout(
        total=2 * CONNECT_SECONDS + seconds,
        connect=2 * CONNECT_SECONDS,
        sock_connect=CONNECT_SECONDS,
        sock_read=seconds,
    )


def _written(params: Mapping[str, Any]) -> tuple[bytes | aiohttp.FormData, str | None]:
    """Return the body of a call and its content type: in parts where a file goes along, else JSON."""
    said, field, file = opened(params)
    if file is None:
        return json.dumps(said).encode(), "application/json"
    form = aiohttp.FormData(quote_fields=False)  # names of files as browsers write them
    for name, value in said.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    form.add_field(field, file.data, filename=file.name, content_type=file.kind)
    return form, None


def _cause(exc: BaseException) -> str:
    """Return what happened, without the request's address, which holds the token."""
    return getattr(exc, "strerror", None) or type(exc).__name__


def read_answer(status: int, body: bytes) -> Answer:
    """Return an answer as the Bot API means it. Raises NotConnectedError, AnswerLostError."""
    if status >= 500:
        raise AnswerLostError(f"status {status}")
    if 300 <= status < 400:
        raise NotConnectedError(f"led elsewhere, status {status}")
    try:
        said = json.loads(body)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        if status < 300:
            raise AnswerLostError("no JSON in the answer")
        return Answer(ok=False, code=status)
    if said.get("ok") is True:
        return Answer(ok=True, result=said.get("result"))
    more = said.get("parameters") or {}
    return Answer(
        ok=False,
        code=int(said.get("error_code") or status),
        description=str(said.get("description") or ""),
        retry_after=more.get("retry_after"),
        migrated_to=more.get("migrate_to_chat_id"),
    )


class TelegramRequest(BaseRequest):
    """Lets python-telegram-bot make its requests over our connections, which stay ours to open and close."""

    def __init__(self, api: BotApi) -> None:
        self._api = api

    @property
    def read_timeout(self) -> float:
        """Seconds."""
        return ANSWER_SECONDS

    async def initialize(self) -> None:
        """Nothing: the connections are open."""

    async def shutdown(self) -> None:
        """Nothing: the connections stay open."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 -- aiohttp has no such limit
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 -- the transport's own holds
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 -- the transport's own holds
    ) -> tuple[int, bytes]:
        """Return status and body. Raises TimedOut where the outcome is unknown, NetworkError where nothing was sent."""
        seconds = read_timeout if isinstance(read_timeout, int | float) else ANSWER_SECONDS
        body, kind = _encoded(request_data)
        try:
            return await self._api.exchange(method, url, body=body, kind=kind, seconds=seconds)
        except NotConnectedError as exc:
            raise NetworkError(f"unreachable: {exc}") from exc
        except AnswerLostError as exc:
            raise TimedOut(f"answer lost: {exc}") from exc


def _encoded(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, str | None]:
    """Return the body of a request and its content type; None where aiohttp knows the type itself."""
    if data is None or not data.parameters:
        return None, None
    if not data.contains_files:
        return data.json_payload, "application/json"
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, None

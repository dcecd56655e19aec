"""Polling: fetches raw updates and journals them before the next poll confirms them."""

import asyncio
import time
from collections.abc import Callable, Sequence
from math import inf
from typing import Any

import structlog

from bot.delivery.transport import Answer, BotApi, TransportError
from bot.intake.patience import Patience
from bot.intake.raw import Raw, journalled
from core.errors import ConfigurationError, StoreError
from core.model.delivery import JournalledUpdate
from core.model.ids import ChatId
from core.ports import Clock, Stores

log = structlog.get_logger(__name__)

KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "callback_query",
    "inline_query",
    "chosen_inline_result",
    "my_chat_member",
)

POLL_SECONDS = 4
"""How long Telegram may hold a poll open. Short: one that hangs in a broken connection is deaf until it ends."""

_LATE_SECONDS = 1.5
"""How much longer than it was asked for a poll may take."""

REFUSED_SECONDS = 20.0

_CONFLICT_SECONDS = 5.0


class Poller:
    """Keeps the journal fed. `await run()` in a task of its own; it never returns, and may be cancelled at any time."""

    def __init__(
        self,
        stores: Stores,
        clock: Clock,
        api: BotApi,
        *,
        wake: Callable[[], None],
        admits: Callable[[ChatId | None], bool] = lambda _: True,
        poll_seconds: int = POLL_SECONDS,
        refused_seconds: float = REFUSED_SECONDS,
    ) -> None:
        """`wake` is called when something new is kept; updates of chats that `admits` denies are passed over.

        `refused_seconds` is how long a refused token is tried again.
        """
        self._stores, self._clock, self._api = stores, clock, api
        self._wake, self._admits = wake, admits
        self._poll_seconds = poll_seconds
        self._patience = Patience(first=0.5, longest=2.5)
        self._offset: int | None = None
        self._refused_seconds, self._refused_since = refused_seconds, inf

    async def run(self) -> None:
        """Poll for ever. Raises ConfigurationError where Telegram goes on refusing the token."""
        while True:
            try:
                pause = await self._round()
            except TransportError as exc:
                log.warning("cannot hear telegram", error=str(exc))
                pause = self._patience.more()
            except StoreError as exc:
                log.error("updates cannot be kept yet", error=str(exc))  # noqa: TRY400 -- the advice is in the words
                pause = self._patience.more()
            await asyncio.sleep(pause)

    async def _round(self) -> float:
        """Poll once; return how long to wait before the next poll, in seconds."""
        answer = await self._poll()
        if not answer.ok:
            return await self._refused(answer)
        self._refused_since = inf
        await self._keep(answer.result if isinstance(answer.result, list) else [])
        self._patience.again()
        return 0

    async def _poll(self) -> Answer:
        """Ask for what comes after the offset, which confirms all before it.

        It is given with the poll after a batch only: after a quiet week Telegram counts from a new number, which may be
        lower, and an offset of the old count would then hide every update.
        """
        offset = {} if self._offset is None else {"offset": self._offset}
        params = {"timeout": self._poll_seconds, "allowed_updates": KINDS, **offset}
        return await self._api.call("getUpdates", params, seconds=self._poll_seconds + _LATE_SECONDS)

    async def _keep(self, updates: Sequence[Any]) -> None:
        numbered = [(raw, kept) for raw in updates if (kept := _numbered(raw)) is not None]
        admitted = [kept for _, kept in numbered if self._admits(kept.chat)]
        if admitted:
            async with self._stores.begin() as tx:
                await tx.journal.keep(admitted, now=self._clock.elapsed())
            self._wake()
        self._offset = max((kept.update_id for _, kept in numbered), default=-1) + 1 or None

    async def _refused(self, answer: Answer) -> float:
        """Return how long to wait after a refusal. Raises ConfigurationError where the token is refused for long."""
        match answer.code:
            case 401 | 404:
                self._check_patience(answer)
                return self._patience.more()
            case 409 if "webhook" in answer.description:
                log.warning("a webhook is set, which keeps updates from us; it is removed")
                await self._api.call("deleteWebhook", {})
                return 0
            case 409:
                log.warning("another process polls with this token; standing by")
                return _CONFLICT_SECONDS + self._patience.more()
            case 429:
                return float(answer.retry_after or _CONFLICT_SECONDS)
            case _:
                log.error("poll refused", code=answer.code, description=answer.description)
                return self._patience.more()

    def _check_patience(self, answer: Answer) -> None:
        now = time.monotonic()
        self._refused_since = min(self._refused_since, now)
        log.error("telegram refuses the token", code=answer.code)
        if now - self._refused_since >= self._refused_seconds:
            raise ConfigurationError(refused_words(answer))


def refused_words(answer: Answer) -> str:
    """Return what to do about a refused token."""
    return (
        f"Telegram refuses the token ({answer.code} {answer.description}): "
        "check DATELINE_TOKEN and DATELINE_API_URL, or ask @BotFather for a new one"
    )


def _numbered(raw: Raw) -> JournalledUpdate | None:
    try:
        return journalled(raw)
    except (KeyError, TypeError, ValueError):
        log.error("an update without a number was passed over")  # noqa: TRY400 -- there is no more to say
        return None

"""The desk: python-telegram-bot's application with our handlers, over our connections; it does not poll by itself."""

import asyncio
from collections.abc import Iterable
from typing import Any, cast

import structlog
from telegram.error import TelegramError
from telegram.ext import Application, BaseHandler, ContextTypes, ExtBot

from bot.context import Bureau, DatelineContext, Desk
from bot.delivery.transport import BotApi, TelegramRequest, TransportError
from bot.intake.patience import Patience
from bot.intake.polling import refused_words
from core.errors import ConfigurationError

log = structlog.get_logger(__name__)


async def greet(api: BotApi) -> dict[str, Any]:
    """Return who the bot is, waiting out an outage. Raises ConfigurationError where the token is refused."""
    patience = Patience(first=0.5, longest=2.5)
    while True:
        try:
            answer = await api.call("getMe", {}, seconds=5)
        except TransportError as exc:
            log.warning("telegram does not answer yet", error=str(exc))
        else:
            if answer.ok:
                return dict(answer.result)
            if answer.code in (401, 404):
                raise ConfigurationError(refused_words(answer))
            log.warning("telegram does not answer yet", code=answer.code, error=answer.description)
        await asyncio.sleep(patience.more())


def make_desk(bureau: Bureau, handlers: Iterable[BaseHandler[Any, DatelineContext, Any]]) -> Desk:
    """Return a desk that asks these handlers, in their order; `open_desk` it before its first update."""
    request = TelegramRequest(bureau.api)
    bot: ExtBot[None] = ExtBot(
        bureau.api.token,
        base_url=f"{bureau.api.url}/bot",
        base_file_url=f"{bureau.api.url}/file/bot",
        request=request,
        get_updates_request=request,
    )
    types = ContextTypes(context=DatelineContext, bot_data=cast("type[Bureau]", lambda: bureau))
    desk = Application.builder().bot(bot).context_types(types).updater(None).job_queue(None).build()
    for handler in handlers:
        desk.add_handler(handler)
    return desk


async def open_desk(desk: Desk) -> None:
    """Let the library learn who its bot is, waiting out an outage."""
    patience = Patience(first=0.5, longest=2.5)
    while True:
        try:
            await desk.initialize()
        except TelegramError as exc:
            log.warning("telegram does not answer yet", error=str(exc))
            await asyncio.sleep(patience.more())
        else:
            return


async def open_and_greet(desk: Desk, api: BotApi) -> None:
    """Open a desk while it is asked whether the token holds: one way to Telegram and back, not two.

    Raises ConfigurationError where the token is refused.
    """
    opening = asyncio.create_task(open_desk(desk))
    try:
        await greet(api)
        await opening
    finally:
        opening.cancel()  # changes nothing once it is done
        await asyncio.gather(opening, return_exceptions=True)

"""Transport: what came through, what certainly did not, and what nobody knows."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable

import pytest
from telegram import InputFile
from telegram.error import BadRequest, NetworkError, TimedOut
from telegram.ext import ExtBot

from bot.delivery.transport import Answer, AnswerLostError, BotApi, NotConnectedError, TelegramRequest, read_answer
from bot.playground import PlaygroundServer
from bot.playground.people import READER
from bot.playground.telegram import Telegram

TOKEN = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


@pytest.fixture
async def api(server: PlaygroundServer) -> AsyncIterator[BotApi]:
    async with BotApi(server.api_url, server.token) as api:
        yield api


@pytest.fixture
async def bot(api: BotApi) -> ExtBot[None]:
    request = TelegramRequest(api)
    return ExtBot(
        api.token,
        base_url=f"{api.url}/bot",
        base_file_url=f"{api.url}/file/bot",
        request=request,
        get_updates_request=request,
    )


def _free_address() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


async def _serving(answer: bytes) -> tuple[asyncio.Server, str]:
    """Return a server that reads a request, writes this and hangs up, and its address."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"}")
        writer.write(answer)
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    return server, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


def _secret_in(error: BaseException | None) -> bool:
    """Whether the token stands anywhere in an error or in what led to it."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if TOKEN.partition(":")[2] in repr(error) + str(error) + repr(error.__dict__):
            return True
        error = error.__cause__ or error.__context__
    return False


async def test_an_answer_gives_its_result(api: BotApi, telegram: Telegram) -> None:
    answer = await api.call("sendMessage", {"chat_id": READER, "text": "Zum Glück 🎉"})
    assert answer.ok
    assert telegram.said_to() == [answer.result["text"]] == ["Zum Glück 🎉"]


async def test_a_refusal_is_an_answer_too(api: BotApi, telegram: Telegram) -> None:
    telegram.faults.refuse_next(429, "Too Many Requests: retry after 3", retry_after=3)
    refused = await api.call("sendMessage", {"chat_id": READER, "text": "x"})
    assert refused == Answer(
        ok=False, code=429, description="Too Many Requests: retry after 3", retry_after=3, migrated_to=None
    )


async def test_where_nobody_listens_nothing_was_sent() -> None:
    async with BotApi(_free_address(), TOKEN) as api:
        with pytest.raises(NotConnectedError) as caught:
            await api.call("sendMessage", {"chat_id": 1, "text": "x"})
    assert not _secret_in(caught.value)


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\nContent-Le", b"nonsense\r\n\r\n"])
async def test_a_connection_that_ends_without_an_answer_leaves_the_outcome_unknown(answer: bytes) -> None:
    server, url = await _serving(answer)
    async with server, BotApi(url, TOKEN) as api:
        with pytest.raises(AnswerLostError) as caught:
            await api.call("sendMessage", {"chat_id": 1, "text": "x"})
    assert not _secret_in(caught.value)


async def test_an_answer_that_takes_too_long_is_lost(api: BotApi, telegram: Telegram) -> None:
    telegram.faults.delay_next(0.3)
    with pytest.raises(AnswerLostError):
        await api.call("sendMessage", {"chat_id": READER, "text": "x"}, seconds=0.05)
    assert telegram.said_to() == ["x"]


@pytest.mark.parametrize(
    ("befalls", "error"),
    [
        (lambda t: t.faults.lose_answer(), AnswerLostError),
        (lambda t: t.faults.garble_next(), AnswerLostError),
        (lambda t: t.faults.refuse_next(500, "Internal Server Error"), AnswerLostError),
        (lambda t: setattr(t.faults, "outage", True), AnswerLostError),
    ],
)
async def test_a_fault_of_the_server_leaves_the_outcome_unknown(
    api: BotApi, telegram: Telegram, befalls: Callable[[Telegram], None], error: type[Exception]
) -> None:
    befalls(telegram)
    with pytest.raises(error):
        await api.call("sendMessage", {"chat_id": READER, "text": "x"})


def test_a_page_that_leads_elsewhere_is_not_the_bot_api() -> None:
    with pytest.raises(NotConnectedError):
        read_answer(302, b"<html>")


def test_a_refusal_by_something_else_on_the_way_has_only_its_code() -> None:
    assert read_answer(407, b"<html>Proxy</html>") == Answer(ok=False, code=407)


async def test_the_library_sends_files_and_fetches_them_over_it(bot: ExtBot[None], telegram: Telegram) -> None:
    sent = await bot.send_document(READER, InputFile(b"BEGIN:VCALENDAR", filename="deadline.ics"), caption="A ⏳")
    assert sent.document is not None
    assert sent.caption == "A ⏳"
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"BEGIN:VCALENDAR"


async def test_the_library_hears_refusals_and_losses_as_its_own_errors(bot: ExtBot[None], telegram: Telegram) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(5, "x")
    telegram.faults.lose_answer()
    with pytest.raises(TimedOut):
        await bot.send_message(READER, "x")


async def test_the_library_hears_that_nobody_listens() -> None:
    async with BotApi(_free_address(), TOKEN) as api:
        bot: ExtBot[None] = ExtBot(TOKEN, base_url=f"{api.url}/bot", request=TelegramRequest(api))
        with pytest.raises(NetworkError) as caught:
            await bot.get_me()
    assert not _secret_in(caught.value)

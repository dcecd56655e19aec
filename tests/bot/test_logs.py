"""Logs: no secret in any line, at any level, from any library, in any form."""

import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest
import structlog

from bot.logs import HIDDEN, Redactor, configure_logs
from bot.settings import Settings

TOKEN = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
SECRET = TOKEN.partition(":")[2]


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """What a test configures ends with it."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    hook, thread_hook = sys.excepthook, threading.excepthook
    yield
    logging.captureWarnings(capture=False)
    root.handlers[:] = handlers
    root.setLevel(level)
    sys.excepthook, threading.excepthook = hook, thread_hook
    structlog.reset_defaults()


class Holder:
    """Something whose repr gives the token away."""

    def __repr__(self) -> str:
        return f"Holder(https://api.telegram.org/bot{TOKEN}/getMe)"


def _unreachable() -> None:
    raise httpx.ConnectError(f"cannot reach https://api.telegram.org/bot{TOKEN}/getMe")


def _fail() -> None:
    try:
        _unreachable()
    except httpx.ConnectError as exc:
        raise RuntimeError(quote(TOKEN)) from exc


def _say_it_in_every_way() -> None:
    log = structlog.get_logger("bot.somewhere")
    log.debug("asked", url=f"https://api.telegram.org/bot{TOKEN}/getUpdates", holder=Holder())
    log.info("%s joined", TOKEN, nested={"deep": [TOKEN]})
    log.warning("token %s", [TOKEN])
    for library in ("httpx", "telegram.ext", "aiohttp.client", "apscheduler", "asyncio", "sqlalchemy"):
        logging.getLogger(library).debug("HTTP Request: POST https://api.telegram.org/bot%s/sendMessage", TOKEN)
        logging.getLogger(library).warning("holder %r", Holder(), extra={"more": TOKEN})
    try:
        _fail()
    except RuntimeError as exc:
        log.exception("failed", token=TOKEN)
        logging.getLogger("telegram").exception("failed")
        sys.excepthook(type(exc), exc, exc.__traceback__)
        threading.excepthook(threading.ExceptHookArgs((type(exc), exc, exc.__traceback__, None)))
    warnings.warn(f"old token {TOKEN}", stacklevel=1)


@pytest.mark.parametrize("level", ["DEBUG", "INFO", "ERROR"])
@pytest.mark.parametrize("form", ["console", "json"])
@pytest.mark.filterwarnings("always")
def test_no_line_holds_the_token(level: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(Settings.model_validate({"token": TOKEN, "log_level": level, "log_format": form}))
    _say_it_in_every_way()
    out, err = capsys.readouterr()
    assert out == ""
    assert HIDDEN in err
    assert SECRET not in err
    assert ("HTTP Request" in err) == (level == "DEBUG")


def test_each_json_line_is_an_object_with_time_level_and_event(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(Settings(log_format="json"))
    structlog.get_logger("bot.somewhere").info("sent", key="a")
    logging.getLogger("telegram").warning("slow %s", "answer")
    ours, theirs = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert ours | {"timestamp": ""} == {
        "event": "sent", "key": "a", "level": "info", "logger": "bot.somewhere", "timestamp": "",
    }  # fmt: skip
    assert (theirs["event"], theirs["level"], theirs["logger"]) == ("slow answer", "warning", "telegram")


def test_libraries_talk_below_warning_only_where_debug_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(Settings())
    logging.getLogger("httpx").info("HTTP Request")
    assert capsys.readouterr().err == ""


def test_a_password_in_the_stores_address_is_hidden(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(Settings(database_url="postgresql://me:s3cret-word@db/news"))
    logging.getLogger("sqlalchemy").error("connecting to postgresql://me:s3cret-word@db/news")
    assert "s3cret-word" not in capsys.readouterr().err


def test_whatever_looks_like_a_token_is_hidden() -> None:
    assert Redactor()(f"bot{TOKEN}/getMe and {quote(TOKEN)}") == f"bot{HIDDEN}/getMe and {HIDDEN}"


def test_ordinary_words_stay_where_a_token_is_short() -> None:
    assert Redactor(["1000:abc"])("the alphabet, 1000:abc") == f"the alphabet, {HIDDEN}"

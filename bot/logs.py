"""Logs: structlog and the libraries' own loggers through one formatter to standard error, never with a secret."""

import logging
import re
import sys
import threading
from collections.abc import Iterable
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import Processor

from bot.settings import Settings

HIDDEN = "<hidden>"

_ANY_TOKEN = re.compile(r"(?<!\d)\d{6,}(?::|%3A)[A-Za-z0-9_-]{20,}")
_SHORTEST_SECRET = 6
"""Characters; a shorter part of a token is no secret, and would be found in ordinary words."""

_TALKATIVE = ("httpx", "httpcore", "aiohttp", "apscheduler", "telegram", "asyncio", "aiosqlite", "alembic", "hpack")
"""Libraries that say at INFO what nobody asked; they are heard from WARNING on, and wholly at DEBUG."""


class Redactor:
    """Takes secrets out of texts: those it is told, and whatever looks like a bot's token."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        found = {part for secret in secrets for part in (secret, secret.rpartition(":")[2])}
        longest_first = sorted((s for s in found if len(s) >= _SHORTEST_SECRET), key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def __call__(self, text: str) -> str:
        """Return the text without them."""
        if self._known is not None:
            text = self._known.sub(HIDDEN, text)
        return _ANY_TOKEN.sub(HIDDEN, text)


class _RedactedFormatter(structlog.stdlib.ProcessorFormatter):
    """Works on the finished line, so that no argument, exception or library can bring a secret past it."""

    def __init__(self, redact: Redactor, renderer: list[Processor], before: list[Processor]) -> None:
        super().__init__(processors=renderer, foreign_pre_chain=before)
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        return self._redact(super().format(record))


def configure_logs(settings: Settings) -> None:
    """Send every log line to standard error, as the settings want it; warnings and uncaught faults too."""
    redact = Redactor(settings.secrets)
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_RedactedFormatter(redact, _renderer(settings.log_format), before))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.NOTSET if settings.log_level == "DEBUG" else logging.WARNING)
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *before,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    _hear_uncaught()


def _renderer(form: str) -> list[Processor]:
    last: list[Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if form == "json"
        else [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
    )
    return [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last]


def _hear_uncaught() -> None:
    """Let what nobody caught end in the log as well, where its words are redacted."""
    log = logging.getLogger("dateline")

    def uncaught(kind: type[BaseException], exc: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        log.critical("uncaught", exc_info=(kind, exc, trace))

    def uncaught_in_thread(args: Any) -> None:
        log.critical("uncaught in a thread", exc_info=(args.exc_type, args.exc_value, args.exc_traceback))

    sys.excepthook = uncaught
    threading.excepthook = uncaught_in_thread

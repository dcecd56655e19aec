"""The end: SIGTERM and SIGINT cancel the work so that it ends in order, once, and in time."""

import asyncio
import os
import signal
import threading
from collections.abc import Coroutine
from typing import Any

import structlog

log = structlog.get_logger(__name__)

END_SECONDS = 4.0
"""How long an end in order may take. What is cut short then is as after a kill: begun anew at the next start."""


async def until_told(work: Coroutine[Any, Any, None]) -> int:
    """Run until SIGTERM or SIGINT; return the exit status. Who tells it twice changes nothing: it ends already."""
    task, told = asyncio.ensure_future(work), asyncio.Event()

    def end() -> None:
        if not told.is_set():
            told.set()
            _let_go_after(END_SECONDS)
            task.cancel()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end)
    try:
        await task
    except asyncio.CancelledError:
        log.info("ended")
    return 0


def _let_go_after(seconds: float) -> None:
    """End the process where a locked store or a thread of a library still holds it after `seconds`."""
    timer = threading.Timer(seconds, _let_go)
    timer.daemon = True
    timer.start()


def _let_go() -> None:
    log.warning("the end took too long; what was under way is begun anew at the next start")
    os._exit(1)

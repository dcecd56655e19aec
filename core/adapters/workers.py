"""Workers: processes for heavy or hostile work, each call with limits of time and memory."""

import asyncio
import contextlib
import ctypes
import multiprocessing
import os
import pickle
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from datetime import timedelta
from importlib import import_module
from types import TracebackType
from typing import Any, Self, TypeVar, cast

from pebble import ProcessExpired, ProcessPool

from core.errors import DatelineError, WorkerCrashedError, WorkerTimeoutError

T = TypeVar("T")

LIMIT = timedelta(seconds=20)
"""What a call may take where its caller names no limit."""

MEMORY_BYTES = 1_500_000_000
"""What a worker may keep in memory, its libraries included."""

CALLS_A_WORKER = 500
"""After these a worker is replaced, so that what a library leaks is given back."""

_PR_SET_PDEATHSIG = 1

WARM_MODULES = (
    "core.newsdesk.reading",
    "core.deadlines.extraction",
    "core.summary",
    "core.text.language",
    "core.adapters.wire.feeds",
    "core.adapters.wire.files",
    "trafilatura",
)
"""Imported by each worker before its first call."""


class ProcessWorkers:
    """`core.ports.Workers` on a pool of `count` processes; they start with the first call, or with `warm_up`.

    A call that runs out of time or memory costs its own process, which is replaced. The processes ignore Ctrl-C and
    die with their parent, however it ends.
    """

    def __init__(
        self,
        count: int = 2,
        *,
        memory_bytes: int = MEMORY_BYTES,
        calls_a_worker: int = CALLS_A_WORKER,
        warm_modules: Sequence[str] = WARM_MODULES,
    ) -> None:
        self._count = count
        self._calls_a_worker = calls_a_worker
        self._initargs = (memory_bytes, os.getpid(), tuple(warm_modules))
        self._pool: ProcessPool | None = None
        self._calls: set[Future[bytes]] = set()
        self._closed = False

    async def __aenter__(self) -> Self:
        """Return itself; no process is started yet."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes."""
        await self.close()

    async def warm_up(self) -> None:
        """Start the processes and wait until the first of them answers."""
        await self.run(os.getpid, limit=timedelta(minutes=1))

    async def run(self, work: Callable[..., T], *args: Any, limit: timedelta = LIMIT) -> T:
        """Return `work(*args)` run in a worker; `limit` counts from when it begins, not while it waits for its turn.

        Both `work` and `args` can be pickled; an error of `work` is raised here as it was there, with its data.
        Raises WorkerTimeoutError after `limit`, WorkerCrashedError when the process died or its memory ran out.
        """
        packed_call = pickle.dumps((work, args))
        try:
            packed_answer = await self._answer(packed_call, limit)
        except TimeoutError as exc:
            raise WorkerTimeoutError(f"longer than {limit.total_seconds():g} s") from exc
        except (ProcessExpired, BrokenProcessPool, MemoryError) as exc:
            raise WorkerCrashedError(str(exc) or type(exc).__name__) from exc
        return cast("T", _unpacked(packed_answer))

    async def _answer(self, packed_call: bytes, limit: timedelta) -> bytes:
        """Have a call answered; a pool that breaks under it, as when an idle process is killed, is replaced once."""
        pool = self._present_pool()
        try:
            return await self._schedule(pool, packed_call, limit)
        except (BrokenProcessPool, RuntimeError):
            await self._drop(pool)
            return await self._schedule(self._present_pool(), packed_call, limit)

    def _present_pool(self) -> ProcessPool:
        if self._closed:
            raise WorkerCrashedError("the workers are closed")
        self._pool = self._pool or self._new_pool()
        return self._pool

    async def _schedule(self, pool: ProcessPool, packed_call: bytes, limit: timedelta) -> bytes:
        call = pool.schedule(_packed_answer, args=(packed_call,), timeout=limit.total_seconds())
        self._calls.add(call)
        call.add_done_callback(self._calls.discard)
        return cast("bytes", await asyncio.wrap_future(call))

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self._count,
            max_tasks=self._calls_a_worker,
            initializer=_prepare,
            initargs=self._initargs,
            context=multiprocessing.get_context("spawn"),
        )

    async def close(self) -> None:
        """End the processes at once; what they work on is lost."""
        self._closed = True
        if self._pool is not None:
            await self._drop(self._pool)

    async def _drop(self, pool: ProcessPool) -> None:
        if self._pool is not pool:
            return  # another call has done it
        calls, self._calls, self._pool = self._calls, set(), None
        await asyncio.to_thread(_end, pool)
        for call in tuple(calls):
            if not call.done():  # a pool that is stopped forgets them
                call.set_exception(BrokenProcessPool("the pool was stopped"))


class InlineWorkers:
    """`core.ports.Workers` without processes: the work is done on the spot, and no limit holds."""

    async def run(self, work: Callable[..., T], *args: Any, limit: timedelta = LIMIT) -> T:  # noqa: ARG002 -- the port's
        """Return `work(*args)`."""
        return work(*args)

    async def close(self) -> None:
        """There is nothing to end."""


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]  # pebble types but part of itself
    pool.join()


def _prepare(memory_bytes: int, parent: int, warm_modules: Sequence[str]) -> None:
    """Make a new worker: it dies with its parent and at SIGTERM, its memory is limited, its libraries are loaded."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # at once, also in the midst of a long match
    _die_with(parent)
    _limit_memory(memory_bytes)
    for name in warm_modules:
        with contextlib.suppress(ImportError):  # the call that needs it says so
            import_module(name)


def _die_with(parent: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)  # it was gone before
    else:
        threading.Thread(target=_exit_after_parent, daemon=True).start()


def _exit_after_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def _limit_memory(limit_bytes: int) -> None:
    # Data and not address space: libraries reserve far more addresses than they ever use.
    with contextlib.suppress(ValueError, OSError):  # a lower limit holds already, or the system knows none
        resource.setrlimit(resource.RLIMIT_DATA, (limit_bytes, limit_bytes))


def _packed_answer(packed_call: bytes) -> bytes:
    """Do a call and pack its answer, or the error it ended in: what crosses between the processes is bytes alone."""
    work, args = pickle.loads(packed_call)  # noqa: S301 -- packed by the parent
    try:
        return pickle.dumps((True, work(*args)))
    except MemoryError:
        raise
    except Exception as exc:  # noqa: BLE001 -- raised again in the parent, whatever it is
        return pickle.dumps((False, _portable(exc)))


def _portable(error: Exception) -> Exception:
    """Return an error as it can cross to the parent: with its traceback as a note, where it is none of ours."""
    if not isinstance(error, DatelineError):
        error.add_note("".join(traceback.format_exception(error)))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 -- packed in this line
    except Exception:  # noqa: BLE001 -- a foreign error may fail to unpack in any way
        return RuntimeError("".join(traceback.format_exception(error)))
    return error


def _unpacked(packed_answer: bytes) -> object:
    done, answer = pickle.loads(packed_answer)  # noqa: S301 -- packed by our own worker
    if not done:
        raise answer
    return cast("object", answer)

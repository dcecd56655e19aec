"""Workers: answers, errors with their data, limits of time and memory, and a clean end."""

import asyncio
import os
import pickle
import re
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from core import errors
from core.adapters.workers import InlineWorkers, ProcessWorkers
from core.errors import DatelineError, UnreadableFileError, WorkerCrashedError, WorkerTimeoutError

SHORT = timedelta(seconds=0.3)
AT = datetime(2025, 7, 20, 6, tzinfo=UTC)

INSTANCES = [
    errors.DatelineError("x"),
    errors.InputError("x"),
    errors.EmptyArticleError(),
    errors.UnreadableFileError("a.pdf", "locked"),
    errors.UnsupportedFormatError("a.doc", "no reader"),
    errors.TextTooLongError(9, 5),
    errors.UnknownZoneError("Nowhere"),
    errors.UnreadableTimeError("soon"),
    errors.NotFoundError("deadline", 7),
    errors.TooManyFollowsError(200),
    errors.TooManyRequestsError(SHORT),
    errors.UnresolvableTimexError("some weeks", span=(3, 13)),
    errors.WireError("https://example.org", "down"),
    errors.ForbiddenAddressError("http://10.0.0.1", "private"),
    errors.UnreachableError("https://example.org", "HTTP 503", retry_at=AT),
    errors.FeedUnavailableError("https://example.org", "HTTP 503", retry_at=AT),
    errors.PageUnavailableError("https://example.org", "behind a paywall"),
    errors.NotAFeedError("https://example.org", ("https://example.org/rss",)),
    errors.WorkerError("x"),
    errors.WorkerTimeoutError("x"),
    errors.WorkerCrashedError("x"),
    errors.ConfigurationError("x"),
    errors.StoreError("x"),
]


def fail_with(error: Exception) -> None:
    raise error


class StubbornError(Exception):
    """Cannot be unpacked: its constructor wants more than its `args` hold."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


def fail_stubbornly() -> None:
    raise StubbornError("torn", "apart")


def match_for_ever() -> None:
    re.match(r"(a+)+$", "a" * 60 + "b")  # holds the interpreter: no signal handler of Python's would run


def take_memory(size: int) -> int:
    return len(bytearray(size))


def die() -> None:
    os._exit(9)


def unpackable() -> object:
    return lambda: None


@pytest_asyncio.fixture
async def workers() -> AsyncIterator[ProcessWorkers]:
    async with ProcessWorkers(1, warm_modules=(), memory_bytes=400_000_000) as workers:
        yield workers


async def test_work_is_done_in_another_process_and_its_answer_returned(workers: ProcessWorkers) -> None:
    assert await workers.run(os.getpid) != os.getpid()
    assert await workers.run(divmod, 17, 5) == (3, 2)


async def test_many_calls_at_once_each_get_their_own_answer() -> None:
    async with ProcessWorkers(2, warm_modules=(), calls_a_worker=7) as workers:
        assert await asyncio.gather(*(workers.run(abs, -n) for n in range(40))) == list(range(40))


def _kinds(kind: type[DatelineError] = DatelineError) -> Iterator[type[DatelineError]]:
    if kind.__module__ == "core.errors":
        yield kind
        for child in kind.__subclasses__():
            yield from _kinds(child)


def test_the_whole_error_tree_is_tried_below() -> None:
    assert {type(error) for error in INSTANCES} == set(_kinds())


@pytest.mark.parametrize("error", INSTANCES, ids=lambda error: type(error).__name__)
def test_each_error_of_ours_survives_packing_with_its_data(error: DatelineError) -> None:
    same = pickle.loads(pickle.dumps(error))
    assert type(same) is type(error)
    assert (str(same), same.args, vars(same)) == (str(error), error.args, vars(error))


async def test_an_error_of_ours_is_raised_as_it_was_in_the_worker(workers: ProcessWorkers) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        await workers.run(fail_with, UnreadableFileError("a.pdf", "locked"))
    assert (caught.value.name, caught.value.cause) == ("a.pdf", "locked")


async def test_a_bug_is_raised_with_the_traceback_of_the_worker(workers: ProcessWorkers) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        await workers.run(divmod, 1, 0)
    assert "Traceback" in "".join(caught.value.__notes__)


async def test_an_error_that_cannot_be_unpacked_is_told_and_breaks_nothing(workers: ProcessWorkers) -> None:
    with pytest.raises(RuntimeError, match="StubbornError: tornapart"):
        await workers.run(fail_stubbornly)
    with pytest.raises(Exception, match="pickle"):
        await workers.run(unpackable)
    assert await workers.run(abs, -1) == 1


async def test_a_call_over_its_time_is_ended_and_the_next_one_answered(workers: ProcessWorkers) -> None:
    with pytest.raises(WorkerTimeoutError):
        await workers.run(match_for_ever, limit=SHORT)
    assert await workers.run(abs, -1) == 1


async def test_a_call_that_waits_for_its_turn_is_not_charged_for_waiting(workers: ProcessWorkers) -> None:
    long = asyncio.create_task(workers.run(match_for_ever, limit=SHORT * 2))
    await asyncio.sleep(0)  # it is first in the queue
    assert await workers.run(abs, -1, limit=SHORT) == 1
    with pytest.raises(WorkerTimeoutError):
        await long


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not hold a process to its memory")
async def test_a_call_over_its_memory_fails_alone(workers: ProcessWorkers) -> None:
    with pytest.raises(WorkerCrashedError):
        await workers.run(take_memory, 500_000_000)
    assert await workers.run(take_memory, 1_000_000) == 1_000_000


async def test_a_process_that_dies_fails_its_call_alone(workers: ProcessWorkers) -> None:
    with pytest.raises(WorkerCrashedError):
        await workers.run(die)
    assert await workers.run(abs, -1) == 1


async def test_an_idle_process_that_is_killed_is_replaced(workers: ProcessWorkers) -> None:
    first = await workers.run(os.getpid)
    os.kill(first, signal.SIGKILL)
    assert await workers.run(os.getpid) != first


async def test_the_processes_ignore_ctrl_c(workers: ProcessWorkers) -> None:
    first = await workers.run(os.getpid)
    os.kill(first, signal.SIGINT)
    assert await workers.run(os.getpid) == first


async def test_a_cancelled_call_frees_its_process(workers: ProcessWorkers) -> None:
    await workers.run(abs, -1)
    call = asyncio.create_task(workers.run(match_for_ever))
    await asyncio.sleep(0.2)  # until it is under way
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert await asyncio.wait_for(workers.run(abs, -1), 5) == 1


async def test_closing_is_quick_in_the_midst_of_work_and_tells_the_caller(workers: ProcessWorkers) -> None:
    await workers.run(abs, -1)
    call = asyncio.create_task(workers.run(match_for_ever))
    await asyncio.sleep(0.2)  # until it is under way
    async with asyncio.timeout(2):
        await workers.close()
    with pytest.raises(WorkerCrashedError):
        await call
    with pytest.raises(WorkerCrashedError, match="closed"):
        await workers.run(abs, -1)
    await workers.close()


PARENT = """
import asyncio, os, re
from datetime import timedelta
from core.adapters.workers import ProcessWorkers

async def main():
    workers = ProcessWorkers(1, warm_modules=())
    print(await workers.run(os.getpid), flush=True)
    await workers.run(re.match, r"(a+)+$", "a" * 60 + "b")

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_process_outlives_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    command, quiet = [sys.executable, str(script)], subprocess.DEVNULL
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=quiet, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        assert _runs(worker)
        parent.kill()
    assert any(not _runs(worker) for _ in _moments(5))


def _moments(seconds: float) -> Iterator[None]:
    for _ in range(round(seconds / 0.02)):
        yield
        time.sleep(0.02)


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


async def test_inline_workers_answer_on_the_spot() -> None:
    workers = InlineWorkers()
    assert await workers.run(os.getpid) == os.getpid()
    with pytest.raises(ZeroDivisionError):
        await workers.run(divmod, 1, 0)
    await workers.close()

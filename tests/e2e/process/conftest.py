"""The bot as it runs in earnest: `dateline run` in a process of its own against a Bot API server on this machine."""

import asyncio
import os
import resource
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from bot.playground import PlaygroundServer
from bot.playground.flood import Limits
from bot.playground.telegram import Telegram
from core.adapters.clock import SystemClock
from core.adapters.sql.stores import SqlStores, open_stores

TOKEN = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
START_SECONDS = 60.0


class Process:
    """One run of the bot; what it logged stays readable after its end."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self._process, self._log = process, log

    @property
    def id(self) -> int:
        return self._process.pid

    @property
    def logged(self) -> str:
        return self._log.read_text()

    def family(self) -> list[list[bytes]]:
        """Return the arguments of the process and of those that it began, as any user of the machine sees them."""
        pid = self.id
        family = [str(pid), *Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return [Path(f"/proc/{one}/cmdline").read_bytes().split(b"\0") for one in family]

    def lift(self, limit: int) -> None:
        """Lift a limit of the system under which it was begun."""
        most = resource.prlimit(self.id, limit)[1]
        resource.prlimit(self.id, limit, (most, most))

    def kill(self) -> None:
        """End it without a word, as a machine that loses its power."""
        self._process.kill()

    async def logs(self, words: str, seconds: float = START_SECONDS) -> None:
        """Wait until it has logged some words; one that ends without them fails at once."""
        async with asyncio.timeout(seconds):
            while words not in self.logged:  # a file rings no bell
                assert self._process.returncode is None, f"ended without {words!r}:\n{self.logged[-3000:]}"
                await asyncio.sleep(0.02)

    async def ended(self, seconds: float = 10) -> int:
        """Return the exit status."""
        async with asyncio.timeout(seconds):
            return await self._process.wait()

    async def terminate(self, *, times: int = 1) -> tuple[int, float]:
        """Ask it to end, several times if need be; return the exit status and the seconds that took."""
        begun = time.monotonic()
        for _ in range(times):
            self._process.send_signal(signal.SIGTERM)
            await asyncio.sleep(0.05)
        return await self.ended(), time.monotonic() - begun


class Scene:
    """A Bot API server, a store, and the runs of the bot between them."""

    def __init__(self, server: PlaygroundServer, home: Path) -> None:
        self.server, self.telegram, self.home = server, server.telegram, home
        self.store_file = home / "store.sqlite3"
        self._store = f"sqlite:///{self.store_file}"
        self._runs: list[Process] = []
        self._wall = home / "wall"

    def set_clock(self, moment: datetime) -> None:
        """Set the wall clock of the runs that are begun afterwards, or that read it while they run."""
        self._wall.write_text(moment.isoformat())

    @asynccontextmanager
    async def store(self) -> AsyncIterator[SqlStores]:
        """Open the bot's store while it does not run."""
        stores = await open_stores(self._store)
        try:
            yield stores
        finally:
            await stores.close()

    @asynccontextmanager
    async def running(
        self, *arguments: str, limits: Mapping[int, int] | None = None, **settings: object
    ) -> AsyncIterator[Process]:
        """Run the bot, within limits of the system where some are given; see to it that it is gone at the end."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
        given = {
            "token": TOKEN,
            "api_url": self.server.api_url,
            "database_url": self._store,
            "log_level": "DEBUG",
            "http_port": 0,
            **settings,
        }
        clocked = [str(Path(__file__).with_name("clocked.py")), str(self._wall)]
        program = clocked if self._wall.exists() else ["-m", "bot"]
        log = self.home / f"run-{len(self._runs) + 1}.log"
        with log.open("wb") as written:
            process = await asyncio.create_subprocess_exec(
                sys.executable, *program, "run", *arguments,
                cwd=self.home,
                env={**kept, "HOME": str(self.home), **{f"DATELINE_{k.upper()}": str(v) for k, v in given.items()}},
                stdout=written,
                stderr=written,
                preexec_fn=partial(_limit, limits or {}),
            )  # fmt: skip
        self._runs.append(Process(process, log))
        try:
            yield self._runs[-1]
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()

    async def until(self, is_so: Callable[[], object], seconds: float = START_SECONDS) -> None:
        """Wait until something is so in the world of the server; a run that ended before that fails at once."""
        run = self._runs[-1]
        both = [asyncio.create_task(self.telegram.until(is_so, seconds)), asyncio.create_task(run.ended(seconds + 1))]
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        for task in both:
            task.cancel()
        await asyncio.gather(*both, return_exceptions=True)
        assert is_so(), f"waited in vain; the bot logged:\n{run.logged[-3000:]}"


def _limit(limits: Mapping[int, int]) -> None:
    for kind, most in limits.items():
        resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    """A scene whose store follows one feed that cannot be read, so that nothing outside this machine is asked."""
    async with AsyncExitStack() as stack:
        server = PlaygroundServer(0, now=SystemClock().now, token=TOKEN)
        server.telegram.flood.limits = Limits(overall=1000, burst=1000)
        await server.start()
        stack.push_async_callback(server.stop)
        scene = Scene(server, tmp_path)
        async with scene.store() as stores, stores.begin() as tx:
            await tx.feeds.add("http://127.0.0.1:9/feed", title="Nothing", house=True)
        yield scene


@pytest.fixture
def telegram(scene: Scene) -> Telegram:
    return scene.telegram

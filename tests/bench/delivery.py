"""The table of delivery: a plain loop over python-telegram-bot beside our whole path from outbox row to settled.

Both talk to one server that answers after 80 ms. CPU is this process's own; the server runs in another. Garbage is
collected as each program has it: by Python's own settings, and by those of `dateline run`. Rates and costs are those
of the quickest of a few runs, the two programs in turn; what else the machine does only ever adds to a time.
"""

import asyncio
import compileall
import gc
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import starmap
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from telegram import Bot
from telegram.request import HTTPXRequest

from bot.cli import COLLECTED
from bot.delivery.sender import Sender
from bot.delivery.transport import ANSWER_SECONDS, Answer, BotApi
from bot.logs import configure_logs
from bot.settings import Settings
from core.adapters.clock import SystemClock
from core.adapters.sql.stores import SqlStores, open_stores
from core.model.delivery import Delivery, Outcome, Priority, Sent
from core.model.ids import ChatId
from tests.postgres import NoPostgresError, running

TOKEN = "1:bench"
RATE, PAID_RATE = 28.0, 940.0
"""Messages a second: the default, and as many as Telegram takes from a bot that pays for its broadcasts."""
_PLAIN, _OURS, _PACED, _PAID, _REPLIES, _COSTED, _COSTINGS, _ROUNDS = 300, 6_000, 250, 4_000, 60, 10_000, 6, 3
_PARALLEL = 30
_BATCH = 100
_TEXT = "7 days left: the ultimatum ends on 7 September 2025. " * 6
_NOW = datetime(2026, 3, 1, tzinfo=UTC)

_ROOT = Path(__file__).parents[2]

_BARE = """
import sys
from telegram.ext import Application, CommandHandler

async def help(update, context):
    await update.message.reply_text("words")

bot = Application.builder().token("1:bench").base_url(sys.argv[1] + "/bot").build()
bot.add_handler(CommandHandler("help", help))
bot.run_polling()
"""


def table() -> list[str]:
    """Return the lines of the table."""
    configure_logs(Settings(log_level="WARNING"))
    with answering() as server:
        return [
            *_unpaced(server),
            "",
            *(asyncio.run(_paced(server, senders)) for senders in (1, 2, 4)),
            asyncio.run(_paced(server, 1, rate=PAID_RATE, messages=_PAID)),
            asyncio.run(_replies(server)),
            "",
            *_costs(),
            "",
            *_starts(server),
        ]


class Server:
    """The server's address, and what it noted."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def noted(self, method: str = "sendMessage") -> list[float]:
        """Return when a method was called since the last time, in seconds."""
        return [at for called, at in self.calls() if called == method]

    def calls(self) -> list[tuple[str, float]]:
        """Return what was called since the last time, and when, in seconds."""
        with urlopen(f"{self.url}/noted") as answer:
            return [(called, at) for called, at in json.load(answer)]

    def say(self) -> None:
        """Let the next poll bring a message."""
        with urlopen(f"{self.url}/say"):
            pass


@contextmanager
def answering() -> Iterator[Server]:
    """Run the server until the block ends."""
    command = [sys.executable, "-m", "tests.bench.answering"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Server(int(process.stdout.readline()))
        finally:
            process.kill()


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of sends took: messages a second, and milliseconds of CPU a message."""

    rate: float
    cpu_ms: float

    def line(self, name: str) -> str:
        """Return a line of the table."""
        return f"{name:36}{self.rate:>10.0f}{self.cpu_ms:>14.3f}"


def _unpaced(server: Server) -> list[str]:
    runs = [(asyncio.run(_plain(server)), asyncio.run(_ours(server))) for _ in range(_ROUNDS)]
    plain, ours = (_quickest(of_one) for of_one in zip(*runs, strict=True))
    return [
        f"{'unpaced, 80 ms latency':36}{'messages/s':>10}{'CPU ms each':>14}",
        plain.line(f"python-telegram-bot, {_PARALLEL} parallel"),
        ours.line("Dateline, outbox row to settled"),
        f"{'':36}{ours.rate / plain.rate:>9.1f}x{ours.cpu_ms / plain.cpu_ms:>13.2f}x",
    ]


def _quickest(runs: Iterable[Run]) -> Run:
    return max(runs, key=lambda run: run.rate)


@contextmanager
def _timed(count: int, runs: list[Run]) -> Iterator[None]:
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    runs.append(Run(count / (time.perf_counter() - wall), 1000 * (time.process_time() - cpu) / count))


async def _plain(server: Server) -> Run:
    """Send as a plain loop does: so many at once, each as soon as one has ended, over the stock transport."""
    runs: list[Run] = []
    places = asyncio.Semaphore(_PARALLEL)
    async with Bot(TOKEN, f"{server.url}/bot", request=HTTPXRequest(connection_pool_size=_PARALLEL)) as bot:

        async def send(chat: int) -> None:
            async with places:
                await bot.send_message(chat, _TEXT)

        with _timed(_PLAIN, runs):
            await asyncio.gather(*(send(n + 1) for n in range(_PLAIN)))
    return runs[0]


@contextmanager
def _collected() -> Iterator[None]:
    """Let garbage be collected as it is while the bot runs."""
    before = gc.get_threshold()
    gc.set_threshold(*COLLECTED)
    gc.freeze()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


async def _ours(server: Server) -> Run:
    runs: list[Run] = []
    async with _opened(server, rate=100_000) as ((stores, sender, _),):
        await _put(stores, _digests(_OURS))
        with _collected(), _timed(_OURS, runs):
            async with _at_work([sender]):
                await _settled(stores)
    return runs[0]


async def _paced(server: Server, count: int, *, rate: float = RATE, messages: int = _PACED) -> str:
    """Send at a rate from several senders of one store."""
    server.noted()
    async with _opened(server, count, rate=rate) as crew:
        stores = crew[0][0]
        await _put(stores, _digests(messages))
        async with _at_work([sender for _, sender, _ in crew]):
            await _settled(stores)
    sent = sorted(server.noted())
    used = (len(sent) - 1) / (sent[-1] - sent[0]) / rate
    return f"{f'{rate:.0f}/s, {count} sender(s)':36}peak in any second {peak(sent)}, {used:.1%} of the budget used"


def peak(moments: Sequence[float]) -> int:
    """Return the most moments, of these in order, that any one second holds."""
    return max(bisect_left(moments, at + 1) - n for n, at in enumerate(moments))


async def _replies(server: Server) -> str:
    """Time replies from their row to their answer, with nothing else to send and amid a broadcast."""
    async with _opened(server) as ((stores, sender, api),), _at_work([sender]):
        idle = await _reply_times(stores, sender, api, 1_000_000)
        await _put(stores, _digests(1_000))
        busy = await _reply_times(stores, sender, api, 2_000_000)
    return (
        f"{'replies, row to answered':36}p50 {_centile(idle, 50):.0f}, p99 {_centile(idle, 99):.0f} ms idle;"
        f" p50 {_centile(busy, 50):.0f}, p99 {_centile(busy, 99):.0f} ms in a broadcast"
        f" ({_centile(busy, 99) / _centile(idle, 99):.2f}x)"
    )


async def _reply_times(stores: SqlStores, sender: Sender, api: "Listening", first: int) -> list[float]:
    """Return the milliseconds that each of some replies took."""
    draw, times = random.Random(1), []
    for chat in range(first, first + _REPLIES):
        await asyncio.sleep(draw.uniform(0.05, 0.15))
        begun, heard = time.perf_counter(), api.listen(chat)
        await _put(stores, [Delivery(f"{chat}", ChatId(chat), {"text": _TEXT}, SystemClock().now())])
        sender.wake()
        times.append(1000 * (await heard - begun))
    return times


def _centile(values: Sequence[float], share: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * share // 100)]


class Listening(BotApi):
    """A transport that tells when a chat's message was answered."""

    def __init__(self, url: str) -> None:
        super().__init__(url, TOKEN)
        self._heard: dict[int, asyncio.Future[float]] = {}

    def listen(self, chat: int) -> "asyncio.Future[float]":
        """Return what will be the second of the answer."""
        self._heard[chat] = asyncio.get_running_loop().create_future()
        return self._heard[chat]

    async def call(self, method: str, params: Mapping[str, Any], *, seconds: float = ANSWER_SECONDS) -> Answer:
        """Call, and note the time where somebody listens."""
        answer = await super().call(method, params, seconds=seconds)
        if (heard := self._heard.pop(params.get("chat_id", 0), None)) is not None:
            heard.set_result(time.perf_counter())
        return answer


Crew = list[tuple[SqlStores, Sender, Listening]]


@asynccontextmanager
async def _opened(server: Server, count: int = 1, *, rate: float = RATE) -> AsyncIterator[Crew]:
    """Open senders of one new store, each with connections of its own, as processes have."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        crew: Crew = []
        for _ in range(count):
            stores = await open_stores(f"sqlite:///{folder}/store.sqlite3")
            stack.push_async_callback(stores.close)
            api = await stack.enter_async_context(Listening(server.url))
            crew.append((stores, Sender(stores, SystemClock(), api, rate=rate), api))
        yield crew


@asynccontextmanager
async def _at_work(senders: Sequence[Sender]) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(sender.run()) for sender in senders]
    yield
    await asyncio.gather(*(sender.stop(seconds=2) for sender in senders))
    await asyncio.gather(*tasks)


def _digests(count: int, *, of: int = 0) -> list[Delivery]:
    now = SystemClock().now()
    payload = {"text": _TEXT}
    return [Delivery(f"digest {of} {n}", ChatId(n + 1), payload, now, priority=Priority.DIGEST) for n in range(count)]


async def _put(stores: SqlStores, deliveries: Sequence[Delivery]) -> None:
    async with stores.begin() as tx:
        await tx.outbox.put(deliveries)


async def _settled(stores: SqlStores) -> None:
    """Return once nothing is left to send, looking so seldom that it costs nothing."""
    left = 1
    while left:
        await asyncio.sleep(0.1)
        async with stores.begin() as tx:
            left = await tx.outbox.pending(now=SystemClock().now())


def _costs() -> list[str]:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        urls, without = {"SQLite": f"sqlite:///{folder}/store.sqlite3"}, []
        try:
            urls["PostgreSQL"] = stack.enter_context(running())
        except NoPostgresError as exc:
            without = [f"{'PostgreSQL':36}{exc}"]
        runs: dict[str, list[Run]] = {name: [] for name in urls}
        for n in range(_COSTINGS):
            for name, url in urls.items():
                runs[name].append(asyncio.run(_cost(url, of=n)))
    return [*starmap(_cost_line, runs.items()), *without]


def _cost_line(name: str, runs: Sequence[Run]) -> str:
    best, worst = _quickest(runs), min(run.rate for run in runs)
    return (
        f"{f'claim and settle on {name}':36}{1e6 / best.rate:.0f} µs a message, {1000 * best.cpu_ms:.0f} of CPU"
        f" (at worst {1e6 / worst:.0f})"
    )


async def _cost(url: str, *, of: int) -> Run:
    """Time what the outbox costs a message, claimed and settled a hundred at a time."""
    stores = await open_stores(url)
    await _put(stores, _digests(_COSTED, of=of))
    later = SystemClock().now() + timedelta(hours=1)
    runs: list[Run] = []
    with _collected(), _timed(_COSTED, runs):
        while await _claim_and_settle(stores, later):
            pass
    await stores.close()
    return runs[0]


async def _claim_and_settle(stores: SqlStores, now: datetime) -> int:
    async with stores.begin() as tx:
        claimed = await tx.outbox.claim_due(now=now, elapsed=_NOW, lease=timedelta(minutes=1), limit=_BATCH)
    outcomes: dict[str, Outcome] = {delivery.key: Sent(n) for n, delivery in enumerate(claimed)}
    async with stores.begin() as tx:
        await tx.outbox.settle(outcomes, elapsed=_NOW)
    return len(claimed)


def _starts(server: Server) -> list[str]:
    """Time a process from its start to its first poll and to its answer to what that brings, the quickest of a few.

    Our modules are compiled, as those of a package are once it is installed.
    """
    for package in ("core", "bot"):
        compileall.compile_dir(_ROOT / package, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            **os.environ,
            "DATELINE_TOKEN": TOKEN,
            "DATELINE_API_URL": server.url,
            "DATELINE_DATABASE_URL": f"sqlite:///{folder}/store.sqlite3",
        }
        bare = [_start(server, ["-c", _BARE, server.url], dict(os.environ)) for _ in range(_ROUNDS)]
        ours = [_start(server, ["-m", "bot", "run"], settings) for _ in range(_ROUNDS)]
    return [
        _start_line("start to first poll", min(s.polled for s in ours), min(s.polled for s in bare)),
        _start_line("start to first answer", min(s.answered for s in ours), min(s.answered for s in bare)),
    ]


def _start_line(name: str, ours: float, bare: float) -> str:
    return f"{name:36}{ours:.2f} s, bare python-telegram-bot {bare:.2f} s ({ours / bare:.2f}x)"


@dataclass(frozen=True, slots=True)
class Start:
    """How many seconds after its start a process asked for updates, and answered the one that it got."""

    polled: float
    answered: float


def _start(server: Server, command: list[str], settings: Mapping[str, str]) -> Start:
    server.noted()
    server.say()
    first: dict[str, float] = {}
    begun = time.monotonic()
    with subprocess.Popen([sys.executable, *command], env=settings, cwd=_ROOT, stderr=subprocess.DEVNULL) as process:
        try:
            while "sendMessage" not in first:
                if process.poll() is not None:
                    raise RuntimeError(f"{command} ended before it answered")
                time.sleep(0.02)
                for method, at in server.calls():
                    first.setdefault(method, at - begun)
        finally:
            process.kill()
    return Start(first["getUpdates"], first["sendMessage"])

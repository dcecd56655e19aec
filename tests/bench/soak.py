"""The soak: the whole bot in its own process amid people, faults and kills; nothing may be lost.

Everybody is promised alerts, which fall due as it runs, and asks for things by words of their own, so that each answer
is known again. It lasts `DATELINE_SOAK_SECONDS` (150 by default).
"""

import asyncio
import os
import random
import sqlite3
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.delivery.pacing import Flight
from bot.delivery.sender import MOST_IN_FLIGHT
from bot.playground import PlaygroundServer
from bot.playground.people import Person
from core.adapters.clock import SystemClock
from core.model.delivery import Delivery, Priority
from core.model.ids import ChatId
from tests.e2e.process.conftest import TOKEN, Process, Scene

SECONDS = float(os.environ.get("DATELINE_SOAK_SECONDS", "150"))
PEOPLE, ALERTS, RATE = 40, 15, 28.0
"""Each person is promised so many alerts."""

_FIRST = 80_000
_ASKS = ("/search {word}", "/timezone {word}", "/record {word}")
_QUIET = 0.4
"""The share of the time at its end in which the process lives on, so that its memory can be seen to grow."""


@dataclass
class Tally:
    """What was promised and what befell the bot."""

    promised: set[tuple[int, str]] = field(default_factory=set)
    asked: set[tuple[int, str]] = field(default_factory=set)
    befell: Counter[str] = field(default_factory=Counter)
    doubtful: int = 0
    """How many messages may come twice: one for each lost answer, and those in flight at each kill."""
    memory: list[int] = field(default_factory=list)
    """Bytes, of the last process."""


def table() -> list[str]:
    """Return the lines of the table. Raises SystemExit where something was lost."""
    return asyncio.run(_lines())


async def _lines() -> list[str]:
    draw, tally = random.Random(1), Tally()
    async with _scene() as scene:
        people = [scene.telegram.add_person(f"Reader {n}", _FIRST + n, has_started=True) for n in range(PEOPLE)]
        await _promise(scene, people, tally)
        chatter = asyncio.create_task(_chatter(scene, people, draw, tally))
        trouble = asyncio.create_task(_trouble(scene, draw, tally))
        await _live(scene, chatter, draw, tally)
        trouble.cancel()
        await asyncio.gather(chatter, trouble, return_exceptions=True)
        return _report(scene, tally)


@asynccontextmanager
async def _scene() -> AsyncIterator[Scene]:
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        server = PlaygroundServer(0, now=SystemClock().now, token=TOKEN)
        await server.start()
        stack.push_async_callback(server.stop)
        scene = Scene(server, Path(folder))
        async with scene.store() as stores, stores.begin() as tx:
            await tx.feeds.add("http://127.0.0.1:9/feed", title="Nothing", house=True)
        yield scene


async def _promise(scene: Scene, people: list[Person], tally: Tally) -> None:
    """Let alerts wait for everybody that fall due one after the other."""
    now = SystemClock().now()
    for person in people:
        tally.promised |= {(person.id, f"alert {n} of {person.name}.") for n in range(ALERTS)}
    spread = SECONDS * 0.9 / len(tally.promised)
    waiting = [
        Delivery(text, ChatId(chat), {"text": text}, now + timedelta(seconds=n * spread), priority=Priority.ALERT)
        for n, (chat, text) in enumerate(sorted(tally.promised, key=lambda one: one[1]))
    ]
    async with scene.store() as stores, stores.begin() as tx:
        await tx.outbox.put(waiting)


async def _chatter(scene: Scene, people: list[Person], draw: random.Random, tally: Tally) -> None:
    """Let people ask for things, each by a word of its own, until shortly before the end."""
    loop, number = asyncio.get_running_loop(), 0
    until = loop.time() + SECONDS * 0.9
    while loop.time() < until:
        await asyncio.sleep(draw.expovariate(4))
        person, word = draw.choice(people), f"qz{number}x"
        scene.telegram.say(draw.choice(_ASKS).format(word=word), person.id)
        tally.asked.add((person.id, word))
        number += 1


async def _trouble(scene: Scene, draw: random.Random, tally: Tally) -> None:
    """Let something befall network, Telegram or the store every few seconds."""
    troubles: list[Callable[[Scene, Tally], object]] = [
        _lost_answer, _garbled, _reset, _flood, _server_error, _slow, _outage, _locked,
    ]  # fmt: skip
    while True:
        await asyncio.sleep(draw.uniform(1, 4))
        trouble = draw.choice(troubles)
        tally.befell[trouble.__name__[1:].replace("_", " ")] += 1
        made = trouble(scene, tally)
        if asyncio.iscoroutine(made):
            await made


def _lost_answer(scene: Scene, tally: Tally) -> None:
    scene.telegram.faults.lose_answer(method="sendMessage")
    tally.doubtful += 1


def _garbled(scene: Scene, tally: Tally) -> None:
    scene.telegram.faults.garble_next(method="sendMessage")
    tally.doubtful += 1


def _reset(scene: Scene, _: Tally) -> None:
    scene.telegram.faults.reset_next(method="sendMessage")


def _flood(scene: Scene, _: Tally) -> None:
    scene.telegram.faults.refuse_next(429, "Too Many Requests: retry after 1", retry_after=1, method="sendMessage")


def _server_error(scene: Scene, _: Tally) -> None:
    scene.telegram.faults.refuse_next(500, "Internal Server Error", method="getUpdates")


def _slow(scene: Scene, _: Tally) -> None:
    scene.telegram.faults.delay_next(3, method="sendMessage", times=3)


async def _outage(scene: Scene, _: Tally) -> None:
    scene.telegram.faults.outage = True
    await asyncio.sleep(3)
    scene.telegram.faults.outage = False


async def _locked(scene: Scene, _: Tally) -> None:
    with closing(sqlite3.connect(scene.store_file, isolation_level=None, timeout=1)) as holder:
        try:
            holder.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            return
        await asyncio.sleep(1)
        holder.execute("ROLLBACK")


async def _live(scene: Scene, chatter: "asyncio.Task[None]", draw: random.Random, tally: Tally) -> None:
    """Run the bot, end it every now and then, and let the last run go on until all is quiet."""
    loop = asyncio.get_running_loop()
    kill_until = loop.time() + SECONDS * (1 - _QUIET)
    while loop.time() < kill_until:
        async with scene.running(log_level="WARNING", send_rate=RATE) as run:
            await asyncio.sleep(draw.uniform(5, 15))
            if draw.random() < 0.7:
                tally.befell["kill -9"] += 1
                tally.doubtful += Flight(RATE, most=MOST_IN_FLIGHT).limit
                run.kill()
                await run.ended()
            else:
                tally.befell["SIGTERM"] += 1
                await run.terminate()
    async with scene.running(log_level="WARNING", send_rate=RATE) as run:
        await asyncio.sleep(5)
        tally.memory.append(_resident(run))
        await chatter
        scene.telegram.faults.clear()
        await _settled(scene, tally)
        tally.memory.append(_resident(run))
        await run.terminate()


def _resident(run: Process) -> int:
    pages = int(Path(f"/proc/{run.id}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


async def _settled(scene: Scene, tally: Tally) -> None:
    """Wait until nothing is missing, at most a minute."""
    for _ in range(120):
        await asyncio.sleep(0.5)
        if not _missing(scene, tally):
            return


def _missing(scene: Scene, tally: Tally) -> set[tuple[int, str]]:
    said = "\0".join(f"{chat} {text}" for chat, text in scene.telegram.sent)
    heard = set(scene.telegram.sent)
    unanswered = {(chat, word) for chat, word in tally.asked if word not in said}
    return (tally.promised - heard) | unanswered


def _report(scene: Scene, tally: Tally) -> list[str]:
    counted, missing = Counter(scene.telegram.sent), _missing(scene, tally)
    repeats = sum(counted.values()) - len(counted)
    begin, end = (round(bytes_ / 1e6) for bytes_ in tally.memory)
    lines = [
        f"{'alerts promised, commands given':36}{len(tally.promised)}, {len(tally.asked)}",
        f"{'messages sent':36}{sum(counted.values())}",
        f"{'lost':36}{len(missing)}",
        f"{'repeated':36}{repeats} (at most {tally.doubtful}: lost answers and sends in flight at kills)",
        f"{'memory of the last run':36}{begin} MB after 5 s, {end} MB at the end",
        f"{'what befell it':36}" + ", ".join(f"{count} {what}" for what, count in sorted(tally.befell.items())),
    ]
    if missing or repeats > tally.doubtful:
        raise SystemExit("\n".join([*lines, f"LOST: {sorted(missing)[:20]}"]))
    return lines

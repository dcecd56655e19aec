"""The stage: the playground's bot, opened anew for each of its two modes, and its clock."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.delivery.transport import BotApi
from bot.playground import Mode
from bot.running import Crew, Orders, at_work
from bot.stepping import Stepper, StoryClock
from core.model.article import Draft
from core.newsdesk.room import Newsroom
from core.ports import Clock

OpenRoom = Callable[[Clock, bool], AbstractAsyncContextManager[Newsroom]]
"""Opens a newsroom with a fresh store on a clock; with True it follows the starter feeds."""


@dataclass(frozen=True, slots=True)
class Script:
    """What the story mode begins with: the recorded articles, earliest first, and the moment at which one joins in."""

    articles: Sequence[Draft]
    begins_at: datetime


class Stage:
    """Holds the bot that is at work now. A change of mode ends it and begins another one with empty tables."""

    def __init__(
        self,
        script: Script,
        open_room: OpenRoom,
        *,
        real: Clock,
        stepped: Callable[[datetime], StoryClock],
        fault: Callable[[BaseException], Any],
    ) -> None:
        """`fault` is called where a part of the bot fails while it runs."""
        self._script, self._open_room, self._real, self._stepped = script, open_room, real, stepped
        self._fault = fault
        self._clock: Clock = real
        self._stack = AsyncExitStack()
        self._stepper: Stepper | None = None
        self.api: BotApi | None = None

    def now(self) -> datetime:
        """Return the playground's time (UTC)."""
        return self._clock.now()

    async def open(self, mode: Mode) -> None:
        """Begin anew in a mode."""
        await self.close()
        if mode == "story":
            await self._open_story()
        else:
            self._clock = self._real
            await self._begin(self._real, Orders())

    async def close(self) -> None:
        """End the bot that is at work."""
        self._stepper = None
        await self._stack.aclose()
        self._stack = AsyncExitStack()

    async def step(self, moment: datetime) -> None:
        """Move the story on to `moment`, and return once all that falls due by then is sent."""
        if self._stepper is not None:
            await self._stepper.step_to(moment)

    async def next_event(self) -> datetime | None:
        """Return when something is published or falls due next, None where nothing is planned."""
        return await self._stepper.next_due() if self._stepper is not None else None

    async def _open_story(self) -> None:
        """Read what was published before the story is joined, each report on its own day."""
        begins = self._script.begins_at
        published = [draft.published for draft in self._script.articles if draft.published is not None]
        clock = self._stepped(min([begins, *published]))
        self._clock = clock
        crew = await self._begin(clock, Orders(paced_by=_with_the_story(clock), ticking=False))
        self._stepper = Stepper(crew.room, clock, self._script.articles, drain=crew.sender.drain)
        await self._stepper.step_to(begins)

    async def _begin(self, clock: Clock, orders: Orders) -> Crew:
        if self.api is None:
            raise RuntimeError("the stage has no Bot API yet")
        room = await self._stack.enter_async_context(self._open_room(clock, orders.ticking))
        crew = await self._stack.enter_async_context(at_work(room, self.api, orders))
        crew.ended.add_done_callback(self._tell_fault)
        return crew

    def _tell_fault(self, ended: asyncio.Future[None]) -> None:
        failure = None if ended.cancelled() else ended.exception()
        if failure is not None:
            self._fault(failure)


def _with_the_story(clock: StoryClock) -> Callable[[], datetime]:
    """Return a time that passes with the machine's time and with the story's: a day's messages are no burst."""
    begins = clock.now()
    return lambda: clock.elapsed() + (clock.now() - begins)

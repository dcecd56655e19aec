"""Lanes: journalled updates are obeyed, those of one chat in order, those of many chats at once."""

import asyncio
from collections import deque
from contextlib import suppress
from datetime import datetime, timedelta

import structlog
from telegram import Update

from bot import views
from bot.context import DatelineContext, Desk
from bot.intake.patience import Patience
from bot.intake.quotas import Quotas
from bot.intake.raw import is_private_message, press_in
from bot.views.language import speaking
from bot.views.render import render
from core.errors import DatelineError, StoreError, TooManyRequestsError
from core.model.delivery import Delivery, JournalledUpdate
from core.model.ids import ChatId
from core.newsdesk import planning
from core.ports import Locks

log = structlog.get_logger(__name__)

ATTEMPTS = 3
"""How often an update may fail before it is put aside."""

AT_ONCE = 200
"""Updates taken up with one look at the journal."""

SHARED_LOOK_SECONDS = 1.0
"""How often the journal is looked at where other processes fill it."""

PRESS_SECONDS = 1.5
"""After this long a press is answered, whatever else its chat waits for; what it does comes in its turn."""

IN_HAND = 2000
"""Updates that wait in their lanes at most; the others wait in the journal."""


class Lanes:
    """Takes up what the journal holds and is not done. `await run()` in a task of its own; it ends after `stop()`."""

    def __init__(self, desk: Desk, *, locks: Locks | None = None, quotas: Quotas | None = None) -> None:
        """With `locks` other processes obey the same journal, and each chat has one of them at a time."""
        self._desk, self._room, self._locks = desk, desk.bot_data.room, locks
        self._in_hand: set[int] = set()
        self._lanes: dict[ChatId | None, deque[JournalledUpdate]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._woken = asyncio.Event()
        self._behind = self._stopping = False
        self._raised: dict[int, Exception] = {}
        self._quotas, self._told = quotas or Quotas(), dict[ChatId | None, datetime]()
        desk.add_error_handler(self._note)

    def wake(self) -> None:
        """Look at the journal now."""
        self._woken.set()

    async def run(self) -> None:
        """Take up what is not done, at the start also what an earlier process left, until stopped."""
        patience = Patience(first=0.5, longest=5)
        while not self._stopping:
            self._woken.clear()
            try:
                await self._take_up()
                patience.again()
            except StoreError as exc:
                log.error("journal cannot be read", error=str(exc))  # noqa: TRY400 -- the advice is in the words
                await asyncio.sleep(patience.more())
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(None if self._locks is None else SHARED_LOOK_SECONDS):
                    await self._woken.wait()

    async def stop(self, *, seconds: float) -> None:
        """Begin nothing more; give what is under way `seconds`, then undo it: it is obeyed at the next start."""
        self._stopping = True
        self.wake()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _take_up(self) -> None:
        known = set(self._in_hand)  # before the look: what is done during it is not taken up again
        limit = min(len(known) + AT_ONCE, IN_HAND)
        async with self._room.stores.begin() as tx:
            unread = await tx.journal.unread(limit=limit)
        self._behind = len(unread) == limit
        for kept in unread:
            if kept.update_id not in known:
                self._line_up(kept)

    def _line_up(self, kept: JournalledUpdate) -> None:
        self._in_hand.add(kept.update_id)
        if (press := press_in(kept.raw)) is not None:
            asyncio.get_running_loop().call_later(PRESS_SECONDS, self._reassure, kept.update_id, press)
        lane = self._lanes.get(kept.chat)
        if lane is not None:
            lane.append(kept)
            return
        self._lanes[kept.chat] = deque([kept])
        task = asyncio.create_task(self._serve(kept.chat), name=f"lane {kept.chat}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _reassure(self, number: int, press: str) -> None:
        """Answer a press that still waits, behind a page that is slow to come, say."""
        if number in self._in_hand and not self._stopping:
            self._desk.bot_data.reassure(press)

    async def _serve(self, chat: ChatId | None) -> None:
        """Obey the updates of one chat, one after the other, until there are no more, or leave them to who has it."""
        name = f"lane:{chat}"
        try:
            if self._locks is None:
                await self._serve_lane(self._lanes[chat])
            elif await self._locks.acquire(name):
                try:
                    await self._drop_done(self._lanes[chat])
                    await self._serve_lane(self._lanes[chat])
                finally:
                    await self._locks.release(name)
        except StoreError as exc:
            log.error("lane cannot be locked", error=str(exc))  # noqa: TRY400 -- the advice is in the words
        finally:
            self._in_hand.difference_update(kept.update_id for kept in self._lanes.pop(chat))

    async def _drop_done(self, lane: deque[JournalledUpdate]) -> None:
        """Leave out what another process has done since the journal was read."""
        async with self._room.stores.begin() as tx:
            left = await tx.journal.left_of([kept.update_id for kept in lane])
        for kept in [kept for kept in lane if kept.update_id not in left]:
            lane.remove(kept)
            self._in_hand.discard(kept.update_id)

    async def _serve_lane(self, lane: deque[JournalledUpdate]) -> None:
        while lane and not self._stopping:
            try:
                await self._obey(lane[0])
            except Exception:
                log.exception("lane failed", update=lane[0].update_id)
            self._in_hand.discard(lane.popleft().update_id)
            if self._behind:
                self.wake()

    async def _obey(self, kept: JournalledUpdate) -> None:
        """See to it that an update is done; while the store cannot be used, wait and begin it anew."""
        patience, admitted = Patience(first=0.5, longest=10), False
        while not self._stopping:
            try:
                update = _parsed(kept, self._desk)
                if update is None:
                    await self._pass_over(kept)
                    return
                if not admitted and (wait := self._quotas.admit(kept.raw, now=self._room.clock.elapsed())):
                    await self._turn_away(update, kept.chat, wait)
                    return
                admitted = True
                if await self._settled(update, await self._handled(update)):
                    return
                await asyncio.sleep(patience.more() / 5)
            except StoreError as exc:
                log.error("store cannot be used", update=kept.update_id, error=str(exc))  # noqa: TRY400 -- as above
                await asyncio.sleep(patience.more())

    async def _handled(self, update: Update) -> Exception | None:
        """Give an update to its handler; return what that raised."""
        await self._desk.process_update(update)
        return self._raised.pop(update.update_id, None)

    async def _note(self, update: object, context: DatelineContext) -> None:
        if isinstance(update, Update) and context.error is not None:
            self._raised[update.update_id] = context.error

    async def _settled(self, update: Update, error: Exception | None) -> bool:
        """Mark an update as done, by an apology where it failed; False where it is to be tried again."""
        obeyed, number = self._desk.bot_data.obeyed, update.update_id
        if number in obeyed:
            obeyed.discard(number)
            if error is not None:
                log.error("failed after it was done", update=number, exc_info=error)
            return True
        match error:
            case None:
                await self._done(number)
            case StoreError():
                raise error
            case DatelineError():
                log.info("refused", update=number, error=type(error).__name__, exc_info=None)
                await self._refuse(update, error)
            case _:
                log.error("update failed", update=number, exc_info=error)
                return await self._failed(update, error)
        return True

    async def _failed(self, update: Update, error: Exception) -> bool:
        """Count a failure; after the last one apologise and put the update aside."""
        note = type(error).__name__
        async with self._room.stores.begin() as tx:
            failures = await tx.journal.failed(update.update_id, note=note)
        if failures < ATTEMPTS:
            return False
        await self._refuse(update, DatelineError(), note=note)
        return True

    async def _refuse(self, update: Update, error: DatelineError, *, note: str = "") -> None:
        """Say what was wrong and what to do: as a message, or as the answer to a press."""
        context = DatelineContext.from_update(update, self._desk)
        async with context.work(update, note=note) as work:
            if update.effective_message is not None and update.callback_query is None:
                await work.reply(views.error(error))
            elif update.callback_query is not None:
                work.toast = views.error_toast(error)
        self._desk.bot_data.obeyed.discard(update.update_id)

    async def _turn_away(self, update: Update, chat: ChatId | None, wait: timedelta) -> None:
        """Leave an update of somebody who sends too much undone, and say so once until the next is taken."""
        now = self._room.clock.elapsed()
        if now < self._told.get(chat, now):
            await self._done(update.update_id)
            return
        self._told[chat] = now + wait
        log.warning("turned away", chat=chat, wait=wait.total_seconds())
        await self._refuse(update, TooManyRequestsError(wait), note="too many")

    async def _pass_over(self, kept: JournalledUpdate) -> None:
        """Put aside what the library cannot parse; a person who wrote is told that it was not understood."""
        async with self._room.stores.begin() as tx:
            if kept.chat is not None and is_private_message(kept.raw):
                with speaking((await planning.settings(tx, kept.chat)).language):
                    payloads = render(views.error(DatelineError()))
                for n, payload in enumerate(payloads):
                    key = f"reply:{kept.update_id}:{n}"
                    await tx.outbox.put([Delivery(key, kept.chat, payload, self._room.clock.now())])
            await tx.journal.done(kept.update_id, note="cannot be parsed")
        self._desk.bot_data.wake()

    async def _done(self, number: int) -> None:
        async with self._room.stores.begin() as tx:
            await tx.journal.done(number)


def _parsed(kept: JournalledUpdate, desk: Desk) -> Update | None:
    """Return an update as the library reads it, None where it cannot."""
    try:
        return Update.de_json(dict(kept.raw), desk.bot)
    except Exception:
        log.exception("an update that cannot be parsed is passed over", update=kept.update_id)
        return None

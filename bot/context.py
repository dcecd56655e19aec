"""The context: what a handler finds, above all its unit of work.

Everything that a handler changes, the messages that it puts out, and the mark that its update is done commit together.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any, TypeAlias

import structlog
from telegram import Message, Update
from telegram.ext import Application, CallbackContext, ExtBot

from bot.delivery.outcomes import call_of
from bot.delivery.transport import BotApi, TransportError
from bot.hearing import client_language, listener
from bot.views.document import Document, paragraph
from bot.views.enclosures import Enclosure, fits, replacing, sending
from bot.views.groups import in_company
from bot.views.render import render
from core.model.delivery import Delivery
from core.model.ids import ChatId
from core.model.subscriber import Subscriber
from core.newsdesk.room import Newsroom
from core.ports import Transaction

log = structlog.get_logger(__name__)

ASIDE_SECONDS = 5.0
"""What may be spent on an answer that is worthless later."""


@dataclass(slots=True)
class Bureau:
    """What all handlers share; it stands where python-telegram-bot keeps its `bot_data`.

    `obeyed` holds the updates whose mark is committed, until their lane has taken note of it, `presses` when which
    button was last pressed by whom (the machine's time), `reassured` the presses whose answer came before their turn.
    """

    room: Newsroom
    api: BotApi
    wake: Callable[[], None]
    owner: ChatId | None = None
    public_url: str = ""
    obeyed: set[int] = field(default_factory=set)
    presses: dict[tuple[object, ...], datetime] = field(default_factory=dict)
    reassured: set[str] = field(default_factory=set)
    _asides: set[asyncio.Task[None]] = field(default_factory=set)

    def aside(self, method: str, params: dict[str, Any]) -> None:
        """Call a method whose result nobody needs, in the background."""
        self._keep(self._call(method, params))

    def asides(self, method: str, calls: Iterable[dict[str, Any]]) -> None:
        """Call a method once for each of these, one after the other; each is made when its turn comes."""

        async def call_each() -> None:
            for params in calls:
                await self._call(method, params)

        self._keep(call_each())

    def reassure(self, press: str) -> None:
        """Answer a press whose turn has not come, so that its button stops waiting."""
        self.reassured.add(press)
        self.aside("answerCallbackQuery", {"callback_query_id": press})

    async def aside_done(self, *, seconds: float) -> None:
        """Wait for what is under way, and end what takes longer."""
        if self._asides:
            _, late = await asyncio.wait(self._asides, timeout=seconds)
            for task in late:
                task.cancel()

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._asides.add(task)
        task.add_done_callback(self._asides.discard)

    async def _call(self, method: str, params: dict[str, Any]) -> None:
        try:
            answer = await self.api.call(method, params, seconds=ASIDE_SECONDS)
        except TransportError as exc:
            log.info("not said", method=method, error=str(exc))
            return
        if not answer.ok:
            log.info("not said", method=method, refused=answer.description)


@dataclass(slots=True)
class Work:
    """One unit of work for one update: its transaction, its chat, and what is said in it.

    `elapsed` is the machine's own time; `is_owner` where it is the owner's chat. `toast` is what a press is answered
    with, `link` what it opens; `me` is the bot's name, `public_url` its own address, "" where it has none. A handler
    that removed everything of the chat sets `forgotten`: what it says after that leaves no row. `client_language` is
    what the sender's client speaks, "" where it does not say so and in company.
    """

    tx: Transaction
    chat: ChatId
    now: datetime
    subscriber: Subscriber
    elapsed: datetime
    is_owner: bool
    _new_key: Callable[[], str]
    _thread: int | None = None
    _pressed: int | None = None
    me: str = ""
    client_language: str = ""
    public_url: str = ""
    room: Newsroom = field(init=False)
    toast: str = ""
    link: str = ""
    forgotten: bool = False
    _unkept: list[Delivery] = field(default_factory=list)

    @property
    def thread(self) -> int | None:
        """The forum topic that the update comes from."""
        return self._thread

    async def reply(self, view: Document, *, shows: str = "") -> None:
        """Say something new. `shows` names what it shows ("deadline:12"), so that it can be found and edited."""
        for payload in self._rendered(view):
            await self._put(Delivery(self._new_key(), self.chat, payload, self.now, thread=self._thread, shows=shows))

    async def edit(self, view: Document, *, shows: str = "") -> None:
        """Say it in place of the message whose button was pressed; as a new message where there is none."""
        if self._pressed is None:
            await self.reply(view, shows=shows)
            return
        first, *more = self._rendered(view)
        for method, payload in [
            ("editMessageText", {**first, "message_id": self._pressed}),
            *(("sendMessage", payload) for payload in more),
        ]:
            key = self._new_key()
            await self._put(
                Delivery(key, self.chat, payload, self.now, method=method, thread=self._thread, shows=shows)
            )

    def over(self, message: int | None) -> None:
        """Let what is edited be this message of the chat, a new one where there is none."""
        self._pressed = message

    async def show(self, page: Mapping[str, Any], *, shows: str = "") -> None:
        """Say something new that is rendered already, such as the first of several pages."""
        await self._put(Delivery(self._new_key(), self.chat, page, self.now, thread=self._thread, shows=shows))

    async def turn(self, page: Mapping[str, Any]) -> None:
        """Show a page in place of the message whose button was pressed; as a new message where there is none."""
        if self._pressed is None:
            await self.show(page)
            return
        payload = {**page, "message_id": self._pressed}
        await self._put(
            Delivery(self._new_key(), self.chat, payload, self.now, method="editMessageText", thread=self._thread)
        )

    async def enclose(self, view: Document, file: Enclosure) -> None:
        """Send a file with a screen under it; what has no room there comes as a message after it."""
        first, *more = self._rendered(view)
        method, payload = sending(file, first)
        where = Delivery(self._new_key(), self.chat, payload, self.now, method=method, thread=self._thread)
        await self._put(where)
        for page in more if fits(first) else [first, *more]:
            await self.show(page)

    async def redraw(self, view: Document, file: Enclosure) -> None:
        """Put a picture in place of the one whose button was pressed; as a new message where there is none."""
        if self._pressed is None:
            await self.enclose(view, file)
            return
        method, payload = replacing(file, self._rendered(view)[0], self._pressed)
        await self._put(Delivery(self._new_key(), self.chat, payload, self.now, method=method, thread=self._thread))

    def _rendered(self, view: Document) -> tuple[dict[str, Any], ...]:
        """Render a screen; in groups and channels, whose ids are below nought, as many people see it."""
        return render(in_company(view, self.me) if self.chat < 0 else view)

    async def _put(self, delivery: Delivery) -> None:
        if self.forgotten:
            self._unkept.append(delivery)
        else:
            await self.tx.outbox.put([delivery])


class DatelineContext(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], Bureau]):
    """What a handler is given beside its update."""

    def __init__(
        self,
        application: "Desk",
        chat_id: int | None = None,
        user_id: int | None = None,
    ) -> None:
        super().__init__(application, chat_id, user_id)
        self._numbers = count()

    @property
    def room(self) -> Newsroom:
        """The newsroom that the use cases work in."""
        return self.bot_data.room

    @asynccontextmanager
    async def work(self, update: Update, *, note: str = "", alone: bool = False) -> AsyncIterator[Work]:
        """Open the unit of work of an update; a press is answered once it is committed.

        When the block raises, nothing of it happened, and the update is not done. `note` goes with its mark. Who
        forgets or moves a chat is `alone`.
        """
        bureau, chat = self.bot_data, chat_of(update)
        now = self.room.clock.now()
        async with self.room.stores.begin(alone=alone) as tx:
            subscriber = await listener(tx, update, chat)
            elapsed, is_owner = self.room.clock.elapsed(), chat == bureau.owner
            where = (_thread_of(update), _pressed(update))
            work = Work(tx, chat, now, subscriber, elapsed, is_owner, self._key_maker(update), *where)
            work.me, work.room, work.public_url = self.bot.username, self.room, bureau.public_url
            work.client_language = client_language(update)
            yield work
            if work.toast and _press_of(update) in bureau.reassured:
                await work.reply(Document((paragraph(work.toast),)))
            await tx.journal.done(update.update_id, note=note)
        bureau.obeyed.add(update.update_id)
        bureau.wake()
        for delivery in work._unkept:
            call = call_of(delivery)
            bureau.aside(call.method, dict(call.params))
        self.answer(update, work.toast, link=work.link)

    def answer(self, update: Update, toast: str = "", *, link: str = "") -> None:
        """Answer a press, so that its button stops waiting; nothing where none was pressed."""
        press = _press_of(update)
        if press in self.bot_data.reassured:
            self.bot_data.reassured.discard(press)
        elif update.callback_query is not None:
            said = {name: value for name, value in (("text", toast), ("url", link)) if value}
            self.bot_data.aside("answerCallbackQuery", {"callback_query_id": update.callback_query.id, **said})

    async def subscriber(self, update: Update) -> Subscriber:
        """Return the settings of the update's chat, whose language is spoken from then on."""
        async with self.room.stores.begin() as tx:
            return await listener(tx, update, chat_of(update))

    async def typing(self, update: Update) -> None:
        """Show that an answer is on its way; it does not matter whether that is seen."""
        thread = _thread_of(update)
        where = {} if thread is None else {"message_thread_id": thread}
        self.bot_data.aside("sendChatAction", {"chat_id": chat_of(update), "action": "typing", **where})

    def _key_maker(self, update: Update) -> Callable[[], str]:
        """Return what numbers the messages of an update: the same each time it is obeyed."""
        return lambda: f"reply:{update.update_id}:{next(self._numbers)}"


Desk: TypeAlias = Application[
    ExtBot[None], DatelineContext, dict[Any, Any], dict[Any, Any], Bureau, None  # no persistence, no job queue
]


def chat_of(update: Update) -> ChatId:
    """Return the chat that an update is answered in: its own, else the private one of who sent it.

    Raises ValueError for an update that comes from nobody (a poll's result, say).
    """
    where = update.effective_chat or update.effective_user
    if where is None:
        raise ValueError(f"update {update.update_id} has neither chat nor sender")
    return ChatId(where.id)


def _thread_of(update: Update) -> int | None:
    query = update.callback_query
    message = update.effective_message if query is None else query.message
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None


def _press_of(update: Update) -> str:
    return update.callback_query.id if update.callback_query is not None else ""


def _pressed(update: Update) -> int | None:
    query = update.callback_query
    return query.message.message_id if query is not None and query.message is not None else None

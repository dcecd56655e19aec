"""The application: the only place where the ports meet their adapters; what the command line starts begins here."""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import structlog

from bot.delivery.transport import BotApi, TransportError
from bot.ending import until_told
from bot.intake.polling import refused_words
from bot.logs import configure_logs
from bot.recorded import SEEDS, recorded_days
from bot.roles import Role
from bot.running import Orders, at_work, stand_by
from bot.settings import Settings
from bot.views.composer import TelegramComposer
from bot.vitals import Vitals
from bot.web.calendar import CalendarFeed
from bot.web.server import Health, Routes, WebServer
from bot.web.webhook import Webhook
from core.adapters.clock import SteppedClock, SystemClock
from core.adapters.sql.stores import open_stores
from core.adapters.wire.http_wire import HttpWire
from core.adapters.workers import ProcessWorkers
from core.briefing.zones import find_zone
from core.errors import ConfigurationError
from core.model.ids import ChatId
from core.newsdesk import wires
from core.newsdesk.room import Newsroom
from core.ports import Clock, Wire, Workers

if TYPE_CHECKING:
    from bot.playground import PlaygroundServer
    from bot.stage import OpenRoom, Script

log = structlog.get_logger(__name__)

WORKERS = 2


async def run_bot(settings: Settings, role: Role = Role.ALL) -> int:
    """Run the bot, or one role of it, until SIGTERM or SIGINT; return the exit status.

    Raises ConfigurationError without a token, where Telegram goes on refusing it, and for a role without PostgreSQL.
    """
    configure_logs(settings)
    if role is not Role.ALL and not settings.database_url.startswith("postgres"):
        raise ConfigurationError("roles share a store on PostgreSQL: set DATELINE_DATABASE_URL=postgresql://…")
    if settings.token is None:
        raise ConfigurationError("no DATELINE_TOKEN is set: ask @BotFather for one, or start `dateline playground`")
    return await until_told(_serve(settings, settings.token.get_secret_value(), role))


async def _serve(settings: Settings, token: str, role: Role) -> None:
    async with (
        _outside(settings) as (workers, wire),
        _newsroom(settings.database_url, SystemClock(), workers, wire) as room,
        BotApi(settings.api_url, token) as api,
    ):
        vitals, hook = Vitals(), _hook(settings, room, api)
        calendar = CalendarFeed(room)
        async with _web(settings, Health(room.stores, vitals, api), calendar, *([hook] if hook else [])):
            if role is Role.ALL:
                await stand_by(room.stores.locks, "bot")
            if role.plays(Role.WORKER):
                await _follow_starters(room)
            orders = Orders(
                rate=settings.send_rate,
                admits=_admission(settings),
                role=role,
                hook=hook,
                vitals=vitals,
                paid=settings.paid_broadcast,
                owner=ChatId(settings.owner_id) if settings.owner_id is not None else None,
                public_url=settings.public_url or "",
            )
            async with at_work(room, api, orders) as crew:
                log.info("at work", role=str(role), store=settings.safe_database_url, telegram=settings.api_url)
                await crew.ended


def _hook(settings: Settings, room: Newsroom, api: BotApi) -> Webhook | None:
    if settings.webhook_url is None:
        return None
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    return Webhook(room.stores, room.clock, api, url=settings.webhook_url, secret=secret, admits=_admission(settings))


@asynccontextmanager
async def _web(settings: Settings, *parts: Routes) -> AsyncIterator[None]:
    """Serve health, calendars and webhook; a port that nobody asked for and that is taken is done without.

    Raises ConfigurationError where a port that was asked for cannot be had.
    """
    server = WebServer(settings.http_host, settings.http_port, *parts)
    try:
        await server.start()
    except OSError as exc:
        if settings.webhook_url or settings.public_url or "http_port" in settings.model_fields_set:
            words = f"port {settings.http_port} cannot be had ({exc.strerror}): name another DATELINE_HTTP_PORT"
            raise ConfigurationError(words) from exc
        log.warning("no health page: its port is taken", port=settings.http_port)
    try:
        yield
    finally:
        await server.stop()


def _admission(settings: Settings) -> Callable[[ChatId | None], bool]:
    """Return the test whether a chat is answered: every one, or those that are named and the owner."""
    named = settings.allowed_chats | ({settings.owner_id} if settings.owner_id is not None else set())
    return lambda chat: not settings.allowed_chats or chat in named


async def run_playground(settings: Settings, *, port: int, at: datetime, empty: bool) -> int:
    """Run the bot against the built-in Bot API server until SIGTERM or SIGINT; return the exit status.

    Raises ConfigurationError where the port is taken.
    """
    from bot.stage import Script

    configure_logs(settings)
    script = Script([] if empty else recorded_days(), at)
    return await until_told(_play(settings, script, port=port))


async def _play(settings: Settings, script: "Script", *, port: int) -> None:
    from bot.playground import PlaygroundServer, furnish
    from bot.stage import Stage

    broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="dateline-"))
        outside = await stack.enter_async_context(_outside(settings))
        rooms = _fresh_rooms(Path(folder), *outside)
        stage = Stage(script, rooms, real=SystemClock(), stepped=SteppedClock, fault=broken.set_exception)
        server = PlaygroundServer(
            port, now=stage.now, on_step=stage.step, on_mode=stage.open, next_event=stage.next_event
        )
        furnish(server.telegram)
        await _listen(server)
        stack.push_async_callback(server.stop)
        stage.api = await stack.enter_async_context(BotApi(server.api_url, server.token))
        stack.push_async_callback(stage.close)
        await server.begin()
        sys.stdout.write(f"The playground is at {server.page_url} (Ctrl-C ends it)\n")
        sys.stdout.flush()
        await broken


def _fresh_rooms(folder: Path, workers: Workers, wire: Wire) -> "OpenRoom":
    """Return what opens a newsroom with a store of its own each time."""
    numbers = count(1)

    @asynccontextmanager
    async def open_room(clock: Clock, follows_feeds: bool) -> AsyncIterator[Newsroom]:
        store = folder / f"{next(numbers)}.sqlite3"
        async with _newsroom(f"sqlite:///{store}", clock, workers, wire) as room:
            if follows_feeds:
                await _follow_starters(room)
            yield room

    return open_room


async def _listen(server: "PlaygroundServer") -> None:
    try:
        await server.start()
    except OSError as exc:
        raise ConfigurationError(f"port {server.port} is taken: end the other program, or name another --port") from exc


async def run_replay(settings: Settings, paths: Sequence[Path] | None, *, zone: str, out: TextIO) -> int:
    """Replay recorded articles, without paths the seed story; return the exit status.

    Raises UnreadableFileError, UnknownZoneError.
    """
    from bot.replay import replay

    configure_logs(settings)
    zone = find_zone(zone)
    drafts = recorded_days(paths, zone=zone)
    clock = SteppedClock(min(draft.published for draft in drafts if draft.published is not None))
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        async with (
            _outside(settings) as (workers, wire),
            _newsroom(f"sqlite:///{folder}/replay.sqlite3", clock, workers, wire) as room,
        ):
            await replay(room, clock, drafts, zone=zone, out=out)
    return 0


async def check_telegram(settings: Settings) -> tuple[list[str], bool]:
    """Return what Telegram says of the bot, a line each, and whether all is well. Needs a token."""
    if settings.token is None:
        return ["telegram   no DATELINE_TOKEN"], False
    async with BotApi(settings.api_url, settings.token.get_secret_value()) as api:
        try:
            me = await api.call("getMe", {}, seconds=5)
            hook = await api.call("getWebhookInfo", {}, seconds=5)
        except TransportError as exc:
            return [f"telegram   {settings.api_url} cannot be reached ({exc}): check the network"], False
    if not me.ok:
        return [f"telegram   {refused_words(me)}"], False
    lines = [f"telegram   ok: @{me.result.get('username', '')}"]
    lines += _webhook_lines(settings, hook.result if hook.ok else {})
    inline = "on" if me.result.get("supports_inline_queries") else "off: /setinline at @BotFather turns it on"
    groups = "ok" if me.result.get("can_join_groups") else "kept out: /setjoingroups at @BotFather lets it in"
    return [*lines, f"inline     {inline}", f"groups     {groups}"], True


def _webhook_lines(settings: Settings, hook: Mapping[str, Any]) -> list[str]:
    """Return what there is to say of how updates come, without the webhook's path, which is nobody's business."""
    url, waiting = str(hook.get("url") or ""), hook.get("pending_update_count", 0)
    if settings.webhook_url is None:
        return ["webhook    one is set; the start removes it, since there is no DATELINE_WEBHOOK_URL"] if url else []
    if not url.startswith(settings.webhook_url):
        return [f"webhook    not yet {settings.webhook_url}: it is set at the start"]
    failed = f"; the last one failed: {hook['last_error_message']}" if hook.get("last_error_message") else ""
    return [f"webhook    ok: {settings.webhook_url}, {waiting} updates wait{failed}"]


@asynccontextmanager
async def _outside(settings: Settings) -> AsyncIterator[tuple[Workers, Wire]]:
    """Open what reaches beyond this process: the worker processes and the fetcher."""
    workers = ProcessWorkers(WORKERS)
    try:
        async with HttpWire(workers, allow_networks=settings.allow_networks) as wire:
            yield workers, wire
    finally:
        await workers.close()


@asynccontextmanager
async def _newsroom(database_url: str, clock: Clock, workers: Workers, wire: Wire) -> AsyncIterator[Newsroom]:
    """Open the store, brought up to date, and the newsroom around it. Raises ConfigurationError, StoreError."""
    stores = await open_stores(database_url)
    try:
        yield Newsroom(stores, clock, workers, wire, TelegramComposer())
    finally:
        await stores.close()


async def _follow_starters(room: Newsroom) -> None:
    """Follow the starter feeds where the store has none."""
    async with room.stores.begin() as tx:
        if await tx.feeds.all():
            return
    from core.adapters.wire.opml import read_opml

    starters = read_opml((SEEDS / "feeds.opml").read_text(encoding="utf-8"))
    async with room.stores.begin() as tx:
        added = await wires.open_house(tx, starters)
    if added:
        log.info("following the starter feeds", count=added)

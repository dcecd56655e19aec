"""The bot with a token, against whatever Bot API server DATELINE_API_URL names."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.playground import PlaygroundServer
from bot.playground.telegram import Telegram
from tests.e2e.chat.texts import harbour

PATIENCE = 30.0


@asynccontextmanager
async def running_bot(home: Path, server: PlaygroundServer) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run `dateline run` against a server, with an empty store under `home`, and end it politely."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    given = {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "DATELINE_TOKEN": server.token,
        "DATELINE_API_URL": server.api_url,
    }
    with (home / "bot.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=home, env={**kept, **given}, stdout=log, stderr=log
        )
    try:
        yield process
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 5) == 0, (home / "bot.log").read_text()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def button_labels(telegram: Telegram) -> list[str]:
    """Return the labels of the newest message's buttons."""
    rows = telegram.messages()[-1].get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


async def test_a_bot_with_a_token_polls_any_server_and_knows_nothing_of_the_seeds(tmp_path: Path) -> None:
    server = PlaygroundServer(0, now=lambda: datetime.now(UTC), mode="today")  # noqa: TID251  the real clock
    telegram = server.telegram
    await server.start()
    try:
        async with running_bot(tmp_path, server):
            telegram.say("/deadlines")
            await telegram.until(lambda: telegram.sent, PATIENCE)
            assert telegram.said_to()[-1].startswith("No open deadline yet")

            today = datetime.now().astimezone().date()  # noqa: TID251  the day on which the text is written
            due = today + timedelta(days=14)
            telegram.say(harbour(today))
            await telegram.until(lambda: "for you alone" in telegram.said_to()[-1], PATIENCE)
            answer = telegram.said_to()[-1]
            assert "14 days to repair" in answer
            assert f"{due.day} {due:%B}" in answer
            assert button_labels(telegram)[0] == "Track this"

            telegram.say("/follow")
            await telegram.until(lambda: "/follow" in telegram.said_to()[-1], PATIENCE)
    finally:
        await server.stop()
    assert [command["command"] for command in telegram.commands][:2] == ["brief", "deadlines"]
    assert server.token not in (tmp_path / "bot.log").read_text()

"""What happens to a running bot, and that it goes on."""

import asyncio
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.playground.faults import Faults
from bot.playground.people import COLLEAGUE, READER
from core.model.ids import ChatId
from tests.e2e.process.conftest import Scene
from tests.e2e.process.test_roles import free_port

ARTICLE = (
    "Washington, 14 July 2025 - The president gave Moscow 50 days to agree to a deal. "
    "Otherwise the United States would put tariffs on its trading partners, he said. "
    "The announcement was made in the Oval Office beside the secretary general of the alliance."
)


async def test_a_newcomer_is_answered_and_finds_the_menu(scene: Scene) -> None:
    async with scene.running():
        scene.telegram.say("/start")
        await scene.until(lambda: "Dateline" in "".join(scene.telegram.said_to()))
        await scene.until(lambda: len(scene.telegram.commands) == 8)
    assert [command["command"] for command in scene.telegram.commands][:2] == ["brief", "deadlines"]


async def test_an_article_pasted_to_it_is_answered_with_its_deadline_and_the_offer_to_track_it(scene: Scene) -> None:
    async with scene.running():
        scene.telegram.say(ARTICLE)
        await scene.until(lambda: "2 September" in "".join(scene.telegram.said_to()))
        scene.telegram.press_labelled("Track this")
        await scene.until(lambda: scene.telegram.toasts())
    async with scene.store() as stores, stores.begin() as tx:
        assert await tx.subscribers.follows(ChatId(READER))
        assert await tx.ledger.reports(chat=None) == []


async def test_a_store_of_a_bot_with_a_token_holds_no_seeds(scene: Scene) -> None:
    async with scene.running():
        scene.telegram.say("/deadlines")
        await scene.until(lambda: scene.telegram.sent)
    async with scene.store() as stores, stores.begin() as tx:
        assert await tx.ledger.reports(chat=None) == []


async def test_an_update_that_cannot_be_parsed_stops_nobody(scene: Scene) -> None:
    async with scene.running() as run:
        scene.telegram.say("/help")
        scene.telegram.updates.put("message", {"message_id": "none", "chat": {"id": COLLEAGUE, "type": "private"}})
        scene.telegram.say("/privacy")
        await scene.until(lambda: len(scene.telegram.said_to()) == 2)
    assert "cannot be parsed" in run.logged
    async with scene.store() as stores, stores.begin() as tx:
        assert not await tx.journal.unread(limit=10)


async def test_flood_control_delays_an_answer_and_doubles_none(scene: Scene) -> None:
    async with scene.running():
        scene.telegram.faults.refuse_next(
            429, "Too Many Requests: retry after 2", retry_after=2, method="sendMessage", times=2
        )
        scene.telegram.say("/help")
        scene.telegram.say("/help", COLLEAGUE)
        await scene.until(lambda: len(scene.telegram.sent) == 2)
    assert sorted(chat for chat, _ in scene.telegram.sent) == [READER, COLLEAGUE]


@pytest.mark.parametrize(
    "befall",
    [
        lambda faults: faults.reset_next(method="getUpdates", times=2),
        lambda faults: faults.lose_answer(method="getUpdates", times=2),
        lambda faults: faults.garble_next(method="getUpdates", times=2),
        lambda faults: faults.delay_next(600, method="getUpdates"),
        lambda faults: faults.refuse_next(500, "Internal Server Error", method="getUpdates", times=2),
        lambda faults: faults.refuse_next(401, "Unauthorized", method="getUpdates", times=2),
        lambda faults: faults.refuse_next(404, "Not Found", method="getUpdates", times=2),
        lambda faults: faults.conflict_next(),
    ],
    ids=["reset", "lost", "garbled", "hanging", "500", "401", "404", "second poller"],
)
async def test_whatever_befalls_a_poll_it_hears_again_and_answers_once(
    scene: Scene, befall: Callable[[Faults], None]
) -> None:
    async with scene.running() as run:
        scene.telegram.say("/help")
        await scene.until(lambda: scene.telegram.sent)
        befall(scene.telegram.faults)
        scene.telegram.say("/help", COLLEAGUE)  # ends the poll that waits; the next ones have the fault
        await scene.until(lambda: not scene.telegram.faults._coming)
        scene.telegram.say("/privacy")
        await scene.until(lambda: len(scene.telegram.sent) == 3, seconds=15)
        assert (await run.terminate())[0] == 0
    assert sorted(chat for chat, _ in scene.telegram.sent) == [READER, READER, COLLEAGUE]


async def test_chats_that_are_not_allowed_are_not_answered(scene: Scene) -> None:
    async with scene.running(allowed_chats=str(READER)):
        scene.telegram.say("/help", COLLEAGUE)
        scene.telegram.say("/help")
        await scene.until(lambda: scene.telegram.sent)
        scene.telegram.say("/help")
        await scene.until(lambda: len(scene.telegram.sent) == 2)
    assert {chat for chat, _ in scene.telegram.sent} == {READER}


async def test_the_health_check_of_the_container_tells_whether_the_bot_is_ready(scene: Scene) -> None:
    image = Path(__file__).parents[3].joinpath("Dockerfile").read_text()
    found = re.search(r"HEALTHCHECK .*?CMD (\[.*?\])$", image, re.DOTALL | re.MULTILINE)
    assert found
    port = free_port()
    _, *check = json.loads(found[1].replace("8080", str(port)))
    async with scene.running(http_port=port) as run:
        await run.logs("at work")
        assert await _status(check) == 0
    assert await _status(check) != 0


async def _status(arguments: list[str]) -> int:
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stderr=asyncio.subprocess.DEVNULL)
    return await process.wait()

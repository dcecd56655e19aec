"""What the running bot lets nobody do: hear its token, or move it by data that it never gave out."""

import json
import random
import re
import string
from functools import partial

from bot.logs import HIDDEN
from bot.playground.people import READER
from bot.views.press import Verb
from core.model.ids import ChatId
from tests.e2e.process.conftest import TOKEN, Scene

ODD = "0123456789-|:dx \t\n\"'<>&%\\;\x00\u202e\u0660\u0669\u00b2é界😀\ud800"
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
FIRST, FORGERS = 70_000, 40


def forged(draw: random.Random) -> str:
    """Return something that looks like the data of a button or of a link, or like nothing at all."""
    numbers = ["0", "-1", "1", "9" * 18, "9" * 19, "9" * 40, "1e9", "٣", ""]
    word = "".join(draw.choices(ODD + string.ascii_letters, k=draw.randint(0, 20)))
    verb = draw.choice([verb.value for verb in Verb])
    return draw.choice([word, "|".join([verb, *draw.choices([*numbers, word], k=draw.randint(0, 3))])])[:64]


async def test_forged_buttons_links_and_inline_ids_are_answered_and_do_nothing(scene: Scene) -> None:
    draw, telegram = random.Random(7), scene.telegram
    asked: list[str] = []
    people = [telegram.add_person(f"Forger {n}", FIRST + n, has_started=True) for n in range(FORGERS)]
    async with scene.running(send_rate=500, log_level="INFO") as run:
        await run.logs("at work")
        for one in people:
            number = draw.choice(["d" + "9" * draw.choice([3, 9, 18, 19, 60]), "d٣", forged(draw)])
            asked.append(telegram.press(draw.choice([1, 999_999]), forged(draw), one.id))
            telegram.say(f"/start {number}", one.id)
            telegram.inline.type(forged(draw), one.id)
            chosen = {"result_id": number, "from": one.user, "query": "", "inline_message_id": forged(draw)}
            telegram.updates.put("chosen_inline_result", chosen)
        await scene.until(lambda: all(telegram.is_answered(query) for query in asked))
        await scene.until(lambda: len(telegram.inline.offers) == FORGERS)
        await scene.until(lambda: all(telegram.said_to(one.id) for one in people))
        telegram.say("/help")
        await scene.until(lambda: telegram.said_to(READER))
        assert (await run.terminate())[0] == 0
    assert "Traceback" not in run.logged
    assert "update failed" not in run.logged
    async with scene.store() as stores, stores.begin() as tx:
        assert not await tx.journal.unread(limit=10)
        assert not any([await tx.subscribers.follows(ChatId(one.id)) for one in people])
        assert not await tx.displays.cards()


async def test_the_token_stands_in_no_log_no_process_list_no_file_and_no_store(scene: Scene) -> None:
    telegram = scene.telegram
    async with scene.running(log_level="DEBUG", log_format="json") as run:
        telegram.say("/help")
        telegram.faults.garble_next(method="sendMessage")
        await scene.until(lambda: telegram.sent)
        for fault in (telegram.faults.lose_answer, telegram.faults.reset_next, telegram.faults.garble_next):
            fault(method="getUpdates")
            fault(method="getFile")
        telegram.faults.refuse_next(500, "Internal Server Error", method="getUpdates")
        telegram.faults.refuse_next(404, "Not Found", method="getUpdates")
        telegram.updates.put("message", {"message_id": "none", "chat": {"id": READER}})
        telegram.send_file("a.txt", b"The president gave Moscow 50 days to agree to a deal, he said on 14 July 2025.")
        await scene.until(lambda: len(telegram.said_to()) >= 2)
        telegram.faults.outage = True
        await run.logs("cannot hear telegram")
        telegram.faults.outage = False
        telegram.say("/privacy")
        await scene.until(lambda: len(telegram.said_to()) >= 3)
        arguments = [argument for process in run.family() for argument in process]
        assert (await run.terminate())[0] == 0
    secret = TOKEN.partition(":")[2].encode()
    assert arguments
    assert not any(secret in argument for argument in arguments)
    written = [file for file in scene.home.rglob("*") if file.is_file()]
    assert {"store.sqlite3", "run-1.log"} <= {file.name for file in written}
    assert [file for file in written if secret in file.read_bytes()] == []
    assert HIDDEN in run.logged  # where it would have stood


async def test_nothing_that_is_said_turns_other_words_around(scene: Scene) -> None:
    telegram = scene.telegram
    report = (
        "\u202eGovernment sets a \u2066deadline\n\nPrague, 14 July 2025 - The \u202dminister gave the "
        "\u202erailway\u202c union 50 days to accept the offer, "
        "\u2067he said.\u2069 \u202aOtherwise the government would ask a court."
    )
    said = [
        "/search \u202erailway",
        "/timezone \u2066Zorb\u202e",
        "/mute \u202etrams",
        "/deadline \u202erailway",
        "/settings",
    ]
    async with scene.running() as run:
        await run.logs("at work")
        telegram.say(report)
        await scene.until(lambda: "2 September" in "".join(telegram.said_to()))
        telegram.press_labelled("Track this")
        telegram.send_file("\u202etxt.exe.txt", report.encode())
        for one in said:
            telegram.say(one)
        telegram.inline.type("\u202erailway")
        telegram.inline.type("")
        await scene.until(lambda: len(telegram.inline.offers) == 2)
        telegram.say("/privacy")
        await scene.until(lambda: "What I keep" in telegram.said_to()[-1])
        assert (await run.terminate())[0] == 0
    sent = json.dumps([call.params for call in telegram.calls], default=str, ensure_ascii=False)
    assert "union" in sent
    assert TURNING.findall(sent) == []


async def test_who_is_forgotten_leaves_no_word_in_the_store_of_the_running_bot(scene: Scene) -> None:
    telegram, word = scene.telegram, "Zorbwort"
    report = (
        f"Prague, 14 July 2099 - The minister gave the {word} union 50 days to accept the offer, he said. "
        "Otherwise the government would ask a court, the minister told reporters beside the union's chief."
    )
    async with scene.running(log_level="INFO") as run:
        await run.logs("at work")
        telegram.say(report)
        await scene.until(lambda: "2099" in "".join(telegram.said_to()))
        for said in (f"/mute {word}", f"/follow {word}", f"/search {word}", f"/deadline {word}"):
            before = len(telegram.sent)
            telegram.say(said)
            await scene.until(partial(_has_sent, scene, before + 1))
        assert word in _written(scene)
        telegram.say("/forget")
        await scene.until(lambda: "Forget everything" in telegram.said_to()[-1])
        telegram.press_labelled("Yes, forget me")
        await scene.until(lambda: "Forgotten" in telegram.said_to()[-1])
        assert word not in _written(scene)
        assert word not in run.logged
        assert (await run.terminate())[0] == 0
    assert word not in _written(scene)


def _has_sent(scene: Scene, least: int) -> bool:
    return len(scene.telegram.sent) >= least


def _written(scene: Scene) -> str:
    """Return all that stands in the files of the store."""
    return "".join(file.read_bytes().decode("latin-1") for file in scene.home.glob(f"{scene.store_file.name}*"))

"""Outcomes: each answer of Telegram means one thing for a delivery."""

from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.delivery.outcomes import Call, amended, call_of, deliver, sort
from bot.delivery.transport import Answer
from bot.playground.people import READER
from core.model.delivery import Delivery, Moved, Outcome, Postponed, Priority, Sent, Undeliverable, Unknown
from core.model.ids import ChatId
from tests.bot.delivery.conftest import CHAT, OTHER, Post

DUE = datetime(2025, 7, 20, tzinfo=UTC)


def refused(code: int, description: str, **more: int) -> Answer:
    return Answer(ok=False, code=code, description=description, **more)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer(ok=True, result={"message_id": 5}), Sent(5)),
        (Answer(ok=True, result=True), Sent(None)),
        (refused(429, "Too Many", retry_after=30), Postponed(timedelta(seconds=30), "flood control: Too Many")),
        (refused(429, "Too Many"), Postponed(timedelta(seconds=5), "flood control: Too Many")),
        (refused(401, "Unauthorized"), Postponed(timedelta(seconds=10), "Unauthorized", chat_only=False)),
        (refused(404, "Not Found"), Postponed(timedelta(seconds=10), "Not Found", chat_only=False)),
        (refused(400, "Bad Request: message is not modified: specified new"), Sent(None)),
        (
            refused(403, "Forbidden: bot was blocked by the user"),
            Undeliverable("Forbidden: bot was blocked by the user", gone=True),
        ),
        (refused(403, "Forbidden: user is deactivated"), Undeliverable("Forbidden: user is deactivated", gone=True)),
        (refused(400, "Bad Request: chat not found"), Undeliverable("Bad Request: chat not found", gone=True)),
        (refused(400, "Bad Request: message is too long"), Undeliverable("Bad Request: message is too long")),
        (refused(400, "Bad Request: not enough rights"), Undeliverable("Bad Request: not enough rights")),
        (refused(413, ""), Undeliverable("status 413")),
    ],
)
def test_an_answer_means_one_thing(answer: Answer, outcome: Outcome) -> None:
    assert sort(answer) == outcome


def test_a_delivery_is_called_with_its_chat_and_thread() -> None:
    delivery = Delivery("k", ChatId(-5), {"text": "x"}, DUE, thread=3)
    assert call_of(delivery) == Call("sendMessage", {"text": "x", "chat_id": -5, "message_thread_id": 3})


@pytest.mark.parametrize(
    ("how", "priority", "paid"),
    [
        ({"paid": True}, Priority.DIGEST, True),
        ({"paid": True}, Priority.REPLY, None),
        ({}, Priority.DIGEST, None),
        ({"rate": 900}, Priority.DIGEST, None),
    ],
)
async def test_only_what_nobody_asked_for_is_paid_for_and_only_where_the_owner_says_so(
    post: Post, how: dict[str, float], priority: Priority, paid: bool | None
) -> None:
    await post.put("k", priority=priority)
    async with post.sending(**how) as sender:
        await sender.drain()
    (call,) = [call for call in post.telegram.calls if call.method == "sendMessage"]
    assert call.params.get("allow_paid_broadcast") is paid


def test_a_group_that_became_another_is_to_move() -> None:
    answer = refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrated_to=-1005)
    assert sort(answer) == Moved(ChatId(-1005))
    assert amended(Call("sendMessage", {"chat_id": -5, "text": "x"}), answer) is None


def test_a_thread_that_is_gone_is_left_out_once() -> None:
    call = Call("sendMessage", {"chat_id": -5, "text": "x", "message_thread_id": 3})
    without = amended(call, refused(400, "Bad Request: message thread not found"))
    assert without == Call("sendMessage", {"chat_id": -5, "text": "x"})
    assert amended(without, refused(400, "Bad Request: message thread not found")) is None


async def test_a_message_comes_with_its_id(post: Post) -> None:
    outcome = await deliver(post.api, Delivery("k", CHAT, {"text": "hello"}, DUE))
    assert outcome == Sent(post.telegram.messages()[-1]["message_id"])


async def test_what_cannot_be_parsed_goes_out_as_plain_text_and_is_recorded(post: Post) -> None:
    payload = {"text": "<b>7 &lt; 8</b> <nonsense>", "parse_mode": "HTML"}
    with capture_logs() as logged:
        assert isinstance(await deliver(post.api, Delivery("k", CHAT, payload, DUE)), Sent)
    (text,) = post.telegram.said_to()
    assert text.strip() == "7 < 8"
    (line,) = logged
    assert (line["log_level"], line["key"]) == ("warning", "k")
    assert "can't parse entities" in line["refused"]


async def test_an_edit_that_changes_nothing_counts_as_sent(post: Post) -> None:
    message = post.telegram.post(READER, {"text": "same"})
    payload = {"message_id": message["message_id"], "text": "same"}
    assert await deliver(post.api, Delivery("k", CHAT, payload, DUE, method="editMessageText")) == Sent(None)


async def test_an_edit_of_what_is_gone_comes_as_a_new_message(post: Post) -> None:
    message = post.telegram.post(READER, {"text": "old"})
    post.telegram.delete(READER, message["message_id"])
    payload = {"message_id": message["message_id"], "text": "new"}
    outcome = await deliver(post.api, Delivery("k", CHAT, payload, DUE, method="editMessageText"))
    assert outcome == Sent(post.telegram.messages()[-1]["message_id"])
    assert post.telegram.said_to() == ["new"]


async def test_an_edit_whose_message_never_came_is_sent_as_a_new_one(post: Post) -> None:
    delivery = Delivery("k", CHAT, {"text": "new"}, DUE, method="editMessageText", edits="never sent")
    assert isinstance(await deliver(post.api, delivery), Sent)
    assert post.telegram.said_to() == ["new"]


async def test_a_chat_that_blocked_the_bot_is_gone(post: Post) -> None:
    post.telegram.block(OTHER)
    outcome = await deliver(post.api, Delivery("k", OTHER, {"text": "x"}, DUE))
    assert outcome == Undeliverable("Forbidden: bot was blocked by the user", gone=True)


async def test_a_lost_answer_is_unknown_and_the_message_there(post: Post) -> None:
    post.telegram.faults.lose_answer()
    assert isinstance(await deliver(post.api, Delivery("k", CHAT, {"text": "x"}, DUE)), Unknown)
    assert post.telegram.said_to() == ["x"]

"""The stand-in for Telegram in groups, channels and inline mode: it tells and refuses what Telegram does."""

from typing import Any

import pytest

from bot.playground.groups import Group
from bot.playground.people import BOT, COLLEAGUE, READER
from tests.bot.playground.conftest import Asking

GROUP = -1001234
ARTICLE = {"type": "article", "id": "d1", "title": "A card", "input_message_content": {"message_text": "A <b>card</b>"}}


@pytest.fixture
def group(asking: Asking) -> Group:
    members = {READER: "creator", COLLEAGUE: "member"}
    return asking.server.telegram.groups.add(Group(GROUP, "The desk", members=members, topics={7}))


async def test_members_are_told_by_what_they_are(asking: Asking, group: Group) -> None:
    statuses = [
        (await asking.call("getChatMember", chat_id=group.id, user_id=user))["status"]
        for user in (READER, COLLEAGUE, BOT["id"])
    ]
    assert statuses == ["creator", "member", "member"]
    assert "PARTICIPANT_ID_INVALID" in await asking.refusal("getChatMember", chat_id=group.id, user_id=5)


async def test_a_topic_takes_messages_until_it_is_deleted(asking: Asking, group: Group) -> None:
    sent = await asking.call("sendMessage", chat_id=group.id, text="Hello", message_thread_id=7)
    assert sent["message_thread_id"] == 7
    group.topics.clear()
    refusal = await asking.refusal("sendMessage", chat_id=group.id, text="Hello", message_thread_id=7)
    assert refusal == "400 Bad Request: message thread not found"


async def test_pinning_needs_the_right_to(asking: Asking, group: Group) -> None:
    sent = await asking.call("sendMessage", chat_id=group.id, text="Hello")
    group.can_pin = False
    refusal = await asking.refusal("pinChatMessage", chat_id=group.id, message_id=sent["message_id"])
    assert "not enough rights" in refusal


async def test_who_was_removed_writes_nothing(asking: Asking, group: Group) -> None:
    group.bot = "kicked"
    assert (await asking.refusal("sendMessage", chat_id=group.id, text="Hello")).startswith("403 Forbidden: bot was")


@pytest.mark.parametrize(
    ("results", "refusal"),
    [
        ([ARTICLE, ARTICLE], "RESULT_ID_DUPLICATE"),
        ([{**ARTICLE, "id": "x" * 65}], "RESULT_ID_INVALID"),
        ([{**ARTICLE, "title": ""}], "can't parse inline query result"),
        ([{**ARTICLE, "id": str(n)} for n in range(51)], "RESULTS_TOO_MUCH"),
    ],
)
async def test_inline_results_are_checked(asking: Asking, results: list[dict[str, Any]], refusal: str) -> None:
    query = asking.server.telegram.inline.type("card")
    assert refusal in await asking.refusal("answerInlineQuery", inline_query_id=query, results=results)


async def test_a_query_is_answered_once_and_its_card_edited_by_its_own_id(asking: Asking) -> None:
    inline = asking.server.telegram.inline
    query = inline.type("card")
    await asking.call("answerInlineQuery", inline_query_id=query, results=[ARTICLE], is_personal=True)
    assert "too old" in await asking.refusal("answerInlineQuery", inline_query_id=query, results=[ARTICLE])
    card = inline.choose(query, "d1")
    assert await asking.call("editMessageText", inline_message_id=card, text="Another") is True
    assert inline.cards[card]["text"] == "Another"
    assert "not modified" in await asking.refusal("editMessageText", inline_message_id=card, text="Another")

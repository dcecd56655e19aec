import asyncio
import json

import aiohttp
import pytest

from bot.playground import PlaygroundServer
from bot.playground.flood import Limits
from bot.playground.methods import LARGEST_DOWNLOAD
from bot.playground.people import COLLEAGUE, READER
from tests.bot.playground.conftest import Asking

KEYS = {"inline_keyboard": [[{"text": "Alert me", "callback_data": "al|1"}]]}
SAME = (
    "400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


async def test_a_method_takes_its_parameters_by_get_json_form_and_parts(asking: Asking) -> None:
    url, told = asking.address("sendMessage"), {"chat_id": str(READER), "text": "on Friday"}
    parts = aiohttp.FormData(told)
    parts.add_field("reply_markup", json.dumps(KEYS), content_type="application/json")
    session = asking.session
    for asked in (
        session.get(url, params=told),
        session.post(url, json=told),
        session.post(url, data=told),
        session.post(url, data=parts),
    ):
        async with asked as response:
            assert (await response.json())["result"]["text"] == "on Friday"
    assert asking.server.telegram.messages()[-1]["reply_markup"] == KEYS
    assert asking.server.telegram.sent == [(READER, "on Friday")] * 4


async def test_a_token_that_is_none_is_not_found_and_a_wrong_one_unauthorized(asking: Asking) -> None:
    for token, status, description in (("nonsense", 404, "Not Found"), ("1000:other", 401, "Unauthorized")):
        async with asking.session.get(asking.address("getMe", token)) as response:
            assert response.status == status
            assert (await response.json())["description"] == description


async def test_methods_are_called_in_any_case_and_unknown_ones_not_found(asking: Asking) -> None:
    assert (await asking.call("getme"))["username"] == "dateline_playground_bot"
    assert await asking.refusal("sendTelegram") == "404 Not Found: method not found"


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"text": "hello"}, "400 Bad Request: chat_id is empty"),
        ({"chat_id": 5, "text": "hello"}, "400 Bad Request: chat not found"),
        ({"chat_id": "@nobody", "text": "hello"}, "400 Bad Request: chat not found"),
        ({"chat_id": COLLEAGUE, "text": "hello"}, "403 Forbidden: bot can't initiate conversation with a user"),
        ({"chat_id": READER}, "400 Bad Request: message text is empty"),
        ({"chat_id": READER, "text": " \n "}, "400 Bad Request: message text is empty"),
        ({"chat_id": READER, "text": "<b> </b>", "parse_mode": "HTML"}, "400 Bad Request: message text is empty"),
        ({"chat_id": READER, "text": "x" * 4097}, "400 Bad Request: message is too long"),
        ({"chat_id": READER, "text": "𝟏" * 2049}, "400 Bad Request: message is too long"),
        ({"chat_id": READER, "text": "<b>x</b> " * 101, "parse_mode": "HTML"}, "400 Bad Request: ENTITIES_TOO_LONG"),
        ({"chat_id": READER, "text": "x", "parse_mode": "Markdown9"}, "400 Bad Request: unsupported parse_mode"),
        ({"chat_id": READER, "text": "x", "reply_parameters": {"message_id": 99}},
         "400 Bad Request: message to be replied not found"),
        ({"chat_id": READER, "text": "x", "message_thread_id": 4}, "400 Bad Request: message thread not found"),
        ({"chat_id": READER, "text": "x", "reply_markup": "{"},
         "400 Bad Request: can't parse reply_markup JSON object"),
        ({"chat_id": READER, "text": "x", "reply_markup": {"buttons": []}},
         "400 Bad Request: object expected as reply markup"),
    ],
)  # fmt: skip
async def test_a_message_that_telegram_would_refuse_is_refused(
    asking: Asking, params: dict[str, object], reason: str
) -> None:
    assert await asking.refusal("sendMessage", **params) == reason
    assert asking.server.telegram.sent == []


async def test_a_text_is_measured_once_its_markup_is_read(asking: Asking) -> None:
    full = f'<a href="https://example.org/">{"x" * 4096}</a>'
    assert len((await asking.say(full, parse_mode="HTML"))["text"]) == 4096


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "", "callback_data": "a"},
         'can\'t parse inline keyboard button: field "text" must be a non-empty String'),
        ({"text": "a"}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "є" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "url": "/here"}, "inline keyboard button URL '/here' is invalid: wrong HTTP URL"),
        ({"text": "a", "url": "https://example.org", "callback_data": "a"},
         "can't parse inline keyboard button: exactly one of the optional fields must be used"),
    ],
)  # fmt: skip
async def test_a_button_that_telegram_would_refuse_is_refused(
    asking: Asking, button: dict[str, str], reason: str
) -> None:
    said = await asking.refusal("sendMessage", chat_id=READER, text="x", reply_markup={"inline_keyboard": [[button]]})
    assert said == f"400 Bad Request: {reason}"


async def test_a_keyboard_has_at_most_a_hundred_buttons_and_eight_in_a_row(asking: Asking) -> None:
    button = {"text": "1", "callback_data": "s|1"}
    for rows in ([[button] * 9], [[button]] * 101):
        said = await asking.refusal("sendMessage", chat_id=READER, text="x", reply_markup={"inline_keyboard": rows})
        assert said == "400 Bad Request: reply markup is too long"


async def test_an_edit_changes_text_and_keyboard_and_must_change_something(asking: Asking) -> None:
    message = await asking.say("<b>44</b> days", parse_mode="HTML", reply_markup=KEYS)
    of = {"chat_id": READER, "message_id": message["message_id"]}
    same = {"text": "<b>44</b> days", "parse_mode": "HTML", "reply_markup": KEYS}
    assert await asking.refusal("editMessageText", **of, **same) == SAME
    assert await asking.refusal("editMessageReplyMarkup", **of, reply_markup=KEYS) == SAME
    edited = await asking.call("editMessageText", **of, text="43 days")
    assert (edited["text"], "entities" in edited, "reply_markup" in edited) == ("43 days", False, False)
    assert (await asking.call("editMessageReplyMarkup", **of, reply_markup=KEYS))["reply_markup"] == KEYS


async def test_only_messages_of_its_own_that_exist_can_be_edited(asking: Asking) -> None:
    theirs = asking.server.telegram.say("hello")["message_id"]
    for message, reason in ((99, "message to edit not found"), (theirs, "message can't be edited")):
        said = await asking.refusal("editMessageText", chat_id=READER, message_id=message, text="x")
        assert said == f"400 Bad Request: {reason}"


async def test_a_deleted_message_is_gone_and_cannot_be_deleted_again(asking: Asking) -> None:
    of = {"chat_id": READER, "message_id": (await asking.say("x"))["message_id"]}
    assert await asking.call("pinChatMessage", **of) is True
    assert await asking.call("deleteMessage", **of) is True
    assert await asking.refusal("deleteMessage", **of) == "400 Bad Request: message to delete not found"
    assert await asking.refusal("pinChatMessage", **of) == "400 Bad Request: message to pin not found"
    assert "pinned_message" not in await asking.call("getChat", chat_id=READER)


async def test_a_press_is_answered_once(asking: Asking) -> None:
    message = await asking.say("x", reply_markup=KEYS)
    query = asking.server.telegram.press_labelled("Alert me")
    (update,) = await asking.call("getUpdates", timeout=1)
    assert update["callback_query"]["data"] == "al|1"
    assert update["callback_query"]["message"]["message_id"] == message["message_id"]
    assert await asking.call("answerCallbackQuery", callback_query_id=query, text="You will be told.") is True
    assert asking.server.telegram.toasts() == ["You will be told."]
    again = await asking.refusal("answerCallbackQuery", callback_query_id=query)
    assert again == "400 Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_who_blocks_the_bot_cannot_be_written_to_until_they_write_again(asking: Asking) -> None:
    asking.server.telegram.block()
    said = await asking.refusal("sendMessage", chat_id=READER, text="x")
    assert said == "403 Forbidden: bot was blocked by the user"
    asking.server.telegram.say("/start")
    await asking.say("x")
    kinds = [[*update][1] for update in await asking.call("getUpdates")]
    assert kinds == ["my_chat_member", "my_chat_member", "message"]


async def test_a_flood_to_one_chat_is_refused_with_the_time_to_wait(asking: Asking) -> None:
    flood = asking.server.telegram.flood
    flood.limits, seconds = Limits(burst=2), [0.0]
    flood.clock = lambda: seconds[0]
    asking.server.telegram.add_person("Other", 7, has_started=True)
    await asking.say("1")
    await asking.say("2")
    status, answer = await asking.ask("sendMessage", chat_id=READER, text="3")
    assert (status, answer["parameters"]) == (429, {"retry_after": 3})
    assert answer["description"] == "Too Many Requests: retry after 3"
    await asking.call("sendMessage", chat_id=7, text="others are not held up")
    seconds[0] = 3.0
    await asking.say("3")


async def test_more_than_thirty_messages_in_a_second_are_refused(asking: Asking) -> None:
    telegram = asking.server.telegram
    telegram.flood.clock = lambda: 0.0
    for person in range(1, 32):
        telegram.add_person("Other", person, has_started=True)
    for person in range(1, 31):
        await asking.call("sendMessage", chat_id=person, text="x")
    assert (await asking.ask("sendMessage", chat_id=31, text="x"))[0] == 429


async def test_a_document_arrives_with_its_caption_and_can_be_fetched(asking: Asking) -> None:
    form = aiohttp.FormData({"chat_id": str(READER), "caption": "<b>all</b>", "parse_mode": "HTML"})
    form.add_field("document", b"BEGIN:VCALENDAR", filename="dates.ics", content_type="text/calendar")
    async with asking.session.post(asking.address("sendDocument"), data=form) as response:
        message = (await response.json())["result"]
    assert message["caption"] == "all"
    assert message["document"]["file_name"] == "dates.ics"
    file = await asking.call("getFile", file_id=message["document"]["file_id"])
    url = f"{asking.server.api_url}/file/bot{asking.server.token}/{file['file_path']}"
    async with asking.session.get(url) as response:
        assert await response.read() == b"BEGIN:VCALENDAR"
    assert await asking.refusal("getFile", file_id="other") == "400 Bad Request: invalid file_id"


async def test_a_file_over_twenty_megabytes_is_not_handed_out(asking: Asking) -> None:
    message = asking.server.telegram.send_file("big.pdf", b"x" * (LARGEST_DOWNLOAD + 1))
    said = await asking.refusal("getFile", file_id=message["document"]["file_id"])
    assert said == "400 Bad Request: file is too big"


async def test_a_caption_has_at_most_1024_units(asking: Asking) -> None:
    form = aiohttp.FormData({"chat_id": str(READER), "caption": "x" * 1025})
    form.add_field("photo", b"png", filename="a.png", content_type="image/png")
    async with asking.session.post(asking.address("sendPhoto"), data=form) as response:
        assert (await response.json())["description"] == "Bad Request: message caption is too long"


async def test_the_menu_is_set_and_read_back_and_odd_commands_are_refused(asking: Asking) -> None:
    menu = [{"command": "brief", "description": "What is new to you"}]
    assert await asking.call("setMyCommands", commands=menu) is True
    assert await asking.call("getMyCommands") == menu
    odd = [{"command": "Brief me", "description": "x"}]
    assert await asking.refusal("setMyCommands", commands=odd) == "400 Bad Request: BOT_COMMAND_INVALID"


# Polling


async def test_updates_come_in_order_until_a_higher_offset_confirms_them(asking: Asking) -> None:
    for text in ("one", "two", "three"):
        asking.server.telegram.say(text)
    first = await asking.call("getUpdates", limit=2)
    again = await asking.call("getUpdates", limit=2)
    assert [u["message"]["text"] for u in first] == ["one", "two"]
    assert again == first
    rest = await asking.call("getUpdates", offset=first[-1]["update_id"] + 1)
    assert [u["message"]["text"] for u in rest] == ["three"]
    assert rest[0]["update_id"] == first[-1]["update_id"] + 1


async def test_a_poll_waits_for_the_next_update(asking: Asking) -> None:
    poll = asyncio.create_task(asking.call("getUpdates", timeout=30))
    await asking.server.telegram.until(lambda: asking.server.telegram.calls)
    asking.server.telegram.say("late")
    assert [u["message"]["text"] for u in await poll] == ["late"]


async def test_only_the_kinds_that_are_asked_for_arrive(asking: Asking) -> None:
    assert await asking.call("getUpdates", allowed_updates=["callback_query"]) == []
    asking.server.telegram.say("not asked for")
    asking.server.telegram.press(1, "x")
    assert [[*u][1] for u in await asking.call("getUpdates")] == ["callback_query"]


async def test_a_second_poll_ends_the_first_with_a_conflict(asking: Asking) -> None:
    first = asyncio.create_task(asking.ask("getUpdates", timeout=30))
    await asking.server.telegram.until(lambda: asking.server.telegram.calls)
    second = asyncio.create_task(asking.call("getUpdates", timeout=30))
    status, answer = await first
    assert (status, answer["error_code"]) == (409, 409)
    assert answer["description"].startswith("Conflict: terminated by other getUpdates request")
    asking.server.telegram.say("for the second")
    assert len(await second) == 1


async def test_a_webhook_ends_polling(asking: Asking) -> None:
    await asking.call("setWebhook", url="https://example.org/hook")
    assert (await asking.refusal("getUpdates")).startswith("409 Conflict: can't use getUpdates method while webhook")
    await asking.call("deleteWebhook")
    assert await asking.call("getUpdates") == []


# Faults


async def test_the_next_request_can_be_refused_and_the_one_after_goes_through(asking: Asking) -> None:
    faults = asking.server.telegram.faults
    faults.refuse_next(429, "Too Many Requests: retry after 30", retry_after=30)
    status, answer = await asking.ask("sendMessage", chat_id=READER, text="x")
    assert (status, answer["parameters"]["retry_after"]) == (429, 30)
    await asking.say("x")
    assert asking.server.telegram.sent == [(READER, "x")]


async def test_a_lost_answer_is_obeyed_and_a_reset_is_not(asking: Asking) -> None:
    telegram = asking.server.telegram
    for switch in (telegram.faults.lose_answer, telegram.faults.reset_next):
        switch(method="sendMessage")
        with pytest.raises(aiohttp.ClientError):
            await asking.say("x")
    assert telegram.sent == [(READER, "x")]


async def test_a_garbled_answer_is_no_json(asking: Asking) -> None:
    asking.server.telegram.faults.garble_next()
    with pytest.raises(ValueError, match="Expecting"):
        await asking.say("x")


async def test_an_outage_is_a_page_of_html_until_it_is_over(asking: Asking) -> None:
    faults = asking.server.telegram.faults
    faults.outage = True
    async with asking.session.get(asking.address("getUpdates")) as response:
        assert (response.status, response.content_type) == (502, "text/html")
    faults.clear()
    assert await asking.call("getUpdates") == []


async def test_a_conflict_befalls_polls_alone(asking: Asking) -> None:
    asking.server.telegram.faults.conflict_next()
    await asking.say("x")
    assert (await asking.refusal("getUpdates")).startswith("409 Conflict")


async def test_a_delayed_answer_was_obeyed_at_once(asking: Asking) -> None:
    telegram = asking.server.telegram
    telegram.faults.delay_next(30.0, method="sendMessage")
    late = asyncio.create_task(asking.say("x"))
    await telegram.until(lambda: telegram.sent)
    assert not late.done()
    late.cancel()


async def test_stopping_ends_a_poll_that_waits(server: PlaygroundServer) -> None:
    async with aiohttp.ClientSession() as session:
        asking = Asking(server, session)
        poll = asyncio.create_task(asking.ask("getUpdates", timeout=50))
        await server.telegram.until(lambda: server.telegram.calls)
        await server.stop()
        assert (await poll)[1] == {"ok": True, "result": []}

"""Buttons: each acts on its own item, is answered, survives a restart; what is forged or stale does nothing."""

from datetime import date, datetime, timedelta

import pytest

from bot.handlers.buttons import ACTS, OUTSIDE
from bot.playground.people import COLLEAGUE
from bot.views.press import Verb
from core.newsdesk import firing
from tests.bot.handlers.conftest import ME, Chat
from tests.core.newsdesk.desk import START, at, told

SET = told(date(2025, 9, 2))
DISAGREES = told(date(2025, 9, 7), published=START + timedelta(minutes=5), source="Example Herald")


def test_every_verb_has_something_that_acts_on_it() -> None:
    assert ACTS.keys() | OUTSIDE.keys() == set(Verb)


async def card(chat: Chat) -> None:
    """Open the card of the two sources that disagree."""
    await chat.desk.keep(SET, DISAGREES)
    await chat.say("/deadline")


async def test_alert_me_lists_what_will_come_and_mute_ends_it(chat: Chat) -> None:
    await card(chat)
    (plan,) = await chat.press("Alert me")
    assert chat.toast == "You will be told."
    assert "the day after: what happened?" in plan
    (quiet,) = await chat.press("Mute")
    assert quiet.startswith("Quiet: no more alerts on Deal on Ukraine")
    async with chat.desk.begin() as tx:
        assert await tx.subscribers.next_due() is None
    assert "I will keep you posted" in (await chat.press("Alert me again"))[0]
    assert "every deadline" not in (await chat.press("All alerts"))[0]


async def test_alert_me_pressed_five_times_is_one_follow_and_one_answer(chat: Chat) -> None:
    await card(chat)
    last, data = chat.telegram.messages()[-1]["message_id"], chat.buttons["Alert me"]
    for _ in range(5):
        chat.telegram.press(last, data)
    await chat.settled()
    async with chat.desk.begin() as tx:
        assert len(await tx.subscribers.follows(ME)) == 1
    told = [message for message in chat.telegram.messages() if "I will keep you posted" in message.get("text", "")]
    assert len(told) == 1


async def test_why_and_the_way_back(chat: Chat) -> None:
    await card(chat)
    (why,) = await chat.press("Why?")
    assert why.startswith("Why: Deal on Ukraine")
    assert (await chat.press("‹ Back to the deadline"))[0].startswith("⏳ Deal on Ukraine")


async def test_another_anchor_counts_for_this_chat_and_can_be_changed_again(chat: Chat) -> None:
    await card(chat)
    await chat.press("Alert me")
    for label, shown in (("7 September", "Sunday 7 September"), ("2 September", "Tuesday 2 September")):
        await card(chat)
        await chat.press("Count from …")
        await chat.press(next(button for button in chat.buttons if button.startswith(label)))
        assert chat.toast == "Noted, for you alone. Your alerts moved along."
        assert shown in chat.last.splitlines()[1]
        assert "You count as" in chat.last
    colleague = chat.of(COLLEAGUE)
    await colleague.say("/deadline")
    assert "You count as" not in colleague.last


async def test_not_a_deadline_leaves_this_chat_and_undo_brings_it_back_in_the_same_message(chat: Chat) -> None:
    await card(chat)
    assert await chat.press("Not a deadline") == []
    assert chat.last.startswith("Noted: not a deadline.")
    assert await chat.desk.ledger(ME) == ()
    assert await chat.press("Undo") == []
    assert chat.last.startswith("⏳ Deal on Ukraine")
    assert len(await chat.desk.ledger(ME)) == 1


async def test_snooze_says_when_it_comes_again(chat: Chat) -> None:
    await chat.desk.keep(SET)
    await chat.say("/timezone UTC")
    await chat.say("/alerts all")
    await step(chat, at(26, 8, month=8))
    assert "7 days left" in chat.last
    await chat.press("Snooze 3 hours")
    assert chat.toast == "I will remind you on Tue 26 Aug, 11:00."
    await step(chat, at(26, 11, month=8))
    assert len([text for text in chat.telegram.said_to() if "7 days left" in text]) == 2


async def step(chat: Chat, moment: datetime) -> None:
    """Let the story's time come, and what falls due be sent by the bot itself."""
    chat.desk.clock.step_to(moment)
    async for _ in firing.fire_due(chat.desk.room):
        pass
    await chat.settled()


@pytest.mark.parametrize(
    "forged",
    ["", "x", "al|999999", "c|99999999999999999", "an|1|999", "s|77", "rj|-1", "d|99:99", "z|Mars/Olympus",
     "l|open|99999", "p|yesterday|999", "sn|999|3", "uf|word|0123456789ab", "'; drop table reports; --", "q|1"],
)  # fmt: skip
async def test_what_is_forged_is_answered_and_changes_nothing(chat: Chat, forged: str) -> None:
    await card(chat)
    before = await chat.desk.ledger(ME)
    toast = await chat.forge(forged)
    assert toast or forged == "l|open|99999"  # a page that is not there is the nearest that is
    assert "Error" not in toast
    assert await chat.desk.ledger(ME) == before
    async with chat.desk.begin() as tx:
        assert await tx.subscribers.follows(ME) == []


async def test_a_button_finds_its_deadline_after_it_was_joined_to_another(chat: Chat) -> None:
    await chat.desk.keep(DISAGREES)
    await chat.say("/deadline")
    data = chat.buttons["Why?"]
    await chat.desk.keep(SET)  # read later, published earlier: one deadline now
    assert await chat.forge(data) == ""
    assert chat.last.startswith("Why: ")
    assert "Example Wire" in chat.last


async def test_what_another_chat_pasted_cannot_be_opened_by_its_number(chat: Chat) -> None:
    await chat.desk.keep(told(date(2025, 8, 1), audience=ME))
    (secret,) = await chat.desk.ledger(ME)
    colleague = chat.of(COLLEAGUE)
    await colleague.say("/start")
    assert "not there any more" in await colleague.forge(f"c|{secret.id}")
    assert "not there any more" in await colleague.forge(f"al|{secret.id}")


async def test_presses_on_deleted_and_too_old_messages_are_answered_anew(chat: Chat) -> None:
    await chat.desk.keep(SET)
    await chat.say("/deadlines")
    deleted = chat.telegram.messages(ME)[-1]["message_id"]
    chat.telegram.delete(ME, deleted)
    chat.telegram.press(deleted, "l|passed|0", ME)  # what Telegram hands out then is no more than its id
    await chat.settled()
    assert chat.toast == ""
    assert "No deadline has ended yet" in chat.last


async def test_a_press_under_a_card_sent_inline_is_answered_in_the_pressers_own_chat(chat: Chat) -> None:
    await chat.desk.keep(SET)
    await chat.say("/start")
    (deadline,) = await chat.desk.ledger(ME)
    pressed = {"inline_message_id": "abc", "chat_instance": "1", "data": f"w|{deadline.id}"}
    chat.telegram.ask("callback_query", ME, pressed)
    await chat.settled()
    assert chat.toast == ""
    assert chat.last.startswith("Why: ")


async def test_a_list_turned_five_times_within_a_second_is_turned_once(chat: Chat) -> None:
    await chat.desk.keep(SET)
    await chat.say("/deadlines")
    shown = chat.telegram.messages(ME)[-1]["message_id"]
    before = len(chat.telegram.messages(ME))
    queries = [chat.telegram.press(shown, "l|passed|0", ME) for _ in range(5)]
    await chat.settled()
    assert all(map(chat.telegram.is_answered, queries))
    assert len(chat.telegram.messages(ME)) == before
    assert "No deadline has ended yet" in chat.last


@pytest.mark.parametrize("label", ["Why?", "Fix the date", "Mute"])
async def test_a_button_that_says_something_says_it_once_for_five_presses(chat: Chat, label: str) -> None:
    await chat.desk.keep(SET)
    await chat.say("/deadline")
    await chat.press("Alert me")
    await chat.say("/deadline")
    shown = chat.telegram.messages(ME)[-1]["message_id"]
    before = len(chat.telegram.messages(ME))
    queries = [chat.telegram.press(shown, chat.buttons[label], ME) for _ in range(5)]
    await chat.settled()
    assert all(map(chat.telegram.is_answered, queries))
    assert len(chat.telegram.messages(ME)) == before + 1

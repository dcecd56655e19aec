"""Groups, topics, channels, inline mode and the pinned board, as the people in them use them."""

from collections.abc import Iterator

import pytest

from bot.playground.people import BOT, COLLEAGUE
from bot.playground.places import CHANNEL, GROUP
from tests.e2e.chat.playing import Chat, text_of

ME = BOT["username"]


@pytest.fixture
def group(chat: Chat) -> Iterator[Chat]:
    """The group, in which the reader is an admin."""
    group = Chat(chat.address, group=GROUP)
    yield group
    group.close()


@pytest.fixture
def member(group: Chat) -> Iterator[Chat]:
    """The same group as the colleague uses it, who is no admin."""
    member = Chat(group.address, COLLEAGUE, group=GROUP)
    yield member
    member.close()


def test_members_look_and_admins_change_what_is_set_up(group: Chat, member: Chat) -> None:
    member.say(f"/deadlines@{ME}")
    member.hears("2 September", "44 days")
    member.say("/digest 09:00")
    member.hears("Only admins")
    group.say("/digest 08:00")
    chosen = group.hears("08:00", "every day")
    group.say("/digest off", anonymous=True)
    group.hears("No daily briefing any more")
    group.say("/timezone")
    group.hears("Your time zone")
    assert "Share my location" not in group.buttons()
    group.say("/deadline ultimatum")
    card = group.hears("2 September")
    reject = next(
        b["callback_data"]
        for row in card["reply_markup"]["inline_keyboard"]
        for b in row
        if b["text"] == "Not a deadline"
    )
    assert "Only admins" in member.press_data(card["message_id"], reject)
    assert "Only admins" in member.press_data(chosen["message_id"], "d|09:00")


def test_what_is_not_for_the_bot_is_passed_over(group: Chat, member: Chat) -> None:
    for text in ("lunch?", "/deadlines@another_bot", "/roll 2", "@another_bot ultimatum?"):
        member.say(text)
    member.say(f"@{ME} when does the ultimatum end?")
    member.hears("2 September")
    assert len(group.own()) == 1


def test_a_member_subscribes_in_private_by_a_deep_link(group: Chat, member: Chat, colleague: Chat) -> None:
    member.say("/deadline ultimatum")
    card = member.hears("2 September")
    (link,) = [
        b["url"] for row in card["reply_markup"]["inline_keyboard"] for b in row if "?start=" in b.get("url", "")
    ]
    colleague.say(f"/start {link.partition('?start=')[2]}")
    colleague.hears("2 September")
    colleague.press("Alert me")
    colleague.hears("I will keep you posted")
    group.say("/alerts")
    group.hears("no deadline yet")


def test_a_briefing_comes_to_the_topic_in_which_it_was_set(group: Chat) -> None:
    topic = Chat(group.address, group=GROUP, thread=3)
    topic.say("/digest 08:00")
    assert topic.hears("08:00", "every day")["message_thread_id"] == 3
    assert any("Briefing," in told for told in topic.step())
    assert topic.own()[-1]["message_thread_id"] == 3
    topic.close()


def test_a_channel_has_a_briefing_and_one_board_that_changes_only_with_the_facts(chat: Chat) -> None:
    channel = Chat(chat.address, group=CHANNEL)
    channel.say("/digest 09:00")
    channel.hears("09:00")
    channel.say("/board")
    channel.hears("2 September")
    channel.wait(lambda: channel.pinned or None, "the board to be pinned")
    channel.say("/board")
    channel.step()
    (board,) = channel.pinned
    assert "7 September" in text_of(board)
    edited = board["edit_date"]
    channel.step()
    assert channel.pinned[0]["edit_date"] == edited
    channel.close()


def test_inline_mode_offers_the_next_deadlines_and_what_is_meant(chat: Chat, colleague: Chat) -> None:
    chat.say("/start")
    chat.hears("Dateline")
    _, offered = chat.type_inline("")
    assert any("Russia" in str(result) for result in offered["results"])
    query, offered = chat.type_inline("ultimatum")
    chat.choose(query, offered["results"][0]["id"])
    card = chat.wait(lambda: next((m for m in chat.messages() if "via_bot" in m), None), "the card")
    assert "2 September" in text_of(card)
    (link,) = [b["url"] for row in card["reply_markup"]["inline_keyboard"] for b in row]
    colleague.say(f"/start {link.partition('?start=')[2]}")
    colleague.hears("2 September")
    assert "Alert me" in colleague.buttons()
    chat.step()
    chat.wait(lambda: next((m for m in chat.messages() if "via_bot" in m and "7 September" in text_of(m)), None),
              "the card to tell the other date")  # fmt: skip

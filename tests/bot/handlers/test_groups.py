"""Groups and channels: what is for the bot there, who may change what, and the way to a private alert."""

from datetime import date, timedelta

import pytest

from bot.playground.groups import Group, GroupKind
from bot.playground.people import BOT, COLLEAGUE, READER
from core.model.ids import ChatId
from core.newsdesk import firing, planning
from tests.bot.handlers.conftest import Chat
from tests.core.newsdesk.desk import told

GROUP = ChatId(-1001234)
CHANNEL = ChatId(-1009876)
SET = told(date(2025, 9, 2))
ME = BOT["username"]


class Hall:
    """A group with the bot in it; the reader is its admin, the colleague a member."""

    def __init__(self, chat: Chat, id_: ChatId = GROUP, kind: GroupKind = "supergroup", bot: str = "member") -> None:
        self.chat, self.telegram, self.id = chat, chat.telegram, id_
        members = {READER: "administrator", COLLEAGUE: "member"}
        self.group = self.telegram.groups.add(Group(id_, "The desk", kind, members=members, bot=bot, topics={7}))

    async def say(self, text: str, person: int = READER, **more: object) -> list[str]:
        """Say something in the group; return what the bot answers there."""
        before = len(self.telegram.sent)
        self.telegram.groups.say(text, self.id, person, **more)  # type: ignore[arg-type]
        await self.chat.settled()
        return [text for where, text in self.telegram.sent[before:] if where == self.id]

    async def press(self, data: str, person: int = READER, message: int | None = None) -> str:
        """Press a button on the last message of the group; return the words over the chat."""
        last = list(self.group.messages)[-1] if message is None else message
        self.telegram.press(last, data, person, group=self.id)
        await self.chat.settled()
        return self.telegram.toasts(person)[-1]

    async def until_tomorrow(self) -> None:
        """Step a day on; return once what fell due has arrived."""
        self.chat.desk.clock.step_to(self.chat.desk.now + timedelta(days=1))
        async for _ in firing.fire_due(self.chat.desk.room):
            pass
        await self.chat.settled()

    async def set_bot(self, status: str) -> None:
        self.telegram.groups.set_bot(self.id, status)
        await self.chat.settled()

    async def is_stopped(self) -> bool:
        async with self.chat.desk.begin() as tx:
            return (await planning.settings(tx, self.id)).stopped

    async def hours(self) -> list[str]:
        async with self.chat.desk.begin() as tx:
            return [f"{time.at:%H:%M}" for time in await tx.subscribers.digest_times(self.id)]


@pytest.fixture
async def hall(chat: Chat) -> Hall:
    await chat.desk.keep(SET)
    return Hall(chat)


@pytest.mark.parametrize("command", ["/deadlines", f"/deadlines@{ME}"])
async def test_everybody_in_a_group_may_look_by_a_plain_command_or_an_addressed_one(hall: Hall, command: str) -> None:
    assert "Deal on Ukraine" in (await hall.say(command, COLLEAGUE))[0]


async def test_nothing_is_said_to_what_is_not_for_the_bot(hall: Hall) -> None:
    hall.group.bot = "administrator"  # so that it hears everything
    for text in ("lunch?", "https://example.com/news", "/deadlines@another_bot", "/roll 2", "@another_bot ultimatum?"):
        assert await hall.say(text) == []


async def test_a_mention_and_an_answer_to_the_bot_are_questions_to_the_ledger(hall: Hall) -> None:
    assert "Deal on Ukraine" in (await hall.say(f"@{ME} when does the Ukraine deal end?", COLLEAGUE))[0]
    own = list(hall.group.messages)[-1]
    assert "Deal on Ukraine" in (await hall.say("and Ukraine?", COLLEAGUE, reply_to=own))[0]


async def test_a_bare_mention_reads_the_message_that_it_replies_to(hall: Hall) -> None:
    hall.group.bot = "administrator"
    await hall.say("The council must answer the union by 3 August 2025, or the strike begins. " * 3, COLLEAGUE)
    article = list(hall.group.messages)[-1]
    assert "3 August" in (await hall.say(f"@{ME}", reply_to=article))[0]


@pytest.mark.parametrize("command", ["/digest 08:00", "/follow grain", "/mute sport", "/timezone Kyiv", "/stop",
                                     "/forget", "/alerts all"])  # fmt: skip
async def test_a_member_changes_nothing(hall: Hall, command: str) -> None:
    assert "Only admins" in (await hall.say(command, COLLEAGUE))[0]
    assert await hall.hours() == []
    assert not await hall.is_stopped()


async def test_files_that_change_what_is_set_up_are_for_admins_too(hall: Hall) -> None:
    feeds = hall.chat.desk.wire.write_feed_list([("https://one.example/rss", "One")])
    file = hall.telegram.keep_file("feeds.opml", feeds, "text/x-opml")
    sent = hall.telegram.arrive_in(
        hall.group, {"from": hall.telegram.people[COLLEAGUE].user}, {"document": file.document}
    )
    (refused,) = await hall.say("/summarise", COLLEAGUE, reply_to=sent["message_id"])
    assert "Only admins" in refused
    (taken,) = await hall.say("/summarise", reply_to=sent["message_id"])
    assert "1 new feed" in taken


async def test_admins_change_settings_as_long_as_they_are_admins(hall: Hall) -> None:
    assert "08:00" in (await hall.say("/digest 08:00"))[0]
    hall.group.members[READER] = "member"
    assert "Only admins" in (await hall.say("/digest 09:00"))[0]
    assert await hall.hours() == ["08:00"]


async def test_an_anonymous_admin_uses_the_command_and_is_told_so_at_a_press(hall: Hall) -> None:
    assert "When shall I brief you?" in (await hall.say("/digest", anonymous=True))[0]
    assert "post anonymously" in await hall.press("d|08:00", COLLEAGUE)
    assert "08:00" in (await hall.say("/digest 08:00", anonymous=True))[0]


async def test_where_telegram_does_not_tell_who_is_an_admin_nothing_changes(hall: Hall) -> None:
    hall.telegram.faults.refuse_next(500, "Internal Server Error", method="getChatMember")
    assert "could not ask Telegram" in (await hall.say("/digest 08:00"))[0]
    assert await hall.hours() == []


async def test_presses_that_change_things_are_for_admins_and_looking_is_for_all(hall: Hall) -> None:
    await hall.say("/deadline ukraine")
    (deadline,) = await hall.chat.desk.ledger(GROUP)
    assert "Only admins" in await hall.press(f"rj|{deadline.id}", COLLEAGUE)
    assert await hall.press(f"w|{deadline.id}", COLLEAGUE) == ""
    assert "Why: " in hall.telegram.said_in(GROUP)[-1]
    await hall.press(f"rj|{deadline.id}")
    assert await hall.chat.desk.ledger(GROUP) == ()


async def test_alert_me_in_a_group_leads_to_the_readers_own_chat(hall: Hall) -> None:
    await hall.say("/deadline ukraine")
    (deadline,) = await hall.chat.desk.ledger(GROUP)
    card = list(hall.group.messages.values())[-1]
    links = [button.get("url") for row in card["reply_markup"]["inline_keyboard"] for button in row]
    assert f"https://t.me/{ME}?start=d{deadline.id}" in links
    await hall.press(f"al|{deadline.id}", COLLEAGUE)  # as under an alert, whose button is an ordinary one
    answered = [h.content for h in hall.telegram.happenings.told if h.kind == "answered"]
    assert answered[-1]["url"] == f"https://t.me/{ME}?start=d{deadline.id}"
    colleague = hall.chat.of(COLLEAGUE)
    assert "Deal on Ukraine" in (await colleague.say(f"/start d{deadline.id}"))[0]
    assert "Alert me" in colleague.buttons
    async with hall.chat.desk.begin() as tx:
        assert await tx.subscribers.follows(GROUP) == []


async def test_being_added_says_one_line_and_being_removed_lets_everything_rest(hall: Hall) -> None:
    hall.group.bot = "left"
    await hall.set_bot("member")
    (line,) = hall.telegram.said_in(GROUP)
    assert f"/digest@{ME}" in line
    await hall.set_bot("administrator")
    await hall.set_bot("kicked")
    assert hall.telegram.said_in(GROUP) == [line]
    assert await hall.is_stopped()
    await hall.set_bot("member")
    assert not await hall.is_stopped()


async def test_answers_go_into_the_topic_that_asked(hall: Hall) -> None:
    await hall.say("/deadlines", thread=7)
    assert list(hall.group.messages.values())[-1]["message_thread_id"] == 7


async def test_a_channels_admins_set_its_briefing_by_a_post(chat: Chat) -> None:
    channel = Hall(chat, CHANNEL, "channel", bot="administrator")
    assert "08:00" in (await channel.say("/digest 08:00"))[0]
    assert await channel.hours() == ["08:00"]
    assert await channel.say("The council must answer by 3 August 2025.") == []


async def test_who_makes_the_bot_an_admin_of_a_channel_is_told_in_private(chat: Chat) -> None:
    await chat.say("/start")
    channel = Hall(chat, CHANNEL, "channel", bot="left")
    await channel.set_bot("administrator")
    await chat.telegram.until(lambda: "I can post in The desk now" in chat.last)
    assert not channel.group.messages


async def test_a_briefing_goes_to_the_topic_where_it_was_set_and_to_the_general_one_when_that_is_gone(
    hall: Hall,
) -> None:
    await hall.say("/digest 08:00", thread=7)
    await hall.until_tomorrow()
    assert list(hall.group.messages.values())[-1]["message_thread_id"] == 7
    hall.group.topics.clear()
    before = len(hall.telegram.said_in(GROUP))
    await hall.until_tomorrow()
    await hall.telegram.until(lambda: "topic for my messages is gone" in hall.telegram.said_in(GROUP)[-1])
    await hall.until_tomorrow()
    said = hall.telegram.said_in(GROUP)[before:]
    assert sum("topic for my messages is gone" in text for text in said) == 1
    assert len(said) == 3


async def test_an_admin_who_has_started_the_bot_is_told_of_a_loss_in_private_once_and_the_group_hears_nothing(
    hall: Hall,
) -> None:
    await hall.chat.say("/start")
    await hall.say("/digest 08:00", thread=7)
    hall.group.topics.clear()
    await hall.until_tomorrow()
    await hall.telegram.until(lambda: "messages in The desk is gone" in hall.chat.last)
    hall.group.can_write = False
    await hall.until_tomorrow()
    await hall.telegram.until(lambda: "I may not write in The desk" in hall.chat.last)
    await hall.until_tomorrow()
    hall.group.can_write = True
    await hall.until_tomorrow()
    assert [sum(word in text for text in hall.telegram.said_to()) for word in ("is gone", "not write")] == [1, 1]
    assert not any("gone" in text or "may not" in text for text in hall.telegram.said_in(GROUP))
    assert not await hall.is_stopped()


async def test_a_message_put_right_gives_no_command_in_a_group(hall: Hall) -> None:
    hall.group.bot = "administrator"
    await hall.say("hello", COLLEAGUE)
    message = list(hall.group.messages.values())[-1]
    command = {"text": "/follow grain", "entities": [{"type": "bot_command", "offset": 0, "length": 7}]}
    hall.telegram.updates.put("edited_message", {**message, **command, "edit_date": message["date"]})
    await hall.chat.settled()
    assert hall.telegram.said_in(GROUP) == []
    async with hall.chat.desk.begin() as tx:
        assert await tx.subscribers.follows(GROUP) == []


async def test_a_channels_briefing_is_set_from_an_admins_own_chat_and_from_nobody_elses(chat: Chat) -> None:
    channel = Hall(chat, CHANNEL, "channel", bot="administrator")
    channel.group.username = "harbour_news"
    assert "only where both of us are admins" in (await chat.of(COLLEAGUE).say("/digest @harbour_news 08:00"))[0]
    assert await channel.hours() == []
    (answer,) = await chat.say("/digest @harbour_news 08:00 weekdays")
    assert answer.startswith("In The desk")
    assert await channel.hours() == ["08:00"]
    assert chat.buttons == {}
    assert "only where both of us are admins" in (await chat.say("/digest @nowhere_at_all 08:00"))[0]
    channel.group.bot = "member"
    assert "only where both of us are admins" in (await chat.say("/digest @harbour_news off"))[0]


async def test_a_group_that_becomes_a_supergroup_takes_its_briefing_along(chat: Chat) -> None:
    group = Hall(chat, ChatId(-77), "group")
    await group.say("/digest 08:00")
    before = {"message_id": 1, "date": 0, "chat": group.group.chat, "from": BOT}
    after = Hall(chat, ChatId(-10077))
    chat.telegram.updates.put("message", {**before, "migrate_to_chat_id": -10077})
    chat.telegram.updates.put("message", {**before, "chat": after.group.chat, "migrate_from_chat_id": -77})
    await chat.settled()
    assert await group.hours() == []
    assert await after.hours() == ["08:00"]

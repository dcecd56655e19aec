"""The owner's commands, which to everybody else do not exist."""

from datetime import timedelta

from bot.watch import tell_owner
from core.model.article import Draft
from core.model.delivery import Delivery, Undeliverable
from core.model.ids import ChatId
from tests.bot.handlers.conftest import ME, OWNER, Chat
from tests.core.adapters.sql.living import add

URL = "https://example.org/ultimatum"


async def test_to_others_the_owners_commands_do_not_exist(chat: Chat) -> None:
    for command in ("/stats", "/errors", "/broadcast hello", f"/takedown {URL}"):
        (said,) = await chat.say(command)
        assert said.startswith("I know no /")
    assert "not there any more" in await chat.forge("bc|yes")


async def test_stats_are_the_bot_in_figures(chat: Chat) -> None:
    await chat.say("/digest 08:00")
    (said,) = await chat.of(OWNER).say("/stats")
    assert "1 chats, 0 of them stopped" in said
    assert "1 daily briefings" in said


async def test_a_broadcast_is_shown_with_its_count_and_goes_out_once(chat: Chat) -> None:
    owner = chat.of(OWNER)
    await chat.say("/digest 08:00")
    (preview,) = await owner.say("/broadcast The bot moves <on> Sunday.")
    assert preview.startswith("To 1 chats:")
    data = owner.buttons["Send it"]
    assert await owner.press("Send it") == ["The bot moves <on> Sunday."]
    assert chat.last == "The bot moves <on> Sunday."
    assert owner.last == "On its way to 1 chats."
    assert "not there any more" in await owner.forge(data)
    assert chat.telegram.said_to(ME).count("The bot moves <on> Sunday.") == 1


async def test_a_broadcast_can_be_dropped_and_needs_words(chat: Chat) -> None:
    owner = chat.of(OWNER)
    assert "Put the words behind it" in (await owner.say("/broadcast"))[0]
    await owner.say("/broadcast Never mind.")
    await owner.press("Do not")
    assert owner.last == "Nothing was sent."


async def test_an_article_that_is_taken_down_is_gone_with_what_it_reports(chat: Chat) -> None:
    async with chat.desk.begin() as tx:
        await add(tx, Draft("The ministry gave the firm 50 days.", "A firm is given 50 days", url=URL))
    owner = chat.of(OWNER)
    assert "no article at this address" in (await owner.say("/takedown https://example.org/other"))[0]
    assert "Removed" in (await owner.say(f"/takedown {URL}"))[0]
    assert "Put the address behind it" in (await owner.say("/takedown"))[0]
    async with chat.desk.begin() as tx:
        assert await tx.articles.find(Draft("x", url=URL)) is None


async def test_what_went_wrong_is_told_when_asked_and_once_an_hour_unasked(chat: Chat) -> None:
    owner = chat.of(OWNER)
    assert (await owner.say("/errors")) == ["Nothing went wrong in the last 24 hours."]
    elapsed, now = chat.desk.clock.elapsed(), chat.desk.now
    assert await tell_owner(chat.desk.room, OWNER) == 0
    async with chat.desk.begin() as tx:
        await tx.outbox.put([Delivery("k", ChatId(77), {"text": "x"}, now)])
        await tx.outbox.claim_due(now=now, elapsed=elapsed, lease=timedelta(minutes=1), limit=1)
        await tx.outbox.settle({"k": Undeliverable("chat not found")}, elapsed=elapsed)
    assert "1\N{MULTIPLICATION SIGN} a message was given up: chat not found" in (await owner.say("/errors"))[0]
    assert [await tell_owner(chat.desk.room, OWNER) for _ in range(3)] == [1, 0, 0]

"""Commands: each says what it did, what it needs, or what was wrong with it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.handlers import BEGUN_OUTSIDE, COMMANDS, MENUS, NEAR_WORDS
from bot.views.menu import menu
from core.errors import NotAFeedError
from core.model.deadline import Kind
from core.model.feed import FeedReading
from core.newsdesk import briefs
from tests.bot.handlers.conftest import ME, Chat
from tests.core.newsdesk.desk import START, at, told

SET = told(date(2025, 9, 2))
DISAGREES = told(date(2025, 9, 7), published=START + timedelta(minutes=5), source="Example Herald")
PORT = told(None, words=("The port of Varna was closed by a fire in the grain terminal.", "Nobody was hurt there."))


async def test_start_works_on_an_empty_store_and_shows_a_look_where_there_is_news(chat: Chat) -> None:
    (empty,) = await chat.say("/start")
    assert "Example, July 2025" in empty
    assert list(chat.buttons) == ["My briefing hour", "My time zone", "What to follow"]
    await chat.desk.keep(SET)
    (look,) = await chat.say("/start")
    assert "A look at your briefing" in look
    assert "2 September" in look
    assert "When shall I brief you?" in (await chat.press("My briefing hour"))[0]
    assert "Your time zone" in (await chat.press("My time zone"))[0]
    assert "You follow no deadline yet" in (await chat.press("What to follow"))[0]


async def test_a_deep_link_opens_its_deadline_and_a_stale_one_says_so(chat: Chat) -> None:
    await chat.desk.keep(SET)
    id_ = (await chat.desk.only(ME)).id
    assert (await chat.say(f"/start d{id_}"))[0].startswith("⏳ Deal on Ukraine")
    assert "not there any more" in (await chat.say("/start d999"))[0]
    assert "Dateline" in (await chat.say("/start welcome"))[0]


async def test_brief_shows_what_is_new_then_one_line_and_the_last_again(chat: Chat) -> None:
    await chat.desk.keep(PORT)
    assert "The port of Varna was closed" in (await chat.say("/brief"))[0]
    assert "Nobody was hurt there." in (await chat.press("1"))[0]
    assert "Nothing new" in (await chat.say("/brief"))[0]
    assert "The port of Varna was closed" in (await chat.press("Show the last stories again"))[0]


async def test_while_the_house_is_read_for_the_first_time_brief_says_so_and_then_delivers(chat: Chat) -> None:
    async with chat.desk.begin() as tx:
        house = await tx.feeds.add("https://house.example/feed", house=True)
    assert "I am reading the news for the first time" in (await chat.say("/brief"))[0]
    assert "Europe/Kyiv" in (await chat.say("/timezone Kyiv"))[0]
    await chat.desk.keep(PORT)
    async with chat.desk.begin() as tx:
        await tx.feeds.save(replace(house, first_read=chat.desk.now))
    await briefs.deliver_first(chat.desk.room)
    await chat.settled()
    assert "The port of Varna was closed" in chat.last


async def test_digest_takes_hours_days_and_length_and_says_what_it_could_not_read(chat: Chat) -> None:
    assert "When shall I brief you?" in (await chat.say("/digest"))[0]
    assert "08:00 every day, 3 minutes' reading" in (await chat.say("/digest 08:00"))[0]
    assert "07:30 on weekdays" in (await chat.say("/digest 7:30 weekdays"))[0]
    two = (await chat.say("/digest 8 and 18 5min"))[0]
    assert "08:00 every day, 5 minutes' reading" in two
    assert "18:00 every day" in two
    assert "1 minute's reading" in (await chat.say("/digest 1min"))[0]
    assert "“half past tea”" in (await chat.say("/digest half past tea"))[0]
    assert "08:00" in (await chat.say("/digest"))[0]  # what was set stands
    assert "No daily briefing any more" in (await chat.press("Off"))[0]
    assert "08:00 every day" in (await chat.press("Every day at 08:00"))[0]


async def test_deadlines_are_listed_narrowed_down_and_turned_in_the_same_message(chat: Chat) -> None:
    assert "No open deadline yet" in (await chat.say("/deadlines"))[0]
    await chat.desk.keep(SET, DISAGREES)
    assert "Sources disagree: also 7 September" in (await chat.say("/deadlines"))[0]
    assert "Deadlines on “ukraine”" in (await chat.say("/deadlines ukraine"))[0]
    assert "No deadline fits “fisheries”" in (await chat.say("/deadlines fisheries"))[0]
    await chat.say("/deadlines")
    assert await chat.press("Ended ones") == []
    assert "No deadline has ended yet" in chat.last
    assert await chat.press("Open ones") == []
    assert "2 September" in chat.last
    assert "No deadline has ended yet" in (await chat.say("/deadlines passed"))[0]


async def test_deadline_opens_the_one_that_is_meant_or_the_nearest(chat: Chat) -> None:
    assert "No open deadline yet" in (await chat.say("/deadline"))[0]
    await chat.desk.keep(SET)
    id_ = (await chat.desk.only(ME)).id
    for words in ("", "Russia", str(id_)):
        assert (await chat.say(f"/deadline {words}"))[0].startswith("⏳ Deal on Ukraine")
    assert "No deadline fits “fisheries”" in (await chat.say("/deadline fisheries"))[0]
    assert "not there any more" in (await chat.say("/deadline 99999"))[0]


async def test_the_steps_of_alerts_are_taken_with_and_without_the_word_for_them(chat: Chat) -> None:
    for said in ("/alerts 7 days, 1 day", "/alerts ladder 7d 1d"):
        assert "When I am told" in (await chat.say(said))[0]
        ticked = [name for name in chat.buttons if name.startswith("✓")]
        assert ticked == ["✓ 7 days before", "✓ the day before"]
    assert "deadlines that mention “7 samurai”" in (await chat.say("/alerts 7 samurai"))[0]


@pytest.mark.parametrize(
    "said", ["What is due next?", "what's due next", "Was steht als Nächstes an?", "Що найближче?"]
)
async def test_what_the_buttons_say_is_understood_when_it_is_typed(chat: Chat, said: str) -> None:
    await chat.desk.keep(SET)
    assert (await chat.say(said))[0].startswith("Deadlines, 14 July 2025")


async def test_asof_shows_the_ledger_of_a_day_by_what_had_been_published(chat: Chat) -> None:
    chat.desk.clock.step_to(at(30))
    await chat.desk.keep(SET, told(date(2025, 8, 8), published=at(29, 17), source="Example Post", kind=Kind.REVISED))
    assert "2 September · in 49 days" in (await chat.say("/asof 15 July"))[0]
    assert "8 August" in (await chat.say("/asof 2025-07-29"))[0]
    (ahead,) = await chat.say("/asof 9999-12-31")
    assert "8 August" in ahead  # no day is known better than today
    assert "still to come" in ahead
    assert "Nothing was known" in (await chat.say("/asof 0001-01-01"))[0]
    assert "“someday”" in (await chat.say("/asof someday"))[0]
    assert "/asof 2025-07-23" in (await chat.say("/asof"))[0]


async def test_alerts_follow_a_word_or_all_and_each_follow_ends_by_its_own_button(chat: Chat) -> None:
    await chat.desk.keep(SET)
    await chat.say("/alerts grain")
    await chat.say("/alerts Ukraine")
    overview = (await chat.say("/alerts all"))[0]
    assert "every deadline" in overview
    assert "Next alerts" in overview
    stops = chat.buttons
    assert list(stops) == ["Stop 1", "Stop 2", "Stop 3", "When I am told", "Stop all"]
    await chat.press("Stop 1")
    assert "grain" not in chat.last
    old = await chat.forge(stops["Stop 1"])  # pressed again, on the old message
    assert "had its day" in old
    async with chat.desk.begin() as tx:
        assert [follow.target for follow in await tx.subscribers.follows(ME)] == ["Ukraine", ""]
    assert "every deadline" in (await chat.say("/unfollow"))[0]
    assert list(chat.buttons)[:3] == ["Stop 1", "Stop 2", "When I am told"]
    assert "You follow Ukraine no longer" in (await chat.say("/unfollow ukraine"))[0]
    assert "You do not follow grain" in (await chat.say("/unfollow grain"))[0]
    assert "You follow no deadline yet" in (await chat.say("/alerts none"))[0]


async def test_follow_takes_a_feed_a_site_or_a_word(chat: Chat) -> None:
    feed, site = "https://example.org/feed", "https://example.org/"
    chat.desk.wire.feeds = {feed: FeedReading((), title="Example"), site: NotAFeedError(site, (feed,))}
    assert "You follow no source of your own yet" in (await chat.say("/follow"))[0]
    assert "You follow Example." in (await chat.say(f"/follow {site}"))[0]
    assert "You follow Example already." in (await chat.say(f"/follow {feed}"))[0]
    chat.desk.wire.feeds["https://example.com/"] = NotAFeedError("https://example.com/")
    assert "I found no feed at this address" in (await chat.say("/follow https://example.com/"))[0]
    assert "could not reach this feed" in (await chat.say("/follow https://gone.example/"))[0]
    for address in ("file:///etc/passwd", "ftp://example.org/", "http://"):
        assert "public web pages only" in (await chat.say(f"/follow {address}"))[0]
    assert "You follow grain deal" in (await chat.say("/follow grain deal"))[0]
    assert "Economy" in (await chat.say("/follow topic economy"))[0]
    overview = (await chat.say("/follow"))[0]
    assert "economy" not in overview
    assert "Example" in overview
    assert "grain deal" in overview


async def test_the_zone_is_set_by_city_place_or_button(chat: Chat) -> None:
    assert "Europe/Kyiv" in (await chat.say("/timezone Kyiv"))[0]
    assert "Did you mean one of these?" in (await chat.say("/timezone Europe/Lisbn"))[0]
    await chat.press("Europe/Lisbon")
    assert "Europe/Lisbon" in chat.last
    chat.telegram.share_location(35.68, 139.69)
    await chat.settled()
    assert "Asia/Tokyo" in chat.last
    assert "I know no zone called “Atlantis”" in (await chat.say("/tz Atlantis"))[0]
    assert "Send a larger city" in await chat.forge("z|Mars/Olympus")
    async with chat.desk.begin() as tx:
        subscriber = await tx.subscribers.get(ME)
    assert subscriber is not None
    assert subscriber.zone == "Asia/Tokyo"


async def test_a_longer_text_answers_no_question_for_a_zone(chat: Chat) -> None:
    await chat.say("/timezone UTC+3")
    (kept,) = await chat.say("remind me 30 November to submit the tax form")
    assert "Submit the tax form" in kept
    (unknown,) = await chat.say("Atlantis")
    assert "I know no zone called “Atlantis”" in unknown


async def test_a_place_that_moves_is_no_new_zone(chat: Chat) -> None:
    place = {"latitude": 35.68, "longitude": 139.69, "live_period": 900}
    assert "Asia/Tokyo" in (await chat.receive("message", location=place))[0]
    assert await chat.receive("edited_message", location={**place, "longitude": 2.35}, edit_date=1) == []


async def test_stop_cancel_and_forget(chat: Chat) -> None:
    await chat.desk.keep(SET)
    await chat.say("/digest 08:00")
    assert "Stopped" in (await chat.say("/stop"))[0]
    assert await chat.desk.until(at(16)) == []
    assert "Welcome back" in (await chat.press("Start again"))[0]
    assert "There is nothing to cancel" in (await chat.say("/cancel"))[0]
    await chat.say("/timezone")
    assert "Dropped" in (await chat.say("/cancel"))[0]
    assert "Forget everything of yours?" in (await chat.say("/forget"))[0]
    await chat.press("No, keep it")
    assert chat.last.startswith("Kept.")
    await chat.say("/forget")
    await chat.press("Yes, forget me")
    assert chat.last.startswith("Forgotten:")
    async with chat.desk.begin(alone=True) as tx:
        assert await tx.subscribers.get(ME) is None
        assert await tx.subscribers.forget(ME) == 0


async def test_an_unknown_command_names_the_nearest_one(chat: Chat) -> None:
    assert "Did you mean /deadlines?" in (await chat.say("/deadlinez"))[0]
    assert "/help shows what I can do" in (await chat.say("/xyzzy"))[0]
    assert "Did you mean /summarise?" in (await chat.say("/sumarise"))[0]


async def test_a_command_for_another_bot_is_not_called_unknown(chat: Chat) -> None:
    assert "Send /start alone" in (await chat.say("/start@somebody_elses_bot"))[0]


@pytest.mark.parametrize(
    ("typed", "opening"),
    [("/subscribe", "You follow no"), ("/unsubscribe", "Stopped"), ("/remind", "A deadline of your own")],
)
async def test_near_words_are_understood(chat: Chat, typed: str, opening: str) -> None:
    assert (await chat.say(typed))[0].startswith(opening)


def test_the_menu_has_eight_commands_that_exist() -> None:
    known = {*COMMANDS, *NEAR_WORDS, *BEGUN_OUTSIDE}
    assert len(menu(MENUS["default"])) == 8
    assert {name for names in MENUS.values() for name in names} <= known
    assert set(NEAR_WORDS.values()) <= known

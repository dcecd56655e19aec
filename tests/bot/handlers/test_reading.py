"""What a reader does with briefings: turns pages, asks why, mutes, follows topics, filters feeds, searches."""

from datetime import date, time, timedelta

from core.model.subscriber import DigestTime
from core.newsdesk import subscribing
from tests.bot.handlers.conftest import ME, Chat
from tests.core.newsdesk.desk import START, Desk, at, told

PORT = told(None, words=("The port of Varna was closed by a fire in the grain terminal.", "Nobody was hurt there."))
BRIDGE = told(None, words=("Lorries cross the Danube bridge once more.",), source="Example Post")
_TOWNS = "Varna Odesa Bergen Porto Gdansk Split Genoa Cork Malmo Turku Riga Izmir Kobe Perth Lagos Quito".split()


async def keep_many(desk: Desk) -> None:
    """Keep so many long stories of other places that a briefing has more than a page of them."""
    for n, town in enumerate(_TOWNS):
        said = " ".join(f"{town.lower()}{k}" for k in range(50))
        line = f"{town} {said} number {n}."
        await desk.keep(told(None, words=(line, f"Then {line}"), source=town, published=START - timedelta(minutes=n)))


async def test_pages_turn_in_the_same_message_and_earlier_briefings_can_be_paged_back_to(chat: Chat) -> None:
    await chat.desk.keep(PORT)
    await chat.say("/brief")
    await keep_many(chat.desk)
    async with chat.desk.begin() as tx:
        await subscribing.set_digests(tx, ME, [DigestTime(ME, time(8), minutes=15)], now=chat.desk.now)
    await chat.desk.until(at(15, 9))
    (first,) = await chat.say("/brief earlier")
    assert first.startswith("Briefing, Tuesday 15 July 2025 · morning")
    (on,) = (label for label in chat.buttons if label.startswith("2/"))
    assert await chat.press(on) == []
    assert chat.last != first
    (back,) = (label for label in chat.buttons if label.startswith("‹ 1/"))
    assert await chat.press(back) == []
    assert chat.last == first
    await chat.press("‹ Earlier briefing")
    assert "The port of Varna was closed" in chat.last
    await chat.press("Later briefing ›")
    assert chat.last == first
    assert "not there any more" in await chat.forge("pg|999|0")


async def test_a_chat_without_briefings_is_told_so(chat: Chat) -> None:
    assert "There is no earlier briefing" in (await chat.say("/brief earlier"))[0]


async def test_a_story_says_why_it_is_here_and_each_reason_can_be_ended(chat: Chat) -> None:
    await chat.desk.keep(PORT)
    await chat.say("/follow grain")
    await chat.say("/brief")
    await chat.press("1")
    (why,) = await chat.press("Why is this here?")
    assert "It says “grain”, which you follow" in why
    assert "1 independent source reports it" in why
    assert "You follow grain no longer" in (await chat.press("Follow grain no longer"))[0]
    assert "Muted: Example Wire" in (await chat.press("Mute its source"))[0]
    assert "source Example Wire" in (await chat.say("/mute"))[0]
    assert "Nothing new" in (await chat.say("/brief again"))[0]
    await chat.say("/unmute example wire")
    assert "The port of Varna" in (await chat.say("/brief again"))[0]


async def test_words_sources_actors_and_topics_are_muted_by_name_and_lifted(chat: Chat) -> None:
    await chat.desk.keep(PORT, BRIDGE)
    assert "Nothing is muted" in (await chat.say("/mute"))[0]
    assert "word fire" in (await chat.say("/mute fire"))[0]
    assert "Muted already" in (await chat.say("/mute FIRE"))[0]
    assert "source Example Post" in (await chat.say("/mute example post"))[0]
    assert "actor Example Corp" in (await chat.say("/mute actor Example Corp"))[0]
    assert "topic Sport" in (await chat.say("/mute topic sport"))[0]
    assert "Nothing new" in (await chat.say("/brief"))[0]
    assert "1. word fire" in (await chat.say("/mute"))[0]
    await chat.press("Lift 1")
    assert "word fire" not in chat.last
    assert "• 2. actor" not in (await chat.say("/unmute example corp"))[0]
    assert "The port of Varna" in (await chat.say("/brief"))[0]


async def test_topics_are_read_made_edited_and_ended(chat: Chat) -> None:
    assert "You follow no topic yet" in (await chat.say("/topics"))[0]
    assert "inflation" in (await chat.press("Economy"))[0]
    await chat.press("Follow it")
    assert "Economy, which you follow" in chat.last
    assert "grain, port of Varna" in (await chat.say("/topics Black Sea: grain, port of Varna"))[0]
    assert "grain, port of Varna, ferry" in (await chat.say("/topics black sea + ferry"))[0]
    assert "grain, ferry" in (await chat.say("/topics Black Sea - port of Varna"))[0]
    assert "There is no topic called “Moon”" in (await chat.say("/topics Moon"))[0]
    await chat.desk.keep(PORT)
    assert "Black Sea" in (await chat.say("/brief"))[0]
    assert "You follow the topic Black Sea no longer" in (await chat.say("/topics Black Sea off"))[0]
    assert "War and security, changed" in (await chat.say("/follow war"))[0]
    assert "You follow War and security no longer" in (await chat.say("/unfollow war and security"))[0]


async def test_feeds_are_listed_and_filtered_by_words(chat: Chat) -> None:
    assert "There is no feed yet" in (await chat.say("/feeds"))[0]
    async with chat.desk.begin() as tx:
        await subscribing.add_feed(tx, ME, "https://own.example/feed", "Own Paper", now=chat.desk.now)
        await tx.feeds.add("https://house.example/feed", title="House Paper", house=True)
    listed = (await chat.say("/feeds"))[0]
    assert "1. Own Paper" in listed
    assert "2. House Paper" in listed
    assert "only with grain, port" in (await chat.say("/feeds 1 only grain, port"))[0]
    assert "nothing with football" in (await chat.say("/feeds 2 without football"))[0]
    assert "only with" not in (await chat.say("/feeds 1 all"))[0]
    assert "There is no feed number 9" in (await chat.say("/feeds 9 all"))[0]


async def test_search_shows_how_says_when_it_finds_nothing_and_turns_pages(chat: Chat) -> None:
    assert "Search what I have read" in (await chat.say("/search"))[0]
    assert "I found nothing on “walrus”" in (await chat.say("/search walrus"))[0]
    assert "“someday”" in (await chat.say("/search grain since:someday"))[0]
    await chat.desk.keep(PORT)
    (found,) = await chat.say("/search grain terminal")
    assert found.startswith("“grain terminal”: 1 story")
    assert "closed by a fire in the grain terminal." in found
    await keep_many(chat.desk)
    await chat.say("/search number")
    assert await chat.press("2/4 ›") == []
    assert "6. " in chat.last
    assert "Nobody was hurt there." in (await chat.say("/search hurt"))[0]


async def test_the_week_of_the_deadlines_comes_with_the_last_briefing_of_the_week(chat: Chat) -> None:
    assert "with the week of the deadlines" in (await chat.say("/digest 08:00 review"))[0]
    assert "every day" in (await chat.say("/digest no review"))[0]
    await chat.say("/digest 8 and 18 weekly review")
    await chat.desk.keep(told(date(2025, 9, 2)))
    heard = await chat.desk.until(at(21, 7))
    weeks = [message for message in heard if "The week in deadlines" in message.text]
    assert [f"{message.at:%a %H:%M}" for message in weeks] == ["Sun 18:00"]
    assert "1 set · 0 moved · 0 met or withdrawn · 0 passed" in weeks[0].text

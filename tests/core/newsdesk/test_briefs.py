"""Briefs: what is new to a chat, at its hour, once; and what it was shown before stays shown."""

from dataclasses import replace
from datetime import date, time

import pytest

from core.briefing.memory import memory_of_article
from core.errors import NotFoundError
from core.model.feed import Question
from core.model.subscriber import DigestTime, FollowKind
from core.newsdesk import briefs, subscribing
from tests.core.newsdesk.desk import OTHER, READER, Desk, Message, at, told

PORT = ("The port of Varna was closed by a fire in the grain terminal.", "Nobody was hurt in that fire.")
BRIDGE = ("Lorries may cross the Danube bridge again, two years later than planned.",)


async def digest_daily(desk: Desk, *hours: int) -> None:
    async with desk.begin() as tx:
        times = [DigestTime(READER, time(hour)) for hour in hours or (8,)]
        await subscribing.set_digests(tx, READER, times, now=desk.now)


def briefings(messages: list[Message]) -> list[str]:
    return [f"{message.at:%m-%d %H:%M}" for message in messages if message.delivery.shows == briefs.SHOWS]


async def test_one_briefing_comes_each_day_at_its_hour(desk: Desk) -> None:
    await digest_daily(desk)
    messages = await desk.until(at(18))
    assert briefings(messages) == ["07-15 08:00", "07-16 08:00", "07-17 08:00"]
    assert len({message.delivery.key for message in messages}) == 3


async def test_several_hours_a_day_each_bring_theirs(desk: Desk) -> None:
    await digest_daily(desk, 8, 18)
    assert briefings(await desk.until(at(16, 9))) == ["07-14 18:00", "07-15 08:00", "07-15 18:00", "07-16 08:00"]


async def test_a_briefing_that_was_missed_comes_once_and_not_for_each_day(desk: Desk) -> None:
    await digest_daily(desk)
    desk.clock.step_to(at(20, 12))
    assert briefings(await desk.until(at(20, 13))) == ["07-20 12:00"]
    assert briefings(await desk.until(at(21, 9))) == ["07-21 08:00"]


async def test_a_briefing_remembers_what_it_showed(desk: Desk) -> None:
    await desk.keep(told(None, words=PORT))
    await digest_daily(desk)
    first, second = await desk.until(at(16, 9))
    assert PORT[0] in first.text
    assert second.text.startswith("Nothing new")
    await desk.keep(told(None, words=BRIDGE, published=at(16, 9), source="Example Post"))
    (third,) = await desk.until(at(17, 9))
    assert BRIDGE[0] in third.text
    assert PORT[0] not in third.text


async def test_a_briefing_on_demand_is_remembered_once_it_is_sent_and_can_be_had_again(desk: Desk) -> None:
    await desk.keep(told(None, words=PORT))
    async with desk.begin() as tx:
        brief = await briefs.brief(tx, READER, now=desk.now)
        assert len(brief.items) == 1
        assert len((await briefs.brief(tx, READER, now=desk.now)).items) == 1
        await tx.subscribers.remember(READER, brief.shown, now=desk.now)
        assert (await briefs.brief(tx, READER, now=desk.now)).items == ()
        assert len((await briefs.brief(tx, READER, now=desk.now, again=True)).items) == 1
        assert len((await briefs.brief(tx, OTHER, now=desk.now)).items) == 1


async def test_a_weekly_reader_hears_of_the_whole_week(desk: Desk) -> None:
    async with desk.begin() as tx:
        mondays = [DigestTime(READER, time(8), frozenset({0}))]
        await subscribing.set_digests(tx, READER, mondays, now=desk.now)
    await desk.keep(told(None, words=PORT))
    await desk.until(at(21, 9))
    desk.clock.step_to(at(22, 9))
    await desk.keep(told(None, words=BRIDGE, published=at(22, 8), source="Example Post"))
    (monday,) = await desk.until(at(28, 9))
    assert BRIDGE[0] in monday.text


async def test_a_deadline_that_moved_brings_its_story_back(desk: Desk) -> None:
    await desk.keep(told(date(2025, 9, 2)))
    await digest_daily(desk)
    (first,) = await desk.until(at(15, 9))
    assert "⏳ 2 September" in first.text
    await desk.keep(told(date(2025, 8, 8), published=at(15, 10), source="Example Post"))
    (second,) = await desk.until(at(16, 9))
    assert "8 August" in second.text


async def test_a_briefing_has_the_houses_feeds_and_ones_own_but_not_those_of_others(desk: Desk) -> None:
    async with desk.begin() as tx:
        house = await tx.feeds.add("https://house.example/feed", house=True)
        own, _ = await subscribing.add_feed(tx, OTHER, "https://own.example/feed", "Own", now=desk.now)
    port, bridge = told(None, words=PORT), told(None, words=BRIDGE, source="Example Post")
    await desk.keep(
        replace(port, draft=replace(port.draft, feed=house.id)),
        replace(bridge, draft=replace(bridge.draft, feed=own.id)),
    )
    async with desk.begin() as tx:
        mine = await briefs.brief(tx, READER, now=desk.now)
        theirs = await briefs.brief(tx, OTHER, now=desk.now)
    assert [item.story.latest.source for item in mine.items] == ["Example Wire"]
    assert {item.story.latest.source for item in theirs.items} == {"Example Wire", "Example Post"}


async def test_what_a_chat_sent_itself_is_no_news_to_it(desk: Desk) -> None:
    (article,) = await desk.keep(told(None, words=PORT))
    async with desk.begin() as tx:
        told_here = await briefs.article_deadlines(tx, READER, article, now=desk.now)
        await tx.subscribers.remember(READER, [memory_of_article(article, told_here)], now=desk.now)
        assert (await briefs.brief(tx, READER, now=desk.now)).items == ()


async def test_a_story_is_found_by_its_id_and_only_by_who_may_see_it(desk: Desk) -> None:
    (article,) = await desk.keep(told(date(2025, 9, 2), audience=READER))
    async with desk.begin() as tx:
        story, deadlines = await briefs.story(tx, READER, int(article.story), now=desk.now)
        assert [member.id for member in story.articles] == [article.id]
        assert len(deadlines) == 1
        with pytest.raises(NotFoundError):
            await briefs.story(tx, OTHER, int(article.story), now=desk.now)


async def test_the_first_briefing_waits_for_the_first_reading_of_the_house_and_then_comes(desk: Desk) -> None:
    async with desk.begin() as tx:
        assert not await briefs.is_first_reading(tx)
        house = await tx.feeds.add("https://house.example/feed", house=True)
        assert await briefs.is_first_reading(tx)
        await briefs.await_first(tx, READER, now=desk.now)
        await tx.subscribers.ask(Question(READER, "zone", "", desk.now))
    assert await briefs.deliver_first(desk.room) == 0
    await desk.keep(told(None, words=PORT))
    async with desk.begin() as tx:
        await tx.feeds.save(replace(house, first_read=desk.now))
    assert await briefs.deliver_first(desk.room) == 1
    (text,) = await desk.sent()
    assert PORT[0] in text
    assert await briefs.deliver_first(desk.room) == 0
    async with desk.begin() as tx:
        assert [question.awaits for question in await tx.subscribers.asked(READER)] == ["zone"]


async def test_a_feed_of_ones_own_that_is_not_read_yet_keeps_no_briefing_back(desk: Desk) -> None:
    async with desk.begin() as tx:
        await subscribing.add_feed(tx, READER, "https://own.example/feed", "Own", now=desk.now)
        assert not await briefs.is_first_reading(tx)
        assert [follow.kind for follow in await tx.subscribers.follows(READER)] == [FollowKind.FEED]

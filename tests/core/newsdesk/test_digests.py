from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfoNotFoundError

import pytest

from core.model.ids import ChatId
from core.model.subscriber import DigestTime, FollowKind, Subscriber
from core.newsdesk import digests, firing, subscribing
from tests.core.newsdesk.desk import READER, Desk, at, told

EVENTS = (
    "The port of Varna reopened on Monday.", "Geologists found copper in Lapland.", "A chess title went to Peru.",
    "The opera of Graz lost its roof.", "Bees returned to the orchards of Crete.", "Oslo buys forty electric ferries.",
    "A comet was seen over Patagonia.", "The mayor of Ghent stepped down.", "Coffee prices fell in Santos.",
    "Two tunnels were joined below Turin.",
)  # fmt: skip
NEWS = ("The port of Varna reopened on Monday.", "Two ferries left it in the morning.")


async def brief_at(desk: Desk, chat: ChatId, *hours: time) -> None:
    async with desk.begin() as tx:
        await subscribing.set_digests(tx, chat, [DigestTime(chat, hour) for hour in hours], now=desk.now)


async def fire(desk: Desk) -> int:
    return sum([fired async for fired in firing.fire_due(desk.room)])


async def waiting(desk: Desk) -> list[datetime]:
    async with desk.begin() as tx:
        claimed = await tx.outbox.claim_due(now=at(20), elapsed=desk.now, lease=digests.AHEAD, limit=20)
    return [delivery.due for delivery in claimed]


async def test_more_than_a_batch_comes_each_to_its_chat(desk: Desk) -> None:
    await desk.keep(told(None, words=NEWS))
    chats = [ChatId(n) for n in range(1, digests.BATCH + 6)]
    for chat in chats:
        await brief_at(desk, chat, time(8))
    messages = await desk.until(at(15, 9))
    assert sorted(message.chat for message in messages) == chats
    assert all(NEWS[0] in message.text for message in messages)


async def test_of_two_hours_that_fell_due_together_the_second_knows_what_the_first_told(desk: Desk) -> None:
    await desk.keep(told(None, words=NEWS))
    await brief_at(desk, READER, time(8), time(9))
    desk.clock.step_to(at(15, 9))
    first, second = await desk.until(at(15, 9))
    assert NEWS[0] in first.text
    assert second.text.startswith("Nothing new")


async def test_who_crosses_the_date_line_has_one_briefing_a_local_date_and_misses_no_news(desk: Desk) -> None:
    zones = ["Pacific/Auckland", "Pacific/Honolulu", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Kyiv"]
    await brief_at(desk, READER, time(8))
    for n, event in enumerate(EVENTS):
        async with desk.begin() as tx:
            await subscribing.set_zone(tx, READER, zones[n // 2], now=desk.now)
        await desk.keep(told(None, published=desk.now, source=f"Paper {n}", words=(event,)))
        await desk.until(desk.now + timedelta(hours=17))
    await desk.until(desk.now + timedelta(days=1))
    dates = [message.delivery.key.split(":")[2] for message in desk.messages]
    assert len(set(dates)) == len(dates) >= len(zones)
    told_in = [sum(event in message.text for message in desk.messages) for event in EVENTS]
    assert told_in == [1] * len(EVENTS)


async def test_a_few_briefings_are_composed_at_their_hour_and_a_crowd_before_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "CROWD", 3)
    await desk.keep(told(None, words=NEWS))
    desk.clock.step_to(at(15, 7, 58))
    for n in (1, 2):
        await brief_at(desk, ChatId(n), time(8))
    assert await fire(desk) == 0
    await brief_at(desk, ChatId(3), time(8))
    assert await fire(desk) == 3
    assert await waiting(desk) == [at(15, 8)] * 3
    messages = await desk.until(at(16, 9))
    assert [f"{message.at:%d %H:%M}" for message in messages].count("16 08:00") == 3


async def test_who_changes_the_hour_of_a_briefing_composed_ahead_is_not_sent_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "CROWD", 1)
    desk.clock.step_to(at(15, 7, 58))
    await brief_at(desk, READER, time(8))
    assert await fire(desk) == 1
    await brief_at(desk, READER, time(10))
    assert [f"{message.at:%d %H:%M}" for message in await desk.until(at(15, 11))] == ["15 10:00"]


async def test_a_briefing_composed_ahead_and_taken_back_has_told_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "CROWD", 1)
    await desk.keep(told(None, words=NEWS))
    desk.clock.step_to(at(15, 7, 58))
    await brief_at(desk, READER, time(8))
    assert await fire(desk) == 1
    await brief_at(desk, READER, time(10))
    (message,) = await desk.until(at(15, 11))
    assert NEWS[0] in message.text


async def test_who_stops_and_comes_back_before_the_hour_has_the_briefing_that_was_composed_ahead(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "CROWD", 1)
    await desk.keep(told(None, words=NEWS))
    desk.clock.step_to(at(15, 7, 58))
    await brief_at(desk, READER, time(8))
    assert await fire(desk) == 1
    async with desk.begin() as tx:
        await subscribing.stop(tx, READER, now=desk.now)
    assert not await desk.until(at(15, 7, 59))
    async with desk.begin() as tx:
        await subscribing.resume(tx, READER, now=desk.now)
    (message,) = await desk.until(at(15, 9))
    assert NEWS[0] in message.text


async def test_a_chat_that_cannot_be_briefed_holds_up_nobody_else(desk: Desk) -> None:
    lost, others = ChatId(1), [ChatId(2), ChatId(3)]
    await desk.keep(told(None, words=NEWS))
    for chat in [lost, *others]:
        await brief_at(desk, chat, time(8))
    async with desk.begin() as tx:
        await tx.subscribers.save(Subscriber(lost, zone="Atlantis/Poseidonis"))
    desk.clock.step_to(at(15, 8))
    with pytest.raises(ExceptionGroup) as caught:
        await fire(desk)
    assert [type(fault) for fault in caught.value.exceptions] == [ZoneInfoNotFoundError]
    assert {message.chat for message in await desk.until(at(15, 9))} == set(others)


async def test_an_alert_that_cannot_be_told_holds_up_nobody_else(desk: Desk) -> None:
    lost, other = ChatId(1), ChatId(2)
    await desk.keep(told(date(2025, 9, 2)))
    for chat in (lost, other):
        async with desk.begin() as tx:
            await subscribing.follow(tx, chat, FollowKind.ALL, "", now=desk.now)
    async with desk.begin() as tx:
        await tx.subscribers.save(Subscriber(lost, zone="Atlantis/Poseidonis"))
    desk.clock.step_to(at(8, 8, month=8))
    with pytest.raises(ExceptionGroup):
        await fire(desk)
    assert {message.chat for message in await desk.until(at(8, 9, month=8))} == {other}

"""Planning: what falls due is sent once, at its hour, and says what is true then."""

from datetime import date, time, timedelta

from core.model.deadline import Due, Granularity, Kind, Status, Terms
from core.model.subscriber import DigestTime, FollowKind, Quiet, Subscriber
from core.newsdesk import planning, subscribing, tracking
from tests.core.newsdesk.desk import OTHER, READER, START, Desk, Message, at, told

SET = told(date(2025, 9, 2))


async def follow(desk: Desk) -> None:
    """Follow the one deadline there is, from Kyiv, without a word about that."""
    async with desk.begin() as tx:
        await subscribing.set_zone(tx, READER, "Europe/Kyiv", now=desk.now)
        (deadline,) = await tracking.ledger(tx, READER, now=desk.now)
        await subscribing.follow_deadline(tx, READER, int(deadline.id), now=desk.now)


def first_lines(messages: list[Message]) -> list[tuple[str, str]]:
    return [(f"{message.at:%m-%d %H:%M}", message.text.splitlines()[0]) for message in messages]


async def test_the_ladder_of_a_day_comes_at_the_briefing_hour_each_rung_once(desk: Desk) -> None:
    await desk.keep(SET)
    await follow(desk)
    assert first_lines(await desk.until(at(10, month=9))) == [
        ("08-08 05:00", "⏳ Half of the time is over, 25 days left: Deal on Ukraine"),
        ("08-26 05:00", "⏳ 7 days left: Deal on Ukraine"),
        ("08-30 05:00", "⏳ 3 days left: Deal on Ukraine"),
        ("09-01 05:00", "⏳ 1 day left: Deal on Ukraine"),
        ("09-02 05:00", "⏳ Today is the day: Deal on Ukraine"),
        ("09-03 05:00", "The day is over: Deal on Ukraine"),
    ]
    assert await desk.until(at(10, month=10)) == []


async def test_the_ladder_of_an_instant_comes_at_its_exact_distance(desk: Desk) -> None:
    noon = Due(Granularity.INSTANT, date(2025, 7, 24), date(2025, 7, 24), "UTC", at(24, 12))
    await desk.keep(told(noon))
    await follow(desk)
    assert first_lines(await desk.until(at(30))) == [
        ("07-19 05:00", "⏳ Half of the time is over, 5 days left: Deal on Ukraine"),
        ("07-21 12:00", "⏳ 3 days left: Deal on Ukraine"),
        ("07-23 12:00", "⏳ 1 day left: Deal on Ukraine"),
        ("07-24 09:00", "⏳ 3 hours left: Deal on Ukraine"),
        ("07-24 12:00", "Time is up: Deal on Ukraine"),
        ("07-25 05:00", "The day is over: Deal on Ukraine"),
    ]


async def test_planning_twice_changes_nothing(desk: Desk) -> None:
    await desk.keep(SET)
    await follow(desk)
    for _ in range(3):
        async with desk.begin() as tx:
            await planning.replan_chat(tx, READER, now=desk.now)
    await desk.until(at(26, 6, month=8))
    async with desk.begin() as tx:
        await planning.replan_chat(tx, READER, now=desk.now)
    await desk.until(at(10, month=9))
    assert len(desk.messages) == 6


async def test_of_the_rungs_that_fell_due_while_the_bot_was_down_the_last_one_is_sent_as_due_then(desk: Desk) -> None:
    await desk.keep(SET)
    await follow(desk)
    desk.clock.step_to(at(26, 11, month=8))  # nobody visits the moments between
    messages = await desk.until(at(26, 11, month=8))
    assert len(messages) == 1
    assert messages[0].text.startswith("⏳ 7 days left: Deal on Ukraine")
    assert messages[0].delivery.due == at(26, 5, month=8)


async def test_where_the_news_told_that_the_day_passed_nobody_asks_what_happened(desk: Desk) -> None:
    await desk.keep(told(date(2025, 8, 8)))
    await follow(desk)
    await desk.until(at(8, 23, 30, month=8))
    await desk.keep(
        told(date(2025, 8, 8), published=at(8, 23, 30, month=8), status=Status.PASSED, source="Example Post")
    )
    (over,) = await desk.until(at(12, month=8))
    assert (over.at, over.text.splitlines()[0]) == (at(8, 23, 30, month=8), "The day is over: Deal on Ukraine")
    assert "Nothing I read" not in over.text


async def test_a_move_plans_the_ladder_anew_and_the_old_rungs_go(desk: Desk) -> None:
    await desk.keep(SET)
    await follow(desk)
    await desk.until(at(29, 17))
    await desk.keep(told(date(2025, 8, 8), published=at(29, 17), kind=Kind.REVISED))
    assert first_lines(await desk.until(at(10, month=9))) == [
        ("07-29 17:00", "⏳ Moved: Deal on Ukraine"),
        ("08-03 05:00", "⏳ Half of the time is over, 5 days left: Deal on Ukraine"),
        ("08-05 05:00", "⏳ 3 days left: Deal on Ukraine"),
        ("08-07 05:00", "⏳ 1 day left: Deal on Ukraine"),
        ("08-08 05:00", "⏳ Today is the day: Deal on Ukraine"),
        ("08-09 05:00", "The day is over: Deal on Ukraine"),
    ]


async def test_rungs_of_one_morning_come_in_one_message(desk: Desk) -> None:
    fish = Terms("Fishing licences", "Iceland", "trawlers", "renew their fishing licences", "")
    await desk.keep(SET, told(date(2025, 9, 2), terms=fish, source="Example Post"))
    async with desk.begin() as tx:
        await subscribing.follow(tx, READER, FollowKind.ALL, "", now=desk.now)
    messages = await desk.until(at(27, month=8))
    seven = [message.text for message in messages if message.at == at(26, 8, month=8)]
    assert len(seven) == 1
    assert seven[0].startswith("⏳ 2 deadlines to mind")


async def test_quiet_hours_hold_alerts_and_changes_until_they_end(desk: Desk) -> None:
    async with desk.begin() as tx:
        await tx.subscribers.save(Subscriber(READER, quiet=Quiet(time(16), time(9))))
        await subscribing.follow(tx, READER, FollowKind.ALL, "", now=desk.now)
    await desk.keep(SET)
    messages = await desk.until(at(27, month=8))
    assert [f"{message.at:%m-%d %H:%M}" for message in messages] == ["07-15 09:00", "08-08 09:00", "08-26 09:00"]


async def test_a_stopped_chat_is_sent_nothing_and_comes_back_without_what_it_missed(desk: Desk) -> None:
    await desk.keep(SET)
    await follow(desk)
    async with desk.begin() as tx:
        await subscribing.set_digests(tx, READER, [DigestTime(READER, time(9))], now=desk.now)
        await subscribing.stop(tx, READER, now=desk.now)
    assert await desk.until(at(27, 12, month=8)) == []
    async with desk.begin() as tx:
        await subscribing.resume(tx, READER, now=desk.now)
    assert await desk.until(at(28, 5, month=8)) == []
    assert [when for when, _ in first_lines(await desk.until(at(30, 7, month=8)))] == [
        "08-28 06:00",
        "08-29 06:00",
        "08-30 06:00",
        "08-30 06:00",
    ]


async def test_following_something_takes_a_stop_back_whole(desk: Desk) -> None:
    await desk.keep(SET)
    await follow(desk)
    async with desk.begin() as tx:
        await subscribing.set_digests(tx, READER, [DigestTime(READER, time(9))], now=desk.now)
        await subscribing.stop(tx, READER, now=desk.now)
    await desk.until(at(27, 12, month=8))
    async with desk.begin() as tx:
        await subscribing.follow(tx, READER, FollowKind.FEED, "7", now=desk.now)
    assert await desk.until(at(27, 13, month=8)) == []
    assert len(await desk.until(at(28, 6, month=8))) == 1


async def test_a_snooze_comes_once_more_and_leaves_the_ladder_alone(desk: Desk) -> None:
    await desk.keep(SET)
    await follow(desk)
    await desk.until(at(26, 5, month=8))
    async with desk.begin() as tx:
        _, until = await subscribing.snooze(
            tx, READER, int((await tracking.ledger(tx, READER, now=desk.now))[0].id), 3, now=desk.now
        )
        await planning.replan_chat(tx, READER, now=desk.now)
    assert until == at(26, 8, month=8)
    assert first_lines(await desk.until(at(30, 5, month=8))) == [
        ("08-26 08:00", "⏳ 7 days left: Deal on Ukraine"),
        ("08-30 05:00", "⏳ 3 days left: Deal on Ukraine"),
    ]


async def test_a_muted_deadline_is_quiet_unless_another_follow_concerns_it(desk: Desk) -> None:
    await desk.keep(SET)
    await follow(desk)
    async with desk.begin() as tx:
        (deadline,) = await tracking.ledger(tx, READER, now=desk.now)
        await subscribing.unfollow_deadline(tx, READER, int(deadline.id), now=desk.now)
        assert await tx.subscribers.next_due() is None
        await subscribing.follow(tx, READER, FollowKind.ALL, "", now=desk.now)
        await subscribing.unfollow_deadline(tx, READER, int(deadline.id), now=desk.now)
        assert await tx.subscribers.next_due() is not None
        await subscribing.unfollow(tx, READER, FollowKind.ALL, "", now=desk.now)
        assert await tx.subscribers.next_due() is None


async def test_a_new_zone_takes_digests_and_alerts_along(desk: Desk) -> None:
    await desk.keep(SET)
    await follow(desk)
    async with desk.begin() as tx:
        await subscribing.set_digests(tx, READER, [DigestTime(READER, time(8))], now=desk.now)
        await subscribing.set_zone(tx, READER, "America/New_York", now=desk.now)
        (digest,) = await tx.subscribers.digest_times(READER)
        assert digest.next_due == at(15, 12)
    messages = await desk.until(at(8, 12, month=8))
    assert {message.at.hour for message in messages} == {12}


async def test_alerts_run_on_the_date_that_a_chat_counts_by(desk: Desk) -> None:
    await desk.keep(SET, told(date(2025, 9, 7), source="Example Herald", published=START + timedelta(minutes=5)))
    await follow(desk)
    async with desk.begin() as tx:
        (deadline,) = await tracking.ledger(tx, READER, now=desk.now)
        later = max(deadline.competing, key=lambda side: side.due.first)
        await tracking.count_from(tx, READER, int(deadline.id), int(later.reports[0].id), now=desk.now)
        await planning.replan_chat(tx, READER, now=desk.now)
    days = [f"{message.at:%m-%d}" for message in await desk.until(at(7, 12, month=9))]
    assert days[-1] == "09-07"
    assert "09-02" not in days
    theirs, mine = await desk.ledger(OTHER), await desk.ledger(READER)
    assert theirs[0].due is not None
    assert mine[0].due is not None
    assert (theirs[0].due.first, mine[0].due.first) == (date(2025, 9, 2), date(2025, 9, 7))

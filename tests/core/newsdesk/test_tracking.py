"""Tracking: the ledger as a chat sees it, what it says of it for itself, and how it was known on a past day."""

from datetime import date

import pytest

from core.deadlines.record import Tally
from core.errors import NotFoundError, TooManyFollowsError
from core.model.deadline import Kind, Status, Terms
from core.model.feed import Question
from core.model.subscriber import DigestTime, FollowKind
from core.newsdesk import briefs, subscribing, tracking
from tests.core.newsdesk.desk import OTHER, READER, START, Desk, at, told

SET = told(date(2025, 9, 2))
DISAGREES = told(date(2025, 9, 7), published=at(20, 12), source="Example Herald")
FISH = told(
    date(2025, 8, 1),
    terms=Terms("Fishing licences", "Iceland", "trawlers", "renew their fishing licences", ""),
    source="Example Post",
)


async def test_not_a_deadline_is_said_for_one_chat_and_can_be_taken_back(desk: Desk) -> None:
    await desk.keep(SET)
    id_ = int((await desk.only()).id)
    async with desk.begin() as tx:
        await subscribing.follow_deadline(tx, READER, id_, now=desk.now)
        await tracking.reject(tx, READER, id_, now=desk.now)
        assert await tx.subscribers.next_due() is None
    assert await desk.ledger(READER) == ()
    assert len(await desk.ledger(OTHER)) == 1
    async with desk.begin() as tx:
        with pytest.raises(NotFoundError):
            await tracking.deadline(tx, READER, id_, now=desk.now)
        assert (await tracking.restore(tx, READER, id_, now=desk.now)).id == id_
    assert await desk.ledger(READER) == await desk.ledger(OTHER)


async def test_a_deadline_is_found_by_the_id_of_each_of_its_reports(desk: Desk) -> None:
    await desk.keep(SET, DISAGREES)
    deadline = await desk.only()
    async with desk.begin() as tx:
        for alias in deadline.aliases:
            assert await tracking.deadline(tx, READER, alias, now=desk.now) == deadline
        with pytest.raises(NotFoundError):
            await tracking.deadline(tx, READER, 10**17, now=desk.now)


async def test_a_chat_counts_from_the_anchor_that_it_chose_last_and_no_other_chat_does(desk: Desk) -> None:
    await desk.keep(SET, DISAGREES)
    desk.clock.step_to(at(20, 12))
    deadline = await desk.only()
    by_date = {side.due.first: int(side.reports[0].id) for side in deadline.competing}
    for day in (date(2025, 9, 7), date(2025, 9, 2), date(2025, 9, 7)):
        async with desk.begin() as tx:
            counted = await tracking.count_from(tx, READER, int(deadline.id), by_date[day], now=desk.now)
            assert len(await tx.ledger.chosen_anchors(READER)) == 1
        assert counted.due is not None
        assert counted.due.first == day
    assert await desk.only(OTHER) == deadline
    async with desk.begin() as tx:
        with pytest.raises(NotFoundError):
            await tracking.count_from(tx, READER, int(deadline.id), 999, now=desk.now)


async def test_the_ledger_of_a_past_day_goes_by_the_time_of_publication_not_of_reading(desk: Desk) -> None:
    desk.clock.step_to(at(30))
    await desk.keep(told(date(2025, 8, 8), published=at(29, 17), source="Example Post", kind=Kind.REVISED))
    await desk.keep(DISAGREES, SET)  # read long after they were published
    async with desk.begin() as tx:
        known = {day: await tracking.asof(tx, READER, at(day, 23)) for day in (13, 14, 20, 29)}
    assert known[13] == []
    assert [(d.due and d.due.first, len(d.competing)) for d in known[14]] == [(date(2025, 9, 2), 0)]
    assert [(d.due and d.due.first, len(d.competing)) for d in known[20]] == [(date(2025, 9, 2), 2)]
    assert [(d.due and d.due.first, len(d.competing)) for d in known[29]] == [(date(2025, 8, 8), 0)]


async def test_open_and_ended_deadlines_are_told_apart_and_narrowed_down_by_words(desk: Desk) -> None:
    await desk.keep(SET, FISH)
    desk.clock.step_to(at(5, month=8))
    async with desk.begin() as tx:
        assert [d.terms.setter for d in await tracking.open_deadlines(tx, READER, now=desk.now)] == ["Donald Trump"]
        (over,) = await tracking.deadlines(tx, READER, now=desk.now, past=True)
        assert (over.terms.setter, over.status) == ("Iceland", Status.PASSED)
        assert await tracking.deadlines(tx, READER, now=desk.now, words="Iceland") == []
        assert await tracking.deadlines(tx, READER, now=desk.now, past=True, words="Iceland") == [over]
        assert await tracking.answer(tx, READER, "when must the trawlers renew?", now=desk.now) == [over]


async def test_the_record_of_an_actor_counts_what_the_chat_sees(desk: Desk) -> None:
    await desk.keep(SET, FISH)
    desk.clock.step_to(at(5, month=8))
    async with desk.begin() as tx:
        assert (await tracking.record(tx, READER, "Iceland", now=desk.now)).setting == Tally(set=1, passed=1)
        assert (await tracking.record(tx, READER, "Moscow", now=desk.now)).facing == Tally(set=1, open=1)
        (over,) = await tracking.deadlines(tx, READER, now=desk.now, past=True)
        await tracking.reject(tx, READER, int(over.id), now=desk.now)
        assert (await tracking.record(tx, READER, "Iceland", now=desk.now)).is_empty
        assert not (await tracking.record(tx, OTHER, "Iceland", now=desk.now)).is_empty


@pytest.mark.parametrize(
    ("kind", "target", "concerned"),
    [
        (FollowKind.ALL, "", True),
        (FollowKind.WORD, "UKRAINE", True),
        (FollowKind.WORD, "fish", False),
        (FollowKind.ACTOR, "Russia", True),
        (FollowKind.ACTOR, "the Kremlin", True),
        (FollowKind.ACTOR, "Iceland", False),
        (FollowKind.FEED, "1", False),
    ],
)
async def test_what_is_followed_concerns_the_deadlines_that_it_names(
    desk: Desk, kind: FollowKind, target: str, concerned: bool
) -> None:
    await desk.keep(SET)
    async with desk.begin() as tx:
        await subscribing.follow(tx, READER, kind, target, now=desk.now)
        (deadline,) = await tracking.ledger(tx, READER, now=desk.now)
        assert await tracking.is_following(tx, READER, deadline) is concerned
        assert (await tx.subscribers.next_due() is not None) is concerned


async def test_following_twice_is_once_and_there_is_an_end_to_it(desk: Desk) -> None:
    async with desk.begin() as tx:
        assert await subscribing.follow(tx, READER, FollowKind.WORD, "tariffs", now=desk.now)
        assert not await subscribing.follow(tx, READER, FollowKind.WORD, "tariffs", now=desk.now)
        for n in range(subscribing.FOLLOWS_A_CHAT - 1):
            await subscribing.follow(tx, READER, FollowKind.FEED, str(n), now=desk.now)
        assert not await subscribing.follow(tx, READER, FollowKind.WORD, "tariffs", now=desk.now)
        with pytest.raises(TooManyFollowsError):
            await subscribing.follow(tx, READER, FollowKind.WORD, "one more", now=desk.now)


async def test_forget_leaves_nothing_of_a_chat_and_everything_of_the_others(desk: Desk) -> None:
    async with desk.begin() as tx:
        for chat in (READER, OTHER):
            await subscribing.set_zone(tx, chat, "Europe/Kyiv", now=desk.now)
            await subscribing.set_digests(tx, chat, [DigestTime(chat, START.time())], now=desk.now)
            await subscribing.follow(tx, chat, FollowKind.ALL, "", now=desk.now)
    await desk.keep(SET)
    await desk.keep(told(date(2025, 9, 7), audience=READER, source="Text you sent", published=at(14, 18)))
    async with desk.begin() as tx:
        deadline = (await tracking.ledger(tx, READER, now=desk.now))[0]
        await tracking.count_from(tx, READER, int(deadline.id), int(deadline.reports[-1].id), now=desk.now)
        await tx.subscribers.ask(Question(READER, "zone", "", desk.now))
        shown = (await briefs.brief(tx, READER, now=desk.now)).shown
        await tx.subscribers.remember(READER, shown, now=desk.now)
    async with desk.begin(alone=True) as tx:
        assert await subscribing.forget(tx, READER) > 0
    async with desk.begin(alone=True) as tx:
        assert await tx.subscribers.get(READER) is None
        assert await tx.subscribers.follows(READER) == []
        assert await tx.subscribers.digest_times(READER) == []
        assert await tx.subscribers.asked(READER) == []
        assert await tx.subscribers.shown(READER) == {}
        assert await tx.ledger.chosen_anchors(READER) == frozenset()
        assert await tx.ledger.audiences() == []
        assert len(await tx.subscribers.follows(OTHER)) == 1
        assert await subscribing.forget(tx, READER) == 0
    assert await desk.ledger(READER) == await desk.ledger(OTHER)
    assert {message.chat for message in await desk.until(at(10, month=9))} == {OTHER}

"""Notices: a crowd of followers is told some at a time, each of them once, whatever breaks in."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from core.errors import StoreError
from core.model.article import Draft, Reading
from core.model.deadline import Evidence, Finding, Kind, Status, Terms
from core.model.delivery import Delivery
from core.model.ids import ChatId
from core.model.subscriber import FollowKind, Subscriber
from core.newsdesk import firing, notices, planning, reading, subscribing, tracking
from core.newsdesk.reading import Read
from tests.core.newsdesk.desk import Desk, at, told

FISH = Terms("Fishing licences", "Iceland", "trawlers", "renew their fishing licences", "")
CROWD = [ChatId(chat) for chat in (5, -100, 3, 9, -7, 1, 8)]
MOVE, NEXT_DAY = at(29, 18), at(30, 18)
SET = told(date(2025, 9, 2))
MOVED = told(date(2025, 8, 8), published=at(29, 17), source="Example Post", kind=Kind.REVISED)
MOVED_AGAIN = told(date(2025, 8, 20), published=MOVE, source="Example Herald", kind=Kind.EXTENDED)
FIRST = "Tuesday 2 September 2025 (New York) → Friday 8 August 2025 (New York), says Example Post."
SECOND = "Friday 8 August 2025 (New York) → Wednesday 20 August 2025 (New York), says Example Herald."


@pytest.fixture(autouse=True)
async def crowd(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven chats that follow all, of whom two are told in a unit of work, and a deadline that they know."""
    monkeypatch.setattr(notices, "FOLLOWERS", 2)
    await desk.keep(SET)
    for chat in CROWD:
        await follow(desk, chat)
    desk.clock.step_to(MOVE)


def renewed() -> Read:
    """Return an article, as read, of the renewal of what one chat alone knows to be due."""
    text = "Trawlers have renewed their fishing licences in Iceland."
    met = Finding(None, Kind.SET, Status.MET, FISH, Evidence(text, 0, len(text)), words="")
    draft = Draft(text, "Trawlers have renewed", published=MOVE, source="Example Post")
    return Read(draft, Reading("en", (text,), outcomes=(met,), sentences=(text,)))


async def follow(desk: Desk, chat: ChatId) -> None:
    async with desk.begin() as tx:
        await subscribing.follow(tx, chat, FollowKind.ALL, "", now=desk.now)


async def keep(desk: Desk, item: Read, *, announce: bool = True) -> None:
    """Keep what was read; nobody is told yet."""
    async with desk.begin() as tx:
        await reading.keep(tx, [item], now=desk.now, announce=announce)


async def fire(desk: Desk, units: int) -> None:
    """Tell in so many units of work, and stop there as a process does that is killed."""
    fired = firing.fire_due(desk.room)
    for _ in range(units):
        await anext(fired)


async def heard(desk: Desk) -> list[tuple[ChatId, str]]:
    """Let all be told; return who heard what of the moves, in order."""
    await desk.sent()
    return [(message.chat, message.text.splitlines()[1]) for message in desk.messages if message.at >= MOVE]


async def planned(desk: Desk) -> set[tuple[ChatId, str]]:
    """Return who will be alerted to which date."""
    async with desk.begin() as tx:
        return {(alert.chat, alert.target) for alert in await tx.subscribers.due_alerts(now=at(1, month=12), limit=500)}


@pytest.mark.parametrize("units", range(5))
async def test_a_process_that_dies_while_a_crowd_is_told_leaves_nobody_out_and_tells_nobody_twice(
    desk: Desk, units: int
) -> None:
    await keep(desk, MOVED)
    await fire(desk, units)
    assert sorted(await heard(desk)) == [(chat, FIRST) for chat in sorted(CROWD)]
    assert await planned(desk) == {(chat, "2025-08-08") for chat in CROWD}


async def test_a_unit_of_work_that_fails_half_way_is_done_again_by_the_next_run(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    announce, times = planning.announce, iter(range(9))

    async def fail_once(*args: Any, **kwargs: Any) -> None:
        await announce(*args, **kwargs)
        if next(times) == 2:
            raise StoreError("the disk is full")

    monkeypatch.setattr(planning, "announce", fail_once)
    await keep(desk, MOVED)
    with pytest.raises(StoreError):
        await desk.fire()
    assert len(await heard(desk)) == len(CROWD)
    assert sorted(await heard(desk)) == [(chat, FIRST) for chat in sorted(CROWD)]


async def test_others_write_and_are_answered_while_a_crowd_is_told(desk: Desk) -> None:
    await keep(desk, MOVED)
    fired = firing.fire_due(desk.room)
    await anext(fired)
    async with desk.begin() as tx:
        await tx.outbox.put([Delivery("answer", ChatId(77), {"text": "words"}, desk.now)])
        (first, *_) = await tx.outbox.claim_due(now=desk.now, elapsed=desk.now, lease=timedelta(1), limit=1)
        left = await tx.ledger.notices()
    assert (first.key, len(left)) == ("answer", 1)


async def test_of_two_moves_that_come_close_together_each_is_told_to_all_in_their_order(desk: Desk) -> None:
    await keep(desk, MOVED)
    await fire(desk, 2)
    await keep(desk, MOVED_AGAIN)
    told_ = await heard(desk)
    assert {chat: [text for to, text in told_ if to == chat] for chat in CROWD} == {c: [FIRST, SECOND] for c in CROWD}
    assert await planned(desk) == {(chat, "2025-08-20") for chat in CROWD}


async def test_a_crowd_that_hears_a_day_late_hears_it_as_of_the_day_that_it_was_read(desk: Desk) -> None:
    await keep(desk, MOVED)
    await fire(desk, 1)
    desk.clock.step_to(NEXT_DAY)
    assert len(await heard(desk)) == len(CROWD)
    assert {message.delivery.due for message in desk.messages if message.at >= MOVE} == {MOVE}


async def test_a_follower_who_cannot_be_told_holds_up_nobody_else(desk: Desk) -> None:
    lost = CROWD[3]
    async with desk.begin() as tx:
        await tx.subscribers.save(Subscriber(lost, zone="Atlantis/Poseidonis"))
    await keep(desk, MOVED)
    with pytest.raises(ExceptionGroup):
        await desk.fire()
    assert {chat for chat, _ in await heard(desk)} == set(CROWD) - {lost}


async def test_only_who_cannot_be_told_is_left_out_where_the_public_ledger_stays_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: Any, now: datetime) -> None:
        raise ValueError(now)

    await keep(desk, told(date(2025, 10, 1), published=at(20), audience=CROWD[4], terms=FISH))
    await keep(desk, renewed())
    monkeypatch.setattr(planning, "announce", fail)
    with pytest.raises(ExceptionGroup) as raised:
        await desk.fire()
    assert len(raised.value.exceptions) == 1


async def test_what_is_not_announced_plans_a_crowd_anew_in_silence(desk: Desk) -> None:
    await keep(desk, MOVED, announce=False)
    assert await heard(desk) == []
    assert await planned(desk) == {(chat, "2025-08-08") for chat in CROWD}


async def test_a_chat_with_a_ledger_of_its_own_hears_what_changed_in_that(desk: Desk) -> None:
    async with desk.begin() as tx:
        (deadline,) = await tracking.ledger(tx, CROWD[2], now=desk.now)
        await tracking.reject(tx, CROWD[2], int(deadline.id), now=desk.now)
    await keep(desk, MOVED)
    assert {chat for chat, _ in await heard(desk)} == set(CROWD) - {CROWD[2]}
    assert await planned(desk) == {(chat, "2025-08-08") for chat in CROWD if chat != CROWD[2]}


async def test_no_unit_of_work_goes_through_more_than_one_ledger_of_a_chats_own(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "FOLLOWERS", 100)
    for chat in CROWD[2:5]:
        await keep(desk, told(date(2025, 10, 1), published=at(20), audience=chat, terms=FISH))
    await keep(desk, MOVED)
    assert [fired async for fired in firing.fire_due(desk.room)] == [3, 1, 1, 2]
    assert sorted(await heard(desk)) == [(chat, FIRST) for chat in sorted(CROWD)]


async def test_what_changes_in_the_ledger_of_one_chat_alone_is_told_to_that_chat(desk: Desk) -> None:
    await keep(desk, told(date(2025, 10, 1), published=at(20), audience=CROWD[4], terms=FISH))
    await keep(desk, renewed())
    await desk.sent()
    (message,) = [message for message in desk.messages if message.at >= MOVE]
    assert (message.chat, message.text.splitlines()[0]) == (CROWD[4], "Met: Fishing licences")

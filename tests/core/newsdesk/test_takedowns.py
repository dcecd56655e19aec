"""Takedowns: an article goes with what only it reports, and nobody loses a deadline that others report too."""

from dataclasses import replace
from datetime import date

import pytest

from core.model.deadline import Kind
from core.model.subscriber import FollowKind
from core.newsdesk import subscribing, takedowns
from core.newsdesk.reading import Read
from tests.core.newsdesk.desk import OTHER, READER, Desk, at, told

SET = told(date(2025, 9, 2))
MOVED = told(date(2025, 8, 8), published=at(29, 17), source="Example Post", kind=Kind.REVISED)


async def take_down(desk: Desk, item: Read) -> int:
    async with desk.begin() as tx:
        return await takedowns.take_down(tx, item.draft.url, now=desk.now)


async def planned(desk: Desk) -> set[tuple[int, str]]:
    """Return who is going to be alerted to which date that still stands."""
    (standing,) = [str(deadline.id) for deadline in await desk.ledger()] or [""]
    async with desk.begin() as tx:
        due = await tx.subscribers.due_alerts(now=at(1, month=12), limit=500)
        return {(alert.chat, alert.target) for alert in due if str(alert.deadline) == standing}


@pytest.mark.parametrize("gone", [SET, MOVED])
async def test_followers_are_alerted_by_the_reports_that_are_left_and_hear_nothing_of_it(
    desk: Desk, gone: Read
) -> None:
    await desk.keep(SET)
    async with desk.begin() as tx:
        await subscribing.follow(tx, READER, FollowKind.ALL, "", now=desk.now)
        await subscribing.follow_deadline(tx, OTHER, int((await tx.ledger.reports(chat=None))[0].id), now=desk.now)
    await desk.until(at(29, 18))
    await desk.keep(MOVED)
    await desk.sent()
    assert await planned(desk) == {(READER, "2025-08-08"), (OTHER, "2025-08-08")}
    assert await take_down(desk, gone) == 1
    assert await desk.sent() == []
    left = "2025-08-08" if gone is SET else "2025-09-02"
    assert await planned(desk) == {(READER, left), (OTHER, left)}
    assert {message.chat for message in await desk.until(at(3, month=9))} == {READER, OTHER}


async def test_of_what_nobody_else_reports_nobody_hears_any_more(desk: Desk) -> None:
    await desk.keep(SET)
    async with desk.begin() as tx:
        await subscribing.follow_deadline(tx, READER, int((await tx.ledger.reports(chat=None))[0].id), now=desk.now)
    assert await take_down(desk, SET) == 1
    assert await desk.until(at(3, month=9)) == []
    async with desk.begin() as tx:
        assert await tx.subscribers.follows(READER) == []


async def test_what_a_chat_alone_was_told_is_taken_from_it_too(desk: Desk) -> None:
    pasted = told(date(2025, 8, 8), published=at(14, 16), source="Example Post", audience=READER)
    own = replace(pasted, draft=replace(pasted.draft, url="https://example.org/pasted"))
    await desk.keep(SET)
    async with desk.begin() as tx:
        await subscribing.follow(tx, READER, FollowKind.ALL, "", now=desk.now)
    await desk.keep(own)
    await desk.sent()
    assert (await desk.only()).competing
    assert await take_down(desk, own) == 1
    assert not (await desk.only()).competing
    assert await planned(desk) == {(READER, "2025-09-02")}

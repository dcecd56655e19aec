"""One's own: what a chat types and puts right is its own, keeps its ids, and gives way to what happens later."""

from dataclasses import replace
from datetime import date

from core.deadlines.typed import read_correction, read_wish
from core.model.deadline import Anchor, Due, Kind, Length, Origin, Status
from core.newsdesk import own, subscribing, tracking
from core.newsdesk.reading import Read
from tests.core.newsdesk.desk import OTHER, READER, Desk, at, told

NEW_YORK = "America/New_York"


def counted() -> Read:
    """Return a report of 50 days counted from 14 July."""
    item = told(date(2025, 9, 2))
    (finding,) = item.reading.findings
    length, anchor = Length("50 days", 1_200, 1_200), Anchor("", date(2025, 7, 14), Origin.PUBLISHED)
    return replace(item, reading=replace(item.reading, findings=(replace(finding, length=length, anchor=anchor),)))


async def put_right(desk: Desk, words: str) -> None:
    said = read_correction(words, now=desk.now, zone=NEW_YORK)
    assert said is not None
    async with desk.begin() as tx:
        (seen,) = await tracking.ledger(tx, READER, now=desk.now)
        await own.correct(tx, READER, int(seen.id), said, now=desk.now)


async def test_a_date_put_right_is_counted_anew_for_one_chat_and_found_by_its_old_ids(desk: Desk) -> None:
    await desk.keep(counted(), told(date(2025, 9, 2), source="Another Wire"))
    before = await desk.only()
    async with desk.begin() as tx:
        await subscribing.follow_deadline(tx, READER, int(before.id), now=desk.now)
    for words, due in (
        ("count from 19 July", "2025-09-07"),
        ("it's 8 August", "2025-08-08"),
        ("40 days", "2025-08-28"),
        ("count from 10 July", "2025-08-19"),
    ):
        await put_right(desk, words)
        after = await desk.only()
        assert (after.id, after.due and after.due.text, after.competing) == (before.id, due, ())
        assert before.aliases <= after.aliases
    assert await desk.only(OTHER) == before
    async with desk.begin() as tx:
        assert await tracking.is_following(tx, READER, after)
        undone = await own.undo(tx, READER, int(before.id), now=desk.now)
    assert undone.due == before.due
    assert undone.reports == before.reports


async def test_what_moves_the_deadline_later_moves_it_for_who_put_it_right_too(desk: Desk) -> None:
    await desk.keep(counted())
    await put_right(desk, "it's 8 August")
    moved = told(date(2025, 10, 1), published=at(20), kind=Kind.EXTENDED, words=["It was extended."])
    await desk.keep(moved)
    (seen,) = await desk.ledger()
    assert seen.due is not None
    assert seen.due.text == "2025-10-01"


async def test_ones_own_stays_apart_from_news_of_the_same_day_and_goes_with_everything_else(desk: Desk) -> None:
    await desk.keep(told(date(2025, 9, 2)))
    wish = read_wish("remind me 2 September agree to a deal with Ukraine", now=desk.now, zone=NEW_YORK)
    assert wish is not None
    async with desk.begin() as tx:
        mine = await own.add(tx, READER, wish, said="remind me", now=desk.now)
        again = await own.add(tx, READER, wish, said="remind me", now=desk.now)
        assert again.id == mine.id
    assert len(await desk.ledger()) == 2
    assert len(await desk.ledger(OTHER)) == 1
    async with desk.begin(alone=True) as tx:
        later = await own.change(tx, READER, int(mine.id), due=Due.on(date(2025, 9, 9)), now=desk.now)
        done = await own.change(tx, READER, int(mine.id), is_done=True, now=desk.now)
        assert (later.id, done.id, done.status) == (mine.id, mine.id, Status.MET)
        await subscribing.forget(tx, READER)
    assert await desk.ledger() == await desk.ledger(OTHER)

"""Carrying things out and in: what a person exports comes back, and other programs' files are taken in."""

import json
from datetime import date, time
from typing import Any

import icalendar

from core.adapters.wire.opml import read_opml
from core.model.belongings import Belongings, Habits
from core.model.deadline import Status
from core.model.subscriber import DigestTime, FollowKind
from core.newsdesk import belongings, planning, subscribing
from core.newsdesk.parcels import pack
from tests.bot.handlers.conftest import ME, Chat
from tests.core.newsdesk.desk import at, told

SET = told(date(2025, 9, 2))
FEED = "https://example.org/rss"


def documents(chat: Chat) -> dict[str, bytes]:
    """Return the files that the bot sent, by name; the last of each."""
    sent = [m["document"] for m in chat.telegram.messages() if "document" in m and m["from"]["is_bot"]]
    return {file["file_name"]: chat.telegram.files[file["file_id"]].data for file in sent}


def calendar(*events: tuple[str, str, str], more: str = "") -> bytes:
    """Return a calendar of whole days, each with uid, title and day."""
    parts = [
        f"BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{title}\r\nDTSTART;VALUE=DATE:{day}\r\n{more}END:VEVENT\r\n"
        for uid, title, day in events
    ]
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{''.join(parts)}END:VCALENDAR\r\n".encode()


async def set_up(chat: Chat) -> None:
    """Let the reader have a bit of everything, without a word in the chat: many would be paced."""
    await chat.desk.keep(SET)
    id_, now = int((await chat.desk.only(ME)).id), chat.desk.now
    async with chat.desk.begin() as tx:
        await subscribing.set_zone(tx, ME, "Europe/Kyiv", now=now)
        await subscribing.set_digests(tx, ME, [DigestTime(ME, time(7, 30))], now=now)
        await subscribing.follow(tx, ME, FollowKind.WORD, "grain deal", now=now)
        await subscribing.add_feed(tx, ME, FEED, "Example", now=now)
        await subscribing.follow_deadline(tx, ME, id_, now=now)


async def test_an_export_holds_all_of_a_person_and_comes_back_after_they_are_forgotten(chat: Chat) -> None:
    await set_up(chat)
    await chat.say("/export")
    files = documents(chat)
    assert set(files) == {"dateline.json", "feeds.opml", "deadlines.ics"}
    whole: dict[str, Any] = json.loads(files["dateline.json"])
    assert whole["habits"]["zone"] == "Europe/Kyiv"
    assert [one["target"] for one in whole["follows"]] == ["grain deal"]
    assert read_opml(files["feeds.opml"]) == [(FEED, "Example")]
    (event,) = icalendar.Calendar.from_ical(files["deadlines.ics"]).walk("VEVENT")
    assert str(event["summary"]) == "Deal on Ukraine"

    await chat.say("/forget")
    await chat.press("Yes, forget me")
    (offer,) = await chat.upload("dateline.json", files["dateline.json"])
    assert "1 daily briefing" in offer
    await chat.press("Take it in")
    assert "2 things to follow" in chat.last
    async with chat.desk.begin() as tx:
        again = await belongings.gather(tx, ME, now=chat.desk.now)
    assert {**json.loads(pack(again)), "made_at": ""} == {**whole, "made_at": ""}


async def test_nothing_is_taken_in_before_a_tap_and_an_old_question_ends_politely(chat: Chat) -> None:
    parcel = pack(Belongings(chat.desk.now, habits=Habits("Europe/Paris")))
    await chat.upload("dateline.json", parcel)
    await chat.press("Leave all as it is")
    assert "Left as it is" in chat.last
    async with chat.desk.begin() as tx:
        assert (await planning.settings(tx, ME)).zone == "UTC"
    assert "answered already" in await chat.forge("im|yes")
    assert "Left as it is" in chat.last
    await chat.upload("dateline.json", parcel)
    chat.telegram.files.clear()
    await chat.press("Take it in")
    assert "Send it again" in chat.last


async def test_a_file_that_is_no_export_is_refused_with_a_reason(chat: Chat) -> None:
    for name, data in (("x.json", b'{"a": 1}'), ("x.opml", b"no list"), ("x.ics", b"no calendar")):
        assert "I could not read" in (await chat.upload(name, data))[0]
    assert "dateline.json" in (await chat.say("/import"))[0]


async def test_a_list_of_feeds_is_followed_and_told(chat: Chat) -> None:
    feeds = chat.desk.wire.write_feed_list([(FEED, "One"), ("https://two.example/rss", "Two")])
    assert "2 new feeds" in (await chat.upload("reader.opml", feeds))[0]
    assert "2 you follow already" in (await chat.upload("reader.opml", feeds))[0]
    many = chat.desk.wire.write_feed_list((f"https://{n}.example/rss", "") for n in range(300))
    assert "102 more than I can keep" in (await chat.upload("many.opml", many))[0]
    empty = chat.desk.wire.write_feed_list([])
    assert "No feed stands in empty.opml" in (await chat.upload("empty.opml", empty))[0]


async def test_a_calendar_becomes_deadlines_of_ones_own_that_move_when_it_is_sent_again(chat: Chat) -> None:
    other = chat.of(1002)
    exams = (("a", "Exam in maths", "20250810"), ("b", "Exam in physics", "20250810"), ("old", "Gone", "20250101"))
    (said,) = await chat.upload("exams.ics", calendar(*exams))
    for piece in ("2 dates of exams.ics", "Exam in maths", "10 August", "1 is over"):
        assert piece in said
    assert await chat.desk.ledger(ME)
    assert "No open deadline yet" in (await other.say("/deadlines"))[0]
    await chat.press("1")
    assert "10 August" in chat.last
    assert "There is no new date" in (await chat.upload("exams.ics", calendar(*exams)))[0]
    moved = calendar(("a", "Exam in maths", "20250817"), ("b", "Exam in physics", "20250810"))
    assert "1 moved since last time" in (await chat.upload("exams.ics", moved))[0]
    await chat.upload("exams.ics", calendar(exams[1], more="STATUS:CANCELLED\r\n"))
    standing = {d.terms.title: (d.due and d.due.text, d.status) for d in await chat.desk.ledger(ME)}
    assert standing == {
        "Exam in maths": ("2025-08-17", Status.OPEN),
        "Exam in physics": ("2025-08-10", Status.WITHDRAWN),
    }
    await chat.say("/forget")
    await chat.press("Yes, forget me")
    assert await chat.desk.ledger(ME) == ()


async def test_our_own_calendar_sent_back_brings_nothing_new(chat: Chat) -> None:
    await chat.desk.keep(SET)
    await chat.say("/calendar")
    assert "1 I knew already" in (await chat.upload("deadlines.ics", documents(chat)["deadlines.ics"]))[0]
    assert len(await chat.desk.ledger(ME)) == 1
    assert chat.desk.now < at(1, month=9)

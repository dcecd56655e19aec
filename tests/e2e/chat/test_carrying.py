"""Pictures, calendars, and what is carried out and in: asked for in the chat, and opened as files."""

import io
import json
from datetime import date

import icalendar
from PIL import Image

from tests.e2e.chat.playing import Chat, Message, text_of

OPML = b"""<opml version="2.0"><head/><body>
<outline type="rss" text="The One" xmlUrl="https://one.example/rss"/></body></opml>"""
EXAM = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//exams//EN
BEGIN:VEVENT
UID:1@exams
SUMMARY:Exam in maths
DTSTART;VALUE=DATE:20250810
END:VEVENT
END:VCALENDAR
"""


def size(chat: Chat, message: Message) -> tuple[int, int]:
    """Return width and height of a picture in the chat, as they are told and as they are."""
    photo = message["photo"][-1]
    found = Image.open(io.BytesIO(chat.fetch(photo["file_id"]))).size
    assert found == (photo["width"], photo["height"])
    return found


def test_the_open_deadlines_are_drawn_and_turned_dark_in_place(chat: Chat) -> None:
    chat.say("/timeline")
    drawn = chat.hears("Open deadlines, 20 July 2025", "2 September · in 44 days")
    assert size(chat, drawn)[0] == 1080
    chat.press("Dark")
    dark = chat.wait(lambda: next((m for m in chat.own() if "edit_date" in m), None), "the picture to turn dark")
    assert dark["message_id"] == drawn["message_id"]
    assert chat.fetch(dark["photo"][-1]["file_id"]) != chat.fetch(drawn["photo"][-1]["file_id"])
    assert "Light" in chat.buttons()


def test_a_card_draws_how_its_date_moved(chat: Chat) -> None:
    for _ in range(10):
        chat.step("day")
    chat.say("/deadline")
    chat.hears("8 August")
    chat.press("History")
    drawn = chat.hears("History of")
    for step in ("2 September", "7–9 August", "8 August"):
        assert step in text_of(drawn)
    assert size(chat, drawn)[0] == 1080


def test_a_deadline_goes_into_a_calendar_and_is_put_right_there_when_it_moves(chat: Chat) -> None:
    chat.say("/deadline")
    chat.hears("2 September")
    chat.press("Alert me")
    chat.say("/deadline")
    chat.hears("2 September")
    chat.press("Calendar")
    (first,) = _events(chat.fetch(chat.hears("put it into your calendar")["document"]["file_id"]))
    for _ in range(10):
        chat.step("day")
    chat.say("/calendar")
    sent = chat.hears("The 1 deadline that you follow")
    (moved,) = _events(chat.fetch(sent["document"]["file_id"]))
    assert (moved["uid"], moved["dtstart"].dt) == (first["uid"], date(2025, 8, 8))
    assert moved["sequence"] > first["sequence"]


def _events(data: bytes):  # type: ignore[no-untyped-def]  # whatever the reader gives
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def test_all_of_a_person_goes_out_and_comes_back(chat: Chat) -> None:
    chat.say("/follow grain deal")
    chat.hears("You follow grain deal")
    chat.upload("feeds.opml", OPML)
    chat.hears("1 new feed")
    chat.upload("exams.ics", EXAM)
    chat.hears("Exam in maths", "Only this chat sees them")
    chat.say("/export")
    sent = chat.hears("All that I keep of you")
    data = chat.fetch(sent["document"]["file_id"])
    assert [line["target"] for line in json.loads(data)["follows"]] == ["grain deal"]
    chat.hears("Your 1 feed")

    chat.say("/forget")
    chat.hears("Forget everything of yours?")
    chat.press("Yes, forget me")
    chat.sees("Forgotten")
    chat.upload("dateline.json", data)
    chat.hears("Your export of 20 July 2025", "1 text that you sent")
    chat.press("Take it in")
    chat.sees("Taken in", "1 new feed")
    chat.say("/deadlines")
    chat.hears("Exam in maths")


def test_a_file_that_is_not_what_its_name_says_is_refused_with_a_way_out(chat: Chat) -> None:
    for name, reason in (
        ("a.ics", "no calendar"),
        ("a.opml", "no list of feeds"),
        ("a.json", "not what /export gives"),
    ):
        chat.upload(name, b"something else")
        chat.hears(f"I could not read {name}", reason)
    chat.say("/import")
    chat.hears("dateline.json", ".opml", ".ics")

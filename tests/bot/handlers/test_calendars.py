"""Calendars: a card's file, the chat's own file, and the private address where this bot has one."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import icalendar
import pytest

from bot.web.calendar import CalendarFeed
from bot.web.server import WebServer
from core.model.deadline import Kind
from tests.bot.handlers.conftest import ME, Chat, chatting
from tests.core.newsdesk.desk import START, told

SET = told(date(2025, 9, 2))
MOVED = told(date(2025, 8, 8), published=START + timedelta(days=1), kind=Kind.REVISED)
BASE = "https://dateline.example"


def sent_file(chat: Chat) -> bytes:
    """Return the last document that came."""
    document = next(m["document"] for m in reversed(chat.telegram.messages()) if "document" in m)
    return chat.telegram.files[document["file_id"]].data


def events(raw: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(raw).walk("VEVENT"))


async def test_a_card_gives_its_deadline_as_a_file_that_follows_the_ladder(chat: Chat) -> None:
    await chat.desk.keep(SET)
    await chat.say("/deadline")
    assert "open the file" in (await chat.press("Calendar"))[0]
    (event,) = events(sent_file(chat))
    assert event["dtstart"].dt == date(2025, 9, 2)
    assert len(event.walk("VALARM")) == 5


async def test_without_an_address_the_calendar_is_a_file_and_an_empty_one_says_where_to_begin(chat: Chat) -> None:
    assert "I know no open deadline yet" in (await chat.say("/calendar"))[0]
    await chat.desk.keep(SET)
    assert "The 1 deadline that I know of" in (await chat.say("/calendar"))[0]
    first = events(sent_file(chat))[0]
    await chat.say("/alerts")
    await chat.say("/deadline")
    await chat.press("Alert me")
    await chat.desk.keep(MOVED)
    assert "The 1 deadline that you follow" in (await chat.say("/webcal"))[0]
    (moved,) = events(sent_file(chat))
    assert moved["uid"] == first["uid"]
    assert moved["sequence"] > first["sequence"]
    assert moved["dtstart"].dt == date(2025, 8, 8)


async def test_who_follows_something_that_has_no_deadline_is_told(chat: Chat) -> None:
    await chat.desk.keep(SET)
    await chat.say("/follow grain")
    assert "What you follow has no open deadline" in (await chat.say("/calendar"))[0]


@pytest.fixture
def address() -> re.Pattern[str]:
    return re.compile(r"webcal://dateline\.example(/calendar/[\w-]{20,}\.ics)")


async def test_the_private_address_is_served_renewed_and_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: re.Pattern[str]
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    async with chatting(tmp_path, public_url=BASE) as chat:
        desk = chat.desk
        await desk.keep(SET)
        server = WebServer("127.0.0.1", 0, CalendarFeed(desk.room))
        await server.start()
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.port}", trust_env=False) as web:
            path = _path(address, (await chat.say("/calendar"))[0])
            assert path == _path(address, (await chat.say("/calendar"))[0])
            found = await web.get(path)
            assert found.headers["Content-Type"] == "text/calendar; charset=utf-8"
            assert [event["dtstart"].dt for event in events(found.content)] == [date(2025, 9, 2)]
            assert (await web.get(path, headers={"If-None-Match": found.headers["ETag"]})).status_code == 304
            assert (await web.get("/calendar/guessed.ics")).status_code == 404

            await chat.press("New address")
            assert "Renew the address?" in chat.last
            await chat.press("No, keep it")
            assert _path(address, chat.last) == path
            await chat.press("New address")
            await chat.press("Yes, a new one")
            anew = _path(address, chat.last)
            assert ((await web.get(path)).status_code, (await web.get(anew)).status_code) == (404, 200)
            assert "The 1 deadline" in (await chat.press("As a file"))[0]

            await chat.say("/forget")
            await chat.press("Yes, forget me")
            assert (await web.get(anew)).status_code == 404
            async with desk.begin() as tx:
                assert await tx.calendars.secret(ME) is None
        await server.stop()


def _path(address: re.Pattern[str], text: str) -> str:
    found = address.search(text)
    assert found, text
    return found[1]

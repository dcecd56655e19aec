"""The calendar feed of the bot as it runs in earnest: one process, its own web server, and an app that asks it."""

import re

import aiohttp
import icalendar

from tests.e2e.process.conftest import Scene
from tests.e2e.process.test_roles import free_port

EXAM = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Exam\r\n"
    b"DTSTART;VALUE=DATE:20990810\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


async def test_a_calendar_app_reads_the_private_address_until_it_is_forgotten(scene: Scene) -> None:
    port, told = free_port(), scene.telegram
    async with scene.running(public_url="https://bot.example.org", http_port=port):
        told.send_file("exams.ics", EXAM)
        await scene.until(lambda: any("1 date of exams.ics" in said for said in told.said_to()))
        told.say("/calendar")
        await scene.until(lambda: any("webcal://" in said for said in told.said_to()))
        found = re.search(r"webcal://bot\.example\.org(/calendar/\S+\.ics)", told.said_to()[-1])
        assert found
        address = f"http://127.0.0.1:{port}{found[1]}"
        async with aiohttp.ClientSession() as app:
            async with app.get(address) as answer:
                (event,) = icalendar.Calendar.from_ical(await answer.read()).walk("VEVENT")
                assert (answer.status, str(event["summary"])) == (200, "Exam")
            told.say("/forget")
            await scene.until(lambda: any("Forget everything" in said for said in told.said_to()))
            told.press_labelled("Yes, forget me")
            await scene.until(lambda: any("Forgotten" in said for said in told.said_to()))
            async with app.get(address) as answer:
                assert answer.status == 404

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.playground import Mode, PlaygroundServer
from bot.playground.people import COLLEAGUE, READER
from bot.playground.play import MARK

START = datetime(2025, 7, 20, 6, tzinfo=UTC)
TODAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
DIGEST = START + timedelta(hours=2)
ARTICLE = (
    "GENEVA, 24 November 2026 — The council gave the two sides until Friday to sign the grain agreement. "
    "Its chairwoman said that the talks, which began in spring, would otherwise end without another round."
)


class Story:
    """What a bot's app does with the clock."""

    def __init__(self) -> None:
        self.time, self.modes = START, list[Mode]()
        self.may_open = asyncio.Event()
        self.may_open.set()

    def now(self) -> datetime:
        return self.time

    async def step(self, to: datetime) -> None:
        self.time = to

    async def change(self, mode: Mode) -> None:
        self.modes.append(mode)
        await self.may_open.wait()
        self.time = TODAY if mode == "today" else START

    async def next_event(self) -> datetime | None:
        return DIGEST if self.time < DIGEST else None


class Page:
    """Asks what the page's script asks."""

    def __init__(self, server: PlaygroundServer, session: aiohttp.ClientSession) -> None:
        self.server, self.session = server, session

    async def ask(self, path: str, **content: Any) -> dict[str, Any]:
        async with self.session.post(self.address(path), json=content, headers={MARK: "page"}) as response:
            answer: dict[str, Any] = await response.json()
        return answer

    async def state(self) -> dict[str, Any]:
        async with self.session.get(self.address("state")) as response:
            answer: dict[str, Any] = await response.json()
        return answer

    def address(self, path: str) -> str:
        return f"{self.server.api_url}/play/{path}"


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
async def page(story: Story) -> AsyncIterator[Page]:
    server = PlaygroundServer(0, now=story.now, on_step=story.step, on_mode=story.change, next_event=story.next_event)
    await server.start()
    async with aiohttp.ClientSession() as session:
        yield Page(server, session)
    await server.stop()


async def test_two_people_have_chats_of_their_own(page: Page) -> None:
    await page.ask("say", person=READER, text="/start")
    people = {person["id"]: person["messages"] for person in (await page.state())["people"]}
    assert [message["text"] for message in people[READER]] == ["/start"]
    assert people[COLLEAGUE] == []


async def test_the_clock_goes_by_hours_by_days_and_to_the_next_event(page: Page, story: Story) -> None:
    await page.ask("step", step="hour")
    assert story.time == START + timedelta(hours=1)
    assert await page.ask("step", step="event") == {"moved": True}
    assert story.time == DIGEST
    assert await page.ask("step", step="event") == {"moved": False}
    await page.ask("step", step="day")
    assert (await page.state())["clock"]["now"] == (DIGEST + timedelta(days=1)).isoformat()


async def test_today_begins_with_empty_chats_and_takes_the_text_along(page: Page, story: Story) -> None:
    await page.ask("say", text="/start")
    assert await page.ask("mode", mode="today", text=ARTICLE) == {}
    assert story.modes == ["today"]
    assert [message["text"] for message in page.server.telegram.messages()] == [ARTICLE]
    assert [u["message"]["text"] for u in page.server.telegram.updates.waiting] == [ARTICLE]
    assert await page.ask("step", step="day") == {"error": "this clock cannot be stepped"}


async def test_what_is_said_while_a_store_opens_reaches_the_fresh_chat(page: Page, story: Story) -> None:
    story.may_open.clear()
    changing = asyncio.create_task(page.ask("mode", mode="today"))
    await page.server.telegram.until(lambda: story.modes)
    assert (await page.state())["clock"]["busy"] is True
    saying = asyncio.create_task(page.ask("say", text="/start"))
    await page.state()
    assert page.server.telegram.messages() == []
    story.may_open.set()
    await asyncio.gather(changing, saying)
    assert [message["text"] for message in page.server.telegram.messages()] == ["/start"]


async def test_an_article_of_another_time_is_noticed_in_the_story_alone(page: Page) -> None:
    assert (await page.ask("say", text=ARTICLE))["far"] is True
    assert (await page.ask("say", text=ARTICLE.replace("2026", "2025").replace("November", "July")))["far"] is False
    await page.ask("mode", mode="today")
    assert (await page.ask("say", text=ARTICLE))["far"] is False


async def test_a_forwarded_post_keeps_its_channel_and_its_date(page: Page) -> None:
    answer = await page.ask("say", text="The port reopens.", channel="Harbour Wire", date="2025-07-18T09:00")
    origin = answer["message"]["forward_origin"]
    assert (origin["type"], origin["chat"]["title"]) == ("channel", "Harbour Wire")
    assert datetime.fromtimestamp(origin["date"], UTC) == datetime(2025, 7, 18, 9, tzinfo=UTC)


async def test_a_place_a_file_and_a_block_reach_the_bot(page: Page) -> None:
    await page.ask("location", latitude="50.45", longitude="30.52")
    form = aiohttp.FormData({"caption": "read this"})
    form.add_field("file", b"text", filename="note.txt", content_type="text/plain")
    async with page.session.post(page.address("document"), data=form, headers={MARK: "page"}) as response:
        assert response.status == 200
    await page.ask("block", blocks=True)
    place, file, block = page.server.telegram.updates.waiting
    assert place["message"]["location"] == {"latitude": 50.45, "longitude": 30.52}
    assert (file["message"]["document"]["file_name"], file["message"]["caption"]) == ("note.txt", "read this")
    assert block["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_what_cannot_be_done_is_said(page: Page) -> None:
    assert await page.ask("say", text="  ") == {"error": "there is nothing to send"}
    assert await page.ask("location", latitude="91", longitude="0") == {"error": "there is no such place"}
    assert await page.ask("location", latitude="nan", longitude="0") == {"error": "there is no such place"}
    assert await page.ask("mode", mode="yesterday") == {"error": "there is no such mode here"}
    assert "person" in (await page.ask("say", text="x", person="nobody"))["error"]


async def test_the_stream_tells_what_happened_since_a_number(page: Page) -> None:
    seen = (await page.state())["seen"]
    await page.ask("say", text="/start")
    async with page.session.get(f"{page.address('events')}?after={seen}") as response:
        assert response.content_type == "text/event-stream"
        async for line in response.content:
            if line.startswith(b"data: "):
                told = json.loads(line.removeprefix(b"data: "))
                break
    assert (told["kind"], told["chat"], told["content"]["text"]) == ("message", READER, "/start")


# The guard


@pytest.mark.parametrize("host", ["example.org", "example.org:8765", "127.0.0.1.example.org", "localhost.example.org"])
async def test_a_name_that_was_made_to_point_here_is_refused(page: Page, host: str) -> None:
    for path in ("/", "/play/state", f"/bot{page.server.token}/getMe"):
        async with page.session.get(f"{page.server.api_url}{path}", headers={"Host": host}) as response:
            assert response.status == 403


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://example.org"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
async def test_another_pages_request_is_refused(page: Page, headers: dict[str, str]) -> None:
    send = {"chat_id": str(READER), "text": "x"}
    marked = {**headers, MARK: "page"}
    async with page.session.post(page.address("say"), json={"text": "x"}, headers=marked) as response:
        assert response.status == 403
    url = f"{page.server.api_url}/bot{page.server.token}/sendMessage"
    async with page.session.get(url, params=send, headers=headers) as response:
        assert response.status == 403
        assert "Access-Control-Allow-Origin" not in response.headers
    assert page.server.telegram.messages() == []


async def test_a_form_without_the_pages_mark_is_refused(page: Page) -> None:
    async with page.session.post(page.address("say"), data={"text": "x"}) as response:
        assert response.status == 403
    assert page.server.telegram.messages() == []


async def test_the_page_opens_by_a_link_and_loads_nothing_from_elsewhere(page: Page) -> None:
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    async with page.session.get(page.server.page_url, headers=link) as response:
        assert response.status == 200
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        text = await response.text()
    assert "stand-in for Telegram" in text
    assert "http" not in text

"""One playground for all these tests, and one browser; each test begins in a fresh story."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot.playground.people import COLLEAGUE
from tests.e2e.chat.playing import PATIENCE, Chat, running

OPTIONS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a playground runs that may read pages of this machine."""
    home: Path = tmp_path_factory.mktemp("playground")
    with running(home, environment={"DATELINE_ALLOW_NETWORKS": "127.0.0.0/8"}) as found:
        yield found


@pytest.fixture
def chat(address: str) -> Iterator[Chat]:
    """The reader's chat at the story's start: 20 July 2025, with the report of 14 July read."""
    chat = Chat(address)
    chat.anew("story")
    yield chat
    chat.close()


@pytest.fixture
def colleague(chat: Chat) -> Iterator[Chat]:
    """The other person's chat in the same story."""
    other = Chat(chat.address, COLLEAGUE)
    yield other
    other.close()


@pytest.fixture(scope="module")  # it holds the event loop, which the modules after it need
def browser() -> Iterator[Browser]:
    """The system's Chromium; without one the tests are skipped, unless they are needed."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        reason = "no Chromium found: apt-get install chromium"
        (pytest.fail if os.environ.get("DATELINE_TESTS_NEED_BROWSER") == "1" else pytest.skip)(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, chat: Chat) -> Iterator[Page]:
    """The page at the story's start; whatever it asks of another host or complains of fails the test."""
    page = browser.new_page(
        viewport={"width": 1180, "height": 860}, locale="en-GB", timezone_id="UTC", color_scheme="light"
    )
    page.set_default_timeout(PATIENCE * 1000)
    expect.set_options(timeout=PATIENCE * 1000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith(chat.address) else None)
    page.goto(chat.address)
    expect(page.locator(".welcome")).to_be_visible()
    yield page
    page.close()
    assert faults == []

"""What the tests in a browser do on the page: look, type, press, and take pictures."""

import io
import os
import re
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, expect

DOCS = Path(__file__).parents[3] / "docs"

NAMELESS = """() => [...document.querySelectorAll("button, a, input, select, textarea")]
    .filter((one) => !(one.textContent.trim() || one.ariaLabel || one.labels?.length))
    .map((one) => one.outerHTML)"""


def newest(page: Page) -> Locator:
    """Return the last bubble of the bot; the last thing in the chat once the bot has answered."""
    return page.locator(".message:last-child.theirs")


def type_(page: Page, text: str) -> None:
    """Type a text and send it by Enter; it stands in the chat before this returns."""
    sent = page.locator(".own").count()
    page.get_by_role("textbox", name="Message").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator(".own")).to_have_count(sent + 1)


def paste(page: Page, text: str) -> None:
    """Put a text of several lines into the field and send it by the button."""
    page.get_by_role("textbox", name="Message").fill(text)
    page.get_by_role("button", name="Send", exact=True).click()


def ask_for_the_card(page: Page) -> Locator:
    type_(page, "when does the ultimatum end?")
    card = newest(page)
    expect(card).to_contain_text("Russia")
    return card


def next_day(page: Page) -> None:
    """Press the button and wait until the day has come."""
    clock = page.locator("#now")
    before = clock.get_attribute("datetime") or ""
    page.get_by_role("button", name="Next day").click()
    after = (datetime.fromisoformat(before) + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    expect(clock).to_have_attribute("datetime", re.compile(f"^{after}"))
    expect(page.locator("body")).not_to_have_class(re.compile("busy"))


def take(page: Page, name: str) -> None:
    """Take a picture for docs/ where one is asked for, in the 256 colours that it has most of."""
    if os.environ.get("DATELINE_SCREENSHOTS") == "1":
        page.evaluate("document.activeElement.blur()")
        expect(page.locator(".toast")).to_have_count(0)
        taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        taken.quantize(256, Image.Quantize.FASTOCTREE).save(DOCS / name, optimize=True)

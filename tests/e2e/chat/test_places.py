"""The group, the channel, inline mode and the tour on the page, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.chat.browsing import NAMELESS, newest, take, type_

pytestmark = pytest.mark.browser


def test_the_tour_tells_the_whole_story_in_ten_taps(page: Page) -> None:
    page.get_by_role("button", name="Take the tour: two minutes").click()
    seen = ["I brief you", "Patriots for Kyiv", "Set by U.S. President Donald Trump", "I will keep you posted"]
    seen += ["every day", "Sources disagree", "Moved", "The day is over", "As known on 25 July 2025"]
    for number, words in enumerate(seen, 1):
        expect(page.locator("#tour-count")).to_have_text(f"{number} of 10")
        expect(page.locator(".theirs").filter(has_text=words).last).to_be_attached()
        if words == "Moved":
            take(page, "screen-tour.png")
        page.locator("#tour-next:enabled").click()
    expect(page.locator("#tour-title")).to_have_text("That is the story")
    expect(page.locator("#tour-next")).to_be_hidden()
    page.get_by_role("button", name="End the tour").click()
    expect(page.locator("#tour-title")).to_be_hidden()


def test_a_group_has_topics_and_two_people_and_what_is_set_up_comes_to_its_topic(page: Page) -> None:
    page.get_by_role("button", name="Harbour desk").click()
    type_(page, "/deadlines")
    expect(newest(page)).to_contain_text("in 44 days")
    expect(newest(page).locator(".speaker")).to_have_text("Dateline")
    expect(page.get_by_role("button", name="Attach")).to_be_hidden()
    page.get_by_role("button", name="Mornings").click()
    expect(page.locator(".message")).to_have_count(0)
    type_(page, "/digest 08:00")
    expect(newest(page)).to_contain_text("every day")
    page.get_by_label("You are").select_option("Colleague")
    type_(page, "/digest 09:00")
    expect(newest(page)).to_contain_text("admin")
    take(page, "screen-group.png")
    page.get_by_role("button", name="Next day").click()
    expect(page.locator(".theirs").filter(has_text="Briefing,")).to_have_count(1)
    page.get_by_role("button", name="General").click()
    expect(page.locator(".theirs").filter(has_text="Briefing,")).to_have_count(0)


def test_a_channel_has_a_pinned_board_that_changes_when_a_fact_does(page: Page) -> None:
    page.get_by_role("button", name="Harbour notes").click()
    page.get_by_role("textbox", name="Message").fill("/board")
    page.keyboard.press("Enter")
    expect(page.locator("#pinned")).to_contain_text("2 September")
    page.get_by_role("button", name="Next day").click()
    expect(page.locator("#pinned")).to_contain_text("7 September")
    take(page, "screen-board.png")


def test_inline_mode_offers_cards_and_alert_me_on_them_is_private(page: Page) -> None:
    page.get_by_role("button", name="Harbour desk").click()
    field = page.get_by_role("textbox", name="Message")
    field.fill("@dateline_playground_bot ultimatum")
    offer = page.get_by_role("option").filter(has_text="Russia")
    expect(offer).to_be_visible()
    take(page, "screen-inline.png")
    offer.click()
    card = page.locator(".own").last
    expect(card).to_contain_text("via @dateline_playground_bot")
    expect(card).to_contain_text("2 September")
    card.get_by_text("Alert me").click()
    expect(page.locator("#bot-name")).to_have_text("Dateline")
    expect(page.locator(".own").last.locator(".text")).to_have_text("/start")
    expect(page.locator(".theirs").last).to_contain_text(re.compile("keep you posted|Russia"))


def test_the_page_is_used_by_keyboard_alone(page: Page) -> None:
    _tab_to(page, "Start")
    page.keyboard.press("Enter")
    expect(newest(page)).to_contain_text("2 September")
    _tab_to(page, "My time zone")
    page.keyboard.press("Enter")
    expect(newest(page)).to_contain_text("Your time zone")
    _tab_to(page, "Harbour desk")
    page.keyboard.press("Enter")
    expect(page.locator("#topics")).to_be_visible()


def _tab_to(page: Page, name: str) -> None:
    """Move the focus by Tab until it is on a button with this in its name."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if name in page.evaluate("document.activeElement.matches('button') ? document.activeElement.textContent : ''"):
            return
    raise AssertionError(f"no way by Tab to {name!r}")


def test_groups_fit_a_phone_and_everything_in_them_has_a_name(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="Harbour desk").click()
    type_(page, "/deadlines")
    expect(newest(page)).to_contain_text("in 44 days")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate(NAMELESS) == []

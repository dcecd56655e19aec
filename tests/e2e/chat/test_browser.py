"""The page in a real browser: clicked and typed on as a newcomer would.

With DATELINE_SCREENSHOTS=1 the pictures in docs/ are taken anew; otherwise the checkout stays as it is.
"""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.chat.browsing import NAMELESS, ask_for_the_card, newest, next_day, paste, take, type_
from tests.e2e.chat.texts import harbour

pytestmark = pytest.mark.browser

DAYS = 27


def test_a_newcomer_uses_the_whole_bot_by_clicking_and_typing(page: Page) -> None:
    expect(page.get_by_text("A local stand-in for Telegram.")).to_be_visible()
    page.get_by_role("button", name="Start", exact=True).click()
    expect(newest(page)).to_contain_text("2 September")
    expect(newest(page).get_by_role("button", name="My briefing hour")).to_be_visible()
    take(page, "screen-start.png")

    type_(page, "/brief")
    expect(newest(page)).to_contain_text("Patriots for Kyiv")
    take(page, "screen-briefing.png")
    type_(page, "/deadlines")
    expect(newest(page)).to_contain_text("in 44 days")
    type_(page, "when does the ultimatum end?")
    expect(newest(page)).to_contain_text("2 September")
    newest(page).get_by_role("button", name="Alert me").click()
    expect(page.locator(".toast")).to_contain_text("You will be told.")
    expect(newest(page)).to_contain_text("I will keep you posted")
    type_(page, "/digest 08:00")
    expect(newest(page)).to_contain_text("every day")

    _walk_through_the_story(page)

    page.get_by_role("button", name="Today", exact=True).click()
    page.get_by_role("button", name="Begin anew").click()
    expect(page.locator(".welcome")).to_contain_text("the real clock")
    _paste_an_article_of_today(page)


def _walk_through_the_story(page: Page) -> None:
    """Step from 20 July to 16 August and see what the story brings."""
    next_day(page)
    card = ask_for_the_card(page)
    expect(card).to_contain_text("Sources disagree")
    expect(card).to_contain_text("7 September")
    take(page, "playground.png")
    for _ in range(DAYS - 1):
        next_day(page)
    expect(page.locator("#now")).to_contain_text("16 August 2025")
    messages = page.locator(".theirs")
    mornings = messages.filter(has_text=re.compile("^(Briefing,|Nothing new\\.).*08:00", re.DOTALL))
    expect(mornings).to_have_count(DAYS)
    for pieces in (
        "Sources disagree.*2 September.*7 September",
        "Moved.*7.{1,3}9 August",
        "Moved.*8 August",
        "Half of the time is over",
        "Today is the day",
        "The day is over",
    ):
        expect(messages.filter(has_text=re.compile(pieces, re.DOTALL)).first).to_be_attached()
    card = ask_for_the_card(page)
    expect(card).to_contain_text("passed")


def _paste_an_article_of_today(page: Page) -> None:
    today = datetime.fromisoformat(page.locator("#now").get_attribute("datetime") or "").date()
    due = today + timedelta(days=14)
    paste(page, harbour(today))
    expect(newest(page)).to_contain_text(f"{due.day} {due:%B}")
    newest(page).get_by_role("button", name="Track this").click()
    expect(newest(page)).to_contain_text("I will keep you posted")


def test_today_is_offered_for_an_article_of_another_time_and_takes_it_along(page: Page) -> None:
    today = datetime.now().astimezone().date()  # noqa: TID251  the machine's own day is what Today shows
    paste(page, harbour(today).replace(f"{today:%B} {today.day}", f"{today:%B} {today.day}, {today.year}"))
    page.get_by_role("button", name="Read it in Today").click()
    due = today + timedelta(days=14)
    expect(newest(page)).to_contain_text(f"{due.day} {due:%B}")
    expect(page.get_by_role("button", name="Today", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Next day")).to_be_hidden()


def test_two_people_have_two_chats(page: Page) -> None:
    type_(page, "/help")
    expect(newest(page)).to_contain_text("What you can send me")
    page.get_by_role("button", name="Colleague").click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page.locator(".message")).to_have_count(0)


def test_the_command_menu_opens_by_key_and_sends_what_is_chosen(page: Page) -> None:
    field = page.get_by_role("textbox", name="Message")
    field.press_sequentially("/dea")
    expect(page.get_by_role("option")).to_have_count(1)
    field.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(newest(page)).to_contain_text("in 44 days")
    expect(field).to_have_value("")
    page.get_by_role("button", name="Menu").press("Enter")
    expect(page.get_by_role("option")).to_have_count(8)
    expect(page.get_by_role("option").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(page.get_by_role("button", name="Menu")).to_be_focused()


def test_a_place_and_a_forwarded_post_are_sent_from_the_paper_clip(page: Page) -> None:
    page.get_by_role("button", name="Attach").click()
    page.get_by_role("button", name="Location").click()
    page.get_by_label("Place").select_option("Tokyo")
    page.get_by_role("button", name="Share").click()
    expect(newest(page)).to_contain_text("Asia/Tokyo")
    page.get_by_role("button", name="Attach").click()
    page.get_by_role("button", name="Forwarded post").click()
    page.get_by_label("Channel").fill("Harbour Wire")
    page.get_by_label("Posted").fill("2025-07-18T09:00")
    page.get_by_label("Text").fill(harbour(datetime(2025, 7, 18).date()))  # noqa: DTZ001  only its day counts
    page.get_by_role("button", name="Forward", exact=True).click()
    expect(page.locator(".own").last).to_contain_text("Forwarded from Harbour Wire")
    expect(newest(page)).to_contain_text("1 August")


def test_a_document_is_sent_from_the_paper_clip_and_answered_beneath_it(page: Page) -> None:
    page.get_by_role("button", name="Attach").click()
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name=re.compile("^File")).click()
    text = harbour(datetime(2025, 7, 18).date()).encode()  # noqa: DTZ001  only its day counts
    chosen.value.set_files({"name": "port.txt", "mimeType": "text/plain", "buffer": text})
    expect(page.locator(".own").last).to_contain_text("port.txt")
    expect(newest(page)).to_contain_text("1 August")
    expect(newest(page).get_by_role("button", name="Track this")).to_be_visible()
    take(page, "screen-document.png")


def test_a_briefing_is_read_and_its_story_opened(page: Page) -> None:
    type_(page, "/brief")
    expect(newest(page)).to_contain_text("Patriots for Kyiv")
    newest(page).get_by_role("button", name="1", exact=True).click()
    expect(newest(page)).to_contain_text("Mark Rutte")
    take(page, "screen-story.png")


def test_a_timeline_is_seen_with_its_words_and_turned_dark(page: Page) -> None:
    type_(page, "/timeline")
    picture = newest(page).get_by_role("img")
    expect(picture).to_have_attribute("alt", re.compile("2 September"))
    expect(picture).to_have_js_property("complete", value=True)
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Change between light and dark").click()
    before = picture.get_attribute("src")
    newest(page).get_by_role("button", name="Dark", exact=True).click()
    expect(picture).not_to_have_attribute("src", before or "")
    expect(picture).to_have_js_property("complete", value=True)
    take(page, "screen-timeline.png")


def test_the_end_of_a_picture_is_in_view_when_it_has_come(page: Page) -> None:
    type_(page, "/help")
    expect(newest(page)).to_contain_text("What you can send me")
    type_(page, "/timeline")
    expect(newest(page).get_by_role("img")).to_have_js_property("complete", value=True)
    expect(newest(page).get_by_role("button", name="Open deadlines")).to_be_in_viewport(ratio=1)


def test_settings_are_changed_by_taps_in_ones_own_language(page: Page) -> None:
    type_(page, "/language Deutsch")
    expect(newest(page)).to_contain_text("Deutsch")
    type_(page, "/settings")
    expect(newest(page)).to_contain_text("Keine Ruhezeit")
    newest(page).get_by_role("button", name="Nachts Ruhe").click()
    expect(newest(page)).to_contain_text("Ruhe von 22:00 bis 07:00")
    take(page, "screen-settings.png")


def test_the_page_fits_a_phone_in_the_dark_and_everything_on_it_has_a_name(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    ask_for_the_card(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate(NAMELESS) == []
    take(page, "playground-phone.png")

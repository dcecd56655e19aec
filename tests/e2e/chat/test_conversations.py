"""Every conversation of the bot, begun as a person would and judged by what they see."""

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.e2e.chat.playing import Chat, text_of
from tests.e2e.chat.texts import BRIDGE, QUIET, harbour

STALE = "This button has had its day"


def test_start_shows_one_screen_with_a_look_and_three_buttons(chat: Chat) -> None:
    chat.say("/start")
    screen = chat.hears("Dateline", "/brief")
    assert "2 September" in text_of(screen)
    assert chat.buttons() == ["My briefing hour", "My time zone", "What to follow"]


def test_brief_works_at_once_and_then_says_that_nothing_is_new(chat: Chat) -> None:
    chat.say("/brief")
    briefing = text_of(chat.hears("Briefing,"))
    assert "2 September" in briefing
    assert "Patriots for Kyiv, and 50 days for Moscow to make a deal" in briefing
    assert "Example Wire" in briefing
    chat.say("/brief")
    chat.hears("Nothing new.")


def test_a_story_opens_from_the_briefing_with_its_quotes(chat: Chat) -> None:
    chat.say("/brief")
    chat.hears("Briefing,")
    chat.press("1")
    story = text_of(chat.hears("Patriots for Kyiv", "last report"))
    assert "“Speed is of the essence here.” — NATO Secretary General Mark Rutte" in story


def test_deadlines_lists_the_ultimatum_with_its_countdown_and_opens_its_card(chat: Chat) -> None:
    chat.say("/deadlines")
    assert "2 September" in text_of(chat.hears("Deadlines,", "44 days"))
    chat.press("1")
    card = text_of(chat.hears("2 September", "Russia"))
    assert "Trump" in card


def test_why_shows_the_sentence_and_the_arithmetic(chat: Chat) -> None:
    chat.say("when does the ultimatum end?")
    chat.hears("2 September")
    chat.press("Why?")
    why = text_of(chat.hears("Why:"))
    assert "gave Russia 50 days to agree to a deal" in why
    assert "14 July" in why


def test_alert_me_tells_what_will_come_when(chat: Chat) -> None:
    chat.say("when does the ultimatum end?")
    chat.hears("2 September")
    assert chat.press("Alert me") == "You will be told."
    plan = text_of(chat.hears("I will keep you posted"))
    for rung in ("half-way", "7 days before", "3 days before", "the day before", "the day after"):
        assert rung in plan
    chat.say("/alerts")
    chat.hears("You follow", "Next alerts")
    chat.press("Stop 1")
    chat.sees("You follow no deadline yet")


def test_digest_is_set_shown_and_ended(chat: Chat) -> None:
    chat.say("/digest 08:00")
    assert "20 Jul" in text_of(chat.hears("08:00", "every day"))
    chat.say("/digest 7:30 weekdays")
    chat.hears("07:30", "on weekdays")
    chat.say("/digest")
    chat.hears("Your briefings", "07:30")
    chat.say("/digest off")
    chat.hears("No daily briefing any more")


def test_a_time_that_is_none_is_named_with_one_that_is(chat: Chat) -> None:
    chat.say("/digest teatime")
    chat.hears("“teatime”", "08:00")


def test_a_question_opens_the_card_and_another_gets_examples(chat: Chat) -> None:
    chat.say("when does the ultimatum end?")
    chat.hears("2 September")
    chat.say("who won the chess match?")
    chat.hears("I found no deadline for that")
    assert len(chat.buttons()) == 3


def test_a_pasted_article_is_read_from_its_own_dateline(chat: Chat) -> None:
    chat.say(harbour(date(2025, 7, 18)))
    answer = text_of(chat.hears("for you alone"))
    assert "1 August" in answer
    assert "gave the owners of the northern terminal 14 days" in answer
    assert "said Marieke Vos" in answer or "— Marieke Vos" in answer
    chat.press("Track this")
    chat.hears("I will keep you posted", "1 August")


def test_a_paste_without_a_date_asks_when_it_was_written_and_counts_anew(chat: Chat) -> None:
    chat.say(BRIDGE)
    chat.hears("When was it written?", "30 July")
    chat.press("Yesterday")
    chat.sees("29 July", "publish its accounts")
    chat.say(BRIDGE.replace("river", "canal"))
    chat.hears("When was it written?")
    chat.press("Other day")
    chat.hears("On which day was it written?")
    chat.say("14 July")
    chat.sees("24 July", "publish its accounts")


def test_an_article_without_a_deadline_says_so(chat: Chat) -> None:
    chat.say(QUIET)
    chat.hears("No deadline in it")


def test_a_forwarded_post_counts_from_its_own_date_and_names_its_channel(chat: Chat) -> None:
    chat.say(BRIDGE, channel="Harbour Wire", date="2025-07-15T09:00")
    answer = text_of(chat.hears("Harbour Wire", "25 July"))
    assert "When was it written?" not in answer


def test_a_link_is_fetched_and_read(chat: Chat, web: str) -> None:
    chat.say(f"{web}/port")
    answer = text_of(chat.hears("Northern port to close", "14 days"))
    assert "for you alone" not in answer
    chat.say(f"{web}/nothing")
    chat.hears("I could not read an article there")


def test_files_are_read_and_others_named(chat: Chat) -> None:
    chat.upload("port.txt", harbour(date(2025, 7, 18)).encode())
    chat.hears("1 August", "northern terminal")
    chat.upload("port.exe", b"MZ\x90\x00" * 20)
    chat.hears("I cannot read this kind of file (port.exe)")
    chat.upload("port.pdf", b"no pdf at all")
    chat.hears("I could not read port.pdf")
    chat.upload("empty.txt", b" \n ")
    chat.hears("I found no text in it")


def test_forged_and_stale_buttons_do_nothing_and_are_answered(chat: Chat) -> None:
    chat.say("/deadlines")
    message = chat.hears("Deadlines,")["message_id"]
    for data in ("al|999999", "rj|-1", "x", "al|1|2", "d|99:99", "'; drop table reports; --", "z|Mars/Olympus"):
        assert chat.press_data(message, data) != "You will be told."
    assert chat.press_data(message, "al|999999").startswith((STALE, "This deadline is not there any more"))
    assert chat.press_data(message, "nonsense").startswith(STALE)
    chat.say("/alerts")
    chat.hears("You follow no deadline yet")


def test_an_unknown_command_names_the_nearest(chat: Chat) -> None:
    chat.say("/deadlinez")
    chat.hears("I know no /deadlinez", "/deadlines")
    chat.say("/xyzzy")
    chat.hears("I know no /xyzzy", "/help")


def test_a_text_that_is_far_too_long_is_answered(chat: Chat) -> None:
    chat.say("The council met again and said nothing new about the toll. " * 1700)
    chat.hears("characters")
    chat.say("/help")
    chat.hears("What you can send me")


def test_the_zone_comes_from_a_city_a_place_or_a_button_and_an_unknown_one_is_named(chat: Chat) -> None:
    chat.say("/timezone Kyiv")
    chat.hears("Europe/Kyiv", "09:00")
    chat.share_location(35.68, 139.69)
    chat.hears("Asia/Tokyo", "15:00")
    chat.say("/timezone Atlantis")
    chat.hears("I know no zone called “Atlantis”")
    chat.say("Lisbon")
    chat.hears("Europe/Lisbon", "07:00")
    chat.say("/timezone")
    chat.hears("Your time zone")
    chat.press(next(label for label in chat.buttons() if label.startswith("Berlin")))
    chat.hears("Europe/Berlin", "08:00")


def test_asof_shows_what_was_known_on_a_day(chat: Chat) -> None:
    chat.say("/asof 2025-07-15")
    chat.hears("As known on", "15 July", "2 September")
    chat.say("/asof 2025-07-01")
    chat.hears("Nothing was known")
    chat.say("/asof someday")
    chat.hears("“someday”")


def test_not_a_deadline_takes_it_away_for_this_chat_and_undo_brings_it_back(chat: Chat, colleague: Chat) -> None:
    chat.say("when does the ultimatum end?")
    chat.hears("2 September")
    chat.press("Not a deadline")
    chat.sees("Noted: not a deadline")
    chat.say("/deadlines")
    chat.hears("No open deadline yet")
    colleague.say("/deadlines")
    colleague.hears("2 September")
    chat.press("Undo")
    chat.say("/deadlines")
    chat.hears("2 September")


def test_what_a_person_pastes_is_seen_by_that_person_alone(chat: Chat, colleague: Chat) -> None:
    chat.say(harbour(date(2025, 7, 18)))
    chat.hears("1 August")
    chat.say("/deadlines")
    chat.hears("1 August")
    colleague.say("/deadlines")
    assert "1 August" not in text_of(colleague.hears("Deadlines,"))


def test_stop_ends_every_message_and_one_tap_brings_them_back(chat: Chat) -> None:
    chat.say("/digest 08:00")
    chat.hears("08:00")
    chat.say("/stop")
    chat.hears("Stopped")
    assert chat.step("day") == []
    chat.press("Start again")
    chat.hears("Welcome back")
    assert any("Briefing," in text or "Nothing new." in text for text in chat.step("day"))


def test_forget_asks_once_and_leaves_nothing(chat: Chat) -> None:
    chat.say("/digest 08:00")
    chat.hears("08:00")
    chat.say(harbour(date(2025, 7, 18)))
    chat.hears("1 August")
    chat.say("/forget")
    chat.hears("Forget everything of yours?")
    chat.press("Yes, forget me")
    chat.sees("Forgotten")
    assert chat.step("day") == []
    chat.say("/deadlines")
    assert "1 August" not in text_of(chat.hears("Deadlines,"))
    chat.say("/digest")
    chat.hears("When shall I brief you?")


def test_cancel_privacy_and_help_say_what_they_should(chat: Chat) -> None:
    chat.say("/cancel")
    chat.hears("nothing to cancel")
    chat.say("/timezone")
    chat.hears("Your time zone")
    chat.say("/cancel")
    chat.hears("Dropped")
    chat.say("/privacy")
    chat.hears("What I keep", "/forget")
    chat.say("/help")
    chat.hears("What you can send me", "/digest 08:00")


def test_an_article_of_today_is_read_by_todays_clock(chat: Chat) -> None:
    chat.anew("today")
    today = chat.now.date()
    assert chat.say(harbour(today))["far"] is False
    due = today + timedelta(days=14)
    chat.hears(f"{due.day} {due:%B}", "for you alone")
    chat.press("Track this")
    chat.hears("I will keep you posted")


@pytest.fixture
def web() -> Iterator[str]:
    """A web site with one article on it."""
    article = "".join(f"<p>{part}</p>" for part in harbour(date(2025, 7, 18)).split("\n\n"))
    page = f"<html><head><title>Northern port to close</title></head><body><article>{article}</article></body></html>"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Site, page))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class _Site(BaseHTTPRequestHandler):
    def __init__(self, page: str, *args: object) -> None:
        self._page = page.encode()
        super().__init__(*args)  # type: ignore[arg-type]  # the server's own three

    def do_GET(self) -> None:
        found = self.path == "/port"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self._page if found else b"")

    def log_message(self, format: str, *args: object) -> None:
        pass


def test_each_question_can_be_left_by_cancel(chat: Chat) -> None:
    chat.say(BRIDGE)
    chat.hears("When was it written?")
    chat.say("/deadline ultimatum")
    chat.hears("2 September")
    for question, asked in (
        (lambda: chat.press("Fix the date"), "What is right for"),
        (lambda: chat.say("/remind call the bank"), "By when"),
        (lambda: chat.say("/timezone"), "Your time zone"),
        (lambda: chat.press("Other day"), "On which day was it written?"),
    ):
        question()
        chat.hears(asked)
        chat.say("/cancel")
        chat.hears("Dropped")
    chat.say("/cancel")
    chat.hears("nothing to cancel")

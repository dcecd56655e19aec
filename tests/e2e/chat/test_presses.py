"""Presses as people make them: in haste, on what is gone, and on what belongs to somebody else."""

import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.e2e.chat.playing import Chat, text_of
from tests.e2e.chat.texts import BRIDGE, harbour

_CALLS = "".join(
    f"BEGIN:VEVENT\nUID:{day}@piers\nSUMMARY:Call pier {day}\nDTSTART;VALUE=DATE:2025080{day}\nEND:VEVENT\n"
    for day in range(1, 10)
)
PIERS = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//piers//EN\n{_CALLS}END:VCALENDAR\n".encode()


@pytest.mark.parametrize("label", ["Why?", "Alert me", "Not a deadline"])
def test_five_presses_at_once_have_one_effect(chat: Chat, label: str) -> None:
    chat.say("/deadline ultimatum")
    chat.hears("2 September")
    before = len(chat.own())
    chat.press_five_times(label)
    chat.say("/cancel")
    chat.hears("nothing to cancel")
    assert len(chat.own()) - before <= 2


def test_pages_turn_in_the_same_message_and_five_presses_turn_one(chat: Chat) -> None:
    chat.upload("piers.ics", PIERS)
    chat.hears("Call pier 1")
    chat.say("/deadlines")
    listed = chat.hears("Deadlines,", "Call pier 1")["message_id"]
    before = len(chat.own())
    chat.press_five_times("2/2 ›")
    assert chat.sees("Deadlines,", "2 September")["message_id"] == listed
    assert len(chat.own()) == before
    chat.press("‹ 1/2")
    assert chat.sees("Deadlines,", "Call pier 1")["message_id"] == listed


def test_a_press_on_a_message_that_is_gone_is_answered_by_a_new_one(chat: Chat) -> None:
    chat.say("/deadline ultimatum")
    card = chat.hears("2 September")
    (why,) = [b["callback_data"] for row in card["reply_markup"]["inline_keyboard"] for b in row if b["text"] == "Why?"]
    chat.delete(card["message_id"])
    assert chat.press_data(card["message_id"], why) == ""
    chat.hears("Why:", "50 days")


def test_a_button_still_works_weeks_later_and_one_of_a_question_that_was_answered_ends_politely(chat: Chat) -> None:
    chat.say(BRIDGE)
    asked = chat.hears("When was it written?")
    yesterday = next(
        b["callback_data"] for row in asked["reply_markup"]["inline_keyboard"] for b in row if b["text"] == "Yesterday"
    )
    chat.say("/forget")
    chat.hears("Forget everything of yours?")
    chat.press("Yes, forget me")
    chat.sees("Forgotten")
    assert "not there any more" in chat.press_data(asked["message_id"], yesterday)
    chat.say("/deadline ultimatum")
    chat.hears("2 September")
    for _ in range(21):
        chat.step()
    chat.press("Why?")
    chat.hears("Why:")


def test_another_persons_button_opens_nothing_of_theirs(chat: Chat, colleague: Chat) -> None:
    chat.say(harbour(date(2025, 7, 18)))
    read = chat.hears("1 August")
    colleague.say("/start")
    mine = colleague.hears("Dateline")["message_id"]
    for row in read["reply_markup"]["inline_keyboard"]:
        for button in row:
            colleague.press_data(mine, button["callback_data"])
    colleague.say("/deadlines")
    assert "1 August" not in text_of(colleague.hears("Deadlines,"))
    assert not any("northern terminal" in text_of(message) for message in colleague.own())


def test_a_press_is_answered_while_a_page_is_slow_to_come(chat: Chat, slow: "Slow") -> None:
    chat.say("/deadline ultimatum")
    card = chat.hears("2 September")
    (why,) = [b["callback_data"] for row in card["reply_markup"]["inline_keyboard"] for b in row if b["text"] == "Why?"]
    chat.say(f"http://127.0.0.1:{slow.server_port}/port")
    assert chat.press_data(card["message_id"], why) == ""
    assert chat.press_data(card["message_id"], "al|999999") == ""
    assert not slow.may_answer.is_set()
    slow.may_answer.set()
    chat.sees("Why:", "50 days")
    chat.sees("This deadline is not there any more")


class Slow(ThreadingHTTPServer):
    """A web site that answers once it may."""

    def __init__(self) -> None:
        self.may_answer = threading.Event()
        super().__init__(("127.0.0.1", 0), _Held)


class _Held(BaseHTTPRequestHandler):
    server: Slow

    def do_GET(self) -> None:
        self.server.may_answer.wait(20)
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def slow() -> Iterator[Slow]:
    server = Slow()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.may_answer.set()
    server.shutdown()
    thread.join()
    server.server_close()

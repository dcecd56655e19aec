"""Tapping alone: whoever never reads a manual gets everywhere, and no button leads nowhere."""

import re

from tests.e2e.chat.playing import Chat, Message, text_of

SCREEN_AND_A_HALF = 45
"""Lines of a message that a phone shows on a screen and a half."""

LETTERS = 2_200
PRESSES = 18
LEFT_OUT = re.compile(r"(?:f|re|im)\|")
"""Forgetting ends the walk, and there is no parcel here to take in."""


def test_every_button_that_one_comes_to_does_something_and_no_screen_is_long_or_raw(chat: Chat) -> None:
    for opening in ("/start", "/deadline", "/alerts", "/asof", "/remind"):
        chat.say(opening)
        chat.wait(lambda: chat._after_mark() or None, f"an answer to {opening}")
    pressed: set[str] = set()
    while len(pressed) < PRESSES and (found := _next(chat, pressed)):
        pressed.add(found[1])
        assert _has_effect(chat, *found), f"nothing came of {found[1]}"
    assert len(pressed) > PRESSES // 2
    for message in chat.own():
        _is_fit_to_be_read(message)


def _next(chat: Chat, pressed: set[str]) -> tuple[int, str] | None:
    """Return the first button in the chat that was not pressed yet: its message and what it carries."""
    for message in chat.own():
        for row in message.get("reply_markup", {}).get("inline_keyboard", []):
            for data in (button.get("callback_data", "") for button in row):
                if data and data not in pressed and not LEFT_OUT.match(data):
                    return message["message_id"], data
    return None


def _has_effect(chat: Chat, message_id: int, data: str) -> bool:
    """Press a button; whether words over the chat, a new message or an edited one come of it."""
    seen = chat._state()["seen"]
    if chat.press_data(message_id, data):
        return True
    kinds = {"message", "edited"}
    return any(event["kind"] in kinds for event in chat._events(seen, wait=5))


def _is_fit_to_be_read(message: Message) -> None:
    text = text_of(message)
    assert text.count("\n") < SCREEN_AND_A_HALF, text
    assert len(text) < LETTERS, text
    assert not re.search(r"\bNone\b|\{\w+\}|\b[a-z]+Error\b|<\w+>|\b\d{6,}\b", text), text

"""Keyboards: what `reply_markup` may hold, and the refusals of what it may not."""

import re
from typing import Any, TypeAlias

from bot.playground.refusal import Refusal, bad_request

Markup: TypeAlias = dict[str, Any]

ROW = 8
KEYBOARD = 100
DATA_BYTES = 64

_ACTIONS = frozenset({
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
})  # fmt: skip
_KINDS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")
_ADDRESS = re.compile(r"(?:https?://[^\s/?#]*[^\s/?#.][.:][^\s/?#]+|tg://\w+)\S*", re.IGNORECASE)


def checked_markup(markup: object) -> Markup | None:
    """Return a keyboard as given, None for none. Raises Refusal."""
    if markup is None or markup == {}:
        return None
    if not isinstance(markup, dict) or not any(kind in markup for kind in _KINDS):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"], "inline_keyboard")
        for row in rows:
            for button in row:
                _check_inline(button)
        return {"inline_keyboard": [row for row in rows if row]} if any(rows) else None
    if "keyboard" in markup:
        for row in _rows(markup["keyboard"], "keyboard"):
            for button in row:
                _check_text(button, "keyboard button")
    return markup


def callbacks(markup: Markup | None) -> frozenset[str]:
    """Return the callback data of the buttons of an inline keyboard."""
    rows = (markup or {}).get("inline_keyboard", [])
    return frozenset(button["callback_data"] for row in rows for button in row if "callback_data" in button)


def _rows(rows: object, field: str) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{field}" of the reply markup must be an Array of Arrays')
    if sum(map(len, rows)) > KEYBOARD or any(len(row) > ROW for row in rows):
        raise bad_request("reply markup is too long")
    return rows


def _check_text(button: object, kind: str) -> None:
    text = button.get("text") if isinstance(button, dict) else button
    if not isinstance(text, str) or not text.strip():
        raise bad_request(f'can\'t parse {kind}: field "text" must be a non-empty String')


def _check_inline(button: object) -> None:
    _check_text(button, "inline keyboard button")
    if not isinstance(button, dict):
        raise _unparsable("an Object expected")
    actions = _ACTIONS & button.keys()
    if not actions:
        raise _unparsable("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _unparsable("exactly one of the optional fields must be used")
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not _ADDRESS.fullmatch(str(button["url"])):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: wrong HTTP URL")


def _unparsable(reason: str) -> Refusal:
    return bad_request(f"can't parse inline keyboard button: {reason}")

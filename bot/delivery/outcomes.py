"""Outcomes: what one answer of Telegram means for a delivery, and what is sent instead where it refuses a part.

Not sent: no connection, flood control, a refusal. Sent: it says so. Unknown: the answer was lost.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import structlog

from bot.delivery.transport import Answer, AnswerLostError, BotApi, NotConnectedError
from bot.views.enclosures import sent_anew
from bot.views.plain import plain_text
from core.model.delivery import Delivery, Moved, Outcome, Postponed, Priority, Sent, Undeliverable, Unknown
from core.model.ids import ChatId

log = structlog.get_logger(__name__)

FLOOD_WAIT = timedelta(seconds=5)
"""For flood control that does not say how long."""

TOKEN_WAIT = timedelta(seconds=10)
"""While the token is refused; whoever polls ends the process if that lasts."""

NO_CONNECTION = "no connection"
FLOOD = "flood control"

_UNCHANGED = "message is not modified"
_UNEDITABLE = re.compile(
    r"message to edit not found|message can't be edited|no (?:text|media) in the message to edit|MESSAGE_ID_INVALID"
)
_UNPARSABLE = re.compile(r"can't parse entities|ENTITIES_TOO_LONG|ENTITY_\w+_INVALID")
_THREADLESS = re.compile(r"message thread not found|TOPIC_(?:CLOSED|DELETED)")
_GONE = re.compile(
    r"chat not found|user is deactivated|bot was (?:blocked|kicked)|initiate conversation|not a member|PEER_ID_INVALID"
    r"|group chat was deleted|user not found"
)


@dataclass(frozen=True, slots=True)
class Call:
    """One request: the method, and its parameters with the chat."""

    method: str
    params: Mapping[str, Any]


async def deliver(api: BotApi, delivery: Delivery, *, paid: bool = False) -> Outcome:
    """Send one delivery and return what became of it; a part that Telegram refuses is left out and sent again.

    With `paid` what nobody asked for may go at more than 30 a second, for the owner's Stars.
    """
    first = call_of(delivery)
    if paid and delivery.priority is not Priority.REPLY and delivery.method.startswith("send"):
        first = replace(first, params={**first.params, "allow_paid_broadcast": True})
    call: Call | None = first
    outcome: Outcome = Undeliverable("nothing to send")
    for _ in range(4):  # as many parts as can be refused one after the other
        if call is None:
            break
        try:
            answer = await api.call(call.method, call.params)
        except NotConnectedError as exc:
            return Postponed(timedelta(), f"{NO_CONNECTION}: {exc}")
        except AnswerLostError as exc:
            return Unknown(str(exc))
        outcome = sort(answer)
        if isinstance(outcome, Sent) and call.method.startswith("send") and delivery.thread is not None:
            outcome = replace(outcome, astray="message_thread_id" not in call.params)
        call = amended(call, answer)
        if call is not None:
            log.warning("sent otherwise", key=delivery.key, refused=answer.description, method=call.method)
    return outcome


def call_of(delivery: Delivery) -> Call:
    """Return the request of a delivery."""
    thread = {} if delivery.thread is None else {"message_thread_id": delivery.thread}
    where = {} if "inline_message_id" in delivery.payload else {"chat_id": delivery.chat, **thread}
    return Call(delivery.method, {**delivery.payload, **where})


def sort(answer: Answer) -> Outcome:
    """Return what an answer means."""
    if answer.ok:
        return Sent(_message_id(answer.result))
    said = answer.description
    match answer.code:
        case 400 if answer.migrated_to is not None:
            return Moved(ChatId(answer.migrated_to))
        case 429:
            wait = FLOOD_WAIT if answer.retry_after is None else timedelta(seconds=answer.retry_after)
            return Postponed(wait, f"{FLOOD}: {said}")
        case 401 | 404:
            return Postponed(TOKEN_WAIT, said or "token refused", chat_only=False)
        case 400 if _UNCHANGED in said:
            return Sent()
        case 403:
            return Undeliverable(said or "forbidden", gone=True)
        case _:
            return Undeliverable(said or f"status {answer.code}", gone=_GONE.search(said) is not None)


def amended(call: Call, answer: Answer) -> Call | None:
    """Return what to send instead of a refused request, None where nothing helps (or nothing was refused)."""
    if answer.ok or answer.code != 400:
        return None
    params, said = dict(call.params), answer.description
    if _UNEDITABLE.search(said) and call.method == "editMessageText" and "inline_message_id" not in params:
        params.pop("message_id", None)
        return Call("sendMessage", params)
    if _UNEDITABLE.search(said) and call.method == "editMessageMedia":
        return Call("sendPhoto", sent_anew(params))
    if _UNPARSABLE.search(said) and "parse_mode" in params:
        del params["parse_mode"]
        words = "text" if "text" in params else "caption"
        return replace(call, params={**params, words: plain_text(str(params.get(words, "")))})
    if _THREADLESS.search(said) and "message_thread_id" in params:
        del params["message_thread_id"]
        return replace(call, params=params)
    return None


def _message_id(result: Any) -> int | None:
    found = result.get("message_id") if isinstance(result, dict) else None
    return found if isinstance(found, int) else None

"""The world behind the server: people, their chats with the bot, files, and what the page hears of it all.

Messages are kept in the shape in which the Bot API hands them out. Everything is in memory.
"""

import time
from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import count
from typing import Any, NamedTuple

from bot.playground.entities import Formatted, mark_typed
from bot.playground.faults import Faults
from bot.playground.flood import Flood, Limits
from bot.playground.groups import INSIDE, Group, Groups
from bot.playground.happenings import Happenings
from bot.playground.inline import Inline
from bot.playground.markup import Markup
from bot.playground.people import BOT, COLLEAGUE, READER, File, Message, Origin, Person
from bot.playground.refusal import bad_request, forbidden
from bot.playground.updates import Updates

_SHOWN = ("text", "entities", "caption", "caption_entities", "photo", "reply_markup")
"""What an edit may change in a message."""

_REMEMBERED = 20_000
"""Calls kept."""

_KEPT_BYTES = 200 * 1024 * 1024
"""Bytes of files kept; the oldest go first."""


class Call(NamedTuple):
    """What a bot asked for."""

    method: str
    params: Mapping[str, Any]


class Telegram:
    """Two people at first, a bot, and what passes between them."""

    def __init__(self, now: Callable[[], datetime], *, limits: Limits | None = None) -> None:
        """`now` dates messages (aware, UTC)."""
        self._now = now
        self.people: dict[int, Person] = {}
        self.groups = Groups(self)
        self.inline = Inline(self)
        self.updates = Updates()
        self.faults = Faults()
        self.flood = Flood(self._flood_time, limits or Limits())
        self.files: dict[str, File] = {}
        self.commands: list[dict[str, str]] = []
        self.texts: dict[str, str] = {}
        """The bot's name and descriptions, as it set them."""
        self.sent: list[tuple[int, str]] = []
        """Every text and caption that the bot sent, with its chat, in order."""
        self.calls: deque[Call] = deque(maxlen=_REMEMBERED)
        self.happenings = Happenings()
        self.is_stepped = False
        """Whether `now` is a story's clock: what was sent a story's day ago is no flood."""
        self._ids = {"message": count(1), "file": count(1), "query": count(1)}
        self._queries: dict[str, int] = {}
        self.add_person("Reader", READER)
        self.add_person("Colleague", COLLEAGUE)

    # What people do

    def add_person(self, name: str, id_: int, *, language: str = "en", has_started: bool = False) -> Person:
        """Let somebody have Telegram."""
        self.people[id_] = Person(id_, name, language, has_started)
        return self.people[id_]

    def say(
        self, text: str, person: int = READER, *, reply_to: int | None = None, origin: Origin | None = None
    ) -> Message:
        """Send the bot a text, or forward a post of a channel. It arrives whole, however long it is."""
        content = {"text": text, "entities": list(mark_typed(text))}
        return self._arrive(person, _without_empty(content), reply_to=reply_to, origin=origin)

    def send_file(
        self,
        name: str,
        data: bytes,
        person: int = READER,
        *,
        mime: str = "application/octet-stream",
        caption: str = "",
        album: str = "",
    ) -> Message:
        """Send the bot a document or a picture, which may belong to an album."""
        file = self.keep_file(name, data, mime)
        content = {**file.shown, "caption": caption, "media_group_id": album}
        return self._arrive(person, _without_empty(content))

    def share_location(self, latitude: float, longitude: float, person: int = READER) -> Message:
        """Share a place."""
        return self._arrive(person, {"location": {"latitude": latitude, "longitude": longitude}})

    def edit_said(self, message_id: int, text: str, person: int = READER) -> Message:
        """Edit a text that a person sent."""
        message = self._person(person).messages[message_id]
        message |= {"text": text, "entities": list(mark_typed(text)), "edit_date": self.date()}
        self.updates.put("edited_message", dict(message))
        self.happenings.tell("edited", person, message)
        return message

    def press(self, message_id: int, data: str, person: int = READER, *, group: int | None = None) -> str:
        """Press a button, also in a group, or forge a press: the data is not looked at. Return the query's id."""
        who = self._person(person)
        where = who if group is None else self.groups.all[group]
        gone = {"chat": where.chat, "message_id": message_id, "date": 0}
        pressed = {"message": dict(where.messages.get(message_id, gone)), "chat_instance": str(where.id), "data": data}
        return self.ask("callback_query", person, pressed)

    def ask(self, kind: str, person: int, content: dict[str, Any]) -> str:
        """Let a query of somebody arrive; return its id, by which the bot answers."""
        query_id = str(next(self._ids["query"]) + 4_000_000_000)
        self._queries[query_id] = person
        self.updates.put(kind, {"id": query_id, "from": self._person(person).user, **content})
        return query_id

    def press_labelled(self, label: str, person: int = READER) -> str:
        """Press the newest button with this label. Raises LookupError where none stands in the chat."""
        for message in reversed(self._person(person).messages.values()):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"] == label and "callback_data" in button:
                        return self.press(message["message_id"], button["callback_data"], person)
        raise LookupError(f"no button {label!r}")

    def block(self, person: int = READER, *, blocks: bool = True) -> None:
        """Block the bot, or take that back."""
        who = self._person(person)
        before, who.has_blocked = who.has_blocked, blocks
        states = {True: "kicked", False: "member"}
        if before is not blocks:
            change = {
                "old_chat_member": {"user": BOT, "status": states[before], "until_date": 0},
                "new_chat_member": {"user": BOT, "status": states[blocks], "until_date": 0},
            }
            self.updates.put("my_chat_member", {"chat": who.chat, "from": who.user, "date": self.date(), **change})
            self.happenings.tell("blocked" if blocks else "unblocked", person, {})

    # What the bot does

    def reachable(self, chat: int) -> Person | Group:
        """Return the person or group behind a chat. Raises Refusal where there is none or the bot may not write."""
        if chat in self.groups.all:
            return self._group(chat)
        found = self.people.get(chat)
        if found is None:
            raise bad_request("chat not found")
        if found.has_blocked:
            raise forbidden("bot was blocked by the user")
        if not found.has_started:
            raise forbidden("bot can't initiate conversation with a user")
        return found

    def _group(self, chat: int) -> Group:
        group = self.groups.all[chat]
        if group.bot not in INSIDE:
            raise forbidden(f"bot was kicked from the {group.kind} chat")
        if group.kind == "channel" and group.bot != "administrator":
            raise bad_request("need administrator rights in the channel chat")
        return group

    def post(
        self, chat: int, content: dict[str, Any], *, markup: Markup | None = None, reply_to: int | None = None
    ) -> Message:
        """Put a message of the bot into a chat. Raises Refusal."""
        who = self.reachable(chat)
        if isinstance(who, Group) and not who.can_write:
            raise bad_request("not enough rights to send text messages to the chat")
        self.flood.admit(chat)
        is_channel = isinstance(who, Group) and who.kind == "channel"
        sender = {"sender_chat": who.chat} if is_channel else {"from": BOT}
        message = self._message(who, sender, content)
        if markup is not None:
            message["reply_markup"] = markup
        if reply_to is not None:
            message["reply_to_message"] = _quoted(who.messages[reply_to])
        who.messages[message["message_id"]] = message
        self.sent.append((chat, content.get("text", content.get("caption", ""))))
        self.happenings.tell("message", chat, message)
        return message

    def own_message(self, chat: int, message_id: int, doing: str) -> Message:
        """Return a message of the bot's own. Raises Refusal where it is gone or another's; `doing` is "edit"."""
        message = self.reachable(chat).messages.get(message_id)
        if message is None:
            raise bad_request(f"message to {doing} not found")
        if message.get("from", BOT)["id"] != BOT["id"]:
            raise bad_request(f"message can't be {doing}ed")
        return message

    def edit(self, message: Message, content: dict[str, Any] | None, *, markup: Markup | None) -> Message:
        """Change a message of the bot; without `content` its keyboard alone. Raises Refusal where nothing changes."""
        before = {name: message[name] for name in _SHOWN if name in message}
        kept = {name: shown for name, shown in before.items() if name != "reply_markup"}
        picture = {"photo": before["photo"]} if "photo" in before else {}
        after = {**picture, **(kept if content is None else content), **({"reply_markup": markup} if markup else {})}
        if before == after:
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly the same "
                "as a current content and reply markup of the message"
            )
        for name in before:
            del message[name]
        message |= {**after, "edit_date": self.date()}
        self.happenings.tell("edited", message["chat"]["id"], message)
        return message

    def delete(self, chat: int, message_id: int) -> None:
        """Delete a message. Raises Refusal where there is none."""
        who = self.reachable(chat)
        if who.messages.pop(message_id, None) is None:
            raise bad_request("message to delete not found")
        if message_id in who.pinned:
            self.unpin(chat, message_id)
        self.happenings.tell("deleted", chat, {"message_id": message_id})

    def pin(self, chat: int, message_id: int) -> None:
        """Pin a message. Raises Refusal."""
        who = self.reachable(chat)
        if isinstance(who, Group) and not who.can_pin:
            raise bad_request("not enough rights to manage pinned messages in the chat")
        if message_id not in who.messages:
            raise bad_request("message to pin not found")
        who.pinned = [*(n for n in who.pinned if n != message_id), message_id]
        self.happenings.tell("pinned", chat, {"message_ids": list(who.pinned)})

    def unpin(self, chat: int, message_id: int | None) -> None:
        """Unpin a message, the newest pinned one without an id. Raises Refusal where it is not pinned."""
        who = self.reachable(chat)
        unpinned = message_id or (who.pinned[-1] if who.pinned else None)
        if unpinned not in who.pinned:
            raise bad_request("message to unpin not found")
        who.pinned.remove(unpinned)
        self.happenings.tell("pinned", chat, {"message_ids": list(who.pinned)})

    def take_query(self, query_id: str) -> int:
        """Return who asked or pressed, once. Raises Refusal for a query that is unknown or answered."""
        person = self._queries.pop(query_id, None)
        if person is None:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        return person

    def answer(self, query_id: str, text: str, *, alert: bool, url: str = "") -> None:
        """Answer a press. Raises Refusal for one that is unknown or answered."""
        chat = self.take_query(query_id)
        self.happenings.tell("answered", chat, {"query": query_id, "text": text, "alert": alert, "url": url})

    def act(self, chat: int, action: str) -> None:
        """Show what the bot is doing. Raises Refusal."""
        self.reachable(chat)
        self.happenings.tell("action", chat, {"action": action})

    def describe(self, **changed: Any) -> None:
        """Take over what the bot says of itself: its commands, name or descriptions."""
        self.commands = changed.pop("commands", self.commands)
        self.texts |= changed
        self.happenings.tell("commands", 0, {"commands": self.commands})

    def keep_file(self, name: str, data: bytes, mime: str) -> File:
        """Keep a file and give it an id."""
        number = next(self._ids["file"])
        suffix = f".{name.rsplit('.', 1)[1]}" if "." in name else ""
        file = File(f"file-{number}", name, mime, data, f"documents/file_{number}{suffix}")
        self.files[file.id] = file
        while sum(len(kept.data) for kept in self.files.values()) > _KEPT_BYTES:
            del self.files[next(iter(self.files))]
        return file

    # What can be seen of it

    def messages(self, person: int = READER) -> list[Message]:
        """Return what stands in a person's chat, oldest first."""
        return list(self._person(person).messages.values())

    def said_in(self, group: int) -> list[str]:
        """Return the texts of the bot's messages that stand in a group, oldest first."""
        own = [m for m in self.groups.all[group].messages.values() if m.get("from", {}).get("id") == BOT["id"]]
        return [str(m.get("text", m.get("caption", ""))) for m in own]

    def said_to(self, person: int = READER) -> list[str]:
        """Return the texts of the bot's messages that stand in a person's chat, oldest first."""
        own = [m for m in self.messages(person) if m["from"]["id"] == BOT["id"]]
        return [str(m.get("text", m.get("caption", ""))) for m in own]

    def is_answered(self, query_id: str) -> bool:
        """Whether the bot answered a press."""
        return query_id not in self._queries

    def toasts(self, person: int = READER) -> list[str]:
        """Return the words that presses were answered with, oldest first."""
        return [h.content["text"] for h in self.happenings.told if h.kind == "answered" and h.chat == person]

    async def until(self, is_so: Callable[[], object], timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until something is so. Raises TimeoutError after `timeout` seconds."""
        if not await self.happenings.until(is_so, timeout):
            last = self.sent[-1][1][:300] if self.sent else "nothing"
            raise TimeoutError(f"waited {timeout} s in vain; the bot last said: {last}")

    def record(self, method: str, params: Mapping[str, Any]) -> None:
        """Note a call of the bot, and wake who waits for one."""
        self.calls.append(Call(method, params))
        self.happenings.bell.ring()

    def clear(self) -> None:
        """Empty every chat: what was written, pinned, asked and uploaded is gone; people and commands stay."""
        for person in self.people.values():
            person.messages.clear()
            person.pinned.clear()
            person.has_started = person.has_blocked = False
        for group in self.groups.all.values():
            group.messages.clear()
            group.pinned.clear()
        self.inline.clear()
        self.updates.drop()
        self.flood.forget()
        self.files.clear()
        self._queries.clear()
        self.sent.clear()
        self.happenings.tell("cleared", 0, {})

    def close(self) -> None:
        """Let nobody wait any longer."""
        self.updates.close()
        self.happenings.bell.close()

    @property
    def is_closed(self) -> bool:
        """Whether the world has ended."""
        return self.happenings.bell.closed

    # How it is kept

    def _arrive(
        self, person: int, content: dict[str, Any], *, reply_to: int | None = None, origin: Origin | None = None
    ) -> Message:
        who = self._person(person)
        if who.has_blocked:
            self.block(person, blocks=False)
        who.has_started = True
        message = self._message(who, {"from": who.user}, content)
        if reply_to is not None and reply_to in who.messages:
            message["reply_to_message"] = _quoted(who.messages[reply_to])
        if origin is not None:
            message["forward_origin"] = _channel_origin(origin)
        who.messages[message["message_id"]] = message
        self.updates.put("message", dict(message))
        self.happenings.tell("message", person, message)
        return message

    def arrive_in(self, where: Person | Group, sender: dict[str, Any], content: dict[str, Any]) -> Message:
        """Put what somebody wrote into a chat; the bot is not told of it here."""
        message = self._message(where, sender, _without_empty(content))
        where.messages[message["message_id"]] = message
        self.happenings.tell("message", where.id, message)
        return message

    def _message(self, who: Person | Group, sender: dict[str, Any], content: dict[str, Any]) -> Message:
        number = next(self._ids["message"])
        return {"message_id": number, **sender, "chat": who.chat, "date": self.date(), **content}

    def _person(self, id_: int) -> Person:
        return self.people[id_]

    def date(self) -> int:
        """Return the present moment as messages carry it."""
        return int(self._now().timestamp())

    def _flood_time(self) -> float:
        return time.monotonic() + (self._now().timestamp() if self.is_stepped else 0)


def formatted_content(shown: Formatted, *, name: str = "text") -> dict[str, Any]:
    """Return a text with its marks as a message holds them."""
    marks = "entities" if name == "text" else "caption_entities"
    return _without_empty({name: shown.text, marks: [dict(entity) for entity in shown.entities]})


def _without_empty(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if value not in ("", [], None)}


def _quoted(message: Message) -> Message:
    return {name: value for name, value in message.items() if name != "reply_to_message"}


def _channel_origin(origin: Origin) -> dict[str, Any]:
    chat = {"id": -1001000000000 - sum(map(ord, origin.channel)), "type": "channel", "title": origin.channel}
    return {"type": "channel", "date": int(origin.date.timestamp()), "chat": chat, "message_id": 1}

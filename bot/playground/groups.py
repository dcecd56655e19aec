"""Groups and channels: who is in them as what, their topics, and what people do there."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from bot.playground.entities import mark_typed
from bot.playground.people import BOT, READER, Message

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

GroupKind: TypeAlias = Literal["group", "supergroup", "channel"]

ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
"""Whom an anonymous admin's message names as its sender, beside the group as `sender_chat`."""

INSIDE = frozenset({"creator", "administrator", "member", "restricted"})


@dataclass(slots=True)
class Group:
    """A group or channel. `members` tells who is in it as what; in `topics` are the threads that stand open."""

    id: int
    title: str
    kind: GroupKind = "supergroup"
    username: str = ""
    members: dict[int, str] = field(default_factory=dict)
    bot: str = "member"
    can_pin: bool = True
    can_write: bool = True
    topics: set[int] = field(default_factory=set)
    topic_names: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)

    @property
    def state(self) -> dict[str, Any]:
        """The group as the page shows it."""
        shown = {"id": self.id, "title": self.title, "kind": self.kind, "members": self.members, "bot": self.bot}
        topics = [{"id": id_, "name": self.topic_names.get(id_, str(id_))} for id_ in sorted(self.topics)]
        return {**shown, "topics": topics, "pinned": self.pinned, "messages": list(self.messages.values())}

    @property
    def chat(self) -> dict[str, Any]:
        """The group as `chat` in an update."""
        forum = {"is_forum": True} if self.topics else {}
        name = {"username": self.username} if self.username else {}
        return {"id": self.id, "type": self.kind, "title": self.title, **name, **forum}


class Groups:
    """The groups of a world, by their ids."""

    def __init__(self, telegram: "Telegram") -> None:
        self._telegram = telegram
        self.all: dict[int, Group] = {}

    def add(self, group: Group) -> Group:
        """Let there be a group."""
        self.all[group.id] = group
        return group

    def say(
        self,
        text: str,
        group: int,
        person: int = READER,
        *,
        thread: int | None = None,
        reply_to: int | None = None,
        anonymous: bool = False,
    ) -> Message:
        """Say something in a group, also as an anonymous admin, or post it in a channel."""
        where = self.all[group]
        content: dict[str, Any] = {"text": text, "entities": list(mark_typed(text))}
        if thread is not None:
            content |= {"message_thread_id": thread, "is_topic_message": True}
        if reply_to is not None:
            content["reply_to_message"] = where.messages[reply_to]
        message = self._telegram.arrive_in(where, self._sender(where, person, anonymous=anonymous), content)
        if self._hears(where, text, reply_to):
            self._telegram.updates.put("channel_post" if where.kind == "channel" else "message", dict(message))
        return message

    def _sender(self, group: Group, person: int, *, anonymous: bool) -> dict[str, Any]:
        if group.kind == "channel":
            return {"sender_chat": group.chat}
        if anonymous:
            return {"from": ANONYMOUS, "sender_chat": group.chat}
        return {"from": self._telegram.people[person].user}

    def _hears(self, group: Group, text: str, reply_to: int | None) -> bool:
        """Whether the bot is told: as an admin of everything, else of what is meant for it."""
        if group.bot == "administrator":
            return True
        own = reply_to is not None and group.messages[reply_to].get("from", {}).get("is_bot", False)
        return group.bot in INSIDE and (text.startswith("/") or "@" in text or own)

    def set_bot(self, group: int, status: str, *, by: int = READER) -> None:
        """Add the bot, make it an admin, or remove it."""
        where = self.all[group]
        before, where.bot = where.bot, status
        change = {
            name: {"user": BOT, **membership(state)}
            for name, state in (("old_chat_member", before), ("new_chat_member", status))
        }
        date = self._telegram.date()
        who = self._telegram.people[by].user
        self._telegram.updates.put("my_chat_member", {"chat": where.chat, "from": who, "date": date, **change})


def membership(status: str) -> dict[str, Any]:
    """Return a status with the fields that the library asks for."""
    rights = (
        "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
        "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
        "can_edit_stories", "can_delete_stories",
    )  # fmt: skip
    more: dict[str, Any] = {"until_date": 0} if status == "kicked" else {}
    if status == "administrator":
        more = dict.fromkeys(rights, True)
    return {"status": status, **more}

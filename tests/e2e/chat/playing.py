"""The playground as a person uses it: `dateline playground` in a process of its own, and one person's chat with it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import httpx

from bot.playground.people import BOT, READER
from bot.playground.play import MARK

T = TypeVar("T")
Message = dict[str, Any]

PATIENCE = 30.0
"""Seconds that an answer may take on a busy machine before a test fails."""


@contextmanager
def running(home: Path, *options: str, environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """Run `dateline playground` with its data under `home`; give the page's address, and end it politely."""
    port = _free_port()
    command = [sys.executable, "-m", "bot", "playground", "--port", str(port), *options]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    given = {**kept, "HOME": str(home), "XDG_DATA_HOME": str(home / "data"), **(environment or {})}
    said = home / "playground.log"
    with said.open("wb") as log:
        process = subprocess.Popen(command, cwd=home, env=given, stdout=log, stderr=subprocess.STDOUT)
    try:
        address = f"http://127.0.0.1:{port}"
        _await_page(address, process, said)
        yield address
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0, said.read_text()
    finally:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await_page(address: str, process: subprocess.Popen[bytes], said: Path) -> None:
    """Wait until the page answers, the story has begun and the bot has set its menu."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and process.poll() is None:
        try:
            state = httpx.get(f"{address}/play/state").json()
            if state["commands"] and not state["clock"]["busy"]:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError(f"the playground did not start:\n{said.read_text()}")


class Chat:
    """What one person does in their chat with the bot or in a group, over the same requests that the page makes."""

    def __init__(self, address: str, person: int = READER, *, group: int = 0, thread: int = 0) -> None:
        """`group` is where it happens, in the topic `thread` if one is given; 0 is the person's own chat."""
        self.address, self.person, self.group, self.thread = address, person, group, thread
        self._http = httpx.Client(base_url=f"{address}/play/", headers={MARK: "test"}, timeout=120)
        self._mark = 0

    # What the person does

    def anew(self, mode: str = "story") -> None:
        """Begin anew, with empty chats and a fresh store."""
        self._ask("mode", mode=mode)
        self._mark = 0

    def say(self, text: str, **more: Any) -> dict[str, Any]:
        """Send a text; with `channel` and `date` it is a forwarded post. `hears` then looks at what came after it."""
        answer = self._ask("say", text=text, **more)
        self._mark = int(answer["message"]["message_id"])
        return answer

    def edit(self, message_id: int, text: str) -> None:
        """Put a text right that was sent before; `sees` then looks at what stands in the chat."""
        self._ask("edit", message_id=message_id, text=text)

    def delete(self, message_id: int) -> None:
        """Take a message out of the chat."""
        self._ask("delete", message_id=message_id)

    def upload(self, name: str, data: bytes, caption: str = "", album: str = "") -> None:
        """Send a file; a picture may belong to an album."""
        form = {"person": str(self.person), "caption": caption, "album": album}
        answer = self._checked(self._http.post("document", data=form, files={"file": (name, data)}))
        self._mark = int(answer["message"]["message_id"])

    def share_location(self, latitude: float, longitude: float) -> None:
        """Share a place."""
        answer = self._ask("location", latitude=str(latitude), longitude=str(longitude))
        self._mark = int(answer["message"]["message_id"])

    def press(self, label: str) -> str:
        """Press the newest button with this label; return the words over the chat, empty where there are none."""
        return self.press_data(*self._button(label))

    def _button(self, label: str) -> tuple[int, str]:
        """Return the message and the data of the newest button with this label."""
        for message in reversed(self.messages()):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"] == label:
                        return message["message_id"], button["callback_data"]
        raise AssertionError(f"no button {label!r}; there are {self.buttons()}")

    def press_data(self, message_id: int, data: str) -> str:
        """Press a button by its data, which may be forged; return the words over the chat once it is answered."""
        return str(self.answer(message_id, data)["text"])

    def answer(self, message_id: int, data: str) -> dict[str, Any]:
        """Press a button by its data; return the whole answer: its words and the address that it opens."""
        seen = self._state()["seen"]
        self._mark = max((int(m["message_id"]) for m in self.messages()), default=0)
        query = self._ask("press", message_id=message_id, data=data)["query"]
        return self._happened(seen, "answered", query)

    def press_five_times(self, label: str) -> None:
        """Press a button five times at once; return once each press is answered."""
        seen, message, data = self._state()["seen"], *self._button(label)
        self._mark = max((int(m["message_id"]) for m in self.messages()), default=0)
        for query in [self._ask("press", message_id=message, data=data)["query"] for _ in range(5)]:
            self._happened(seen, "answered", query)

    def type_inline(self, words: str) -> tuple[str, dict[str, Any]]:
        """Type words behind the bot's name; return the query and what is offered."""
        seen = self._state()["seen"]
        query = self._ask("inline", text=words)["query"]
        return query, self._happened(seen, "offered", query)

    def choose(self, query: str, result: str) -> None:
        """Send one of the results that were offered."""
        self._ask("choose", query=query, result=result)

    def _happened(self, seen: int, kind: str, query: str) -> dict[str, Any]:
        for event in self._events(seen):
            if event["kind"] == kind and event["content"]["query"] == query:
                found: dict[str, Any] = event["content"]
                return found
        raise AssertionError(f"nothing was {kind}")

    def step(self, length: str = "day") -> list[str]:
        """Move the clock by an "hour", a "day" or to the next "event"; return what arrived meanwhile."""
        self._mark = max((int(m["message_id"]) for m in self.messages()), default=0)
        self._ask("step", step=length)
        return [text_of(message) for message in self._after_mark()]

    # What the person sees

    def hears(self, *pieces: str) -> Message:
        """Return the first message of the bot since the person's last act that has all of these in it."""

        def heard() -> Message | None:
            return next((m for m in self._after_mark() if all(piece in text_of(m) for piece in pieces)), None)

        return self.wait(heard, f"the bot to say {pieces}")

    def sees(self, *pieces: str) -> Message:
        """Return the newest message of the bot in the whole chat that has all of these in it: an edited one too."""

        def seen() -> Message | None:
            return next((m for m in reversed(self.own()) if all(piece in text_of(m) for piece in pieces)), None)

        return self.wait(seen, f"a message with {pieces}")

    def wait(self, found: Callable[[], T | None], what: str) -> T:
        """Return what `found` gives as soon as it gives something."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            seen = self._state()["seen"]
            if (result := found()) is not None:
                return result
            next(self._events(seen, wait=max(ends - time.monotonic(), 0.1)), None)
        told = "\n---\n".join(text_of(message) for message in self.own()[-3:])
        raise AssertionError(f"waited in vain for {what}; last seen:\n{told}")

    def messages(self) -> list[Message]:
        """Return what stands in the chat, oldest first."""
        found: list[Message] = self._place()["messages"]
        return found

    @property
    def pinned(self) -> list[Message]:
        """The messages pinned in the chat."""
        place = self._place()
        return [message for message in place["messages"] if message["message_id"] in place["pinned"]]

    def _place(self) -> dict[str, Any]:
        """Return the group or the person's own chat as the page is told of it."""
        kind, wanted = ("groups", self.group) if self.group else ("people", self.person)
        (found,) = [place for place in self._state()[kind] if place["id"] == wanted]
        place: dict[str, Any] = found
        return place

    def own(self) -> list[Message]:
        """Return the bot's messages in the chat, oldest first."""
        return [message for message in self.messages() if message.get("from", BOT)["id"] == BOT["id"]]

    def buttons(self) -> list[str]:
        """Return the labels of the newest keyboard in the chat."""
        for message in reversed(self.messages()):
            if rows := message.get("reply_markup", {}).get("inline_keyboard", []):
                return [button["text"] for row in rows for button in row]
        return []

    @property
    def now(self) -> datetime:
        """What the clock on the page tells (UTC)."""
        return datetime.fromisoformat(self._state()["clock"]["now"]).astimezone(UTC)

    def _after_mark(self) -> list[Message]:
        return [message for message in self.own() if message["message_id"] > self._mark]

    def fetch(self, file_id: str) -> bytes:
        """Return a file or picture in the chat, as one saves it."""
        response = self._http.get(f"file/{file_id}")
        assert response.status_code == 200, file_id
        return response.content

    # How it is asked

    def _ask(self, path: str, **content: Any) -> dict[str, Any]:
        where = {"person": self.person, "group": self.group, "thread": self.thread}
        return self._checked(self._http.post(path, json={**where, **content}))

    def _checked(self, response: httpx.Response) -> dict[str, Any]:
        answer: dict[str, Any] = response.json()
        assert response.status_code == 200, answer
        return answer

    def _state(self) -> dict[str, Any]:
        return self._checked(self._http.get("state"))

    def _events(self, after: int, wait: float = PATIENCE) -> Iterator[dict[str, Any]]:
        """Yield what happens after a number, for `wait` seconds."""
        ends = time.monotonic() + wait
        try:
            with self._http.stream("GET", "events", params={"after": after}, timeout=wait) as response:
                for line in response.iter_lines():
                    if line.startswith("data: "):
                        yield json.loads(line.removeprefix("data: "))
                    if time.monotonic() > ends:
                        return
        except httpx.ReadTimeout:
            return

    def close(self) -> None:
        """Close the connections."""
        self._http.close()


def text_of(message: Message) -> str:
    """Return what a message says."""
    return str(message.get("text", message.get("caption", "")))


def at(message: Message) -> datetime:
    """Return when a message was sent (UTC)."""
    return datetime.fromtimestamp(message["date"], UTC)

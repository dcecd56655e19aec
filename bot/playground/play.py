"""What the page asks for: the state of every chat, what happens in them, people's acts, and the clock."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, TypeAlias, cast

from aiohttp import web

from bot.playground.bodies import Params, read_params
from bot.playground.dated import is_far
from bot.playground.groups import Group
from bot.playground.happenings import Happening
from bot.playground.people import BOT, COLLEAGUE, READER, Origin
from bot.playground.refusal import Refusal, bad_request
from bot.playground.telegram import Telegram

Mode: TypeAlias = Literal["story", "today"]
OnStep: TypeAlias = Callable[[datetime], Awaitable[None]]
OnMode: TypeAlias = Callable[[Mode], Awaitable[None]]
Now: TypeAlias = Callable[[], datetime]
NextEvent: TypeAlias = Callable[[], Awaitable[datetime | None]]

Act: TypeAlias = Callable[[Params], Awaitable[dict[str, Any]]]

MARK = "X-Playground"
"""A header that only the page's own script can set: no form and no image on another page can."""

_STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
_HEARTBEAT = 15.0
"""Seconds after which a silent stream says that it is alive."""


class Clockwork:
    """The clock bar: steps one after the other, and the change between the two modes."""

    def __init__(
        self,
        telegram: Telegram,
        *,
        now: Now,
        mode: Mode,
        on_step: OnStep | None,
        on_mode: OnMode | None,
        next_event: NextEvent | None,
    ) -> None:
        self._telegram, self.now, self.mode = telegram, now, mode
        self._on_step, self._on_mode, self._next_event = on_step, on_mode, next_event
        self._turn = asyncio.Lock()
        self._opened = asyncio.Event()
        self._opened.set()
        telegram.is_stepped = mode == "story"

    def state(self) -> dict[str, Any]:
        """Return what the clock bar shows."""
        return {
            "now": self.now().isoformat(),
            "mode": self.mode,
            "busy": self._turn.locked(),
            "can_step": self.mode == "story" and self._on_step is not None,
            "can_change": self._on_mode is not None,
            "can_seek": self._next_event is not None,
        }

    async def step(self, to: datetime) -> None:
        """Move the story on. Raises Refusal where the clock cannot be stepped, or only back."""
        async with self._turn:
            if self._on_step is None or self.mode != "story":
                raise bad_request("this clock cannot be stepped")
            if to < self.now():
                raise bad_request("the clock only goes forward")
            self._tell()
            await self._on_step(to)
        self._tell()

    async def step_by(self, length: str) -> bool:
        """Step an hour, a day, or to the next event; return False where nothing comes any more."""
        if length == "event":
            coming = await self._next_event() if self._next_event else None
            if coming is None:
                return False
            await self.step(max(coming, self.now()))
        elif length in _STEPS:
            await self.step(self.now() + _STEPS[length])
        else:
            raise bad_request("step is hour, day or event")
        return True

    async def change(self, mode: str) -> None:
        """Begin anew in another mode: fresh chats, a fresh store. Raises Refusal."""
        if self._on_mode is None or mode not in ("story", "today"):
            raise bad_request("there is no such mode here")
        async with self._turn:
            self._opened.clear()
            self._tell()
            self.mode = cast("Mode", mode)
            self._telegram.is_stepped = mode == "story"
            self._telegram.clear()
            try:
                await self._on_mode(self.mode)
            finally:
                self._opened.set()
        self._tell()

    async def opened(self) -> None:
        """Wait until no change of mode is under way: what people do meanwhile is meant for the fresh store."""
        await self._opened.wait()

    def _tell(self) -> None:
        self._telegram.happenings.tell("clock", 0, self.state())


class Play:
    """The routes under `/play`."""

    def __init__(self, telegram: Telegram, clockwork: Clockwork) -> None:
        self._telegram, self._clockwork = telegram, clockwork

    def routes(self) -> list[web.RouteDef]:
        """Return what to serve."""
        clock: dict[str, Act] = {"step": self._step, "mode": self._mode}
        acts: dict[str, Act] = {
            "say": self._say,
            "edit": self._edit,
            "delete": self._delete,
            "press": self._press,
            "inline": self._inline,
            "choose": self._choose,
            "document": self._document,
            "location": self._location,
            "block": self._block,
        }
        return [
            web.get("/play/state", self._state),
            web.get("/play/events", self._events),
            web.get(r"/play/file/{id}", self._file),
            *(web.post(f"/play/{name}", _asked(act)) for name, act in clock.items()),
            *(web.post(f"/play/{name}", _asked(self._in_time(act))) for name, act in acts.items()),
        ]

    async def _state(self, request: web.Request) -> web.Response:  # noqa: ARG002  a route's form
        telegram = self._telegram
        people = [
            {
                "id": person.id,
                "name": person.name,
                "blocked": person.has_blocked,
                "pinned": person.pinned,
                "messages": list(person.messages.values()),
            }
            for person in telegram.people.values()
        ]
        return web.json_response(
            {
                "bot": BOT,
                "people": people,
                "groups": [group.state for group in telegram.groups.all.values()],
                "commands": telegram.commands,
                "clock": self._clockwork.state(),
                "seen": telegram.happenings.last,
            }
        )

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Stream what happens as server-sent events, from the number after which the page has heard nothing."""
        after = request.headers.get("Last-Event-ID") or request.query.get("after") or "0"
        seen = int(after) if after.isdecimal() else 0
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        try:
            while not self._telegram.is_closed:
                news = await self._telegram.happenings.after(seen, _HEARTBEAT)
                seen = news[-1].number if news else seen
                await response.write(b"".join(map(_event, news)) or b": alive\n\n")
        except ConnectionError:
            pass  # the page was closed
        return response

    async def _file(self, request: web.Request) -> web.Response:
        file = self._telegram.files.get(request.match_info["id"])
        if file is None:
            raise web.HTTPNotFound
        is_picture = file.mime in ("image/png", "image/jpeg")
        headers = {} if is_picture else {"Content-Disposition": "attachment"}
        kind = file.mime if is_picture else "application/octet-stream"
        return web.Response(body=file.data, content_type=kind, headers=headers)

    # What people do

    def _in_time(self, act: Act) -> Act:
        async def later(params: Params) -> dict[str, Any]:
            await self._clockwork.opened()
            return await act(params)

        return later

    async def _say(self, params: Params) -> dict[str, Any]:
        """A text, or with `channel` a forwarded post; the answer says whether it belongs to another time.

        With `group` it is said there, in the topic `thread` where one is given, by an `anonymous` admin if wanted.
        """
        text = params.text("text").strip()
        if not text:
            raise bad_request("there is nothing to send")
        person, reply_to = self._person(params), params.integer("reply_to") or None
        if (group := self._group(params)) is not None:
            if group.kind == "channel" and group.members.get(person) not in ("creator", "administrator"):
                raise bad_request("only admins post in this channel")
            thread = params.integer("thread") or None
            said = self._telegram.groups.say(
                text, group.id, person, thread=thread, reply_to=reply_to, anonymous=params.flag("anonymous")
            )
            return {"message": said, "far": False}
        message = self._telegram.say(text, person, reply_to=reply_to, origin=self._origin(params))
        is_story = self._clockwork.mode == "story" and self._clockwork.state()["can_change"]
        far = is_story and is_far(text, self._clockwork.now().date())
        return {"message": message, "far": far}

    async def _edit(self, params: Params) -> dict[str, Any]:
        """A text of the person's own, put right."""
        number, text, person = params.integer("message_id"), params.text("text").strip(), self._person(params)
        if not text or number not in self._telegram.people[person].messages:
            raise bad_request("there is nothing to put right")
        return {"message": self._telegram.edit_said(number, text, person)}

    async def _delete(self, params: Params) -> dict[str, Any]:
        """A message in the person's chat, taken away."""
        self._telegram.delete(self._person(params), params.integer("message_id"))
        return {}

    def _origin(self, params: Params) -> Origin | None:
        channel = params.text("channel").strip()
        if not channel:
            return None
        day = params.text("date").strip()
        try:
            date = datetime.fromisoformat(day) if day else self._clockwork.now()
        except ValueError:
            raise bad_request("the date of a post looks like 2025-07-20 or 2025-07-20T09:00") from None
        return Origin(channel, date if date.tzinfo else date.replace(tzinfo=UTC))

    async def _press(self, params: Params) -> dict[str, Any]:
        group, person = self._group(params), self._person(params)
        where = group.id if group is not None else None
        return {"query": self._telegram.press(params.integer("message_id"), params.text("data"), person, group=where)}

    async def _inline(self, params: Params) -> dict[str, Any]:
        """Words behind the bot's name; what it offers comes as a happening."""
        return {"query": self._telegram.inline.type(params.text("text"), self._person(params))}

    async def _choose(self, params: Params) -> dict[str, Any]:
        """Send what was offered to the chat `group`, else to the person's own chat."""
        group = self._group(params)
        chat = group.id if group is not None else self._person(params)
        return {"card": self._telegram.inline.choose(params.text("query"), params.text("result"), chat)}

    def _group(self, params: Params) -> Group | None:
        wanted = params.integer("group")
        if wanted and wanted not in self._telegram.groups.all:
            raise bad_request("there is no such group here")
        return self._telegram.groups.all.get(wanted)

    async def _document(self, params: Params) -> dict[str, Any]:
        upload = params.upload("file")
        if upload is None:
            raise bad_request("there is no file in the request")
        caption, album = params.text("caption"), params.text("album")
        message = self._telegram.send_file(
            upload.name, upload.data, self._person(params), mime=upload.mime, caption=caption, album=album
        )
        return {"message": message}

    async def _location(self, params: Params) -> dict[str, Any]:
        try:
            latitude, longitude = float(params.text("latitude")), float(params.text("longitude"))
        except ValueError:
            raise bad_request("a place is two numbers, in degrees") from None
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            raise bad_request("there is no such place")
        return {"message": self._telegram.share_location(latitude, longitude, self._person(params))}

    async def _block(self, params: Params) -> dict[str, Any]:
        self._telegram.block(self._person(params), blocks=params.flag("blocks"))
        return {}

    # The clock

    async def _step(self, params: Params) -> dict[str, Any]:
        return {"moved": await self._clockwork.step_by(params.text("step"))}

    async def _mode(self, params: Params) -> dict[str, Any]:
        """Change the mode; with `text` send it there at once."""
        await self._clockwork.change(params.text("mode"))
        if text := params.text("text").strip():
            self._telegram.say(text, self._person(params))
        return {}

    def _person(self, params: Params) -> int:
        person = params.integer("person", READER)
        if person not in self._telegram.people:
            raise bad_request(f"the people here are {READER} and {COLLEAGUE}")
        return person


def _asked(act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Return an act as a route, for the page's own script alone."""

    async def route(request: web.Request) -> web.Response:
        if MARK not in request.headers:
            return web.json_response({"error": f"the header {MARK} is missing"}, status=403)
        try:
            return web.json_response(await act(await read_params(request)))
        except Refusal as refusal:
            reason = refusal.description.removeprefix("Bad Request: ")
            return web.json_response({"error": reason}, status=refusal.code)

    return route


def _event(happening: Happening) -> bytes:
    said = {"kind": happening.kind, "chat": happening.chat, "content": happening.content}
    return f"id: {happening.number}\ndata: {json.dumps(said)}\n\n".encode()

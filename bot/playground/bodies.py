"""Bodies: the parameters of a request, whether in its address, as JSON, as a form or in parts with files."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web
from aiohttp.multipart import MultipartReader

from bot.playground.refusal import bad_request

LARGEST_UPLOAD = 50 * 1024 * 1024
"""Bytes; what a bot may upload at most."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Params:
    """The parameters of a method; JSON within a form is read when it is asked for."""

    values: Mapping[str, Any]
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a text, empty where there is none."""
        value = self.values.get(name)
        return value if isinstance(value, str) else "" if value is None else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """Return a whole number. Raises Refusal where something else stands there."""
        value = self.values.get(name, default)
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f'field "{name}" must be of type Number') from None

    def flag(self, name: str) -> bool:
        """Return a yes or no."""
        return str(self.values.get(name, "")).casefold() in {"true", "1", "yes"}

    def json(self, name: str) -> Any:
        """Return an object or array, None where there is none. Raises Refusal for broken JSON."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """Return the file of a parameter, given in a part of its own or pointed to by attach://."""
        pointed = self.text(name).removeprefix("attach://")
        return self.files.get(name) or self.files.get(pointed)


async def read_params(request: web.Request) -> Params:
    """Return what a request says. Raises Refusal where its body cannot be read."""
    values: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.body_exists:
        match request.content_type:
            case "application/json":
                values |= await _json_body(request)
            case "application/x-www-form-urlencoded":
                values |= {name: str(value) for name, value in (await request.post()).items()}
            case "multipart/form-data":
                await _read_parts(await request.multipart(), values, files)
            case _:
                pass  # Telegram takes no notice of other bodies
    return Params(values, files)


async def _json_body(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        raise bad_request("can't parse request body as JSON") from None
    if not isinstance(body, dict):
        raise bad_request("object expected in the request body")
    return body


async def _read_parts(reader: MultipartReader, values: dict[str, Any], files: dict[str, Upload]) -> None:
    async for part in reader:
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = bytes(await part.read(decode=True))
        if part.filename is None:
            values[part.name] = data.decode("utf-8", "replace")
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            files[part.name] = Upload(part.filename, mime, data)

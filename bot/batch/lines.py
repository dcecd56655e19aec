"""Lines: JSON lines in and out, each answer with the `id` of its line, a bad line with its error."""

import json
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from io import BufferedIOBase
from typing import Any, BinaryIO, TypeAlias, cast

import orjson

from core.errors import DatelineError, InputError

Line = Mapping[str, Any]
Answer = dict[str, Any]
Id: TypeAlias = str | int | float | None

LONGEST_LINE = 40_000_000
"""Bytes of one input line; a feed of 25 MB in base64 fits."""

_ARRIVING = 1 << 18
"""Bytes of lines that are taken at once where so many are there."""


class BadLineError(InputError):
    """A line of the input cannot be used; `code` names why in one word."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def answer_lines(source: BinaryIO, answer: Callable[[Line], Answer]) -> Iterator[Answer]:
    """Yield one answer a line; a bad line gives its error, and the rest goes on."""
    return (answer_line(raw, answer) for raw in _lines(source))


def answer_line(raw: bytes, answer: Callable[[Line], Answer]) -> Answer:
    """Return the answer to one line, its error where it is a bad one."""
    id_: Id = None
    try:
        line = parse_line(raw)
        id_ = id_of(line)
        return {"id": id_, **answer(line)}
    except DatelineError as exc:
        return error_answer(id_, exc)
    except Exception as exc:  # noqa: BLE001 -- a bug met in one line must not cost the others their answers
        traceback.print_exc(file=sys.stderr)
        return error_answer(id_, exc)


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """Yield the lines that hold anything; of one that is too long only as much as shows that it is."""
    while raw := source.readline(LONGEST_LINE + 1):
        if raw.strip():
            yield raw
        rest = raw
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = source.readline(LONGEST_LINE + 1)


def arriving_lines(source: BinaryIO) -> Iterator[list[bytes]]:
    """Yield the lines that hold anything, all that have arrived before more are awaited; long ones as in `_lines`."""
    read = cast(BufferedIOBase, source).read1
    held = bytearray()
    while got := read(_ARRIVING):
        whole, end, rest = got.rpartition(b"\n")
        if end:
            yield [raw for raw in (bytes(held) + whole).split(b"\n") if raw.strip()]
            held = bytearray()
        held += rest[: LONGEST_LINE + 1 - len(held)]
    if held.strip():
        yield [bytes(held)]


def parse_line(raw: bytes) -> Line:
    """Return the object in a line of UTF-8. Raises BadLineError."""
    if len(raw) > LONGEST_LINE:
        raise BadLineError("line_too_long", f"a line may have {LONGEST_LINE} bytes")
    try:
        line = _loaded(raw)
    except UnicodeDecodeError as exc:
        raise BadLineError("bad_encoding", f"not UTF-8: {exc}") from exc
    except (ValueError, RecursionError) as exc:
        raise BadLineError("bad_json", f"not a JSON object: {exc}") from exc
    if not isinstance(line, dict):
        raise BadLineError("bad_json", "a line must be a JSON object")
    return line


def _loaded(raw: bytes) -> Any:
    """Return what a line of JSON says; the quick reader refuses half characters and rounds numbers of over 64 bits."""
    try:
        line = orjson.loads(raw)
    except ValueError:
        line = None
    if isinstance(line, dict) and not isinstance(line.get("id"), float):
        return line
    return json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def id_of(line: Line) -> Id:
    """Return the id of a line, None where it has none. Raises BadLineError."""
    value = line.get("id")
    if value is not None and not isinstance(value, str | int | float):
        raise BadLineError("bad_field", "id must be a string or a number")
    return value


def error_answer(id_: Id, exc: Exception) -> Answer:
    """Return the answer to a bad line."""
    code = exc.code if isinstance(exc, BadLineError) else type(exc).__name__.removesuffix("Error").lower()
    return {"id": id_, "error": {"code": code, "message": str(exc) or code}}


def line_of(answer: Answer) -> bytes:
    """Return an answer as a line of UTF-8; half characters, which JSON can carry and UTF-8 cannot, stay escaped."""
    try:
        return orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS)
    except orjson.JSONEncodeError:  # half characters, and ids of more than 64 bits
        return json.dumps(answer, separators=(",", ":")).encode() + b"\n"


def text_of(line: Line, field: str) -> str:
    """Return a text field, empty where it is missing or null. Raises BadLineError."""
    value = line.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadLineError("bad_field", f"{field} must be a string")
    return value


def count_of(line: Line, field: str) -> int | None:
    """Return a field that counts, None where it is missing or null. Raises BadLineError."""
    value = line.get(field)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 10_000:
        raise BadLineError("bad_field", f"{field} must be a whole number from 1 to 10000")
    return value

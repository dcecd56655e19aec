"""Column types: moments as microseconds, values as JSON, words that every database can hold."""

import json
from datetime import UTC, datetime, time, timedelta, timezone
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError
from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

SERIAL = BigInteger().with_variant(Integer(), "sqlite")
"""An id that the database counts; SQLite counts for `INTEGER` only."""


class Moment(TypeDecorator[datetime]):
    """An aware moment as whole microseconds since 1970, so that it sorts and compares as a number; read back in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Return the microseconds. Raises TypeError for a naive moment."""
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC."""
        return None if value is None else EPOCH + value * MICROSECOND


def offset_minutes(moment: datetime) -> int:
    """Return the offset of an aware moment from UTC, in minutes."""
    return (moment.utcoffset() or timedelta()) // timedelta(minutes=1)


def at_offset(moment: datetime, minutes: int) -> datetime:
    """Return the same moment at an offset from UTC."""
    return moment.astimezone(timezone(timedelta(minutes=minutes)) if minutes else UTC)


class WallTime(TypeDecorator[time]):
    """A time of day without a zone, as ISO text: it sorts as the day goes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: time | None, dialect: Dialect) -> str | None:
        """Return HH:MM:SS."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> time | None:
        """Return the time of day."""
        return None if value is None else time.fromisoformat(value)


class Words(TypeDecorator[str]):
    """Text from people and from the network: what no database can hold is replaced, character by character."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the text as it can be kept."""
        return None if value is None else storable(value)


def storable(text: str) -> str:
    """Return text with U+FFFD for each NUL (PostgreSQL refuses it) and each half of a surrogate pair (not UTF-8)."""
    if "\0" in text:
        text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class Json(TypeDecorator[Any]):
    """A value as JSON text, in the shape of a type that pydantic knows (our frozen dataclasses are such)."""

    impl = Text
    cache_ok = True

    def __init__(self, shape: TypeAdapter[Any]) -> None:
        super().__init__()
        self.shape = shape

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Return the JSON."""
        return None if value is None else dump(self.shape, value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Return the value."""
        return None if value is None else self.shape.validate_json(value)


def dump(shape: TypeAdapter[Any], value: Any) -> str:
    """Return a value as JSON; halves of surrogate pairs, which JSON from outside may hold, become U+FFFD."""
    try:
        return shape.dump_json(value).decode()
    except (PydanticSerializationError, UnicodeEncodeError):
        plain = shape.dump_python(value, mode="json")
        return storable(json.dumps(plain, ensure_ascii=False, separators=(",", ":")))

"""Refusals: what the Bot API answers where a bot went wrong, as a code, a description and, for floods, a wait."""

from typing import Any

from core.errors import DatelineError


class Refusal(DatelineError):
    """A request that Telegram would refuse; `retry_after` is in seconds."""

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.retry_after = code, description, retry_after

    @property
    def body(self) -> dict[str, Any]:
        """The JSON that Telegram answers with."""
        found: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            found["parameters"] = {"retry_after": self.retry_after}
        return found


def bad_request(reason: str) -> Refusal:
    """Return the refusal of a request that is wrong in itself."""
    return Refusal(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refusal:
    """Return the refusal of a message to somebody who may not be written to."""
    return Refusal(403, f"Forbidden: {reason}")


def too_many(wait: int) -> Refusal:
    """Return the refusal of a request that comes too soon; `wait` is in seconds."""
    return Refusal(429, f"Too Many Requests: retry after {wait}", retry_after=wait)

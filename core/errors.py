"""The errors Dateline raises on purpose. They carry data; `bot.views` turns their types into words.

DatelineError
├── InputError              what a person or a file gave cannot be used
│   ├── EmptyArticleError       no text to read
│   ├── UnreadableFileError     a file that cannot be read as text
│   ├── UnsupportedFormatError  a kind of file nobody here reads
│   ├── TooManyRequestsError    more in a short time than one person may ask for
│   ├── TextTooLongError        over the limit
│   ├── UnknownZoneError        not an IANA zone nor one of its cities
│   ├── UnreadableTimeError     not a time of day, a day or a date
│   ├── TooManyFollowsError     a chat follows as much as it may
│   └── NotFoundError           no such deadline, story or article for this chat
├── UnresolvableTimexError  a time expression without a date or a length
├── WireError               something outside could not be read
│   ├── UnreachableError        no answer, or a refusal, from an address
│   ├── ForbiddenAddressError   the guard refuses the address
│   ├── FeedUnavailableError    a feed could not be fetched
│   ├── PageUnavailableError    a page could not be fetched
│   └── NotAFeedError           fetched, but no feed is in it
├── WorkerError             heavy work was stopped
│   ├── WorkerTimeoutError      it took too long
│   └── WorkerCrashedError      its process died (memory, a fault in a library)
└── ConfigurationError      a setting is missing or wrong
    └── StoreError              the store cannot be used
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any


class Unread(StrEnum):
    """Why nothing could be read in a page that was fetched, or in a file; the value is for logs and `batch`."""

    EMPTY = "an empty page"
    NO_ARTICLE = "no article in it"
    PAYWALL = "behind a paywall"
    LOGIN = "behind a login"
    CONSENT = "a consent wall, no article"
    ROBOTS = "a check for robots, no article"
    SCRIPT = "a page that needs JavaScript to show anything"
    GONE = "not there any more"
    VIDEO = "a video page, no article"
    FRONT_PAGE = "a front page, no article"
    LIST = "a list of stories, no article"
    LOCKED = "locked with a password"
    SCAN = "no text in it, perhaps a scan"
    DAMAGED = "damaged"
    NOT_TEXT = "not text"
    NO_CALENDAR = "no calendar in it"
    NO_FEED_LIST = "no list of feeds in it"
    NO_PARCEL = "not what an export gives"
    TOO_LARGE = "larger than 20 MB"
    TOO_HEAVY = "more than a worker can bear"


class DatelineError(Exception):
    """The root of the tree. Its members can be pickled with their data, and so come back whole from a worker."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how to make it again without its constructor, whose parameters are not its `args`."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[DatelineError], args: tuple[object, ...], data: dict[str, object]) -> DatelineError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(data)
    return error


class InputError(DatelineError):
    """What a person or a file gave cannot be used."""


class EmptyArticleError(InputError):
    """There is no text to read."""

    def __init__(self) -> None:
        super().__init__("there is no text to read")


class UnreadableFileError(InputError):
    """A file cannot be read as text; `name` is its name, `cause` in a few words why, an `Unread` where it is one."""

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(f"cannot read {name}: {cause}")
        self.name, self.cause = name, cause


class UnsupportedFormatError(UnreadableFileError):
    """A kind of file that nobody here reads."""


class TooManyRequestsError(InputError):
    """A person asked for more in a short time than one may; `wait` is how long until the next is taken."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"more than one person may ask for; the next is taken in {wait}")
        self.wait = wait


class TextTooLongError(InputError):
    """A text has more than `limit` characters."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"text of {length} characters is over {limit}")
        self.length, self.limit = length, limit


class UnknownZoneError(InputError):
    """`text` names no IANA zone and none of its cities."""

    def __init__(self, text: str) -> None:
        super().__init__(f"unknown zone: {text!r}")
        self.text = text


class UnreadableTimeError(InputError):
    """`text` is not the time, day or date that was asked for."""

    def __init__(self, text: str) -> None:
        super().__init__(f"unreadable time: {text!r}")
        self.text = text


class TooManyFollowsError(InputError):
    """A chat follows `limit` things already."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"already {limit} follows")
        self.limit = limit


class NotFoundError(InputError):
    """Nothing of this `kind` and `id` is there for this chat."""

    def __init__(self, kind: str, id_: object) -> None:
        super().__init__(f"no {kind} {id_}")
        self.kind, self.id = kind, id_


class UnresolvableTimexError(DatelineError):
    """A time expression has neither a date nor a length ("some weeks"); `span` is its place in the text."""

    def __init__(self, text: str, *, span: tuple[int, int]) -> None:
        super().__init__(f"cannot resolve {text!r}")
        self.text, self.span = text, span


class WireError(DatelineError):
    """Something outside could not be read; `url` is what was asked for, `cause` in a few words why."""

    def __init__(self, url: str, cause: str = "") -> None:
        super().__init__(": ".join(filter(None, (url, cause))))
        self.url, self.cause = url, cause


class ForbiddenAddressError(WireError):
    """The guard refuses the address: a private network, another scheme, another port."""


class UnreachableError(WireError):
    """An address gave no usable answer; `retry_at` is the earliest useful next attempt (UTC), where it said one."""

    def __init__(self, url: str, cause: str = "", *, retry_at: datetime | None = None) -> None:
        super().__init__(url, cause)
        self.retry_at = retry_at


class FeedUnavailableError(WireError):
    """A feed could not be fetched; its last good copy stays in use.

    `retry_at` is the earliest useful next attempt (UTC), or None when there is none.
    """

    def __init__(self, url: str, cause: str = "", *, retry_at: datetime | None = None) -> None:
        super().__init__(url, cause)
        self.retry_at = retry_at


class PageUnavailableError(WireError):
    """A page could not be fetched, or has no article in it: its cause is an `Unread` then."""


class NotAFeedError(WireError):
    """Fetched, but there is no feed in it; `found` lists feeds that the page points to."""

    def __init__(self, url: str, found: tuple[str, ...] = ()) -> None:
        super().__init__(url, f"no feed, but it points to {', '.join(found[:5])}" if found else "no feed")
        self.found = found


class WorkerError(DatelineError):
    """Heavy work was stopped."""


class WorkerTimeoutError(WorkerError):
    """It took longer than its time."""


class WorkerCrashedError(WorkerError):
    """Its process died: out of memory, or a fault in a library."""


class ConfigurationError(DatelineError):
    """A setting is missing or wrong; the text says which and what to do."""


class StoreError(ConfigurationError):
    """The store cannot be used: torn, locked, full, read-only or of a newer version."""

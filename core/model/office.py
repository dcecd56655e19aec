"""The office: what the owner of a bot sees of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Census:
    """How many there are of what; `stopped` are chats too.

    `waiting` counts messages by their priority, `feeds` feeds by their state.
    """

    chats: int
    stopped: int
    follows: int
    digests: int
    articles: int
    reports: int
    waiting: Mapping[str, int] = field(default_factory=dict)
    feeds: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Troubles:
    """What went wrong since a moment: reasons with their counts, most frequent first."""

    updates: tuple[tuple[str, int], ...] = ()
    deliveries: tuple[tuple[str, int], ...] = ()
    paused_feeds: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.updates or self.deliveries or self.paused_feeds)

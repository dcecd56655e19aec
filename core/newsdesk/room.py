"""The newsroom: the ports that a use case works with, in one value, and the limits that they share."""

from dataclasses import dataclass
from datetime import timedelta

from core.ports import Clock, Composer, Stores, Wire, Workers

TEXT_LIMIT = 50_000
"""Characters read of one text that a person sends; the longest features of newspapers stay under it."""

READING_TIME = timedelta(seconds=20)
"""What one article may cost a worker."""


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What the use cases need: where things are kept, the time, heavy work, the outside, and the words."""

    stores: Stores
    clock: Clock
    workers: Workers
    wire: Wire
    composer: Composer

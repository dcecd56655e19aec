"""Notices: what the ledger owes its followers, while not all of them have been told."""

from dataclasses import dataclass
from datetime import datetime

from core.model.ids import ReportId


@dataclass(frozen=True, slots=True)
class Notice:
    """What these public reports changed is to be told, as of `at` (UTC), to all who follow what they are about.

    Followers are told in the order of their first follows; `reached` is the id of the last one's. Where it is not
    `announced` their alerts are planned anew in silence.
    """

    id: int
    reports: frozenset[ReportId]
    at: datetime
    announced: bool
    reached: int = 0

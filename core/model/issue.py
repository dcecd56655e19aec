"""Issues: what was sent in pages, kept so that they can be turned."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Issue:
    """A briefing or the result of a search in its pages, each the payload of one message; ids rise with time."""

    id: int
    kind: str
    pages: tuple[Mapping[str, Any], ...]

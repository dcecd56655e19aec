"""Stories of several articles each, with the ledger that they ought to make: one TOML file a story.

An article has id, source, published, title and text. A deadline has the ids of its `reports`, due, status, history
("id event due", `clock` where no article says so), and `competing` dates where the sources disagree; `setter` and
`addressee` hold words that the slot has to contain.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.batch import ledger_lines

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Told:
    """One deadline as a story has it, or as the ledger tells it."""

    due: str
    status: str
    reports: tuple[str, ...]
    history: tuple[str, ...]
    competing: tuple[tuple[str, tuple[str, ...]], ...] = ()
    setter: str = ""
    addressee: str = ""

    def is_told_by(self, other: "Told") -> bool:
        """Whether the other one says all that this one asks for."""
        return (
            (self.due, self.status, self.history, self.competing)
            == (other.due, other.status, other.history, other.competing)
            and set(self.reports) == set(other.reports)
            and self.setter.casefold() in other.setter.casefold()
            and self.addressee.casefold() in other.addressee.casefold()
        )


@dataclass(frozen=True)
class Tale:
    """A story: its articles as lines of `dateline batch ledger`, the time of asking, and what is expected."""

    name: str
    now: datetime
    lines: tuple[Mapping[str, Any], ...]
    expected: tuple[Told, ...]


def tales(folder: Path = FOLDER) -> Iterator[Tale]:
    """Yield the stories of a folder by name."""
    for path in sorted(folder.glob("*.toml")):
        story = tomllib.loads(path.read_text(encoding="utf-8"))
        yield Tale(
            name=path.stem,
            now=datetime.fromisoformat(story["now"]),
            lines=tuple(story["article"]),
            expected=tuple(_expected(deadline) for deadline in story["deadline"]),
        )


def _expected(deadline: Mapping[str, Any]) -> Told:
    competing = {due: tuple(ids) for due, ids in deadline.get("competing", {}).items()}
    return Told(
        due=deadline["due"],
        status=deadline["status"],
        reports=tuple(deadline["reports"]),
        history=tuple(deadline["history"]),
        competing=tuple(sorted(competing.items())),
        setter=deadline.get("setter", ""),
        addressee=deadline.get("addressee", ""),
    )


def ledger_of(lines: Sequence[Mapping[str, Any]], now: datetime) -> list[Told]:
    """Return the ledger that the lines make."""
    return [_told(answer) for answer in ledger_lines(list(lines), now=now)]


def _told(answer: Mapping[str, Any]) -> Told:
    return Told(
        due=_span(answer),
        status=str(answer["status"]),
        reports=tuple(answer["reports"]),
        history=tuple(
            f"{entry['id'] or 'clock'} {entry['event']} {_span(entry)}".strip() for entry in answer["history"]
        ),
        competing=tuple(sorted((_span(c), tuple(c["reports"])) for c in answer["competing"])),
        setter=answer["setter"] or "",
        addressee=answer["addressee"] or "",
    )


def _span(dated: Mapping[str, Any]) -> str:
    """Return a date as the stories write it: the day, also of an instant; both ends of a window."""
    due = (dated["due"] or "")[:10]
    return f"{due}..{dated['due_end']}" if dated["due_end"] else due

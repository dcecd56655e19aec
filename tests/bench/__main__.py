"""`python -m tests.bench [TABLE]`: print the benchmark tables, each with its name above it."""

import sys
from collections.abc import Callable

from tests.bench import bot, briefing, deadlines, delivery, planning, reading, soak

TABLES: dict[str, Callable[[], list[str]]] = {
    "bot": bot.table,
    "briefing": briefing.table,
    "deadlines": deadlines.table,
    "deadlines-missed": deadlines.missed,
    "delivery": delivery.table,
    "planning": planning.table,
    "reading": reading.table,
    "soak": soak.table,
}
_ASKED_FOR = ("deadlines-missed", "soak")
"""Printed only where they are named: a list of faults, and what takes minutes."""


def main() -> int:
    """Print one table, or all of them; an unknown name lists the known ones."""
    wanted = sys.argv[1:] or [name for name in TABLES if name not in _ASKED_FOR]
    if unknown := [name for name in wanted if name not in TABLES]:
        sys.stderr.write(f"no table {unknown[0]!r}; there are: {', '.join(TABLES)}\n")
        return 2
    for name in wanted:
        sys.stdout.write(f"== {name} ==\n" + "\n".join(TABLES[name]()) + "\n\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

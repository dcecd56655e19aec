"""`python -m tests.bench [TABLE]`: print the benchmark tables, each with its name above it."""

import sys
from collections.abc import Callable

from tests.bench import bot, briefing, deadlines, delivery, planning, reading

TABLES: dict[str, Callable[[], list[str]]] = {
    "bot": bot.table,
    "briefing": briefing.table,
    "deadlines": deadlines.table,
    "deadlines-missed": deadlines.missed,
    "delivery": delivery.table,
    "planning": planning.table,
    "reading": reading.table,
}


def main() -> int:
    """Print one table, or all of them; an unknown name lists the known ones."""
    wanted = sys.argv[1:] or [name for name in TABLES if not name.endswith("-missed")]
    if unknown := [name for name in wanted if name not in TABLES]:
        sys.stderr.write(f"no table {unknown[0]!r}; there are: {', '.join(TABLES)}\n")
        return 2
    for name in wanted:
        sys.stdout.write(f"== {name} ==\n" + "\n".join(TABLES[name]()) + "\n\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

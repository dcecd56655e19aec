"""The bot with a wall clock that can be set while it runs; what passes by itself (leases, pacing) goes on.

The first argument names a file with the time to set (ISO 8601), the others are those of `dateline`.
"""

import sys
import threading
import time
from datetime import datetime
from pathlib import Path

import time_machine

from bot.cli import main


def _keep_set(clock: time_machine.Traveller, file: Path, was: str) -> None:
    while True:
        time.sleep(0.02)
        said = file.read_text()
        if said and said != was:
            was = said
            clock.move_to(datetime.fromisoformat(said))


if __name__ == "__main__":
    file = Path(sys.argv.pop(1))
    begins = file.read_text()
    clock = time_machine.travel(datetime.fromisoformat(begins), tick=True).start()
    threading.Thread(target=_keep_set, args=(clock, file, begins), daemon=True).start()
    main()

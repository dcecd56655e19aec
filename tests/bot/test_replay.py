"""Replay: the first story, told again at speed, says exactly what happened and when."""

import asyncio
import io
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.recorded import SEEDS, recorded_days
from bot.replay import replay
from core.adapters.clock import SteppedClock
from core.adapters.sql.stores import open_stores
from core.newsdesk.room import Newsroom
from tests.core.newsdesk.desk import Desk

_HEAD = re.compile(r"── \w+ (\d+ \w+ 2025, \d\d:\d\d) (\w+) ──\n")

BRIEFINGS = ("Briefing,", "Nothing new.")
RUNGS = ("⏳ Half", "⏳ 1", "⏳ 3", "⏳ 7", "⏳ Today")


@dataclass(frozen=True, slots=True)
class Printed:
    """One message as replay prints it."""

    at: str
    text: str

    def has(self, *pieces: str) -> bool:
        return all(piece in self.text for piece in pieces)


def read_printed(out: str) -> list[Printed]:
    parts = _HEAD.split(out)
    return [Printed(at, text) for at, text in zip(parts[1::3], parts[3::3], strict=True)]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> list[Printed]:
    """The seed story, with the work done in place."""
    return asyncio.run(_replayed(tmp_path_factory.mktemp("replay")))


async def _replayed(folder: Path) -> list[Printed]:
    drafts = recorded_days()
    stores = await open_stores(str(folder / "replay.sqlite3"))
    desk = Desk(stores)
    clock = SteppedClock(min(draft.published for draft in drafts if draft.published))
    room = Newsroom(stores, clock, desk.room.workers, desk.wire, desk.room.composer)
    out = io.StringIO()
    count = await replay(room, clock, drafts, zone="UTC", out=out)
    await stores.close()
    printed = read_printed(out.getvalue())
    assert count == len(printed)
    return printed


def test_the_seed_story_is_told_step_by_step_each_with_its_evidence(story: list[Printed]) -> None:
    changes = [message for message in story if not message.text.startswith((*BRIEFINGS, *RUNGS))]
    assert [message.at for message in changes] == [
        "14 July 2025, 16:40",
        "20 July 2025, 12:00",
        "28 July 2025, 14:20",
        "29 July 2025, 17:15",
        "8 August 2025, 23:30",
    ]
    first, disagreement, window, day, over = changes
    assert first.has("New deadline", "Tuesday 2 September 2025", "in 50 days", "gave Russia 50 days", "Example Wire")
    assert first.has("Demanded: agree to a deal", "Otherwise:", "secondary tariffs")
    assert disagreement.has("Sources disagree", "A 50-day deadline for Russia to agree to a ceasefire — Example Herald")
    assert disagreement.has("Tuesday 2 September 2025", "Example Wire (50 days from 14 July 2025, “on Monday”)")
    assert disagreement.has("Sunday 7 September 2025", "50 days from 19 July 2025, “Only a day before this interview”")
    assert window.has("Moved", "Tuesday 2 September 2025", "→ 7–9 August 2025", "says Example Post", "in 10 days")
    assert window.has("“10 or 12 days from today”")
    assert day.has("Moved", "7–9 August 2025", "→ Friday 8 August 2025", "says Example Wire", "“10 days from today”")
    assert over.has("The day is over", "ran out on Friday without a ceasefire", "Example Wire")


def test_the_ladder_climbs_to_the_date_that_stands(story: list[Printed]) -> None:
    alerts = [message for message in story if message.text.startswith(RUNGS)]
    assert [(message.at, message.text.split(":")[0]) for message in alerts] == [
        ("3 August 2025, 08:00", "⏳ Half of the time is over, 5 days left"),
        ("5 August 2025, 08:00", "⏳ 3 days left"),
        ("7 August 2025, 08:00", "⏳ 1 day left"),
        ("8 August 2025, 08:00", "⏳ Today is the day"),
    ]


def test_every_morning_has_one_briefing_and_news_is_new_once(story: list[Printed]) -> None:
    briefings = [message for message in story if message.text.startswith(BRIEFINGS)]
    mornings = [date(2025, 7, 15) + timedelta(days=n) for n in range(34)]
    assert [message.at for message in briefings] == [f"{day.day} {day:%B} 2025, 08:00" for day in mornings]
    for draft in recorded_days():
        assert sum(message.has(draft.title) for message in briefings) == 1


def test_the_story_in_the_docs_is_the_one_that_is_printed(story: list[Printed]) -> None:
    kept = Path(__file__).parents[2].joinpath("docs", "story.md").read_text(encoding="utf-8")
    _, _, printed = kept.partition("```text\n")
    assert read_printed(printed.removesuffix("```\n")) == story, "dateline replay prints another: put it there anew"


def test_the_command_prints_the_same_story_in_the_readers_zone(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "replay", str(SEEDS / "articles"), "--zone", "Kyiv"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    environment = {**kept, "XDG_DATA_HOME": str(tmp_path), "DATELINE_LOG_LEVEL": "ERROR"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    printed = read_printed(done.stdout)
    (moved,) = [
        message for message in printed if message.has("Moved", "7–9 August") and "Tuesday 2 September" in message.text
    ]
    assert moved.at == "28 July 2025, 17:20"
    assert list(tmp_path.iterdir()) == []  # a replay leaves nothing behind


def test_a_replay_of_nothing_says_what_is_wrong() -> None:
    command = [sys.executable, "-m", "bot", "replay", "nowhere"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no such file or folder" in done.stderr
    assert "Traceback" not in done.stderr

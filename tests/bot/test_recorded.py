"""Recorded articles: front matter and text."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.recorded import read_recorded, recorded_days
from core.errors import UnreadableFileError

WHOLE = """---
title: A port closes
source: Example Wire
url: https://example.org/port
published: 2025-07-14T18:30:00-04:00
---

The port closes on Friday.
"""


def test_a_recorded_article_keeps_its_outlets_offset(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(WHOLE)
    draft = read_recorded(file)
    assert (draft.title, draft.source) == ("A port closes", "Example Wire")
    assert draft.published is not None
    assert draft.published.utcoffset() == timedelta(hours=-4)
    assert draft.text == "The port closes on Friday."


def test_the_outlets_zone_holds_for_a_time_without_offset(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(WHOLE.replace("-04:00", "\nzone: Europe/Kyiv"))
    draft = read_recorded(file)
    assert draft.zone == "Europe/Kyiv"
    assert draft.published == datetime(2025, 7, 14, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ("no fence", "first line must be ---"),
        ("---\ntitle: x\n", "not closed"),
        ("---\ntitle x\n---\n", "no colon"),
        ("---\npublished: soon\n---\n", "ISO time"),
        ("---\npublished: 2025-07-14\nzone: ../Kyiv\n---\n", "IANA name"),
    ],
)
def test_a_file_that_is_no_recorded_article_says_what_is_wrong(tmp_path: Path, content: str, cause: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(content)
    with pytest.raises(UnreadableFileError, match=cause):
        read_recorded(file)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(UnreadableFileError, match="not UTF-8"):
        read_recorded(file)


def test_a_missing_or_empty_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"):
        recorded_days([tmp_path / "nowhere"])
    with pytest.raises(UnreadableFileError, match="holds no"):
        recorded_days([tmp_path])


def test_the_seed_story_has_seven_reports_in_order() -> None:
    days = [draft.published.date() for draft in recorded_days() if draft.published]
    assert len(days) == 7
    assert days == sorted(days)
    assert days[0] == datetime(2025, 7, 14, tzinfo=UTC).date()
    assert len({draft.source for draft in recorded_days()}) >= 3

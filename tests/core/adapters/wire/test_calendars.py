"""Calendars that people send: what is a date in them, and what is left out."""

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.adapters.wire.calendars import MOST, read_calendar
from core.errors import UnreadableFileError
from core.model.deadline import Due, Granularity


def event(*lines: str, kind: str = "VEVENT") -> str:
    return "\r\n".join([f"BEGIN:{kind}", *lines, f"END:{kind}"])


def calendar(*parts: str) -> bytes:
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//EN", *parts, "END:VCALENDAR", "")
    return "\r\n".join(lines).encode()


def only(*lines: str, kind: str = "VEVENT") -> Due:
    raw = calendar(event("UID:1", "SUMMARY:Pay", *lines, kind=kind))
    (found,) = read_calendar("a.ics", raw, zone="Europe/Kyiv").appointments
    return found.due


def test_a_whole_day_is_a_day_where_the_reader_is() -> None:
    assert only("DTSTART;VALUE=DATE:20250902", "DTEND;VALUE=DATE:20250903") == Due.on(date(2025, 9, 2), "Europe/Kyiv")


def test_several_days_are_a_window_up_to_the_last_of_them() -> None:
    due = only("DTSTART;VALUE=DATE:20250807", "DTEND;VALUE=DATE:20250810")
    assert (due.granularity, due.first, due.last) == (Granularity.WINDOW, date(2025, 8, 7), date(2025, 8, 9))


def test_a_time_keeps_its_place_and_one_without_a_place_is_the_readers() -> None:
    kept = only("DTSTART;TZID=America/New_York:20250722T170000")
    assert (kept.zone, kept.at) == ("America/New_York", datetime(2025, 7, 22, 21, tzinfo=UTC))
    floating = only("DTSTART:20250722T170000")
    assert (floating.zone, floating.at) == ("Europe/Kyiv", datetime(2025, 7, 22, 14, tzinfo=UTC))
    assert only("DTSTART:20250722T170000Z").at == datetime(2025, 7, 22, 17, tzinfo=UTC)


def test_a_task_is_due_at_its_end() -> None:
    assert only("DTSTART:20250701T080000Z", "DUE;VALUE=DATE:20250902", kind="VTODO").first == date(2025, 9, 2)


def test_what_repeats_has_no_title_or_no_date_is_left_out_and_the_rest_comes_by_date() -> None:
    raw = calendar(
        event("UID:r", "SUMMARY:Stand-up", "DTSTART:20250722T080000Z", "RRULE:FREQ=DAILY"),
        event("UID:n", "DTSTART:20250722T080000Z"),
        event("UID:d", "SUMMARY:Some day"),
        event("UID:2", "SUMMARY:Later", "DTSTART;VALUE=DATE:20250903"),
        event("UID:1", "SUMMARY:Sooner", "DTSTART;VALUE=DATE:20250902", "STATUS:CANCELLED"),
    )
    diary = read_calendar("a.ics", raw, zone="UTC")
    assert [(one.title, one.is_off) for one in diary.appointments] == [("Sooner", True), ("Later", False)]
    assert diary.repeating == 1


def test_a_large_calendar_is_read_up_to_a_bound() -> None:
    raw = calendar(*(event(f"UID:{n}", f"SUMMARY:{n}", "DTSTART;VALUE=DATE:20250902") for n in range(MOST + 5)))
    diary = read_calendar("a.ics", raw, zone="UTC")
    assert (len(diary.appointments), diary.beyond) == (MOST, 5)


@pytest.mark.parametrize("data", [b"", b"no calendar", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", b"\xff\xfe\x00"])
def test_what_is_no_calendar_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        read_calendar("a.ics", data, zone="UTC")


@given(some.binary(max_size=300))
def test_any_bytes_are_refused_or_read(data: bytes) -> None:
    for raw in (data, calendar(event("UID:1", f"SUMMARY:{data!r}", f"DTSTART:{data!r}"))):
        with suppress(UnreadableFileError):
            assert len(read_calendar("a.ics", raw, zone="UTC").appointments) <= MOST


@pytest.mark.parametrize("begins", ["DTSTART;VALUE=DATE:99991231", "DTSTART:99991231T235900Z", "DTSTART:99991231T1200"])
def test_a_date_at_the_end_of_the_calendar_is_left_out_and_the_others_are_read(begins: str) -> None:
    raw = calendar(event("UID:1", "SUMMARY:Never", begins), event("UID:2", "SUMMARY:Pay", "DTSTART:20250722T170000Z"))
    assert [one.title for one in read_calendar("a.ics", raw, zone="Pacific/Honolulu").appointments] == ["Pay"]

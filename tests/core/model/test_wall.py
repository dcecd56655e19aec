from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.wall import zone_of


@given(hours=st.integers(-12, 14))
def test_the_zone_of_a_whole_offset_has_that_offset(hours: int) -> None:
    published = datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=hours)))
    assert published.astimezone(ZoneInfo(zone_of(published))).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize("minutes", [-210, 210, 270, 330, 345, 390, 570, 630])
def test_the_zone_of_a_broken_offset_has_that_offset(minutes: int) -> None:
    published = datetime(2026, 1, 10, 12, tzinfo=timezone(timedelta(minutes=minutes)))
    assert published.astimezone(ZoneInfo(zone_of(published))).utcoffset() == timedelta(minutes=minutes)


@given(minutes=st.integers(-1439, 1439))
def test_any_offset_has_some_zone(minutes: int) -> None:
    assert ZoneInfo(zone_of(datetime(2026, 3, 1, tzinfo=timezone(timedelta(minutes=minutes)))))


def test_without_an_offset_the_zone_is_utc() -> None:
    assert zone_of(None) == zone_of(datetime(2026, 3, 1)) == zone_of(datetime(2026, 3, 1, tzinfo=UTC)) == "UTC"  # noqa: DTZ001 -- what a naive time gives

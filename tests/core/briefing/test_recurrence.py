"""Recurrence and wall time: one briefing a local date, in every zone, across every change of the clocks 2005–2030."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Instant, PlainDateTime, RepeatedTime, SkippedTime

from core.briefing.recurrence import next_occurrence
from core.model.subscriber import EVERY_DAY
from core.model.wall import moment_of

ZONES = sorted(available_timezones())
FIRST, LAST = date(2005, 1, 1), date(2030, 12, 31)
WEEK, DAY = timedelta(days=7), timedelta(days=1)
HOURS = (time(0), time(0, 30), time(2, 30), time(8), time(23, 59))


@lru_cache(maxsize=1)
def changes() -> dict[str, list[datetime]]:
    """Return the moments (UTC, to the minute) at which the clocks of each zone change; none lasts under a week."""
    return {zone: list(_changes(ZoneInfo(zone))) for zone in ZONES}


def _changes(place: ZoneInfo) -> Iterator[datetime]:
    before = datetime(FIRST.year, 1, 1, tzinfo=UTC)
    while before.year <= LAST.year:
        after = before + WEEK
        if before.astimezone(place).utcoffset() != after.astimezone(place).utcoffset():
            yield _found(place, before, after)
        before = after


def _found(place: ZoneInfo, before: datetime, after: datetime) -> datetime:
    new = after.astimezone(place).utcoffset()
    while after - before > timedelta(minutes=1):
        middle = before + (after - before) / 2
        before, after = (before, middle) if middle.astimezone(place).utcoffset() == new else (middle, after)
    return after.replace(second=0, microsecond=0)


def oracle(day: date, at: time, zone: str) -> datetime | None:
    """Return the moment that another library finds for a wall time, None for a date that is not there."""
    local = PlainDateTime(day.year, day.month, day.day, at.hour, at.minute)
    try:
        return local.assume_tz(zone, disambiguation="raise").to_instant().to_stdlib()
    except RepeatedTime:
        return local.assume_tz(zone, disambiguation="earlier").to_instant().to_stdlib()
    except SkippedTime:
        return _after_the_gap(local, day, zone)


def _after_the_gap(local: PlainDateTime, day: date, zone: str) -> datetime | None:
    low = local.assume_tz(zone, disambiguation="earlier").to_instant()
    high = local.assume_tz(zone, disambiguation="later").to_instant()
    new = high.to_tz(zone).offset
    while high.timestamp() - low.timestamp() > 1:
        middle = Instant.from_timestamp((low.timestamp() + high.timestamp()) // 2)
        low, high = (low, middle) if middle.to_tz(zone).offset == new else (middle, high)
    for near in (high, high.subtract(seconds=1)):
        if near.to_tz(zone).date().to_stdlib() == day:
            return near.to_stdlib()
    return None


def test_at_every_change_of_the_clocks_wall_times_are_what_another_library_says() -> None:
    wrong = [
        (zone, day, at)
        for zone, moments in changes().items()
        for moment in moments
        for day, at in _near(moment, ZoneInfo(zone))
        if moment_of(day, at, zone) != oracle(day, at, zone)
    ]
    assert wrong == []
    assert sum(map(len, changes().values())) > 10_000


def _near(moment: datetime, place: ZoneInfo) -> Iterator[tuple[date, time]]:
    """Yield the wall times that a change may skip or repeat: the hour before it, half of it, midnight, the hours."""
    before, after = (moment - timedelta(minutes=1)).astimezone(place), moment.astimezone(place)
    for local in {before.replace(second=0), after, before + timedelta(minutes=31)}:
        yield local.date(), local.time().replace(tzinfo=None, fold=0)
    for day in {before.date(), after.date(), after.date() - DAY}:
        yield day, time(0)
        yield day, time(23, 30)


@pytest.mark.parametrize("at", HOURS)
def test_every_local_date_around_a_change_has_exactly_one_briefing(at: time) -> None:
    for zone, moments in changes().items():
        place = ZoneInfo(zone)
        for moment in moments:
            start = moment - 2 * DAY
            found = [start]
            while found[-1] < moment + 2 * DAY:
                found.append(next_occurrence(at, EVERY_DAY, zone, found[-1]))
            days = [each.astimezone(place).date() for each in found[1:]]
            missing = {days[0] + n * DAY for n in range((days[-1] - days[0]).days)} - set(days)
            assert len(set(days)) == len(days), (zone, moment, at)
            assert all(oracle(day, at, zone) is None for day in missing), (zone, moment, at)


@given(
    st.sampled_from(ZONES),
    st.dates(FIRST, LAST),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)
def test_any_day_in_any_zone_has_one_moment_on_that_very_date(zone: str, day: date, at: time) -> None:
    moment = moment_of(day, at, zone)
    assert moment == oracle(day, at, zone)
    if moment is not None:
        assert moment.astimezone(ZoneInfo(zone)).date() == day


@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(2005, 1, 1), datetime(2030, 12, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.frozensets(st.integers(0, 6), min_size=1),
)
def test_the_next_one_is_later_on_a_day_asked_for_and_none_was_passed_over(
    zone: str, after: datetime, at: time, days: frozenset[int]
) -> None:
    found = next_occurrence(at, days, zone, after)
    place = ZoneInfo(zone)
    last = found.astimezone(place).date()
    assert found > after
    assert last.weekday() in days
    day = after.astimezone(place).date()
    while day < last:
        moment = oracle(day, at, zone)
        assert day.weekday() not in days or moment is None or moment <= after
        day += DAY


@pytest.mark.parametrize(
    ("zone", "day", "at", "moment"),
    [
        ("Europe/Berlin", date(2025, 3, 30), time(2, 30), datetime(2025, 3, 30, 1, 0, tzinfo=UTC)),
        ("Europe/Berlin", date(2025, 10, 26), time(2, 30), datetime(2025, 10, 26, 0, 30, tzinfo=UTC)),
        ("Africa/Cairo", date(2025, 4, 25), time(0, 0), datetime(2025, 4, 24, 22, 0, tzinfo=UTC)),
        ("America/Santiago", date(2025, 9, 7), time(0, 0), datetime(2025, 9, 7, 4, 0, tzinfo=UTC)),
        ("America/Havana", date(2025, 3, 9), time(0, 30), datetime(2025, 3, 9, 5, 0, tzinfo=UTC)),
        ("America/Havana", date(2025, 11, 2), time(0, 30), datetime(2025, 11, 2, 4, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2025, 10, 5), time(2, 10), datetime(2025, 10, 4, 15, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", date(2025, 4, 6), time(1, 45), datetime(2025, 4, 5, 14, 45, tzinfo=UTC)),
        ("Pacific/Apia", date(2011, 12, 30), time(8, 0), None),
        ("Asia/Pyongyang", date(2018, 5, 4), time(23, 45), datetime(2018, 5, 4, 14, 59, 59, tzinfo=UTC)),
    ],
)
def test_the_known_oddities_are_as_described(zone: str, day: date, at: time, moment: datetime | None) -> None:
    assert moment_of(day, at, zone) == moment


def test_a_briefing_without_a_day_of_the_week_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        next_occurrence(time(8), frozenset({9}), "UTC", datetime(2025, 1, 1, tzinfo=UTC))

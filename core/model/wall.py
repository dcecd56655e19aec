"""Wall time: a date and a time of day in a zone, as the one instant at which it comes."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)
_NONE = timedelta()

_BROKEN_HOURS = {
    -210: "America/St_Johns",
    -150: "America/St_Johns",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    570: "Australia/Darwin",
    630: "Australia/Adelaide",
}
"""The places whose clocks stand at such offsets (minutes)."""


def zone_of(published: datetime | None) -> str:
    """Return a zone for the offset that an outlet gives with its times, "UTC" where it gives none.

    Whole hours give the zone of that offset ("Etc/GMT+4" is four hours *behind* UTC, as POSIX has it).
    """
    return _zone_at(published.utcoffset() or _NONE) if published is not None else "UTC"


@lru_cache(maxsize=256)
def _zone_at(offset: timedelta) -> str:
    minutes = offset // timedelta(minutes=1)
    if minutes % 60 or not -12 <= minutes // 60 <= 14:
        return _BROKEN_HOURS.get(minutes, "UTC")
    return f"Etc/GMT{-minutes // 60:+d}" if minutes else "UTC"


def moment_of(day: date, at: time, zone: str) -> datetime | None:
    """Return the instant (UTC) at which the clocks of `zone` show `at` on `day`: exactly one for each local date.

    Shown twice (a fold), it is the first of the two; never shown (a gap), the first moment after the gap. Where the
    gap runs to the end of the date (Pyongyang, 4 May 2018, 23:30 to midnight) it is the last second before it. None
    where the date does not exist there at all (Apia, 30 December 2011).
    """
    place = ZoneInfo(zone)
    local = datetime.combine(day, at.replace(tzinfo=None, fold=0))
    moment = local.replace(tzinfo=place).astimezone(UTC)
    if moment.astimezone(place).replace(tzinfo=None, fold=0) == local:
        return moment
    gap_end = _gap_end(local, place)
    for near in (gap_end, gap_end - _SECOND):
        if near.astimezone(place).date() == day:
            return near
    return None


def _gap_end(local: datetime, place: ZoneInfo) -> datetime:
    """Return the transition (UTC, to the second) that skips `local`, found by halving."""
    # PEP 495: in a gap fold=1 reads with the offset after the transition, hence as an instant before it.
    before = local.replace(tzinfo=place, fold=1, microsecond=0).astimezone(UTC)
    after = local.replace(tzinfo=place, fold=0, microsecond=0).astimezone(UTC) + _SECOND
    shift = after.astimezone(place).utcoffset()
    while after - before > _SECOND:
        middle = before + timedelta(seconds=(after - before) // _SECOND // 2)
        if middle.astimezone(place).utcoffset() == shift:
            after = middle
        else:
            before = middle
    return after

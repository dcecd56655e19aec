"""Wall time: a date and a time of day in a zone, as the one instant at which it comes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)


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

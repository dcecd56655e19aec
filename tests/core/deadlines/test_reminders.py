"""The ladder of alerts, and the hours in which a chat is left alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadlines.ledger import tell
from core.deadlines.reminders import ALL_RUNGS, LEADS, after_quiet, plan_ladder, snoozed
from core.model.deadline import Deadline, Due, Granularity, Kind, Status
from core.model.ids import ChatId
from core.model.subscriber import Alert, Quiet, Rung
from tests.core.deadlines.telling import Desk, day, window

CHAT = ChatId(7)
NIGHT = Quiet(time(22), time(7))
DAY = timedelta(days=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def instant(moment: datetime) -> Due:
    return Due(Granularity.INSTANT, moment.date(), moment.date(), at=moment)


def deadline(due: Due | None, *, set_on: str = "2025-07-14", now: datetime | None = None) -> Deadline:
    desk = Desk("Donald Trump", "Russia", "agree to a deal")
    desk.write(set_on, due)
    (found,) = tell(desk.reports, now=now or desk.reports[0].published)
    return found


def ladder(found: Deadline, *, zone: str = "UTC", now: str = "2025-07-14", quiet: Quiet | None = None) -> list[Alert]:
    return list(plan_ladder(found, chat=CHAT, zone=zone, now=at(now), quiet=quiet))


def moments(alerts: list[Alert]) -> dict[Rung, str]:
    return {alert.rung: f"{alert.due:%m-%d %H:%M}" for alert in alerts}


def test_fifty_days_have_every_day_rung_at_the_briefing_hour() -> None:
    assert moments(ladder(deadline(day("2025-09-02")))) == {
        Rung.HALFWAY: "08-08 08:00",
        Rung.DAYS_7: "08-26 08:00",
        Rung.DAYS_3: "08-30 08:00",
        Rung.DAY_1: "09-01 08:00",
        Rung.ZERO: "09-02 08:00",
        Rung.DAY_AFTER: "09-03 08:00",
    }


def test_rungs_longer_than_half_the_length_fall_away() -> None:
    assert moments(ladder(deadline(day("2025-07-24")))) == {
        Rung.HALFWAY: "07-19 08:00",
        Rung.DAYS_3: "07-21 08:00",
        Rung.DAY_1: "07-23 08:00",
        Rung.ZERO: "07-24 08:00",
        Rung.DAY_AFTER: "07-25 08:00",
    }
    assert set(moments(ladder(deadline(day("2025-07-15")), now="2025-07-14"))) == {Rung.ZERO, Rung.DAY_AFTER}


def test_an_instant_has_its_rungs_at_their_exact_distance() -> None:
    assert moments(ladder(deadline(instant(at("2025-07-24T17:00"))))) == {
        Rung.HALFWAY: "07-19 08:00",
        Rung.DAYS_3: "07-21 17:00",
        Rung.DAY_1: "07-23 17:00",
        Rung.HOURS_3: "07-24 14:00",
        Rung.ZERO: "07-24 17:00",
        Rung.DAY_AFTER: "07-25 08:00",
    }


def test_a_window_is_counted_to_its_first_day_and_asked_after_once_its_last_is_over() -> None:
    planned = moments(ladder(deadline(window("2025-07-24", "2025-07-26"))))
    assert (planned[Rung.ZERO], planned[Rung.DAY_AFTER]) == ("07-24 08:00", "07-27 08:00")


def test_half_the_length_is_counted_from_the_last_move() -> None:
    desk = Desk("Donald Trump", "Russia", "agree to a deal")
    desk.write("2025-07-14", day("2025-09-02"))
    desk.write("2025-07-29", day("2025-08-08"), kind=Kind.REVISED)
    (found,) = tell(desk.reports, now=at("2025-07-29"))
    assert moments(ladder(found, now="2025-07-29"))[Rung.HALFWAY] == "08-03 08:00"


def test_what_lies_in_the_quiet_hours_comes_at_their_end() -> None:
    planned = moments(ladder(deadline(instant(at("2025-07-24T05:00"))), quiet=NIGHT))
    assert planned[Rung.ZERO] == "07-24 07:00"
    assert Rung.HOURS_3 not in planned, "two o'clock at night would come after the end"
    assert planned[Rung.DAY_1] == "07-23 07:00"


def test_of_two_day_rungs_on_one_date_the_nearer_stays() -> None:
    planned = moments(ladder(deadline(day("2025-07-20"))))
    assert planned == {
        Rung.DAYS_3: "07-17 08:00",
        Rung.DAY_1: "07-19 08:00",
        Rung.ZERO: "07-20 08:00",
        Rung.DAY_AFTER: "07-21 08:00",
    }


def test_days_are_counted_in_the_place_of_the_deadline_and_told_by_the_readers_clock() -> None:
    place = replace(day("2025-07-24"), zone="America/New_York")
    planned = ladder(deadline(place), zone="Asia/Tokyo")
    assert {a.rung: a.due for a in planned}[Rung.ZERO] == at("2025-07-23T23:00"), "08:00 on the 24th in Tokyo"


def test_the_last_morning_comes_a_day_early_to_a_reader_for_whom_it_would_come_too_late() -> None:
    place = replace(day("2025-07-24"), zone="Pacific/Auckland")
    planned = {a.rung: a.due for a in ladder(deadline(place), zone="Pacific/Honolulu")}
    assert planned[Rung.ZERO] < place.early_end
    assert planned[Rung.DAY_AFTER] >= place.lapses_at


@pytest.mark.parametrize("status", [Status.MET, Status.WITHDRAWN])
def test_what_was_met_or_withdrawn_has_no_alerts(status: Status) -> None:
    assert ladder(replace(deadline(day("2025-09-02")), status=status)) == []


def test_what_has_no_date_has_no_alerts() -> None:
    assert ladder(deadline(None)) == []


def test_what_has_passed_is_only_asked_after() -> None:
    found = deadline(day("2025-09-02"), now=at("2025-09-03T01:00"))
    assert moments(ladder(found, now="2025-09-03T01:00")) == {Rung.DAY_AFTER: "09-03 08:00"}


def test_a_chats_own_rungs_are_the_only_ones() -> None:
    planned = plan_ladder(
        deadline(day("2025-09-02")), chat=CHAT, zone="UTC", now=at("2025-07-14"), rungs={Rung.DAY_1, Rung.ZERO}
    )
    assert [alert.rung for alert in planned] == [Rung.DAY_1, Rung.ZERO]


def test_a_snooze_is_an_alert_of_its_own_beside_the_ladder() -> None:
    found = deadline(day("2025-09-02"))
    extra = snoozed(found, chat=CHAT, until=at("2025-08-20T10:00"))
    assert extra.due == at("2025-08-20T10:00")
    assert extra.key not in {alert.key for alert in ladder(found)}
    assert extra.target.split("#")[0] == ladder(found)[0].target


@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        ("2025-07-20T21:59", "2025-07-20T21:59"),
        ("2025-07-20T22:00", "2025-07-21T07:00"),
        ("2025-07-21T03:00", "2025-07-21T07:00"),
        ("2025-07-21T07:00", "2025-07-21T07:00"),
    ],
)
def test_quiet_hours_over_midnight_end_in_the_morning(moment: str, sent: str) -> None:
    assert after_quiet(at(moment), NIGHT, "UTC") == at(sent)


def test_quiet_hours_within_a_day_end_that_day_and_equal_ones_hold_nothing() -> None:
    assert after_quiet(at("2025-07-20T13:30"), Quiet(time(13), time(15)), "UTC") == at("2025-07-20T15:00")
    assert after_quiet(at("2025-07-20T13:30"), Quiet(time(13), time(13)), "UTC") == at("2025-07-20T13:30")


# -- for any deadline, reader and hour -----------------------------------------------------------------------------

PLACES = ("UTC", "America/New_York", "Europe/Kyiv", "Pacific/Auckland", "Pacific/Honolulu", "Asia/Kolkata")
HOURS = st.times().map(lambda t: t.replace(second=0, microsecond=0))


@st.composite
def dues(draw: st.DrawFn) -> Due:
    first = date(2025, 7, 14) + draw(st.integers(0, 120)) * DAY
    zone = draw(st.sampled_from(PLACES))
    match draw(st.sampled_from(["day", "window", "instant"])):
        case "day":
            return Due.on(first, zone)
        case "window":
            return Due(Granularity.WINDOW, first, first + draw(st.integers(1, 9)) * DAY, zone)
        case _:
            moment = datetime.combine(first, draw(HOURS), ZoneInfo(zone))
            return Due(Granularity.INSTANT, first, first, zone, moment)


@given(
    dues(),
    st.sampled_from(PLACES),
    st.datetimes(datetime(2025, 7, 1), datetime(2025, 12, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    HOURS,
    st.none() | st.builds(Quiet, HOURS, HOURS),
)
def test_a_ladder_keeps_its_promises(due: Due, zone: str, now: datetime, hour: time, quiet: Quiet | None) -> None:
    found = deadline(due, now=now)
    planned = plan_ladder(found, chat=CHAT, zone=zone, now=now, briefing_hour=hour, quiet=quiet)
    place = ZoneInfo(zone)
    assert planned == plan_ladder(found, chat=CHAT, zone=zone, now=now, briefing_hour=hour, quiet=quiet)
    assert [a.due for a in planned] == sorted(a.due for a in planned)
    assert len({a.key for a in planned}) == len(planned)
    assert all(a.due >= now and after_quiet(a.due, quiet, zone) == a.due for a in planned)
    assert all(a.due < due.early_end for a in planned if a.rung in LEADS)
    assert all(a.due >= due.lapses_at for a in planned if a.rung is Rung.DAY_AFTER)
    exact = {Rung.HOURS_3, Rung.ZERO, Rung.DAY_AFTER}
    for one, then in pairwise(planned):
        same_day = one.due.astimezone(place).date() == then.due.astimezone(place).date()
        assert not same_day or then.rung in exact, (one, then)


@given(dues(), st.sampled_from(PLACES), st.integers(0, 200))
def test_planning_later_brings_nothing_that_was_not_planned_before(due: Due, zone: str, hours: int) -> None:
    found = deadline(due)
    before = plan_ladder(found, chat=CHAT, zone=zone, now=at("2025-07-14"))
    now = at("2025-07-14") + timedelta(hours=hours)
    assert plan_ladder(found, chat=CHAT, zone=zone, now=now) == tuple(a for a in before if a.due >= now)


def test_every_rung_can_be_asked_for() -> None:
    assert frozenset(Rung) == ALL_RUNGS

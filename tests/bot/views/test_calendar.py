"""Calendars: what a calendar app reads, by two readers that share no code."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import vobject
from hypothesis import given
from hypothesis import strategies as some

from bot.views.calendar import calendar, sequence
from bot.views.facts import deadline_name
from bot.views.render import clean
from core.deadlines.reminders import plan_ladder
from core.model.deadline import Deadline, Due, Entry, Event, Granularity, Status, Terms
from core.model.ids import ChatId
from core.newsdesk.calendars import Dated, uid
from tests.bot.views.samples import AUGUST_8, FIVE_PM, HERALD, NOW, SEPTEMBER_2, ULTIMATUM, WINDOW, WIRE, deadline


def read(*deadlines: Deadline) -> list[Any]:
    """Return the events that both readers find, as one of them tells them."""
    raw = calendar([Dated(one) for one in deadlines], NOW)
    found = events(raw)
    others = vobject.readOne(raw.decode()).contents.get("vevent", [])
    assert [str(event["uid"]) for event in found] == [other.uid.value for other in others]
    assert [str(event["summary"]) for event in found] == [other.summary.value for other in others]
    assert [event["dtstart"].dt for event in found] == [other.dtstart.value for other in others]
    return found


def events(raw: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(raw).walk("VEVENT"))


def test_a_day_is_a_whole_day_whatever_the_zone() -> None:
    (event,) = read(deadline(SEPTEMBER_2))
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2025, 9, 2), date(2025, 9, 3))
    assert event["transp"] == "TRANSPARENT"


def test_a_window_spans_its_days_and_an_instant_is_told_in_utc() -> None:
    window, instant = read(deadline(WINDOW), deadline(FIVE_PM))
    assert (window["dtstart"].dt, window["dtend"].dt) == (date(2025, 8, 7), date(2025, 8, 10))
    assert instant["dtstart"].dt == datetime(2025, 7, 22, 21, tzinfo=UTC)
    assert "dtend" not in instant


def test_an_event_tells_its_evidence_its_arithmetic_and_its_other_date() -> None:
    (event,) = read(ULTIMATUM)
    for piece in ("Set by Donald Trump for Russia", "also 7 September", "“Trump gave Russia 50 days", "50 days from"):
        assert piece in event["description"]
    assert event["url"] == "https://example.org/1"


def moved(*dues: Due, status: Status = Status.OPEN, end: Event | None = None) -> Deadline:
    """Return a deadline whose date became each of these in turn."""
    steps = [Entry(Event.EXTENDED if n else Event.SET, due, NOW, WIRE) for n, due in enumerate(dues)]
    ended = [Entry(end, None, NOW, HERALD)] if end else []
    return deadline(dues[-1], reports=(WIRE, HERALD), history=(*steps, *ended), status=status)


def test_a_revision_raises_the_sequence_and_keeps_the_uid() -> None:
    as_set, later = moved(SEPTEMBER_2), moved(SEPTEMBER_2, AUGUST_8)
    assert uid(as_set) == uid(later)
    assert (sequence(as_set), sequence(later)) == (0, 1)
    restated = replace(as_set, history=(*as_set.history, Entry(Event.RESTATED, SEPTEMBER_2, NOW, HERALD)))
    assert sequence(restated) == 0


def test_a_withdrawn_one_is_cancelled_and_a_met_one_says_so() -> None:
    withdrawn = moved(SEPTEMBER_2, status=Status.WITHDRAWN, end=Event.WITHDRAWN)
    met = moved(SEPTEMBER_2, status=Status.MET, end=Event.MET)
    first, second = read(withdrawn, met)
    assert (first["status"], first["sequence"]) == ("CANCELLED", 1)
    assert (second["status"], str(second["summary"])) == ("CONFIRMED", "Met: Deal on Ukraine")


def test_alarms_ring_at_the_moments_of_the_alerts() -> None:
    alerts = plan_ladder(ULTIMATUM, chat=ChatId(7), zone="Europe/Kyiv", now=NOW)
    raw = calendar([Dated(ULTIMATUM, alerts)], NOW)
    (event,) = events(raw)
    rung = [alarm["trigger"].dt for alarm in event.walk("VALARM")]
    assert rung == [alert.due for alert in alerts]
    assert len(rung) > 3
    (other,) = vobject.readOne(raw.decode()).contents["vevent"]
    assert [alarm.trigger.value for alarm in other.contents["valarm"]] == rung


def test_the_same_facts_give_the_same_bytes_and_no_deadline_gives_an_empty_calendar() -> None:
    later = NOW + timedelta(minutes=5)
    assert calendar([Dated(ULTIMATUM)], NOW) == calendar([Dated(ULTIMATUM)], later)
    assert read(deadline(None)) == []


@given(some.text(some.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), max_size=200))
def test_any_title_is_folded_escaped_and_read_back(title: str) -> None:
    named = deadline(SEPTEMBER_2, terms=Terms(title=title, action="x"))
    raw = calendar([Dated(named)], NOW)
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    (event,) = events(raw)
    (other,) = vobject.readOne(raw.decode()).contents["vevent"]
    assert str(event["summary"]) == other.summary.value
    assert str(event["summary"]) == clean(deadline_name(named))


def test_months_span_their_days() -> None:
    august = Due(Granularity.MONTH, date(2025, 8, 1), date(2025, 8, 31))
    (event,) = read(deadline(august))
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2025, 8, 1), date(2025, 9, 1))

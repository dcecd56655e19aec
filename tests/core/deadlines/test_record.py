"""The record of an actor, by the deadlines that it set and faced."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadlines.ledger import tell
from core.deadlines.record import Tally, record_of
from core.model.deadline import Deadline, Kind, Status
from tests.core.deadlines.telling import Desk, day

NOW = datetime(2025, 6, 1, tzinfo=UTC)


def told() -> Sequence[Deadline]:
    """Return four deadlines: Russia faces two and sets one, a union sets one."""
    desk = Desk(setter="United States", addressee="Russia", action="agree to a ceasefire")
    desk.write("2025-03-01", day("2025-04-01"))
    desk.write("2025-03-20", day("2025-05-01"), kind=Kind.EXTENDED)
    desk.write("2025-04-20", day("2025-04-25"), kind=Kind.REVISED)
    desk.write("2025-05-20", day("2025-07-01"), setter="European Union", action="release the frozen grain ships")
    desk.write("2025-05-21", day("2025-08-01"), setter="Kremlin", addressee="Moldova", action="pay its gas debt")
    desk.setter, desk.addressee, desk.action = "dockers' union", "Port of Varno", "withdraw its plan for night shifts"
    desk.write("2025-05-02", day("2025-05-12"))
    desk.write("2025-05-10", day("2025-05-12"), status=Status.MET)
    return tell(desk.reports, now=NOW)


@pytest.mark.parametrize("name", ["Russia", "Moscow", "the Kremlin", "Russian"])
def test_an_actor_has_one_record_whatever_it_is_called(name: str) -> None:
    record = record_of(told(), name)
    assert record.facing == Tally(set=2, moved=2, passed=1, open=1)
    assert record.setting == Tally(set=1, open=1)
    assert (record.actor, record.is_empty) == (name, False)


def test_a_party_without_a_name_is_known_by_all_its_words() -> None:
    assert record_of(told(), "the dockers' union").setting == Tally(set=1, met=1)
    assert record_of(told(), "teachers' union").is_empty


@pytest.mark.parametrize("name", ["", "  ", "the", "Norland"])
def test_nobody_has_an_empty_record(name: str) -> None:
    assert record_of(told(), name).is_empty


@given(name=st.text(max_size=60))
def test_where_deadlines_stand_adds_up_to_how_many_there_are(name: str) -> None:
    record = record_of(told(), name)
    for tally in (record.setting, record.facing):
        assert tally.met + tally.passed + tally.withdrawn + tally.open == tally.set

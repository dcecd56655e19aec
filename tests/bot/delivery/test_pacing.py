"""Pacing: a burst and then a chat's own pace; no more sends under way than the rate needs."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.pacing import GROUP, PRIVATE, Allowances, Flight
from core.model.ids import ChatId

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def _most_within(moments: list[datetime], span: timedelta) -> int:
    return max(sum(timedelta() <= other - moment < span for other in moments) for moment in moments)


@given(chat=st.sampled_from([5, -100]), gaps=st.lists(st.floats(0, 3), min_size=1, max_size=80))
def test_a_chat_gets_a_burst_and_then_its_own_pace(chat: int, gaps: list[float]) -> None:
    allowances, sent, now = Allowances(), [], NOW
    for gap in gaps:
        now += timedelta(seconds=gap)
        if wait := allowances.admit(ChatId(chat), now=now):
            now += wait
            assert not allowances.admit(ChatId(chat), now=now)
        sent.append(now)
    if chat < 0:
        assert _most_within(sent, timedelta(seconds=60)) <= 20
    else:
        assert _most_within(sent, timedelta(seconds=10)) <= PRIVATE.at_once + 10


def test_one_chat_that_waits_keeps_no_other_waiting() -> None:
    allowances = Allowances()
    for _ in range(GROUP.at_once):
        assert not allowances.admit(ChatId(-1), now=NOW)
    assert allowances.admit(ChatId(-1), now=NOW) == GROUP.every
    assert not allowances.admit(ChatId(-2), now=NOW)


@pytest.mark.parametrize(("latency", "needed"), [(0.02, 2), (0.08, 4), (0.1, 5), (1.0, 35)])
def test_at_the_usual_rate_as_many_are_under_way_as_the_latency_needs(latency: float, needed: int) -> None:
    flight = Flight(28, most=128)
    for _ in range(100):
        flight.landed(latency)
    assert (flight.limit, flight.batch) == (needed, 1)


@given(rate=st.floats(0.1, 50_000), latencies=st.lists(st.floats(0, 60)), most=st.integers(1, 200))
def test_there_is_always_room_for_one_and_never_for_more_than_the_most(
    rate: float, latencies: list[float], most: int
) -> None:
    flight = Flight(rate, most=most)
    for latency in latencies:
        flight.landed(latency)
    assert 1 <= flight.batch <= flight.limit <= most

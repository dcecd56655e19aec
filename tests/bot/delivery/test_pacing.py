"""Pacing: never too much in any second, never idle without need."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.pacing import GROUP, PRIVATE, Pacing
from core.model.ids import ChatId


class Seconds:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def _most_within(moments: list[float], seconds: float) -> int:
    return max(sum(1 for other in moments if 0 <= other - moment < seconds) for moment in moments)


@given(rate=st.floats(0.5, 40), gaps=st.lists(st.floats(0, 0.5), min_size=1, max_size=120))
def test_no_second_holds_more_sends_than_the_rate(rate: float, gaps: list[float]) -> None:
    seconds = Seconds()
    pacing, sent = Pacing(rate, seconds=seconds), []
    for gap in gaps:
        seconds.at += gap
        seconds.at += pacing.wait()
        pacing.begin()
        sent.append(seconds.at)
    assert _most_within(sent, 1 - 1e-6) <= rate + 1


def test_a_hurry_uses_the_whole_rate() -> None:
    seconds = Seconds()
    pacing = Pacing(28, seconds=seconds)
    for _ in range(280):
        seconds.at += pacing.wait()
        pacing.begin()
    assert seconds.at - 1000 < 10


def test_the_first_message_after_a_rest_waits_for_nothing() -> None:
    seconds = Seconds()
    pacing = Pacing(1, seconds=seconds)
    assert pacing.wait() == 0
    pacing.begin()
    assert pacing.wait() == 1
    seconds.at += 3600
    assert pacing.wait() == 0


@given(chat=st.sampled_from([5, -100]), gaps=st.lists(st.floats(0, 3), min_size=1, max_size=80))
def test_a_chat_gets_a_burst_and_then_its_own_pace(chat: int, gaps: list[float]) -> None:
    seconds = Seconds()
    pacing, sent = Pacing(1000, seconds=seconds), []
    for gap in gaps:
        seconds.at += gap
        if wait := pacing.admit(ChatId(chat)):
            seconds.at += wait.total_seconds()
            assert pacing.admit(ChatId(chat)) == timedelta()
        sent.append(seconds.at)
    if chat < 0:
        assert _most_within(sent, 59.99) <= 20
    else:
        assert _most_within(sent, 10) <= PRIVATE.at_once + 10


def test_one_chat_that_waits_keeps_no_other_waiting() -> None:
    pacing = Pacing(1000, seconds=Seconds())
    for _ in range(GROUP.at_once):
        assert not pacing.admit(ChatId(-1))
    assert pacing.admit(ChatId(-1)) == timedelta(seconds=GROUP.every)
    assert not pacing.admit(ChatId(-2))

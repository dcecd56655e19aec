"""Quotas: a person who asks for too much waits, and nobody else does."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.intake.quotas import Quota, Quotas
from bot.playground.people import COLLEAGUE
from tests.bot.intake.conftest import Bench, eventually
from tests.bot.intake.test_lanes import all_done, echo

NOW = datetime(2026, 3, 1, tzinfo=UTC)
FEW = Quota(at_once=3, every=timedelta(seconds=10))


def message(text: str = "hello", person: int = 1, **more: Any) -> dict[str, Any]:
    return {"update_id": 1, "message": {"from": {"id": person}, "text": text, **more}}


@given(gaps=st.lists(st.floats(0, 20), min_size=1, max_size=60))
def test_no_minute_brings_more_than_the_quota_and_waiting_as_told_is_enough(gaps: list[float]) -> None:
    quotas, now, taken = Quotas(asking=FEW), NOW, []
    for gap in gaps:
        now += timedelta(seconds=gap)
        if wait := quotas.admit(message(), now=now):
            now += wait
            assert not quotas.admit(message(), now=now)
        taken.append(now)
    assert max(sum(0 <= (other - at).total_seconds() < 60 for other in taken) for at in taken) <= 3 + 6


def test_links_files_and_articles_have_a_quota_of_their_own() -> None:
    quotas = Quotas(reading=Quota(at_once=1, every=timedelta(minutes=1)))
    assert not quotas.admit(message("https://example.org/news"), now=NOW)
    for heavy in (message("see https://example.org"), message("x" * 300), message("", document={}, caption="this")):
        assert quotas.admit(heavy, now=NOW) == timedelta(minutes=1)
    assert not quotas.admit(message("/deadlines"), now=NOW)
    assert not quotas.admit(message("https://example.org/news", person=2), now=NOW)


def test_what_comes_from_nobody_is_not_counted() -> None:
    quotas = Quotas(asking=Quota(at_once=1, every=timedelta(minutes=1)))
    assert not any(quotas.admit({"update_id": n, "poll": {"id": "1"}}, now=NOW) for n in range(5))


async def test_who_sends_too_much_is_told_once_what_happens_and_others_are_answered(bench: Bench) -> None:
    for n in range(6):
        bench.telegram.say(f"{n}")
    bench.telegram.say("from another", COLLEAGUE)
    async with bench.working(echo, quotas=Quotas(asking=FEW)):
        await eventually(lambda: all_done(bench))
        await bench.telegram.until(lambda: len(bench.telegram.sent) >= 5)
    said = bench.telegram.said_to()
    assert said[:3] == ["0", "1", "2"]
    assert said[3].startswith("That is more than I can take in at once")
    assert len(said) == 4
    assert bench.telegram.said_to(COLLEAGUE) == ["from another"]

"""Stories of several articles, from their words to the ledger that they make."""

from datetime import datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.recorded import recorded_days
from tests.core.deadlines.stories import Tale, Told, ledger_of, tales

TALES = tuple(tales())
WHOLE = 0.9
"""The share of deadlines that are to come out whole: joined rightly, with date, status and history."""


def missing(tale: Tale) -> list[Told]:
    """Return the deadlines of a story that the ledger does not tell as they are expected."""
    told = ledger_of(tale.lines, tale.now)
    return [expected for expected in tale.expected if not any(map(expected.is_told_by, told))]


def test_nine_in_ten_deadlines_of_the_stories_come_out_whole() -> None:
    missed = {tale.name: found for tale in TALES if (found := missing(tale))}
    every = sum(len(tale.expected) for tale in TALES)
    assert len(TALES) >= 120
    assert sum(map(len, missed.values())) <= (1 - WHOLE) * every, missed


@pytest.mark.parametrize("tale", TALES, ids=lambda tale: tale.name)
@settings(max_examples=2, deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_the_order_in_which_articles_arrive_changes_nothing(tale: Tale, random: Random) -> None:
    shuffled = list(tale.lines)
    random.shuffle(shuffled)
    assert ledger_of(shuffled, tale.now) == ledger_of(tale.lines, tale.now)


def test_stories_told_all_at_once_do_not_run_into_each_other() -> None:
    lines = [{**line, "id": f"{tale.name}/{line['id']}"} for tale in TALES for line in tale.lines]
    mixed = [
        deadline.reports
        for deadline in ledger_of(lines, max(tale.now for tale in TALES))
        if len({report.partition("/")[0] for report in deadline.reports}) > 1
    ]
    assert mixed == []


def test_the_first_story_is_told_exactly() -> None:
    lines = [
        {
            "id": f"{draft.published:%-d %B}",
            "title": draft.title,
            "text": draft.text,
            "source": draft.source,
            "published": draft.published.isoformat(),
        }
        for draft in recorded_days()
        if draft.published is not None
    ]
    told = ledger_of(lines, datetime.fromisoformat("2025-08-16T12:00:00+00:00"))
    ultimatum = max(told, key=lambda deadline: len(deadline.reports))
    assert ultimatum.history == (
        "14 July set 2025-09-02",
        "20 July restated 2025-09-07",
        "28 July shortened 2025-08-07..2025-08-09",
        "29 July shortened 2025-08-08",
        "6 August restated 2025-08-08",
        "8 August passed 2025-08-08",
        "15 August restated 2025-08-08",
    )
    assert (ultimatum.due, ultimatum.status, ultimatum.competing) == ("2025-08-08", "passed", ())
    assert len(told) == 1
    on_20_july = ledger_of(lines[:2], datetime.fromisoformat("2025-07-20T18:00:00+00:00"))
    assert [deadline.competing for deadline in on_20_july] == [
        (("2025-09-02", ("14 July",)), ("2025-09-07", ("20 July",)))
    ]

"""What holds for any text: no crash, evidence that can be shown, dates that move with the day of writing."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.deadlines.extraction import find_deadlines
from core.model.deadline import Finding
from core.text.prose import read_prose

WRITTEN = datetime(2026, 3, 4, 12, tzinfo=UTC)
RELATIVE = (
    "The firm has 14 days to pay.",
    "The regulator gave the bank 48 hours to answer.",
    "The tenants were told to leave within two weeks.",
    "The army announced a 10-day ultimatum for the town to yield.",
    "The clubs must answer by tomorrow.",
    "Yesterday the court gave the state 60 days to redraw the map.",
    "The envoy set a deadline of 10 or 12 days from today.",
)
WORDS = (
    "must has until by within before the a deadline ultimatum of 30 days 72-hour Friday 3 May 2026 noon midnight 5pm "
    "ET Moscow gave rebels to leave unless if not expired expires truce offer extended from , . ; : “ ” ( ) - – — 1 "
    "99999 12/13/2026 2026-02-30 end of the week next month 0 -1 Mr. St. or face said on Monday that 00:00 24:00"
)
PIECES = st.sampled_from([*WORDS.split(), "\n"])
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join))
MOMENTS = st.one_of(st.none(), st.datetimes(timezones=st.just(UTC)))


def find(text: str, published: datetime | None = WRITTEN, title: str = "") -> tuple[Finding, ...]:
    return find_deadlines(read_prose(title, text), published=published)[0]


@given(TEXTS, TEXTS, MOMENTS)
def test_any_text_is_read_and_its_evidence_can_be_shown(title: str, text: str, published: datetime | None) -> None:
    for finding in find(text, published, title):
        field = title if finding.evidence.field == "title" else text
        shown = field[finding.evidence.start : finding.evidence.end]
        assert " ".join(shown.split()) == finding.evidence.text
        assert finding.words
        assert finding.words in finding.evidence.text
        assert 0 <= finding.confidence <= 1


@given(st.sampled_from(RELATIVE), st.integers(-20_000, 20_000))
def test_moving_the_day_of_writing_moves_relative_dates_as_far(text: str, days: int) -> None:
    (here,), (there,) = find(text), find(text, WRITTEN + timedelta(days=days))
    assert here.due is not None
    assert there.due is not None
    assert there.due.first - here.due.first == timedelta(days=days)
    assert there.due.last - here.due.last == timedelta(days=days)


@given(st.integers(-20_000, 20_000))
def test_a_full_date_does_not_move_with_the_day_of_writing(days: int) -> None:
    (finding,) = find("The tenants have until 9 April 2026 to appeal.", WRITTEN + timedelta(days=days))
    assert finding.due is not None
    assert finding.due.text == "2026-04-09"


@given(TEXTS)
def test_reading_twice_finds_the_same(text: str) -> None:
    assert find(text) == find(text)

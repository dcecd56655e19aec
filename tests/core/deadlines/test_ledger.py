"""The ledger: from reports, in whatever order they come, to deadlines with their history."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadlines import ledger
from core.deadlines.joining import join
from core.deadlines.ledger import Change, changes, find, tell
from core.model.deadline import Deadline, Due, Evidence, Granularity, Kind, Origin, Report, Status
from core.model.ids import ArticleId, ReportId
from tests.core.deadlines.telling import Desk, day, length, month, sides, told, window, words

LATER = datetime(2030, 1, 1, tzinfo=UTC)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def only(reports: Sequence[Report], now: datetime, **verdicts: frozenset[int]) -> Deadline:
    (deadline,) = tell(reports, now=now, **verdicts)
    return deadline


def ceasefire() -> Desk:
    return Desk("Donald Trump", "Russia", "agree to a ceasefire", "sanctions")


def dam() -> Desk:
    return Desk("the regulator", "Hydro North", "repair the Alder dam")


def first_story() -> Desk:
    desk = ceasefire()
    desk.action, desk.consequence = "agree to a deal", "secondary tariffs"
    desk.write("2025-07-14T12:40:00-04:00", day("2025-09-02"), lasting=length(50))
    desk.action, desk.consequence = "agree to a ceasefire", "sanctions"
    desk.write("2025-07-20T15:00:00+03:00", day("2025-09-07"), lasting=length(50))
    desk.write("2025-07-28T15:20:00+01:00", window("2025-08-07", "2025-08-09"), kind=Kind.REVISED)
    desk.write("2025-07-28T15:20:00+01:00", day("2025-09-02"), kind=Kind.SUPERSEDED, article=3)
    desk.write("2025-07-29T13:15:00-04:00", day("2025-08-08"), kind=Kind.REVISED, lasting=length(10))
    desk.write("2025-08-06T17:45:00+03:00", day("2025-08-08"))
    desk.write("2025-08-08T19:30:00-04:00", day("2025-08-08"), status=Status.PASSED)
    desk.write("2025-08-15T16:40:00-08:00", day("2025-08-08"), status=Status.PASSED)
    return desk


def test_the_first_story_is_told_step_by_step() -> None:
    deadline = only(first_story().reports, at("2025-08-16"))
    assert told(deadline) == [
        ("set", "2025-09-02", 1),
        ("restated", "2025-09-07", 2),
        ("shortened", "2025-08-07..2025-08-09", 3),
        ("shortened", "2025-08-08", 5),
        ("restated", "2025-08-08", 6),
        ("passed", "2025-08-08", 7),
        ("restated", "2025-08-08", 8),
    ]
    assert (words(deadline.due), deadline.status, deadline.competing) == ("2025-08-08", Status.PASSED, ())


def test_on_20_july_the_sources_disagree_and_the_terms_differ() -> None:
    deadline = only(first_story().reports[:2], at("2025-07-21"))
    assert sides(deadline) == {"2025-09-02": [1], "2025-09-07": [2]}
    assert words(deadline.due) == "2025-09-02"
    assert (deadline.terms.action, deadline.terms.consequence) == ("agree to a deal", "secondary tariffs")
    assert [(t.action, t.consequence) for t in deadline.differing] == [("agree to a ceasefire", "sanctions")]


@given(st.permutations(first_story().reports))
def test_any_order_of_arrival_gives_the_same_ledger(reports: list[Report]) -> None:
    now = at("2025-08-16")
    assert tell(reports, now=now) == tell(first_story().reports, now=now)


@given(st.permutations(range(1, 9)))
def test_the_ids_that_reports_were_given_change_no_history(ids: list[int]) -> None:
    renumbered = [replace(report, id=ReportId(id_)) for report, id_ in zip(first_story().reports, ids, strict=True)]
    plain, other = only(first_story().reports, LATER), only(renumbered, LATER)
    assert [(e, d) for e, d, _ in told(other)] == [(e, d) for e, d, _ in told(plain)]
    assert (other.due, other.status, other.terms) == (plain.due, plain.status, plain.terms)


@given(st.integers(0, 7), st.integers(-400, 400))
def test_a_story_moved_by_some_days_has_its_ledger_moved_by_as_many(known: int, days: int) -> None:
    by = timedelta(days=days)

    def moved(due: Due | None) -> Due | None:
        return due and replace(due, first=due.first + by, last=due.last + by)

    reports = first_story().reports[: known + 1]
    later = [
        replace(r, published=r.published + by, finding=replace(r.finding, due=moved(r.finding.due))) for r in reports
    ]
    now = reports[-1].published
    plain, other = only(reports, now), only(later, now + by)
    assert other.due == moved(plain.due)
    assert other.status is plain.status
    assert [e.due for e in other.history] == [moved(e.due) for e in plain.history]


# -- set and restated ----------------------------------------------------------------------------------------------


def test_the_first_published_report_sets_it_whenever_it_arrives() -> None:
    desk = dam()
    desk.write("2025-03-05", day("2025-04-01"))
    desk.write("2025-03-03", day("2025-04-01"))
    assert told(only(desk.reports, at("2025-03-10"))) == [("set", "2025-04-01", 2), ("restated", "2025-04-01", 1)]


def test_a_report_of_the_past_first_heard_of_is_set_and_passed_by_the_clock() -> None:
    desk = dam()
    desk.write("2025-05-05", day("2025-04-01"), status=Status.PASSED)
    deadline = only(desk.reports, at("2025-05-06"))
    assert told(deadline) == [("set", "2025-04-01", 1), ("passed", "2025-04-01", 0)]
    assert deadline.status is Status.PASSED


def test_a_mention_without_a_date_is_no_step() -> None:
    desk = dam()
    desk.write("2025-03-03", day("2025-04-01"))
    desk.write("2025-03-05", None)
    assert told(only(desk.reports, at("2025-03-10"))) == [("set", "2025-04-01", 1)]


# -- exactness -----------------------------------------------------------------------------------------------------


def test_a_vague_report_never_replaces_a_precise_date() -> None:
    desk = dam()
    desk.write("2025-03-03", day("2025-04-24"))
    desk.write("2025-03-05", day("2025-04-30"), words="by the end of April")
    desk.write("2025-03-06", month("2025-04-01", "2025-04-30"), words="in April")
    deadline = only(desk.reports, at("2025-03-10"))
    assert words(deadline.due) == "2025-04-24"
    assert deadline.competing == ()
    assert [event for event, _, _ in told(deadline)] == ["set", "restated", "restated"]


def test_a_precise_report_replaces_a_vague_date() -> None:
    desk = dam()
    desk.write("2025-03-03", day("2025-04-30"), words="by the end of April")
    desk.write("2025-03-05", day("2025-04-24"))
    deadline = only(desk.reports, at("2025-03-10"))
    assert (words(deadline.due), deadline.competing) == ("2025-04-24", ())


def test_a_window_is_made_precise_by_a_later_report_without_being_moved() -> None:
    desk = dam()
    desk.write("2025-03-03", window("2025-03-13", "2025-03-15"), words="10 or 12 days")
    desk.write("2025-03-05", day("2025-03-14"))
    deadline = only(desk.reports, at("2025-03-10"))
    assert told(deadline) == [("set", "2025-03-13..2025-03-15", 1), ("restated", "2025-03-14", 2)]
    assert words(deadline.due) == "2025-03-14"


def test_the_hour_is_added_to_a_day_by_a_report_that_knows_it() -> None:
    noon = datetime(2025, 4, 1, 12, tzinfo=UTC)
    desk = dam()
    desk.write("2025-03-03", day("2025-04-01"))
    desk.write("2025-03-05", Due(Granularity.INSTANT, noon.date(), noon.date(), at=noon))
    assert only(desk.reports, at("2025-03-10")).due == Due(Granularity.INSTANT, noon.date(), noon.date(), at=noon)


# -- moves ---------------------------------------------------------------------------------------------------------


def test_a_revision_ends_a_disagreement() -> None:
    desk = dam()
    desk.write("2025-03-03", day("2025-04-01"), lasting=length(29))
    desk.write("2025-03-05", day("2025-04-03"), lasting=length(29))
    desk.write("2025-03-20", day("2025-05-01"), kind=Kind.EXTENDED)
    deadline = only(desk.reports, at("2025-03-21"))
    assert [event for event, _, _ in told(deadline)] == ["set", "restated", "extended"]
    assert (words(deadline.due), deadline.competing) == ("2025-05-01", ())


def test_a_revision_that_names_one_of_the_competing_dates_settles_on_it() -> None:
    desk = dam()
    desk.write("2025-03-03", day("2025-04-01"), lasting=length(29))
    desk.write("2025-03-05", day("2025-04-03"), lasting=length(29))
    desk.write("2025-03-06", day("2025-04-03"), kind=Kind.REVISED)
    deadline = only(desk.reports, at("2025-03-07"))
    assert (words(deadline.due), deadline.competing) == ("2025-04-03", ())


@pytest.mark.parametrize("published", ["2025-03-18", "2025-03-25"])
def test_a_superseded_date_does_not_come_back(published: str) -> None:
    desk = dam()
    desk.write("2025-03-03", day("2025-04-01"))
    desk.write("2025-03-20", day("2025-05-01"), kind=Kind.EXTENDED)
    desk.write(published, day("2025-04-01"), source="A stale outlet")
    deadline = only(desk.reports, at("2025-03-28"))
    assert (words(deadline.due), deadline.competing, deadline.status) == ("2025-05-01", (), Status.OPEN)
    assert [event for event, _, _ in told(deadline)].count("restated") == 1


def test_a_superseded_length_counted_anew_does_not_come_back_either() -> None:
    desk = dam()
    desk.write("2025-03-03", day("2025-05-02"), lasting=length(60))
    desk.write("2025-03-20", day("2025-04-04"), kind=Kind.REVISED, lasting=length(15))
    desk.write("2025-03-22", day("2025-05-05"), lasting=length(60), source="A stale outlet")
    deadline = only(desk.reports, at("2025-03-23"))
    assert (words(deadline.due), deadline.competing) == ("2025-04-04", ())


def test_a_stale_extension_in_a_chain_does_not_come_back() -> None:
    desk = dam()
    desk.write("2025-03-03", day("2025-04-01"))
    desk.write("2025-03-20", day("2025-05-01"), kind=Kind.EXTENDED)
    desk.write("2025-04-20", day("2025-06-01"), kind=Kind.EXTENDED)
    desk.write("2025-04-22", day("2025-05-01"), kind=Kind.EXTENDED, source="A stale outlet")
    deadline = only(desk.reports, at("2025-04-23"))
    assert words(deadline.due) == "2025-06-01"
    assert [event for event, _, _ in told(deadline)] == ["set", "extended", "extended", "restated"]


def test_an_extension_by_the_same_length_again_is_another_extension() -> None:
    desk = dam()
    desk.write("2025-03-03", day("2025-04-01"))
    desk.write("2025-03-28", day("2025-05-01"), kind=Kind.EXTENDED, lasting=length(30))
    desk.write("2025-04-28", day("2025-05-31"), kind=Kind.EXTENDED, lasting=length(30))
    assert [step for step, _, _ in told(only(desk.reports, at("2025-05-02")))] == ["set", "extended", "extended"]


def test_the_same_extension_counted_from_another_day_is_a_disagreement() -> None:
    desk = dam()
    desk.write("2025-03-03", day("2025-04-01"))
    desk.write("2025-03-28", day("2025-05-01"), kind=Kind.EXTENDED, lasting=length(30), origin=Origin.EXPLICIT)
    desk.write("2025-03-29", day("2025-04-28"), kind=Kind.EXTENDED, lasting=length(30), origin=Origin.EXPLICIT)
    deadline = only(desk.reports, at("2025-04-02"))
    assert sides(deadline) == {"2025-04-28": [3], "2025-05-01": [2]}
    assert words(deadline.due) == "2025-04-28"


def test_two_weeks_more_run_from_the_old_date_however_often_they_are_told() -> None:
    desk = dam()
    desk.write("2025-03-03", day("2025-04-01"))
    desk.write("2025-03-24", day("2025-04-07"), kind=Kind.EXTENDED, lasting=length(14))
    desk.write("2025-03-26", day("2025-04-09"), kind=Kind.EXTENDED, lasting=length(14))
    deadline = only(desk.reports, at("2025-03-27"))
    assert told(deadline) == [
        ("set", "2025-04-01", 1),
        ("extended", "2025-04-15", 2),
        ("restated", "2025-04-15", 3),
    ]
    anchor = deadline.reports[1].finding.anchor
    assert anchor is not None
    assert str(anchor.date) == "2025-04-01"


def test_more_time_that_is_given_after_the_day_runs_from_its_publication() -> None:
    desk = dam()
    desk.write("2025-03-03", day("2025-04-01"))
    desk.write("2025-04-02", day("2025-04-16"), kind=Kind.EXTENDED, lasting=length(14))
    assert words(only(desk.reports, at("2025-04-03")).due) == "2025-04-16"


def test_more_time_that_is_only_asked_for_moves_nothing() -> None:
    desk = dam()
    desk.write("2025-03-03", day("2025-04-01"))
    wish = desk.write("2025-03-24", day("2025-05-01"), kind=Kind.EXTENDED)
    asked = replace(wish.finding.evidence, text="Hydro North asked the regulator to extend the deadline to May 1.")
    reports = [desk.reports[0], replace(wish, finding=replace(wish.finding, evidence=asked))]
    deadline = only(reports, at("2025-03-25"))
    assert words(deadline.due) == "2025-04-01"
    granted = replace(asked, text="The regulator granted a request of Hydro North to extend the deadline to May 1.")
    reports[1] = replace(wish, finding=replace(wish.finding, evidence=granted))
    assert words(only(reports, at("2025-03-25")).due) == "2025-05-01"


def test_a_deed_done_before_the_date_meets_it_without_the_word() -> None:
    desk = dam()
    desk.write("2025-03-03", day("2025-04-01"))
    done = desk.write("2025-03-24", day("2025-04-01"))
    text = "Hydro North repaired the Alder dam last week, well ahead of the regulator's deadline."
    reports = [desk.reports[0], replace(done, finding=replace(done.finding, evidence=Evidence(text, 0, len(text))))]
    assert only(reports, at("2025-03-25")).status is Status.MET


def test_an_extension_after_the_day_opens_it_again() -> None:
    desk = dam()
    desk.write("2025-03-03", day("2025-04-01"))
    desk.write("2025-04-02", day("2025-04-01"), status=Status.PASSED)
    desk.write("2025-04-04", day("2025-05-01"), kind=Kind.EXTENDED)
    deadline = only(desk.reports, at("2025-04-05"))
    assert [event for event, _, _ in told(deadline)] == ["set", "passed", "extended"]
    assert deadline.status is Status.OPEN


# -- ends ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [Status.MET, Status.WITHDRAWN])
def test_a_deadline_that_was_met_or_withdrawn_stays_so(status: Status) -> None:
    desk = dam()
    desk.write("2025-03-03", day("2025-04-01"))
    desk.write("2025-03-20", day("2025-04-01"), status=status)
    desk.write("2025-03-22", day("2025-04-01"), source="A stale outlet")
    deadline = only(desk.reports, at("2025-05-01"))
    assert [event for event, _, _ in told(deadline)] == ["set", str(status), "restated"]
    assert deadline.status is status


def test_one_of_several_addressees_that_complies_does_not_meet_it() -> None:
    desk = Desk("the regulator", "Hydro North, Blue Valley and Stonebridge", "repair their dams")
    desk.write("2025-03-03", day("2025-04-01"))
    desk.write("2025-03-20", day("2025-04-01"), status=Status.MET, addressee="Blue Valley")
    deadline = only(desk.reports, at("2025-03-21"))
    assert deadline.status is Status.OPEN
    assert [event for event, _, _ in told(deadline)] == ["set", "restated"]


def test_the_clock_alone_lays_a_deadline_to_rest_when_its_day_is_over_in_its_place() -> None:
    desk = dam()
    desk.write("2025-03-03", Due.on(day("2025-04-01").first, "America/New_York"))
    assert only(desk.reports, at("2025-04-02T03:59")).status is Status.OPEN
    deadline = only(desk.reports, at("2025-04-02T04:00"))
    assert told(deadline)[-1] == ("passed", "2025-04-01", 0)
    assert deadline.history[-1].at == at("2025-04-02T04:00")


def test_the_clock_says_nothing_where_a_report_did() -> None:
    desk = dam()
    desk.write("2025-03-03", day("2025-04-01"))
    desk.write("2025-04-03", day("2025-04-01"), status=Status.PASSED)
    assert told(only(desk.reports, LATER)) == [("set", "2025-04-01", 1), ("passed", "2025-04-01", 2)]


def test_a_window_has_lapsed_after_its_last_day() -> None:
    desk = dam()
    desk.write("2025-03-03", window("2025-03-13", "2025-03-15"))
    assert only(desk.reports, at("2025-03-15T12:00")).status is Status.OPEN
    assert only(desk.reports, at("2025-03-16")).status is Status.PASSED


# -- which reports are one deadline's ------------------------------------------------------------------------------


def test_the_same_words_for_other_parties_are_another_deadline() -> None:
    one, other = Desk("Athens", "Macedonia", "answer the note"), Desk("Belgrade", "Kosovo", "answer the note")
    one.write("2025-03-03", day("2025-04-01"))
    other.write("2025-03-03", day("2025-04-01"))
    second = replace(other.reports[0], id=ReportId(9), article=ArticleId(9))
    assert len(tell([*one.reports, second], now=at("2025-03-10"))) == 2


def test_two_acts_with_a_date_each_stay_two_in_one_article() -> None:
    desk = Desk("the commission", "Globex", "")
    desk.write("2025-03-03", day("2025-03-17"), action="give a first answer")
    desk.write("2025-03-03", day("2025-06-30"), action="comply in full", article=1)
    desk.write("2025-03-05", day("2025-03-17"), action="send a first answer")
    desk.write("2025-03-05", day("2025-06-30"), action="comply with the order in full", article=3)
    assert [[int(r.id) for r in d.reports] for d in tell(desk.reports, now=at("2025-03-10"))] == [[1, 3], [2, 4]]


# -- order and finding ---------------------------------------------------------------------------------------------


def test_open_ones_come_nearest_first_then_undated_then_ended_ones_latest_first() -> None:
    dates = {
        "near": "2025-04-01", "far": "2025-09-01", "undated": "", "late": "2025-02-20", "early": "2025-01-10",
    }  # fmt: skip
    reports = []
    for number, (name, due) in enumerate(dates.items(), 1):
        desk = Desk(f"Setter{name.title()}", f"Addressee{name.title()}", f"deliver the {name} thing")
        report = desk.write("2025-01-05", day(due) if due else None)
        reports.append(replace(report, id=ReportId(number), article=ArticleId(number)))
    found = tell(reports, now=at("2025-03-01"))
    assert [int(d.id) for d in found] == [1, 2, 3, 4, 5]


def test_every_report_id_finds_its_deadline() -> None:
    found = tell(first_story().reports, now=at("2025-08-16"))
    assert all(find(found, number) is found[0] for number in range(1, 9))
    assert find(found, 99) is None


# -- verdicts ------------------------------------------------------------------------------------------------------


def test_a_chosen_anchor_makes_its_date_the_standing_one() -> None:
    reports = first_story().reports[:2]
    deadline = only(reports, at("2025-07-21"), chosen=frozenset({2}))
    assert words(deadline.due) == "2025-09-07"
    assert len(deadline.competing) == 2


def test_a_chosen_anchor_falls_when_the_deadline_moves() -> None:
    assert words(only(first_story().reports, at("2025-08-07"), chosen=frozenset({2})).due) == "2025-08-08"


def test_a_rejected_report_leaves_the_view() -> None:
    reports = first_story().reports[:2]
    deadline = only(reports, at("2025-07-21"), rejected=frozenset({2}))
    assert [int(r.id) for r in deadline.reports] == [1]
    assert deadline.competing == ()


def test_a_deadline_rejected_whole_is_not_brought_back_by_the_next_report() -> None:
    reports = first_story().reports
    assert tell(reports[:5], now=at("2025-07-29"), rejected=frozenset({1, 2, 3, 4})) == ()


def test_a_text_read_anew_comes_back_with_its_new_date() -> None:
    desk = dam()
    old = desk.write("2025-03-03", day("2025-03-13"), words="in ten days", lasting=length(10))
    anew = desk.write("2025-03-01", day("2025-03-11"), words="in ten days", lasting=length(10))
    deadline = only([old, anew], at("2025-03-04"), rejected=frozenset({1}))
    assert words(deadline.due) == "2025-03-11"


# -- changes -------------------------------------------------------------------------------------------------------


def heard(desk: Desk, known: int) -> list[Change]:
    """Return what the last of the first `known` reports changes, at its publication."""
    now = desk.reports[known - 1].published
    return changes(tell(desk.reports[: known - 1], now=now), tell(desk.reports[:known], now=now))


def test_followers_of_the_first_story_hear_of_each_change_and_of_nothing_else() -> None:
    desk = first_story()
    told_of = [[(str(c.entry.event), words(c.after.due)) for c in heard(desk, n)] for n in range(1, 9)]
    assert told_of == [
        [("set", "2025-09-02")],
        [("restated", "2025-09-02")],
        [("shortened", "2025-08-07..2025-08-09")],
        [],
        [("shortened", "2025-08-08")],
        [],
        [("passed", "2025-08-08")],
        [],
    ]


def test_a_contradiction_is_told_with_the_report_that_contradicts() -> None:
    (change,) = heard(first_story(), 2)
    assert change.before is not None
    assert (words(change.before.due), int(change.entry.report.id if change.entry.report else 0)) == ("2025-09-02", 2)


def test_reading_twice_tells_nothing() -> None:
    found = tell(first_story().reports, now=at("2025-08-16"))
    assert changes(found, found) == []


def test_a_deadline_that_was_over_when_it_became_known_is_not_announced() -> None:
    desk = dam()
    desk.write("2025-05-05", day("2025-04-01"), status=Status.PASSED)
    assert heard(desk, 1) == []


def test_what_the_clock_says_is_no_change() -> None:
    reports = first_story().reports[:1]
    assert changes(tell(reports, now=at("2025-09-02")), tell(reports, now=at("2025-09-05"))) == []


def test_a_late_article_that_set_it_earlier_changes_nothing_for_followers() -> None:
    desk = dam()
    desk.write("2025-03-05", day("2025-04-01"))
    desk.write("2025-03-03", day("2025-04-01"))
    now = at("2025-03-10")
    assert changes(tell(desk.reports[:1], now=now), tell(desk.reports, now=now)) == []


def test_an_end_is_told_with_its_report() -> None:
    desk = dam()
    desk.write("2025-03-03", day("2025-04-01"))
    desk.write("2025-03-20", day("2025-04-01"), status=Status.WITHDRAWN)
    (change,) = heard(desk, 2)
    assert (str(change.entry.event), change.after.status) == ("withdrawn", Status.WITHDRAWN)


def test_what_somebody_types_beside_the_news_costs_no_new_comparing_of_the_news(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    joined: list[Sequence[Report]] = []

    def noted(reports: Sequence[Report]) -> list[list[Report]]:
        joined.append(reports)
        return join(reports)

    monkeypatch.setattr(ledger, "join", noted)
    news = first_story().reports
    for number in (101, 102):
        typed = replace(news[0], id=ReportId(number), finding=replace(news[0].finding, own=True))
        assert {int(d.id) for d in tell([*news, typed], now=LATER)} == {int(news[0].id), number}
    assert len(joined) == 1

"""What is told of a story beside its sentences: who stands behind it, where sources differ, and its days."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.model.article import Article, Reading
from core.model.ids import ArticleId, StoryId
from core.stories.disagreement import disagreements
from core.stories.independence import fold_copies, independent_owners
from core.stories.timeline import named_days, timeline

FRIDAY = datetime(2024, 3, 1, 12, tzinfo=UTC)
WIRE = (
    "The bridge over the Tamis gave way at dawn when a barge struck its middle pier, and two lorries fell into the "
    "river. Divers found both drivers alive in the shallow water, the fire service said."
)


def report(number: int, source: str, *sentences: str, url: str = "", hours: float = 0, language: str = "en") -> Article:
    moment = FRIDAY + timedelta(hours=hours)
    return Article(
        id=ArticleId(number),
        title="A report",
        text=" ".join(sentences),
        published=moment,
        known_at=moment,
        source=source,
        url=url,
        zone="UTC",
        reading=Reading(language, sentences=sentences),
        story=StoryId(1),
    )


def test_copies_of_a_wire_text_count_once_and_an_aggregator_counts_nothing() -> None:
    told = [
        report(1, "World Wire", WIRE),
        report(2, "Harbour Echo", f"HARBOUR - {WIRE}", hours=1),
        report(3, "Radio Tamis", "Our reporter saw the barge drift towards the bridge in thick fog.", hours=2),
        report(4, "A portal", "The barge struck the bridge.", url="https://news.google.com/a", hours=3),
    ]
    assert independent_owners(told) == ("world wire", "radio tamis")
    assert [[int(one.id) for one in copies] for copies in fold_copies(told)] == [[1, 2], [3], [4]]


def test_papers_of_one_house_are_one_owner() -> None:
    told = [
        report(1, "The Times", "One text of its own.", url="https://www.thetimes.co.uk/a"),
        report(2, "The Sun", "Another text of its own.", url="https://www.thesun.co.uk/b"),
        report(3, "The Guardian", "A third text of its own.", url="https://www.theguardian.com/c"),
    ]
    assert len(independent_owners(told)) == 2


def test_an_aggregator_alone_stands_behind_nothing() -> None:
    assert independent_owners([report(1, "A portal", "Text.", url="https://www.msn.com/x")]) == ()


def test_figures_that_sources_give_differently_stand_side_by_side() -> None:
    told = [
        report(1, "World Wire", "The fire killed at least 14 people in Campanar, the mayor said."),
        report(2, "Evening Star", "Ten streets were closed.", "The fire killed 17 people in Campanar.", hours=2),
    ]
    (found,) = disagreements(told)
    assert found.what == "people"
    assert [(claim.figure, claim.article.source) for claim in found.claims] == [
        ("14", "World Wire"),
        ("17", "Evening Star"),
    ]
    assert all(claim.sentence in claim.article.reading.sentences for claim in found.claims)


def test_one_source_that_corrects_itself_disagrees_with_nobody() -> None:
    told = [
        report(1, "World Wire", "The fire killed 14 people in Campanar."),
        report(2, "World Wire", "The fire killed 17 people in Campanar.", hours=3),
    ]
    assert disagreements(told) == ()


def test_a_figure_overtaken_by_a_day_or_counting_another_thing_is_no_disagreement() -> None:
    overtaken = [
        report(1, "World Wire", "The fire killed 14 people in Campanar."),
        report(2, "Evening Star", "The fire killed 17 people in Campanar.", hours=30),
    ]
    other = [
        report(1, "World Wire", "The fire killed 14 people in Campanar."),
        report(2, "Evening Star", "Some 800 people spent the night in hotels."),
    ]
    assert disagreements(overtaken) == ()
    assert disagreements(other) == ()


def test_days_that_sources_give_differently_stand_side_by_side() -> None:
    told = [
        report(
            1, "World Wire", "The ferry will resume its service between Varna and Burgas on 15 March, the port said."
        ),
        report(2, "Evening Star", "The ferry service between Varna and Burgas will resume on 18 March.", hours=2),
    ]
    (found,) = disagreements(told)
    assert (found.what, [claim.figure for claim in found.claims]) == ("", ["15 March", "18 March"])
    both = report(
        3, "Evening Star", "The ferry service between Varna and Burgas resumes on 18 March.", "It stops on 15 March."
    )
    assert disagreements([told[0], both]) == ()


def test_names_that_sources_give_differently_stand_side_by_side() -> None:
    told = [
        report(1, "World Wire", "The earthquake had its epicentre near Karlova and damaged a monastery in the valley."),
        report(
            2, "Evening Star", "Its epicentre near Hisarya, the earthquake damaged a monastery in the valley.", hours=1
        ),
    ]
    (found,) = disagreements(told)
    assert (found.what, [claim.figure for claim in found.claims]) == ("epicentre", ["Karlova", "Hisarya"])
    both = report(
        3, "Evening Star", "The earthquake damaged a monastery in the valley near Hisarya.", "Karlova felt it too."
    )
    assert disagreements([told[0], both]) == ()


def test_the_timeline_has_a_verbatim_sentence_for_each_day_that_is_named() -> None:
    told = [
        report(1, "World Wire", "The strike began on Thursday at noon.", "Talks broke down on 20 February, it said."),
        report(
            2, "Evening Star", "On Thursday the drivers walked out too.", "A vote is due on March 12, 2024.", hours=5
        ),
    ]
    days = timeline(told)
    assert [day.day for day in days] == [date(2024, 2, 20), date(2024, 2, 29), date(2024, 3, 12)]
    assert days[1].sentence == "The strike began on Thursday at noon."
    assert all(day.sentence in day.article.reading.sentences for day in days)


def test_days_are_read_in_several_languages() -> None:
    published = FRIDAY.date()
    assert list(named_days("Am 12. März wurde verhandelt.", published)) == [date(2024, 3, 12)]
    assert list(named_days("El 3 de enero de 2023 cerró la planta.", published)) == [date(2023, 1, 3)]
    assert list(named_days("У середу, 28 лютого, суд оголосив перерву.", published)) == [date(2024, 2, 28)] * 2
    assert list(named_days("Вчера дамбу прорвало.", published)) == [date(2024, 2, 29)]


def test_a_weekday_that_may_lie_ahead_is_left_out_and_a_day_that_is_none_too() -> None:
    published = FRIDAY.date()
    assert list(named_days("Trains are to run again from Sunday.", published)) == []
    assert list(named_days("On 31 February nothing happened.", published)) == []
    assert list(named_days("It ended on 30 December.", published)) == [date(2023, 12, 30)]


@given(st.text(max_size=200))
def test_any_text_can_be_told_of(text: str) -> None:
    told = [replace(report(1, "A", text), url=text), report(2, "B", text, hours=1)]
    assert all(day.sentence == text for day in timeline(told))
    assert all(len(one.claims) > 1 for one in disagreements(told))
    assert len(independent_owners(told)) <= 2

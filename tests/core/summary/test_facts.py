"""Key facts: figures with what they count, dates and places, each in its own sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.article import FactKind
from core.summary import find_facts
from core.text.prose import read_prose


def facts(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(fact.kind, fact.text) for fact in find_facts(read_prose("", text), language)]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The ship sank with 40 tonnes of oil on board.", "40 tonnes of oil"),
        ("The bank lost the data of 2.3 million customers in May.", "2.3 million customers"),
        ("The firm will pay $1.9 billion to the fishermen.", "$1.9 billion"),
        ("The rate was cut to 2.75 per cent on Wednesday.", "2.75 per cent"),
        ("The town set a 50-day deadline for the firm.", "50-day deadline"),
        ("Close to 70,000 drivers cross the bridge.", "70,000 drivers"),
        ("Il a tué 214 morts et blessés dans la ville.", "214 morts"),
        ("Рада дала фірмі 45 днів на роботу.", "45 днів"),
    ],
)
def test_a_figure_comes_with_what_it_counts(text: str, figure: str) -> None:
    language = {"I": "fr", "Р": "uk"}.get(text[0], "en")
    assert (FactKind.FIGURE, figure) in facts(text, language)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The judge must approve it by 1 December.", "1 December"),
        ("The judge must approve it by December 1, 2026.", "December 1, 2026"),
        ("The packs keep until March 2027 at least.", "March 2027"),
        ("Das Werk schließt am 31. März 2027 ganz.", "31. März 2027"),
        ("Рада збереться 5 травня 2026 знову.", "5 травня 2026"),
    ],
)
def test_a_date_is_a_fact(text: str, day: str) -> None:
    assert (FactKind.DATE, day) in facts(text)


def test_whose_it_is_is_no_place() -> None:
    assert facts("It is the largest step in Ukraine's favour so far.") == []


def test_a_place_is_a_fact() -> None:
    assert facts("Hail fell in Port Harmon and near Lund, the mayor said.") == [
        (FactKind.PLACE, "Port Harmon"),
        (FactKind.PLACE, "Lund"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The firm was founded in 1952 by two brothers.",
        "Since January 2,940 had fallen ill there.",
        "They met at 10:30 and again at 5.40 in the hall.",
        "United won 3-2 and led 212 to 97 in the vote.",
        "They may meet in May or on Monday in English.",
    ],
)
def test_years_times_scores_and_months_alone_are_no_facts(text: str) -> None:
    assert facts(text) == []


def test_a_fact_is_given_once_and_with_the_sentence_it_stands_in() -> None:
    text = "The town of Lund gave the firm 30 days.\nThe firm has 30 days for the wreck, the mayor of Lund said."
    (fact,) = find_facts(read_prose("", text))
    assert fact.text == "30 days"
    assert fact.text in fact.sentence


@given(st.text(alphabet="ab Ж.,’-$%15 60\nMay", max_size=200), st.sampled_from(["en", "de", "uk", "und"]))
def test_every_fact_stands_in_its_sentence_and_the_sentence_in_the_text(text: str, language: str) -> None:
    prose = read_prose("", text)
    for fact in find_facts(prose, language):
        assert fact.text in fact.sentence
        assert fact.sentence in [sentence.text for sentence in prose.sentences]

"""Surroundings: what the sentences around a deadline speak of."""

from hypothesis import given
from hypothesis import strategies as st

from core.deadlines.surroundings import matter_in, maybe_in, names_in, speakers_in, surroundings

STORY = [
    "Dockers at the port of Gdynia are angry with Baltic Terminals.",
    "Talks about night shifts broke down, chairman Marek Wrona said.",
]


def test_names_doubtful_names_and_other_words_are_kept_apart() -> None:
    about = surroundings(STORY, STORY[:1])
    assert names_in(about) == {"gdynia", "baltic", "terminals"}
    assert {"dockers", "marek", "wrona"} <= maybe_in(about)
    assert "port" in matter_in(about)
    assert "gdynia" not in matter_in(about)
    assert "night" not in matter_in(about)  # only the words of the sentences nearby are kept


def test_who_is_quoted_is_a_speaker() -> None:
    assert speakers_in(STORY[1]) == {"marek", "wrona"}
    assert speakers_in(STORY[0]) == frozenset()


@given(st.lists(st.text(max_size=80), max_size=4))
def test_any_sentences_have_surroundings_that_are_the_same_each_time(sentences: list[str]) -> None:
    about = surroundings(sentences, sentences)
    assert about == surroundings(sentences, sentences)
    assert not names_in(about) & maybe_in(about)

"""Words, stop words and stems."""

import pytest

from core.text.words import content_stems, find_words, stemmer, stop_words


def test_numbers_are_words_also_in_compounds() -> None:
    assert find_words("A 50-day deadline, 3.5 per cent of $1,000.") == [
        "a", "50", "day", "deadline", "3.5", "per", "cent", "of", "1,000",
    ]  # fmt: skip


def test_the_compound_and_the_plain_duration_share_their_stems() -> None:
    assert set(content_stems("a 50-day deadline", "en")) >= set(content_stems("50 days", "en")) == {"50", "day"}


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "sanctions", "sanction"),
        ("uk", "ультиматум", "ультиматуму"),
        ("ru", "санкции", "санкций"),
        ("de", "Fristen", "Frist"),
        ("fr", "sanctions", "sanction"),
        ("es", "sanciones", "sanción"),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, one: str, other: str) -> None:
    assert content_stems(one, language) == content_stems(other, language)


@pytest.mark.parametrize("language", ["en", "uk", "ru", "de", "fr", "es"])
def test_each_language_has_stop_words(language: str) -> None:
    assert len(stop_words(language)) > 50


def test_a_language_that_nobody_stems_keeps_its_words_whole() -> None:
    assert stemmer("tlh")("qapla") == "qapla"
    assert stop_words("tlh") == frozenset()


def test_a_word_without_end_is_cut_and_left_alone() -> None:
    assert len(content_stems("running" * 10_000, "en")[0]) == 40

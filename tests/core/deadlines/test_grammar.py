"""The grammar's own language: patterns over tags that read as the clauses they stand for."""

import re

import pytest

from core.deadlines.clauses import read_clauses
from core.deadlines.english.grammar import ENGLISH
from core.deadlines.english.lexicon import FILLERS, PHRASES, WORDS
from core.deadlines.expressions import scan


def found(pattern: str, text: str) -> re.Match[str] | None:
    (clause,) = read_clauses(text, scan(text, ENGLISH.calendar), ENGLISH)
    return ENGLISH.pattern(pattern).search(clause.letters)


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("GIVE ..8 UNTIL @DATE", "He gave the rebels until Friday", True),
        ("GIVE ..1 UNTIL @DATE", "He gave the rebels in the hills until Friday", False),
        ("MUST ..9 BY @DATE", "It must pay, he said, by Friday", False),
        ("MUST ,,9 BY @DATE", "It must pay, he said, by Friday", True),
        ("MUST --9 BY @DATE", "It must pay all, and leave, by Friday", False),
        ("( BY @DATE / WITHIN @LENGTH )", "within 30 days", True),
        ("MUST !STATE ..4 BY @DATE", "It must stay shut by Friday", False),
        ("@DATE POSS? DEADLINE", "Friday's deadline", True),
        ("@DATE WORD{0,1} DEADLINE", "the Friday rail fare deadline", False),
    ],
)
def test_a_pattern_fits_the_clause_it_reads_like(pattern: str, text: str, fits: bool) -> None:
    assert (found(pattern, text) is not None) is fits


def test_a_pattern_of_unknown_tags_is_refused() -> None:
    with pytest.raises(KeyError):
        ENGLISH.pattern("MUST ..3 NONSENSE")


def test_a_word_can_do_several_things() -> None:
    assert found("PAPER IS DUE BY @DATE", "The claim is due by Friday")
    assert found("^ SUBMIT BY @DATE", "Claim by Friday")


def test_fillers_do_not_stand_between_the_words_of_a_frame() -> None:
    assert found("HAVE UNTIL @DATE", "They now have only until about Friday")


def test_every_word_and_phrase_of_the_lexicon_is_read_in_small_letters() -> None:
    entries = [*WORDS, *FILLERS, *(" ".join(parts) for options in PHRASES.values() for parts, _ in options)]
    assert [entry for entry in entries if entry != entry.lower()] == []

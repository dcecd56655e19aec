"""What a person's text is taken for."""

import pytest

from core.briefing.said import Said, address_in, understand


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("https://example.org/news/1", Said.ADDRESS),
        ("look at this https://example.org/news/1", Said.ADDRESS),
        ("example.org/news", Said.ADDRESS),
        ("when does the ultimatum end?", Said.QUESTION),
        ("ceasefire", Said.QUESTION),
        ("", Said.QUESTION),
        ("word " * 40, Said.ARTICLE),
        ("停战协议的最后期限是九月二日。" * 50, Said.ARTICLE),
        ("look at https://example.org/" + "a" * 700, Said.ADDRESS),
        ("word " * 40 + "https://example.org", Said.ARTICLE),
    ],
)
def test_a_text_is_an_address_an_article_or_a_question(text: str, taken: Said) -> None:
    assert understand(text) is taken


def test_an_address_is_cut_from_the_marks_around_it() -> None:
    assert address_in("(see https://example.org/a?b=1).") == "https://example.org/a?b=1"


def test_a_sentence_that_ends_in_a_dot_is_no_address() -> None:
    assert address_in("It ended.") is None

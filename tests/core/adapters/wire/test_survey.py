"""The survey: a field of an entry says what was written in it, in whatever ways of XML it was written."""

from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.adapters.wire.survey import survey

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))
WAYS: list[Callable[[str], str]] = [
    escape,
    lambda words: f"<![CDATA[{words.replace(']]>', ']]]]><![CDATA[>')}]]>",
    lambda words: "".join(f"&#{ord(char)};" for char in words),
    lambda words: f"<!-- aside --><?aside?>{escape(words)}",
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(WORDS, st.sampled_from(WAYS)), max_size=4), st.sampled_from(["title", "description"]))
def test_a_field_says_what_was_written_however_it_was_written(
    pieces: list[tuple[str, Callable[[str], str]]], name: str
) -> None:
    written = "".join(way(words) for words, way in pieces)
    seen = survey(f"<rss><channel><item><{name}>{written}</{name}></item></channel></rss>".encode())
    assert seen is not None
    (entry,) = seen.entries
    words = "".join(words for words, _ in pieces)
    assert (entry.title if name == "title" else entry.text) == (words.strip() if name == "title" else words)


@pytest.mark.parametrize(
    ("document", "is_feed", "is_odd"),
    [
        ("<rss><channel/></rss>", True, False),
        ("<r:RDF xmlns:r='x'><item/></r:RDF>", True, False),
        ("<feed><f:entry/></feed>", True, True),
        ("<channel><item/></channel>", True, True),
        ("<feed><entry><title mode='base64'>eA==</title></entry></feed>", True, True),
        ("<svg><title>x</title></svg>", False, False),
    ],
)
def test_a_document_is_known_for_what_it_is(document: str, is_feed: bool, is_odd: bool) -> None:
    seen = survey(document.encode())
    assert seen is not None
    assert (seen.is_feed, seen.is_odd) == (is_feed, is_odd)


def test_what_is_not_well_formed_has_no_survey() -> None:
    assert survey(b"<rss><channel><item></channel></rss>") is None
    assert survey(b"<rss>&nbsp;</rss>") is None
    assert survey(b"<rss>\xff</rss>") is None

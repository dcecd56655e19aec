"""The survey: a field of an entry says what was written in it, in whatever ways of XML it was written."""

import tracemalloc
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
    ("document", "is_feed"),
    [
        ("<rss><channel/></rss>", True),
        ("<r:RDF xmlns:r='x'><item/></r:RDF>", True),
        ("<channel><item/></channel>", True),
        ("<svg><title>x</title></svg>", False),
    ],
)
def test_a_document_is_known_for_what_it_is(document: str, is_feed: bool) -> None:
    seen = survey(document.encode())
    assert seen is not None
    assert seen.is_feed == is_feed


@pytest.mark.parametrize(
    "document",
    [
        "<feed><n:entry><n:title>T</n:title><n:id>1</n:id><n:link>/1</n:link><n:updated>D</n:updated></n:entry></feed>",
        "<channel><item HREF='/1' LASTMOD='D'><title>T</title><guid>1</guid></item></channel>",
        "<feed><entry><title mode='base64'>VA==</title><link href='/1'/><id>1</id><issued>D</issued></entry></feed>",
        "<RSS><ITEM RDF:ABOUT='1'><TITLE mode='base64'>T</TITLE><LINK>/1</LINK><PUBDATE>D</PUBDATE></ITEM></RSS>",
    ],
)
def test_an_entry_is_read_in_old_forms_and_behind_a_prefix(document: str) -> None:
    seen = survey(document.encode())
    assert seen is not None
    (entry,) = seen.entries
    assert (entry.title, entry.link, entry.guid, entry.dates) == ("T", "/1", "1", ["D"])


@pytest.mark.parametrize("attribute", ["a='x > y'", 'a="&gt;" b=">"', "a='\">\"'"])
def test_what_a_field_with_elements_says_begins_behind_its_tag(attribute: str) -> None:
    seen = survey(f"<rss><item><title {attribute}>One <b {attribute}>two</b></title></item></rss>".encode())
    assert seen is not None
    assert seen.entries[0].title == f"One <b {attribute}>two</b>"


def test_what_is_not_well_formed_has_no_survey() -> None:
    assert survey(b"<rss><channel><item></channel></rss>") is None
    assert survey(b"<rss>&nbsp;</rss>") is None
    assert survey(b"<rss>\xff</rss>") is None


def test_a_long_tag_costs_little_memory() -> None:
    document = f"<rss><item><title a='1'{' ' * 300_000}>One <b>two</b></title></item></rss>".encode()
    tracemalloc.start()
    assert survey(document) is not None
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000

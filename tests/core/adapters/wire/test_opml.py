"""OPML: read from other readers, written for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.adapters.wire.opml import read_opml, write_opml
from core.errors import UnreadableFileError

NESTED = """<?xml version="1.0" encoding="UTF-8"?><opml version="1.0"><head><title>x</title></head><body>
<outline text="World"><outline type="rss" text="One" title="The One" xmlUrl="https://one.example/rss"/>
<outline text="Two" XMLURL=" https://two.example/rss "/></outline>
<outline text="Again" xmlUrl="https://one.example/rss"/><outline text="No feed"/>
<outline text="File" xmlUrl="file:///etc/passwd"/></body></opml>"""


@pytest.mark.parametrize("data", [NESTED, NESTED.encode(), NESTED.replace("UTF-8", "UTF-16").encode("utf-16"),
                                  NESTED.replace("</opml>", "")])  # fmt: skip
def test_the_feeds_of_any_depth_are_read_once_each(data: str | bytes) -> None:
    assert read_opml(data) == [("https://one.example/rss", "The One"), ("https://two.example/rss", "Two")]


@pytest.mark.parametrize("data", [b"", b"words", b"<rss/>", b"\0\1"])
def test_what_is_no_opml_is_said_so(data: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        read_opml(data)


def test_no_entity_is_expanded_and_no_file_read() -> None:
    bomb = "".join(f"<!ENTITY e{n} '" + f"&e{n - 1};" * 10 + "'>" for n in range(1, 12))
    kinds = f"<!ENTITY e0 'aaaaaaaaaa'>{bomb}<!ENTITY f SYSTEM 'file:///etc/passwd'>"
    outlines = (
        "<outline xmlUrl='https://one.example/' text='a&e11;'/><outline xmlUrl='https://two.example/' text='b&f;'/>"
    )
    data = f"<!DOCTYPE opml [{kinds}]><opml><body>{outlines}</body></opml>".encode()
    found = read_opml(data)
    assert sum(len(title) for _, title in found) < 10
    assert {url for url, _ in found} <= {"https://one.example/", "https://two.example/"}


@given(
    st.lists(st.tuples(st.from_regex(r"https://[a-z]{1,9}\.example/\w{0,9}", fullmatch=True), st.text()), max_size=5)
)
def test_what_is_written_is_read_again(feeds: list[tuple[str, str]]) -> None:
    assert [url for url, _ in read_opml(write_opml(feeds))] == list(dict.fromkeys(url for url, _ in feeds))


def test_titles_come_back_as_they_were() -> None:
    feeds = [("https://one.example/?a=1&b=2", 'Порт & "Post" <1>'), ("https://two.example/", "")]
    assert read_opml(write_opml(feeds)) == [feeds[0], ("https://two.example/", "https://two.example/")]

"""Snippets: quick, and no different from what a parser of HTML reads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.adapters.wire.plain import plain_text
from core.adapters.wire.snippets import snippet_line, snippet_text

WORDS = st.sampled_from(["The port", "close", "9 a.m.,", "Fähre", "порт", "&amp;", "&#8217;", "&eacute;", "&amp;amp;"])
INLINE = st.sampled_from(["b", "a href='https://x.example/?a=1&amp;b=2'", 'span class="x"', "em", "STRONG"])
BLOCK = st.sampled_from(["p", "div id='x'", "h2", "blockquote", "P"])


def _element(name: str, inner: str) -> str:
    return f"<{name}>{inner}</{name.split()[0]}>"


INLINES = st.builds(_element, INLINE, WORDS) | WORDS
LINES = st.lists(INLINES | st.sampled_from(["<br>", "<br />"]), min_size=1, max_size=4).map(" ".join)
LISTS = st.lists(INLINES.map("<li>{}</li>".format), min_size=1, max_size=3).map("".join).map("<ul>{}</ul>".format)
ASIDES = st.sampled_from(
    [
        "<!-- <p>more</p> -->",
        "<script>if (a < b) { '<p>' }</script>",
        "<iframe src='x' allowfullscreen></iframe>",
        '<video controls><source src="x"><p>No video.</p></video>',
        "<svg><path d='M1'/><text>x</text></svg>",
        "<o:p></o:p>",
        "<amp-img src='x'></amp-img>",
        "<picture><source srcset='x'><img src='x'></picture>",
        "<STYLE>p > b {}</STYLE>",
    ]
)
MARKUP = st.lists(st.builds(_element, BLOCK, LINES) | LISTS | LINES | ASIDES, max_size=6).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(MARKUP)
def test_a_snippet_is_read_as_a_page_would_be(markup: str) -> None:
    assert snippet_text(markup).split() == plain_text(markup).split()
    assert snippet_text(markup).split("\n") == plain_text(markup).split("\n")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><script>alert('<p>')</script>", "One"),
        ("One<!-- <p>two</p> -->", "One"),
        ("<img alt='a > b'>One", "One"),
        ("5 > 4 and 3 < 4", "5 > 4 and 3 < 4"),
        ("<tweet-embed>One</tweet-embed>", "One"),
        ("One<!-- two", "One"),
        ("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;", "One\n\nTwo"),
        ("<p>It\x92s</p>", "It’s"),
        ("<p>The &lt;b&gt; element</p>", "The <b> element"),
        ("one\u200b two\u00a0 three\t four", "one two three four"),
        ("<p>One</p>\n\n  <p> </p>\n<p>Two</p>", "One\n\nTwo"),
        ("", ""),
    ],
)
def test_what_is_not_plainly_written_is_read_all_the_same(markup: str, text: str) -> None:
    assert snippet_text(markup) == text


def test_a_line_is_one_line() -> None:
    assert snippet_line("The <b>port</b>\n closes<br>on&nbsp;Friday ") == "The port closes on Friday"

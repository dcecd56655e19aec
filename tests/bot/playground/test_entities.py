import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.entities import mark_typed, parse_html, units
from bot.playground.refusal import Refusal

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
TAGS = st.sampled_from(["b", "i", "u", "s", "code", "tg-spoiler", "blockquote"])


def test_nested_marks_are_counted_in_utf16_units_outer_before_inner() -> None:
    shown = parse_html("⏳ 𝟏 <b>fifty <i>days</i></b> &amp; more")
    assert shown.text == "⏳ 𝟏 fifty days & more"
    assert shown.entities == (
        {"type": "bold", "offset": 5, "length": 10},
        {"type": "italic", "offset": 11, "length": 4},
    )


def test_white_space_at_the_ends_is_cut_from_text_and_marks() -> None:
    shown = parse_html("\n <b> on Friday </b>\n")
    assert (shown.text, shown.entities) == ("on Friday", ({"type": "bold", "offset": 0, "length": 9},))


def test_links_times_and_folded_quotes_keep_what_they_carry() -> None:
    source = (
        '<a href="https://example.org/?a=1&amp;b=2">wire</a> <tg-time unix="1752962400" format="wDT">noon</tg-time>'
        "<blockquote expandable>said</blockquote>"
    )
    assert [{k: v for k, v in e.items() if k not in ("offset", "length")} for e in parse_html(source).entities] == [
        {"type": "text_link", "url": "https://example.org/?a=1&b=2"},
        {"type": "date_time", "unix_time": 1752962400, "date_time_format": "wDT"},
        {"type": "expandable_blockquote"},
    ]


def test_nothing_is_marked_within_code_and_no_quote_within_a_quote() -> None:
    kinds = [
        e["type"]
        for e in parse_html("<code>a <b>b</b></code><blockquote>c <blockquote>d</blockquote></blockquote>").entities
    ]
    assert kinds == ["code", "blockquote"]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("a < b", "Unclosed start tag at byte offset 2"),
        ("є < b", "Unclosed start tag at byte offset 3"),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("say <kremlin@example.org>", 'Unsupported start tag "kremlin@example.org" at byte offset 4'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("AT&T", 'Unescaped character "&" at byte offset 2'),
        ("a&nbsp;b", 'Unescaped character "&" at byte offset 1'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-time unix="soon">x</tg-time>', "Invalid Unix time specified at byte offset 0"),
        ('<tg-time unix="9" format="rt">x</tg-time>', "Invalid date-time format specified at byte offset 0"),
        ('<tg-time unix="9" format="tw">x</tg-time>', "Invalid date-time format specified at byte offset 0"),
    ],
)
def test_markup_that_telegram_cannot_read_is_refused(source: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_html(source)
    assert refused.value.code == 400
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


@given(TEXTS)
def test_an_escaped_text_reads_back_as_itself(text: str) -> None:
    assert parse_html(html.escape(text, quote=False)).text == text.strip()


@given(st.lists(st.tuples(TAGS, TEXTS), max_size=6))
def test_every_mark_lies_within_the_text(parts: list[tuple[str, str]]) -> None:
    shown = parse_html("".join(f"<{tag}>{html.escape(text)}</{tag}>" for tag, text in parts))
    assert shown.text == "".join(text for _, text in parts).strip()
    assert all(0 <= e["offset"] < e["offset"] + e["length"] <= units(shown.text) for e in shown.entities)


def test_what_a_person_types_has_its_commands_and_addresses_marked() -> None:
    assert mark_typed("/digest 08:00, see https://example.org/a, not 1/2 or and/or") == (
        {"type": "bot_command", "offset": 0, "length": 7},
        {"type": "url", "offset": 19, "length": 21},
    )

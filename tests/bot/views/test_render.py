"""The renderer: whatever a document holds, Telegram takes the messages, and a reader loses nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.views.document import (
    Block,
    Bold,
    Bullets,
    Button,
    Code,
    Content,
    Document,
    Heading,
    Inline,
    Instant,
    Italic,
    Link,
    Paragraph,
    Quote,
    fill,
    heading,
    inlines,
    joined,
    paragraph,
    quote,
)
from bot.views.press import Verb, press
from bot.views.render import clean, is_address, is_blank, render, shortened, units
from tests.bot.views import telegram

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
AT = datetime(2025, 9, 2, 21, 0, tzinfo=UTC)

NASTY = (
    "<>&\"'`*_[]()~#|{}/\\@ \n\t\r\u2028\u00a0\u200b\u200d\u200f\u202e\u2066\u2069\u0301\u0000\u007f\ufeff"
    "😀🏳מش漢Жéß…—.!?"
)
texts = st.one_of(
    st.text(alphabet=NASTY, max_size=40),
    st.text(max_size=30),
    st.builds(
        lambda piece, times: piece * times, st.text(alphabet=NASTY + "ab ", min_size=1, max_size=9), st.integers(1, 700)
    ),
)
addresses = st.one_of(
    st.sampled_from(
        ['https://example.org/a?b=1&c="2"', "http://x.org/<b>", "javascript:alert(1)", "", "tg://user?id=1"]
    ),
    st.text(alphabet=NASTY, max_size=20).map("https://example.org/".__add__),
    st.text(max_size=20),
)
instants = st.builds(
    Instant,
    st.integers(-(10**9), 2**33).map(lambda seconds: EPOCH + timedelta(seconds=seconds)),
    st.one_of(st.sampled_from(["r", "wdt", "D", "t", "wDT", "", "rt", "tw"]), st.text(max_size=3)),
    texts,
)
leaves: st.SearchStrategy[Inline] = st.one_of(
    texts, st.builds(Code, texts), st.builds(Link, texts, addresses), instants
)


def _marked(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    content: st.SearchStrategy[Content] = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(st.builds(Bold, content), st.builds(Italic, content))


contents = st.lists(st.recursive(leaves, _marked, max_leaves=6), max_size=5).map(tuple)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, contents),
    st.builds(Paragraph, contents),
    st.builds(Bullets, st.lists(contents, max_size=4).map(tuple)),
    st.builds(Quote, contents, st.booleans()),
)
buttons = st.one_of(
    st.builds(lambda text, id_: Button(text, press(Verb.CARD, id_)), texts, st.integers(0, 10**15)),
    st.builds(lambda text, url: Button(text, url=url), texts, addresses),
)
documents = st.builds(
    Document,
    st.lists(blocks, max_size=8).map(tuple),
    st.lists(st.lists(buttons, max_size=10).map(tuple), max_size=14).map(tuple),
)


def _visible(text: str) -> str:
    """What a reader can tell of a text: no white space, nothing without a shape."""
    return "".join(char for char in clean(text) if not char.isspace() and not is_blank(char))


def _written(content: Content) -> str:
    return "".join(_written_inline(inline) for inline in inlines(content))


def _written_inline(inline: Inline) -> str:
    match inline:
        case str():
            return inline
        case Bold(content) | Italic(content):
            return _written(content)
        case Code(text) | Link(text, _):
            return text
        case Instant(at, _, fallback):
            words = " ".join(clean(fallback).split())
            return at.strftime("%Y-%m-%d %H:%M UTC") if is_blank(words) else words


def _written_block(block: Block) -> str:
    if isinstance(block, Bullets):
        items = [_written(item) for item in block.items]
        return "".join(f"• {item}" for item in items if _visible(item))
    return _written(block.content)


@given(documents)
@settings(max_examples=200)
def test_no_document_makes_a_message_that_telegram_would_refuse(document: Document) -> None:
    telegram.read_messages(render(document))


@given(documents)
@settings(max_examples=120)
def test_a_reader_loses_nothing_that_can_be_seen(document: Document) -> None:
    shown = "".join(message.text for message in telegram.read_messages(render(document)))
    written = "".join(_written_block(block) for block in document.blocks)
    assert _visible(shown) == (_visible(written) or "…")


long_texts = st.builds(str.__mul__, st.text(alphabet="abc <&\n😀", min_size=1, max_size=12), st.integers(1, 150))


@given(st.lists(long_texts, min_size=1, max_size=12))
@settings(max_examples=60)
def test_a_paragraph_that_fits_stands_whole_in_one_message(paragraphs: list[str]) -> None:
    messages = telegram.read_messages(render(Document(tuple(map(paragraph, paragraphs)))))
    for written in paragraphs:
        if not is_blank(written):
            assert any(clean(written).strip() in message.text for message in messages)


@given(st.integers(1, 300), st.integers(1, 60))
@settings(max_examples=40)
def test_an_instant_is_never_cut_in_two(before: int, times: int) -> None:
    fallback = "Tue 2 Sep, 21:00"
    content = [inline for _ in range(times) for inline in ("word " * before, Instant(AT, "wdt", fallback))]
    messages = telegram.read_messages(render(Document((Paragraph(tuple(content)),))))
    found = [entity.text for message in messages for entity in message.entities]
    assert found == [fallback] * times


def test_over_a_hundred_marks_go_on_in_a_next_message() -> None:
    links = tuple(Link(f"source {n} ", f"https://example.org/{n}") for n in range(250))
    messages = telegram.read_messages(render(Document((Paragraph(links),))))
    assert [len(message.entities) for message in messages] == [100, 100, 50]


def test_a_long_quote_is_cut_between_sentences_and_stays_a_quote() -> None:
    sentence = "The ministry must answer by Friday, or the talks will end without any result at all. "
    messages = telegram.read_messages(render(Document((quote(sentence * 100, expandable=True),))))
    assert len(messages) > 1
    for message in messages:
        (entity,) = message.entities
        assert (entity.name, set(entity.attributes)) == ("blockquote", {"expandable"})
        assert message.text.startswith("The ministry")
        assert message.text.rstrip().endswith("at all.")


def test_a_heading_stays_with_what_follows_it() -> None:
    filler = paragraph("x" * 4000)
    messages = telegram.read_messages(render(Document((filler, heading("History"), paragraph("y" * 200)))))
    assert messages[1].text.startswith("History\nyyy")


def test_text_is_escaped_once_and_shown_as_it_was_written() -> None:
    written = "a < b && \"c\" > 'd' &amp; <script>"
    (message,) = telegram.read_messages(render(Document((paragraph(written, Bold(written)),))))
    assert message.text == written * 2


@pytest.mark.parametrize("turning", ["\u202e", "\u202a", "\u202d", "\u2066", "\u2067", "\u2068"])
def test_characters_that_turn_a_text_around_are_taken_out(turning: str) -> None:
    (message,) = telegram.read_messages(render(Document((paragraph(f"good{turning}dab"),))))
    assert message.text == "gooddab"


def test_an_instant_keeps_its_words_for_old_clients() -> None:
    (message,) = telegram.read_messages(render(Document((paragraph("until ", Instant(AT, "r", "in 3 hours")),))))
    (entity,) = message.entities
    assert (entity.name, entity.attributes, entity.text) == (
        "tg-time",
        {"unix": str(int(AT.timestamp())), "format": "r"},
        "in 3 hours",
    )


@pytest.mark.parametrize("form", ["", "rt", "td", "x", "dD", '"'])
def test_an_instant_in_no_form_of_telegrams_is_plain_words(form: str) -> None:
    (message,) = telegram.read_messages(render(Document((paragraph(Instant(AT, form, "soon")),))))
    assert (message.text, message.entities) == ("soon", [])


def test_a_link_with_an_odd_address_is_plain_text() -> None:
    (message,) = telegram.read_messages(render(Document((paragraph(Link("here", "javascript:alert(1)")),))))
    assert (message.text, message.entities) == ("here", [])


@given(addresses)
def test_only_plain_web_addresses_are_links(url: str) -> None:
    if is_address(url):
        assert url.lower().startswith(("http://", "https://", "tg://"))
        assert url == clean(url)


def test_an_empty_document_still_says_something() -> None:
    assert telegram.text_of(render(Document((paragraph(" \n\u200b"),)))) == "…"


def test_a_button_without_words_or_address_never_breaks_the_keyboard() -> None:
    rows = ((Button("", press(Verb.CARD, 1)), Button("nowhere", url="localhost")),)
    assert telegram.buttons_of(render(Document((paragraph("x"),), rows))) == {"…": "c|1"}


def test_previews_and_sound_are_as_the_document_says() -> None:
    def payload(*, preview: bool = False, silent: bool = False) -> dict[str, Any]:
        (made,) = render(Document((paragraph("x"),), preview=preview, silent=silent))
        return made

    assert payload()["link_preview_options"] == {"is_disabled": True}
    assert "disable_notification" not in payload()
    assert "link_preview_options" not in payload(preview=True)
    assert payload(silent=True)["disable_notification"] is True


@given(texts, st.integers(2, 60))
def test_a_shortened_text_fits_and_is_a_beginning(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert units(short) <= limit
    assert "\n" not in short
    line = " ".join(clean(text).split())
    assert short == line or line.startswith(short.removesuffix("…"))


def test_templates_take_inlines_and_parts_are_joined_where_there_are_any() -> None:
    assert fill("{a} says {b}.", a="X", b=("y", Bold("z"))) == ("X", " says ", "y", Bold("z"), ".")
    assert joined(["a", "", (Bold("b"),), ()]) == ("a", " · ", Bold("b"))

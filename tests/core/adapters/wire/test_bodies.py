"""Bodies: what several readers of a page have is the article, and a reader that plainly missed it has no say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from core.adapters.wire.bodies import Said, vote
from core.adapters.wire.labels import is_label
from core.adapters.wire.loose import wrap_loose_text
from core.adapters.wire.pages import parse_page
from tests.core.adapters.wire.papers import PARAGRAPHS, page

FIRST, SECOND, THIRD, FOURTH = PARAGRAPHS
COMMENT = "I have lived there for thirty years and nobody ever asked us about the gate."
TEASER = "A whale was seen in the bay on Sunday, and hundreds came to look at it."
CAPTION = "The gate at low tide. Photograph by the harbour office of Fairhaven."


def lines(*parts: str) -> str:
    return "\n".join(parts)


def test_what_only_the_wide_reader_has_is_left_out() -> None:
    wide = lines(FIRST, SECOND, THIRD, FOURTH, COMMENT)
    both = lines(FIRST, SECOND, THIRD, FOURTH)
    assert vote(wide, both, both) == both


def test_a_paragraph_that_the_strict_reader_lost_is_kept_where_another_has_it() -> None:
    wide = lines(FIRST, SECOND, THIRD, FOURTH)
    assert vote(wide, lines(FIRST, SECOND, FOURTH), wide) == wide


def test_a_lede_that_the_strict_reader_lost_is_kept_and_what_comes_behind_the_end_is_not() -> None:
    wide = lines(FIRST, SECOND, THIRD, FOURTH, TEASER)
    assert vote(wide, lines(SECOND, THIRD, FOURTH), wide) == lines(FIRST, SECOND, THIRD, FOURTH)


def test_a_list_behind_the_end_goes_even_if_the_strict_reader_took_it() -> None:
    wide = lines(FIRST, SECOND, THIRD, FOURTH, TEASER)
    assert vote(wide, wide, lines(FIRST, SECOND, THIRD, FOURTH)) == lines(FIRST, SECOND, THIRD, FOURTH)


def test_a_reader_that_missed_the_article_has_no_say() -> None:
    wide = lines(FIRST, SECOND, THIRD, FOURTH)
    assert vote(wide, wide, TEASER) == wide
    assert vote(wide, CAPTION, wide) == wide
    assert vote(wide, "", "") == wide


@given(st.lists(st.sampled_from([*PARAGRAPHS, COMMENT, TEASER]), max_size=8), st.data())
def test_the_outcome_is_made_of_lines_of_the_wide_reading_in_their_order(wide: list[str], data: st.DataObject) -> None:
    parts = st.lists(st.sampled_from([*PARAGRAPHS, COMMENT, TEASER]), max_size=6)
    kept = iter(vote(lines(*wide), lines(*data.draw(parts)), lines(*data.draw(parts))).split("\n"))
    rest = iter(wide)
    assert all(not line or line in rest for line in kept)


def test_short_lines_are_compared_as_a_whole() -> None:
    said = Said("What next\nThe gate is ninety years old.")
    assert said.of(["What next", "What", "next", "The gate is ninety years old and shows."]) == [
        True, False, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{FIRST}<p>{SECOND}</p><p>{THIRD}</p></div>",
        f"<div><p>{FIRST}</p>{SECOND}<p>{THIRD}</p></div>",
        f"<div><p>{FIRST}</p><p>{SECOND}</p>{THIRD}</div>",
        f"<div><b>{FIRST[:12]}</b>{FIRST[12:]}<p>{SECOND}</p><p>{THIRD}</p></div>",
    ],
)
def test_loose_words_beside_paragraphs_become_one(body: str) -> None:
    root = html.fromstring(body)
    wrap_loose_text(root)
    assert [paragraph.text_content() for paragraph in root.findall("p")] == [FIRST, SECOND, THIRD]


def test_labels_and_credits_stay_loose() -> None:
    root = html.fromstring(f"<div>By Edda Lund<p>{FIRST}</p>Photo: Agency</div>")
    wrap_loose_text(root)
    assert len(root.findall("p")) == 1


def test_a_lede_without_a_paragraph_is_read() -> None:
    markup = page().replace(f"<p>{FIRST}</p>", FIRST)
    assert parse_page(markup.encode(), url="", content_type="text/html").text == "\n\n".join(PARAGRAPHS)


def test_comments_captions_and_letters_between_the_paragraphs_are_left_out() -> None:
    between = (
        f"</p><figure><img src=a><figcaption>{CAPTION}</figcaption></figure><div class='newsletter'><h3>Sign up</h3>"
        f"<p>Sign up to get it by six.</p></div><p>{THIRD}</p>"
    )
    markup = page(paragraphs=[FIRST, SECOND]).replace(f"<p>{SECOND}</p>", f"<p>{SECOND}{between}<p>{FOURTH}</p>")
    after = f"<div id='comments'><ol class='comment-list'><li class='comment'><p>{COMMENT}</p></li></ol></div></main>"
    text = parse_page(markup.replace("</main>", after).encode(), url="", content_type="text/html").text
    assert text == "\n\n".join(PARAGRAPHS)


def test_of_a_page_laid_out_by_tables_the_prose_is_read_and_not_the_cells() -> None:
    prose = f"<tr><td>News</td><td>{'<br><br>'.join(PARAGRAPHS)}</td></tr>"
    markup = f"<html><body><table><tr><td>Home</td><td>Archive</td></tr>{prose}</table></body></html>"
    text = parse_page(markup.encode(), url="", content_type="text/html").text
    assert "|" not in text
    assert all(paragraph in text for paragraph in PARAGRAPHS)


def test_what_stands_under_the_label_of_other_stories_is_left_out() -> None:
    markup = page(paragraphs=[*PARAGRAPHS, "Other opinion columns", TEASER])
    assert parse_page(markup.encode(), url="", content_type="text/html").text == "\n\n".join(PARAGRAPHS)
    early = page(paragraphs=["More from the port", *PARAGRAPHS])
    assert parse_page(early.encode(), url="", content_type="text/html").text.endswith("\n\n".join(PARAGRAPHS))


@pytest.mark.parametrize("line", ["Related stories", "More from FAIRHAVEN", "Mehr zum Thema", "Коментарі", "Topics:"])
def test_labels_of_other_stories_are_known(line: str) -> None:
    assert is_label(line)


@pytest.mark.parametrize("line", ["More news is expected from the port on Friday.", "Topics of the day were the gate"])
def test_sentences_are_no_labels(line: str) -> None:
    assert not is_label(line)


def test_the_numbers_of_footnotes_are_no_words() -> None:
    markup = page(paragraphs=[f"{paragraph}<sup>[{n}]</sup>" for n, paragraph in enumerate(PARAGRAPHS)])
    assert parse_page(markup.encode(), url="", content_type="text/html").text == "\n\n".join(PARAGRAPHS)

"""A raw text as a reader takes it in: what is left out, how lines are joined, and the form of each sentence."""

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.prose import Form
from core.text.prose import read_prose, split_sentences

HEADLINE = "Council gives harbour firm 30 days to clear the wreck"
LEAD = "The town council told the harbour firm on Tuesday to remove the wreck within 30 days."


def texts(title: str, text: str) -> list[str]:
    return [sentence.text for sentence in read_prose(title, text).sentences]


def forms(text: str) -> list[tuple[str, str]]:
    return [(str(s.form), s.text) for s in read_prose("", text).sentences]


@pytest.mark.parametrize(
    "repeated",
    [
        HEADLINE,
        HEADLINE.upper(),
        HEADLINE + ".",
        f"“{HEADLINE}”",
        f"{HEADLINE}\n{HEADLINE}\n{HEADLINE}",
        f"{HEADLINE}\n\n{LEAD}\n{HEADLINE}",
    ],
)
def test_the_headline_is_never_a_sentence_of_the_text(repeated: str) -> None:
    assert texts(HEADLINE, f"{repeated}\n{LEAD}") == [LEAD]


def test_the_headline_is_known_without_the_outlets_name() -> None:
    assert texts(f"{HEADLINE} | The Harbour Post", f"{HEADLINE}\n{LEAD}") == [LEAD]


def test_a_text_that_is_only_its_headline_has_no_sentence() -> None:
    assert texts(HEADLINE, HEADLINE) == []


def test_without_a_title_the_first_bare_line_is_a_heading_and_comes_once() -> None:
    assert forms(f"{HEADLINE}\n{HEADLINE}\n{LEAD}") == [("heading", HEADLINE), ("prose", LEAD)]


def test_a_long_headline_without_a_title_is_a_heading_too() -> None:
    headline = (
        "“We will raise the wreck before the winter comes, whatever it costs us all” – Mayor Ruth Lindqvist of Malmo"
    )
    assert forms(f"{headline}\n{LEAD}\n{headline}")[0] == ("heading", headline)
    assert len(forms(f"{headline}\n{LEAD}\n{headline}")) == 2


def test_a_long_sentence_that_comes_again_is_left_out() -> None:
    assert texts("", f"{LEAD} It has a week.\n{LEAD}\nIt has a week.") == [LEAD, "It has a week."]


def test_a_short_answer_may_come_twice() -> None:
    assert texts("", "Was it late? No. Was it dear? No. So it went.").count("No.") == 2


def test_bullets_broken_over_two_lines_are_whole_and_stand_with_their_lead_in() -> None:
    prose = read_prose(
        "", f"{LEAD} It demanded:\n-\nA plan by Friday\n-\nA deposit of 5,000 euros\n\nThe firm said no."
    )
    assert [(s.form, s.paragraph, s.text) for s in prose.sentences] == [
        (Form.PROSE, 0, LEAD),
        (Form.PROSE, 0, "It demanded:"),
        (Form.BULLET, 0, "A plan by Friday"),
        (Form.BULLET, 0, "A deposit of 5,000 euros"),
        (Form.PROSE, 1, "The firm said no."),
    ]


@pytest.mark.parametrize("mark", ["- ", "• ", "* ", "– ", "1. ", "2) ", "•", "▪ "])
def test_a_bullets_mark_is_not_part_of_it(mark: str) -> None:
    assert forms(f"It demanded:\n{mark}A plan by Friday\n\nIt got one.")[1] == ("bullet", "A plan by Friday")


def test_a_date_at_the_head_of_a_line_is_no_list() -> None:
    assert texts("", "20. Juli 2025 war ein Sonntag.") == ["20. Juli 2025 war ein Sonntag."]


@pytest.mark.parametrize(
    "line", ["Peskov stated:", "He added:", "Asked about the wreck, the mayor said:", "Він додав:", "Merz sagte:"]
)
def test_a_line_that_hands_over_is_a_speakers_line(line: str) -> None:
    assert forms(f"{LEAD}\n{line}\n“We will wait.”")[1] == ("speaker", line)


def test_a_heading_between_paragraphs_is_told_from_prose() -> None:
    assert forms(f"{LEAD}\nWhat comes next\nThe firm may appeal.") == [
        ("prose", LEAD),
        ("heading", "What comes next"),
        ("prose", "The firm may appeal."),
    ]


def test_a_text_without_any_full_stop_is_prose() -> None:
    assert forms("Wreck to be cleared in 30 days\nFirm may appeal") == [
        ("prose", "Wreck to be cleared in 30 days"),
        ("prose", "Firm may appeal"),
    ]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_hard_wrapped_copy_is_joined_again(width: int) -> None:
    paragraphs = [
        "The town council told the harbour firm on Tuesday to remove the wreck of the Anna Maria within 30 days, or to "
        "pay for the work of others. The firm, which bought the ship in 2019, has said that it will not.",
        "Mayor Ruth Lindqvist told reporters that the council had waited for two years and would wait no longer. "
        "Divers found a leak in March. A second one, near the stern, was closed in April.",
    ]
    wrapped = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
    assert texts("", wrapped) == [s.text for p in paragraphs for s in split_sentences(p)]


def test_a_headline_above_wrapped_copy_stays_a_line_of_its_own() -> None:
    text = (
        "Wreck must go\nThe town council told the harbour firm on Tuesday to remove the\nwreck of the Anna Maria "
        "within 30 days, or to pay for the work of\nothers who would do it instead of the firm, and who would send\n"
        "their bill."
    )
    assert texts("Wreck must go", text)[0].startswith("The town council told")
    assert len(texts("Wreck must go", text)) == 1


def test_a_sentence_that_runs_over_a_line_end_in_a_short_text_is_joined() -> None:
    assert texts("", "The council told the harbour firm to remove the\nwreck within 30 days.") == [
        "The council told the harbour firm to remove the wreck within 30 days."
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: our page on the harbour",
        "READ ALSO: The ship that would not sink",
        "Follow us on Telegram",
        "Follow @harbourpost on X",
        "Sign up for the morning newsletter",
        "Sign up here.",
        "Subscribe",
        "Subscribe to our channel!",
        "Share this article",
        "Advertisement",
        "Copyright 2025 The Harbour Post. All rights reserved.",
        "© 2025 Harbour Post",
        "Photo: Ida Holm / Harbour Post",
        "Image source: Harbour Images",
        "Reporting by Ida Holm; Editing by Jon Dahl",
        "Click here for more.",
        "Continue reading...",
        "https://example.org/widgets.js",
        "Last updated: 5 May 2025, 14:30",
        "The post Wreck to be cleared appeared first on The Harbour Post.",
        "Download our free app",
        "Related articles",
        "This article was originally published in May.",
        "Читайте також: Корабель, що не тоне",
        "Підписуйтесь на наш канал",
        "Фото: Голм",
        "Читайте также: Корабль",
        "Подписывайтесь на нас",
        "Lesen Sie auch: Das Schiff",
        "Mehr zum Thema",
        "Lire aussi : Le navire",
        "Abonnez-vous à notre lettre",
        "Lea también: El barco",
        "Suscríbase a nuestro boletín",
    ],
)
def test_what_belongs_to_the_page_is_left_out(line: str) -> None:
    assert texts("", f"{LEAD}\n{line}\nThe firm may appeal.") == [LEAD, "The firm may appeal."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Subscribers left the service in May, the company said.",
        "Following the attack, the port was closed.",
        "Copyright law is to change by 1 May, the ministry said.",
        "Sharing of data will end in June.",
        "Photographs of the wreck were shown in court.",
        "Reading more than ten books was rare.",
        "Follow-up talks begin on Monday.",
        "Published on 5 May, the report calls for a new wall before the winter.",
        "The post of minister has been vacant since May.",
        "Read more than once, the letter was still not clear.",
        "Підписка на газету подорожчає з 1 травня.",
        "Compartir datos sin permiso será ilegal.",
        "Advertisers have until Friday to leave.",
        "Images of the leak spread on Monday.",
        "Share prices fell by 3 per cent.",
        "Source material was lost in the fire.",
    ],
)
def test_news_about_such_things_stays(sentence: str) -> None:
    assert texts("", f"{LEAD}\n{sentence}") == [LEAD, sentence]


@given(title=st.text(max_size=40), text=st.text(max_size=400))
def test_any_text_can_be_read_and_every_sentence_is_a_span_of_it(title: str, text: str) -> None:
    prose = read_prose(title, text)
    end = 0
    for sentence in prose.sentences:
        assert end <= sentence.start < sentence.end <= len(text)
        assert sentence.text == " ".join(text[sentence.start : sentence.end].split())
        end = sentence.end


@given(
    st.lists(
        st.sampled_from([
            HEADLINE, LEAD, "-", "- A plan by Friday", "", "He added:", "“We wait. We hope,” Ann Lee said.",
            "[Oslo, May 3, 2026] — It rained.", "KYIV (Agency) —", "Read more", "What next", "“", "1.", "...",
        ]),
        max_size=14,
    )
)  # fmt: skip
def test_the_shapes_of_wire_copy_in_any_order_give_spans_in_order_and_never_the_headline(lines: list[str]) -> None:
    text = "\n".join(lines)
    sentences = read_prose(HEADLINE, text).sentences
    assert all(s.text == " ".join(text[s.start : s.end].split()) for s in sentences)
    assert all(a.end <= b.start and a.paragraph <= b.paragraph for a, b in pairwise(sentences))
    assert HEADLINE not in [s.text for s in sentences]

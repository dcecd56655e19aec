"""Quotes: verbatim, with the speaker as the text names them, or absent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.summary import find_quotes
from core.text.prose import read_prose


def quotes(text: str) -> list[tuple[str, str]]:
    return [(quote.speaker, quote.text) for quote in find_quotes(read_prose("", text))]


SAID = "We will raise the wreck by spring"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"“{SAID},” said Ruth Lindqvist.", "Ruth Lindqvist"),
        (f"“{SAID},” Ruth Lindqvist said.", "Ruth Lindqvist"),
        (f"“{SAID},” said harbour spokeswoman Ruth Lindqvist on Monday.", "harbour spokeswoman Ruth Lindqvist"),
        (f"“{SAID},” Mayor Ruth Lindqvist told reporters in Malmo.", "Mayor Ruth Lindqvist"),
        (f"“{SAID},” Lindqvist, the mayor, said.", "Lindqvist"),
        (f"“{SAID},” a police spokesman said.", "a police spokesman"),
        (f"“{SAID},” according to Mayor Ruth Lindqvist.", "Mayor Ruth Lindqvist"),
        (f"Ruth Lindqvist said: “{SAID}.”", "Ruth Lindqvist"),
        (f"Ruth Lindqvist said, “{SAID}.”", "Ruth Lindqvist"),
        (f"Speaking in Malmo on Friday, Mayor Ruth Lindqvist told reporters: “{SAID}.”", "Mayor Ruth Lindqvist"),
        (f"Sweden’s harbour chief, Ruth Lindqvist, said in an interview: “{SAID}.”", "Ruth Lindqvist"),
        (f"According to Ruth Lindqvist, “{SAID}.”", "Ruth Lindqvist"),
        (f"Ruth Lindqvist, who runs the port, said: “{SAID}.”", "Ruth Lindqvist"),
        (f"Ruth Lindqvist, 45, said: “{SAID}.”", "Ruth Lindqvist"),
        (f"On Friday Ruth Lindqvist said: “{SAID}.”", "Ruth Lindqvist"),
        (f"But Ruth Lindqvist wrote: “{SAID}.”", "Ruth Lindqvist"),
        (f"“{SAID},” the Ministry of Ports said.", "the Ministry of Ports"),
        (f"“{SAID}!” Prime Minister Jon Dahl shouted.", "Prime Minister Jon Dahl"),
        (f"Lindqvist stated:\n“{SAID}.”", "Lindqvist"),
        (f'"{SAID}," said Ruth Lindqvist.', "Ruth Lindqvist"),
        (f"‘{SAID},’ said Ruth Lindqvist.", "Ruth Lindqvist"),
        (f"«{SAID}», – сказала Рут Ліндквіст.", "Рут Ліндквіст"),
        (f"Рут Ліндквіст заявила: «{SAID}».", "Рут Ліндквіст"),
        (f"«{SAID}», — заявил Дмитрий Песков.", "Дмитрий Песков"),
        (f"„{SAID}“, sagte Ruth Lindqvist.", "Ruth Lindqvist"),
        (f"Ruth Lindqvist sagte: „{SAID}.“", "Ruth Lindqvist"),
        (f"« {SAID} », a déclaré Ruth Lindqvist.", "Ruth Lindqvist"),
        (f"«{SAID}», dijo Ruth Lindqvist.", "Ruth Lindqvist"),
        (f"'{SAID},' said Ruth Lindqvist.", "Ruth Lindqvist"),
        (f"Ruth Lindqvist told the workers' council: '{SAID}.'", "Ruth Lindqvist"),
        (f"Lindqvist: “{SAID}.”", "Lindqvist"),
        (f"“{SAID},” said its leader, Ruth Lindqvist, in a debate.", "Ruth Lindqvist"),
        (f"“{SAID},” the port's chief, Ruth Lindqvist, said on Friday.", "Ruth Lindqvist"),
        (f"Ruth Lindqvist, speaking after the storm, said “{SAID} at last”.", "Ruth Lindqvist"),
        (f"Asked about the oil, Ruth Lindqvist said: “{SAID}.”", "Ruth Lindqvist"),
        (f"In a statement, the company said: “{SAID}.”", "the company"),
        (f"Selon Ruth Lindqvist, « {SAID} ».", "Ruth Lindqvist"),
        (f"„{SAID}“, so die Hafenchefin Ruth Lindqvist.", "Hafenchefin Ruth Lindqvist"),
    ],
)
def test_a_quote_has_its_speaker_as_the_text_names_them(text: str, speaker: str) -> None:
    assert [(who, words.removesuffix(" at last").rstrip(".!").strip()) for who, words in quotes(text)] == [
        (speaker, SAID)
    ]


def test_a_quote_of_several_sentences_is_one() -> None:
    text = (
        "Peskov stated:\n“The process is long. It demands effort, and it is not simple.”\n"
        "He added:\n“Our goals are clear to all.”"
    )
    assert quotes(text) == [
        ("Peskov", "The process is long. It demands effort, and it is not simple."),
        ("Peskov", "Our goals are clear to all."),
    ]


def test_a_block_quote_belongs_to_whom_the_line_before_hands_over_to() -> None:
    text = "The mayor, Ann Lee, said:\n\n> The process is long.\n\n> It demands effort from all.\n\nNobody said a word."
    assert quotes(text) == [("Ann Lee", "The process is long."), ("Ann Lee", "It demands effort from all.")]
    assert quotes("It rained.\n\n> The process is long and hard.") == []


def test_an_apostrophe_that_opens_nothing_hides_no_quote() -> None:
    assert quotes(f"Rock 'n roll went on. “{SAID},” said Ann Lee.") == [("Ann Lee", SAID)]


def test_words_on_both_sides_of_the_speaker_belong_to_them() -> None:
    assert quotes("“The process is long,” Ann Lee said. “It demands effort from all.”") == [
        ("Ann Lee", "The process is long"),
        ("Ann Lee", "It demands effort from all."),
    ]


def test_a_speaker_named_between_dashes_inside_the_marks_is_no_part_of_the_quote() -> None:
    text = "«Ми довго були дуже терплячі, – сказала мерка Рут Ліндквіст. – Більше ми такими не будемо»."
    assert quotes(text) == [
        ("мерка Рут Ліндквіст", "Ми довго були дуже терплячі"),
        ("мерка Рут Ліндквіст", "Більше ми такими не будемо"),
    ]


def test_a_pronoun_is_who_spoke_last() -> None:
    text = "“The process is long,” said Ann Lee.\nIt rained.\n“It demands effort from all,” she said."
    assert quotes(text)[1] == ("Ann Lee", "It demands effort from all")


def test_a_french_verb_with_its_pronoun_behind_it_is_who_spoke_last() -> None:
    text = "« La décision est lourde », a confié Anne Lasne.\n« Elle est prise pour de bon », a-t-elle ajouté."
    assert quotes(text) == [
        ("Anne Lasne", "La décision est lourde"),
        ("Anne Lasne", "Elle est prise pour de bon"),
    ]


def test_a_pronoun_without_anyone_before_it_gives_no_quote() -> None:
    assert quotes("“The process is long and hard,” he said.") == []


def test_a_pronoun_long_after_the_last_speaker_gives_no_quote() -> None:
    between = "\n".join(f"The rain fell for the {n}th day." for n in range(4, 8))
    assert len(quotes(f"“The process is long,” said Ann Lee.\n{between}\n“It demands effort from all,” he said.")) == 1


def test_a_surname_is_given_as_fully_as_the_text_has_it() -> None:
    text = "The mayor of Malmo, Ruth Lindqvist, spoke on Friday.\nLindqvist said:\n“The process is long.”"
    assert quotes(text) == [("Ruth Lindqvist", "The process is long.")]


def test_a_surname_that_two_people_share_stays_bare() -> None:
    text = "The mayors Ruth Lindqvist and Olof Lindqvist met.\nLindqvist said:\n“The process is long.”"
    assert quotes(text) == [("Lindqvist", "The process is long.")]


def test_a_quotation_over_two_paragraphs_keeps_its_speaker() -> None:
    text = "“The process is long,” Ann Lee said. “It demands effort from all.\n“We knew that from the first.”"
    assert quotes(text)[-1] == ("Ann Lee", "We knew that from the first.")


@pytest.mark.parametrize(
    "text",
    [
        "“The process is long and hard.”",
        "It was called the “longest and hardest process of all” by many.",
        "Trump told Putin that Zelensky said: “The process is long and hard.”",
        "Peskov said that he agreed, but others disagreed: “The process is long and hard.”",
        "“The process is long and hard.” Trump said that he would leave.",
        "“The process is long,” Ann Lee said.\nThen Jon Dahl rose.\n“It is harder than you think,” he said.",
        "“The process is long,” Ann Lee said.\nThen Jon Dahl rose. He added:\n“It is harder than you think.”",
        "“The process is long and hard,” and Peskov said so.",
        "“The process is long and hard,” his lawyer said.",
        "Many said: “The process is long and hard.”",
        "“The process is long and hard,” the statement said.",
        "“The process is long and hard,” it said.",
        "“The process is long and hard,” and then the rain began.",
        "The film “A Long and Winding Road Home” opens on Friday, said Ann Lee.",
        "Ann Lee arrived on Friday. The banner read “The process is long and hard”.",
        "“The process is long,” Ann Lee said. Jon Dahl shook his head and rose. “No one can do it alone.”",
    ],
)
def test_a_speaker_who_is_not_sure_gives_no_quote_of_theirs(text: str) -> None:
    assert [who for who, words in quotes(text) if words != "The process is long"] == []


def test_a_few_quoted_words_are_no_quote() -> None:
    assert quotes("Ann Lee said the “buffer zone” stays.") == []


def test_a_quote_that_comes_twice_is_given_once() -> None:
    assert len(quotes(f"“{SAID},” said Ann Lee.\nIt rained.\n“{SAID},” said Ann Lee on Friday.")) == 1


@given(
    st.lists(
        st.sampled_from([
            "“", "”", '"', "«", "»", "‘", "’", "„", " said ", "Ann Lee", " he ", ".", ", ", "\n", ": ", " – ",
            "It is long and hard", "Peskov stated:", "сказав", "according to ",
        ]),
        max_size=25,
    ).map("".join)
)  # fmt: skip
def test_every_quote_and_every_speaker_stand_in_the_text(text: str) -> None:
    flat = " ".join(text.split())
    for quote in find_quotes(read_prose("", text)):
        assert quote.text in flat
        assert quote.speaker
        assert all(word in flat for word in quote.speaker.split())


@given(st.text(max_size=200))
def test_any_text_can_be_searched_for_quotes(text: str) -> None:
    assert all(quote.text in " ".join(text.split()) for quote in find_quotes(read_prose("", text)))

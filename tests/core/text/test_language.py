"""The language of a text, told without a download."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.text.language import detect_language

SAMPLES = {
    "en": "The council told the harbour firm on Tuesday to remove the wreck within thirty days.",
    "uk": "Міська рада у вівторок зобов’язала портову фірму прибрати затонуле судно протягом тридцяти днів.",
    "ru": "Городской совет во вторник обязал портовую фирму убрать затонувшее судно в течение тридцати дней.",
    "de": "Der Stadtrat hat die Hafenfirma am Dienstag verpflichtet, das Wrack binnen dreißig Tagen zu entfernen.",
    "fr": "Le conseil municipal a ordonné mardi à la société du port de retirer l’épave sous trente jours.",
    "es": "El ayuntamiento ordenó el martes a la empresa del puerto retirar el barco hundido en treinta días.",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_a_sentence_shows_its_language(language: str) -> None:
    assert detect_language(SAMPLES[language]) == language
    assert detect_language(SAMPLES[language].upper()) == language


HEADLINES = {
    "en": ["Port closes its northern basin", "Oil prices fall", "PM resigns", "UN warns of famine"],
    "uk": ["Порт закриває північний басейн", "Переговори провалилися", "Шторм в Одесі"],
    "ru": ["Порт закрывает северный бассейн", "Переговоры сорваны", "Шторм в Сочи"],
    "de": ["Gespräche gescheitert", "Bank senkt Zinsen", "Ölpreise fallen"],
    "fr": ["Échec des pourparlers", "L'ONU craint la famine", "Grève à la SNCF"],
    "es": ["Fracasan las conversaciones", "Cae el precio del petróleo", "Huelga en Madrid"],
}


@pytest.mark.parametrize(
    ("language", "headline"), [(code, line) for code, lines in HEADLINES.items() for line in lines]
)
def test_a_headline_of_a_few_words_shows_it_too(language: str, headline: str) -> None:
    assert detect_language(headline) == language


@pytest.mark.parametrize("text", ["", "   \n", "Ok", "12.05.2026 14:30", "!!! ??? ...", "\x00\x00", "\ud800" * 50])
def test_too_little_is_undetermined(text: str) -> None:
    assert detect_language(text) == "und"


def test_only_the_beginning_of_a_long_text_is_looked_at() -> None:
    assert detect_language((SAMPLES["de"] + " ") * 60 + SAMPLES["uk"] * 5_000) == "de"


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_text_has_a_code(text: str) -> None:
    assert detect_language(text).isalpha()

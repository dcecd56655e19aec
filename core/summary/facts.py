"""Key facts: the figures, dates and places of an article, each with the sentence that it stands in."""

import re
from collections.abc import Iterator, Sequence

from core.model.article import Fact, FactKind
from core.model.prose import Prose, Sentence
from core.summary.ranking import rate_prose
from core.text.datelines import MONTH_NUMBERS
from core.text.words import stop_words

_MOST = {FactKind.FIGURE: 4, FactKind.DATE: 3, FactKind.PLACE: 2}
_MOST_OF_A_SENTENCE = 3
_LONGEST_WORD = 20

_NUMBER = r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?"
_SCALE = (
    r"thousand|million|billion|trillion|тис\.?|млн\.?|млрд\.?|тисяч\w?|мільйон\w*|мільярд\w*|тысяч\w?|миллион\w*"
    r"|миллиард\w*|tausend|million(?:en)?|milliarden?|mille|millions?|milliards?|mil|mill[oó]n(?:es)?"
)
_SHARE = r"%|per ?cent\b|prozent\b|pour cent\b|por ciento\b|відсот\w+|процент\w+"
_FIGURE = re.compile(
    rf"(?<![\w.,:/-])(?P<sign>[$€£¥₴₽]\s?)?(?P<number>{_NUMBER})(?![\d:/])"
    rf"(?P<scale>\s(?:{_SCALE})\b)?(?P<share>\s?(?:{_SHARE}))?(?P<rest>-[^\W\d_]+(?:-[^\W\d_]+)*)?"
    rf"(?P<noun>\s[^\W\d_][^\W\d_’'-]+(?-i:\sof\s[a-z]+)?)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_MONTH = rf"(?i:{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})\.?"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s(?:de\s)?(?P<month>{_MONTH})(?:,?\s(?:de\s)?\d{{4}})?"
    rf"|(?P<first>{_MONTH})\s\d{{1,2}}(?:st|nd|rd|th)?(?![.,]?\d)(?:,\s\d{{4}})?"
    rf"|(?P<alone>{_MONTH})\s\d{{4}})\b"
)
_AMBIGUOUS = frozenset({"may", "march", "mar", "sep", "dec"})
_NAME = r"[^\W\d_a-zа-яёіїєґß][\w’'-]+"
_PLACE = re.compile(
    rf"\b(?:in|near|off|outside|à|en|dans|près de|в|у|біля|около|cerca de)\s"
    rf"({_NAME}(?:\s{_NAME}){{0,2}}(?:,\s{_NAME}(?=[,.;]))?)"
)
_POSSESSIVE = ("'s", "’s", "'", "’")  # "in Ukraine's favour" is nowhere
_NO_PLACES = frozenset("english french german russian ukrainian spanish parliament congress court senate".split())


def find_facts(prose: Prose, language: str = "en") -> tuple[Fact, ...]:
    """Return the key facts of an article in its order, each once: those of its best rated sentences.

    At most four figures (with what they count), three dates and two places. `text` stands in
    `sentence` as it is, `sentence` in the article.
    """
    ratings, _ = rate_prose(prose, language)
    places = sorted((place for place, rating in enumerate(ratings) if rating), key=lambda place: -ratings[place])
    room = dict(_MOST)
    found: dict[str, tuple[int, Fact]] = {}
    for place in places:
        for fact in _facts_of(prose.sentences[place], language):
            if room[fact.kind] and fact.text.casefold() not in found:
                room[fact.kind] -= 1
                found[fact.text.casefold()] = (place, fact)
    return tuple(fact for _, fact in sorted(found.values(), key=lambda item: item[0]))


def _facts_of(sentence: Sentence, language: str) -> Sequence[Fact]:
    text, stops = sentence.text, stop_words(language)
    found = [(FactKind.FIGURE, figure) for figure in _figures(text, stops)]
    found += [(FactKind.DATE, day) for day in _dates(text)]
    if language != "de":  # every noun has a capital there
        found += [(FactKind.PLACE, name) for name in _places(text, stops)]
    return [Fact(kind, words.strip(), text) for kind, words in found[:_MOST_OF_A_SENTENCE]]


def _figures(text: str, stops: frozenset[str]) -> Iterator[str]:
    """Yield numbers with what they count ("40 tonnes of oil"), sums of money and shares; no years and no dates."""
    for match in _FIGURE.finditer(text):
        noun = (match["noun"] or "").split()[:1]
        counts = bool(noun) and _is_counted(noun[0], stops)
        if match["sign"] or match["scale"] or match["share"]:
            yield match[0] if counts else _without_noun(match)
        elif counts and not _YEAR.fullmatch(match["number"]) and not _is_month(_word_before(text, match.start())):
            yield match[0]


def _without_noun(match: re.Match[str]) -> str:
    return match[0].removesuffix(match["noun"] or "")


def _is_counted(word: str, stops: frozenset[str]) -> bool:
    lowered = word.lower()
    return word[0].islower() and lowered not in stops and not lowered.endswith("ed") and not _is_month(word)


def _word_before(text: str, at: int) -> str:
    return text[max(0, at - _LONGEST_WORD) : at].rstrip().rpartition(" ")[2]


def _dates(text: str) -> Iterator[str]:
    for match in _DATE.finditer(text):
        if _is_month(match["month"] or match["first"] or match["alone"]):
            yield match[0]


def _places(text: str, stops: frozenset[str]) -> Iterator[str]:
    for match in _PLACE.finditer(text):
        first = match[1].split()[0]
        is_place = not _is_month(first) and first.lower() not in _NO_PLACES | stops
        if is_place and not match[1].endswith(_POSSESSIVE):
            yield match[1]


def _is_month(word: str) -> bool:
    lowered = word.rstrip(".,").lower()
    return lowered in MONTH_NUMBERS and (lowered not in _AMBIGUOUS or word[0].isupper())

"""Where the sentences of a block begin and end: full stops weighed by the words around them, in one pass.

Each mark is looked at once, with a bounded look back and ahead, so the time is linear in the text whatever it holds.
"""

import re
from collections.abc import Iterator

from core.text.abbreviations import (
    KINDS,
    MONTHS,
    OFFICES,
    OPENERS,
    ORDINAL_LEADS,
    ORDINAL_NOUNS,
    ZONES,
    Abbreviation,
)
from core.text.speech import VERBS

Span = tuple[int, int]

_MARK = re.compile(
    r"([.!?…。！？।؟][.!?…。！？।؟]*(?:[ \u00a0]\.(?![\w.]))*)"  # 1: the marks; the scan is quick where a set begins it
    r"((?:[\"'”’»›‹“‘)\]}]|\[\d{1,3}\]"  # 2: what closes behind them
    r"|«(?![ \u00a0\u202f][^«»]{1,400}[ \u00a0\u202f]»))*"  # not the mark that opens "« Nous savons »"
    r"(?:[ \u00a0\u202f]»(?=[\s.,;:!?–—-]|$))?)"
    r"\s*"
)
_SPACE = re.compile(r"\s*")
_OPENING = re.compile(r"[\"'“”„«»‹›‘‚(\[¿¡*_]{0,4}\s?")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)?")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.[- ]?)+[^\W\d_]{1,2}")
_ASIDE = re.compile(r"[–—-]{1,2}\s")
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu)['’](?=\w)", re.IGNORECASE)
_PLACE_TIME = re.compile(r"(?:[^\W\d_]+ ){1,2}time\b")
_SPOKEN_WORD = re.compile(r"\w")
_QUOTES = frozenset('“„«»‘"')
_LETTER_AND_STOP = 2
"""Characters of the first half of "т. е."."""
_LOOK_BACK = 40
_LOOK_AHEAD = 90
_MOST_NAME_WORDS = 6
_LONGEST_WORD = 24
_LONGEST_QUOTATION = 600
_OPENED = re.compile(r"(?:[“„]|«[ \u00a0\u202f]?)?")
_BEFORE_GLUE = frozenset("0123456789)»”%€")
_ADDRESS = frozenset("@.:_")
_LONGEST_UNIT = 6
"""Characters of "km/h" and its like; more around a slash are an address."""
_DOMAINS = frozenset("com net org info biz de fr co io ai".split())


def split_block(text: str, start: int, end: int) -> list[Span]:
    """Return the spans of the sentences within `text[start:end]`, in order, without outer white space."""
    first = _SPACE.match(text, start, end).end()  # type: ignore[union-attr]  # it matches the empty string
    last = first + len(text[first:end].rstrip())
    spans: list[Span] = []
    begin = looked = first
    for stop, following in (*_boundaries(text, first, last), (last, last)):
        if _SPOKEN_WORD.search(text, looked, stop):
            spans.append((begin, stop))
            begin = following
        elif spans and begin < stop:  # marks alone belong to the sentence before
            spans[-1] = (spans[-1][0], stop)
            begin = following
        looked = following
    return spans or ([(first, last)] if first < last else [])


def _boundaries(text: str, first: int, end: int) -> Iterator[Span]:
    """Yield (end of a sentence, start of the next one)."""
    for mark in _MARK.finditer(text, first, end):
        stop, following = mark.end(2), mark.end()
        if following >= end:
            return
        if following > stop:
            if _is_end(text, mark, first, end):
                yield stop, following
        elif mark[2] == '"' and _opens_quotation(text, following, end):
            if _glues(text, mark, following, end):
                yield mark.end(1), mark.end(1)
        elif _is_glued_end(text, mark, end):
            yield stop, following


def _opens_quotation(text: str, at: int, end: int) -> bool:
    """Tell whether the quotation mark before `at` opens: the next one then closes, and stands against a word."""
    closing = text.find('"', at, min(end, at + _LONGEST_QUOTATION))
    return closing > at and not text[closing - 1].isspace()


def _is_glued_end(text: str, mark: re.Match[str], end: int) -> bool:
    """Tell whether a sentence ends although no space follows: "in May.The talks", "in Rennes.« Nous savons »"."""
    if mark[1][0] in "。！？":
        return True
    at, following = mark.start(), mark.end()
    if mark[2]:
        return text[following].isupper() and at > 0 and text[at - 1].islower() and mark[2][-1] in "”»"
    opened = _OPENED.match(text, following, end).end()  # type: ignore[union-attr]  # it matches the empty string
    return _glues(text, mark, opened, end)


def _glues(text: str, mark: re.Match[str], opened: int, end: int) -> bool:
    """Tell whether the word at `opened` begins a sentence, and is no part of an address or a name ("Booking.Com")."""
    at = mark.start()
    word = _WORD.match(text, opened, min(end, opened + _LONGEST_WORD))
    if not word or len(word[0]) == 1 or not word[0][0].isupper() or "…" in mark[1]:
        return False
    glued = text[max(0, at - _LONGEST_WORD) : at].rsplit(None, 1)[-1:]
    if not glued or not (glued[0][-1].islower() or glued[0][-1] in _BEFORE_GLUE):
        return False
    if word[0].lower() in _DOMAINS:
        return False
    if opened > mark.end() or (glued[0][-1].islower() and word[0].lower() in OPENERS):
        return True
    follows = text[word.end() : word.end() + 1]
    return (follows.isspace() or follows == ",") and word[0][1:].islower() and not _is_address(glued[0])


def _is_address(token: str) -> bool:
    return not _ADDRESS.isdisjoint(token) or ("/" in token and len(token) > _LONGEST_UNIT)


def _is_end(text: str, mark: re.Match[str], first: int, end: int) -> bool:
    opened = mark.end()
    if not text[opened].isalnum():
        opened = _OPENING.match(text, opened, end).end()  # type: ignore[union-attr]  # it matches the empty string
    letter = text[opened] if opened < end else text[mark.end()]
    if letter.islower():
        return _is_camel(text, opened, end) and mark[1] == "."
    if letter in "–—-" and _ASIDE.match(text, opened, end):
        return not mark[2] and _after_dash(text, opened, end).isupper()
    if letter in "–—" and text[opened + 1 : opened + 2].islower():  # "—¡Alto! —gritó"
        return False
    if letter in ",;:)]":
        return False
    if mark[1] != ".":
        return _ends_strongly(text, mark, first, end)
    return _ends_at_full_stop(text, mark.start(), opened, first, end)


def _after_dash(text: str, at: int, end: int) -> str:
    word = _WORD.search(text, at, min(end, at + 8))
    return word[0][0] if word else ""


def _is_camel(text: str, at: int, end: int) -> bool:
    """Tell whether a word such as "iPhone" stands here."""
    return at + 1 < end and text[at + 1].isupper()


def _ends_strongly(text: str, mark: re.Match[str], first: int, end: int) -> bool:
    """Tell whether "?", "!" or an ellipsis ends a sentence before something that is not lower case."""
    at, following = mark.start(), mark.end()
    if at == first or text[at - 1] in "[(":
        return False
    if not mark[2] or not {"!", "?"} & set(mark[1]):
        return True
    return not _is_attribution(text[following : min(end, following + _LOOK_AHEAD)])


def _is_attribution(ahead: str) -> bool:
    """Tell whether a name and a verb of speech come: "“Why?” Prime Minister Keir Starmer asked"."""
    words = ahead.split(None, _MOST_NAME_WORDS)[:_MOST_NAME_WORDS]
    if not words or not words[0][0].isalpha() or words[0].lower() in OPENERS:
        return False
    for word in words:
        if word.rstrip(",.:").lower() in VERBS:
            return True
        if word[-1] in ",:;":
            return False
    return False


def _ends_at_full_stop(text: str, at: int, opened: int, first: int, end: int) -> bool:
    before = text[max(first, at - _LOOK_BACK) : at].rsplit(None, 2)
    if not before:
        return False
    if text[at - 1] == " " and text[opened : opened + 1].isupper():  # tokenised text sets its stops apart
        return True
    if opened >= end:  # nothing but closing marks is left
        return True
    token = _ELIDED.sub("", before[-1].lstrip("\"'“„«‘(-–—[¿¡/"))
    if len(token) > 5 and token.isalpha() and not token.endswith("str") and token.lower() not in KINDS:
        return True
    word = _WORD.match(text, opened, min(end, opened + _LONGEST_WORD))
    if word and len(word[0]) == 1 and text[word.end() : word.end() + 1] == ".":  # an initial follows an initial
        return token.isdigit() or (len(token) > 2 and token.lower() not in KINDS)
    if KINDS.get(token.lower()) is Abbreviation.CLOCK and _PLACE_TIME.match(
        text, opened, min(end, opened + _LOOK_AHEAD)
    ):
        return False
    if len(token) == 1 and token.isupper() and text[opened - 1] in _QUOTES:  # "auf X. „Nie wieder“"
        return True
    if text[opened - 1] == "(" and token.lower() in KINDS:
        return False
    return _weigh(token, before[-2] if len(before) > 1 else "", word[0] if word else text[opened])


def _weigh(token: str, previous: str, word: str) -> bool:
    """Tell whether the full stop after `token` ends a sentence; `previous` stands before it, `word` follows."""
    lowered, opens = token.lower(), word.lower() in OPENERS
    kind = KINDS.get(previous.lower() + lowered if len(previous) == _LETTER_AND_STOP else lowered) or KINDS.get(lowered)
    if kind is Abbreviation.NUMBERED and len(token) == 1 and token.isupper():
        kind = None  # an initial
    if kind is not None and (token != lowered or kind is not Abbreviation.TITLE or not token.isascii()):
        return _weigh_abbreviation(kind, token, previous, word, opens=opens)
    if len(token) == 1 and token.isalpha():
        return opens or (token.islower() and (not token.isascii() or previous[-1:].isdigit()))
    if _DOTTED.fullmatch(token):
        return opens
    if token.isdigit() and len(token) <= 2:
        return not _is_ordinal(previous, word)
    return bool(token) and not (lowered.endswith("str") and word[0].isdigit())  # "Hauptstr. 7"


def _weigh_abbreviation(kind: Abbreviation, token: str, previous: str, word: str, *, opens: bool) -> bool:
    lowered = word.lower()
    match kind:
        case Abbreviation.TITLE | Abbreviation.LEADING:
            return False
        case Abbreviation.NUMBERED:
            return not word[0].isdigit()
        case Abbreviation.CLOCK:
            return "." not in token or lowered not in ZONES
        case Abbreviation.COMPANY:
            return lowered not in OFFICES
        case Abbreviation.PLACE:
            return previous[-1:].isdigit() or opens
        case Abbreviation.NAMELIKE:
            return opens


def _is_ordinal(previous: str, word: str) -> bool:
    """Tell whether a number with a full stop counts ("am 20. Juli", "1. Bundesliga") or opens a list."""
    lowered = word.lower()
    listed = previous[-1:] in {".", "!", "?"} and previous[:-1].lower() not in KINDS
    if not previous or listed or lowered in MONTHS or lowered in ORDINAL_NOUNS:
        return True
    return previous.lower() in ORDINAL_LEADS and word[0].isalpha() and lowered not in OPENERS

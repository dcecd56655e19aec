"""Clauses: a sentence as tagged words, one letter each, for the frames of the grammar to read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.deadlines.expressions import Away, Length, Near, Period, Stretch, Timex, Weekday
from core.deadlines.grammar import Grammar, Tag, Tags, Vocabulary

LONGEST = 300
"""A "sentence" with more words than this (a table, a list of names) is read in pieces of this many."""

_WORD = re.compile(
    r"[$€£¥]?[^\W_]+(?:[’'](?![sS]\b)[^\W_]+|(?:[-‑.&](?=[^\W_])|(?<=\d),(?=\d{3}(?!\d)))[^\W_]+)*(?:%|(?<=[A-Z]\.[A-Z])\.)?|[’']s\b|[,;:()\[\]?!…—–]|\.\.\.|--+|-(?=\s)"
)
_NUMBER = re.compile(r"[$€£¥]?\d[\d.,]*")
_MARKS = {mark: frozenset({tag}) for mark, tag in {
    ",": Tag.COMMA, ";": Tag.STOP, ":": Tag.COLON, "(": Tag.PAREN, ")": Tag.PAREN, "[": Tag.PAREN, "]": Tag.PAREN,
    "?": Tag.STOP, "!": Tag.STOP, ".": Tag.STOP, "...": Tag.STOP, "…": Tag.STOP, "—": Tag.DASH, "–": Tag.DASH,
    "-": Tag.DASH, "’s": Tag.POSS, "'s": Tag.POSS, "’S": Tag.POSS, "'S": Tag.POSS,
}.items()}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a phrase with one function ("no later than"), a mark or a time; [start:end) of its sentence."""

    text: str
    start: int
    end: int
    tags: Tags
    timex: Timex | None = None


@dataclass(frozen=True, eq=False)
class Clause:
    """A sentence, or a piece of a very long one, as tokens; `letters` leaves out what only fills ("the", "also").

    `places[i]` is the token behind the i-th letter.
    """

    text: str
    tokens: Sequence[Token]
    places: Sequence[int]
    letters: str
    vocabulary: Vocabulary

    @cached_property
    def times(self) -> Sequence[int]:
        """The places (in `tokens`) of the times."""
        return [n for n, token in enumerate(self.tokens) if token.timex is not None]

    def words(self, first: int, last: int) -> str:
        """Return the text from one token up to another, both included."""
        return self.text[self.tokens[first].start : self.tokens[last].end] if first <= last else ""


def read_clauses(text: str, times: Sequence[Timex], grammar: Grammar) -> Iterator[Clause]:
    """Yield a sentence, with the times found in it, as clauses to be matched; one, unless it is endlessly long."""
    tokens = _tagged(text, times, grammar)
    for start in range(0, len(tokens), LONGEST):
        yield _clause(text, tokens[start : start + LONGEST], grammar)


def _clause(text: str, tokens: list[Token], grammar: Grammar) -> Clause:
    places = [n for n, token in enumerate(tokens) if token.timex or token.text.lower() not in grammar.fillers]
    return Clause(text, tokens, places, "".join(grammar.letters[tokens[n].tags] for n in places), grammar.vocabulary)


def _tagged(text: str, times: Sequence[Timex], grammar: Grammar) -> list[Token]:
    tokens: list[Token] = []
    at = 0
    for timex in times:
        tokens += _words(text, at, timex.start, grammar)
        tokens.append(Token(timex.text, timex.start, timex.end, _time_tags(timex), timex))
        at = timex.end
    return tokens + _words(text, at, len(text), grammar)


_DATE, _LENGTH, _COMPOUND = frozenset({Tag.DATE}), frozenset({Tag.LENGTH}), frozenset({Tag.COMPOUND})
_AGO = frozenset({Tag.AGO})
_SMALL = frozenset({Tag.PRONOUN, Tag.WHO})
_PLANS = frozenset({Tag.PLAN, Tag.FORECAST})
_SAYS = frozenset({Tag.SAY})
_HELPERS = frozenset({Tag.CAN, Tag.WILL})
_NUMBERS, _NAMES, _WORDS = frozenset({Tag.NUMBER}), frozenset({Tag.NAME}), frozenset({Tag.WORD})


def _time_tags(timex: Timex) -> Tags:
    match timex.value:
        case Length(is_compound=True):
            return _COMPOUND
        case Length():
            return _LENGTH
        case Near(days=-1) | Away(direction=-1) | Weekday(shift=-1) | Period(shift=-1) | Stretch(shift=-1):
            return _AGO
        case _:
            return _DATE


def _words(text: str, start: int, end: int, grammar: Grammar) -> list[Token]:
    found = [(m[0], m[0].lower(), m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
    tokens: list[Token] = []
    words = grammar.vocabulary
    nouns_behind = words.articles - words.demonstrative
    at = 0
    while at < len(found):
        word, low, begin, stop = found[at]
        size = 1
        tags = _MARKS.get(word[:1] if word.startswith("--") else word)
        if tags is None:
            for phrase, phrase_tags in grammar.phrases.get(low, ()):
                if len(phrase) <= len(found) - at and all(found[at + n][1] == w for n, w in enumerate(phrase)):
                    tags, size = phrase_tags, len(phrase)
                    stop = found[at + size - 1][3]
                    break
            else:
                tags = grammar.words.get(low.replace("’", "'")) or _plain(word)
        if size == 1 and tags <= _SMALL and len(word) > 1 and word.isupper() and not text.isupper():
            tags = _NAMES  # "US", "IT", "WHO"
        if size == 1 and tags & _PLANS and at and found[at - 1][1] in words.articles and words.not_a_noun.match(low):
            tags = _WORDS  # "its planned budget"
        if size == 1 and tags == _SAYS and at and found[at - 1][1] in words.articles:
            tags = _WORDS  # "its reports"
        if size == 1 and Tag.SHORTEN in tags and at and low[-2:] != "ed" and found[at - 1][1] in nouns_behind:
            tags = _WORDS  # "the changes"
        if size == 1 and tags & _HELPERS and _is_surname(found, at):
            tags = _NAMES  # "Theresa May said"
        tokens.append(Token(text[begin:stop], begin, stop, tags))
        at += size
    return tokens


def _is_surname(found: Sequence[tuple[str, str, int, int]], at: int) -> bool:
    """Whether a capitalised auxiliary stands between a capitalised word and one that is not."""
    around = [found[n][0][0] for n in (at - 1, at + 1) if 0 <= n < len(found)]
    return found[at][0][0].isupper() and len(around) == 2 and around[0].isupper() and not around[1].isupper()


def _plain(word: str) -> Tags:
    if _NUMBER.match(word):
        return _NUMBERS
    return _NAMES if word[0].isupper() else _WORDS

"""Quotes: words between quotation marks with the speaker as the text names them; where that is not sure, no quote."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from core.model.article import Quote
from core.model.prose import Prose, Sentence
from core.summary.names import Names, names_someone
from core.summary.speakers import Speaker, speaker_after, speaker_before, speaker_of_line
from core.text.quotations import Span, find_quotations
from core.text.sentences import split_block
from core.text.speech import has_speech_verb

_FEWEST_WORDS = 4
"""Fewer quoted words are a name or a word held at arm's length."""
_FEWEST_WORDS_OF_A_PART = 6
_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")
_SETTING_OFF = frozenset(".,!?…–—-")
_INTERRUPTED = re.compile(r"[,!?…]? [–—-] ([^–—]{3,80}?)[.,]? [–—-] ")
_TIES = frozenset(",–—-")
"""Marks that tie what follows to the quotation: "…”, – said X"."""
_MOST_PARAGRAPHS_BACK = 2
_LOOK = 300
"""Characters around a quotation in which its speaker is looked for."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    start: int
    end: int
    sentences: tuple[Sentence, ...]

    def end_of_sentence(self, at: int) -> int:
        """Return where the sentence around `at` ends."""
        return self.sentences[max(0, bisect_right(self.sentences, at, key=lambda s: s.start) - 1)].end


def find_quotes(prose: Prose) -> tuple[Quote, ...]:
    """Return the quotes of an article in order, each once, white space collapsed.

    A speaker stands in the quotation's own sentence ("…,” said X"), in the line before ("X stated:"), or has just
    spoken in the same paragraph. "He added" is who spoke last, named within the two paragraphs before.
    """
    found: dict[str, Quote] = {}
    for quote in _Reader(prose).quotes():
        found.setdefault(quote.text.casefold(), quote)
    return tuple(found.values())


class _Reader:
    """Goes through an article once and remembers who spoke last, and where."""

    def __init__(self, prose: Prose) -> None:
        self._text = prose.text
        self._names = Names(prose)
        self._paragraphs = [_paragraph(tuple(group)) for _, group in groupby(prose.sentences, _number)]
        self._last = _Voice("", 0, -9)
        self._handed_over = ""

    def quotes(self) -> Iterator[Quote]:
        """Yield the quotes in order."""
        for number, paragraph in enumerate(self._paragraphs):
            yield from self._quotes_in(number, paragraph)

    def _quotes_in(self, number: int, paragraph: _Paragraph) -> Iterator[Quote]:
        handed, self._handed_over = self._handed_over, ""
        if self._text.startswith(">", paragraph.start):
            self._handed_over = handed  # the next line of a block quote goes on
            yield from self._marked_off(paragraph, handed)
            return
        spans = find_quotations(self._text, paragraph.start, paragraph.end)
        speaker = ""
        for place, span in enumerate(spans):
            around = self._around(
                span, paragraph, spans[place - 1 : place] if place else [], spans[place + 1 : place + 2]
            )
            named = self._named(around.interrupted_by() or around.attributed(), number, span[0])
            if not named and place == 0 and around.is_alone_so_far:
                named = handed
            elif not named and place and around.goes_on:
                named = speaker
            speaker = named
            if speaker:
                self._last = _Voice(speaker, paragraph.end_of_sentence(span[1]), number)
                for words in around.spoken():
                    yield Quote(words, self._names.fullest(speaker))
        if speaker and spans[-1][1] == paragraph.end:
            self._handed_over = speaker  # never closed: the next paragraph goes on
        self._hear_line(number, paragraph)

    def _marked_off(self, paragraph: _Paragraph, speaker: str) -> Iterator[Quote]:
        """Yield the sentences of a block quote ("> We go on."), where somebody was handed over to."""
        for sentence in paragraph.sentences if speaker else ():
            words = sentence.text.lstrip("> ")
            if ">" not in words and len(_WORD.findall(words)) >= _FEWEST_WORDS:
                yield Quote(words, self._names.fullest(speaker))

    def _around(self, span: Span, paragraph: _Paragraph, previous: list[Span], following: list[Span]) -> "_Around":
        begin = previous[0][1] + 1 if previous else paragraph.start
        finish = following[0][0] - 1 if following else paragraph.end
        return _Around(
            words=" ".join(self._text[span[0] : span[1]].split()),
            before=self._text[max(begin, span[0] - _LOOK) : max(begin, span[0] - 1)],
            after=self._text[span[1] + 1 : min(finish, span[1] + _LOOK)],
        )

    def _hear_line(self, number: int, paragraph: _Paragraph) -> None:
        """Note whom the last line of a paragraph hands over to: "Peskov stated:"."""
        last = paragraph.sentences[-1]
        if not last.text.endswith(":"):
            return
        speaker = self._named(speaker_of_line(last.text), number, last.start)
        if speaker:
            self._handed_over, self._last = speaker, _Voice(speaker, last.end, number)

    def _named(self, speaker: Speaker | None, number: int, at: int) -> str:
        """Return the name of a speaker; a pronoun is who spoke last, a moment ago, with nobody named since."""
        if speaker is None:
            return ""
        if not speaker.is_pronoun:
            return speaker.name
        if number - self._last.paragraph > _MOST_PARAGRAPHS_BACK:
            return ""
        between = self._text[self._last.end : at]
        return "" if names_someone(between, besides=self._last.name) else self._last.name


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who spoke, where their sentence ended, and in which paragraph."""

    name: str
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class _Around:
    """The quoted words, and what stands before and behind them up to the next quotation."""

    words: str
    before: str
    after: str

    @property
    def is_alone_so_far(self) -> bool:
        """Whether the quotation opens its paragraph."""
        return not _LETTER.search(self.before)

    @property
    def is_whole(self) -> bool:
        """Whether the quotation is set off by a mark of its own, and not grown into someone else's sentence."""
        return self.words[-1:] in _SETTING_OFF or self.after.lstrip()[:1] in _TIES

    @property
    def goes_on(self) -> bool:
        """Whether only the attribution of the quotation before stands between the two: "…,” Peskov said. “…"."""
        return self.is_whole and len(split_block(self.before, 0, len(self.before))) == 1

    def interrupted_by(self) -> Speaker | None:
        """Return who is named between two dashes inside the marks: "«We are ready, – said X. – We will win»"."""
        inside = self._interruption()
        return speaker_after(inside[1]) if inside else None

    def spoken(self) -> list[str]:
        """Return the words of the speaker alone, of some length: one run, or the two around an interruption."""
        inside = self._interruption()
        runs = [self.words[: inside.start()], self.words[inside.end() :]] if inside else [self.words.rstrip(", ")]
        whole = inside or self.is_whole or self.before.rstrip().endswith(":")
        return [run for run in runs if len(_WORD.findall(run)) >= (_FEWEST_WORDS if whole else _FEWEST_WORDS_OF_A_PART)]

    def _interruption(self) -> re.Match[str] | None:
        inside = _INTERRUPTED.search(self.words)
        return inside if inside and has_speech_verb(inside[1]) else None

    def attributed(self) -> Speaker | None:
        """Return who speaks by the words right around; a part of a sentence needs its verb right before it."""
        if self._may_be_followed_by_its_speaker and (speaker := speaker_after(_first_sentence(self.after))):
            return speaker
        return speaker_before(_last_sentence(self.before))

    @property
    def _may_be_followed_by_its_speaker(self) -> bool:
        """Whether the words behind can belong to it: after a full stop a capital opens a sentence of its own."""
        following = self.after.lstrip()[:1]
        return self.is_whole and (self.words[-1:] not in {".", "…"} or following in _TIES or following.islower())


def _number(sentence: Sentence) -> int:
    return sentence.paragraph


def _paragraph(sentences: tuple[Sentence, ...]) -> _Paragraph:
    return _Paragraph(sentences[0].start, sentences[-1].end, sentences)


def _first_sentence(text: str) -> str:
    spans = split_block(text, 0, len(text))
    return text[: spans[0][1]] if spans else ""


def _last_sentence(text: str) -> str:
    spans = split_block(text, 0, len(text))
    return text[spans[-1][0] :] if spans else ""

"""Quotes: words between quotation marks with the speaker as the text names them; where that is not sure, no quote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from core.model.article import Quote
from core.model.prose import Prose, Sentence
from core.summary.names import Names
from core.summary.speakers import Speaker, speaker_after, speaker_before, speaker_of_line
from core.text.quotations import find_quotations
from core.text.sentences import split_block

_FEWEST_WORDS = 4
"""Fewer quoted words are a name or a word held at arm's length."""
_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")
_SETTING_OFF = frozenset(".,!?…–—-")
_LOOK = 300
"""Characters around a quotation in which its speaker is looked for."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    start: int
    end: int
    sentences: tuple[Sentence, ...]


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
        self._speaker = ""
        self._spoke_in = -9
        self._handed_over = ""

    def quotes(self) -> Iterator[Quote]:
        for number, paragraph in enumerate(self._paragraphs):
            yield from self._quotes_in(number, paragraph)

    def _quotes_in(self, number: int, paragraph: _Paragraph) -> Iterator[Quote]:
        spans = find_quotations(self._text, paragraph.start, paragraph.end)
        handed, self._handed_over = self._handed_over, ""
        spoken = ""
        for place, span in enumerate(spans):
            begin = spans[place - 1][1] + 1 if place else paragraph.start
            finish = spans[place + 1][0] - 1 if place + 1 < len(spans) else paragraph.end
            before = self._text[max(begin, span[0] - _LOOK) : max(begin, span[0] - 1)]
            after = self._text[span[1] + 1 : min(finish, span[1] + _LOOK)]
            words = " ".join(self._text[span[0] : span[1]].split())
            speaker = self._named(_attributed(words, before, after), number)
            if not speaker and not _LETTER.search(before) and not place:
                speaker = handed
            elif not speaker and place and _is_whole(words, after):
                speaker = spoken if len(split_block(before, 0, len(before))) == 1 else ""
            spoken = speaker
            if speaker:
                self._speaker, self._spoke_in = speaker, number
                if len(_WORD.findall(words)) >= _FEWEST_WORDS:
                    yield Quote(words.rstrip(", "), self._names.fullest(speaker))
        if spans and spoken and spans[-1][1] == paragraph.end:
            self._handed_over = spoken  # never closed: the next paragraph goes on
        self._hear_line(number, paragraph)

    def _hear_line(self, number: int, paragraph: _Paragraph) -> None:
        """Note whom the last line of a paragraph hands over to: "Peskov stated:"."""
        last = paragraph.sentences[-1]
        if not last.text.endswith(":"):
            return
        speaker = self._named(speaker_of_line(last.text), number)
        if speaker:
            self._handed_over, self._speaker, self._spoke_in = speaker, speaker, number

    def _named(self, speaker: Speaker | None, number: int) -> str:
        """Return the name of a speaker; a pronoun is who spoke last, if that was a moment ago."""
        if speaker is None:
            return ""
        if not speaker.is_pronoun:
            return speaker.name
        return self._speaker if self._speaker and number - self._spoke_in <= 2 else ""


def _number(sentence: Sentence) -> int:
    return sentence.paragraph


def _paragraph(sentences: tuple[Sentence, ...]) -> _Paragraph:
    return _Paragraph(sentences[0].start, sentences[-1].end, sentences)


def _attributed(words: str, before: str, after: str) -> Speaker | None:
    """Return who speaks by the words right around a quotation; a part of a sentence needs its verb right before."""
    whole = _is_whole(words, after)
    if whole and (speaker := speaker_after(_first_sentence(after))):
        return speaker
    return speaker_before(_last_sentence(before))


def _is_whole(words: str, after: str) -> bool:
    """Tell whether a quotation is set off by a mark of its own, and not grown into someone else's sentence."""
    return words[-1:] in _SETTING_OFF or after.lstrip()[:1] in set(",–—-")


def _first_sentence(text: str) -> str:
    spans = split_block(text, 0, len(text))
    return text[: spans[0][1]] if spans else ""


def _last_sentence(text: str) -> str:
    spans = split_block(text, 0, len(text))
    return text[spans[-1][0] :] if spans else ""

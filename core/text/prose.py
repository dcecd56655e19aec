"""A raw text as a reader takes it in: lines first, sentences second, and what is not the article left out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.model.prose import Dateline, Form, Prose, Sentence
from core.text.boilerplate import is_boilerplate
from core.text.datelines import read_dateline
from core.text.lines import Block, find_blocks
from core.text.sentences import split_block
from core.text.speech import hands_over

_ENDED = re.compile(r"[.!?…:;,。！？][\"'”’»“)\]]*$")
_NOT_WORD = re.compile(r"[\W_]+")
_OUTLET = re.compile(r"\s+(?:[|•·]|[-–—])\s+[^|•·–—]{2,40}$")
_LONGEST_HEADING = 110
_MOST_HEADING_WORDS = 14
_LONGEST_HEADLINE = 200
_MOST_HEADLINE_WORDS = 30
_LONGEST_SPEAKER_LINE = 160
_LOOK_FOR_DATELINE = 8
"""Blocks at the top among which a dateline may stand."""
_FEWEST_WORDS_REPEATED = 4
"""A sentence of this many words that comes again is left out the second time; "No." may come twice."""


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Return all sentences of a text in order, each `text[start:end]` with white space collapsed."""
    blocks = find_blocks(text)
    return tuple(_numbered(text, blocks, _spans(text, blocks)))


def read_prose(title: str, text: str) -> Prose:
    """Return a text with its sentences, without dateline, boilerplate and repetitions of the headline.

    A sentence that was there before is left out. Where `title` is empty, an unpunctuated first line is a heading.
    """
    blocks = [block for block in find_blocks(text) if not is_boilerplate(text[block.start : block.end])]
    dateline, blocks = _take_dateline(text, blocks)
    sentences = _numbered(text, blocks, _spans(text, blocks))
    return Prose(title, text, tuple(_once(sentences, _headlines(title))), dateline)


def _take_dateline(text: str, blocks: list[Block]) -> tuple[Dateline | None, list[Block]]:
    """Return the dateline and the blocks with it cut off the front of its own."""
    for number, block in enumerate(blocks[:_LOOK_FOR_DATELINE]):
        dateline = None if block.listed else read_dateline(text, block.start, block.end)
        if dateline:
            rest = [] if dateline.end >= block.end else [replace(block, start=dateline.end)]
            return dateline, blocks[:number] + rest + blocks[number + 1 :]
    return None, blocks


def _spans(text: str, blocks: Iterable[Block]) -> list[list[tuple[int, int]]]:
    return [split_block(text, block.start, block.end) for block in blocks]


def _numbered(text: str, blocks: list[Block], spans: list[list[tuple[int, int]]]) -> Iterator[Sentence]:
    """Yield the sentences of the blocks, each with its paragraph and form."""
    forms = _forms(text, blocks, spans)
    paragraph, leads_in = -1, False
    for block, form, found in zip(blocks, forms, spans, strict=True):
        if not (block.listed and leads_in):
            paragraph += 1
        for start, end in found:
            yield Sentence(_collapsed(text[start:end]), start, end, paragraph, form)
        leads_in = block.listed or form in {Form.HEADING, Form.SPEAKER} or text[block.end - 1 : block.end] == ":"


def _collapsed(text: str) -> str:
    """Return a text with each run of white space made one space; most have none but single ones already."""
    return text if text.isprintable() and "  " not in text else " ".join(text.split())


def _forms(text: str, blocks: list[Block], spans: list[list[tuple[int, int]]]) -> list[Form]:
    prose = any(_ENDED.search(text[max(block.start, block.end - 8) : block.end]) for block in blocks)
    forms = []
    for number, (block, found) in enumerate(zip(blocks, spans, strict=True)):
        last = number + 1 == len(blocks)
        if block.listed:
            forms.append(Form.BULLET)
        elif prose and not last and len(found) == 1 and _is_heading(text[block.start : block.end], first=number == 0):
            forms.append(Form.HEADING)
        elif len(found) == 1 and hands_over(text[block.start : block.end]):
            forms.append(Form.SPEAKER)
        else:
            forms.append(Form.PROSE)
    return forms


def _is_heading(line: str, *, first: bool) -> bool:
    """Tell whether a line stands over others: without a mark at its end, and short unless it is the headline."""
    longest, most = (_LONGEST_HEADLINE, _MOST_HEADLINE_WORDS) if first else (_LONGEST_HEADING, _MOST_HEADING_WORDS)
    return len(line) <= longest and not _ENDED.search(line[-8:]) and "\n" not in line and len(line.split()) <= most


def _headlines(title: str) -> set[str]:
    """Return the headline as it may come again: bare, and without the outlet's name at its end."""
    return {bare for bare in (_bare(title), _bare(_OUTLET.sub("", title))) if bare}


def _once(sentences: Iterable[Sentence], headlines: set[str]) -> Iterator[Sentence]:
    """Yield what is neither the headline nor boilerplate nor a repetition."""
    seen = set(headlines)
    for sentence in sentences:
        bare = _bare(sentence.text)
        if not bare or bare in seen or is_boilerplate(sentence.text):
            continue
        if bare.count(" ") + 1 >= _FEWEST_WORDS_REPEATED:
            seen.add(bare)
        yield sentence


def _bare(text: str) -> str:
    """Return the words of a text alone, to compare by."""
    return _NOT_WORD.sub(" ", text.casefold()).strip()

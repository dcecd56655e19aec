"""What a reader of news sees in a raw text: its dateline and its sentences, each with its place in the text."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Form(StrEnum):
    """How a sentence stands on the page."""

    PROSE = "prose"
    BULLET = "bullet"
    HEADING = "heading"
    SPEAKER = "speaker"
    """A line that only hands over to a speaker: "Peskov stated:"."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `raw[start:end]` with each run of white space made one space.

    Offsets are code points into the raw text. `paragraph` counts from 0; `listed` sentences (bullets) share the
    paragraph of the line that leads into them.
    """

    text: str
    start: int
    end: int
    paragraph: int = 0
    form: Form = Form.PROSE


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place-and-date opening of a report, e.g. "[Moscow, July 20, 2025] —"; either part may be missing.

    A dateline without a year ("MOSCOW, July 20 (Wire) -") has `day` None and the words in `day_text`.
    """

    place: str
    day: date | None
    day_text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A raw article as a reader takes it in: boilerplate and repeated headlines left out, nothing rewritten.

    `sentences` come in the order of the text and never overlap; none of them is the headline again.
    """

    title: str
    text: str
    sentences: tuple[Sentence, ...]
    dateline: Dateline | None = None

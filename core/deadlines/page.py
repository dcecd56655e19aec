"""The page: an article laid out for the search for deadlines, with its day, its place and its tagged sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from core.deadlines.clauses import Clause, read_clauses
from core.deadlines.expressions import Timex, scan
from core.deadlines.grammar import Grammar
from core.deadlines.kinds import Name, names_in
from core.deadlines.resolution import Span, Tense, resolve
from core.deadlines.surroundings import surroundings
from core.model.deadline import Evidence
from core.model.prose import Form, Prose, Sentence


@dataclass(frozen=True, eq=False)
class Line:
    """A sentence of the text, or the title, with the times in it; one is another only where it is the same object."""

    number: int
    sentence: Sentence
    times: Sequence[Timex]
    grammar: Grammar
    field: str = "text"

    @cached_property
    def clauses(self) -> Sequence[Clause]:
        """The line as tagged words, when somebody asks; more than one clause only where it is endlessly long."""
        return list(read_clauses(self.sentence.text, self.times, self.grammar))

    @cached_property
    def names(self) -> Sequence[Name]:
        """The names in the line, with what each is the name of."""
        return tuple(names_in(self.sentence.text, self.grammar.vocabulary.parties.kinds, is_title=self.is_title))

    @property
    def is_title(self) -> bool:
        """Whether it is the headline."""
        return self.field == "title"

    @property
    def evidence(self) -> Evidence:
        """The line as evidence."""
        return Evidence(self.sentence.text, self.sentence.start, self.sentence.end, self.field)


@dataclass(frozen=True)
class Page:
    """An article, read at `published` (None: nobody knows) in a zone. `lines` are in order, the title first."""

    lines: Sequence[Line]
    prose: Prose
    published: datetime | None
    zone: str

    @classmethod
    def of(cls, prose: Prose, grammar: Grammar, *, published: datetime | None, zone: str) -> "Page":
        """Lay an article out."""
        sentences: list[tuple[Sentence, str]] = [(s, "text") for s in prose.sentences]
        if prose.title.strip():
            title = Sentence(" ".join(prose.title.split()), 0, len(prose.title), -1, Form.HEADING)
            sentences.insert(0, (title, "title"))
        lines = [
            Line(number, sentence, scan(sentence.text, grammar.calendar), grammar, field)
            for number, (sentence, field) in enumerate(sentences)
        ]
        return cls(lines, prose, published, zone)

    @cached_property
    def day(self) -> date | None:
        """The outlet's local day of writing: that of publication, else the dateline's."""
        if self.published is not None:
            return self.published.date()
        return self.prose.dateline.day if self.prose.dateline else None

    @cached_property
    def is_month_first(self) -> bool:
        """Whether 03/06 is March 6 here: so in the Americas, by the outlet's zone or its clock."""
        if self.zone.startswith(("America/", "US/")):
            return True
        offset = self.published.utcoffset() if self.published else None
        return offset is not None and -10 <= offset.total_seconds() / 3600 <= -4

    def before(self, line: Line) -> list[Line]:
        """Return the lines before one, the nearest first, the title left out; no more than a page of them."""
        first = max(0, line.number - _FARTHEST)
        return [other for other in reversed(self.lines[first : line.number]) if not other.is_title]

    def around(self, line: Line) -> list[Line]:
        """Return the lines around one, without itself, in their order; no more than a page of them."""
        return [other for other in self.near(line) if other is not line]

    def near(self, line: Line) -> Sequence[Line]:
        """Return the lines around one, with itself, in their order; no more than a page of them."""
        return self.lines[max(0, line.number - _FARTHEST) : line.number + _FARTHEST + 1]

    def about(self, line: Line) -> tuple[str, ...]:
        """Return whom and what the article speaks of in its opening sentences and in those just before a line."""
        opening = [other for other in self.lines[: _OPENING + 1] if not other.is_title][:_OPENING]
        near = [other.sentence.text for other in [*opening[:1], *self.before(line)[:_JUST_BEFORE]]]
        return surroundings([*(other.sentence.text for other in opening), *near], near)

    def resolve(self, timex: Timex, tense: Tense, base: date | None = None) -> Span | None:
        """Return the days a point in time means, read on `base` (else the day of writing)."""
        day = base or self.day
        if day is None:
            span = resolve(timex.value, _NO_DAY, tense, month_first=self.is_month_first)
            again = resolve(timex.value, _OTHER_DAY, tense, month_first=self.is_month_first)
            return span if span == again else None  # it does not depend on the day of reading
        return resolve(timex.value, day, tense, month_first=self.is_month_first)


_OPENING, _JUST_BEFORE = 3, 2
"""Sentences whose names say what an article is about."""

_FARTHEST = 25
"""How many lines off something can stand and still be meant."""

_NO_DAY = date(2001, 2, 5)
_OTHER_DAY = date(2013, 8, 24)
